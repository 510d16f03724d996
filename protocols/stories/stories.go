// Package stories holds the stories that are shipped. Package internal/story
// reads and plays them, and its package comment describes the language.
//
// Stories whose name begins with "demo-" make the dossiers of the demo. Their
// moments are counted from the moment of playing, so that the demo is always of
// today; what they expect is therefore how things stand, never a date. All
// others play on fixed days, and have in their name the article of law, the
// section of the protocols or the section of the architecture that they rehearse.
// Everybody in them is invented, and so is what happened.
package stories

import (
	"embed"
	"io/fs"
)

//go:embed *.story
var files embed.FS

// Files are the stories by name: "on-time-wbk-art-2.story".
func Files() fs.FS { return files }
