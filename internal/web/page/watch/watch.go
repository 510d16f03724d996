// Package watch is the page on which a caseworker compares a file of the personnel system
// with the names of reporters who agreed to that (decision 68).
//
// All of it happens in the browser: the file is read and compared there, in a worker, and
// is gone with the page. The server puts in the sentences, the places for what the script
// finds, and in which dossiers the names are that may be compared. Nothing comes back but
// the ciphertexts that are asked for, as in a dossier.
package watch

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// Title is the page's neutral title.
const Title text.Key = "comparing.title"

// Files are the logical names of what the page loads.
func Files() []string {
	return append(desk.Files(), "chart/chart.css", "watch/watch.css", "watch/watch.js")
}

// Data is what the page shows.
type Data struct {
	// Me is how the visitor is named.
	Me  string
	Org gehoor.OrgID
	// Agreed is when the works council agreed.
	Agreed protocol.Date
	// All are the reporters who may be compared.
	All []casework.Watched
}

// island is the JSON that the script reads from the element "watch-data"; browser/lib/watch/
// page.ts has the same shape.
type island struct {
	Org   gehoor.OrgID `json:"org"`
	All   []watched    `json:"all"`
	Kinds []kind       `json:"kinds"`
}

type watched struct {
	Reference string           `json:"reference"`
	Path      string           `json:"path"`
	Write     string           `json:"write"`
	Open      string           `json:"open"`
	Boxes     []sealed.Box     `json:"boxes"`
	Who       gehoor.ContentID `json:"who"`
	From      protocol.Date    `json:"from"`
	Until     protocol.Date    `json:"until"`
	// Recorded says how often a change was recorded, and when for the last time; "" if
	// never.
	Recorded string `json:"recorded"`
}

// kind is what can have changed, and what it is called.
type kind struct {
	Kind  string `json:"kind"`
	Label string `json:"label"`
}

func newIsland(p layout.Page, d Data) island {
	out := island{Org: d.Org, All: []watched{}}
	write, _ := record.Of(record.KindChanged)
	for _, one := range d.All {
		out.All = append(out.All, watched{
			Reference: desk.Reference(one.Dossier), Path: p.To(dossier.Path(one.Dossier)), Write: p.To(dossier.RecordPath(one.Dossier, write)),
			Open: dossier.OpenPath(one.Dossier), Boxes: []sealed.Box{sealed.BoxOf(one.Box)}, Who: one.Who, From: one.From, Until: one.Until, Recorded: recorded(p.Words, one),
		})
	}
	for _, o := range record.Changes() {
		out.Kinds = append(out.Kinds, kind{o.Value, o.Label.In(p.Words.Language())})
	}
	return out
}

func recorded(w *text.Words, one casework.Watched) string {
	n := len(one.Recorded)
	if n == 0 {
		return ""
	}
	return w.Say("comparing.recorded", text.Count("n", n), text.With("day", desk.Day(w, one.Recorded[n-1])))
}

// column is one thing that a column can hold (browser/lib/watch/columns.ts).
type column struct {
	field       string
	label, hint text.Key
}

// columns are in the order in which they are asked.
var columns = []column{
	{"kind", "comparing.column-kind", "comparing.column-kind-hint"}, {"day", "comparing.column-day", "comparing.column-day-hint"},
	{"number", "chart.column-number", "comparing.column-number-hint"}, {"name", "chart.column-name", "chart.column-name-hint"},
	{"given", "chart.column-given", ""}, {"prefix", "chart.column-prefix", ""}, {"surname", "chart.column-surname", ""},
}
