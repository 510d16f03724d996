package protocol

import (
	"slices"

	"github.com/expr-lang/expr/vm"

	"github.com/gehoor/gehoor"
)

// reader asks the conditions of one definition. It has one table of each sort for all
// strands, and lays in them what a condition reads just before it is asked: most facts
// of a long dossier are read by no condition that is asked. It is nil if the definition
// has no condition, so that one without pays nothing.
type reader struct {
	vm      vm.VM
	history *history
	kinds   []askedKind
	numbers map[gehoor.Kind]int // their places in kinds
	steps   []Step
	asked   map[*vm.Program]asked
	// values is what a condition names; the others are the tables in it.
	values, facts, first, last, has, done, open, decided map[string]any
	// lies are whose facts lie in the tables of each kind; told whose severity and such.
	lies []laid
	told laid
}

// askedKind is a kind of fact that conditions ask about.
type askedKind struct {
	FactType
	number int
	// listed: one looks at every fact of it, not only at the first or last.
	listed bool
	// plain: nothing but that it is there, or what is in it, matters.
	plain, severity, office bool
}

// asked is what one condition reads.
type asked struct {
	has, ones, lists []int // numbers of kinds
	steps            []int // places
}

// laid is what lies in a table: of whom, and how much he knew.
type laid struct {
	of    *environment
	count int
}

// newReader returns nil if no condition is asked.
func newReader(d Definition, s Setting, h *history) *reader {
	r := &reader{history: h, numbers: map[gehoor.Kind]int{}, steps: d.Steps, asked: map[*vm.Program]asked{}}
	for c := range d.Conditions {
		if c.program != nil {
			r.add(c)
		}
	}
	if len(r.asked) == 0 {
		return nil
	}
	r.lies = make([]laid, len(r.kinds))
	r.facts, r.first, r.last, r.has = map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	r.done, r.open, r.decided = map[string]any{}, map[string]any{}, map[string]any{}
	param := map[string]any{}
	for _, p := range d.Parameters {
		param[p.Name] = s.Number(d.Code, p)
	}
	r.values = map[string]any{
		"facts": r.facts, "first": r.first, "last": r.last, "has": r.has,
		"done": r.done, "open": r.open, "decided": r.decided, "param": param,
		fieldSeverity: 0, "formal": false, "fact": map[string]any(nil), "offices": []string(nil),
		"before": before, "after": after, "days": days, "hours": hours,
		"working_days": s.Calendar.workingDaysBetween, "people": people,
	}
	for name, s := range severities {
		r.values[name] = int(s)
	}
	return r
}

// add has the reader know what a condition reads.
func (r *reader) add(c Condition) {
	if _, twice := r.asked[c.program]; twice {
		return
	}
	var a asked
	for _, t := range c.types {
		r.kind(t)
	}
	for _, k := range c.has {
		a.has = append(a.has, r.numbers[k])
	}
	for _, k := range c.ones {
		a.ones = append(a.ones, r.numbers[k])
	}
	for _, k := range c.listed {
		a.lists = append(a.lists, r.numbers[k])
		r.kinds[r.numbers[k]].listed = true
	}
	for i := range r.steps {
		if slices.Contains(c.steps, r.steps[i].Code) {
			a.steps = append(a.steps, i)
		}
	}
	r.asked[c.program] = a
}

func (r *reader) kind(t FactType) {
	if _, known := r.numbers[t.Kind]; known {
		return
	}
	k := askedKind{FactType: t, number: len(r.kinds)}
	_, k.severity = t.Field(fieldSeverity)
	_, k.office = t.Field(fieldOffice)
	k.plain = !k.severity && !k.office && t.Kind != kindMadeFormal
	r.numbers[t.Kind] = k.number
	r.kinds = append(r.kinds, k)
}

// number is that of a kind of fact, -1 if no condition asks about it.
func (r *reader) number(k gehoor.Kind) int {
	if r == nil {
		return -1
	}
	if n, ok := r.numbers[k]; ok {
		return n
	}
	return -1
}

// read is a fact as conditions read it that is not in the history; nil if none reads
// facts of its kind.
func (r *reader) read(f *Fact) map[string]any {
	n := r.number(f.Kind)
	if n < 0 {
		return nil
	}
	return r.history.of(r.kinds[n].FactType, f)
}

// at is the fact at a place as conditions read it; nil if none reads facts of its kind.
func (r *reader) at(place int) map[string]any {
	n := r.number(r.history.facts[place].Kind)
	if n < 0 {
		return nil
	}
	return r.history.value(place, r.kinds[n].FactType)
}

// asks says whether a condition is so for a strand, of the fact at a place (from 1; 0 if
// it is about none).
func (r *reading) asks(c Condition, s *strand, hand int) bool {
	if c.IsZero() {
		return true
	}
	if hand > 0 && c.ofFact {
		return r.asksOf(c, s, r.reader.at(hand-1))
	}
	return r.asksOf(c, s, nil)
}

// asksOf is asks about a fact as conditions read it.
func (r *reading) asksOf(c Condition, s *strand, hand map[string]any) bool {
	if c.program == nil {
		return c.IsZero()
	}
	d, a := r.reader, r.reader.asked[c.program]
	for _, k := range a.has {
		d.has[string(d.kinds[k].Kind)] = s.env.kinds[k].count > 0
	}
	for _, k := range a.ones {
		d.layOnes(k, s.env)
	}
	for _, k := range a.lists {
		d.layList(k, s.env)
	}
	for _, i := range a.steps {
		code := string(d.steps[i].Code)
		done, open := r.progress(i, s)
		d.done[code], d.open[code] = done, open
		d.decided[code] = s.env.decided[i]
	}
	d.layTold(s.env)
	if c.ofFact {
		d.values["fact"] = c.whole(hand)
	}
	return c.holds(&d.vm, d.values)
}

// layOnes lays the first and the last fact of a kind.
func (r *reader) layOnes(kind int, e *environment) {
	k, t := &e.kinds[kind], &r.kinds[kind]
	now := laid{e, k.count}
	if r.lies[kind] == now {
		return
	}
	r.lies[kind] = now
	if k.count == 0 {
		none := r.history.lacking(t.FactType)
		r.first[string(t.Kind)], r.last[string(t.Kind)] = none, none
		return
	}
	r.first[string(t.Kind)] = r.history.value(k.first, t.FactType)
	r.last[string(t.Kind)] = r.history.value(k.last, t.FactType)
}

// layList lays all facts of a kind.
func (r *reader) layList(kind int, e *environment) {
	k, t := &e.kinds[kind], &r.kinds[kind]
	for _, place := range k.list[len(k.read):] {
		k.read = append(k.read, r.history.value(place, t.FactType))
	}
	r.facts[string(t.Kind)] = k.read
}

// layTold lays what all facts tell together.
func (r *reader) layTold(e *environment) {
	now := laid{e, e.changes}
	if r.told == now {
		return
	}
	r.told = now
	r.values[fieldSeverity], r.values["formal"], r.values["offices"] = int(e.severity), e.formal, e.names
}
