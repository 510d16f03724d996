package draw_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/draw"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}

func options(lang gehoor.Language) draw.Options {
	return draw.Options{Words: text.For(lang), Law: shipped.Law()}
}

// TestGolden: a picture that changes is seen in a difference, and looked at.
func TestGolden(t *testing.T) {
	receive := shipped.Receive(receiveKinds)
	for _, lang := range languages {
		golden(t, "receive-"+string(lang)+".svg", draw.Protocol(receive, options(lang)))
		o := options(lang)
		o.Within = "x"
		facts := []protocol.Fact{
			{Kind: "signal.received", At: day("2026-01-05"), Seq: 1, Signal: signal},
			{Kind: "signal.acknowledged", At: day("2026-01-15"), Seq: 2, Signal: signal},
		}
		o.Notes, _ = draw.Course(o.Words, receive, protocol.Stand(receive, shipped.Veenhaven(), facts, day("2026-02-01")), signal)
		golden(t, "standing-"+string(lang)+".svg", draw.Protocol(receive, o))
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (go test -update, and look at it):\n%s", name, d)
	}
}

// TestLong: the longest protocol has a box for each step, in the lane of who does it.
func TestLong(t *testing.T) {
	d := long(t)
	for _, lang := range languages {
		p := look(t, draw.Protocol(d, options(lang)))
		if n := p.class["pp-box"]; n != len(d.Steps)+1 { // one is in the legend
			t.Errorf("%d boxes for %d steps", n, len(d.Steps))
		}
		for i, s := range d.Steps {
			if number := strconv.Itoa(i+1) + ". "; !strings.Contains(p.texts, "\n"+number) || !strings.Contains(p.desc, number+s.Label.In(lang)) {
				t.Errorf("step %d is not told", i+1)
			}
		}
		p.clear(t)
		if p.width > 1500 || p.height > 4000 {
			t.Errorf("%v by %v is too large for two sheets", p.width, p.height)
		}
	}
}

// TestAny: whatever Check accepts has a picture: well-formed, the same each time,
// with every box inside and no line through a box.
func TestAny(t *testing.T) {
	law := shipped.Law()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDefinition(t)
		if problems := protocol.Check(d, vocabulary(anyKinds...), law); len(problems) > 0 {
			t.Skip(problems)
		}
		o := options(rapid.SampledFrom(languages).Draw(t, "language"))
		if rapid.Bool().Draw(t, "standing") {
			var facts []protocol.Fact
			for i := range rapid.IntRange(0, 8).Draw(t, "facts") {
				facts = append(facts, protocol.Fact{Kind: rapid.SampledFrom(anyKinds).Draw(t, "fact"), At: day("2026-01-05").AddDate(0, 0, i), Seq: gehoor.Seq(i + 1), Signal: signal})
			}
			stand := protocol.Stand(d, shipped.Veenhaven(), facts, day("2026-02-01"))
			var rows []draw.Row
			o.Notes, rows = draw.Course(o.Words, d, stand, signal)
			for _, r := range rows {
				if r.Label == "" || r.Who == "" || len(r.Says) == 0 {
					t.Fatalf("a row says too little: %+v", r)
				}
			}
		}
		svg := draw.Protocol(d, o)
		if !bytes.Equal(svg, draw.Protocol(d, o)) {
			t.Fatal("drawn twice, it is another picture")
		}
		if len(svg) > 20_000+5_000*len(d.Steps) {
			t.Fatalf("%d bytes for %d steps", len(svg), len(d.Steps))
		}
		p := look(t, svg)
		p.clear(t)
	})
}

var anyKinds = []gehoor.Kind{"signal.received", "signal.acknowledged", "signal.message-sent", "dossier.closed", "dossier.opened", "dossier.unheard-of", protocol.Escalated}

