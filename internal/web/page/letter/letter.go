// Package letter is where somebody outside, who has no account, opens a sealed letter: a
// file that they were sent, with words that they have on paper. All of it happens in the
// browser; the server sees neither. No page leads here, only the slip with the words.
package letter

import "github.com/gehoor/gehoor/internal/text"

// Title is the page's neutral title.
const Title text.Key = "letter.page-title"

// Path is the page's address without the language.
const Path = "/brief"

// Files are the script that the page needs (Site.page).
var Files = []string{"letter/letter.js"}
