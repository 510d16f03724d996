package signal_test

import (
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal"
)

// TestWithdraw: a reporter stops once, comes back once, and a copy does not change along.
func TestWithdraw(t *testing.T) {
	const id = gehoor.SignalID("11112222333344445555666677778888")
	s, seq := signal.New(), gehoor.Seq(0)
	happen := func(facts ...gehoor.Fact) {
		t.Helper()
		for _, f := range facts {
			seq++
			e := gehoor.Event{Seq: seq, At: time.Date(2026, 4, 1, 9, int(seq), 0, 0, time.UTC), Actor: gehoor.ByReporter(id), Kind: f.Kind()}
			if err := s.Fold(e, f); err != nil {
				t.Fatal(err)
			}
		}
	}
	happen(signal.Received{Signal: id, Content: "c0"})
	one := func() signal.Signal {
		got, _ := s.Get(id)
		return got
	}
	refused := func(code gehoor.Code, facts []gehoor.Fact, err error) {
		t.Helper()
		if !errors.Is(err, gehoor.Refuse(code)) || len(facts) > 0 {
			t.Errorf("%v, %v; want %s", facts, err, code)
		}
	}
	does := func(facts []gehoor.Fact, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		happen(facts...)
	}
	facts, err := s.Withdraw(signal.Withdrew{Signal: id, Pressure: "a little"})
	refused(gehoor.CodeMalformed, facts, err)
	facts, err = s.Withdraw(signal.Withdrew{Signal: "elsewhere", Pressure: signal.PressureNone})
	refused(signal.CodeUnknown, facts, err)
	facts, err = s.Rejoin(id)
	refused(signal.CodeTakesPart, facts, err)

	before := s.Clone()
	does(s.Withdraw(signal.Withdrew{Signal: id, Pressure: signal.PressureThere, Content: "words"}))
	if got := one(); !got.Withdrawn() || got.Pressure != signal.PressureThere || !got.Waiting() {
		t.Errorf("stopped: %+v", got)
	}
	if last := one().Thread[len(one().Thread)-1]; last.Form != signal.FormWithdrawal || last.Pressure != signal.PressureThere || !last.FromReporter {
		t.Errorf("the conversation ends with %+v", last)
	}
	if got, _ := before.Get(id); got.Withdrawn() {
		t.Error("a copy changed along")
	}
	facts, err = s.Withdraw(signal.Withdrew{Signal: id, Pressure: signal.PressureNone})
	refused(signal.CodeWithdrawn, facts, err)

	does(s.Rejoin(id))
	if got := one(); got.Withdrawn() || got.Pressure != "" || got.Thread[len(got.Thread)-1].Form != signal.FormRejoined {
		t.Errorf("back: %+v", got)
	}
	facts, err = s.Rejoin(id)
	refused(signal.CodeTakesPart, facts, err)
	does(s.Withdraw(signal.Withdrew{Signal: id, Pressure: signal.PressureUnsaid}))
	if len(one().Thread) != 3 {
		t.Errorf("the conversation has %d entries", len(one().Thread))
	}
}
