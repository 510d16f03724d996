package protocol

import (
	"cmp"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Evaluate says what the definition makes of the facts at now. Facts of kinds
// that the definition does not name are passed over. A step that names no term
// of the setting's law (which [Check] refuses) has no clock. A dossier that does not
// follow the protocol any more (see [Definition.Trigger]) leaves no more of it to see
// than what was late; one that never did, nothing.
func Evaluate(d Definition, s Setting, facts []Fact, now time.Time) Result {
	return result(d, s, newHistory(facts), now)
}

func result(d Definition, s Setting, h *history, now time.Time) Result {
	if !h.begins(d) {
		return Result{}
	}
	e := evaluate(d, s, h, now)
	if !e.followed || !e.active && !slices.ContainsFunc(e.Clocks, Clock.Late) {
		return Result{}
	}
	e.Active = e.active
	return e.Result
}

func evaluate(d Definition, s Setting, h *history, now time.Time) *evaluation {
	e := &evaluation{reading: read(d, s, h), now: gehoor.Moment(now)}
	for _, strand := range e.strands {
		for i := range d.Steps {
			if d.Steps[i].PerSignal == (strand.signal != "") {
				e.judge(i, strand)
			}
		}
	}
	e.guard()
	e.sort()
	return e
}

type evaluation struct {
	Result
	*reading
	now time.Time
}

// judge works out one step of one strand.
func (e *evaluation) judge(place int, s *strand) {
	step, t := &e.def.Steps[place], &s.tracks[place]
	if e.active {
		e.refuse(step, s)
	}
	for i := range t.before {
		if h, ok := e.term(place, s, &t.before[i]); ok {
			e.past(step, s.signal, h, &t.before[i])
		}
	}
	if !e.active && !t.over {
		return // it never began to follow the protocol
	}
	if h, ok := e.term(place, s, &t.turn); ok {
		e.present(step, s.signal, h, &t.turn)
	}
}

// past keeps the lateness of a turn that is over. One that was in time leaves
// nothing to see.
func (e *evaluation) past(step *Step, signal gehoor.SignalID, h holding, t *turn) {
	begin, _ := e.begin(step, t, h, e.now)
	if begin.IsZero() {
		return // it was over before its clock began
	}
	if c := e.clock(step, signal, h, begin, t, e.now); t.stop.After(c.Target) {
		e.run(step, t, h, c)
	}
}

// present works out the turn that is now, or the only one.
func (e *evaluation) present(step *Step, signal gehoor.SignalID, h holding, t *turn) {
	begin, later := e.begin(step, t, h, e.now)
	if !later.IsZero() {
		c := e.clock(step, signal, h, later, t, e.now)
		e.change(later.Add(time.Second))
		e.escalate(h, c, t.began, false)
		if begin.IsZero() {
			e.open(step, c, t, false)
		}
	}
	if !begin.IsZero() {
		c := e.run(step, t, h, e.clock(step, signal, h, begin, t, e.now))
		if !t.over {
			e.inform(step, e.bySignal[signal], h, c)
		}
	}
}

// holding is the term that holds for a step now.
type holding struct {
	length    Span
	basis     Basis
	law       LawTerm // only if basis is S
	ladder    []Rung
	counted   Counting
	pause     *Pause     // nil if it never stands still
	extension *Extension // nil if it is never made longer
}

// term is the term that holds for a turn; false if there is none.
func (r *reading) term(place int, strand *strand, t *turn) (holding, bool) {
	s := &r.def.Steps[place]
	if st := s.Statutory; st != nil && (st.If == "" || strand.tracks[place].lawful) {
		l, ok := r.setting.Law.Term(st.Law)
		length := l.Length
		if st.Length.Valid() {
			length = st.Length
		}
		return holding{length: length, basis: BasisStatutory, law: l, ladder: st.Ladder, counted: CountStatutory, extension: l.Extension}, ok && l.Length.Valid()
	}
	d := s.Default
	if d == nil {
		return holding{}, false
	}
	h := holding{length: d.Length, basis: d.Basis, ladder: d.Ladder, counted: CountLocal, pause: d.Pause, extension: d.Extension}
	if i := r.caseOf(place, strand, t); i >= 0 {
		h.length = d.Cases[i].Length
		if d.Cases[i].Urgent {
			h.counted = CountUrgent
		}
		if len(d.Cases[i].Ladder) > 0 {
			h.ladder = d.Cases[i].Ladder
		}
	}
	return h, h.length.Valid()
}

// begin is when the clock began by now, zero if it has not; and when a delayed start
// would still begin it (earlier), zero if none would. A delayed start counts in
// the second after its moment, as lateness does, so that both wake together.
func (r *reading) begin(s *Step, t *turn, h holding, now time.Time) (begin, later time.Time) {
	atOnce, delayed := t.atOnce, time.Time{}
	for _, d := range t.delayed {
		delayed = earlier(delayed, r.setting.Calendar.Due(d.at, s.Start[d.start].After, h.counted))
	}
	limit := now
	if t.over {
		limit = t.stop
	}
	switch {
	case delayed.IsZero() || !atOnce.IsZero() && !delayed.Before(atOnce):
		return atOnce, time.Time{}
	case delayed.Before(limit):
		return delayed, time.Time{}
	case t.over:
		return atOnce, time.Time{}
	}
	return atOnce, delayed
}

// clock has everything but its state.
func (r *reading) clock(s *Step, signal gehoor.SignalID, h holding, begin time.Time, t *turn, now time.Time) Clock {
	cal := r.setting.Calendar
	c := Clock{
		Step: s.Code, Signal: signal, Actor: s.Actor, Label: s.Label,
		Basis: h.basis, Law: h.law.Code, Article: h.law.Article,
		Started: begin, Target: cal.moved(cal.Due(begin, h.length, h.counted), t, h),
		Extended: t.extended && h.extension != nil,
	}
	if day := t.still(h, now); day != (Date{}) && !t.over {
		c.PausedUntil = day.At(23, 59, 59)
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
func (e *evaluation) run(s *Step, t *turn, h holding, c Clock) Clock {
	switch {
	case t.over:
		c.State, c.Met, c.MetLate = StateMet, t.stop, t.stop.After(c.Target)
		if t.ended && !c.MetLate {
			return c
		}
		if t.ended {
			c.State = StateEnded
		}
	case e.now.After(c.Target):
		c.State = StateLate
	default:
		c.State = StateRunning
		e.change(breach(c))
	}
	e.Clocks = append(e.Clocks, c)
	if !t.over {
		e.escalate(h, c, t.began, true)
		e.open(s, c, t, true)
	}
	return c
}

// breach is the first second in which a clock is late.
func breach(c Clock) time.Time { return c.Target.Add(time.Second) }

// escalate goes up the ladder of a step that is not done. A clock that has not
// begun only says when it would wake somebody.
func (e *evaluation) escalate(h holding, c Clock, began gehoor.Seq, begun bool) {
	for _, r := range h.ladder {
		if e.told[rungKey{c.Step, c.Signal, began, r.Level}] {
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
			e.Escalations = append(e.Escalations, Escalation{c.Step, c.Signal, began, r.Level, at, r.To, e.def.Chain(r.To)})
		}
	}
}

// rungAt is the moment of a rung, see [Rung]; always after the clock's start.
func (c Calendar) rungAt(r Rung, k Clock) time.Time {
	var at time.Time
	switch {
	case r.Percent != 0:
		at = c.part(k, r.Percent)
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

// part is when so many percent of a term have passed.
func (c Calendar) part(k Clock, percent int) time.Time {
	length := k.Target.Sub(k.Started)
	at := k.Started.Add(length * time.Duration(percent) / 100).Truncate(time.Second)
	if length < 48*time.Hour {
		return at
	}
	return c.morning(DateOf(at))
}

func (c Calendar) addDays(d Date, s Span) Date {
	return c.addWorkingDays(addCalendar(d, s), s.WorkingDays, CountLocal)
}

func (c Calendar) subDays(d Date, s Span) Date {
	d = addCalendar(d, Span{Months: -s.Months, Weeks: -s.Weeks, Days: -s.Days})
	return c.addWorkingDays(d, -s.WorkingDays, CountLocal)
}

func (e *evaluation) open(s *Step, c Clock, t *turn, running bool) {
	open := OpenStep{
		Step: c.Step, Signal: c.Signal, Actor: c.Actor, Running: running,
		Target: c.Target, Late: c.State == StateLate, Article: c.Article,
		Label: s.Label, Told: s.Told, Record: s.Stop, Card: s.Card, Guard: t.guard,
	}
	if r, ok := e.def.Role(c.Actor); ok {
		open.ActorLabel = r.Label
	}
	if s.Decision != nil {
		open.Options = s.Decision.Options
	}
	e.Open = append(e.Open, open)
}

// refuse notes which stops of a step are not allowed yet.
func (e *evaluation) refuse(step *Step, s *strand) {
	for _, need := range step.Needs {
		if e.done(need, s) {
			continue
		}
		for _, k := range step.Stop {
			needs, _ := e.def.Step(need)
			e.Refused = append(e.Refused, Refused{Action: k, Signal: s.signal, Needs: need, Why: needs.Label})
		}
	}
}

func (e *evaluation) done(code StepCode, s *strand) bool {
	for i, step := range e.def.Steps {
		if step.Code == code {
			if !step.PerSignal {
				s = e.strands[0]
			}
			return s.tracks[i].done()
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
func (r *Result) sort() {
	slices.SortStableFunc(r.Clocks, func(a, b Clock) int {
		return cmp.Or(a.Target.Compare(b.Target), cmp.Compare(a.Signal, b.Signal))
	})
	slices.SortStableFunc(r.Open, func(a, b OpenStep) int {
		return cmp.Or(a.Target.Compare(b.Target), cmp.Compare(a.Signal, b.Signal))
	})
	slices.SortStableFunc(r.Escalations, func(a, b Escalation) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Signal, b.Signal))
	})
	slices.SortStableFunc(r.Informs, func(a, b Inform) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Signal, b.Signal))
	})
	slices.SortStableFunc(r.Refused, func(a, b Refused) int {
		return cmp.Compare(a.Signal, b.Signal)
	})
}
