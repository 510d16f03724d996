package dossier

import (
	"slices"
	"time"
)

// The picture's measures, in its own units: 320 wide, so that it is shown at its
// own size on the narrowest screen and larger elsewhere.
const (
	pictureWidth = 320.0
	pictureEdge  = 14.0 // room for half a mark at both ends
	markSize     = 20.0 // a mark with the room around it
	maxLanes     = 4    // more marks at one place than this overlap
	lineBelow    = 34.0 // from the line to the lower edge: the word "today"
)

// Picture is a signal's time line, laid out.
type Picture struct {
	Places []Place
	// Height is the whole, Line where the line of time is.
	Height, Line float64
	// Today is where today is on the line, and Anchor how its word is set there.
	Today  float64
	Anchor string
}

// Place is a mark with its place.
type Place struct {
	Mark
	X, Y float64
}

// Layout places marks, which are in order of time, on a line from the earliest
// moment to the latest, of which now is one. Marks that would cover each other
// go above each other.
func Layout(marks []Mark, now time.Time) Picture {
	first, last := now, now
	for _, m := range marks {
		first, last = earlier(first, m.On), later(last, m.On)
	}
	at := func(t time.Time) float64 {
		if !last.After(first) {
			return pictureWidth / 2
		}
		return pictureEdge + (pictureWidth-2*pictureEdge)*float64(t.Sub(first))/float64(last.Sub(first))
	}
	var p Picture
	var lanes []float64 // where the last mark of each lane is
	for _, m := range marks {
		x := at(m.On)
		lane := slices.IndexFunc(lanes, func(taken float64) bool { return x-taken >= markSize })
		switch {
		case lane < 0 && len(lanes) < maxLanes:
			lanes = append(lanes, x)
			lane = len(lanes) - 1
		case lane < 0:
			lane = maxLanes - 1
		}
		lanes[lane] = x
		p.Places = append(p.Places, Place{Mark: m, X: x, Y: float64(lane)})
	}
	p.Line = markSize/2 + 2 + markSize*float64(max(len(lanes)-1, 0))
	for i := range p.Places {
		p.Places[i].Y = p.Line - markSize*p.Places[i].Y
	}
	p.Height = p.Line + lineBelow
	p.Today = at(now)
	p.Anchor = anchor(p.Today)
	return p
}

// anchor keeps a word inside the picture.
func anchor(x float64) string {
	switch {
	case x < pictureWidth/5:
		return "start"
	case x > pictureWidth*4/5:
		return "end"
	}
	return "middle"
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
