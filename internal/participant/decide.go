package participant

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
)

// Codes of refusals about participants: what is impossible in any protocol.
const (
	// CodeUnknown: there is no such participant here.
	CodeUnknown gehoor.Code = "participant.unknown"
	// CodeEnded: the code opens nothing any more.
	CodeEnded gehoor.Code = "participant.ended-before"
	// CodeAgreement: an agreement is shared with the person concerned, once, and answered
	// by whom it was shared with.
	CodeAgreement gehoor.Code = "participant.no-agreement"
	// CodeMany: a dossier has so many at most.
	CodeMany gehoor.Code = "participant.too-many"
)

// Most is how many participants a dossier can have: more witnesses than an inquiry hears.
const Most = 40

// Admit gives somebody a code.
func (s *State) Admit(f Admitted) ([]gehoor.Fact, error) {
	switch {
	case !f.As.Valid(), !f.Language.Valid(), f.Content == "", s.byID[f.Participant] != nil:
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case len(s.order) >= Most:
		return nil, gehoor.Refuse(CodeMany)
	}
	return []gehoor.Fact{f}, nil
}

// open returns a participant whose code opens something.
func (s *State) open(id gehoor.ParticipantID) (*Participant, error) {
	one, ok := s.byID[id]
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeUnknown)
	case one.Ended():
		return nil, gehoor.Refuse(CodeEnded)
	}
	return one, nil
}

// Say adds a message, from either side.
func (s *State) Say(id gehoor.ParticipantID, c gehoor.ContentID) ([]gehoor.Fact, error) {
	if _, err := s.open(id); err != nil {
		return nil, err
	}
	return []gehoor.Fact{MessageSent{Participant: id, Content: c}}, nil
}

// ShareAgreement lets the person concerned read an agreement; known says whether it is one.
func (s *State) ShareAgreement(f AgreementShared, known func(gehoor.Seq) bool) ([]gehoor.Fact, error) {
	one, err := s.open(f.Participant)
	if err != nil {
		return nil, err
	}
	if one.As != Concerned || !known(f.Agreement) || one.Shared(f.Agreement) {
		return nil, gehoor.Refuse(CodeAgreement)
	}
	return []gehoor.Fact{f}, nil
}

// AnswerAgreement says whether that is what was agreed. The last answer counts.
func (s *State) AnswerAgreement(f AgreementAnswered) ([]gehoor.Fact, error) {
	one, err := s.open(f.Participant)
	if err != nil {
		return nil, err
	}
	if !one.Shared(f.Agreement) {
		return nil, gehoor.Refuse(CodeAgreement)
	}
	return []gehoor.Fact{f}, nil
}

// End ends a code.
func (s *State) End(id gehoor.ParticipantID) ([]gehoor.Fact, error) {
	if _, err := s.open(id); err != nil {
		return nil, err
	}
	return []gehoor.Fact{Ended{Participant: id}}, nil
}

// CheckIn is what the program does when a contact comes with some of them: it asks, or
// notes that this participant wants none. A contact comes once.
func (s *State) CheckIn(step string, with []gehoor.ParticipantID) []gehoor.Fact {
	var asked, not []gehoor.Fact
	left := map[As]int{}
	for _, id := range with {
		one, err := s.open(id)
		if err != nil {
			continue
		}
		if _, came := one.CheckIns.Of(step); came {
			continue
		}
		if one.CheckIns.Stopped {
			not = append(not, CheckInSkipped{Participant: id, As: one.As, Step: step})
			continue
		}
		left[one.As]++
		asked = append(asked, CheckInAsked{Participant: id, As: one.As, Step: step})
	}
	for i, f := range not {
		skipped := f.(CheckInSkipped)
		skipped.Left = left[skipped.As] + s.left(skipped.Participant, step)
		not[i] = skipped
	}
	return append(asked, not...)
}

// left is how many others who take part as the same as somebody have still to answer about a
// contact.
func (s *State) left(id gehoor.ParticipantID, step string) int {
	n := 0
	for _, other := range s.byID {
		waits, ok := other.CheckIns.Open()
		if ok && waits.Step == step && other.ID != id && other.As == s.byID[id].As && !other.Ended() {
			n++
		}
	}
	return n
}

// AnswerCheckIn answers the question that waits.
func (s *State) AnswerCheckIn(id gehoor.ParticipantID, step string, a checkin.Answer) ([]gehoor.Fact, error) {
	one, err := s.open(id)
	if err != nil {
		return nil, err
	}
	return stated(one.CheckIns.MayAnswer(step, a), CheckInAnswered{Participant: id, As: one.As, Step: step, Answer: a, Left: s.left(id, step)})
}

// SkipCheckIn says that they do not want this contact.
func (s *State) SkipCheckIn(id gehoor.ParticipantID, step string) ([]gehoor.Fact, error) {
	one, err := s.open(id)
	if err != nil {
		return nil, err
	}
	return stated(one.CheckIns.MaySkip(step), CheckInSkipped{Participant: id, As: one.As, Step: step, Left: s.left(id, step)})
}

// StopCheckIns says that they want to be asked no more. What waits is skipped.
func (s *State) StopCheckIns(id gehoor.ParticipantID) ([]gehoor.Fact, error) {
	one, err := s.open(id)
	if err != nil {
		return nil, err
	}
	facts, err := stated(one.CheckIns.MayStop(), CheckInsStopped{Participant: id})
	if waits, ok := one.CheckIns.Open(); ok && err == nil {
		facts = append(facts, CheckInSkipped{Participant: id, As: one.As, Step: waits.Step, Left: s.left(id, waits.Step)})
	}
	return facts, err
}

// ResumeCheckIns takes that back.
func (s *State) ResumeCheckIns(id gehoor.ParticipantID) ([]gehoor.Fact, error) {
	one, err := s.open(id)
	if err != nil {
		return nil, err
	}
	return stated(one.CheckIns.MayResume(), CheckInsResumed{Participant: id})
}

// stated is a fact, unless it may not be.
func stated(refused error, fact gehoor.Fact) ([]gehoor.Fact, error) {
	if refused != nil {
		return nil, refused
	}
	return []gehoor.Fact{fact}, nil
}
