package dossier_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"pgregory.net/rapid"
)

// dateOf is the day so many days from now, as a form has it.
func dateOf(days int) string { return protocol.DateOf(day(days)).String() }

// imposed is a measure that began so many days from now.
func imposed(who, weight string, start int, more record.Fields) record.Record {
	f := record.Fields{"burden": []string{who}, "what": "other-place", "weight": weight, "requested_by": "nobody", "with_source_measure": "no", "basis": "safety", "decided_by": "secretary", "starts_on": dateOf(start)}
	for name, v := range more {
		f[name] = v
	}
	return record.Record{What: record.KindMeasure, Fields: f}
}

func breach(who string, since int) record.Record {
	return record.Record{What: record.KindBreach, Fields: record.Fields{"burden": []string{who}, "by": "manager", "since": dateOf(since)}}
}

func lifted(who string, from int) record.Record {
	return record.Record{What: record.KindLifted, Fields: record.Fields{"burden": []string{who}, "told": true, "lifted_on": dateOf(from)}}
}

func written(list ...record.Record) []dossier.Recorded {
	var all []dossier.Recorded
	for i, r := range list {
		all = append(all, dossier.Recorded{Record: r, Seq: gehoor.Seq(i + 1), By: gehoor.ByPerson(bram.ID), At: day(-1)})
	}
	return all
}

func measures(list ...record.Record) measure.List { return dossier.MeasuresOf(written(list...)) }

// carrying is a dossier with these records.
func carrying(list ...record.Record) page.Case {
	c := answered()
	c.Dossier.Records = written(list...)
	c.Dossier.Measures = dossier.MeasuresOf(c.Dossier.Records)
	return c
}

const warned = "Wie iets vertelde, draagt een last. De bron draagt nu niets."

// TestBurdensSaid: who carries what is said in words, and warned of where only who speaks up
// carries anything.
func TestBurdensSaid(t *testing.T) {
	for name, c := range map[string]struct {
		records []record.Record
		want    []string
		warns   bool
	}{
		"nothing": {nil, []string{"Wie draagt wat", "Er is nog geen maatregel of last vastgelegd."}, false},
		"the reporter alone": {[]record.Record{breach("reporter", -10), breach("reporter", -29)}, []string{
			"De melder: 2 lasten, samen 41 dagen. Nu lopen er 2. 2 daarvan hadden niet gemogen.", "Gevraagd door: leidinggevende", "Er is geen einde bekend."}, true},
		"the source too": {[]record.Record{breach("reporter", -10), imposed("person-concerned", "high", -11, record.Fields{"with_source_measure": "itself", "review_on": dateOf(-1)})}, []string{
			"Degene over wie het gaat: 1 last, 12 dagen. Nu loopt er 1.", "Een andere werkplek, of thuis", "Hoe zwaar: zwaar.", "Berust op: veiligheid.", "Gemeentesecretaris", "Opnieuw kijken had gemoeten op"}, false},
		"it is over": {[]record.Record{breach("witness", -10), lifted("witness", -6)}, []string{
			"Een getuige: 1 last, 4 dagen. Nu loopt er geen.", "Van 26 mei 2026 tot en met 29 mei 2026: 4 dagen.", "Opgeheven."}, false},
		"nobody knows which": {[]record.Record{breach("reporter", -10), imposed("reporter", "low", -9, nil), lifted("reporter", -6)}, []string{
			"Van een vastlegging is niet bekend om welke maatregel het gaat", "Maatregel of last opgeheven, Bram Kwelder (behandelaar),"}, true},
		"it is planned": {[]record.Record{imposed("team", "middle", 3, record.Fields{"ends_on": dateOf(9)})}, []string{"Het team", "Het einde stond vooraf vast."}, false},
	} {
		t.Run(name, func(t *testing.T) {
			shown := get(t, gehoor.Dutch, carrying(c.records...))
			wants(t, shown, c.want)
			if got := strings.Contains(words(shown), warned); got != c.warns {
				t.Errorf("it warns: %v", got)
			}
		})
	}
	// The same in English.
	wants(t, get(t, gehoor.English, carrying(breach("reporter", -10))), []string{"Who carries what", "The reporter: 1 burden, 11 days. 1 runs now. 1 of them should not have been."})
}

// TestBurdenPicture: a bar for each burden, hatched if it was a breach, and a table with as
// many rows in the same order.
func TestBurdenPicture(t *testing.T) {
	c := carrying(imposed("person-concerned", "low", -3, nil), breach("reporter", -10), imposed("reporter", "high", -20, record.Fields{"ends_on": dateOf(-12)}))
	shown := get(t, gehoor.Dutch, c)
	var numbers, rows []string
	for _, one := range shown.All("text") {
		if webtest.Attr(one, "class") == "burden-number" {
			numbers = append(numbers, webtest.Text(one))
		}
	}
	for _, one := range shown.All("th") {
		if webtest.Attr(one, "scope") == "row" {
			rows = append(rows, strings.TrimSpace(webtest.Text(one)))
		}
	}
	if want := []string{"3", "2", "1"}; !slices.Equal(numbers, want) {
		t.Errorf("the bars are %v, want %v", numbers, want)
	}
	if len(rows) != 3 || !strings.HasPrefix(rows[0], "3. De melder") || !strings.HasPrefix(rows[1], "2. De melder") || !strings.HasPrefix(rows[2], "1. Degene over wie het gaat") {
		t.Errorf("the rows are %q", rows)
	}
	hatched := 0
	for _, one := range shown.All("rect") {
		if webtest.Attr(one, "class") == "burden-breach" {
			hatched++
		}
	}
	if hatched != 1 {
		t.Errorf("%d bars are hatched", hatched)
	}
}

