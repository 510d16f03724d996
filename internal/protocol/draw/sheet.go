package draw

import (
	"bytes"
	"cmp"
	_ "embed" // the style of paper
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// Paper is a size of paper, by its name.
type Paper string

// The sizes, upright.
const (
	A4 Paper = "a4"
	A3 Paper = "a3"
)

// room is what a sheet of the paper holds, in pixels. With margins of a centimetre it is
// shrunk to four fifths, so that small words have 7 points.
func (p Paper) room() (width, height float64) {
	if p == A3 {
		return 1300, 1850
	}
	return 890, 1180
}

// Sheets draws a definition that [protocol.Check] accepts on several sheets, each of
// which can be read on the paper; one that fits has one. Steps keep their numbers, and
// say of what is on another sheet by which number it is there. What stands below the
// whole picture (conditions, locks, roles) is not on them: [Below] has it.
func Sheets(d protocol.Definition, o Options, paper Paper) [][]byte {
	parts := share(d, o, paper)
	all := make([][]byte, len(parts))
	for i, steps := range parts {
		one := o
		one.Within = cmp.Or(o.Within, "protocol") + "-sheet-" + strconv.Itoa(i+1)
		one.on = &sheet{n: i + 1, of: len(parts), numbers: numbers(d), parts: parts}
		all[i] = Protocol(only(d, steps), one)
	}
	return all
}

// Printed is a page of its own (HTML) with the sheets, each on a page of the paper, and
// what they name by number after them: no script, nothing from elsewhere.
func Printed(d protocol.Definition, o Options, paper Paper) []byte {
	o.Within = "protocol"
	title := html.EscapeString(d.Title.In(o.Words.Language()))
	var b bytes.Buffer
	_, _ = fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n<style>\n%s\n%s\n</style>\n</head>\n<body>\n",
		o.Words.Language(), title, strings.TrimSpace(Style), strings.ReplaceAll(printStyle, "PAPER", string(paper)))
	sheets := Sheets(d, o, paper)
	for i, s := range sheets {
		_, _ = fmt.Fprintf(&b, "<section>\n<h1>%s%s</h1>\n%s</section>\n", title, html.EscapeString((&picture{words: o.Words, on: &sheet{n: i + 1, of: len(sheets)}}).page()), s)
	}
	b.WriteString("<section class=\"below\">\n<h1>" + title + "</h1>\n")
	for _, s := range Below(d, o) {
		b.WriteString("<h2>" + html.EscapeString(s.Heading) + "</h2>\n")
		for _, l := range s.Lines {
			b.WriteString("<p>" + html.EscapeString(l) + "</p>\n")
		}
	}
	b.WriteString("</section>\n</body>\n</html>\n")
	return b.Bytes()
}

//go:embed print.css
var printStyle string

// sheet is on which one of how many a picture is.
type sheet struct {
	n, of   int
	numbers map[protocol.StepCode]int
	// parts are the steps of each sheet.
	parts [][]protocol.StepCode
}

func numbers(d protocol.Definition) map[protocol.StepCode]int {
	n := map[protocol.StepCode]int{}
	for i, s := range d.Steps {
		n[s.Code] = i + 1
	}
	return n
}

// only is a definition with some of its steps.
func only(d protocol.Definition, codes []protocol.StepCode) protocol.Definition {
	d.Steps = slices.DeleteFunc(slices.Clone(d.Steps), func(s protocol.Step) bool { return !slices.Contains(codes, s.Code) })
	return d
}

// share puts steps on sheets in the order of the whole picture's rows, as many on each
// as it has room for, and at least one.
func share(d protocol.Definition, o Options, paper Paper) [][]protocol.StepCode {
	g := newGraph(d)
	g.layers()
	order := make([]int, len(d.Steps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(g.nodes[a].layer, g.nodes[b].layer) })
	var all [][]protocol.StepCode
	var now []protocol.StepCode
	for _, i := range order {
		more := append(slices.Clone(now), d.Steps[i].Code)
		if len(now) > 0 && !fits(d, o, more, paper) {
			all, more = append(all, now), []protocol.StepCode{d.Steps[i].Code}
		}
		now = more
	}
	if len(now) > 0 {
		all = append(all, now)
	}
	return all
}

// fits says whether some steps have room on one sheet.
func fits(d protocol.Definition, o Options, codes []protocol.StepCode, paper Paper) bool {
	o.on = &sheet{n: 1, of: 1, numbers: numbers(d), parts: [][]protocol.StepCode{codes}}
	p := laid(only(d, codes), o)
	p.measureLegend()
	width, height := paper.room()
	return p.width <= width && p.height <= height
}

// number is the number of a step in the whole protocol.
func (p *picture) number(i int) string {
	if p.on != nil {
		return strconv.Itoa(p.on.numbers[p.def.Steps[i].Code])
	}
	return strconv.Itoa(i + 1)
}

// elsewhere says of which steps on other sheets a box must wait.
func (p *picture) elsewhere(s protocol.Step) []string {
	if p.on == nil {
		return nil
	}
	var numbers []string
	for _, code := range s.Needs {
		if _, here := p.def.Step(code); !here {
			numbers = append(numbers, strconv.Itoa(p.on.numbers[code]))
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	return []string{p.words.Say("stand.locked", text.Count("n", len(numbers)), text.With("steps", phrase.And(p.words, numbers)))}
}

// page is on which sheet a picture is, in its title.
func (p *picture) page() string {
	if p.on == nil || p.on.of < 2 {
		return ""
	}
	return " " + p.words.Say("picture.sheet", text.Count("n", p.on.n), text.Count("of", p.on.of))
}
