package protocol

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Set is the protocols that a dossier follows at the same time, by their codes. A
// dossier keeps the set that was in force when it was opened. [NewSet] makes one;
// the zero Set asks nothing of anybody.
type Set []Definition

// maxSet bounds a set. Five protocols are planned, with an inquiry beside them.
const maxSet = 20

// NewSet puts definitions in the order of their codes.
func NewSet(all ...Definition) Set {
	s := slices.Clone(all)
	slices.SortStableFunc(s, func(a, b Definition) int { return cmp.Compare(a.Code, b.Code) })
	return s
}

// Digest pins the set. That of one definition is the definition's own, and so are
// the pins of dossiers that were opened when there was but one.
func (s Set) Digest() gehoor.Digest {
	if len(s) == 1 {
		return s[0].Digest()
	}
	return digest("gehoor protocols v1\n", s.Digests())
}

// Digests pins each definition, in the order of the set.
func (s Set) Digests() []gehoor.Digest {
	all := make([]gehoor.Digest, len(s))
	for i, d := range s {
		all[i] = d.Digest()
	}
	return all
}

// Protocol finds a definition by its code, and says whether the set has it.
func (s Set) Protocol(code string) (Definition, bool) {
	for _, d := range s {
		if d.Code == code {
			return d, true
		}
	}
	return Definition{}, false
}

// Step finds a step by its code, and says whether the set has it.
func (s Set) Step(code StepCode) (Step, bool) {
	for _, d := range s {
		if step, ok := d.Step(code); ok {
			return step, true
		}
	}
	return Step{}, false
}

// With is the set with a definition instead of that of its code, or beside all.
func (s Set) With(d Definition) Set {
	others := slices.DeleteFunc(slices.Clone(s), func(o Definition) bool { return o.Code == d.Code })
	return NewSet(append(others, d)...)
}

// Check says what is wrong with the set as a whole; [Check] says what is wrong with
// one definition. A step is named once over the set: what records it, who was told
// and what pages show go by its name.
func (s Set) Check() Problems {
	var all Problems
	if len(s) > maxSet {
		all = append(all, Problem{Path: "protocol", What: fmt.Sprintf("there are %d protocols", len(s)), Mend: fmt.Sprintf("have at most %d at the same time", maxSet)})
	}
	in := map[StepCode]string{}
	for i, d := range s {
		if slices.ContainsFunc(s[:i], func(o Definition) bool { return o.Code == d.Code }) {
			all = append(all, Problem{Path: "protocol", What: fmt.Sprintf("there are two protocols %q", d.Code), Mend: "rename one"})
		}
		for j, step := range d.Steps {
			if other, twice := in[step.Code]; twice && other != d.Code {
				all = append(all, Problem{
					Path: fmt.Sprintf("steps[%d].id", j), Step: step.Code,
					What: fmt.Sprintf("the protocol %q has a step of this name too", other), Mend: "rename this one",
				})
			}
			in[step.Code] = d.Code
		}
	}
	return all
}

// Evaluate says what all definitions of the set make of the facts at now, as
// [Evaluate] does for one.
func (s Set) Evaluate(setting Setting, facts []Fact, now time.Time) Result {
	h := newHistory(facts)
	if len(s) == 1 {
		return result(s[0], setting, h, now)
	}
	var whole Result
	for _, d := range s {
		whole.add(result(d, setting, h, now))
	}
	whole.sort()
	return whole
}

// Propose says why facts that are added together may not be at now, as [Propose] does
// for one definition: every protocol that the dossier follows must allow them. In which
// ways a dossier can end is what they say together.
func (s Set) Propose(setting Setting, facts []Fact, now time.Time, proposed ...Fact) *gehoor.Refusal {
	var unknown *gehoor.Refusal
	h, known := newHistory(facts), false
	for _, d := range s {
		r := propose(d, setting, h, now, proposed)
		switch {
		case r != nil && r.Code == CodeNoExit:
			unknown = r
		case r != nil:
			return r
		case len(s) > 1 && d.hasExit(proposed):
			known = known || result(d, setting, h, now).Active
		}
	}
	if known {
		return nil
	}
	return unknown
}

// hasExit says whether the definition has the way in which the facts end a dossier.
func (d Definition) hasExit(proposed []Fact) bool {
	return slices.ContainsFunc(proposed, func(f Fact) bool {
		return f.Kind == Closed && slices.ContainsFunc(d.Exits, func(x Exit) bool { return x.Code == f.Fields[FieldExit] })
	})
}

// Steps are those of all its definitions.
func (s Set) Steps() []Step {
	var all []Step
	for _, d := range s {
		all = append(all, d.Steps...)
	}
	return all
}

// Labels are what the steps are called.
func (s Set) Labels() map[StepCode]gehoor.Text {
	all := map[StepCode]gehoor.Text{}
	for _, d := range s {
		maps.Copy(all, d.Labels())
	}
	return all
}

// add puts what another definition says beside what is there. Everything that a
// Result has is here; a test looks.
func (r *Result) add(o Result) {
	r.Clocks = append(r.Clocks, o.Clocks...)
	r.Open = append(r.Open, o.Open...)
	r.Escalations = append(r.Escalations, o.Escalations...)
	r.Informs = append(r.Informs, o.Informs...)
	r.Refused = append(r.Refused, o.Refused...)
	for _, x := range o.Exits {
		if i := slices.IndexFunc(r.Exits, func(have ExitStanding) bool { return have.Code == x.Code }); i >= 0 {
			r.Exits[i].Lacks = slices.Concat(r.Exits[i].Lacks, x.Lacks)
			continue
		}
		r.Exits = append(r.Exits, x)
	}
	r.Active = r.Active || o.Active
	r.Next, r.Wake = earlier(r.Next, o.Next), earlier(r.Wake, o.Wake)
}