// TestBalanceLayout: whatever there is, every bar is inside the picture, from left to right,
// and no bar covers another.
func TestBalanceLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []record.Record
		whom := rapid.SampledFrom(measure.Bearers())
		for range rapid.IntRange(0, 8).Draw(t, "measures") {
			start := rapid.IntRange(-900, 400).Draw(t, "start")
			more := record.Fields{}
			if rapid.Bool().Draw(t, "ends") {
				more["ends_on"] = dateOf(start + rapid.IntRange(0, 900).Draw(t, "length"))
			}
			who := string(whom.Draw(t, "who"))
			list = append(list, imposed(who, string(rapid.SampledFrom(measure.Weights()).Draw(t, "weight")), start, more))
			if rapid.Bool().Draw(t, "breach") {
				list = append(list, breach("reporter", start))
			}
		}
		b := page.BalanceOf(carrying(list...))
		y, bars := 0.0, 0
		for _, l := range b.Lanes {
			for _, one := range l.Bars {
				bars++
				if one.X < 30 || one.X > one.End || one.End > max(one.Planned, one.X) || one.Planned > 306.01 || one.Y-one.Thick/2 <= y || one.Y+one.Thick/2 > b.Height {
					t.Errorf("%+v of %s does not fit in %v", one, l.Name, b.Height)
				}
				if one.Planned < one.X+0.0 || one.Over && one.Endless {
					t.Errorf("%+v", one)
				}
				y = one.Y + one.Thick/2
			}
		}
		if bars != len(list) || b.Today < 30 || b.Today > 306 {
			t.Errorf("%d bars of %d, today at %v", bars, len(list), b.Today)
		}
	})
}

// TestLiftBeforehand: a row that runs leads to where it is lifted, and there that measure is
// chosen, and who bears it.
func TestLiftBeforehand(t *testing.T) {
	c := carrying(breach("reporter", -10), breach("witness", -9), lifted("witness", -6))
	k, _ := record.Of(record.KindLifted)
	var led []string
	for _, a := range get(t, gehoor.Dutch, c).All("a") {
		if href := webtest.Attr(a, "href"); strings.Contains(href, page.NameMeasure+"=") {
			led = append(led, href)
		}
	}
	if want := []string{"/nl" + page.RecordPath(c.Dossier.ID, k) + "?maatregel=1"}; !slices.Equal(led, want) {
		t.Fatalf("it leads to %v", led)
	}
	chosen := func(number int) (all []string) {
		c.Measure = number
		shown := getRecord(t, gehoor.Dutch, c, k)
		for _, tag := range []string{"option", "input"} {
			for _, one := range shown.All(tag) {
				if webtest.Has(one, "selected") || webtest.Has(one, "checked") {
					all = append(all, webtest.Attr(one, "value"))
				}
			}
		}
		return all
	}
	for number, want := range map[int][]string{0: nil, 1: {"1", "reporter"}, 2: nil, 9: nil} {
		if got := chosen(number); !slices.Equal(got, want) {
			t.Errorf("with measure %d: %v, want %v", number, got, want)
		}
	}
	c = carrying(breach("witness", -9), lifted("witness", -6))
	if strings.Contains(words(getRecord(t, gehoor.Dutch, c, k)), "Om welke maatregel of last gaat het?") {
		t.Error("it asks which, and none is left")
	}
}

// TestBurdenOfDay: the days are those of the Netherlands, also just before midnight in UTC.
func TestBurdenOfDay(t *testing.T) {
	c := carrying(breach("reporter", 1))
	c.Now = time.Date(2026, 6, 5, 22, 30, 0, 0, time.UTC) // the sixth, half past twelve
	wants(t, get(t, gehoor.Dutch, c), []string{"De melder: 1 last, 1 dag."})
}

// TestInsteadOf: the form of a measure has a button for each that can be directed at the
// source, hidden until a refusal; no other form has any.
func TestInsteadOf(t *testing.T) {
	for _, k := range record.All() {
		if !k.HasForm() {
			continue
		}
		instead, is := k.Instead()
		shown := getRecord(t, gehoor.English, answered(), k)
		var buttons []string
		for _, b := range shown.All("button") {
			if v := webtest.Attr(b, "data-instead"); v != "" {
				buttons = append(buttons, v)
			}
		}
		if len(buttons) != len(instead.Options) {
			t.Errorf("%s has %v", k.Kind, buttons)
		}
		if place := shown.ByID("record-" + k.Number() + "-instead"); is && (place == nil || !webtest.Has(place, "hidden")) || !is && place != nil {
			t.Errorf("%s shows %v", k.Kind, place)
		}
	}
}
