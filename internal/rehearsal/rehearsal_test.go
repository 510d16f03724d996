package rehearsal_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/google/go-cmp/cmp"
)

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

// weak is a timeline in which a head hears late, and strong one in which they hear at
// once, a weighing begins, and a second talk is refused.
func weak() rehearsal.Timeline {
	return rehearsal.Timeline{
		Format: rehearsal.Format, Story: "years.story", Title: "Three <light> years", From: at("2026-01-05 08:00"), Until: at("2026-03-02 08:00"),
		Protocols: []rehearsal.Protocol{{Code: "weak", Version: "1.0.0", Title: gehoor.Text{NL: "Zwak", EN: "Weak"}}},
		Steps:     []rehearsal.Step{{Code: "answer", Actor: "caseworker", Label: gehoor.Text{NL: "Antwoorden", EN: "Answer"}}},
		People: []rehearsal.Person{
			{Login: "noor", Name: "Noor Zilverberk", Role: gehoor.RoleCaseworker, Function: gehoor.Text{NL: "behandelaar", EN: "caseworker"}}, {Login: "jet", Name: "Jet Rietvink", Role: gehoor.RoleHead, Function: gehoor.Text{NL: "hoofd", EN: "head"}},
		},
		Entries: []rehearsal.Entry{
			{At: at("2026-01-05 08:00"), Kind: rehearsal.EntryAct, Line: 4, Who: "R1", Text: "send alderman nl", Dossier: "R1"},
			{At: at("2026-01-05 08:30"), Kind: rehearsal.EntryTold, Dossier: "R1", To: []string{"noor"}, Notice: "signal"},
			{At: at("2026-02-10 08:00"), Kind: rehearsal.EntryAct, Line: 9, Who: "noor", Text: "write \"Talk?\"", Dossier: "R1"},
			{At: at("2026-02-12 08:00"), Kind: rehearsal.EntryTold, Dossier: "R1", To: []string{"jet"}, Notice: "late"},
		},
		Clocks: []rehearsal.Clock{
			{Dossier: "R1", Signal: "R1", Step: "answer", Basis: "D", Started: at("2026-01-05 08:00"), Due: at("2026-02-05 22:59"), State: rehearsal.ClockLate, Late: true},
		},
	}
}

func strong() rehearsal.Timeline {
	t := weak()
	t.Protocols = []rehearsal.Protocol{{Code: "strong", Version: "1.0.0", Title: gehoor.Text{NL: "Sterk", EN: "Strong"}}}
	t.Steps = append([]rehearsal.Step{{Code: "weigh", Actor: "head-of-bureau", Label: gehoor.Text{NL: "Wegen", EN: "Weigh"}}}, t.Steps...)
	t.Entries = []rehearsal.Entry{
		t.Entries[0],
		{At: at("2026-01-05 08:30"), Kind: rehearsal.EntryTold, Dossier: "R1", To: []string{"jet", "noor"}, Notice: "signal"},
		{At: at("2026-02-10 08:00"), Kind: rehearsal.EntrySkipped, Line: 9, Who: "noor", Text: "write \"Talk?\"", Code: "protocol.not-yet", Args: map[string]string{"nl": "wegen", "en": "weigh"}},
	}
	t.Clocks = []rehearsal.Clock{
		{Dossier: "R1", Signal: "R1", Step: "answer", Basis: "D", Started: at("2026-01-05 08:00"), Due: at("2026-01-12 22:59"), State: rehearsal.ClockMet, Ended: at("2026-01-10 08:00")},
		{Dossier: "R1", Step: "weigh", Basis: "D", Started: at("2026-01-06 08:00"), Due: at("2026-01-20 16:00"), State: rehearsal.ClockMet, Ended: at("2026-01-20 23:30"), Late: true},
		{Dossier: "R1", Step: "weigh", Basis: "D", Started: at("2026-02-06 08:00"), Due: at("2026-03-20 16:00"), State: rehearsal.ClockRunning},
	}
	return t
}

