package measure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/record"
	"pgregory.net/rapid"
)

// on is a day of January 2026.
func on(d int) time.Time { return time.Date(2026, 1, d, 0, 0, 0, 0, time.UTC) }

func date(d int) string { return on(d).Format(time.DateOnly) }

// wrote is a record written down on a day.
func wrote(d int, kind gehoor.Kind, fields record.Fields) measure.Fact {
	return measure.Fact{Record: record.Record{What: kind, Fields: fields}, On: on(d)}
}

func imposed(start int, burden []string, more ...any) measure.Fact {
	f := record.Fields{"burden": burden, "what": "contact-rule", "weight": "low", "requested_by": "nobody", "with_source_measure": "no", "starts_on": date(start)}
	for i := 0; i < len(more); i += 2 {
		f[more[i].(string)] = more[i+1]
	}
	return wrote(start, record.KindMeasure, f)
}

func breach(since int, burden ...string) measure.Fact {
	return wrote(since+2, record.KindBreach, record.Fields{"burden": burden, "by": "manager", "since": date(since)})
}

func lifted(d int, burden ...string) measure.Fact {
	return wrote(d, record.KindLifted, record.Fields{"burden": burden, "told": true, "lifted_on": date(d)})
}

func reviewed(d int, result string, burden ...string) measure.Fact {
	return wrote(d, record.KindReviewed, record.Fields{"burden": burden, "result": result, "review_on": date(d + 7)})
}

func revoked(d int) measure.Fact {
	return wrote(d, record.KindRevoked, record.Fields{"lifted_on": date(d)})
}

// of names a measure; from makes a fact of a signal.
func of(n int, f measure.Fact) measure.Fact {
	f.Fields = f.Fields.Clone()
	f.Fields["measure"] = n
	return f
}

func from(s gehoor.SignalID, f measure.Fact) measure.Fact {
	f.Signal = s
	return f
}

var (
	reporter = []string{"reporter"}
	own      = []any{"requested_by", "reporter", "with_source_measure", "yes"}
)

// tell writes the measures of a list in one line.
func tell(l measure.List) string {
	var all []string
	for _, m := range l.All {
		for _, b := range m.Burdens {
			until := "…"
			if !b.Until.IsZero() {
				until = fmt.Sprint(int(b.Until.Sub(on(1)).Hours()/24) + 1)
			}
			all = append(all, strings.TrimSuffix(fmt.Sprintf("%d %s %d-%s %s", m.Number, b.Bearer, m.Start.Day(), until, b.End), " "))
		}
	}
	for _, o := range l.Loose {
		all = append(all, fmt.Sprintf("loose %s %v", o.Kind, o.Bearers))
	}
	return strings.Join(all, "; ")
}

func facts(list ...measure.Fact) []measure.Fact {
	for i := range list {
		list[i].Seq = gehoor.Seq(i + 1)
	}
	return list
}

