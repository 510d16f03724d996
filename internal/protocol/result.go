package protocol

import (
	"time"

	"github.com/gehoor/gehoor"
)

// Result is what a protocol says about a dossier at one moment.
type Result struct {
	// Active: the dossier follows the protocol now.
	Active bool
	// Clocks are those that have begun, the earliest target first.
	Clocks []Clock
	// Open are the steps that are not done and whose beginning is known, the
	// earliest first: what happens next, by when, who does it.
	Open []OpenStep
	// Escalations are due and not recorded, the earliest first. Whoever asked
	// appends a fact for each.
	Escalations []Escalation
	// Informs are steps that the program does now, the earliest first. Whoever asked
	// tells somebody and appends a fact for each.
	Informs []Inform
	// Refused is every kind of fact that the protocol does not allow now, whatever is
	// in it.
	Refused []Refused
	// Exits are the ways in which the dossier can end, and what each still lacks.
	Exits []ExitStanding
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
	Actor  Who
	Label  gehoor.Text

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

	// PausedUntil is the end of the last day on which it stands still; zero if it does
	// not now.
	PausedUntil time.Time
	// Extended: it was made longer, as its own rule allows.
	Extended bool
}

// Statutory says whether the law sets the term.
func (c Clock) Statutory() bool { return c.Basis == BasisStatutory }

// Late says whether the target was or is missed. Once true it stays true.
func (c Clock) Late() bool { return c.State == StateLate || c.MetLate }

// OpenStep is a step that is still to be done.
type OpenStep struct {
	Step   StepCode
	Signal gehoor.SignalID
	Actor  Who
	// ActorLabel is what the protocol calls the actor; zero for a role of the program.
	ActorLabel gehoor.Text
	// Running says whether its clock has begun. If not, Target is when the step
	// is due if its clock begins as late as it can.
	Running bool
	Target  time.Time
	Late    bool
	// Article is the law's, or "" if the term is our own default.
	Article string
	Label   gehoor.Text
	Told    gehoor.Text
	// Record are the kinds of fact with which it is done.
	Record []gehoor.Kind
	// Options are the answers, of a decision.
	Options []Option
	// Card is the code of the card that helps whoever does it.
	Card string
	// Guard is the code of the guard that forced it, "" if none did.
	Guard string
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
	To Who
	// Chain are the roles that act for To, in their order; none for who holds the
	// dossier.
	Chain []gehoor.Role
}

// Refused is a kind of fact that is not allowed now, and why: a step that must be
// done first, or a guard.
type Refused struct {
	Action gehoor.Kind
	Signal gehoor.SignalID
	Needs  StepCode
	Guard  string
	Why    gehoor.Text // the guard's, or the label of the step
}

// ExitStanding is a way to end, and what is still lacking for it.
type ExitStanding struct {
	Code  string
	Label gehoor.Text
	Lacks []gehoor.Text
}

// Codes of refusals by a protocol.
const (
	// CodeNotYet: the protocol has another step first; args: step, nl, en (its label).
	CodeNotYet gehoor.Code = "protocol.not-yet"
	// CodeGuard: a guard of the protocol stops it; args: guard, nl, en (why).
	CodeGuard gehoor.Code = "protocol.guard"
	// CodeExit: something is lacking for this way to end; args: exit, nl, en (what).
	CodeExit gehoor.Code = "protocol.exit"
	// CodeNoExit: the dossier cannot end like this; args: exit.
	CodeNoExit gehoor.Code = "protocol.no-exit"
)

// Refuse says why a fact of that kind, about that signal ("" for none), may not
// be added now, whatever is in it; nil if it may. [Propose] looks at the fact itself
// too.
func (r Result) Refuse(action gehoor.Kind, signal gehoor.SignalID) *gehoor.Refusal {
	for _, f := range r.Refused {
		switch {
		case f.Action != action:
		case f.Guard != "":
			return gehoor.Refuse(CodeGuard, "guard", f.Guard, "nl", f.Why.NL, "en", f.Why.EN)
		case f.Signal == signal:
			return gehoor.Refuse(CodeNotYet, "step", string(f.Needs), "nl", f.Why.NL, "en", f.Why.EN)
		}
	}
	return nil
}
