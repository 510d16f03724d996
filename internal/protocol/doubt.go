package protocol

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
)

// Doubts says what of a definition that [Check] passes will hardly do what its writer
// meant: a guard that can never act, that never acts first, or that forces a step of
// which the own record forces it again, so that it is never done. Beside are the
// protocols that would be followed with it.
//
// Whether a condition can be so is not decidable in general. What is said about guards
// that never act is certain, but not all such guards are found: see [guess]. A loop is
// found by playing it, so that it can come about; whether people would record that, or
// another guard would refuse it, is not known here.
func Doubts(d Definition, v Vocabulary, beside ...Definition) Problems {
	c := &checker{def: d, kinds: v}
	for i, g := range d.Guards {
		c.path = fmt.Sprintf("guards[%d]", i)
		c.idle(g)
		c.late(i, beside)
		c.loop(g)
	}
	return c.problems
}

// at is the key of a guard's condition, or of the kinds where it has none.
func (g Guard) at() string {
	if g.If.IsZero() {
		return "on"
	}
	return "if"
}

// loop finds a fact that does a step, and with which a guard forces it again at once.
func (c *checker) loop(g Guard) {
	place := slices.IndexFunc(c.def.Steps, func(s Step) bool { return s.Code == g.Step })
	if g.Effect != Forces || place < 0 || !c.def.Steps[place].Repeat {
		return
	}
	step := c.def.Steps[place]
	for _, k := range g.On {
		t, known := c.kinds.Kind(k)
		if !known || !slices.Contains(step.Stop, k) {
			continue
		}
		again := func(fields map[string]any) bool { return c.def.forcedAgain(g, place, t, fields) }
		if fields, ok := findFields(t, slices.Concat(step.StopIf.fields, g.If.fields), again); ok {
			c.fail(g.at(), fmt.Sprintf("the step %q is done with %s, and with that %s forces it again: it is never done", step.Code, sayFact(t, fields), g.Code),
				"leave out of its condition what does the step: "+leaveOut(step))
			return
		}
	}
}

func leaveOut(s Step) string {
	if s.StopIf.IsZero() {
		return "let it look at another kind of fact"
	}
	return fmt.Sprintf("and not (%s)", s.StopIf)
}

// forcedAgain plays a fact twice, alone and in a dossier where something was recorded
// of all that the guard asks about: with the first the guard forces the step, the
// second does it.
func (d Definition) forcedAgain(g Guard, place int, t FactType, fields map[string]any) bool {
	d.Trigger, d.Until, d.Guards = nil, nil, []Guard{g}
	f := Fact{Kind: t.Kind, By: d.Steps[place].StopBy, Fields: fields}
	if f.By == "" {
		f.By = ByStaff
	}
	if d.Steps[place].PerSignal {
		f.Signal = gehoor.SignalID(strings.Repeat("0", 32))
	}
	var before []Fact
	for _, asked := range g.If.types {
		if asked.Kind != t.Kind {
			before = append(before, Fact{Kind: asked.Kind, By: f.By, Signal: f.Signal})
		}
	}
	return d.again(place, f, f) || d.again(place, append(before, f, f)...)
}

// again says whether the last of some facts, an hour apart, did a step and forced it.
func (d Definition) again(place int, facts ...Fact) bool {
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	for i := range facts {
		facts[i].At, facts[i].Seq = at.Add(time.Duration(i)*time.Hour), gehoor.Seq(i+1)
	}
	r := read(d, Setting{}, newHistory(facts))
	for _, s := range r.strands {
		t := s.tracks[place]
		if len(t.before) > 0 && t.began == gehoor.Seq(len(facts)) {
			return true
		}
	}
	return false
}

// maxTried bounds how many facts of a kind are played to find a loop.
const maxTried = 3000

// findFields tries the values of some fields of a kind until some are as wanted.
func findFields(t FactType, names []string, wanted func(map[string]any) bool) (map[string]any, bool) {
	var fields []FieldType
	for _, f := range t.Fields {
		if slices.Contains(names, f.Name) {
			fields = append(fields, f)
		}
	}
	var found map[string]any
	tried := 0
	var try func(rest []FieldType, so map[string]any) bool
	try = func(rest []FieldType, so map[string]any) bool {
		if len(rest) == 0 {
			if tried++; wanted(so) {
				found = so
			}
			return found != nil || tried >= maxTried
		}
		for _, value := range rest[0].samples() {
			more := make(map[string]any, len(so)+1)
			for name, x := range so {
				more[name] = x
			}
			if value != nil {
				more[rest[0].Name] = value
			}
			if try(rest[1:], more) {
				return true
			}
		}
		return false
	}
	try(fields, nil)
	return found, found != nil
}

// samples are values that a field can have, nil for one that is not known: all of what
// can be counted, and some of what cannot.
func (f FieldType) samples() []any {
	all := []any{nil}
	switch f.Type {
	case ValueYesNo:
		all = append(all, true)
	case ValueNumber:
		all = append(all, 1, 1000)
	case ValueDate:
		all = append(all, "2026-01-05", "2027-01-05")
	case ValuePerson, ValueCode:
		all = append(all, "x")
	case ValueChoice:
		for _, o := range f.Options {
			all = append(all, o)
		}
	case ValueChoices:
		for _, o := range f.Options {
			all = append(all, []string{o})
		}
		all = append(all, f.Options)
	}
	return all
}

// sayFact names a fact by what is in it, in the order of its kind.
func sayFact(t FactType, fields map[string]any) string {
	var said []string
	for _, f := range t.Fields {
		if x, there := fields[f.Name]; there {
			said = append(said, fmt.Sprintf("%s = %v", f.Name, x))
		}
	}
	if len(said) == 0 {
		return string(t.Kind)
	}
	return fmt.Sprintf("%s (%s)", t.Kind, strings.Join(said, ", "))
}