func TestMeasuresEnd(t *testing.T) {
	for name, c := range map[string]struct {
		facts []measure.Fact
		want  string
	}{
		"it runs":                      {facts(imposed(5, reporter)), "1 reporter 5-…"},
		"a last day":                   {facts(imposed(5, reporter, "ends_on", date(9))), "1 reporter 5-10 planned"},
		"a last day before the first":  {facts(imposed(5, reporter, "ends_on", date(4))), "1 reporter 5-…"},
		"lifted":                       {facts(imposed(5, reporter), lifted(9, "reporter")), "1 reporter 5-9 lifted"},
		"lifted before its last day":   {facts(imposed(5, reporter, "ends_on", date(20)), lifted(9, "reporter")), "1 reporter 5-9 lifted"},
		"it went on past its last day": {facts(imposed(5, reporter, "ends_on", date(8)), of(1, lifted(12, "reporter"))), "1 reporter 5-12 lifted"},
		"lifted on its first day":      {facts(imposed(5, reporter), lifted(5, "reporter")), "1 reporter 5-6 lifted"},
		"lifted before it began":       {facts(imposed(5, reporter), lifted(3, "reporter")), "1 reporter 5-5 lifted"},
		"a burden told of later":       {facts(breach(5, "reporter", "witness"), lifted(9, "reporter")), "1 reporter 5-9 lifted; 1 witness 5-…"},
		"lifted for both":              {facts(breach(5, "reporter", "witness"), lifted(9, "witness", "reporter")), "1 reporter 5-9 lifted; 1 witness 5-9 lifted"},
		"it stops at the review":       {facts(imposed(5, reporter), reviewed(12, "ended", "reporter")), "1 reporter 5-12 reviewed"},
		"it stays at the review":       {facts(imposed(5, reporter), reviewed(12, "kept", "reporter")), "1 reporter 5-…"},
		"the own request taken back":   {facts(imposed(5, reporter, own...), breach(5, "reporter"), revoked(8)), "1 reporter 5-8 revoked; 2 reporter 5-…"},
		"no own request to take back":  {facts(breach(5, "reporter"), revoked(8)), "1 reporter 5-…; loose measure.revoked [reporter]"},

		// Which one, if there are several?
		"nobody knows which":             {facts(breach(5, "reporter"), imposed(6, reporter, own...), lifted(9, "reporter")), "1 reporter 5-…; 2 reporter 6-…; loose measure.lifted [reporter]"},
		"the number says":                {facts(breach(5, "reporter"), imposed(6, reporter, own...), of(1, lifted(9, "reporter"))), "1 reporter 5-9 lifted; 2 reporter 6-…"},
		"said again with a number":       {facts(breach(5, "reporter"), breach(6, "reporter"), lifted(9, "reporter"), of(2, lifted(9, "reporter"))), "1 reporter 5-…; 2 reporter 6-9 lifted; loose measure.lifted [reporter]"},
		"then the other is the only one": {facts(breach(5, "reporter"), breach(6, "reporter"), of(2, lifted(9, "reporter")), lifted(10, "reporter")), "1 reporter 5-10 lifted; 2 reporter 6-9 lifted"},
		"one is over":                    {facts(imposed(2, reporter, "ends_on", date(4)), breach(5, "reporter"), lifted(9, "reporter")), "1 reporter 2-5 planned; 2 reporter 5-9 lifted"},
		"of another bearer":              {facts(imposed(5, []string{"person-concerned"}), breach(5, "reporter"), lifted(9, "reporter")), "1 person-concerned 5-…; 2 reporter 5-9 lifted"},
		"of another reporter":            {facts(from("s1", breach(5, "reporter")), from("s2", breach(6, "reporter")), from("s2", lifted(9, "reporter"))), "1 reporter 5-…; 2 reporter 6-9 lifted"},
		"of which reporter":              {facts(from("s1", breach(5, "reporter")), from("s2", breach(6, "reporter")), lifted(9, "reporter")), "1 reporter 5-…; 2 reporter 6-…; loose measure.lifted [reporter]"},
		"nothing was there":              {facts(lifted(9, "reporter")), "loose measure.lifted [reporter]"},
		"twice":                          {facts(breach(5, "reporter"), lifted(9, "reporter"), of(1, lifted(12, "reporter"))), "1 reporter 5-9 lifted; loose measure.lifted [reporter]"},
		"half of it":                     {facts(breach(5, "reporter"), lifted(9, "reporter", "witness")), "1 reporter 5-9 lifted; loose measure.lifted [witness]"},
		"half of what is named":          {facts(breach(5, "reporter"), of(1, lifted(9, "reporter", "witness"))), "1 reporter 5-9 lifted"},
		"a number that there is not":     {facts(breach(5, "reporter"), of(2, lifted(9, "reporter"))), "1 reporter 5-…; loose measure.lifted [reporter]"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tell(measure.Of(c.facts)); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

// What it says of itself comes out of its record.
func TestMeasureSays(t *testing.T) {
	l := measure.Of(facts(imposed(5, []string{"person-concerned"}, "basis", "safety", "decided_by", "mayor", "with_source_measure", "itself", "review_on", date(12)),
		breach(3, "reporter"), reviewed(12, "kept", "person-concerned")))
	one, two := l.All[0], l.All[1]
	if one.What != "contact-rule" || one.Basis != "safety" || one.By != "mayor" || one.Weight != measure.Low || !one.AtSource || one.Own || one.Breach || !one.Review.Equal(on(19)) || !slices.Equal(one.About, []gehoor.Seq{3}) {
		t.Errorf("a measure: %+v", one)
	}
	if !two.Breach || two.By != "manager" || two.What != "" || two.Weight != "" || !two.Start.Equal(on(3)) || two.Number != 2 || two.Seq != 2 {
		t.Errorf("a breach: %+v", two)
	}
}

func TestLoads(t *testing.T) {
	l := measure.Of(facts(breach(1, "reporter"), lifted(4, "reporter"), imposed(5, reporter, "ends_on", date(9)), imposed(6, []string{"person-concerned"}), imposed(25, []string{"team"})))
	for day, want := range map[int]string{
		3:  "[{reporter 1 1 1 3}]",
		4:  "[{reporter 1 1 0 3}]",
		6:  "[{reporter 2 1 1 5} {person-concerned 1 0 1 1}]",
		20: "[{reporter 2 1 0 8} {person-concerned 1 0 1 15}]",
		25: "[{reporter 2 1 0 8} {person-concerned 1 0 1 20} {team 1 0 1 1}]",
	} {
		if got := fmt.Sprint(l.Loads(on(day))); got != want {
			t.Errorf("on day %d: %s, want %s", day, got, want)
		}
	}
}

func TestOneSided(t *testing.T) {
	at := func(who string, more ...any) measure.Fact { return imposed(6, []string{who}, more...) }
	for name, c := range map[string]struct {
		facts []measure.Fact
		want  bool
	}{
		"nothing":                       {nil, false},
		"the reporter alone":            {facts(breach(5, "reporter")), true},
		"a witness alone":               {facts(breach(5, "witness")), true},
		"it was lifted":                 {facts(breach(5, "reporter"), lifted(7, "reporter")), false},
		"the source too":                {facts(breach(5, "reporter"), at("person-concerned")), false},
		"the source no more":            {facts(breach(5, "reporter"), at("person-concerned", "ends_on", date(7))), true},
		"the organisation":              {facts(breach(5, "reporter"), at("organisation", "with_source_measure", "itself")), false},
		"the team alone":                {facts(breach(5, "reporter"), at("team")), true},
		"what the reporter bears is no": {facts(breach(5, "reporter"), at("reporter", "with_source_measure", "itself")), true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := measure.Of(c.facts).OneSided(on(8)); got != c.want {
				t.Errorf("it is %v", got)
			}
		})
	}
}

// A record can name what runs and is borne by whom it names.
func TestNames(t *testing.T) {
	l := measure.Of(facts(breach(5, "reporter"), imposed(6, []string{"person-concerned", "team"}), breach(7, "witness"), lifted(8, "witness"), imposed(8, reporter, own...)))
	for name, c := range map[string]struct {
		fact measure.Fact
		want bool
	}{
		"none":                   {lifted(9, "reporter"), true},
		"one":                    {of(1, lifted(9, "reporter")), true},
		"one of two bearers":     {of(2, lifted(9, "team", "reporter")), true},
		"of another bearer":      {of(1, lifted(9, "witness")), false},
		"that ended":             {of(3, lifted(9, "witness")), false},
		"that there is not":      {of(5, lifted(9, "reporter")), false},
		"nought":                 {of(0, lifted(9, "reporter")), false},
		"an own request":         {of(4, revoked(9)), true},
		"no own request":         {of(1, revoked(9)), false},
		"to look at once more":   {of(2, reviewed(9, "kept", "team")), true},
		"of nobody whom it says": {of(2, reviewed(9, "kept", "witness")), false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := l.Names(c.fact.Record); got != c.want {
				t.Errorf("it is %v", got)
			}
		})
	}
}

// drawn are any records about measures, in any order, with nonsense among them.
func drawn(t *rapid.T) []measure.Fact {
	day, who := rapid.IntRange(1, 28), rapid.SliceOfNDistinct(rapid.SampledFrom(measure.Bearers()), 1, 3, rapid.ID[measure.Bearer])
	one := rapid.Custom(func(t *rapid.T) measure.Fact {
		var names []string
		for _, b := range who.Draw(t, "burden") {
			names = append(names, string(b))
		}
		d := day.Draw(t, "day")
		kinds := []measure.Fact{imposed(d, names), imposed(d, names, "ends_on", date(day.Draw(t, "ends"))), imposed(d, reporter, own...), breach(d, names...),
			lifted(d, names...), reviewed(d, "kept", names...), reviewed(d, "ended", names...), revoked(d),
			wrote(d, "measure.none-needed", nil), wrote(d, record.KindLifted, record.Fields{"burden": "reporter", "lifted_on": true})}
		f := rapid.SampledFrom(kinds).Draw(t, "fact")
		f.Signal = rapid.SampledFrom([]gehoor.SignalID{"", "", "s1", "s2"}).Draw(t, "signal")
		if rapid.Bool().Draw(t, "named") && f.Fields != nil {
			f = of(rapid.IntRange(0, 6).Draw(t, "measure"), f)
		}
		return f
	})
	return facts(rapid.SliceOfN(one, 0, 12).Draw(t, "facts")...)
}

// Whatever is written down: no burden ends before it began, its days are those between,
// and every record about a measure is one, is about one, or is loose.
func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawn(t)
		l := measure.Of(all)
		day := on(rapid.IntRange(1, 60).Draw(t, "day"))
		accounted := map[gehoor.Seq]bool{}
		for i, m := range l.All {
			accounted[m.Seq] = true
			for _, seq := range m.About {
				accounted[seq] = true
			}
			if m.Number != i+1 {
				t.Errorf("measure %d has number %d", i+1, m.Number)
			}
			for _, b := range m.Burdens {
				if !b.Until.IsZero() && b.Until.Before(m.Start) {
					t.Errorf("%s ends before it began: %s", b.Bearer, tell(l))
				}
				if b.Until.IsZero() != (b.End == "") {
					t.Errorf("an end without how, or the other way round: %s", tell(l))
				}
				days := 0
				for d := m.Start; !d.After(day); d = d.AddDate(0, 0, 1) {
					if m.Runs(b, d) {
						days++
					}
				}
				if got := m.Days(b, day); got != days {
					t.Errorf("%d days, and it ran on %d: %s", got, days, tell(l))
				}
			}
		}
		for _, o := range l.Loose {
			accounted[o.Seq] = true
		}
		for _, f := range all {
			if f.What != "measure.none-needed" && !accounted[f.Seq] {
				t.Errorf("record %d (%s) is not accounted for: %s", f.Seq, f.What, tell(l))
			}
		}
	})
}

// What is written down later never moves a number, nor begins an older measure anew.
func TestLaterChangesNoNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawn(t)
		n := rapid.IntRange(0, len(all)).Draw(t, "until")
		before, after := measure.Of(all[:n]), measure.Of(all)
		for i, m := range before.All {
			if o := after.All[i]; o.Seq != m.Seq || !o.Start.Equal(m.Start) || len(o.Burdens) != len(m.Burdens) {
				t.Errorf("measure %d was another: %+v, %+v", m.Number, m, o)
			}
		}
	})
}
