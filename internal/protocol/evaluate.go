package protocol

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
)

// Evaluate says what the definition makes of the facts at now. Facts of kinds
// that the definition does not name are passed over. A step that names no term
// of the setting's law (which [Check] refuses) has no clock.
func Evaluate(d Definition, s Setting, facts []Fact, now time.Time) Result {
	e := &evaluation{def: d, setting: s, now: gehoor.Moment(now)}
	e.read(facts)
	for _, strand := range e.strands {
		for i := range d.Steps {
			if d.Steps[i].PerSignal == (strand.signal != "") {
				e.judge(i, strand)
			}
		}
	}
	e.sort()
	return e.Result
}

type evaluation struct {
	Result
	def     Definition
	setting Setting
	now     time.Time
	strands []*strand
	told    map[rungKey]bool
}

// strand is the facts about one signal, or those about the dossier itself
// (signal ""), sorted by step.
type strand struct {
	signal gehoor.SignalID
	tracks []track
}

// track is what the facts say about one step.
type track struct {
	// first is, per way to start, the earliest moment of such a fact.
	first   []time.Time
	lawful  bool // the fact that makes the law hold is there
	stopped bool
	stop    time.Time
}

type rungKey struct {
	step   StepCode
	signal gehoor.SignalID
	level  int
}

// mention is one place where a definition names a kind of fact: as the start
// numbered start, as a stop (-1), or as what makes the law hold (-2).
type mention struct{ step, start int }

const (
	asStop = -1
	asIf   = -2
)

func mentions(d Definition) map[gehoor.Kind][]mention {
	m := map[gehoor.Kind][]mention{}
	for i, s := range d.Steps {
		for j, start := range s.Start {
			m[start.Kind] = append(m[start.Kind], mention{i, j})
		}
		for _, k := range s.Stop {
			m[k] = append(m[k], mention{i, asStop})
		}
		if s.Statutory != nil && s.Statutory.If != "" {
			m[s.Statutory.If] = append(m[s.Statutory.If], mention{i, asIf})
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
			signal := f.Signal
			if !e.def.Steps[m.step].PerSignal {
				signal = ""
			} else if signal == "" {
				continue // about no signal, so it moves no signal's clock
			}
			e.strand(strands, signal).tracks[m.step].add(m.start, f.At)
		}
	}
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
	level, err := strconv.Atoi(f.Attrs[AttrLevel])
	if err == nil {
		e.told[rungKey{StepCode(f.Attrs[AttrStep]), f.Signal, level}] = true
	}
}

// add notes one fact. What comes after the stop starts nothing any more.
func (t *track) add(as int, at time.Time) {
	at = gehoor.Moment(at)
	switch {
	case as == asIf:
		t.lawful = true
	case t.stopped:
	case as == asStop:
		t.stopped, t.stop = true, at
	case t.first[as].IsZero() || at.Before(t.first[as]):
		t.first[as] = at
	}
}

// judge works out one step of one strand.
func (e *evaluation) judge(place int, s *strand) {
	step, t := &e.def.Steps[place], &s.tracks[place]
	e.refuse(step, s)
	term, ok := e.term(step, t)
	if !ok {
		return
	}
	begin, later := e.begin(step, t, term)
	if !later.IsZero() {
		c := e.clock(step, s.signal, term, later)
		e.change(later.Add(time.Second))
		e.escalate(term, c, false)
		if begin.IsZero() {
			e.open(step, c, false)
		}
	}
	if !begin.IsZero() {
		e.run(step, t, term, e.clock(step, s.signal, term, begin))
	}
}

// holding is the term that holds for a step now.
type holding struct {
	length  Span
	basis   Basis
	law     LawTerm // only if basis is S
	ladder  []Rung
	counted Counting
}

func (e *evaluation) term(s *Step, t *track) (holding, bool) {
	if st := s.Statutory; st != nil && (st.If == "" || t.lawful) {
		l, ok := e.setting.Law.Term(st.Law)
		return holding{l.Length, BasisStatutory, l, st.Ladder, CountStatutory}, ok && l.Length.Valid()
	}
	if s.Default == nil {
		return holding{}, false
	}
	return holding{s.Default.Length, s.Default.Basis, LawTerm{}, s.Default.Ladder, CountLocal}, s.Default.Length.Valid()
}

// begin is when the clock began, zero if it has not; and when a delayed start
// would still begin it (earlier), zero if none would. A delayed start counts in
// the second after its moment, as lateness does, so that both wake together.
func (e *evaluation) begin(s *Step, t *track, h holding) (begin, later time.Time) {
	var atOnce, delayed time.Time
	for i, start := range s.Start {
		switch {
		case t.first[i].IsZero():
		case start.After.IsZero():
			atOnce = earlier(atOnce, t.first[i])
		default:
			delayed = earlier(delayed, e.setting.Calendar.Due(t.first[i], start.After, h.counted))
		}
	}
	limit := e.now
	if t.stopped {
		limit = t.stop
	}
	switch {
	case delayed.IsZero() || !atOnce.IsZero() && !delayed.Before(atOnce):
		return atOnce, time.Time{}
	case delayed.Before(limit):
		return delayed, time.Time{}
	case t.stopped:
		return atOnce, time.Time{}
	}
	return atOnce, delayed
}

