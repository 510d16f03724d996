package signal

import (
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
)

// Fold adds one event. Facts of other nouns are ignored; an unknown fact of our
// own, or one about a signal that was never received, is an error.
func (s *State) Fold(e gehoor.Event, f gehoor.Fact) error {
	if p, ok := f.(PassedOn); ok {
		return s.foldPassed(e, p)
	}
	if e.Kind.Noun() != "signal" {
		return nil
	}
	if r, ok := f.(Received); ok {
		if s.byID[r.Signal] != nil {
			return fmt.Errorf("signal: received twice")
		}
		s.order = append(s.order, r.Signal)
		s.byID[r.Signal] = &Signal{ID: r.Signal, Account: r.Content, ReceivedAt: e.At, ReceivedSeq: e.Seq}
		return nil
	}
	one := s.byID[subject(f)]
	if one == nil {
		return fmt.Errorf("signal: %s about no signal", e.Kind)
	}
	return one.fold(e, f)
}

// foldPassed adds a signal that an adviser passed on.
func (s *State) foldPassed(e gehoor.Event, p PassedOn) error {
	if s.byID[p.Signal] != nil {
		return fmt.Errorf("signal: passed on twice")
	}
	s.order = append(s.order, p.Signal)
	s.byID[p.Signal] = &Signal{
		ID: p.Signal, Account: p.Content, ReceivedAt: e.At, ReceivedSeq: e.Seq, Passed: &Passed{By: e.Actor, Severity: p.Severity, Month: p.month()},
	}
	return nil
}

func (s *Signal) fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Routed:
		s.Office, s.Language, s.NotSafe = f.Office, f.Language, f.NotSafe
	case SentPlainly:
		s.Plain = true
	case Identified:
		s.Who = f.Content
	case Acknowledged:
		s.AcknowledgedAt = e.At
		s.add(e, FormAcknowledgement, f.Content)
	case MessageSent:
		s.add(e, FormMessage, f.Content)
	case FeedbackGiven:
		s.FeedbackAt = e.At
		s.add(e, FormFeedback, f.Content)
	case FileAdded:
		s.add(e, FormFile, f.Content)
	case MadeFormal:
		s.Formal = true
	default:
		if s.foldEntered(e, f) || s.foldAsked(e, f) || s.foldDemand(e, f) || s.foldConsent(e, f) || s.foldCheckIn(e, f) || s.foldWithdrawal(e, f) || s.foldReach(f) {
			return nil
		}
		return fmt.Errorf("signal: unknown fact %q", e.Kind)
	}
	return nil
}

func (s *Signal) add(e gehoor.Event, form Form, c gehoor.ContentID) {
	_, reporter := e.Actor.Signal()
	if !reporter && form != FormAcknowledgement && form != FormFile && form != FormQuestions && form != FormConsent {
		s.TalkAsked, s.TalkAskedAt = false, time.Time{} // an answer, whatever it says
	}
	s.Thread = append(s.Thread, Entry{Form: form, Content: c, FromReporter: reporter, By: e.Actor, At: e.At})
}

// subject is the signal that a fact is about.
func subject(f gehoor.Fact) gehoor.SignalID {
	switch f := f.(type) {
	case Received:
		return f.Signal
	case PassedOn:
		return f.Signal
	case Routed:
		return f.Signal
	case SentPlainly:
		return f.Signal
	case Identified:
		return f.Signal
	case Acknowledged:
		return f.Signal
	case MessageSent:
		return f.Signal
	case FeedbackGiven:
		return f.Signal
	case FileAdded:
		return f.Signal
	case MadeFormal:
		return f.Signal
	case Entered:
		return f.Signal
	case AccountCorrected:
		return f.Signal
	case AccountApproved:
		return f.Signal
	case TalkAsked:
		return f.Signal
	case ReachSet:
		return f.Signal
	}
	if id := demandOf(f); id != "" {
		return id
	}
	if id := consentOf(f); id != "" {
		return id
	}
	if id := checkInOf(f); id != "" {
		return id
	}
	if id := withdrawalOf(f); id != "" {
		return id
	}
	return askedOf(f)
}

// Subject is the signal that a fact is about, and whether it is about one.
func Subject(f gehoor.Fact) (gehoor.SignalID, bool) {
	id := subject(f)
	return id, id != ""
}
