package signal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// After the end the program asks how it goes with the reporter, for each contact that a
// protocol has (protocols.md §1.8, G-NAZORG). The reporter answers, skips this one, or
// wants to be asked no more, which can be taken back. Only the last question can be
// answered: who is asked after three months is not asked any more how it went after one.

// Going is how it goes, on three points.
type Going string

// The three, in the order in which they are shown.
const (
	GoingWell Going = "well"
	GoingSoSo Going = "so-so"
	GoingBad  Going = "bad"
)

// Goings lists them in the order in which they are shown.
func Goings() []Going { return []Going{GoingWell, GoingSoSo, GoingBad} }

// Valid says whether there is such an answer.
func (g Going) Valid() bool { return slices.Contains(Goings(), g) }

// CheckInAsked: the program asked how it goes. Step is the contact of the protocol.
type CheckInAsked struct {
	Signal gehoor.SignalID `json:"signal"`
	Step   string          `json:"step"`
}

// CheckInAnswered is the reporter's answer. KeptAway: somebody asked them to stay away, to
// work from home or to do other work. Content are words with it, "" if there are none.
type CheckInAnswered struct {
	Signal       gehoor.SignalID  `json:"signal"`
	Step         string           `json:"step"`
	Going        Going            `json:"going"`
	KeptAway     bool             `json:"kept_away"`
	TreatedWorse bool             `json:"worse"`
	Content      gehoor.ContentID `json:"content,omitempty"`
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

// Codes of refusals about how it goes.
const (
	// CodeCheckInDone: it was answered or skipped, or a later question came.
	CodeCheckInDone gehoor.Code = "signal.check-in-done"
	// CodeCheckInsStopped: the reporter said before that they want to be asked no more.
	CodeCheckInsStopped gehoor.Code = "signal.check-ins-stopped-before"
	// CodeCheckInsOn: the reporter is asked already.
	CodeCheckInsOn gehoor.Code = "signal.check-ins-on"
)

// CheckIn is one contact: how it goes was asked, or was not because the reporter wants
// none.
type CheckIn struct {
	Step string
	// AskedAt is zero if it was skipped unasked.
	AskedAt time.Time
	// AnsweredAt and SkippedAt are zero as long as it was not.
	AnsweredAt, SkippedAt time.Time
	// Passed: a later question came before an answer did.
	Passed bool

	Going                  Going
	KeptAway, TreatedWorse bool
	Content                gehoor.ContentID
}

// Open says whether it can be answered.
func (c CheckIn) Open() bool {
	return !c.AskedAt.IsZero() && c.AnsweredAt.IsZero() && c.SkippedAt.IsZero() && !c.Passed
}

// Quiet says of an answer that nobody need do anything: it goes well, and nothing was
// said.
func (c CheckIn) Quiet() bool {
	return c.Going == GoingWell && !c.KeptAway && !c.TreatedWorse && c.Content == ""
}

// Wrong says of an answer that a closed dossier must be taken up again: it goes badly, one
// of the two happened, or it goes so-so and there is more to say.
func (c CheckIn) Wrong() bool {
	return c.Going == GoingBad || c.KeptAway || c.TreatedWorse || c.Going == GoingSoSo && c.Content != ""
}

// CheckIn returns the contact of a step, and whether there was one.
func (s Signal) CheckIn(step string) (CheckIn, bool) {
	i := slices.IndexFunc(s.CheckIns, func(c CheckIn) bool { return c.Step == step })
	if i < 0 {
		return CheckIn{}, false
	}
	return s.CheckIns[i], true
}

// OpenCheckIn returns the question that waits for an answer, and whether there is one.
func (s Signal) OpenCheckIn() (CheckIn, bool) {
	if n := len(s.CheckIns); n > 0 && s.CheckIns[n-1].Open() {
		return s.CheckIns[n-1], true
	}
	return CheckIn{}, false
}

// CheckIn is what the program does when a contact comes: it asks, or notes that this
// reporter wants none. A contact comes once.
func (s *State) CheckIn(id gehoor.SignalID, step string) []gehoor.Fact {
	one, ok := s.byID[id]
	if !ok {
		return nil
	}
	if _, came := one.CheckIn(step); came {
		return nil
	}
	if one.NoCheckIns {
		return []gehoor.Fact{CheckInSkipped{Signal: id, Step: step}}
	}
	return []gehoor.Fact{CheckInAsked{Signal: id, Step: step}}
}

// AnswerCheckIn answers the question that waits.
func (s *State) AnswerCheckIn(f CheckInAnswered) ([]gehoor.Fact, error) {
	if !f.Going.Valid() {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if err := s.checkInWaits(f.Signal, f.Step); err != nil {
		return nil, err
	}
	return []gehoor.Fact{f}, nil
}

// SkipCheckIn says that the reporter does not want this contact.
func (s *State) SkipCheckIn(id gehoor.SignalID, step string) ([]gehoor.Fact, error) {
	if err := s.checkInWaits(id, step); err != nil {
		return nil, err
	}
	return []gehoor.Fact{CheckInSkipped{Signal: id, Step: step}}, nil
}

func (s *State) checkInWaits(id gehoor.SignalID, step string) error {
	one, ok := s.byID[id]
	if !ok {
		return gehoor.Refuse(CodeUnknown)
	}
	if waits, ok := one.OpenCheckIn(); !ok || waits.Step != step {
		return gehoor.Refuse(CodeCheckInDone)
	}
	return nil
}

// StopCheckIns says that the reporter wants to be asked no more. What waits for an answer
// is skipped.
func (s *State) StopCheckIns(id gehoor.SignalID) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeUnknown)
	case one.NoCheckIns:
		return nil, gehoor.Refuse(CodeCheckInsStopped)
	}
	facts := []gehoor.Fact{CheckInsStopped{Signal: id}}
	if waits, ok := one.OpenCheckIn(); ok {
		facts = append(facts, CheckInSkipped{Signal: id, Step: waits.Step})
	}
	return facts, nil
}

