package signal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// Consent that a handler asks a reporter for. The reporter says yes or no; no needs no
// reason, and nothing follows from it. Asking counts a signal's askings from 1.

// ConsentAsked: a handler asked for it. Content is why, in words to the conversation.
type ConsentAsked struct {
	Signal gehoor.SignalID `json:"signal"`
	Asking int             `json:"asking"`
	record.Consent
	// NewReason: the same was asked not long ago, and there is another reason now.
	NewReason bool             `json:"new_reason,omitempty"`
	Content   gehoor.ContentID `json:"content"`
}

// ConsentAnswered is the reporter's yes or no. What a yes agrees to is a fact of its own.
type ConsentAnswered struct {
	Signal gehoor.SignalID `json:"signal"`
	Asking int             `json:"asking"`
	Agreed bool            `json:"agreed"`
}

// Kind names the fact.
func (ConsentAsked) Kind() gehoor.Kind { return "signal.consent-asked" }

// Kind names the fact.
func (ConsentAnswered) Kind() gehoor.Kind { return "signal.consent-answered" }

// Codes of refusals about asking for consent.
const (
	// CodeConsentOpen: this was asked, and waits for an answer.
	CodeConsentOpen gehoor.Code = "consent.asked-open"
	// CodeConsentLately: this was asked less than four weeks ago, and there is no new
	// reason.
	CodeConsentLately gehoor.Code = "consent.asked-lately"
	// CodeConsentPlain: the reporter's browser runs no scripts, and what gives consent
	// needs them.
	CodeConsentPlain gehoor.Code = "consent.plain"
	// CodeConsentDone: it was answered.
	CodeConsentDone gehoor.Code = "consent.answered-before"
)

// askAgainDays is how long the same is not asked again without a new reason: a reporter
// who is asked often enough says yes to have peace.
const askAgainDays = 28

// Asking is consent that a reporter was asked for.
type Asking struct {
	// No counts from 1.
	No int
	record.Consent
	Words gehoor.ContentID
	By    gehoor.Actor
	At    time.Time
	// AnsweredAt is zero as long as it waits; then Agreed is the answer.
	AnsweredAt time.Time
	Agreed     bool
}

// Open says whether it waits for an answer.
func (a Asking) Open() bool { return a.AnsweredAt.IsZero() }

// Asking returns consent that was asked for, and whether there is any of the number.
func (s Signal) Asking(no int) (Asking, bool) {
	if no < 1 || no > len(s.Askings) {
		return Asking{}, false
	}
	return s.Askings[no-1], true
}

// Asked are the askings that wait for an answer, oldest first.
func (s Signal) Asked() []Asking {
	return slices.DeleteFunc(slices.Clone(s.Askings), func(a Asking) bool { return !a.Open() })
}

// AskConsent asks a reporter for consent. The same recipient and purpose are not asked
// while that waits, nor within four weeks without a new reason.
func (s *State) AskConsent(id gehoor.SignalID, c record.Consent, newReason bool, words gehoor.ContentID, now time.Time) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	if err := c.Check(); err != nil {
		return nil, err
	}
	if one.Plain {
		return nil, gehoor.Refuse(CodeConsentPlain)
	}
	for _, a := range one.Askings {
		switch {
		case a.Consent != c:
		case a.Open():
			return nil, gehoor.Refuse(CodeConsentOpen)
		case !newReason && now.Before(a.At.AddDate(0, 0, askAgainDays)):
			return nil, gehoor.Refuse(CodeConsentLately)
		}
	}
	return []gehoor.Fact{ConsentAsked{Signal: id, Asking: len(one.Askings) + 1, Consent: c, NewReason: newReason, Content: words}}, nil
}

// AnswerConsent says yes or no, once.
func (s *State) AnswerConsent(id gehoor.SignalID, no int, agreed bool) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	asked, ok := one.Asking(no)
	if !ok {
		return nil, gehoor.ErrNotFound
	}
	if !asked.Open() {
		return nil, gehoor.Refuse(CodeConsentDone)
	}
	return []gehoor.Fact{ConsentAnswered{Signal: id, Asking: no, Agreed: agreed}}, nil
}

// foldConsent folds the facts of this file, and says whether it was one.
func (s *Signal) foldConsent(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case ConsentAsked:
		s.Askings = append(s.Askings, Asking{No: f.Asking, Consent: f.Consent, Words: f.Content, By: e.Actor, At: e.At})
		s.add(e, FormConsent, f.Content)
		s.Thread[len(s.Thread)-1].Asking = f.Asking
	case ConsentAnswered:
		if _, ok := s.Asking(f.Asking); ok {
			one := &s.Askings[f.Asking-1]
			one.AnsweredAt, one.Agreed = e.At, f.Agreed
		}
		s.add(e, FormConsentAnswer, "")
		s.Thread[len(s.Thread)-1].Asking = f.Asking
	default:
		return false
	}
	return true
}

// consentOf is the signal that a fact of this file is about; "" for another fact.
func consentOf(f gehoor.Fact) gehoor.SignalID {
	switch f := f.(type) {
	case ConsentAsked:
		return f.Signal
	case ConsentAnswered:
		return f.Signal
	}
	return ""
}
