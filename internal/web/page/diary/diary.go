// Package diary is the page of somebody who has not decided yet: they write down what
// happened, on the day that it happened, and come back with a code. Later they make a
// signal of it, or throw it away.
//
// It is one page, as package begin is: nothing of what somebody does in it shows in an
// address, and it is the same for everybody.
package diary

import (
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "diary.title"

// Files are the script and the styles that the page needs (Site.page).
var Files = []string{"diary/diary.js", "begin/begin.css"}

// Data is what the page is made of.
type Data struct {
	layout.Page
	// Closed: nothing new is taken in. What there is can be read and thrown away.
	Closed bool
}
