package measure

import (
	"reflect"
	"time"

	"github.com/gehoor/gehoor/internal/figure"
)

// What the burdens of all dossiers together come to, of a year that is over
// (protocols.md §1.12).

// Carried is a burden as it is counted: whose it is, and when what was known of it.
type Carried struct {
	Bearer Bearer
	Weight Weight
	Breach bool
	// Own: the reporter asked for it.
	Own bool
	// On is the day on which it was written down, EndedOn that on which its end was; zero
	// for one that was not.
	On, EndedOn time.Time
	// Start is the first day, Until the first on which it is not borne any more, Planned
	// what was set of that beforehand; zero for no such day.
	Start, Until, Planned time.Time
}

// The names of the figures. Those of bearers and weights are their own.
const (
	FigureLaid   = "laid"   // burdens on who speaks up, that they did not ask for
	FigureAsked  = "asked"  // what reporters asked for themselves
	FigureOthers = "others" // burdens on all others
	FigureRest   = "rest"   // of those, on a team or the organisation

	FigureShort  = "short"  // borne for two weeks at most
	FigureMiddle = "medium" // up to three months
	FigureLong   = "long"   // longer

	FigureSoon    = "soon"    // lifted within four days after it was written down
	FigureLater   = "later"   // later
	FigureRunning = "running" // not over at the end of the year
	FigureOver    = "over"    // over by then
)

// The bounds of those, in days. Four days after are two working days and a weekend.
const (
	shortDays = 14
	longDays  = 91
	soonDays  = 4
)

// Figures are how many burdens were borne in a year, by what was written down until its
// end: nothing that is written down later changes them. The three do not overlap, and
// nobody adds them up: what a division says is in figure.Publish.
func Figures(all []Carried, year int) []figure.Count {
	from := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
	end := from.AddDate(1, 0, 0)
	var laid, asked, others []Carried
	for _, c := range all {
		c, counts := c.until(from, end)
		switch {
		case !counts:
		case !c.Bearer.SpeaksUp():
			others = append(others, c)
		case c.Own && c.Bearer == Reporter:
			asked = append(asked, c)
		default:
			laid = append(laid, c)
		}
	}
	is := func(b Bearer) func(Carried) bool { return func(c Carried) bool { return c.Bearer == b } }
	heavy := func(w Weight) func(Carried) bool { return func(c Carried) bool { return c.Weight == w } }
	running := func(c Carried) bool { return c.Until.IsZero() || !c.Until.Before(end) }
	length := []part{
		{FigureShort, func(c Carried) bool { return c.days(end) <= shortDays }},
		{FigureMiddle, func(c Carried) bool { return c.days(end) <= longDays }},
		{FigureLong, nil},
	}
	return []figure.Count{
		count(FigureLaid, laid,
			[]part{{string(Reporter), is(Reporter)}, {string(Witness), nil}},
			length,
			[]part{{FigureRunning, running}, {FigureSoon, func(c Carried) bool { return days(c.On, c.Until) <= soonDays }}, {FigureLater, nil}}),
		count(FigureAsked, asked),
		count(FigureOthers, others,
			[]part{{string(Concerned), is(Concerned)}, {FigureRest, nil}},
			[]part{{string(High), heavy(High)}, {string(Middle), heavy(Middle)}, {string(Low), nil}},
			length,
			[]part{{FigureRunning, running}, {FigureOver, nil}}),
	}
}

// until is the burden as it was known at the end of a year, and whether it counts in it:
// it was borne on a day of it, or written down in it.
func (c Carried) until(from, end time.Time) (Carried, bool) {
	if c.EndedOn.IsZero() || !c.EndedOn.Before(end) {
		c.Until = c.Planned
	}
	known := c.On.Before(end) && c.Start.Before(end)
	borne := c.Until.IsZero() || c.Until.After(c.Start)
	return c, known && borne && (c.Until.IsZero() || c.Until.After(from) || !c.On.Before(from))
}

// Gone is what is kept of a burden when its dossier is destroyed on a day: only if it counts
// in one of the years of which there are figures then or later, and the last of those. What
// still ran is over that day. All its days are moved together to the first of the month in
// which it began, if no figure becomes another by it: the day is nobody's to know.
func (c Carried) Gone(on time.Time, years int) (kept Carried, last int, ok bool) {
	if c.Until.IsZero() || c.Until.After(on) {
		if c.Until = on; c.EndedOn.IsZero() {
			c.EndedOn = on
		}
	}
	var all []int
	for year := on.Year() - years; year <= on.Year(); year++ {
		from := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
		if _, counts := c.until(from, from.AddDate(1, 0, 0)); counts {
			all = append(all, year)
		}
	}
	if len(all) == 0 {
		return c, 0, false
	}
	for year := on.Year() - years; year <= on.Year(); year++ {
		if moved := c.moved(1 - c.Start.Day()); !reflect.DeepEqual(Figures([]Carried{moved}, year), Figures([]Carried{c}, year)) {
			return c, all[len(all)-1], true
		}
	}
	return c.moved(1 - c.Start.Day()), all[len(all)-1], true
}

// moved is the burden with all its days moved.
func (c Carried) moved(days int) Carried {
	for _, day := range []*time.Time{&c.On, &c.EndedOn, &c.Start, &c.Until, &c.Planned} {
		if !day.IsZero() {
			*day = day.AddDate(0, 0, days)
		}
	}
	return c
}

// days is for how many days it was borne until the end of the year.
func (c Carried) days(end time.Time) int {
	if !c.Until.IsZero() && c.Until.Before(end) {
		end = c.Until
	}
	return days(c.Start, end)
}

func days(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }

// part is what is counted of a whole: of those that are in no earlier part, those that are
// it; nil is all that are left.
type part struct {
	name string
	is   func(Carried) bool
}

// count counts a whole and its divisions.
func count(name string, all []Carried, divisions ...[]part) figure.Count {
	whole := figure.Count{Name: name, N: len(all)}
	for _, parts := range divisions {
		division := make([]figure.Count, len(parts))
		for i, p := range parts {
			division[i].Name = p.name
		}
		for _, c := range all {
			for i, p := range parts {
				if p.is == nil || p.is(c) {
					division[i].N++
					break
				}
			}
		}
		whole.Divisions = append(whole.Divisions, division)
	}
	return whole
}
