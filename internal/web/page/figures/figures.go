// Package figures is the page of whoever leads the bureau and those at the top with the
// figures of the whole organisation: who carried what in a year that is over. It shows no
// dossier, no figure below five, and the same to everybody. It works without scripts and
// prints.
package figures

import (
	"net/url"
	"strconv"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/figure"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "figures.title"

// Files are the logical names of what the page loads.
func Files() []string { return append(desk.Files(), "figures/figures.css") }

// AskYear is which year, in the address.
const AskYear = "jaar"

// Read is which year is asked for, 0 if none is.
func Read(q url.Values) int {
	year, err := strconv.Atoi(q.Get(AskYear))
	if err != nil {
		return 0
	}
	return year
}

// Data is what the page shows.
type Data struct {
	Me      *directory.Person
	Figures casework.BurdenFigures
}

// path leads to the figures of a year.
func path(year int) string { return layout.PathFigures + "?" + AskYear + "=" + strconv.Itoa(year) }

// called are the names of the figures, whats what the whole ones are, and headings by what
// a division is made, of which the first part tells.
var (
	called = map[string]text.Key{
		measure.FigureLaid: "figures.laid", measure.FigureAsked: "figures.asked", measure.FigureOthers: "figures.others",
		string(measure.Reporter): "figures.reporter", string(measure.Witness): "figures.witness", string(measure.Concerned): "figures.person-concerned", measure.FigureRest: "figures.rest",
		measure.FigureShort: "figures.short", measure.FigureMiddle: "figures.medium", measure.FigureLong: "figures.long",
		string(measure.High): "figures.high", string(measure.Middle): "figures.middle", string(measure.Low): "figures.low",
		measure.FigureRunning: "figures.running", measure.FigureSoon: "figures.soon", measure.FigureLater: "figures.later", measure.FigureOver: "figures.over",
	}
	whats = map[string]text.Key{measure.FigureLaid: "figures.laid-what", measure.FigureAsked: "figures.asked-what", measure.FigureOthers: "figures.others-what"}

	headings = map[string]text.Key{
		string(measure.Reporter): "figures.by-reporter", string(measure.Concerned): "figures.by-person-concerned", measure.FigureShort: "figures.by-short",
		string(measure.High): "figures.by-high", measure.FigureRunning: "figures.by-running",
	}
)

// name is what a figure is called.
func name(w *text.Words, s figure.Shown) string { return w.Say(called[s.Name]) }

// number is a figure, or that it is too small.
func number(w *text.Words, s figure.Shown) string {
	if s.Small {
		return w.Say("figures.small")
	}
	return w.Number(s.N)
}

// divided says whether a division is shown.
func divided(parts []figure.Shown) bool { return len(parts) > 0 && !parts[0].Small }

// share is how much of the whole a part is, in per cent of the width of its bar.
func share(whole, p figure.Shown) string {
	if whole.N == 0 {
		return "0"
	}
	return strconv.FormatFloat(100*float64(p.N)/float64(whole.N), 'f', 1, 64)
}

// heading is by what a division is made.
func heading(w *text.Words, parts []figure.Shown) string { return w.Say(headings[parts[0].Name]) }
