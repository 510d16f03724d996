package dossier

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
)

// Who carries what: the measures and burdens of the dossier, in words, as a picture and
// as a table. What a burden is that was there already is sealed, and not said here.

// NameMeasure is which measure a record is about, in the address of its form.
const NameMeasure = "maatregel"

// today is the day on which the page is looked at.
func (c Case) today() time.Time { return protocol.Day(c.Now) }

// carried says of each bearer what they carry, in a sentence or two.
func (c Case) carried(w *text.Words) []string {
	var all []string
	for _, l := range c.Dossier.Measures.Loads(c.today()) {
		says := w.Say("burden.load", text.With("who", phrase.Upper(bearer(w, l.Bearer))), text.Count("n", l.Count), text.With("days", w.Say("span.days", text.Count("n", l.Days))))
		if l.Running > 0 {
			says += " " + w.Say("burden.running", text.Count("n", l.Running))
		} else {
			says += " " + w.Say("burden.none-running")
		}
		if l.Breaches > 0 {
			says += " " + w.Say("burden.breaches", text.Count("n", l.Breaches))
		}
		all = append(all, says)
	}
	return all
}

// bearer is what a bearer is called in the middle of a sentence.
func bearer(w *text.Words, b measure.Bearer) string {
	t, _ := record.Of(record.KindMeasure)
	return optionOf(w, t, "burden", string(b))
}

// optionOf is what an answer of a type is called; "" if it is none.
func optionOf(w *text.Words, t record.Type, field, value string) string {
	f, _ := t.Field(field)
	label, _ := f.OptionLabel(value)
	return label.In(w.Language())
}

// typeOf is the record with which a measure began.
func typeOf(m measure.Measure) record.Type {
	t, _ := record.Of(record.KindMeasure)
	if m.Breach {
		t, _ = record.Of(record.KindBreach)
	}
	return t
}

// borne is one burden in words: a row of the table.
type borne struct {
	number                        int
	who, what, basis, weight, by  string
	howLong, ends, review, signal string
	breach, runs                  bool
	// lift leads to where it is lifted, if it was not.
	lift string
}

// borne are all burdens, by bearer and then by when they began.
func (c Case) borne(w *text.Words) []borne {
	var all []borne
	c.eachBurden(func(m measure.Measure, b measure.Burden) { all = append(all, c.borneOf(w, m, b)) })
	return all
}

// eachBurden goes through the burdens, those of who speaks up first.
func (c Case) eachBurden(do func(measure.Measure, measure.Burden)) {
	list := slices.Clone(c.Dossier.Measures.All)
	slices.SortStableFunc(list, func(a, b measure.Measure) int { return a.Start.Compare(b.Start) })
	for _, who := range measure.Bearers() {
		for _, m := range list {
			if b, ok := m.Burden(who); ok {
				do(m, b)
			}
		}
	}
}

func (c Case) borneOf(w *text.Words, m measure.Measure, b measure.Burden) borne {
	t, today := typeOf(m), c.today()
	row := borne{
		number: m.Number, who: phrase.Upper(bearer(w, b.Bearer)), signal: c.about(w, m.Signal), breach: m.Breach, runs: m.Runs(b, today),
		howLong: c.howLong(w, m, b), ends: w.Say(endings[b.End]),
		by: phrase.Upper(optionOf(w, t, "decided_by", m.By)), what: phrase.Upper(optionOf(w, t, "what", m.What)),
		weight: optionOf(w, t, "weight", string(m.Weight)), basis: optionOf(w, t, "basis", m.Basis),
	}
	if m.Breach {
		row.what, row.weight = w.Say("burden.sealed"), w.Say("burden.no-weight")
		row.by = phrase.Upper(w.Say("burden.asked-by", text.With("who", optionOf(w, t, "by", m.By))))
	}
	if !m.Review.IsZero() && row.runs {
		key := text.Key("burden.review")
		if today.After(m.Review) {
			key = "burden.review-late"
		}
		row.review = w.Say(key, text.With("day", w.Day(m.Review)))
	}
	if b.Ended == 0 && (b.Until.IsZero() || b.Until.After(today)) {
		lifted, _ := record.Of(record.KindLifted)
		row.lift = c.formWith(lifted, NameMeasure, m.Number)
	}
	return row
}

