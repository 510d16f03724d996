package draw

import (
	"slices"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// The measures of the legend, in pixels.
const (
	sample     = 44.0 // the width of a drawn example
	legendGap  = 10.0
	legendLine = 24.0
)

// entry is one line of the legend.
type legendEntry struct {
	key  text.Key
	draw func(x, y float64)
}

// legendEntries explain what occurs in the picture, and nothing else.
func (p *picture) legendEntries() []legendEntry {
	arrowOf := func(s style) func(x, y float64) {
		return func(x, y float64) {
			p.tag("path", "class", "pp-line pp-line--"+s.name(), "d", "M"+num(x)+" "+num(y)+"H"+num(x+sample-arrow+2))
			d := "M" + num(x+sample-arrow) + " " + num(y-4.5) + "L" + num(x+sample) + " " + num(y) + "L" + num(x+sample-arrow) + " " + num(y+4.5)
			if s != needs {
				d += "Z"
			}
			p.tag("path", "class", "pp-head pp-head--"+s.name(), "d", d)
		}
	}
	shape := func(class, rx string) func(x, y float64) {
		return func(x, y float64) {
			p.tag("rect", "class", class, "x", num(x), "y", num(y-8), "width", num(sample), "height", "16", "rx", rx)
		}
	}
	all := []legendEntry{{"picture.legend-step", shape("pp-box", "3")}}
	if slices.ContainsFunc(p.def.Steps, func(s protocol.Step) bool { return s.Decision != nil }) {
		all = append(all, legendEntry{"picture.legend-decision", func(x, y float64) {
			p.tag("path", "class", "pp-box", "d", diamond(x, y-8, sample, 16))
		}})
	}
	if p.events {
		all = append(all, legendEntry{"picture.legend-event", shape("pp-event", "8")})
	}
	keys := map[style]text.Key{begins: "picture.legend-begins", both: "picture.legend-both", needs: "picture.legend-needs", back: "picture.legend-back"}
	for _, s := range []style{begins, both, needs, back} {
		if p.has(s) {
			all = append(all, legendEntry{keys[s], arrowOf(s)})
		}
	}
	return all
}

func (p *picture) has(s style) bool {
	for _, w := range p.ways {
		if w.style == s {
			return true
		}
	}
	return false
}

// measureLegend sets how large the whole is with the legend below it.
func (p *picture) measureLegend() {
	widest := width(p.words.Say("picture.legend"), labelSize, true)
	for _, e := range p.legendEntries() {
		widest = max(widest, sample+legendGap+width(p.words.Say(e.key), smallSize, false))
	}
	p.width = max(p.width, widest+2*margin)
	p.height = p.bottom + legendLine*float64(len(p.legendEntries())+1) + p.measureSections() + margin
}

func (p *picture) legend() {
	y := p.bottom + labelSize
	p.say("text", p.words.Say("picture.legend"), "class", "pp-label", "x", num(margin), "y", num(y))
	for _, e := range p.legendEntries() {
		y += legendLine
		e.draw(margin, y-4)
		p.say("text", p.words.Say(e.key), "class", "pp-small", "x", num(margin+sample+legendGap), "y", num(y))
	}
	p.writeSections(y)
}
