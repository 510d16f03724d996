// Package viewer is the page in which an opened file is shown: inside a frame,
// without an origin, storage or network (decision 10). It gets its file from the
// page around it; opened by itself it says that there is nothing to see.
package viewer

import "github.com/gehoor/gehoor/internal/text"

// Title is the page's neutral title.
const Title text.Key = "view.title"

// Files are the script and the style that the page needs (Site.page).
var Files = []string{"viewer/viewer.js", "viewer/viewer.css"}
