package protocol

import (
	"maps"

	"github.com/expr-lang/expr/vm"

	"github.com/gehoor/gehoor"
)

// environment is what the conditions of a definition read, as the facts have it so
// far: of one signal with what concerns the whole dossier, or of the dossier with
// all its signals. It only ever grows.
type environment struct {
	values   map[string]any // what a condition names
	facts    map[string]any // by kind, a []any of facts; of those that are listed
	first    map[string]any
	last     map[string]any
	has      map[string]any
	done     map[string]any
	open     map[string]any
	decided  map[string]any
	severity Severity
	offices  offices
}

// reader makes environments for the conditions of one definition. It is nil if the
// definition has none, so that a definition without conditions pays nothing.
type reader struct {
	vm       vm.VM
	calendar Calendar
	kinds    map[gehoor.Kind]FactType
	listed   map[gehoor.Kind]bool
	progress bool
	steps    []Step
	param    map[string]any
}

// newReader returns nil if no condition is asked.
func newReader(d Definition, s Setting) *reader {
	r := &reader{calendar: s.Calendar, kinds: map[gehoor.Kind]FactType{}, listed: map[gehoor.Kind]bool{}, steps: d.Steps}
	asked := false
	for c := range d.Conditions {
		asked = asked || !c.IsZero()
		r.progress = r.progress || c.progress
		for _, t := range c.types {
			r.kinds[t.Kind] = t
		}
		for _, k := range c.listed {
			r.listed[k] = true
		}
	}
	if !asked {
		return nil
	}
	r.param = map[string]any{}
	for _, p := range d.Parameters {
		r.param[p.Name] = s.Number(d.Code, p)
	}
	return r
}

// environment makes one that knows nothing yet.
func (r *reader) environment(h *history) *environment {
	if r == nil {
		return nil
	}
	e := &environment{
		facts: table(len(r.listed)), first: table(len(r.kinds)), last: table(len(r.kinds)), has: table(len(r.kinds)),
		done: table(len(r.steps)), open: table(len(r.steps)), decided: map[string]any{},
	}
	for k, t := range r.kinds {
		if r.listed[k] {
			e.facts[string(k)] = []any(nil)
		}
		e.has[string(k)] = false
		e.first[string(k)], e.last[string(k)] = h.lacking(t), h.lacking(t)
	}
	for i := range r.steps {
		code := string(r.steps[i].Code)
		e.done[code], e.open[code] = false, false
		if r.steps[i].Decision != nil {
			e.decided[code] = ""
		}
	}
	e.values = map[string]any{
		"facts": e.facts, "first": e.first, "last": e.last, "has": e.has,
		"done": e.done, "open": e.open, "decided": e.decided, "param": r.param,
		fieldSeverity: 0, "formal": false, "fact": map[string]any(nil), "offices": []string(nil),
		"before": before, "after": after, "days": days, "hours": hours,
		"working_days": r.calendar.workingDaysBetween,
	}
	for name, s := range severities {
		e.values[name] = int(s)
	}
	return e
}

// table has room for so many values: growing by steps would cost more than filling.
func table(values int) map[string]any { return make(map[string]any, values) }

// branch is an independent copy, for a signal that comes later than facts about the
// dossier.
func (e *environment) branch() *environment {
	if e == nil {
		return nil
	}
	c := &environment{
		facts: maps.Clone(e.facts), first: maps.Clone(e.first), last: maps.Clone(e.last), has: maps.Clone(e.has),
		done: maps.Clone(e.done), open: maps.Clone(e.open), decided: maps.Clone(e.decided),
		severity: e.severity, offices: maps.Clone(e.offices), values: maps.Clone(e.values),
	}
	for k, list := range c.facts {
		facts := list.([]any)
		c.facts[k] = facts[:len(facts):len(facts)]
	}
	c.values["facts"], c.values["first"], c.values["last"], c.values["has"] = c.facts, c.first, c.last, c.has
	c.values["done"], c.values["open"], c.values["decided"] = c.done, c.open, c.decided
	return c
}

// fits says whether a value is of the Go type that conditions expect: what is not is
// as if it were not known.
func (t ValueType) fits(x any) bool {
	switch x.(type) {
	case bool:
		return t == ValueYesNo
	case int:
		return t == ValueNumber
	case []string:
		return t == ValueChoices
	case string:
		return t == ValueChoice || t == ValueDate || t == ValuePerson || t == ValueCode
	}
	return false
}

// asks says whether a condition is so of a fact at hand, which may be nil.
func (r *reader) asks(c Condition, e *environment, hand map[string]any) bool {
	if c.IsZero() {
		return true
	}
	if c.ofFact {
		e.values["fact"] = c.whole(hand)
	}
	return c.holds(&r.vm, e.values)
}

// note remembers a fact.
func (e *environment) note(t FactType, v map[string]any) {
	k := string(t.Kind)
	if list, listed := e.facts[k]; listed {
		e.facts[k] = append(list.([]any), v)
	}
	if e.has[k] == false {
		e.first[k] = v
	}
	e.last[k], e.has[k] = v, true
	if name, ok := v[fieldSeverity].(string); ok {
		e.severity = max(e.severity, severities[name])
		e.values[fieldSeverity] = int(e.severity)
	}
	if name, ok := v[fieldOffice].(string); ok && name != "" {
		e.offices = e.offices.with(t.Kind, v["signal"].(string), name)
		e.values["offices"] = e.offices.names()
	}
	if t.Kind == kindMadeFormal {
		e.values["formal"] = true
	}
}

// before is the day a length before a day, "" if one of them is none.
func before(day, length string) string { return moved(day, length, -1) }

// after is the day a length after a day, "" if one of them is none.
func after(day, length string) string { return moved(day, length, 1) }

func moved(day, length string, sign int) string {
	d, err := ParseDate(day)
	s, err2 := ParseSpan(length)
	if err != nil || err2 != nil {
		return ""
	}
	return d.AddMonths(sign * s.Months).AddDays(sign * (7*s.Weeks + s.Days)).String()
}

// days counts from one day to another, 0 if one of them is none.
func days(from, to string) int {
	a, err := ParseDate(from)
	b, err2 := ParseDate(to)
	if err != nil || err2 != nil {
		return 0
	}
	return b.DaysAfter(a)
}

// hours are those that have wholly passed between two moments.
func hours(from, to int) int { return (to - from) / 3600 }

// workingDaysBetween counts the working days after a day, up to and including
// another; 0 if one of them is none.
func (c Calendar) workingDaysBetween(from, to string) int {
	a, err := ParseDate(from)
	b, err2 := ParseDate(to)
	if err != nil || err2 != nil || b.DaysAfter(a) > maxCounted {
		return 0
	}
	n := 0
	for d := a.AddDays(1); !b.Before(d); d = d.AddDays(1) {
		if c.works(d, CountLocal) {
			n++
		}
	}
	return n
}

// maxCounted bounds the counting of working days, in days.
const maxCounted = 20 * 366
