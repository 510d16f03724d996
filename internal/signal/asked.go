package signal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Questions that a handler sends to a reporter: a questionnaire, pinned by its
// digest. They are answered or declined by the reporter, or withdrawn before that;
// each happens once. Sending counts a signal's sendings from 1, which is no secret to
// either side.

// QuestionsSent: a handler asked the questions of a questionnaire. Content is a
// sentence of their own; "" if there is none.
type QuestionsSent struct {
	Signal        gehoor.SignalID  `json:"signal"`
	Sending       int              `json:"sending"`
	Questionnaire gehoor.Digest    `json:"questionnaire"`
	Content       gehoor.ContentID `json:"content,omitempty"`
}

// QuestionsAnswered: Content is the answers, of the form that an account has.
type QuestionsAnswered struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Sending int              `json:"sending"`
	Content gehoor.ContentID `json:"content"`
}

// QuestionsDeclined: the reporter would rather not answer. No reason is asked.
type QuestionsDeclined struct {
	Signal  gehoor.SignalID `json:"signal"`
	Sending int             `json:"sending"`
}

// QuestionsWithdrawn: a handler does not ask any more.
type QuestionsWithdrawn struct {
	Signal  gehoor.SignalID `json:"signal"`
	Sending int             `json:"sending"`
}

// Kind names the fact.
func (QuestionsSent) Kind() gehoor.Kind { return "signal.questions-sent" }

// Kind names the fact.
func (QuestionsAnswered) Kind() gehoor.Kind { return "signal.questions-answered" }

// Kind names the fact.
func (QuestionsDeclined) Kind() gehoor.Kind { return "signal.questions-declined" }

// Kind names the fact.
func (QuestionsWithdrawn) Kind() gehoor.Kind { return "signal.questions-withdrawn" }

// Codes of refusals about questions that were sent.
const (
	// CodeQuestionsOpen: these questions wait for an answer already.
	CodeQuestionsOpen gehoor.Code = "signal.questions-open"
	// CodeQuestionsPlain: the reporter's browser runs no scripts, and what answers
	// questions needs them.
	CodeQuestionsPlain gehoor.Code = "signal.questions-plain"
	// CodeQuestionsDone: they were answered, declined or withdrawn.
	CodeQuestionsDone gehoor.Code = "signal.questions-done"
)

// Standing is how it is with questions that were sent.
type Standing string

// The standings.
const (
	QuestionsOpen      Standing = "open"
	QuestionsBack      Standing = "answered"
	QuestionsRefused   Standing = "declined"
	QuestionsTakenBack Standing = "withdrawn"
)

// Sending is questions that a reporter was sent.
type Sending struct {
	// No counts from 1.
	No            int
	Questionnaire gehoor.Digest
	// Words is the sentence that went with them, "" if none did.
	Words gehoor.ContentID
	By    gehoor.Actor
	At    time.Time

	Standing Standing
	// Answers is the content, Since when the standing is as it is.
	Answers gehoor.ContentID
	Since   time.Time
}

// Sending returns questions that were sent, and whether there are any of the number.
func (s Signal) Sending(no int) (Sending, bool) {
	if no < 1 || no > len(s.Sendings) {
		return Sending{}, false
	}
	return s.Sendings[no-1], true
}

// Ask sends the questions of a questionnaire. The same ones are not sent again while
// they wait for an answer: whoever presses twice has asked once.
func (s *State) Ask(id gehoor.SignalID, questionnaire gehoor.Digest, words gehoor.ContentID) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	if one.Plain {
		return nil, gehoor.Refuse(CodeQuestionsPlain)
	}
	same := func(o Sending) bool { return o.Questionnaire == questionnaire && o.Standing == QuestionsOpen }
	if slices.ContainsFunc(one.Sendings, same) {
		return nil, gehoor.Refuse(CodeQuestionsOpen)
	}
	return []gehoor.Fact{QuestionsSent{Signal: id, Sending: len(one.Sendings) + 1, Questionnaire: questionnaire, Content: words}}, nil
}

// Answer answers questions that wait.
func (s *State) Answer(id gehoor.SignalID, no int, c gehoor.ContentID) ([]gehoor.Fact, error) {
	return s.settle(id, no, QuestionsAnswered{Signal: id, Sending: no, Content: c})
}

// Decline says that the reporter would rather not answer.
func (s *State) Decline(id gehoor.SignalID, no int) ([]gehoor.Fact, error) {
	return s.settle(id, no, QuestionsDeclined{Signal: id, Sending: no})
}

// WithdrawQuestions takes questions back that nobody answered.
func (s *State) WithdrawQuestions(id gehoor.SignalID, no int) ([]gehoor.Fact, error) {
	return s.settle(id, no, QuestionsWithdrawn{Signal: id, Sending: no})
}

func (s *State) settle(id gehoor.SignalID, no int, f gehoor.Fact) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	asked, ok := one.Sending(no)
	if !ok {
		return nil, gehoor.ErrNotFound
	}
	if asked.Standing != QuestionsOpen {
		return nil, gehoor.Refuse(CodeQuestionsDone)
	}
	return []gehoor.Fact{f}, nil
}

// foldAsked folds the facts of this file, and says whether it was one.
func (s *Signal) foldAsked(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case QuestionsSent:
		s.Sendings = append(s.Sendings, Sending{
			No: f.Sending, Questionnaire: f.Questionnaire, Words: f.Content, By: e.Actor, At: e.At, Standing: QuestionsOpen, Since: e.At,
		})
		s.addAsked(e, FormQuestions, f.Content, f.Sending)
	case QuestionsAnswered:
		s.stands(f.Sending, QuestionsBack, e.At, f.Content)
		s.addAsked(e, FormAnswers, f.Content, f.Sending)
	case QuestionsDeclined:
		s.stands(f.Sending, QuestionsRefused, e.At, "")
		s.addAsked(e, FormDeclined, "", f.Sending)
	case QuestionsWithdrawn:
		s.stands(f.Sending, QuestionsTakenBack, e.At, "")
	default:
		return false
	}
	return true
}

func (s *Signal) stands(no int, as Standing, at time.Time, answers gehoor.ContentID) {
	if _, ok := s.Sending(no); ok {
		one := &s.Sendings[no-1]
		one.Standing, one.Since, one.Answers = as, at, answers
	}
}

func (s *Signal) addAsked(e gehoor.Event, form Form, c gehoor.ContentID, no int) {
	s.add(e, form, c)
	s.Thread[len(s.Thread)-1].Sending = no
}

// askedOf is the signal that a fact of this file is about.
func askedOf(f gehoor.Fact) gehoor.SignalID {
	switch f := f.(type) {
	case QuestionsSent:
		return f.Signal
	case QuestionsAnswered:
		return f.Signal
	case QuestionsDeclined:
		return f.Signal
	case QuestionsWithdrawn:
		return f.Signal
	}
	return ""
}
