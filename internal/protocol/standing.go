package protocol

import (
	"time"

	"github.com/gehoor/gehoor"
)

// The states of a step that has no clock, beside those of a [Clock].
const (
	// StateAhead: its clock begins by itself, later.
	StateAhead State = "ahead"
	// StateWaiting: nothing has begun it yet.
	StateWaiting State = "waiting"
)

// Standing is how one step stands: each step of a definition has one for each
// signal, or for the dossier.
type Standing struct {
	Step   StepCode
	Signal gehoor.SignalID
	// State is that of the present turn. A repeated step that waits for its next turn
	// stands as its last one.
	State State
	// Late: it is late, or was when it was done or ended.
	Late bool
	// Started and Target are zero where no clock has begun, and Target is known of
	// one that begins by itself.
	Started, Target time.Time
	// Over is when it was done, or ended; else zero.
	Over time.Time
	// Times is how often a repeated step was done.
	Times int
	// Waits are the steps that must be done before this one may be.
	Waits []StepCode
	// Length, Basis and Article are those of the term that holds.
	Length  Span
	Basis   Basis
	Article string
}

// Stand says how each step stands at now: those of the dossier, then those of each
// signal in the order in which they came, each in the definition's order. It reads
// facts as [Evaluate] does and says the same of clocks.
func Stand(d Definition, s Setting, facts []Fact, now time.Time) []Standing {
	e := &evaluation{reading: read(d, s, newHistory(facts)), now: gehoor.Moment(now)}
	var all []Standing
	for _, strand := range e.strands {
		for i := range d.Steps {
			if d.Steps[i].PerSignal == (strand.signal != "") {
				all = append(all, e.stand(i, strand))
			}
		}
	}
	return all
}

// stand works out how one step of one strand stands.
func (e *evaluation) stand(place int, s *strand) Standing {
	step, t := &e.def.Steps[place], &s.tracks[place]
	one := Standing{Step: step.Code, Signal: s.signal, State: StateWaiting, Waits: e.waits(step, s)}
	now := &t.turn
	one.Times = t.times
	if last := len(t.before) - 1; last >= 0 && !now.begun() {
		now = &t.before[last]
	}
	h, ok := e.term(place, s, now)
	if !ok {
		return one
	}
	one.Length, one.Basis, one.Article = h.length, h.basis, h.law.Article
	if !e.active && !now.over {
		one.Waits = nil
		return one // the dossier does not follow the protocol
	}
	e.turned(&one, step, now, h)
	return one
}

// turned says how a turn stands: its clock if it has one, else what it waits for.
func (e *evaluation) turned(one *Standing, step *Step, t *turn, h holding) {
	begin, later := e.begin(step, t, h, e.now)
	if !begin.IsZero() {
		c := e.clock(step, one.Signal, h, begin, t, e.now)
		one.Started, one.Target = c.Started, c.Target
		one.Late = e.now.After(c.Target)
	}
	switch {
	case t.over:
		one.Over, one.Late = t.stop, !one.Target.IsZero() && t.stop.After(one.Target)
		one.State, one.Waits = StateMet, nil
		if t.ended {
			one.State = StateEnded
		}
	case one.Late:
		one.State = StateLate
	case !begin.IsZero():
		one.State = StateRunning
	case !later.IsZero():
		one.State = StateAhead
		one.Target = e.clock(step, one.Signal, h, later, t, e.now).Target
	}
}

// waits are the needs of a step that are not done.
func (e *evaluation) waits(step *Step, s *strand) []StepCode {
	var all []StepCode
	for _, need := range step.Needs {
		if !e.done(need, s) {
			all = append(all, need)
		}
	}
	return all
}
