package participant

import (
	"fmt"

	"github.com/gehoor/gehoor"
)

// Fold adds one event. Facts of other nouns are ignored; an unknown fact of our own, or one
// about somebody who was never admitted, is an error.
func (s *State) Fold(e gehoor.Event, f gehoor.Fact) error {
	if e.Kind.Noun() != "participant" {
		return nil
	}
	if a, ok := f.(Admitted); ok {
		if s.byID[a.Participant] != nil {
			return fmt.Errorf("participant: admitted twice")
		}
		s.order = append(s.order, a.Participant)
		s.byID[a.Participant] = &Participant{ID: a.Participant, As: a.As, Language: a.Language, Who: a.Content, AdmittedAt: e.At, By: e.Actor}
		return nil
	}
	id, ok := Subject(f)
	one := s.byID[id]
	if !ok || one == nil {
		return fmt.Errorf("participant: %s about nobody", e.Kind)
	}
	one.fold(e, f)
	return nil
}

func (p *Participant) fold(e gehoor.Event, f gehoor.Fact) {
	switch f := f.(type) {
	case MessageSent:
		p.add(e, Entry{Form: FormMessage, Content: f.Content})
	case AgreementShared:
		p.add(e, Entry{Form: FormAgreement, Content: f.Content, Agreement: f.Agreement})
	case AgreementAnswered:
		p.add(e, Entry{Form: FormAnswer, Content: f.Content, Agreement: f.Agreement, Agrees: f.Agrees})
	case Ended:
		p.EndedAt = e.At
	case CheckInAsked:
		p.CheckIns.Ask(f.Step, e.At)
	case CheckInAnswered:
		p.CheckIns.Take(f.Step, f.Answer, e.At)
		p.add(e, Entry{Form: FormCheckIn, Content: f.Content, Step: f.Step})
	case CheckInSkipped:
		p.CheckIns.Skip(f.Step, e.At)
	case CheckInsStopped:
		p.CheckIns.Stopped = true
	case CheckInsResumed:
		p.CheckIns.Stopped = false
	}
}

func (p *Participant) add(e gehoor.Event, one Entry) {
	_, own := e.Actor.Participant()
	one.By, one.At, one.Own = e.Actor, e.At, own
	p.Thread = append(p.Thread, one)
}

// Subject is the participant that a fact is about, and whether it is about one.
func Subject(f gehoor.Fact) (gehoor.ParticipantID, bool) {
	switch f := f.(type) {
	case Admitted:
		return f.Participant, true
	case MessageSent:
		return f.Participant, true
	case AgreementShared:
		return f.Participant, true
	case AgreementAnswered:
		return f.Participant, true
	case Ended:
		return f.Participant, true
	case CheckInAsked:
		return f.Participant, true
	case CheckInAnswered:
		return f.Participant, true
	case CheckInSkipped:
		return f.Participant, true
	case CheckInsStopped:
		return f.Participant, true
	case CheckInsResumed:
		return f.Participant, true
	}
	return "", false
}

// Words is the content of a fact that participant and handlers both can open; "" if it has
// none.
func Words(f gehoor.Fact) gehoor.ContentID {
	switch f := f.(type) {
	case MessageSent:
		return f.Content
	case AgreementShared:
		return f.Content
	case AgreementAnswered:
		return f.Content
	case CheckInAnswered:
		return f.Content
	}
	return ""
}
