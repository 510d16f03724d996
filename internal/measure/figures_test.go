package measure_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/figure"
	"github.com/gehoor/gehoor/internal/measure"
	"pgregory.net/rapid"
)

// counted writes figures in one line.
func counted(list []figure.Count) string {
	var all []string
	for _, c := range list {
		line := fmt.Sprint(c.Name, " ", c.N)
		for _, parts := range c.Divisions {
			var of []string
			for _, p := range parts {
				of = append(of, fmt.Sprint(p.Name, " ", p.N))
			}
			line += " (" + strings.Join(of, ", ") + ")"
		}
		all = append(all, line)
	}
	return strings.Join(all, "; ")
}

// in is a day of a month of 2025 and after.
func in(month, day int) time.Time {
	return time.Date(2025, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

func TestFigures(t *testing.T) {
	const none = "laid 0 (reporter 0, witness 0) (short 0, medium 0, long 0) (running 0, soon 0, later 0); asked 0; others 0 (person-concerned 0, rest 0) (high 0, middle 0, low 0) (short 0, medium 0, long 0) (running 0, over 0)"
	breach := measure.Carried{Bearer: measure.Reporter, Breach: true, On: in(3, 3), Start: in(3, 1)}
	with := func(c measure.Carried, change func(*measure.Carried)) measure.Carried { change(&c); return c }
	ended := func(on, until time.Time) func(*measure.Carried) {
		return func(c *measure.Carried) { c.EndedOn, c.Until = on, until }
	}
	for name, c := range map[string]struct {
		all  []measure.Carried
		want string
	}{
		"nothing":            {nil, none},
		"it runs":            {[]measure.Carried{breach}, "laid 1 (reporter 1, witness 0) (short 0, medium 0, long 1) (running 1, soon 0, later 0)"},
		"lifted soon":        {[]measure.Carried{with(breach, ended(in(3, 5), in(3, 5)))}, "laid 1 (reporter 1, witness 0) (short 1, medium 0, long 0) (running 0, soon 1, later 0)"},
		"lifted later":       {[]measure.Carried{with(breach, ended(in(4, 5), in(4, 5)))}, "laid 1 (reporter 1, witness 0) (short 0, medium 1, long 0) (running 0, soon 0, later 1)"},
		"known only in 2026": {[]measure.Carried{with(breach, ended(in(13, 5), in(4, 5)))}, "laid 1 (reporter 1, witness 0) (short 0, medium 0, long 1) (running 1, soon 0, later 0)"},
		"written in 2026":    {[]measure.Carried{with(breach, func(c *measure.Carried) { c.On = in(13, 1) })}, none},
		"begins in 2026":     {[]measure.Carried{with(breach, func(c *measure.Carried) { c.Start = in(13, 1) })}, none},
		"over in 2024": {[]measure.Carried{with(breach, func(c *measure.Carried) {
			c.On, c.Start, c.EndedOn, c.Until = in(-3, 1), in(-4, 1), in(-2, 1), in(-2, 1)
		})}, none},
		"of 2024, told now": {[]measure.Carried{with(breach, func(c *measure.Carried) { c.Start, c.EndedOn, c.Until = in(-4, 1), in(3, 3), in(-3, 1) })}, "laid 1 (reporter 1, witness 0) (short 0, medium 1, long 0) (running 0, soon 1, later 0)"},
		"from 2024 on":      {[]measure.Carried{with(breach, func(c *measure.Carried) { c.On, c.Start = in(-3, 1), in(-4, 1) })}, "laid 1 (reporter 1, witness 0) (short 0, medium 0, long 1) (running 1, soon 0, later 0)"},
		"it never began":    {[]measure.Carried{with(breach, ended(in(3, 5), in(3, 1)))}, none},
		"an own request":    {[]measure.Carried{{Bearer: measure.Reporter, Own: true, On: in(3, 1), Start: in(3, 1), Until: in(3, 8), Planned: in(3, 8)}}, "asked 1"},
		"of the source":     {[]measure.Carried{{Bearer: measure.Concerned, Weight: measure.High, On: in(3, 1), Start: in(3, 1), Until: in(3, 8), Planned: in(3, 8)}}, "others 1 (person-concerned 1, rest 0) (high 1, middle 0, low 0) (short 1, medium 0, long 0) (running 0, over 1)"},
		"of the team":       {[]measure.Carried{{Bearer: measure.Team, Weight: measure.Low, On: in(3, 1), Start: in(3, 1), Until: in(14, 8), Planned: in(14, 8)}}, "others 1 (person-concerned 0, rest 1) (high 0, middle 0, low 1) (short 0, medium 0, long 1) (running 1, over 0)"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := counted(measure.Figures(c.all, 2025)); !strings.Contains(got, c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What is written down after a year never changes its figures, whatever it says; every
// division adds up.
func TestFiguresOfAYearStay(t *testing.T) {
	day := rapid.IntRange(-500, 900)
	of := func(t *rapid.T, name string, least int) time.Time {
		return in(1, 1).AddDate(0, 0, max(least, day.Draw(t, name)))
	}
	one := rapid.Custom(func(t *rapid.T) measure.Carried {
		c := measure.Carried{
			Bearer: rapid.SampledFrom(measure.Bearers()).Draw(t, "bearer"), Weight: rapid.SampledFrom(measure.Weights()).Draw(t, "weight"),
			Breach: rapid.Bool().Draw(t, "breach"), Own: rapid.Bool().Draw(t, "own"), On: of(t, "on", -500), Start: of(t, "start", -500),
		}
		if rapid.Bool().Draw(t, "ends") {
			c.Planned = of(t, "planned", -500)
			c.Until = c.Planned
		}
		return c
	})
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(one, 0, 8).Draw(t, "all")
		before := measure.Figures(all, 2025)
		for i := range all {
			if rapid.Bool().Draw(t, "ended") {
				all[i].EndedOn, all[i].Until = of(t, "ended on", 365), of(t, "until", -500)
			}
		}
		for range rapid.IntRange(0, 4).Draw(t, "later") {
			c := one.Draw(t, "one")
			c.On = of(t, "written", 365)
			all = append(all, c)
		}
		after := measure.Figures(all, 2025)
		if counted(after) != counted(before) {
			t.Errorf("%s\nbecame %s", counted(before), counted(after))
		}
		for _, whole := range after {
			for _, parts := range whole.Divisions {
				n := 0
				for _, p := range parts {
					n += p.N
				}
				if n != whole.N {
					t.Errorf("%s is %d, and its parts %d", whole.Name, whole.N, n)
				}
			}
		}
	})
}

// TestGone: what is kept of a burden whose dossier is destroyed changes no figure of a year
// that is over, and of the year that is not only that what ran is over; what no figure counts
// is not kept. The day on which it began is kept only where a figure needs it.
func TestGone(t *testing.T) {
	const years = 2
	first := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	day := func(t *rapid.T, name string, least, most int) time.Time {
		return first.AddDate(0, 0, rapid.IntRange(least, most).Draw(t, name))
	}
	firsts, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		on := day(t, "on", 400, 1200)
		c := measure.Carried{
			Bearer: rapid.SampledFrom(measure.Bearers()).Draw(t, "bearer"), Weight: rapid.SampledFrom(measure.Weights()).Draw(t, "weight"),
			Own: rapid.Bool().Draw(t, "own"), On: day(t, "written", 0, 400), Start: day(t, "start", -30, 400),
		}
		if rapid.Bool().Draw(t, "planned") {
			c.Planned = c.Start.AddDate(0, 0, rapid.IntRange(1, 300).Draw(t, "for"))
			c.Until = c.Planned
		}
		if rapid.Bool().Draw(t, "ended") {
			written := int(on.Sub(c.On).Hours() / 24) // nobody writes down what is still to come
			c.EndedOn = c.On.AddDate(0, 0, rapid.IntRange(0, min(300, written)).Draw(t, "after"))
			c.Until = c.EndedOn.AddDate(0, 0, rapid.IntRange(-10, 20).Draw(t, "from"))
		}
		ran := c.Until.IsZero() || c.Until.After(on)
		kept, last, ok := c.Gone(on, years)
		for year := on.Year() - years; year <= on.Year(); year++ {
			was := fmt.Sprint(measure.Figures([]measure.Carried{c}, year))
			is := fmt.Sprint(measure.Figures(nil, year))
			if ok {
				is = fmt.Sprint(measure.Figures([]measure.Carried{kept}, year))
			}
			if was != is && (year < on.Year() || !ran) {
				t.Fatalf("destroyed on %v, of %d %+v said %s, and what is kept %s", on, year, c, was, is)
			}
		}
		if ok && (last > on.Year() || last < on.Year()-years) {
			t.Fatalf("the last year is %d", last)
		}
		if all++; ok && kept.Start.Day() == 1 {
			firsts++
		}
	})
	if firsts*4 < all {
		t.Errorf("of %d burdens %d are kept without the day on which they began", all, firsts)
	}
}
