package signal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// A reporter takes no further part, and may come back (protocols.md §1.8, G-INTREK). It
// ends no dossier and takes nothing back that was told: what follows is the organisation's
// to decide.

// Pressure is whether somebody put a reporter under pressure to stop, as they say
// themselves.
type Pressure string

// The three, in the order in which they are shown.
const (
	PressureNone   Pressure = "none"
	PressureThere  Pressure = "there"
	PressureUnsaid Pressure = "unsaid" // would rather not say
)

// Pressures lists them in the order in which they are shown.
func Pressures() []Pressure { return []Pressure{PressureNone, PressureThere, PressureUnsaid} }

// Valid says whether there is such an answer.
func (p Pressure) Valid() bool { return slices.Contains(Pressures(), p) }

// Withdrew: the reporter takes no further part. Content are words with it, "" if there are
// none.
type Withdrew struct {
	Signal   gehoor.SignalID  `json:"signal"`
	Pressure Pressure         `json:"pressure"`
	Content  gehoor.ContentID `json:"content,omitempty"`
}

// Rejoined: the reporter takes part again.
type Rejoined struct {
	Signal gehoor.SignalID `json:"signal"`
}

// Kind names the fact.
func (Withdrew) Kind() gehoor.Kind { return "signal.withdrawn" }

// Kind names the fact.
func (Rejoined) Kind() gehoor.Kind { return "signal.rejoined" }

// Codes of refusals about taking part.
const (
	// CodeWithdrawn: the reporter said before that they take no further part.
	CodeWithdrawn gehoor.Code = "signal.withdrawn-before"
	// CodeTakesPart: the reporter takes part already.
	CodeTakesPart gehoor.Code = "signal.takes-part"
)

// Withdraw says that the reporter takes no further part.
func (s *State) Withdraw(f Withdrew) ([]gehoor.Fact, error) {
	one, ok := s.byID[f.Signal]
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeUnknown)
	case !f.Pressure.Valid():
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case one.Withdrawn():
		return nil, gehoor.Refuse(CodeWithdrawn)
	}
	return []gehoor.Fact{f}, nil
}

// Rejoin takes that back.
func (s *State) Rejoin(id gehoor.SignalID) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeUnknown)
	case !one.Withdrawn():
		return nil, gehoor.Refuse(CodeTakesPart)
	}
	return []gehoor.Fact{Rejoined{Signal: id}}, nil
}

// Withdrawn says whether the reporter takes no further part.
func (s Signal) Withdrawn() bool { return !s.WithdrawnAt.IsZero() }

// foldWithdrawal folds the facts of this file, and says whether it was one.
func (s *Signal) foldWithdrawal(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case Withdrew:
		s.WithdrawnAt, s.Pressure = e.At, f.Pressure
		s.add(e, FormWithdrawal, f.Content)
		s.Thread[len(s.Thread)-1].Pressure = f.Pressure
	case Rejoined:
		s.WithdrawnAt, s.Pressure = time.Time{}, ""
		s.add(e, FormRejoined, "")
	default:
		return false
	}
	return true
}

// withdrawalOf is the signal that a fact of this file is about; "" for another fact.
func withdrawalOf(f gehoor.Fact) gehoor.SignalID {
	switch f := f.(type) {
	case Withdrew:
		return f.Signal
	case Rejoined:
		return f.Signal
	}
	return ""
}