// TestCompare: who knew earlier, which steps differ, what is refused.
func TestCompare(t *testing.T) {
	d := rehearsal.Compare(weak(), strong())
	var b strings.Builder
	if err := d.Print(&b, text.For(gehoor.English)); err != nil {
		t.Fatal(err)
	}
	want := `Comparison of years.story: Three <light> years
A: protocol weak 1.0.0: Weak
B: protocol strong 1.0.0: Strong

Who was first told something, and when
  Somebody with the role: Caseworker (R1): A Monday 5 January 2026 at 09:30, B Monday 5 January 2026 at 09:30 (no difference)
  Somebody with the role: Head of the Integrity Bureau (R1): A Thursday 12 February 2026 at 09:00, B Monday 5 January 2026 at 09:30 (38 days earlier under B)
  Noor Zilverberk, caseworker (R1): A Monday 5 January 2026 at 09:30, B Monday 5 January 2026 at 09:30 (no difference)
  Jet Rietvink, head (R1): A Thursday 12 February 2026 at 09:00, B Monday 5 January 2026 at 09:30 (38 days earlier under B)

Which step began when, and until when there was time
  Answer (R1)
    begins: A Monday 5 January 2026 at 09:00, B Monday 5 January 2026 at 09:00 (no difference)
    due by: A Thursday 5 February 2026 at 23:59, B Monday 12 January 2026 at 23:59 (24 days earlier under B)
    late: A 25 days, B in time (25 days shorter under B)
  Weigh (R1)
    begins: A does not begin, B Tuesday 6 January 2026 at 09:00
    due by: A does not begin, B Tuesday 20 January 2026 at 17:00
    late: A does not begin, B 1 day
  Weigh (R1), turn 2
    begins: A does not begin, B Friday 6 February 2026 at 09:00
    due by: A does not begin, B Friday 20 March 2026 at 17:00

What cannot be done under B, and can under A
  years.story:9: Noor Zilverberk: write "Talk?"
    Refused, and left out: Something else has to happen first: weigh.
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	same := rehearsal.Compare(weak(), weak())
	for _, k := range same.Known {
		if k.Days == nil || *k.Days != 0 {
			t.Errorf("%+v differs from itself", k)
		}
	}
	for _, s := range same.Steps {
		if *s.Started != 0 || *s.Due != 0 || s.LateA != s.LateB {
			t.Errorf("%+v differs from itself", s)
		}
	}
}

// TestCompareFunctions: who was told outside the program is in it too, by what they are
// called, and whoever has a role once.
func TestCompareFunctions(t *testing.T) {
	a, b := weak(), strong()
	told := rehearsal.Entry{At: at("2026-01-07 08:00"), Kind: rehearsal.EntryAct, Dossier: "R1", Functions: []string{"kings-commissioner", "head-of-bureau"}}
	b.Functions = []rehearsal.Function{{Code: "kings-commissioner", Label: gehoor.Text{NL: "commissaris van de Koning", EN: "King’s Commissioner"}}, {Code: "head-of-bureau"}}
	a.Entries = append([]rehearsal.Entry{{At: told.At, Kind: rehearsal.EntryRefused, Dossier: "R1", Functions: told.Functions}}, a.Entries...)
	b.Entries = append([]rehearsal.Entry{told}, b.Entries[2:]...)
	d := rehearsal.Compare(a, b)
	var got []string
	for _, l := range d.KnownLines(text.For(gehoor.Dutch)) {
		got = append(got, l.What+": "+l.A+", "+l.B)
	}
	want := []string{
		"Iemand met de rol: Behandelaar (R1): maandag 5 januari 2026 om 09.30 uur, nooit",
		"Iemand met de rol: Hoofd van het Bureau Integriteit (R1): donderdag 12 februari 2026 om 09.00 uur, woensdag 7 januari 2026 om 09.00 uur",
		"Iemand met de rol: commissaris van de Koning (R1): nooit, woensdag 7 januari 2026 om 09.00 uur",
		"Noor Zilverberk, behandelaar (R1): maandag 5 januari 2026 om 09.30 uur, nooit",
		"Jet Rietvink, hoofd (R1): donderdag 12 februari 2026 om 09.00 uur, nooit",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestTitles: what a title says of its source is for whoever reads the file.
func TestTitles(t *testing.T) {
	for given, want := range map[string]string{
		"A talk (protocols 7, G-HOOR)":         "A talk",
		"A talk (protocols 0.2 and 7, G-BRON)": "A talk",
		"A talk (again)":                       "A talk (again)",
		"A (protocols 7) talk":                 "A (protocols 7) talk",
	} {
		one := weak()
		one.Title = given
		if got := one.Titled(gehoor.English); got != want {
			t.Errorf("%q is shown as %q", given, got)
		}
	}
}

// TestDraw: the picture is XML that a page may hold: nothing in it runs, has a style
// or leads elsewhere, and it says what it shows.
func TestDraw(t *testing.T) {
	for _, lanes := range [][]rehearsal.Timeline{{}, {{}}, {weak()}, {weak(), strong()}} {
		for _, file := range []bool{true, false} {
			svg := rehearsal.Draw(text.For(gehoor.Dutch), file, lanes...)
			if !bytes.Equal(svg, rehearsal.Draw(text.For(gehoor.Dutch), file, lanes...)) {
				t.Error("the same timelines give another picture")
			}
			if n := count(t, svg)["title"]; n != 1 {
				t.Errorf("%d titles", n)
			}
			for _, bad := range []string{"<script", "style", "href", "onload", "url(h"} {
				if bytes.Contains(svg, []byte(bad)) {
					t.Errorf("it holds %s", bad)
				}
			}
		}
	}
	dutch := weak()
	dutch.TitleNL = "Drie <lichte> jaren"
	if svg := string(rehearsal.Draw(text.For(gehoor.Dutch), true, dutch)); !strings.Contains(svg, "Drie &lt;lichte&gt; jaren") || strings.Contains(svg, "Three") {
		t.Error("a Dutch picture has no Dutch title")
	}
	if dutch.Titled(gehoor.English) != "Three <light> years" || rehearsal.Compare(dutch, weak()).TitleNL != dutch.TitleNL {
		t.Error("the titles of a timeline and a comparison are not those of the story")
	}
	svg := string(rehearsal.Draw(text.For(gehoor.Dutch), true, weak(), strong()))
	for _, part := range []string{"A · Protocol weak", "B · Protocol strong", "Three &lt;light&gt; years", "Wegen (R1)", "25 dagen te laat", "Jet Rietvink", "maandag 5 januari 2026"} {
		if !strings.Contains(svg, part) {
			t.Errorf("it does not say %s", part)
		}
	}
	if got := count(t, []byte(svg)); got["circle"] != 4 || got["desc"] != 1 {
		t.Errorf("it has %v", got)
	}
}

// count reads a picture and counts its elements.
func count(t *testing.T, svg []byte) map[string]int {
	t.Helper()
	elements := map[string]int{}
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return elements
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			elements[e.Name.Local]++
		}
	}
}
