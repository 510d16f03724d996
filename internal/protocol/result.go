package protocol

import (
	"time"

	"github.com/gehoor/gehoor"
)

// Result is what a protocol says about a dossier at one moment.
type Result struct {
	// Clocks are those that have begun, the earliest target first.
	Clocks []Clock
	// Open are the steps that are not done and whose beginning is known, the
	// earliest first: what happens next, by when, who does it.
	Open []OpenStep
	// Escalations are due and not recorded, the earliest first. Whoever asked
	// appends a fact for each.
	Escalations []Escalation
	// Refused is every kind of fact that the protocol does not allow now.
	Refused []Refused
	// Next is the next moment, always after now, at which anything here
	// changes if no fact is added; zero if nothing does.
	Next time.Time
	// Wake is when somebody must look: the moment of the earliest escalation
	// that is not recorded, which may be past. Evaluating then, or later, finds
	// it in Escalations. Zero if there is none.
	Wake time.Time
}

// State is how a clock stands.
type State string

// The states of a clock.
const (
	StateRunning State = "running"
	StateLate    State = "late" // running, and after its target
	StateMet     State = "met"  // done; MetLate says whether in time
	// StateEnded: it need not be done any more, and was late by then. One that was
	// not leaves no clock.
	StateEnded State = "ended"
)

// Clock is a term running in a dossier.
type Clock struct {
	Step   StepCode
	Signal gehoor.SignalID // "" for a clock of the dossier itself
	Actor  gehoor.Role

	Basis Basis
	// Law and Article are set if and only if Basis is S.
	Law     LawCode
	Article string

	Started time.Time
	// Aim is what the organisation strives for; zero if it has none. It is
	// never after Target.
	Aim time.Time
	// Target is the last second in time; see the package comment.
	Target time.Time
	// Latest is Target, or later where the Algemene termijnenwet extends it.
	Latest time.Time

	State   State
	Met     time.Time // zero until it is
	MetLate bool
}

// Statutory says whether the law sets the term.
func (c Clock) Statutory() bool { return c.Basis == BasisStatutory }

// Late says whether the target was or is missed. Once true it stays true.
func (c Clock) Late() bool { return c.State == StateLate || c.MetLate }

// OpenStep is a step that is still to be done.
type OpenStep struct {
	Step   StepCode
	Signal gehoor.SignalID
	Actor  gehoor.Role
	// Running says whether its clock has begun. If not, Target is when the step
	// is due if its clock begins as late as it can.
	Running bool
	Target  time.Time
	Late    bool
	// Article is the law's, or "" if the term is our own default.
	Article string
	Label   gehoor.Text
	Told    gehoor.Text
}

// Escalation is somebody further who must be told now.
type Escalation struct {
	Step   StepCode
	Signal gehoor.SignalID
	// Began is the fact that began this turn of a repeated step; 0 if it is none.
	Began gehoor.Seq
	Level int
	// At is when it fell due, which may be long ago.
	At time.Time
	To Audience
}

// Refused is a kind of fact that is not allowed now, and the step that must be
// done first.
type Refused struct {
	Action gehoor.Kind
	Signal gehoor.SignalID
	Needs  StepCode
}

// CodeNotYet: the protocol has another step first; args: step.
const CodeNotYet gehoor.Code = "protocol.not-yet"

// Refuse says why a fact of that kind, about that signal ("" for none), may not
// be added now; nil if it may. Beside a definition's own rules nothing is
// refused here: what is impossible in any protocol is the noun's to refuse.
func (r Result) Refuse(action gehoor.Kind, signal gehoor.SignalID) *gehoor.Refusal {
	for _, f := range r.Refused {
		if f.Action == action && f.Signal == signal {
			return gehoor.Refuse(CodeNotYet, "step", string(f.Needs))
		}
	}
	return nil
}