// clock has everything but its state.
func (e *evaluation) clock(s *Step, signal gehoor.SignalID, h holding, begin time.Time) Clock {
	cal := e.setting.Calendar
	c := Clock{
		Step: s.Code, Signal: signal, Actor: s.Actor,
		Basis: h.basis, Law: h.law.Code, Article: h.law.Article,
		Started: begin, Target: cal.Due(begin, h.length, h.counted),
	}
	c.Latest = c.Target
	if h.law.Termijnenwet == AppliesYes || h.law.Termijnenwet == AppliesUncertain {
		c.Latest = cal.Extended(begin, h.length, c.Target)
	}
	if s.Aim.Valid() {
		c.Aim = earlier(cal.Due(begin, s.Aim, CountLocal), c.Target)
	}
	return c
}

// run gives a clock its state, and what follows from it.
func (e *evaluation) run(s *Step, t *track, h holding, c Clock) {
	switch {
	case t.stopped:
		c.State, c.Met, c.MetLate = StateMet, t.stop, t.stop.After(c.Target)
	case e.now.After(c.Target):
		c.State = StateLate
	default:
		c.State = StateRunning
		e.change(breach(c))
	}
	e.Clocks = append(e.Clocks, c)
	if !t.stopped {
		e.escalate(h, c, true)
		e.open(s, c, true)
	}
}

// breach is the first second in which a clock is late.
func breach(c Clock) time.Time { return c.Target.Add(time.Second) }

// escalate goes up the ladder of a step that is not done. A clock that has not
// begun only says when it would wake somebody.
func (e *evaluation) escalate(h holding, c Clock, begun bool) {
	for _, r := range h.ladder {
		if e.told[rungKey{c.Step, c.Signal, r.Level}] {
			continue
		}
		at := e.setting.Calendar.rungAt(r, c)
		if e.Wake.IsZero() || at.Before(e.Wake) {
			e.Wake = at
		}
		switch {
		case !begun:
		case at.After(e.now):
			e.change(at)
		default:
			e.Escalations = append(e.Escalations, Escalation{c.Step, c.Signal, r.Level, at, r.To})
		}
	}
}

// rungAt is the moment of a rung, see [Rung]; always after the clock's start.
func (c Calendar) rungAt(r Rung, k Clock) time.Time {
	var at time.Time
	switch {
	case r.From == FromStart:
		at = c.morning(c.addDays(DateOf(k.Started), r.After))
	case !r.Before.IsZero():
		at = c.morning(c.subDays(DateOf(k.Target), r.Before))
	case r.After.IsZero():
		at = breach(k)
	default:
		at = c.Due(k.Target, r.After, CountLocal)
	}
	if first := k.Started.Add(time.Second); at.Before(first) {
		return first
	}
	return at
}

func (c Calendar) addDays(d Date, s Span) Date {
	return c.addWorkingDays(addCalendar(d, s), s.WorkingDays, CountLocal)
}

func (c Calendar) subDays(d Date, s Span) Date {
	d = addCalendar(d, Span{Months: -s.Months, Weeks: -s.Weeks, Days: -s.Days})
	return c.addWorkingDays(d, -s.WorkingDays, CountLocal)
}

func (e *evaluation) open(s *Step, c Clock, running bool) {
	e.Open = append(e.Open, OpenStep{
		Step: c.Step, Signal: c.Signal, Actor: c.Actor, Running: running,
		Target: c.Target, Late: c.State == StateLate, Article: c.Article,
		Label: s.Label, Told: s.Told,
	})
}

// refuse notes which stops of a step are not allowed yet.
func (e *evaluation) refuse(step *Step, s *strand) {
	for _, need := range step.Needs {
		if e.done(need, s) {
			continue
		}
		for _, k := range step.Stop {
			e.Refused = append(e.Refused, Refused{k, s.signal, need})
		}
	}
}

func (e *evaluation) done(code StepCode, s *strand) bool {
	for i, step := range e.def.Steps {
		if step.Code == code {
			if !step.PerSignal {
				s = e.strands[0]
			}
			return s.tracks[i].stopped
		}
	}
	return true // no such step, so nothing to wait for; Check refuses it
}

// change notes a moment at which the result will be another.
func (e *evaluation) change(at time.Time) {
	if at.After(e.now) {
		e.Next = earlier(e.Next, at)
	}
}

// earlier is the earlier of two moments, of which one may be zero.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}

// sort orders by values only, so that the order of the facts cannot be seen.
// Sorting is stable and steps were judged in the definition's order.
func (e *evaluation) sort() {
	slices.SortStableFunc(e.Clocks, func(a, b Clock) int {
		return cmp.Or(a.Target.Compare(b.Target), cmp.Compare(a.Signal, b.Signal))
	})
	slices.SortStableFunc(e.Open, func(a, b OpenStep) int {
		return cmp.Or(a.Target.Compare(b.Target), cmp.Compare(a.Signal, b.Signal))
	})
	slices.SortStableFunc(e.Escalations, func(a, b Escalation) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Signal, b.Signal))
	})
	slices.SortStableFunc(e.Refused, func(a, b Refused) int {
		return cmp.Compare(a.Signal, b.Signal)
	})
}
