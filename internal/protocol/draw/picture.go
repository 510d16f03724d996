package draw

import (
	"cmp"
	_ "embed" // the style
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// Style is the style sheet of a picture. A file has it inside, a page imports it.
//
//go:embed draw.css
var Style string

// dark are the colours of a file that is looked at in the dark. A page says for itself
// whether it has a dark side.
//
//go:embed dark.css
var dark string

// Options are what a drawing needs beside the protocol.
type Options struct {
	// Words are those of the language.
	Words *text.Words
	// Law is the table in which statutory terms have their length and article.
	Law protocol.Law
	// Within is for a picture within a page: the beginning of its ids, which the page
	// has for nothing else. The style is the page's, and so is the list in words above
	// it, to which the description leaves the steps. "" is a file of its own.
	Within string
	// Notes are what is said of steps beside what the protocol says, by code: how they
	// stand ([Course]), or what is new. With notes the picture leaves out who is told
	// when a step is late.
	Notes map[protocol.StepCode]Note

	on *sheet // on which sheet, if there are several; see [Sheets]
}

// Note is what is said of a step in one drawing.
type Note struct {
	Mark Mark
	// Says are the lines in its box.
	Says []string
}

// picture is a drawing that is being made.
type picture struct {
	*routing
	words *text.Words
	law   protocol.Law
	notes map[protocol.StepCode]Note
	id    string
	// within: a page that has the same in words has it around it.
	within bool
	on     *sheet

	laneX, gutterX []float64
	rowY, channelY []float64
	width, height  float64 // of the whole
	bottom         float64 // where the legend begins
	below          []line  // what stands below the legend
	svg            strings.Builder
}

// Protocol draws a definition that [protocol.Check] accepts, as an SVG.
func Protocol(d protocol.Definition, o Options) []byte {
	p := laid(d, o)
	p.open()
	p.lanesBehind()
	p.lines()
	p.boxes()
	p.legend()
	p.svg.WriteString("</svg>\n")
	return []byte(p.svg.String())
}

// laid is a picture in which everything has its place, and of which nothing is drawn.
func laid(d protocol.Definition, o Options) *picture {
	g := newGraph(d)
	g.layers()
	p := &picture{routing: route(g), words: o.Words, law: o.Law, notes: o.Notes, id: cmp.Or(o.Within, "protocol"), within: o.Within != "", on: o.on}
	p.fill()
	p.place()
	return p
}

// place gives everything its coordinates: lanes and gutters from the left, channels
// and rows from above.
func (p *picture) place() {
	x := margin
	for c, g := range p.gutters {
		p.gutterX = append(p.gutterX, x)
		x += gutterWidth(tracks(g), c == 0 || c == p.columns())
		if c < p.columns() {
			p.laneX = append(p.laneX, x)
			x += boxWidth
		}
	}
	p.width = x + margin
	heights := make([]float64, p.rows)
	for _, n := range p.nodes {
		heights[n.row] = max(heights[n.row], n.h)
	}
	y := margin + p.headRoom()
	for r, c := range p.channels {
		p.channelY = append(p.channelY, y)
		y += channelHeight(tracks(c), r == 0 || r == p.rows)
		if r < p.rows {
			p.rowY = append(p.rowY, y)
			y += heights[r]
		}
	}
	p.bottom = y + margin + p.headRoom()
	for i := range p.nodes {
		n := &p.nodes[i]
		n.x, n.y = p.laneX[n.lane], p.rowY[n.row]
	}
}

func gutterWidth(tracks int, outer bool) float64 {
	switch {
	case tracks > 0:
		return 2*edge + track*float64(tracks-1)
	case outer:
		return edge / 2
	}
	return edge
}

func channelHeight(tracks int, outer bool) float64 {
	switch {
	case tracks > 0:
		return edge + track*float64(tracks-1) + edge + arrow
	case outer:
		return edge / 2
	}
	return 2 * edge
}

// channel is where the line of a net runs in a channel, gutter where in a gutter.
func (p *picture) channel(r int, n net) float64 {
	return p.channelY[r] + edge + track*float64(trackOf(p.channels[r], n))
}

func (p *picture) gutter(c int, n net) float64 {
	return p.gutterX[c] + edge + track*float64(trackOf(p.gutters[c], n))
}

// lines draws the links, the lines first and then their heads.
func (p *picture) lines() {
	courses := map[net]*strings.Builder{}
	var order []net
	for _, w := range p.ways {
		n := net{w.from, w.style}
		if courses[n] == nil {
			courses[n] = &strings.Builder{}
			order = append(order, n)
		}
		p.follow(courses[n], w)
	}
	for _, n := range order {
		p.tag("path", "class", "pp-line pp-line--"+n.style.name(), "d", courses[n].String())
	}
	for _, w := range p.ways {
		to := p.nodes[w.to]
		p.arrow(to.x+w.entry, to.y, w.style)
	}
}

func (s style) name() string {
	switch s {
	case needs:
		return "needs"
	case both:
		return "both"
	case back:
		return "back"
	}
	return "begins"
}

// follow writes the course of one link.
func (p *picture) follow(b *strings.Builder, w way) {
	from, to, n := p.nodes[w.from], p.nodes[w.to], net{w.from, w.style}
	b.WriteString("M" + num(from.x+exit(w.style)) + " " + num(from.y+from.h))
	switch {
	case w.straight:
	case w.gutter < 0:
		b.WriteString("V" + num(p.channel(from.row+1, n)) + "H" + num(to.x+w.entry))
	default:
		b.WriteString("V" + num(p.channel(from.row+1, n)) + "H" + num(p.gutter(w.gutter, n)))
		b.WriteString("V" + num(p.channel(to.row, n)) + "H" + num(to.x+w.entry))
	}
	b.WriteString("V" + num(to.y-arrow+2))
}

// arrow is the head of an arrow: full where something begins, open where something is
// needed.
func (p *picture) arrow(x, y float64, s style) {
	d := "M" + num(x-4.5) + " " + num(y-arrow) + "L" + num(x) + " " + num(y) + "L" + num(x+4.5) + " " + num(y-arrow)
	if s != needs {
		d += "Z"
	}
	p.tag("path", "class", "pp-head pp-head--"+s.name(), "d", d)
}

// num writes a coordinate.
func num(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// stands is what the box of a step says of how it stands, or of what is new.
func (p *picture) stands(code protocol.StepCode) []string { return p.notes[code].Says }

// describe is everything that the picture says, in words, for who does not see it; or
// where that stands.
func (p *picture) describe() string {
	w := p.words
	all := []string{w.Say("picture.desc", text.Count("n", len(p.def.Steps)))}
	if p.within {
		return all[0] + " " + w.Say("picture.desc-list")
	}
	for i, s := range p.def.Steps {
		all = append(all, w.Say("picture.desc-step",
			text.With("n", strconv.Itoa(i+1)), text.With("label", clip(s.Label.In(w.Language()))),
			text.With("who", phrase.Who(w, p.def, s.Actor)), text.With("term", phrase.Or(w, phrase.Terms(w, s, p.law)))))
		for _, says := range p.stands(s.Code) {
			all = append(all, phrase.Upper(says)+".")
		}
	}
	for _, s := range p.sections() {
		all = append(all, s.Heading+":")
		all = append(all, s.Lines...)
	}
	return strings.Join(all, " ")
}