func anyDefinition(t *rapid.T) protocol.Definition {
	kind := rapid.SampledFrom(anyKinds)
	words := rapid.OneOf(rapid.StringN(1, 60, 200), rapid.Just("Ontvangst & <bevestigen>"), rapid.Just("\x00\xff ontvangstbevestigingsbriefontwerpcommissie"))
	late := []protocol.Rung{{Level: 1, From: protocol.FromDue, To: protocol.OtherHolder}}
	d := protocol.Definition{Code: "any", Version: "1.0.0", Title: gehoor.Text{NL: words.Draw(t, "title"), EN: "t"}}
	for i := range rapid.IntRange(1, 12).Draw(t, "steps") {
		label := words.Draw(t, "label")
		s := protocol.Step{
			Code: protocol.StepCode(fmt.Sprintf("s%d", i)), Actor: protocol.ToRole(rapid.SampledFrom(gehoor.Roles()).Draw(t, "actor")),
			PerSignal: true, Repeat: rapid.Bool().Draw(t, "repeat"),
			Stop: []gehoor.Kind{kind.Draw(t, "stop")}, Label: gehoor.Text{NL: label, EN: label}, Told: gehoor.Text{NL: "u", EN: "u"},
			Default: &protocol.Term{Length: protocol.Span{Days: 7}, Basis: protocol.BasisGuidance, Ladder: late},
		}
		for range rapid.IntRange(1, 3).Draw(t, "starts") {
			start := protocol.Start{Kind: kind.Draw(t, "start"), By: rapid.SampledFrom([]protocol.Party{"", protocol.ByStaff, protocol.ByReporter, protocol.BySystem}).Draw(t, "by")}
			if start.Kind != s.Stop[0] || s.Repeat {
				s.Start = append(s.Start, start)
			}
		}
		if len(s.Start) == 0 {
			s.Repeat = true
			s.Start = []protocol.Start{{Kind: s.Stop[0]}}
		}
		s.Ends = []protocol.End{{Kind: kind.Draw(t, "end")}}
		s.Ends = slices.DeleteFunc(s.Ends, func(e protocol.End) bool {
			return e.Kind == s.Stop[0] || slices.ContainsFunc(s.Start, func(o protocol.Start) bool { return o.Kind == e.Kind })
		})
		if slices.ContainsFunc(s.Start, func(o protocol.Start) bool { return o.Kind == s.Stop[0] }) && len(s.Ends) == 0 {
			continue
		}
		if rapid.IntRange(0, 3).Draw(t, "decision") == 0 {
			s.Decision = &protocol.Decision{Undecided: "on", Options: []protocol.Option{
				{Code: "on", Label: gehoor.Text{NL: words.Draw(t, "option"), EN: "on"}}, {Code: "off", Label: gehoor.Text{NL: "uit", EN: "off"}, Closes: true},
			}}
		}
		for _, before := range d.Steps {
			if rapid.IntRange(0, 4).Draw(t, "needs") == 0 {
				s.Needs = append(s.Needs, before.Code)
			}
		}
		d.Steps = append(d.Steps, s)
	}
	return d
}

// looked is what a picture holds.
type looked struct {
	class         map[string]int
	texts, desc   string
	width, height float64
	boxes         [][4]float64 // left, top, right, bottom
	lines         [][][4]float64
}

// tester is *testing.T or *rapid.T.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

// look reads a picture, and refuses what a page of ours must not hold.
func look(t tester, svg []byte) looked {
	t.Helper()
	p := looked{class: map[string]int{}}
	dec := xml.NewDecoder(bytes.NewReader(svg))
	var in []string
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return p
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			in = append(in, tok.Name.Local)
			p.element(t, tok)
		case xml.EndElement:
			in = in[:len(in)-1]
		case xml.CharData:
			switch {
			case len(in) > 0 && in[len(in)-1] == "text":
				p.texts += "\n" + string(tok)
			case len(in) > 0 && in[len(in)-1] == "desc":
				p.desc = string(tok)
			}
		}
	}
}

func (p *looked) element(t tester, e xml.StartElement) {
	t.Helper()
	a := map[string]string{}
	for _, attr := range e.Attr {
		a[attr.Name.Local] = attr.Value
		if attr.Name.Local == "style" || strings.HasPrefix(attr.Name.Local, "on") || attr.Name.Local == "href" {
			t.Errorf("%s has %s: a page would refuse it", e.Name.Local, attr.Name.Local)
		}
	}
	f := func(name string) float64 {
		v, err := strconv.ParseFloat(a[name], 64)
		if err != nil {
			t.Fatalf("%s of %s: %v", name, e.Name.Local, err)
		}
		return v
	}
	class := strings.Fields(a["class"])
	for _, c := range class {
		p.class[c]++
	}
	switch {
	case e.Name.Local == "script" || e.Name.Local == "image" || e.Name.Local == "foreignObject":
		t.Errorf("there is a %s", e.Name.Local)
	case e.Name.Local == "svg":
		p.width, p.height = f("width"), f("height")
	case e.Name.Local == "rect" && (slices.Contains(class, "pp-box") || slices.Contains(class, "pp-event")):
		p.boxes = append(p.boxes, [4]float64{f("x"), f("y"), f("x") + f("width"), f("y") + f("height")})
	case e.Name.Local == "path" && slices.Contains(class, "pp-box"):
		p.boxes = append(p.boxes, around(t, a["d"]))
	case e.Name.Local == "path" && slices.Contains(class, "pp-line"):
		p.lines = append(p.lines, segments(t, a["d"]))
	}
}

