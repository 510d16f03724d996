package draw_test

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/draw"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/text"
)

// TestSheets: each step is on one sheet, with the number that it has in the whole; each
// sheet fits on the paper (but for one that has a single step), and larger paper needs no more of them.
func TestSheets(t *testing.T) {
	room := map[draw.Paper][2]float64{draw.A4: {890, 1180}, draw.A3: {1300, 1850}}
	several := false
	for _, d := range shipped.All(casework.Vocabulary()) {
		before := 0
		for _, paper := range []draw.Paper{draw.A4, draw.A3} {
			sheets := draw.Sheets(d, draw.Options{Words: text.For(gehoor.Dutch), Law: shipped.Law()}, paper)
			if several = several || len(sheets) > 1; before > 0 && len(sheets) > before {
				t.Errorf("%s: %d sheets of %s, fewer of smaller paper", d.Code, len(sheets), paper)
			}
			before = len(sheets)
			for i, s := range d.Steps {
				on := 0
				for _, one := range sheets {
					if slices.Contains(steps(one), strconv.Itoa(i+1)) {
						on++
					}
				}
				if on != 1 {
					t.Errorf("%s, %s: step %d (%s) is on %d sheets", d.Code, paper, i+1, s.Code, on)
				}
			}
			for n, one := range sheets {
				width, height := size(t, one)
				if alone := len(steps(one)) == 1; !alone && (width > room[paper][0] || height > room[paper][1]) {
					t.Errorf("%s, %s: sheet %d is %v by %v", d.Code, paper, n+1, width, height)
				}
				if len(sheets) > 1 && !strings.Contains(string(one), "(blad "+strconv.Itoa(n+1)+" van ") {
					t.Errorf("%s: sheet %d does not say so", d.Code, n+1)
				}
			}
		}
	}
	if !several {
		t.Error("no protocol has several sheets: the test shows nothing")
	}
}

// TestPrinted: what boxes on paper name is on the paper, and no text in them is cut off.
func TestPrinted(t *testing.T) {
	for _, d := range shipped.All(casework.Vocabulary()) {
		o := draw.Options{Words: text.For(gehoor.Dutch), Law: shipped.Law()}
		for i, sheet := range draw.Sheets(d, o, draw.A4) {
			if strings.Contains(string(sheet), "…") {
				t.Errorf("%s: sheet %d ends a text with …", d.Code, i+1)
			}
		}
		printed := string(draw.Printed(d, o, draw.A4))
		for i, g := range d.Guards {
			if says := html.EscapeString(strconv.Itoa(i+1) + ". " + g.Why.In(gehoor.Dutch)); !strings.Contains(printed, "<p>"+says) {
				t.Errorf("%s: the paper lacks lock %s", d.Code, says)
			}
		}
	}
}

// label is the number at the beginning of a step's box.
var label = regexp.MustCompile(`class="pp-label"[^>]*>(\d+)\.`)

func steps(svg []byte) []string {
	var all []string
	for _, m := range label.FindAllSubmatch(svg, -1) {
		all = append(all, string(m[1]))
	}
	return all
}

// size is what the first element says.
func size(t *testing.T, svg []byte) (width, height float64) {
	t.Helper()
	attr := func(name string) float64 {
		_, after, _ := strings.Cut(string(svg), " "+name+`="`)
		value, _, _ := strings.Cut(after, `"`)
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return attr("width"), attr("height")
}
