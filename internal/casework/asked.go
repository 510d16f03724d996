package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// SendQuestions sends a reporter the questions of a follow-up that the organisation
// offers. words is a sentence of the handler's own, nil for none. Sent twice with the
// same words it is sent once; without words the second is refused with
// [signal.CodeQuestionsOpen].
func (c *Casework) SendQuestions(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, asked gehoor.Digest, words *ledger.Content) error {
	var content gehoor.ContentID
	contents, err := optional(words, &content)
	if err != nil {
		return err
	}
	return c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		forms, err := c.forms.Load(ctx, org, gehoor.QuestionnaireStream)
		if err != nil {
			return ledger.Decision{}, err
		}
		if !offered(forms.State, asked) {
			return ledger.Decision{}, gehoor.Refuse(questionnaire.CodeRetired)
		}
		facts, err := f.Signals.Ask(s, asked, content)
		if err != nil {
			return ledger.Decision{}, err
		}
		return ledger.Decision{Facts: facts, Inserts: c.tellReporter(org, f, s), Reads: []ledger.Version{forms.Version()}}, nil
	})
}

func offered(a *questionnaire.Adoptions, d gehoor.Digest) bool {
	for _, q := range a.FollowUps() {
		if q.Digest() == d {
			return true
		}
	}
	return false
}

// WithdrawQuestions takes questions back that nobody answered.
func (c *Casework) WithdrawQuestions(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, no int) error {
	return c.asStaff(ctx, org, who, id, nil, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := f.Signals.WithdrawQuestions(s, no)
		return facts, nil, err
	})
}

// Asked is questions that a reporter was sent.
type Asked struct {
	signal.Sending
	Form *questionnaire.Questionnaire
	// Boxes are the compartments, with the reporter's own key.
	Boxes []Box
}

// Asked returns questions to the reporter whom they were sent; the error is
// [gehoor.ErrNotFound] for a number that there is not.
func (c *Casework) Asked(ctx context.Context, box account.Mailbox, no int) (Asked, error) {
	m, err := c.Mailbox(ctx, box)
	if err != nil {
		return Asked{}, err
	}
	sent, ok := m.Signal.Sending(no)
	if !ok {
		return Asked{}, gehoor.ErrNotFound
	}
	forms, err := c.Forms(ctx, box.Org)
	if err != nil {
		return Asked{}, err
	}
	form, ok := forms.Of(sent.Questionnaire)
	if !ok {
		return Asked{}, gehoor.ErrNotFound
	}
	return Asked{Sending: sent, Form: form, Boxes: m.Boxes}, nil
}

// AnswerQuestions takes the reporter's answers, sealed to the conversation, and
// forgets their draft. The same bytes again are the same answers; others are refused
// with [signal.CodeQuestionsDone].
func (c *Casework) AnswerQuestions(ctx context.Context, box account.Mailbox, no int, answers ledger.Content) error {
	contents := []ledger.Content{answers}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.settleQuestions(ctx, box, no, contents, func(s *signal.State) ([]gehoor.Fact, error) {
		return s.Answer(box.Signal, no, answers.ID)
	})
}

// DeclineQuestions says that the reporter would rather not answer, and forgets the
// draft.
func (c *Casework) DeclineQuestions(ctx context.Context, box account.Mailbox, no int) error {
	return c.settleQuestions(ctx, box, no, nil, func(s *signal.State) ([]gehoor.Fact, error) { return s.Decline(box.Signal, no) })
}

func (c *Casework) settleQuestions(ctx context.Context, box account.Mailbox, no int, contents []ledger.Content, act func(*signal.State) ([]gehoor.Fact, error)) error {
	return c.reporterActs(ctx, box, contents, func(f *File) (ledger.Decision, error) {
		facts, err := act(f.Signals)
		draft := account.Draft{Org: box.Org, Lookup: box.Lookup, Sending: no}
		return ledger.Decision{Facts: facts, Deletes: []ledger.Row{draft}}, err
	})
}

// Sent adds the questionnaires of what reporters were sent to those that are shown
// beside answers.
func (f Forms) Sent(beside []*questionnaire.Questionnaire, signals ...signal.Signal) []*questionnaire.Questionnaire {
	for _, s := range signals {
		for _, one := range s.Sendings {
			if form, ok := f.Of(one.Questionnaire); ok && !contains(beside, form) {
				beside = append(beside, form)
			}
		}
	}
	return beside
}

func contains(all []*questionnaire.Questionnaire, one *questionnaire.Questionnaire) bool {
	for _, q := range all {
		if q.Digest() == one.Digest() {
			return true
		}
	}
	return false
}
