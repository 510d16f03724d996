// Package resume is where a reporter comes back with a code: to an unfinished
// account, or to the messages about one that was sent. The code is read and
// turned into what the server is asked in the browser; the server sees no word
// of it.
package resume

import "github.com/gehoor/gehoor/internal/text"

// Title is the page's neutral title.
const Title text.Key = "resume.title"

// Files are the script that the page needs (Site.page).
var Files = []string{"resume/resume.js"}
