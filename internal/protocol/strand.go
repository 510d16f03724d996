package protocol

import (
	"cmp"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// strand is the facts about one signal, or those about the dossier itself
// (signal ""), sorted by step.
type strand struct {
	signal gehoor.SignalID
	tracks []track
}

// track is what the facts say about one step.
type track struct {
	turn
	lawful bool // the fact that makes the law hold is there
	// before are the turns of a repeated step that are over, in their order.
	before []turn
}

// turn is one time that a step had to be done.
type turn struct {
	// first is, per way to start, the earliest moment of such a fact.
	first []time.Time
	began gehoor.Seq // of a repeated step: the fact that began this turn
	over  bool
	// ended: it need not be done any more, rather than that it was done.
	ended bool
	stop  time.Time
}

// begun says whether any of the starts was there.
func (t turn) begun() bool {
	return slices.ContainsFunc(t.first, func(m time.Time) bool { return !m.IsZero() })
}

// done says whether the step was done, at least once if it is repeated.
func (t track) done() bool {
	done := func(t turn) bool { return t.over && !t.ended }
	return done(t.turn) || slices.ContainsFunc(t.before, done)
}

type rungKey struct {
	step   StepCode
	signal gehoor.SignalID
	began  gehoor.Seq
	level  int
}

// mention is one place where a definition names a kind of fact: as the start
// numbered start, or as one of those below.
type mention struct{ step, start int }

const (
	asStop = -1 - iota
	asIf
	asEnd
)

// mentions lists where each kind is named. Of a step, ends and stops come before
// starts: a fact that is both ends one turn and begins the next.
func mentions(d Definition) map[gehoor.Kind][]mention {
	m := map[gehoor.Kind][]mention{}
	for i, s := range d.Steps {
		if s.Statutory != nil && s.Statutory.If != "" {
			m[s.Statutory.If] = append(m[s.Statutory.If], mention{i, asIf})
		}
		for _, k := range s.Ends {
			m[k] = append(m[k], mention{i, asEnd})
		}
		for _, k := range s.Stop {
			m[k] = append(m[k], mention{i, asStop})
		}
		for j, start := range s.Start {
			m[start.Kind] = append(m[start.Kind], mention{i, j})
		}
	}
	return m
}

// read sorts the facts into strands, in the order of their Seq.
func (e *evaluation) read(facts []Fact) {
	bySeq := func(a, b Fact) int { return cmp.Compare(a.Seq, b.Seq) }
	if !slices.IsSortedFunc(facts, bySeq) {
		facts = slices.Clone(facts)
		slices.SortStableFunc(facts, bySeq)
	}
	e.told = map[rungKey]bool{}
	named := mentions(e.def)
	strands := map[gehoor.SignalID]*strand{}
	e.strand(strands, "") // the dossier itself is always there
	for _, f := range facts {
		if f.Kind == Escalated {
			e.recorded(f)
		}
		for _, m := range named[f.Kind] {
			e.concern(strands, m, f)
		}
	}
}

// concern tells each track that a fact is about: that of the dossier, that of the
// fact's signal, or, if a fact about the dossier moves the signals' step, those of
// all signals that came before.
func (e *evaluation) concern(strands map[gehoor.SignalID]*strand, m mention, f Fact) {
	step := &e.def.Steps[m.step]
	if !step.names(m, f) {
		return
	}
	switch {
	case !step.PerSignal:
		e.strands[0].tracks[m.step].add(step, m.start, f)
	case f.Signal != "":
		e.strand(strands, f.Signal).tracks[m.step].add(step, m.start, f)
	case f.Kind.Noun() == "signal": // one that names no signal moves none
	default:
		for _, s := range e.strands[1:] {
			s.tracks[m.step].add(step, m.start, f)
		}
	}
}

// names says whether the mention means this fact, or only those of somebody else.
func (s *Step) names(m mention, f Fact) bool {
	by := Party("")
	switch {
	case m.start >= 0:
		by = s.Start[m.start].By
	case m.start == asStop:
		by = s.StopBy
	}
	return by == "" || by == f.By
}

func (e *evaluation) strand(all map[gehoor.SignalID]*strand, signal gehoor.SignalID) *strand {
	if s, ok := all[signal]; ok {
		return s
	}
	s := &strand{signal: signal, tracks: make([]track, len(e.def.Steps))}
	for i, step := range e.def.Steps {
		s.tracks[i].first = make([]time.Time, len(step.Start))
	}
	all[signal] = s
	e.strands = append(e.strands, s)
	return s
}

func (e *evaluation) recorded(f Fact) {
	step, _ := f.Fields[FieldStep].(string)
	level, ok := f.Fields[FieldLevel].(int)
	began, _ := f.Fields[FieldBegan].(int) // absent: not a repeated step
	if ok {
		e.told[rungKey{StepCode(step), f.Signal, gehoor.Seq(began), level}] = true
	}
}

// add notes one fact. What comes after the stop starts nothing any more, unless the
// step is repeated.
func (t *track) add(s *Step, as int, f Fact) {
	at := gehoor.Moment(f.At)
	switch {
	case as == asIf:
		t.lawful = true
	case t.over:
	case as == asStop || as == asEnd:
		if s.Repeat && !t.begun() {
			return // nothing is there to stop
		}
		t.over, t.ended, t.stop = true, as == asEnd, at
		if s.Repeat {
			t.before = append(t.before, t.turn)
			t.turn = turn{first: make([]time.Time, len(s.Start))}
		}
	case s.Repeat && t.begun(): // this turn has begun
	case t.first[as].IsZero() || at.Before(t.first[as]):
		t.first[as] = at
		if s.Repeat {
			t.began = f.Seq
		}
	}
}