// ResumeCheckIns takes that back.
func (s *State) ResumeCheckIns(id gehoor.SignalID) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeUnknown)
	case !one.NoCheckIns:
		return nil, gehoor.Refuse(CodeCheckInsOn)
	}
	return []gehoor.Fact{CheckInsResumed{Signal: id}}, nil
}

// foldCheckIn folds the facts of this file, and says whether it was one.
func (s *Signal) foldCheckIn(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case CheckInAsked:
		for i := range s.CheckIns {
			s.CheckIns[i].Passed = s.CheckIns[i].Passed || s.CheckIns[i].Open()
		}
		s.CheckIns = append(s.CheckIns, CheckIn{Step: f.Step, AskedAt: e.At})
	case CheckInAnswered:
		one := s.checkIn(f.Step)
		one.AnsweredAt, one.Going, one.KeptAway, one.TreatedWorse, one.Content = e.At, f.Going, f.KeptAway, f.TreatedWorse, f.Content
		s.add(e, FormCheckIn, f.Content)
		s.Thread[len(s.Thread)-1].Step = f.Step
	case CheckInSkipped:
		s.checkIn(f.Step).SkippedAt = e.At
	case CheckInsStopped:
		s.NoCheckIns = true
	case CheckInsResumed:
		s.NoCheckIns = false
	default:
		return false
	}
	return true
}

// checkIn is the contact of a step, a new one if there was none.
func (s *Signal) checkIn(step string) *CheckIn {
	i := slices.IndexFunc(s.CheckIns, func(c CheckIn) bool { return c.Step == step })
	if i < 0 {
		i, s.CheckIns = len(s.CheckIns), append(s.CheckIns, CheckIn{Step: step})
	}
	return &s.CheckIns[i]
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
