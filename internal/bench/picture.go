package bench

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor/internal/pattern"
)

// The measures of the picture, in pixels.
const (
	pictureWidth, pictureHeight = 1000, 560
	plotLeft, plotTop           = 70, 40
	plotRight, plotBottom       = 760, 490
)

// leastApart is the left edge of the picture: fewer weighings a year are drawn there.
const leastApart = 0.001

// dot is a choice of rules in the picture: label says which of its family.
type dot struct {
	family, label string
	x, y          float64
}

// Picture draws as SVG what is chosen between: to the right how many weighings a year are
// about people who did not do it again and again, upwards how many of those who did are
// seen within three years. Rules that differ in one number are joined by a line. Rules
// about a team are left out: they see nobody.
func (s Simulated) Picture() []byte {
	var w bytes.Buffer
	most := 1.0
	for _, one := range s.Settings {
		most = max(most, one.ApartPerYear())
	}
	most = math.Pow(10, math.Ceil(math.Log10(most)))
	fmt.Fprintf(&w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="13">`+"\n",
		pictureWidth, pictureHeight, pictureWidth, pictureHeight)
	say(&w, "title", `id="t"`, "Rules about patterns: who is seen, and what it costs")
	say(&w, "desc", `id="d"`, fmt.Sprintf("A town hall of %d staff, made up, %d years, %d times. To the right: weighings a year about people who did not do it again and again. Upwards: of those who did, how many are seen within three years after the first signal.", s.Town.Staff, s.Town.Years, s.Runs))
	fmt.Fprintf(&w, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", pictureWidth, pictureHeight)
	axes(&w, most)
	var dots []dot
	for _, one := range s.Settings {
		if one.Rules.Unit > 0 && one.Rules.Signals == 0 {
			continue
		}
		family, label := family(one)
		dots = append(dots, dot{family, label, across(one.ApartPerYear(), most), up(one.Repeating.SeenInTime())})
	}
	lines(&w, dots)
	w.WriteString("</svg>\n")
	return w.Bytes()
}

// family is what a choice has in common with those on its line, and label what differs.
func family(s Setting) (family, label string) {
	switch only := s.Rules; {
	case only == (pattern.Rules{Signals: only.Signals, SignalMonths: only.SignalMonths}):
		return fmt.Sprintf("signals in %d months", only.SignalMonths), strconv.Itoa(only.Signals)
	case only == (pattern.Rules{Reporters: only.Reporters, ReporterMonths: only.ReporterMonths}):
		return fmt.Sprintf("reporters in %d months", only.ReporterMonths), strconv.Itoa(only.Reporters)
	case only == (pattern.Rules{AfterTalkMonths: only.AfterTalkMonths}):
		return "one after a talk, in months", strconv.Itoa(only.AfterTalkMonths)
	}
	return s.Name, ""
}

// across and up are where a figure lies.
func across(apart, most float64) float64 {
	at := math.Log10(max(apart, leastApart)/leastApart) / math.Log10(most/leastApart)
	return plotLeft + at*(plotRight-plotLeft)
}

func up(share float64) float64 { return plotBottom - share*(plotBottom-plotTop) }

func axes(w *bytes.Buffer, most float64) {
	for at := leastApart; at <= most*1.001; at *= 10 {
		x := across(at, most)
		fmt.Fprintf(w, `<path d="M%.1f %d V%d" stroke="#cfd9de"/>`+"\n", x, plotTop, plotBottom)
		say(w, "text", fmt.Sprintf(`x="%.1f" y="%d" text-anchor="middle" fill="#4a5967"`, x, plotBottom+20), strconv.FormatFloat(at, 'g', 3, 64))
	}
	for at := 0; at <= 100; at += 20 {
		y := up(float64(at) / 100)
		fmt.Fprintf(w, `<path d="M%d %.1f H%d" stroke="#cfd9de"/>`+"\n", plotLeft, y, plotRight)
		say(w, "text", fmt.Sprintf(`x="%d" y="%.1f" text-anchor="end" fill="#4a5967"`, plotLeft-8, y+4), strconv.Itoa(at)+"%")
	}
	say(w, "text", fmt.Sprintf(`x="%d" y="%d" fill="#1b2733"`, plotLeft, plotBottom+48), "weighings a year about people who did not do it again and again")
	say(w, "text", fmt.Sprintf(`x="%d" y="%d" fill="#1b2733"`, plotLeft, plotTop-16), "seen within three years, of those who did")
}

// strokes tell lines apart: colour says of what they count, dashes in how many months.
var strokes = []struct{ colour, dash string }{
	{"#1b2733", ""}, {"#1b2733", ""},
	{"#0b5c70", "2 3"}, {"#0b5c70", "8 4"}, {"#0b5c70", ""}, {"#0b5c70", "10 3 2 3"},
	{"#8f1419", "2 3"}, {"#8f1419", "8 4"}, {"#8f1419", ""},
	{"#0d5c2e", ""}, {"#1b2733", ""},
}

// lines draws each family, and its name in the legend.
func lines(w *bytes.Buffer, dots []dot) {
	letter := 'A'
	for n, members := range families(dots) {
		stroke := strokes[n%len(strokes)]
		y := plotTop + 24*n
		say(w, "text", fmt.Sprintf(`x="%d" y="%d" fill="#1b2733" font-size="12"`, plotRight+56, y+4), members[0].family)
		if len(members) == 1 {
			members[0].label = string(letter)
			say(w, "text", fmt.Sprintf(`x="%d" y="%d" fill="%s"`, plotRight+32, y+4, stroke.colour), string(letter))
			letter++
		} else {
			fmt.Fprintf(w, `<path d="M%d %d h32" stroke="%s" stroke-width="2" stroke-dasharray="%s"/>`+"\n", plotRight+16, y, stroke.colour, stroke.dash)
		}
		line(w, members, stroke.colour, stroke.dash)
	}
}

// families are the dots that belong on one line, from left to right.
func families(dots []dot) [][]dot {
	var all [][]dot
	for _, d := range dots {
		i := slices.IndexFunc(all, func(m []dot) bool { return m[0].family == d.family })
		if i < 0 {
			i, all = len(all), append(all, nil)
		}
		all[i] = append(all[i], d)
	}
	for _, members := range all {
		slices.SortStableFunc(members, func(a, b dot) int { return cmp.Compare(a.x, b.x) })
	}
	return all
}

func line(w *bytes.Buffer, members []dot, colour, dash string) {
	var path bytes.Buffer
	for i, d := range members {
		fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], d.x, d.y)
		fmt.Fprintf(w, `<circle cx="%.1f" cy="%.1f" r="4" fill="%s"/>`+"\n", d.x, d.y, colour)
		say(w, "text", fmt.Sprintf(`x="%.1f" y="%.1f" fill="%s"`, d.x+6, d.y-6, colour), d.label)
	}
	fmt.Fprintf(w, `<path d="%s" fill="none" stroke="%s" stroke-width="2" stroke-dasharray="%s"/>`+"\n", path.String(), colour, dash)
}

// say writes an element that holds text.
func say(w *bytes.Buffer, name, attrs, says string) {
	fmt.Fprintf(w, "<%s %s>", name, attrs)
	_ = xml.EscapeText(w, []byte(says)) // a buffer never fails
	fmt.Fprintf(w, "</%s>\n", name)
}
