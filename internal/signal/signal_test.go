package signal_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal"
)

const one = gehoor.SignalID("one")

var start = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)

func reporter(h int, f gehoor.Fact) (gehoor.Event, gehoor.Fact) {
	return gehoor.Event{Kind: f.Kind(), Actor: gehoor.ByReporter(one), At: start.Add(time.Duration(h) * time.Hour), Seq: gehoor.Seq(h + 1)}, f
}

func staff(h int, f gehoor.Fact) (gehoor.Event, gehoor.Fact) {
	e, f := reporter(h, f)
	e.Actor = gehoor.ByPerson("noor")
	return e, f
}

func fold(t *testing.T, s *signal.State, e gehoor.Event, f gehoor.Fact) {
	t.Helper()
	if err := s.Fold(e, f); err != nil {
		t.Fatal(err)
	}
}

func received(t *testing.T) *signal.State {
	t.Helper()
	s := signal.New()
	facts, err := s.Receive(signal.Received{Signal: one, Content: "account"},
		signal.Routed{Signal: one, Office: gehoor.OfficeMayor, Language: gehoor.English, NotSafe: true}, "who")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		e, f := reporter(0, f)
		fold(t, s, e, f)
	}
	return s
}

func TestReceive(t *testing.T) {
	got, ok := received(t).Get(one)
	if !ok {
		t.Fatal("a received signal is not there")
	}
	if got.Account != "account" || got.Office != gehoor.OfficeMayor || got.Language != gehoor.English || !got.NotSafe || got.Who != "who" {
		t.Errorf("got %+v", got)
	}
	if !got.ReceivedAt.Equal(start) || !got.Waiting() {
		t.Errorf("received at %v, waiting %v", got.ReceivedAt, got.Waiting())
	}
}

func TestReceiveRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		state *signal.State
		route signal.Routed
		want  gehoor.Code
	}{
		{"a signal that is there", received(t), signal.Routed{Office: gehoor.OfficeMayor, Language: gehoor.Dutch}, gehoor.CodeReplayed},
		{"an office that nobody can choose", signal.New(), signal.Routed{Office: gehoor.OfficeExternalDesk, Language: gehoor.Dutch}, signal.CodeOffice},
		{"an office that is not there", signal.New(), signal.Routed{Office: "emperor", Language: gehoor.Dutch}, signal.CodeOffice},
		{"a language that we do not speak", signal.New(), signal.Routed{Office: gehoor.OfficeMayor, Language: "la"}, signal.CodeLanguage},
	} {
		if _, err := c.state.Receive(signal.Received{Signal: one}, c.route, ""); !errors.Is(err, &gehoor.Refusal{Code: c.want}) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func TestOnceOnly(t *testing.T) {
	s := received(t)
	for _, c := range []struct {
		name string
		act  func() ([]gehoor.Fact, error)
		want gehoor.Code
	}{
		{"acknowledge", func() ([]gehoor.Fact, error) { return s.Acknowledge(one, "c") }, signal.CodeAcknowledged},
		{"make formal", func() ([]gehoor.Fact, error) { return s.MakeFormal(one) }, signal.CodeFormal},
	} {
		facts, err := c.act()
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		e, f := staff(1, facts[0])
		fold(t, s, e, f)
		if _, err := c.act(); !errors.Is(err, &gehoor.Refusal{Code: c.want}) {
			t.Errorf("%s again: got %v, want %s", c.name, err, c.want)
		}
	}
}

func TestNothingAboutAnUnknownSignal(t *testing.T) {
	s := signal.New()
	for name, act := range map[string]func() ([]gehoor.Fact, error){
		"acknowledge": func() ([]gehoor.Fact, error) { return s.Acknowledge(one, "c") },
		"say":         func() ([]gehoor.Fact, error) { return s.Say(one, "c") },
		"feedback":    func() ([]gehoor.Fact, error) { return s.GiveFeedback(one, "c") },
		"make formal": func() ([]gehoor.Fact, error) { return s.MakeFormal(one) },
	} {
		if _, err := act(); !errors.Is(err, &gehoor.Refusal{Code: signal.CodeUnknown}) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	for _, f := range []gehoor.Fact{signal.Routed{Signal: one}, signal.MessageSent{Signal: one}} {
		if e, f := staff(1, f); s.Fold(e, f) == nil {
			t.Errorf("%s folds without a signal", f.Kind())
		}
	}
}

func TestWaitingFollowsTheLastWord(t *testing.T) {
	s := received(t)
	step := func(e gehoor.Event, f gehoor.Fact, waiting bool) {
		t.Helper()
		fold(t, s, e, f)
		if got, _ := s.Get(one); got.Waiting() != waiting {
			t.Errorf("after %s by %s: waiting %v", e.Kind, e.Actor, got.Waiting())
		}
	}
	e, f := staff(1, signal.Acknowledged{Signal: one, Content: "a"})
	step(e, f, false)
	e, f = reporter(2, signal.MessageSent{Signal: one, Content: "b"})
	step(e, f, true)
	e, f = staff(3, signal.FeedbackGiven{Signal: one, Content: "c"})
	step(e, f, false)
	got, _ := s.Get(one)
	if !got.ReporterAt().Equal(start.Add(2 * time.Hour)) {
		t.Errorf("the reporter last wrote at %v", got.ReporterAt())
	}
	if len(got.Thread) != 3 || got.Thread[1].FromReporter != true || got.Thread[2].Form != signal.FormFeedback {
		t.Errorf("thread %+v", got.Thread)
	}
}

// TestAllSeen: what comes of somebody who has not seen all of their own is refused.
func TestAllSeen(t *testing.T) {
	s := received(t)
	for seen, want := range []bool{true, false} {
		if err := s.AllSeen(one, 0); (err == nil) != want {
			t.Fatalf("with %d messages there: %v", seen, err)
		}
		if want {
			facts, err := s.Say(one, "b")
			if err != nil {
				t.Fatal(err)
			}
			e, f := reporter(1, facts[0])
			fold(t, s, e, f)
		}
	}
	if err := s.AllSeen(one, 1); err != nil {
		t.Errorf("who has seen it: %v", err)
	}
}

func TestPlainly(t *testing.T) {
	s := received(t)
	e, f := reporter(0, signal.SentPlainly{Signal: one})
	fold(t, s, e, f)
	if got, _ := s.Get(one); !got.Plain {
		t.Error("that its words pass the server is forgotten")
	}
}

func TestClone(t *testing.T) {
	s := received(t)
	c := s.Clone()
	e, f := staff(1, signal.Acknowledged{Signal: one, Content: "a"})
	fold(t, c, e, f)
	if got, _ := s.Get(one); !got.AcknowledgedAt.IsZero() || len(got.Thread) != 0 {
		t.Error("folding onto a clone changed the original")
	}
}

type stranger struct{}

func (stranger) Kind() gehoor.Kind { return "signal.never-heard-of" }

func TestFoldForgetsNothing(t *testing.T) {
	if err := signal.New().Fold(gehoor.Event{Kind: "signal.never-heard-of"}, stranger{}); err == nil {
		t.Error("an unknown fact of our own noun is ignored")
	}
	if err := signal.New().Fold(gehoor.Event{Kind: "measure.imposed"}, stranger{}); err != nil {
		t.Errorf("a fact of another noun: %v", err)
	}
}

func ExampleState_Acknowledge() {
	s := signal.New()
	_ = s.Fold(gehoor.Event{Kind: "signal.received"}, signal.Received{Signal: "one"})
	facts, _ := s.Acknowledge("one", "words")
	_ = s.Fold(gehoor.Event{Kind: "signal.acknowledged", At: start}, facts[0])
	_, err := s.Acknowledge("one", "words again")
	fmt.Println(err)
	// Output: refused: signal.acknowledged-before
}
