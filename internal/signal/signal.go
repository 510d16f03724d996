package signal

import (
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
)

// Signal is anything received, and what was said since.
type Signal struct {
	ID       gehoor.SignalID
	Account  gehoor.ContentID
	Office   gehoor.Office
	Language gehoor.Language
	NotSafe  bool
	Formal   bool
	// Plain: its words pass through the server in the clear (SentPlainly).
	Plain bool
	// Who is the content that says who the reporter is; "" if not given.
	Who gehoor.ContentID
	// Passed is set if an adviser passed it on: then it has no reporter, and Account only says
	// whom it is about.
	Passed *Passed
	// Entered says who wrote the account, if it was not the reporter.
	Entered Entering
	// TalkAsked: the reporter wants to talk, and nobody of staff wrote since.
	TalkAsked bool
	// TalkAskedAt is since when; asking again does not begin anew. Zero if no talk
	// is wanted.
	TalkAskedAt time.Time

	ReceivedAt     time.Time
	ReceivedSeq    gehoor.Seq
	AcknowledgedAt time.Time
	FeedbackAt     time.Time
	// Thread is the conversation after the account, oldest first.
	Thread []Entry
	// Sendings are the questions that the reporter was sent, oldest first.
	Sendings []Sending
	// Demands are what the reporter pressed, oldest first.
	Demands []Demand
	// Askings are the consents that the reporter was asked for, oldest first.
	Askings []Asking
	// CheckIns are the contacts at which the reporter is asked how it goes.
	CheckIns checkin.List
	// WithdrawnAt is since when the reporter takes no further part; zero if they do.
	// Pressure is what they said of it.
	WithdrawnAt time.Time
	Pressure    Pressure
	// Reach is when and how the reporter can be reached; nil as long as they did not say.
	Reach *Reach
}

// Form is what an entry of the conversation is.
type Form string

// The forms of an entry.
const (
	FormAcknowledgement Form = "acknowledgement"
	FormMessage         Form = "message"
	FormFeedback        Form = "feedback"
	// FormFile: the content says what the file is, not what is in it.
	FormFile Form = "file"
	// FormCorrection: the reporter says what is wrong in an account that somebody
	// else wrote.
	FormCorrection Form = "correction"
	// FormTalk: the reporter wants to talk, and says when and how.
	FormTalk Form = "talk"
	// FormQuestions: questions were sent; the content is a sentence that went with
	// them, "" if none did.
	FormQuestions Form = "questions"
	// FormAnswers: the reporter's answers to them.
	FormAnswers Form = "answers"
	// FormDeclined: the reporter would rather not answer. There is no content.
	FormDeclined Form = "declined"
	// FormDemand: the reporter demands an answer of somebody else; the content is what
	// went with it, "" if nothing did.
	FormDemand Form = "demand"
	// FormDemandAnswer: somebody else's answer to it.
	FormDemandAnswer Form = "demand-answer"
	// FormConsent: consent was asked for; the content is why.
	FormConsent Form = "consent"
	// FormConsentAnswer: the reporter said yes or no. There is no content.
	FormConsentAnswer Form = "consent-answer"
	// FormCheckIn: the reporter said how it goes; the content is what went with it, "" if
	// nothing did.
	FormCheckIn Form = "check-in"
	// FormWithdrawal: the reporter takes no further part; the content is what went with it,
	// "" if nothing did.
	FormWithdrawal Form = "withdrawal"
	// FormRejoined: the reporter takes part again. There is no content.
	FormRejoined Form = "rejoined"
)

// Entry is one message in a conversation, or one file.
type Entry struct {
	Form         Form
	Content      gehoor.ContentID
	FromReporter bool
	By           gehoor.Actor
	At           time.Time
	// Sending says of which questions an entry is; 0 for other forms.
	Sending int
	// Asking says of which consent an entry is; 0 for other forms.
	Asking int
	// Reason is what was pressed; "" for other forms than [FormDemand].
	Reason Reason
	// Step is the contact that was answered; "" for other forms than [FormCheckIn].
	Step string
	// Pressure is what was said of it; "" for other forms than [FormWithdrawal].
	Pressure Pressure
}

// Waiting says whether the reporter's last word has no answer yet. That it goes well
// asks for none.
func (s Signal) Waiting() bool {
	if s.Nobody() {
		return false
	}
	for _, e := range slices.Backward(s.Thread) {
		if c, ok := s.CheckIns.Of(e.Step); ok && e.Form == FormCheckIn && c.Quiet() {
			continue
		}
		return e.FromReporter
	}
	return true
}

// FromReporter counts the reporter's messages after the account.
func (s Signal) FromReporter() int {
	n := 0
	for _, e := range s.Thread {
		if e.FromReporter {
			n++
		}
	}
	return n
}

// ReporterAt is when the reporter last wrote.
func (s Signal) ReporterAt() time.Time {
	for _, e := range slices.Backward(s.Thread) {
		if e.FromReporter {
			return e.At
		}
	}
	return s.ReceivedAt
}

// State is the signals of one dossier, in the order in which they came.
type State struct {
	order []gehoor.SignalID
	byID  map[gehoor.SignalID]*Signal
}

// New returns the state of a dossier without signals.
func New() *State { return &State{byID: map[gehoor.SignalID]*Signal{}} }

// Clone returns an independent copy.
func (s *State) Clone() *State {
	c := &State{order: slices.Clone(s.order), byID: maps.Clone(s.byID)}
	for id, one := range c.byID {
		copied := *one
		copied.Thread = slices.Clone(one.Thread)
		copied.Sendings = slices.Clone(one.Sendings)
		copied.Demands = slices.Clone(one.Demands)
		copied.Askings = slices.Clone(one.Askings)
		copied.CheckIns = one.CheckIns.Clone()
		copied.Entered.Corrections = slices.Clone(one.Entered.Corrections)
		c.byID[id] = &copied
	}
	return c
}

// Get returns a signal, and whether the dossier has it.
func (s *State) Get(id gehoor.SignalID) (Signal, bool) {
	one, ok := s.byID[id]
	if !ok {
		return Signal{}, false
	}
	return *one, true
}

// All returns the signals in the order in which they came.
func (s *State) All() []Signal {
	all := make([]Signal, len(s.order))
	for i, id := range s.order {
		all[i] = *s.byID[id]
	}
	return all
}
