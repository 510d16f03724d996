package phrase

import (
	"strconv"

	"github.com/gehoor/gehoor/internal/protocol/clause"
	"github.com/gehoor/gehoor/internal/text"
)

// denied is the comparison that is so exactly if the other is not.
var denied = map[string]string{"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

// The sentences for comparisons of each sort.
var (
	amounts = map[string]text.Key{
		"==": "cond.equal", "!=": "cond.not-equal", ">=": "cond.at-least", ">": "cond.more", "<=": "cond.at-most", "<": "cond.less",
	}
	orders = map[string]text.Key{
		"==": "cond.equal", "!=": "cond.not-equal", ">=": "cond.not-earlier", ">": "cond.later", "<=": "cond.not-later", "<": "cond.earlier",
	}
	dates = map[string]text.Key{
		"==": "cond.same-day", "!=": "cond.not-same-day", ">=": "cond.on-or-after", ">": "cond.after", "<=": "cond.on-or-before", "<": "cond.before",
	}
	// laters compare a day with one that is so much later: by how much the one comes
	// after the other. soons with one that is so much earlier.
	laters = map[string]text.Key{
		"==": "cond.span-after", "!=": "cond.not-span-after", ">=": "cond.span-or-more-after", ">": "cond.more-than-span-after",
		"<=": "cond.at-most-span-after", "<": "cond.less-than-span-after",
	}
)

// compared says how two values stand to each other.
func (t *teller) compared(c clause.Compared, not bool) Said {
	op := c.Operator
	if not {
		op = denied[op]
	}
	left, field := c.Left.(clause.Field)
	if x, ok := c.Right.(clause.Text); ok && x.Is == "" && field {
		return t.about(left, t.either(op == "!=", "cond.empty", "cond.filled", text.With("question", t.question(left))))
	}
	if field && left.Name == fieldSignal {
		return t.either(op == "!=", "cond.same-signal", "cond.not-same-signal")
	}
	keys := amounts
	switch {
	case field && left.Name == fieldSeq:
		keys = orders
	case t.isDay(c.Left):
		if m, ok := c.Right.(clause.Moved); ok && m.Later {
			return Said{Text: t.say(laters[op], text.With("left", t.value(c.Left)), text.With("right", t.value(m.Day)), text.With("span", Span(t.words, m.By)))}
		}
		keys = dates
	case field && left.Name == fieldAt:
		keys = orders
	}
	said := Said{Text: t.say(keys[op], text.With("left", t.value(c.Left)), text.With("right", t.value(c.Right)))}
	if _, fields := c.Right.(clause.Field); field && !fields && keys["=="] == amounts["=="] {
		return t.about(left, Said{Text: t.say(keys[op], text.With("left", t.noun(left)), text.With("right", t.value(c.Right)))})
	}
	return said
}

func (t *teller) isDay(v clause.Value) bool {
	switch v := v.(type) {
	case clause.Moved:
		return true
	case clause.Field:
		return v.Name == fieldDay || t.dated(v)
	}
	return false
}

// value is a value as a noun.
func (t *teller) value(v clause.Value) string {
	switch v := v.(type) {
	case clause.Field:
		return t.field(v)
	case clause.Text:
		return t.quote(v.Is)
	case clause.Amount:
		return strconv.Itoa(v.Is)
	case clause.Truth:
		return t.truth(v.Is)
	case clause.Param:
		return t.param(v.Name)
	case clause.Level:
		return t.level(v.Name)
	case clause.DecidedOn:
		return t.say("cond.value-decided", text.With("step", t.step(v.Step)))
	case clause.Offices:
		return t.say("cond.value-offices")
	case clause.Count:
		return t.say("cond.value-count", text.With("fact", t.facts(v.Of)))
	case clause.People:
		return t.say("cond.value-people", text.With("fact", t.facts(v.Of)))
	case clause.Moved:
		return t.moved(v)
	case clause.Between:
		return t.between(v)
	case clause.Sum:
		return t.sum(v)
	}
	return ""
}

func (t *teller) truth(yes bool) string {
	if yes {
		return t.say("cond.value-yes")
	}
	return t.say("cond.value-no")
}

func (t *teller) moved(v clause.Moved) string {
	args := []text.Arg{text.With("span", Span(t.words, v.By)), text.With("day", t.value(v.Day))}
	if v.Later {
		return t.say("cond.value-after", args...)
	}
	return t.say("cond.value-before", args...)
}

func (t *teller) between(v clause.Between) string {
	args := []text.Arg{text.With("from", t.value(v.From)), text.With("to", t.value(v.To))}
	switch v.Unit {
	case clause.UnitWorkingDays:
		return t.say("cond.value-working-days", args...)
	case clause.UnitHours:
		return t.say("cond.value-hours", args...)
	}
	return t.say("cond.value-days", args...)
}

func (t *teller) sum(v clause.Sum) string {
	args := []text.Arg{text.With("left", t.value(v.Left)), text.With("right", t.value(v.Right))}
	if v.Minus {
		return t.say("cond.value-minus", args...)
	}
	return t.say("cond.value-plus", args...)
}

// field is what a fact tells, as a noun. Within a list of facts "then" is of a fact of
// the list, and "now" of the one at hand.
func (t *teller) field(f clause.Field) string {
	switch f.Name {
	case fieldSeq:
		return t.placed(f, "cond.this", "cond.that", "cond.last-time", "cond.first-time")
	case fieldDay:
		return t.placed(f, "cond.day-now", "cond.day-then", "cond.day-last", "cond.day-first")
	case fieldAt:
		return t.placed(f, "cond.at-now", "cond.at-then", "cond.at-last", "cond.at-first")
	}
	what := t.noun(f)
	if f.Of.Place == clause.AtHand && t.within {
		return t.say("cond.value-now", text.With("what", what))
	}
	if s := t.about(f, Said{}); s.when != "" {
		return t.say("cond.value-when", text.With("what", what), text.With("when", s.when))
	}
	return what
}

// noun is what a field answers, of whichever fact it is.
func (t *teller) noun(f clause.Field) string {
	question := text.With("question", t.question(f))
	if t.dated(f) {
		return t.say("cond.value-day", question)
	}
	return t.say("cond.value-answer", question)
}

// placed says it for the fact at hand, one of a list, the last and the first of a kind.
func (t *teller) placed(f clause.Field, hand, item, last, first text.Key) string {
	key := hand
	switch f.Of.Place {
	case clause.ItemOf:
		key = item
	case clause.LastOf:
		key = last
	case clause.FirstOf:
		key = first
	}
	if key == hand || key == item {
		return t.say(key)
	}
	return t.say(key, text.With("fact", t.fact(f)))
}
