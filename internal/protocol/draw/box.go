package draw

import (
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// The measures of boxes, in pixels.
const (
	boxWidth   = 172.0
	boxPadding = 10.0
	labelSize  = 13.0
	smallSize  = 12.0
	labelLine  = 16.0
	smallLine  = 15.0
	paragraph  = 3.0  // between what a box says
	pillHeight = 12.0 // what a pill has beside its lines
	markRoom   = 22.0 // beside the label, for the mark of how it stands
)

// The most lines of each: a box stays a box. What is cut off is in the description; on
// sheets of paper everything is whole.
const (
	maxLabelLines = 5
	maxSmallLines = 4
	maxPaperLines = 60
)

// line is one line of text in a box.
type line struct {
	says  string
	class string
	down  float64 // from the line before, or the upper edge
}

// fill gives each node what stands in it, and its size.
func (p *picture) fill() {
	for i := range p.nodes {
		n := &p.nodes[i]
		n.w = boxWidth
		if n.step < 0 {
			p.pill(n)
			continue
		}
		p.box(n)
	}
}

func (p *picture) pill(n *node) {
	says := phrase.Upper(phrase.By(p.words, n.fact.kind, n.fact.by))
	n.add("pp-small", smallSize, smallLine, false, maxLabelLines, says)
	n.lines[0].down = pillHeight/2 + smallSize
	n.h = pillHeight + smallLine*float64(len(n.lines)) + 2
}

func (p *picture) box(n *node) {
	s := p.def.Steps[n.step]
	if s.Decision != nil {
		n.inset = pointed
	}
	n.add("pp-label", labelSize, labelLine, true, p.most(maxLabelLines), p.number(n.step)+". "+s.Label.In(p.words.Language()))
	n.lines[0].down = boxPadding/2 + labelSize
	most := p.most(maxSmallLines)
	for _, says := range p.says(s) {
		n.add("pp-small", smallSize, smallLine, false, most, says)
	}
	for _, says := range p.stands(s.Code) {
		n.add("pp-stand", smallSize, smallLine, true, most, says)
	}
	for _, l := range n.lines {
		n.h += l.down
	}
	n.h += boxPadding
}

// most is how many lines one text has at most. On paper nobody can ask for the rest.
func (p *picture) most(onScreen int) int {
	if p.on != nil {
		return maxPaperLines
	}
	return onScreen
}

// add puts a text in the box, in as many lines as it needs.
func (n *node) add(class string, size, down float64, bold bool, most int, says string) {
	room := n.w - 2*(boxPadding+n.inset)
	if class == "pp-label" {
		room -= markRoom
	}
	for i, l := range wrap(says, size, room, bold, most) {
		one := line{l, class, down}
		if i == 0 {
			one.down += paragraph
		}
		n.lines = append(n.lines, one)
	}
}

// says is what a box says of its step below its label.
func (p *picture) says(s protocol.Step) []string {
	w := p.words
	var all []string
	for _, term := range phrase.Terms(w, s, p.law) {
		all = append(all, w.Say("picture.within", text.With("term", term)))
	}
	for _, start := range s.Start {
		if !start.After.IsZero() || !start.If.IsZero() || start.From != "" {
			all = append(all, w.Say("picture.begins", text.With("when", phrase.When(w, []protocol.Start{start}))))
		}
	}
	all = append(append(all, p.rules(s)...), p.elsewhere(s)...)
	if says := repeats(w, s); says != "" {
		all = append(all, says)
	}
	if p.notes == nil && p.on == nil {
		all = append(all, late(w, p.def, s)...)
	}
	return all
}

// repeats says that a step is done again and again, and until when it need be done.
func repeats(w *text.Words, s protocol.Step) string {
	var ends []string
	for _, end := range s.Ends {
		ends = append(ends, phrase.End(w, end))
	}
	until := text.With("fact", phrase.Or(w, ends))
	switch {
	case s.Repeat && len(ends) == 0:
		return w.Say("picture.repeat")
	case s.Repeat:
		return w.Say("picture.repeat-until", until)
	case len(ends) > 0:
		return w.Say("picture.until", until)
	}
	return ""
}

// late says who is told when the step is late: by the ladder that holds without the
// law, else by that of the law.
func late(w *text.Words, d protocol.Definition, s protocol.Step) []string {
	var rungs []protocol.Rung
	switch {
	case s.Default != nil:
		rungs = s.Default.Ladder
	case s.Statutory != nil:
		rungs = s.Statutory.Ladder
	}
	told := phrase.Told(w, d, rungs)
	if len(told) == 0 {
		return nil
	}
	says := w.Say("picture.late", text.With("who", told[0]))
	for _, then := range told[1:] {
		says += ", " + w.Say("picture.late-then", text.With("who", then))
	}
	return []string{says}
}

// who does the steps of a lane.
func (p *picture) who(who protocol.Who) string { return phrase.Upper(phrase.Who(p.words, p.def, who)) }
