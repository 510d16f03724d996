package signal

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
)

// After the end the program asks the reporter how it goes (package checkin).

// CheckInAsked: the program asked how it goes. Step is the contact of the protocol.
type CheckInAsked struct {
	Signal gehoor.SignalID `json:"signal"`
	Step   string          `json:"step"`
}

// CheckInAnswered is the reporter's answer.
type CheckInAnswered struct {
	Signal gehoor.SignalID `json:"signal"`
	Step   string          `json:"step"`
	checkin.Answer
}

// CheckInSkipped: the reporter does not want this contact. Of a reporter who wants to be
// asked no more the program says so itself, when the contact comes.
type CheckInSkipped struct {
	Signal gehoor.SignalID `json:"signal"`
	Step   string          `json:"step"`
}

// CheckInsStopped: the reporter wants to be asked no more.
type CheckInsStopped struct {
	Signal gehoor.SignalID `json:"signal"`
}

// CheckInsResumed: the reporter wants to be asked again.
type CheckInsResumed struct {
	Signal gehoor.SignalID `json:"signal"`
}

// Kind names the fact.
func (CheckInAsked) Kind() gehoor.Kind { return "signal.check-in-asked" }

// Kind names the fact.
func (CheckInAnswered) Kind() gehoor.Kind { return "signal.check-in-answered" }

// Kind names the fact.
func (CheckInSkipped) Kind() gehoor.Kind { return "signal.check-in-skipped" }

// Kind names the fact.
func (CheckInsStopped) Kind() gehoor.Kind { return "signal.check-ins-stopped" }

// Kind names the fact.
func (CheckInsResumed) Kind() gehoor.Kind { return "signal.check-ins-resumed" }

// CheckIn is what the program does when a contact comes: it asks, or notes that this
// reporter wants none. A contact comes once.
func (s *State) CheckIn(id gehoor.SignalID, step string) []gehoor.Fact {
	one, ok := s.byID[id]
	if !ok {
		return nil
	}
	if _, came := one.CheckIns.Of(step); came {
		return nil
	}
	if one.CheckIns.Stopped {
		return []gehoor.Fact{CheckInSkipped{Signal: id, Step: step}}
	}
	return []gehoor.Fact{CheckInAsked{Signal: id, Step: step}}
}

// AnswerCheckIn answers the question that waits.
func (s *State) AnswerCheckIn(f CheckInAnswered) ([]gehoor.Fact, error) {
	return s.ofCheckIns(f.Signal, func(l checkin.List) error { return l.MayAnswer(f.Step, f.Answer) }, f)
}

// SkipCheckIn says that the reporter does not want this contact.
func (s *State) SkipCheckIn(id gehoor.SignalID, step string) ([]gehoor.Fact, error) {
	return s.ofCheckIns(id, func(l checkin.List) error { return l.MaySkip(step) }, CheckInSkipped{Signal: id, Step: step})
}

// StopCheckIns says that the reporter wants to be asked no more. What waits for an answer
// is skipped.
func (s *State) StopCheckIns(id gehoor.SignalID) ([]gehoor.Fact, error) {
	facts, err := s.ofCheckIns(id, checkin.List.MayStop, CheckInsStopped{Signal: id})
	if err != nil {
		return nil, err
	}
	if waits, ok := s.byID[id].CheckIns.Open(); ok {
		facts = append(facts, CheckInSkipped{Signal: id, Step: waits.Step})
	}
	return facts, nil
}

// ResumeCheckIns takes that back.
func (s *State) ResumeCheckIns(id gehoor.SignalID) ([]gehoor.Fact, error) {
	return s.ofCheckIns(id, checkin.List.MayResume, CheckInsResumed{Signal: id})
}

// ofCheckIns states a fact about the contacts with a reporter, if it may be.
func (s *State) ofCheckIns(id gehoor.SignalID, may func(checkin.List) error, fact gehoor.Fact) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	if err := may(one.CheckIns); err != nil {
		return nil, err
	}
	return []gehoor.Fact{fact}, nil
}

// foldCheckIn folds the facts of this file, and says whether it was one.
func (s *Signal) foldCheckIn(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case CheckInAsked:
		s.CheckIns.Ask(f.Step, e.At)
	case CheckInAnswered:
		s.CheckIns.Take(f.Step, f.Answer, e.At)
		s.add(e, FormCheckIn, f.Content)
		s.Thread[len(s.Thread)-1].Step = f.Step
	case CheckInSkipped:
		s.CheckIns.Skip(f.Step, e.At)
	case CheckInsStopped:
		s.CheckIns.Stopped = true
	case CheckInsResumed:
		s.CheckIns.Stopped = false
	default:
		return false
	}
	return true
}

// checkInOf is the signal that a fact of this file is about; "" for another fact.
func checkInOf(f gehoor.Fact) gehoor.SignalID {
	switch f := f.(type) {
	case CheckInAsked:
		return f.Signal
	case CheckInAnswered:
		return f.Signal
	case CheckInSkipped:
		return f.Signal
	case CheckInsStopped:
		return f.Signal
	case CheckInsResumed:
		return f.Signal
	}
	return ""
}
