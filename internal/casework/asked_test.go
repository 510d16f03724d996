package casework_test

import (
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// TestSendQuestions: sent once, answered once, the draft gone with the answer, and
// told to both sides; handlers see the day on which a reporter answered.
func TestSendQuestions(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	burden, err := questionnaire.Newest("burden")
	w.must(err)
	sentence := words("how are you?")
	ask := func(q gehoor.Digest) error {
		return w.SendQuestions(ctx, veenhaven, noor, box.Dossier, box.Signal, q, nil)
	}

	w.must(w.SendQuestions(ctx, veenhaven, noor, box.Dossier, box.Signal, burden.Digest(), &sentence))
	w.must(w.SendQuestions(ctx, veenhaven, noor, box.Dossier, box.Signal, burden.Digest(), &sentence)) // the same bytes
	w.refused(ask(burden.Digest()), signal.CodeQuestionsOpen)
	w.refused(ask("sha256-none"), questionnaire.CodeRetired)
	intake, err := questionnaire.Newest("signal")
	w.must(err)
	w.refused(ask(intake.Digest()), questionnaire.CodeRetired)
	if err := w.SendQuestions(ctx, veenhaven, gehoor.PersonID(id("9")), box.Dossier, box.Signal, burden.Digest(), nil); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who does not hold the dossier: %v", err)
	}

	asked, err := w.Asked(ctx, box, 1)
	w.must(err)
	if asked.Form.Digest() != burden.Digest() || asked.Words != sentence.ID || asked.Standing != signal.QuestionsOpen {
		t.Errorf("asked %+v", asked.Sending)
	}
	for _, no := range []int{0, 2} {
		if _, err := w.Asked(ctx, box, no); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("number %d: %v", no, err)
		}
	}
	if list, err := w.OpenOwn(ctx, box, []gehoor.ContentID{sentence.ID}); err != nil || string(list[0].Bytes) != "how are you?" {
		t.Errorf("the reporter opens %v, %v", list, err)
	}

	w.must(w.store.PutDraft(ctx, account.Draft{Org: veenhaven, Lookup: box.Lookup, Sending: 1, Sealed: []byte("half"), SavedOn: protocol.Day(w.now)}))
	w.must(w.AnswerQuestions(ctx, box, 1, words("my answers")))
	w.must(w.AnswerQuestions(ctx, box, 1, words("my answers"))) // the same bytes
	w.refused(w.AnswerQuestions(ctx, box, 1, words("others")), signal.CodeQuestionsDone)
	w.refused(w.DeclineQuestions(ctx, box, 1), signal.CodeQuestionsDone)
	w.refused(w.WithdrawQuestions(ctx, veenhaven, noor, box.Dossier, box.Signal, 1), signal.CodeQuestionsDone)
	if _, err := w.store.Draft(ctx, veenhaven, box.Lookup, 1); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the draft of what was answered: %v", err)
	}
	d, err := w.Dossier(ctx, veenhaven, bram, box.Dossier)
	w.must(err)
	sent := d.Signals[0].Sendings[0]
	if sent.Standing != signal.QuestionsBack || !sent.Since.Equal(protocol.Day(sent.Since)) {
		t.Errorf("a handler sees %+v", sent)
	}
	if list, err := w.Open(ctx, veenhaven, bram, box.Dossier, []gehoor.ContentID{sent.Answers}); err != nil || string(list[0].Bytes) != "my answers" {
		t.Errorf("a handler opens %v, %v", list, err)
	}
	w.must(ask(burden.Digest()))
	w.must(w.WithdrawQuestions(ctx, veenhaven, bram, box.Dossier, box.Signal, 2))
	w.must(ask(burden.Digest()))
	w.must(w.DeclineQuestions(ctx, box, 3))
}

// TestRetiredQuestionsAreAnswered: what was sent stays what it is, whatever the
// organisation offers later.
func TestRetiredQuestionsAreAnswered(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	burden, err := questionnaire.Newest("burden")
	w.must(err)
	w.must(w.SendQuestions(ctx, veenhaven, noor, box.Dossier, box.Signal, burden.Digest(), nil))
	w.must(w.RetireForm(ctx, veenhaven, gehoor.System, "burden"))
	other := w.send("R2")
	w.refused(w.SendQuestions(ctx, veenhaven, noor, other.Dossier, other.Signal, burden.Digest(), nil), questionnaire.CodeRetired)
	asked, err := w.Asked(ctx, box, 1)
	w.must(err)
	if asked.Form.Digest() != burden.Digest() {
		t.Errorf("asked %s", asked.Form.ID)
	}
	w.must(w.AnswerQuestions(ctx, box, 1, words("answers")))
}
