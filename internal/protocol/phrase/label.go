package phrase

import (
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/clause"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
)

// The fields that every fact has.
const (
	fieldBy     = "by"
	fieldDay    = "day"
	fieldAt     = "at"
	fieldSeq    = "seq"
	fieldSignal = "signal"
)

func (t *teller) quote(s string) string { return t.say("cond.quoted", text.With("what", s)) }

// asked are the questions of the records that a field can be of.
func asked(f clause.Field) []record.Field {
	var all []record.Field
	for _, k := range f.Of.Kinds {
		if r, ok := record.Of(k); ok {
			if one, ok := r.Field(f.Name); ok {
				all = append(all, one)
			}
		}
	}
	return all
}

// FieldKey is the key of the question that a field of a fact answers, if the fact is
// no record: a record has its own.
func FieldKey(k gehoor.Kind, field string) text.Key {
	return text.Key("field." + string(k) + "." + strings.ReplaceAll(field, "_", "-"))
}

// AnswerKey is the key of an answer to it.
func AnswerKey(k gehoor.Kind, field, answer string) text.Key {
	switch {
	case field == "office":
		return text.OfficeKey(gehoor.Office(answer))
	case field == protocol.FieldFunctions:
		return text.RoleKey(gehoor.Role(answer))
	case field == "exit":
		return text.Key("exit." + answer)
	}
	return text.Key("answer." + string(k) + "." + field + "." + answer)
}

// question is what a field answers, in quotation marks: the question that people see
// when they record it.
func (t *teller) question(f clause.Field) string {
	var all []string
	add := func(says string) {
		if says = t.quote(says); !slices.Contains(all, says) {
			all = append(all, says)
		}
	}
	for _, one := range asked(f) {
		add(one.Label.In(t.words.Language()))
	}
	for _, k := range f.Of.Kinds {
		key := FieldKey(k, f.Name)
		if says := t.say(key); says != string(key) {
			add(says)
		}
	}
	if len(all) > 0 {
		return Or(t.words, all)
	}
	return t.quote(f.Name)
}

// many says whether a field holds several answers.
func (t *teller) many(f clause.Field) bool {
	return f.Name == protocol.FieldFunctions || slices.ContainsFunc(asked(f), func(one record.Field) bool { return one.Type == record.Choices })
}

// dated says whether a field holds a day.
func (t *teller) dated(f clause.Field) bool {
	return slices.ContainsFunc(asked(f), func(one record.Field) bool { return one.Type == record.Date }) || strings.HasSuffix(f.Name, "_on")
}

// answer is one of the answers to a value, in quotation marks.
func (t *teller) answer(v clause.Value, code string) string {
	switch v := v.(type) {
	case clause.Offices:
		return t.quote(t.office(code))
	case clause.DecidedOn:
		return t.quote(t.option(v.Step, code))
	case clause.Field:
		return t.quote(t.answered(v, code))
	}
	return t.quote(code)
}

// answered is what an answer to a field is called; its code if nobody knows.
func (t *teller) answered(f clause.Field, code string) string {
	if f.Name == fieldBy {
		return t.say(text.Key("answer.by." + code))
	}
	for _, one := range asked(f) {
		switch one.Type {
		case record.Step, record.Question:
			return t.stepLabel(protocol.StepCode(code))
		case record.Answer:
			return t.option("", code)
		}
		if label, ok := one.OptionLabel(code); ok {
			return short(label.In(t.words.Language()))
		}
	}
	for _, k := range f.Of.Kinds {
		if _, byHand := record.Of(k); !byHand && f.Name == protocol.FieldStep {
			return t.stepLabel(protocol.StepCode(code))
		}
		key := AnswerKey(k, f.Name, code)
		if says := t.say(key); says != string(key) {
			return Lower(says)
		}
	}
	return code
}

// short is an answer without what explains it after a colon.
func short(label string) string {
	before, _, _ := strings.Cut(label, ": ")
	return before
}

// levels are the words for how serious something is, as they are asked.
var levels = func() record.Field {
	r, _ := record.Of("dossier.triaged")
	f, _ := r.Field("severity")
	return f
}()

func (t *teller) level(name string) string {
	if name == "" {
		return t.say("cond.value-severity")
	}
	label, _ := levels.OptionLabel(name)
	return t.quote(short(label.In(t.words.Language())))
}

// office is a position. The catalogue of records has more of them than an intake.
func (t *teller) office(code string) string {
	r, _ := record.Of("dossier.triaged")
	if f, ok := r.Field("office"); ok {
		if label, ok := f.OptionLabel(code); ok {
			return label.In(t.words.Language())
		}
	}
	return code
}

func (t *teller) param(name string) string {
	for _, p := range t.known[0].Parameters {
		if p.Name == name {
			return t.say("cond.value-param", text.With("label", p.Label.In(t.words.Language())))
		}
	}
	return t.quote(name)
}

// step is what a step is called, in quotation marks.
func (t *teller) step(code protocol.StepCode) string { return t.quote(t.stepLabel(code)) }

// stepLabel is what a step is called; one of a protocol that is not known is its code.
func (t *teller) stepLabel(code protocol.StepCode) string {
	for _, d := range t.known {
		if s, ok := d.Step(code); ok {
			return s.Label.In(t.words.Language())
		}
	}
	return string(code)
}

// option is what an option is called. Of "" it is that of the decision which the
// condition names, else of any that has it.
func (t *teller) option(step protocol.StepCode, code string) string {
	if step == "" {
		step = t.decision
	}
	for _, d := range t.known {
		for _, s := range d.Steps {
			if s.Decision == nil || step != "" && s.Code != step {
				continue
			}
			for _, o := range s.Decision.Options {
				if o.Code == code {
					return o.Label.In(t.words.Language())
				}
			}
		}
	}
	return t.followUp(code)
}

// followUp is an answer that the weighing has too, so that it is the same word where the
// protocol which asks it is not known; else the code.
func (t *teller) followUp(code string) string {
	r, _ := record.Of("dossier.weighed")
	if f, ok := r.Field("choice"); ok {
		if label, ok := f.OptionLabel(code); ok {
			return short(label.In(t.words.Language()))
		}
	}
	return code
}
