// Package cards is the page with the step cards of all protocols that are in force: what
// somebody does who is told something, reports something, or is the one concerned
// (protocols.md §0.15). Anybody can read it, print it, and keep it on a device, where it
// opens without a connection. It says nothing of any signal.
package cards

import (
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "cards.title"

// Files are the logical names of what the page loads.
func Files() []string { return []string{"cards/cards.css", "cards/cards.js"} }

// Offline is the logical name of the script that answers for the page without a
// connection.
const Offline = "cards/offline.js"

// PathManifest says to a browser how the page is put among the programs of a device.
const PathManifest = layout.PathCards + "/kaarten.webmanifest"

// id is where a card stands in the page: two protocols may have cards of one code.
func id(place int) string { return "card-" + strconv.Itoa(place+1) }

// lines are what a card says to do, or not to do.
func lines(all []gehoor.Text, l gehoor.Language) []string {
	said := make([]string, len(all))
	for i, t := range all {
		said[i] = t.In(l)
	}
	return said
}
