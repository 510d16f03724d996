package draw

import (
	"encoding/xml"
	"strings"

	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// tag writes an element without content; attributes come in pairs.
func (p *picture) tag(name string, attrs ...string) {
	p.start(name, attrs...)
	p.svg.WriteString("</" + name + ">\n")
}

// start writes the beginning of an element.
func (p *picture) start(name string, attrs ...string) {
	p.svg.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		p.svg.WriteString(" " + attrs[i] + `="`)
		p.escape(attrs[i+1])
		p.svg.WriteByte('"')
	}
	p.svg.WriteByte('>')
}

// say writes an element that holds text.
func (p *picture) say(name, says string, attrs ...string) {
	p.start(name, attrs...)
	p.escape(says)
	p.svg.WriteString("</" + name + ">\n")
}

// escape writes text. What XML cannot hold becomes U+FFFD.
func (p *picture) escape(s string) {
	_ = xml.EscapeText(&p.svg, []byte(s)) // a Builder never fails
}

// open begins the file.
func (p *picture) open() {
	p.measureLegend()
	title, desc := p.id+"-title", p.id+"-desc"
	attrs := []string{
		"class", "protocol-picture", "viewBox", "0 0 " + num(p.width) + " " + num(p.height), "width", num(p.width), "height", num(p.height),
		"lang", string(p.words.Language()), "role", "img", "aria-labelledby", title, "aria-describedby", desc,
	}
	if !p.within {
		attrs = append([]string{"xmlns", "http://www.w3.org/2000/svg"}, attrs...)
	}
	p.start("svg", attrs...)
	p.svg.WriteByte('\n')
	p.say("title", p.words.Say("picture.title", text.With("title", clip(p.def.Title.In(p.words.Language()))), text.With("version", clip(p.def.Version)))+p.page(), "id", title)
	p.say("desc", p.describe(), "id", desc)
	if !p.within {
		p.svg.WriteString("<style>\n" + strings.TrimSpace(Style+dark) + "\n</style>\n")
		p.tag("rect", "class", "pp-paper", "width", num(p.width), "height", num(p.height))
	}
}

// lanesBehind draws the lanes with their names, above and below, so that a page of
// a long picture still has them.
func (p *picture) lanesBehind() {
	for c, x := range p.laneX {
		p.tag("rect", "class", "pp-lane", "x", num(x-edge/4), "y", num(margin/2), "width", num(boxWidth+edge/2), "height", num(p.bottom-margin))
		for _, from := range []float64{margin, p.bottom - margin - p.headRoom()} {
			for i, l := range p.head(c) {
				y := from + labelSize + labelLine*float64(i)
				p.say("text", l, "class", "pp-who", "x", num(x+boxWidth/2), "y", num(y), "text-anchor", "middle")
			}
		}
	}
}

// head are the lines of a lane's name.
func (p *picture) head(column int) []string {
	name := p.words.Say("picture.events")
	if r := column - (p.columns() - len(p.lanes)); r >= 0 {
		name = p.who(p.lanes[r])
	}
	return wrap(name, labelSize, boxWidth, true, maxLabelLines)
}

// headRoom is what the longest of them needs.
func (p *picture) headRoom() float64 {
	most := 1
	for c := range p.columns() {
		most = max(most, len(p.head(c)))
	}
	return labelLine*float64(most) + 2
}

// boxes draws steps and what happens.
func (p *picture) boxes() {
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.step < 0 {
			p.tag("rect", "class", "pp-event", "x", num(n.x), "y", num(n.y), "width", num(n.w), "height", num(n.h), "rx", "14")
			p.write(n, n.x+n.w/2, "middle")
			continue
		}
		p.stepBox(n)
	}
}

func (p *picture) stepBox(n *node) {
	s := p.def.Steps[n.step]
	note, noted := p.notes[s.Code]
	class := "pp-box"
	if noted {
		class += " pp-box--" + note.Mark.name()
	}
	p.svg.WriteString("<g>\n")
	p.say("title", phrase.Upper(clip(s.Label.In(p.words.Language()))+" ("+phrase.Who(p.words, p.def, s.Actor)+")"))
	if s.Decision != nil {
		p.tag("path", "class", class, "d", diamond(n.x, n.y, n.w, n.h))
	} else {
		p.tag("rect", "class", class, "x", num(n.x), "y", num(n.y), "width", num(n.w), "height", num(n.h), "rx", "3")
	}
	if s.Repeat { // a second sheet behind the first
		p.tag("path", "class", "pp-again", "d", "M"+num(n.x+4)+" "+num(n.y+n.h+3)+"H"+num(n.x+n.w+3)+"V"+num(n.y+4))
	}
	p.write(n, n.x+boxPadding+n.inset, "start")
	if noted {
		p.mark(note.Mark, n.x+n.w-markRoom/2-2-n.inset, n.y+markRoom/2+2)
	}
	p.svg.WriteString("</g>\n")
}

// pointed is how far the points of a decision go in from its corners: a diamond that
// has room for words.
const pointed = 9.0

func diamond(x, y, w, h float64) string {
	return "M" + num(x+pointed) + " " + num(y) + "L" + num(x+w-pointed) + " " + num(y) + "L" + num(x+w) + " " + num(y+h/2) +
		"L" + num(x+w-pointed) + " " + num(y+h) + "L" + num(x+pointed) + " " + num(y+h) + "L" + num(x) + " " + num(y+h/2) + "Z"
}

// write writes the lines of a box.
func (p *picture) write(n *node, x float64, anchor string) {
	y := n.y
	for _, l := range n.lines {
		y += l.down
		p.say("text", l.says, "class", l.class, "x", num(x), "y", num(y), "text-anchor", anchor)
	}
}
