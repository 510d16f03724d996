package signal_test

import (
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal"
)

// TestQuestions: what was sent is settled once, in one of three ways; who presses
// twice has asked once; and asking is no answer to who wants to talk.
func TestQuestions(t *testing.T) {
	const id, asked, other = gehoor.SignalID("11112222333344445555666677778888"), gehoor.Digest("sha256-a"), gehoor.Digest("sha256-b")
	s := signal.New()
	seq := gehoor.Seq(0)
	at := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
	staff, reporter := gehoor.ByPerson("0123456789abcdef0123456789abcdef"), gehoor.ByReporter(id)
	does := func(by gehoor.Actor, facts []gehoor.Fact, err error) {
		t.Helper()
		if err != nil || len(facts) != 1 {
			t.Fatalf("%v, %v", facts, err)
		}
		seq++
		if err := s.Fold(gehoor.Event{Seq: seq, At: at.Add(time.Duration(seq) * time.Hour), Actor: by, Kind: facts[0].Kind()}, facts[0]); err != nil {
			t.Fatal(err)
		}
	}
	refused := func(want error, facts []gehoor.Fact, err error) {
		t.Helper()
		if !errors.Is(err, want) || len(facts) > 0 {
			t.Errorf("%v, %v; want %v", facts, err, want)
		}
	}
	one := func() signal.Signal { got, _ := s.Get(id); return got }
	does(reporter, []gehoor.Fact{signal.Received{Signal: id, Content: "c0"}}, nil)
	does(reporter, []gehoor.Fact{signal.TalkAsked{Signal: id}}, nil)

	ask := func(q gehoor.Digest, words gehoor.ContentID) ([]gehoor.Fact, error) { return s.Ask(id, q, words) }
	facts, err := ask(asked, "c1")
	does(staff, facts, err)
	if !one().TalkAsked || one().Waiting() {
		t.Error("questions count as an answer to who wants to talk, or as the reporter's")
	}
	facts, err = ask(asked, "c2")
	refused(gehoor.Refuse(signal.CodeQuestionsOpen), facts, err)
	facts, err = ask(other, "")
	does(staff, facts, err)

	facts, err = s.Answer(id, 1, "c3")
	does(reporter, facts, err)
	for _, settle := range []func() ([]gehoor.Fact, error){
		func() ([]gehoor.Fact, error) { return s.Answer(id, 1, "c4") },
		func() ([]gehoor.Fact, error) { return s.Decline(id, 1) },
		func() ([]gehoor.Fact, error) { return s.WithdrawQuestions(id, 1) },
	} {
		facts, err = settle()
		refused(gehoor.Refuse(signal.CodeQuestionsDone), facts, err)
	}
	facts, err = s.Decline(id, 2)
	does(reporter, facts, err)
	for _, no := range []int{-1, 0, 3} {
		facts, err = s.Answer(id, no, "c4")
		refused(gehoor.ErrNotFound, facts, err)
	}
	facts, err = ask(asked, "") // the same questions again, now that they were answered
	does(staff, facts, err)
	before := s.Clone()
	facts, err = s.WithdrawQuestions(id, 3)
	does(staff, facts, err)
	if kept, _ := before.Get(id); kept.Sendings[2].Standing != signal.QuestionsOpen {
		t.Error("a clone changed with its original")
	}
	for i, want := range []signal.Standing{signal.QuestionsBack, signal.QuestionsRefused, signal.QuestionsTakenBack} {
		if got := one().Sendings[i]; got.Standing != want || got.No != i+1 {
			t.Errorf("%d: %+v, want %s", i, got, want)
		}
	}
	does(reporter, []gehoor.Fact{signal.SentPlainly{Signal: id}}, nil)
	facts, err = ask(asked, "")
	refused(gehoor.Refuse(signal.CodeQuestionsPlain), facts, err)
	facts, err = s.Ask("gone", asked, "")
	refused(gehoor.Refuse(signal.CodeUnknown), facts, err)
}
