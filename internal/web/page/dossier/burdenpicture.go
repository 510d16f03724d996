package dossier

import (
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// The measures of the picture of burdens, in its own units, as wide as [pictureWidth].
const (
	burdenLeft  = 30.0 // room for the number of a burden
	burdenRight = 306.0
	burdenHead  = 24.0 // the days above, and the line
	laneHead    = 20.0 // who it is
	barHeight   = 22.0 // a bar with the room around it
	// ahead is what is shown of days to come at least, so that what has no end is seen to
	// go on, and at most a half of the picture.
	ahead = 4
)

// thickness is how thick a bar is: the heavier, the thicker. Of a breach nobody said how
// heavy it is; it is as thick as the heaviest.
var thickness = map[measure.Weight]float64{measure.Low: 5, measure.Middle: 10, measure.High: 16, "": 16}

// Balance is who carries what, laid out on a line of time: a lane for each bearer, a bar
// for each burden.
type Balance struct {
	Lanes []Lane
	// Height is the whole, Today where today is.
	Height, Today float64
	// Anchor is how the word for today is set there.
	Anchor string
	// From is the first day, in figures.
	From string
	// Desc says in words what it shows.
	Desc string
}

// Lane is one bearer.
type Lane struct {
	Name string
	Y    float64
	Bars []Bar
}

// Bar is one burden: from X to End it was borne until today, and to Planned it will be.
type Bar struct {
	Number          int
	X, End, Planned float64
	// Y is the middle of it.
	Y, Thick float64
	// Breach is hatched; Over has ended; Endless has no end that anybody knows.
	Breach, Over, Endless bool
}

// balance lays the burdens out.
func (c Case) balance(w *text.Words) Balance {
	today := c.today()
	first, last := today, today.AddDate(0, 0, 1)
	c.eachBurden(func(m measure.Measure, b measure.Burden) {
		first, last = earlier(first, m.Start), later(last, later(b.Until, m.Start.AddDate(0, 0, 1)))
	})
	tomorrow := today.AddDate(0, 0, 1)
	past := max(tomorrow.Sub(first), ahead*24*time.Hour)
	last = earlier(later(last, tomorrow.Add(past/ahead)), tomorrow.Add(past))
	at := func(t time.Time) float64 {
		return burdenLeft + (burdenRight-burdenLeft)*float64(earlier(t, last).Sub(first))/float64(last.Sub(first))
	}
	p := Balance{From: desk.ShortDay(first), Today: at(today.Add(12 * time.Hour)), Height: burdenHead}
	p.Anchor = anchor(p.Today)
	for _, who := range measure.Bearers() {
		l := Lane{Name: phrase.Upper(bearer(w, who)), Y: p.Height + laneHead - 6}
		c.eachBurden(func(m measure.Measure, b measure.Burden) {
			if b.Bearer == who {
				l.Bars = append(l.Bars, bar(m, b, tomorrow, last, at))
			}
		})
		if len(l.Bars) == 0 {
			continue
		}
		p.Height += laneHead
		for i := range l.Bars {
			l.Bars[i].Y = p.Height + barHeight/2
			p.Height += barHeight
		}
		p.Lanes = append(p.Lanes, l)
	}
	p.Height += 6
	p.Desc = strings.Join(append(c.carried(w), w.Say("burden.picture-desc")), " ")
	return p
}

// bar is a burden at its place.
func bar(m measure.Measure, b measure.Burden, tomorrow, last time.Time, at func(time.Time) float64) Bar {
	until := last
	if !b.Until.IsZero() {
		until = b.Until
	}
	begun := later(m.Start, tomorrow)
	if m.Start.Before(tomorrow) {
		begun = earlier(until, tomorrow)
	}
	return Bar{
		Number: m.Number, X: at(m.Start), End: at(begun), Planned: at(until), Thick: thickness[m.Weight],
		Breach: m.Breach, Over: !b.Until.IsZero() && !b.Until.After(tomorrow), Endless: b.Until.IsZero() || b.Until.After(last),
	}
}
