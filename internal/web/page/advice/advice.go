// Package advice is the page on which a confidential adviser notes conversations. What is
// noted is opened, shown, searched, counted and sealed in their browser; the page that the
// server makes is the same whatever there is, but for the years of which there is a row.
package advice

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
	noted "github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "advice.title"

// Files are the logical names of what the page loads.
func Files() []string { return append(desk.Files(), "advice/advice.css", "advice/advice.js") }

// AskYear is which year, in the address.
const AskYear = "jaar"

// Data is what the page is made of.
type Data struct {
	Me *directory.Person
	// Year is the one that is shown, Now the one that it is.
	Year, Now int
	// Years can be chosen, the last first.
	Years []int
}

// New is the page of the year that is asked for, or of this one. years are those of which
// there is a row; this one and the one before can always be chosen.
func New(me *directory.Person, now time.Time, years []int, asked url.Values) Data {
	d := Data{Me: me, Now: text.Year(now)}
	d.Years = append(slices.Clone(years), d.Now, d.Now-1)
	slices.Sort(d.Years)
	d.Years = slices.Compact(d.Years)
	slices.Reverse(d.Years)
	year, err := strconv.Atoi(asked.Get(AskYear))
	if d.Year = d.Now; err == nil && noted.CheckYear(year) == nil && year <= d.Now {
		d.Year = year
		if !slices.Contains(d.Years, year) {
			d.Years = append(d.Years, year)
		}
	}
	return d
}

// over says whether the year has ended: of one that has not there are no figures.
func (d Data) over() bool { return d.Year < d.Now }

// path leads to the page of a year.
func path(year int) string { return layout.PathAdvice + "?" + AskYear + "=" + strconv.Itoa(year) }

// themes are what a conversation can be about, as browsers write it (browser/lib/advice.ts).
var themes = []struct {
	value string
	label text.Key
}{
	{"intimidation", "advice.theme-intimidation"}, {"discrimination", "advice.theme-discrimination"}, {"aggression", "advice.theme-aggression"},
	{"bullying", "advice.theme-bullying"}, {"sexual-harassment", "advice.theme-sexual-harassment"}, {"integrity", "advice.theme-integrity"}, {"other", "advice.theme-other"},
}

// severities are how serious an adviser can find it, as in a first assessment.
func severities(w *text.Words) []choice {
	triaged, _ := record.Of(record.KindTriaged)
	field, _ := triaged.Field("severity")
	all := make([]choice, len(field.Options))
	for i, o := range field.Options {
		all[i] = choice{o.Value, o.Label.In(w.Language())}
	}
	return all
}

type choice struct{ value, label string }

// positions are those of whom it is about.
func positions() []gehoor.Office { return gehoor.Offices() }
