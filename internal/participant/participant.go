package participant

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
)

// Form is what an entry of the thread is.
type Form string

// The forms.
const (
	FormMessage   Form = "message"
	FormAgreement Form = "agreement"
	FormAnswer    Form = "agreement-answer"
	FormCheckIn   Form = "check-in"
)

// Entry is one thing that was said, by either side.
type Entry struct {
	Form    Form
	Content gehoor.ContentID
	By      gehoor.Actor
	At      time.Time
	// Own: the participant said it.
	Own bool
	// Agreement is which one, of one that was shared or answered; Agrees is the answer.
	Agreement gehoor.Seq
	Agrees    bool
	// Step is the contact that was answered, of [FormCheckIn].
	Step string
}

// Participant is one of them.
type Participant struct {
	ID       gehoor.ParticipantID
	As       As
	Language gehoor.Language
	// Who says who it is, in internal words.
	Who        gehoor.ContentID
	AdmittedAt time.Time
	By         gehoor.Actor
	// EndedAt is zero as long as the code opens something.
	EndedAt  time.Time
	Thread   []Entry
	CheckIns checkin.List
}

// Ended says whether the code opens nothing any more.
func (p Participant) Ended() bool { return !p.EndedAt.IsZero() }

// WaitingSince is when the participant said the last that somebody should answer; zero if
// it was answered, or if nothing was said. That it goes well, and that an agreement is as it
// was made, asks no answer, and takes nothing away from what was said before it.
func (p Participant) WaitingSince() time.Time {
	if p.Ended() {
		return time.Time{}
	}
	for _, e := range slices.Backward(p.Thread) {
		if !e.Own {
			break
		}
		if !p.settled(e) {
			return e.At
		}
	}
	return time.Time{}
}

// Waiting says whether the participant waits for an answer.
func (p Participant) Waiting() bool { return !p.WaitingSince().IsZero() }

// settled says whether an entry of the participant's asks no answer by itself. Of several
// answers about an agreement the last stands.
func (p Participant) settled(e Entry) bool {
	switch e.Form {
	case FormCheckIn:
		c, _ := p.CheckIns.Of(e.Step)
		return c.Quiet()
	case FormAnswer:
		last, _ := p.Answer(e.Agreement)
		return last.Agrees && last.Content == ""
	}
	return false
}

// Shared says whether an agreement was shared, and Answer how it was answered last.
func (p Participant) Shared(agreement gehoor.Seq) bool {
	return slices.ContainsFunc(p.Thread, func(e Entry) bool { return e.Form == FormAgreement && e.Agreement == agreement })
}

// Answer is how an agreement was answered last, and whether it was.
func (p Participant) Answer(agreement gehoor.Seq) (Entry, bool) {
	for _, e := range slices.Backward(p.Thread) {
		if e.Form == FormAnswer && e.Agreement == agreement {
			return e, true
		}
	}
	return Entry{}, false
}

// State is the participants of a dossier.
type State struct {
	order []gehoor.ParticipantID
	byID  map[gehoor.ParticipantID]*Participant
}

// New returns the state of a stream without events.
func New() *State { return &State{byID: map[gehoor.ParticipantID]*Participant{}} }

// Clone returns an independent copy.
func (s *State) Clone() *State {
	c := &State{order: slices.Clone(s.order), byID: make(map[gehoor.ParticipantID]*Participant, len(s.byID))}
	for id, one := range s.byID {
		copied := *one
		copied.Thread = slices.Clone(one.Thread)
		copied.CheckIns = one.CheckIns.Clone()
		c.byID[id] = &copied
	}
	return c
}

// Get returns one of them, and whether there is such a one.
func (s *State) Get(id gehoor.ParticipantID) (Participant, bool) {
	one, ok := s.byID[id]
	if !ok {
		return Participant{}, false
	}
	return *one, true
}

// All returns them in the order in which they were admitted.
func (s *State) All() []Participant {
	all := make([]Participant, len(s.order))
	for i, id := range s.order {
		all[i] = *s.byID[id]
	}
	return all
}

// WaitingSince is when the last was said by a participant who waits for an answer; zero if
// none waits.
func (s *State) WaitingSince() time.Time {
	var since time.Time
	for _, p := range s.All() {
		if at := p.WaitingSince(); at.After(since) {
			since = at
		}
	}
	return since
}
