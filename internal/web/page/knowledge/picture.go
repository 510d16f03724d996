package knowledge

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// The picture's measures, in its own units: as wide as the narrowest screen, so that
// it is shown at its own size there and larger elsewhere.
const (
	pictureWidth = 320.0
	pictureEdge  = 8.0
	laneHeight   = 40.0
	axisHeight   = 24.0
	nameChars    = 44
	closest      = 3.0 // marks closer than this are one
)

// picture is a line for each function, from when it first knew.
type picture struct {
	lanes    []lane
	from, to string
	height   float64
	desc     string
}

type lane struct {
	name  string
	y     float64
	first float64
	marks []mark
}

// mark is something that was known from there; a square was written down afterwards.
type mark struct {
	x          float64
	afterwards bool
}

// draw lays out who knew, from the first moment to that of which it is asked.
func (d Data) draw(w *text.Words) picture {
	known := d.Known.At(d.at(), d.Ask.Function)
	if len(known) == 0 {
		return picture{}
	}
	first, last := known[0].Since(), d.at()
	x := func(t time.Time) float64 {
		if !last.After(first) {
			return pictureEdge
		}
		return pictureEdge + (pictureWidth-2*pictureEdge)*float64(t.Sub(first))/float64(last.Sub(first))
	}
	p := picture{from: desk.ShortDay(first), to: desk.ShortDay(last)}
	says := []string{w.Say("knowledge.picture-desc")}
	for _, f := range d.Known.Functions() {
		var entries []knowledge.Entry
		for _, k := range known {
			if k.Function == f {
				entries = append(entries, k.First...)
			}
		}
		if len(entries) == 0 {
			continue
		}
		slices.SortStableFunc(entries, func(a, b knowledge.Entry) int { return a.Since.Compare(b.Since) })
		l := lane{y: axisHeight + laneHeight*float64(len(p.lanes)), first: x(entries[0].Since)}
		l.name = phrase.Upper(clip(w.Say("knowledge.lane", text.With("function", function(w, f)), text.With("day", desk.ShortDay(entries[0].Since)))))
		later := 0
		for _, e := range entries {
			m := mark{x: x(e.Since), afterwards: e.Afterwards}
			if e.Afterwards {
				later++
			}
			if !slices.ContainsFunc(l.marks, func(o mark) bool { return o.afterwards == m.afterwards && m.x-o.x < closest }) {
				l.marks = append(l.marks, m)
			}
		}
		p.lanes = append(p.lanes, l)
		says = append(says, phrase.Upper(w.Say("knowledge.lane-says", text.With("function", function(w, f)), text.With("day", w.Date(entries[0].Since)), text.Count("n", len(entries)), text.With("later", strconv.Itoa(later)))))
	}
	p.height, p.desc = axisHeight+laneHeight*float64(len(p.lanes)), strings.Join(says, " ")
	return p
}

func clip(s string) string {
	if r := []rune(s); len(r) > nameChars {
		return string(r[:nameChars-1]) + "…"
	}
	return s
}
