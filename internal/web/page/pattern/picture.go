package pattern

import (
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// The picture's measures, in its own units: as wide as the narrowest screen.
const (
	pictureWidth = 320.0
	pictureEdge  = 10.0
	laneHeight   = 34.0
	axisHeight   = 24.0
)

// picture has a lane for each severity, and in it what was told and what was done after.
type picture struct {
	lanes    []lane
	marks    []mark
	links    []line
	from, to string
	height   float64
	desc     string
}

type lane struct {
	name string
	y    float64
}

// line joins what was told with what was done last after it.
type line struct{ x1, x2, y float64 }

// mark is something on a day; shape says what.
type mark struct {
	shape shape
	x, y  float64
}

// shape tells marks apart, without colour.
type shape string

const (
	shapeOwn     shape = "own"     // told in this dossier
	shapeTold    shape = "told"    // told in another
	shapeTalk    shape = "talk"    // a talk
	shapeMeasure shape = "measure" // a measure
	shapeNothing shape = "nothing" // weighed, and nothing to be done
	shapeClosed  shape = "closed"  // the dossier ended
)

// draw lays out what was told of one person, until now.
func (d Data) draw(w *text.Words, p casework.Pattern) picture {
	if len(p.Told) == 0 {
		return picture{}
	}
	first, last := p.Told[0].Day, d.Case.Now
	x := func(t time.Time) float64 {
		if !last.After(first) {
			return pictureEdge
		}
		at := float64(t.Sub(first)) / float64(last.Sub(first))
		return pictureEdge + (pictureWidth-2*pictureEdge)*min(1, max(0, at))
	}
	pic := picture{from: desk.ShortDay(first), to: desk.ShortDay(last)}
	says := []string{w.Say("pattern.picture-desc", text.Count("n", len(p.Told)))}
	place := map[pattern.Severity]float64{}
	for _, s := range severities {
		if !slices.ContainsFunc(p.Told, func(t casework.Told) bool { return pattern.Severity(t.Severity) == s }) {
			continue
		}
		y := axisHeight + laneHeight*float64(len(pic.lanes))
		place[s] = y + 22
		pic.lanes = append(pic.lanes, lane{severity(w, string(s)), y})
	}
	for _, one := range p.Told {
		y := place[pattern.Severity(one.Severity)]
		told := mark{shapeTold, x(one.Day), y}
		if one.Dossier == d.Case.Dossier.ID {
			told.shape = shapeOwn
		}
		pic.marks = append(pic.marks, told)
		end := told.x
		for _, act := range acts(one) {
			pic.marks = append(pic.marks, mark{act.shape, x(act.on), y})
			end = max(end, x(act.on))
		}
		pic.links = append(pic.links, line{told.x, end, y})
		says = append(says, w.Say("pattern.picture-says", text.With("day", w.Date(one.Day)), text.With("severity", severity(w, one.Severity))))
	}
	pic.height, pic.desc = axisHeight+laneHeight*float64(len(pic.lanes)), strings.Join(says, " ")
	return pic
}

// act is something that was done after what was told.
type act struct {
	shape shape
	on    time.Time
}

// acts are those of an incident, in the order of their days.
func acts(one casework.Told) []act {
	all := slices.DeleteFunc([]act{
		{shapeTalk, one.TalkOn}, {shapeMeasure, one.MeasureOn}, {shapeNothing, one.NothingOn}, {shapeClosed, one.ClosedOn},
	}, func(a act) bool { return a.on.IsZero() })
	slices.SortStableFunc(all, func(a, b act) int { return a.on.Compare(b.on) })
	return all
}

// path draws a mark.
func (m mark) path() string {
	at := func(dx, dy float64) string { return desk.Num(m.x+dx) + " " + desk.Num(m.y+dy) }
	switch m.shape {
	case shapeTalk:
		return "M" + at(0, -5) + "L" + at(5, 0) + "L" + at(0, 5) + "L" + at(-5, 0) + "Z"
	case shapeMeasure:
		return "M" + at(-4, -4) + "H" + desk.Num(m.x+4) + "V" + desk.Num(m.y+4) + "H" + desk.Num(m.x-4) + "Z"
	case shapeNothing:
		return "M" + at(-4, -4) + "L" + at(4, 4) + "M" + at(-4, 4) + "L" + at(4, -4)
	case shapeClosed:
		return "M" + at(0, -6) + "V" + desk.Num(m.y+6)
	}
	return ""
}

// legend are the shapes that the picture has, in words.
func (p picture) legend(w *text.Words) []key {
	var all []key
	for i, s := range []shape{shapeOwn, shapeTold, shapeTalk, shapeMeasure, shapeNothing, shapeClosed} {
		if slices.ContainsFunc(p.marks, func(m mark) bool { return m.shape == s }) {
			all = append(all, key{mark{s, 8, 8}, w.Say(legendKeys[i])})
		}
	}
	return all
}

// key is a shape and what it means.
type key struct {
	mark  mark
	label string
}

var legendKeys = []text.Key{"pattern.legend-own", "pattern.legend-told", "pattern.legend-talk", "pattern.legend-measure", "pattern.legend-nothing", "pattern.legend-closed"}