// endings are how a burden ended, or will.
var endings = map[measure.Ending]text.Key{
	"": "burden.no-end", measure.Lifted: "burden.lifted", measure.Revoked: "burden.revoked", measure.Reviewed: "burden.reviewed", measure.Planned: "burden.planned",
}

// howLong is from which day until which, and how many days that is up to today.
func (c Case) howLong(w *text.Words, m measure.Measure, b measure.Burden) string {
	from := text.With("from", w.Day(m.Start))
	days := text.With("days", w.Say("span.days", text.Count("n", m.Days(b, c.today()))))
	switch {
	case !m.Begun(c.today()) && b.Until.IsZero():
		return w.Say("burden.from", from)
	case b.Until.Equal(m.Start):
		return w.Say("burden.never", from)
	case b.Until.IsZero():
		return w.Say("burden.since", from, days)
	}
	key := text.Key("burden.between")
	if b.Until.After(c.today()) {
		key = "burden.until"
	}
	return w.Say(key, from, text.With("last", w.Day(b.Until.AddDate(0, 0, -1))), days)
}

// loose says of the records of which nobody knows what they are about.
func (c Case) loose(w *text.Words) []string {
	var all []string
	for _, o := range c.Dossier.Measures.Loose {
		for _, r := range c.Dossier.Records {
			if r.Seq == o.Seq {
				all = append(all, w.Say("burden.loose-one", text.With("what", label(w, r.What)), text.With("name", c.author(w, r.By)), text.With("moment", w.Moment(r.At))))
			}
		}
	}
	return all
}

// measureName is a measure in few words, where one is chosen or named.
func (c Case) measureName(w *text.Words, number int) string {
	if number < 1 || number > len(c.Dossier.Measures.All) {
		return strconv.Itoa(number)
	}
	m := c.Dossier.Measures.All[number-1]
	var who []string
	for _, b := range m.Burdens {
		who = append(who, bearer(w, b.Bearer))
	}
	args := []text.Arg{text.With("number", strconv.Itoa(number)), text.With("who", strings.Join(who, ", ")), text.With("day", w.Day(m.Start))}
	if m.Breach {
		return w.Say("burden.short-breach", args...)
	}
	return w.Say("burden.short", append(args, text.With("what", optionOf(w, typeOf(m), "what", m.What)))...)
}

// choosable are the measures that a record of this type can be about: those of which
// somebody still bears something.
func (c Case) choosable(t record.Type) []measure.Measure {
	return slices.DeleteFunc(slices.Clone(c.Dossier.Measures.All), func(m measure.Measure) bool {
		if t.Kind == record.KindRevoked && !m.Own {
			return true
		}
		return !slices.ContainsFunc(m.Burdens, func(b measure.Burden) bool {
			return b.Ended == 0 && (b.Until.IsZero() || b.Until.After(c.today()))
		})
	})
}

// beforehandMeasure says whether an answer is chosen already: the measure that the address
// names, and who bears it.
func (c Case) beforehandMeasure(t record.Type, f record.Field, value string) bool {
	i := slices.IndexFunc(c.choosable(t), func(m measure.Measure) bool { return m.Number == c.Measure })
	_, asks := t.Field(record.FieldMeasure)
	switch {
	case i < 0 || !asks:
		return false
	case f.Type == record.Measure:
		return value == strconv.Itoa(c.Measure)
	}
	b, ok := c.Dossier.Measures.All[c.Measure-1].Burden(measure.Bearer(value))
	return f.Name == "burden" && ok && b.Ended == 0
}

// insteadAttrs describe to lib/instead.ts what a button answers.
func insteadAttrs(i record.Instead) templ.Attributes {
	answers, _ := json.Marshal(i.Answers)
	return templ.Attributes{"data-answers": string(answers), "data-field": i.Field, "data-bearers": i.Bearers, "data-speaks": strings.Join(i.Speaks, " ")}
}
