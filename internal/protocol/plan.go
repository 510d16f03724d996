package protocol

import "github.com/gehoor/gehoor"

// plan is a definition as its facts are read.
type plan struct {
	def Definition
	// starts are those of each step: its own, and then those with which guards force
	// it.
	starts [][]Start
	named  map[gehoor.Kind][]mention
	// since are the starts that are there only from a fact on, by that fact.
	since map[gehoor.Seq][]mention
}

// mention is one place where a definition names a kind of fact.
type mention struct {
	as    as
	step  int // of a step
	start int // which of several starts, ends, triggers and the like
}

// as is what a kind of fact is named as.
type as int

// Of one step, ends and stops come before starts: a fact that is both ends one turn
// and begins the next. A trigger and an end of the whole come before all steps.
const (
	asTrigger as = iota
	asUntil
	asLaw
	asEnd
	asStop
	asStart
)

func newPlan(d Definition) *plan {
	p := &plan{def: d, starts: make([][]Start, len(d.Steps)), named: map[gehoor.Kind][]mention{}}
	p.starting(asTrigger, d.Trigger)
	p.starting(asUntil, d.Until)
	for i := range d.Steps {
		s := &d.Steps[i]
		if s.Statutory != nil && s.Statutory.If != "" {
			p.name(s.Statutory.If, mention{as: asLaw, step: i})
		}
		for j, end := range s.Ends {
			p.name(end.Kind, mention{as: asEnd, step: i, start: j})
		}
		for _, k := range s.Stop {
			p.name(k, mention{as: asStop, step: i})
		}
		p.starts[i] = d.startsOf(*s)
		for j, start := range p.starts[i] {
			p.name(start.Kind, mention{as: asStart, step: i, start: j})
			p.later(start, mention{as: asStart, step: i, start: j})
		}
	}
	return p
}

func (p *plan) name(k gehoor.Kind, m mention) { p.named[k] = append(p.named[k], m) }

// later notes a start that is not there from the beginning.
func (p *plan) later(s Start, m mention) {
	if s.while == nil {
		return
	}
	if p.since == nil {
		p.since = map[gehoor.Seq][]mention{}
	}
	p.since[s.while.from] = append(p.since[s.while.from], m)
}

// counts says whether a mention is there for a fact of this place.
func (p *plan) counts(m mention, seq gehoor.Seq) bool {
	return m.as != asStart || p.starts[m.step][m.start].while.covers(seq)
}

func (p *plan) starting(as as, list []Start) {
	for j, s := range list {
		p.name(s.Kind, mention{as: as, start: j})
	}
}

// startsOf are the starts of a step: its own, and those with which guards force it.
func (d Definition) startsOf(s Step) []Start {
	starts := s.Start[:len(s.Start):len(s.Start)]
	for i := range d.Guards {
		g := &d.Guards[i]
		if g.Effect != Forces || g.Step != s.Code {
			continue
		}
		for _, k := range g.On {
			starts = append(starts, Start{Kind: k, If: g.If, guard: g.Code, while: g.while})
		}
	}
	return starts
}

// match is who must have recorded a fact, and what must be so of it.
func (p *plan) match(m mention) (Party, Condition) {
	switch m.as {
	case asTrigger:
		return p.def.Trigger[m.start].By, p.def.Trigger[m.start].If
	case asUntil:
		return p.def.Until[m.start].By, p.def.Until[m.start].If
	case asEnd:
		return "", p.def.Steps[m.step].Ends[m.start].If
	case asStop:
		return p.def.Steps[m.step].StopBy, p.def.Steps[m.step].StopIf
	case asStart:
		s := p.starts[m.step][m.start]
		return s.By, s.If
	}
	return "", Condition{}
}

// place finds a step by its code.
func (p *plan) place(code StepCode) (int, bool) {
	for i := range p.def.Steps {
		if p.def.Steps[i].Code == code {
			return i, true
		}
	}
	return 0, false
}
