// Package slip shows a code that was just made, to write down, to read out or to
// print on a slip. The slip says nothing of what it is for: words, an address
// and a telephone number (browser/lib/slip.ts).
//
// A page has one at most. The server never has the words.
package slip

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
)

// Style is the style that a page with a slip needs.
const Style = "slip/slip.css"

// keep is the one sentence on the slip, in the language of its words.
func keep(l gehoor.Language) string { return text.For(l).Say("slip.keep") }