// around is the room of a decision.
func around(t tester, d string) [4]float64 {
	t.Helper()
	f := strings.Fields(strings.NewReplacer("M", " ", "L", " ", "Z", " ").Replace(d))
	box := [4]float64{1e9, 1e9, -1e9, -1e9}
	for i, s := range f {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		box[i%2], box[2+i%2] = min(box[i%2], v), max(box[2+i%2], v)
	}
	return box
}

// segments reads a path of moves and straight lines along the axes.
func segments(t tester, d string) [][4]float64 {
	t.Helper()
	var all [][4]float64
	var x, y float64
	d = strings.NewReplacer("M", " M ", "H", " H ", "V", " V ").Replace(d)
	f := strings.Fields(d)
	number := func(i int) float64 {
		v, err := strconv.ParseFloat(f[i], 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for i := 0; i < len(f); i++ {
		nx, ny := x, y
		switch f[i] {
		case "M":
			x, y = number(i+1), number(i+2)
			i += 2
			continue
		case "H":
			nx = number(i + 1)
		case "V":
			ny = number(i + 1)
		}
		i++
		all = append(all, [4]float64{min(x, nx), min(y, ny), max(x, nx), max(y, ny)})
		x, y = nx, ny
	}
	return all
}

// clear: boxes are inside and apart, no line runs through a box, and no two lines run
// over each other.
func (p looked) clear(t tester) {
	t.Helper()
	for i, b := range p.boxes {
		if b[0] < 0 || b[1] < 0 || b[2] > p.width || b[3] > p.height {
			t.Errorf("box %v is outside of %v by %v", b, p.width, p.height)
		}
		for _, o := range p.boxes[:i] {
			if over(b, o) {
				t.Errorf("boxes %v and %v cover each other", o, b)
			}
		}
		for _, line := range p.lines {
			for _, s := range line {
				if over(b, s) {
					t.Errorf("the line %v runs through the box %v", s, b)
				}
			}
		}
	}
	for i, a := range p.lines {
		for _, b := range p.lines[:i] {
			for _, s := range a {
				for _, o := range b {
					if along(s, o) {
						t.Errorf("the lines %v and %v run over each other", s, o)
					}
				}
			}
		}
	}
}

// over says whether two areas, of which one may be a line, share more than an edge.
func over(a, b [4]float64) bool {
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3] ||
		b[0] == b[2] && a[0] < b[0] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3] ||
		b[1] == b[3] && a[1] < b[1] && b[1] < a[3] && a[0] < b[2] && b[0] < a[2]
}

// along says whether two lines of the same direction lie on each other for more than
// a point.
func along(a, b [4]float64) bool {
	switch {
	case a[0] == a[2] && b[0] == b[2]:
		return a[0] == b[0] && a[1] < b[3] && b[1] < a[3]
	case a[1] == a[3] && b[1] == b[3]:
		return a[1] == b[1] && a[0] < b[2] && b[0] < a[2]
	}
	return false
}

const signal gehoor.SignalID = "00000000000000000000000000000001"

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d.Add(9 * time.Hour)
}

// vocabulary are kinds of which nothing can be read.
func vocabulary(kinds ...gehoor.Kind) protocol.Vocabulary {
	var v protocol.Vocabulary
	for _, k := range kinds {
		v = append(v, protocol.FactType{Kind: k})
	}
	return v
}

var receiveKinds = vocabulary("dossier.opened", "signal.received", "signal.acknowledged", "signal.feedback-given", "signal.made-formal", protocol.Escalated)
