package protocol

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Guards of a later edition that hold at once (decision 37). A dossier keeps the
// edition with which it was opened; what a later edition refuses or forces at once
// holds beside it, and takes nothing of it away.

// Held is a guard of a later edition that holds, or held, in a dossier that was opened
// before that edition was adopted.
type Held struct {
	// Protocol and Version name the edition that brought it.
	Protocol, Version string
	Guard             Guard
	// At is when that edition was adopted, and From the fact with which the dossier took
	// it up.
	At   time.Time
	From gehoor.Seq
	// Until is the fact since which it holds no more, because the edition that was
	// adopted then has it no more; 0 while it holds. What it forced is still to be done.
	Until gehoor.Seq
	// Numbers are parameters that it names and that the dossier's own edition has not.
	Numbers []Parameter
}

// while is for how long a held guard holds, in facts of the dossier.
type while struct {
	from, until gehoor.Seq
}

// covers says whether a guard looks at a fact when it is recorded. One without a while
// looks at every fact.
func (w *while) covers(seq gehoor.Seq) bool {
	return w == nil || seq > w.from && (w.until == 0 || seq < w.until)
}

// Unfit is a guard that cannot hold at once in dossiers of an earlier edition, and the
// step which that edition has not, or has with fewer answers.
type Unfit struct {
	Guard Guard
	Step  StepCode
}

// AtOnce are the guards of a later edition that hold at once in dossiers which follow
// this one, without From and At; and those of them that cannot, because they name a
// step that is not there. A guard that this edition has already is among neither.
func (d Definition) AtOnce(later Definition) ([]Held, []Unfit) {
	var hold []Held
	var unfit []Unfit
	for _, g := range later.Guards {
		if !g.AtOnce || slices.ContainsFunc(d.Guards, g.same) {
			continue
		}
		if step, ok := d.lacks(g, later); ok {
			unfit = append(unfit, Unfit{g, step})
			continue
		}
		hold = append(hold, Held{Protocol: later.Code, Version: later.Version, Guard: g, Numbers: d.unknown(g, later)})
	}
	return hold, unfit
}

// same says whether two guards do the same, whatever they say of it.
func (g Guard) same(o Guard) bool {
	return g.Code == o.Code && g.Effect == o.Effect && g.Step == o.Step && g.If.Equal(o.If) && slices.Equal(g.On, o.On)
}

// Same says whether two held guards are one, of whatever edition.
func (h Held) Same(o Held) bool { return h.Protocol == o.Protocol && h.Guard.same(o.Guard) }

// lacks finds a step that a guard of a later edition names, and that is not there or,
// being a decision, has not all of its answers.
func (d Definition) lacks(g Guard, later Definition) (StepCode, bool) {
	names := g.If.steps
	if g.Effect == Forces {
		names = append(slices.Clip(names), g.Step)
	}
	for _, code := range names {
		mine, there := d.Step(code)
		theirs, _ := later.Step(code)
		if !there || !mine.answersAll(theirs) {
			return code, true
		}
	}
	return "", false
}

// answersAll says whether a step can be decided in every way in which another can.
func (s Step) answersAll(o Step) bool {
	return o.Decision == nil || !slices.ContainsFunc(o.Decision.Options, func(one Option) bool { return !s.offers(one.Code) })
}

// unknown are the numbers that a guard of a later edition names, and that are not
// there.
func (d Definition) unknown(g Guard, later Definition) []Parameter {
	var all []Parameter
	for _, p := range later.Parameters {
		if _, known := d.Parameter(p.Name); !known && slices.Contains(g.If.numbers, p.Name) {
			all = append(all, p)
		}
	}
	return all
}

// Bound is what binds a dossier: the set with which it was opened, with the guards of
// later editions that hold at once beside it. The zero Bound asks nothing of anybody.
//
// Nothing that the set alone refuses is allowed by it: [Bound.Propose] asks the set
// alone first, and [Bound.Evaluate] keeps what that refuses.
type Bound struct {
	Set
	// Held are the guards that hold now.
	Held []Held
	// pinned is the set alone; nil if nothing is held beside it.
	pinned Set
	// forces: something held forces a step, so that conditions about steps may come out
	// otherwise than by the set alone.
	forces bool
}

// Bind puts guards of later editions beside a set. Those of a protocol that the set has
// not are passed over.
func (s Set) Bind(held ...Held) Bound {
	b := Bound{Set: s}
	for _, h := range held {
		i := slices.IndexFunc(b.Set, func(d Definition) bool { return d.Code == h.Protocol })
		if i < 0 || h.Until != 0 && h.Guard.Effect == Refuses {
			continue
		}
		if b.pinned == nil {
			b.pinned, b.Set = s, slices.Clone(s)
		}
		b.forces = b.forces || h.Guard.Effect == Forces
		b.Set[i] = b.Set[i].holding(h)
		if h.Until == 0 {
			b.Held = append(b.Held, h)
		}
	}
	return b
}

// holding is the definition with one guard more.
func (d Definition) holding(h Held) Definition {
	g := h.Guard
	g.while = &while{h.From, h.Until}
	d.Guards = append(slices.Clip(d.Guards), g)
	for _, p := range h.Numbers {
		if _, known := d.Parameter(p.Name); !known {
			d.Parameters = append(slices.Clip(d.Parameters), p)
		}
	}
	return d
}

// Evaluate says what binds the dossier now, as [Set.Evaluate] does.
func (b Bound) Evaluate(setting Setting, facts []Fact, now time.Time) Result {
	r := b.Set.Evaluate(setting, facts, now)
	if b.forces {
		r.keep(b.pinned.Evaluate(setting, facts, now))
	}
	return r
}

// keep adds what another result refuses, or lacks for an end.
func (r *Result) keep(o Result) {
	for _, f := range o.Refused {
		if !slices.Contains(r.Refused, f) {
			r.Refused = append(r.Refused, f)
		}
	}
	for _, x := range o.Exits {
		i := slices.IndexFunc(r.Exits, func(mine ExitStanding) bool { return mine.Code == x.Code })
		if i < 0 {
			continue // whether it is followed does not depend on guards
		}
		for _, lack := range x.Lacks {
			if !slices.Contains(r.Exits[i].Lacks, lack) {
				r.Exits[i].Lacks = append(slices.Clip(r.Exits[i].Lacks), lack)
			}
		}
	}
	r.sort()
}

// Propose says why facts may not be added at now, as [Set.Propose] does: what the set
// alone refuses is refused, whatever is held beside it.
func (b Bound) Propose(setting Setting, facts []Fact, now time.Time, proposed ...Fact) *gehoor.Refusal {
	if b.pinned != nil {
		if r := b.pinned.Propose(setting, facts, now, proposed...); r != nil {
			return r
		}
	}
	return b.Set.Propose(setting, facts, now, proposed...)
}
