package protocol_test

import (
	"slices"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestStandSaysWhatEvaluateSays: of each clock, and of what waits for a need.
func TestStandSaysWhatEvaluateSays(t *testing.T) {
	set, d := setting(t), receive()
	rapid.Check(t, func(t *rapid.T) {
		facts := anyFacts().Draw(t, "facts")
		now := after(t, facts)
		r, all := protocol.Evaluate(d, set, facts, now), protocol.Stand(d, set, facts, now)
		for _, c := range r.Clocks {
			i := slices.IndexFunc(all, func(s protocol.Standing) bool { return s.Step == c.Step && s.Signal == c.Signal })
			if i < 0 {
				t.Fatalf("the clock %+v has no standing", c)
			}
			s := all[i]
			got := protocol.Clock{Step: s.Step, Signal: s.Signal, State: s.State, Started: s.Started, Target: s.Target, Met: s.Over, MetLate: s.Late && !s.Over.IsZero(), Basis: s.Basis, Article: s.Article}
			want := c
			want.Actor, want.Label, want.Law, want.Aim, want.Latest = "", gehoor.Text{}, "", got.Aim, got.Latest
			if d := cmp.Diff(want, got); d != "" {
				t.Fatal(d)
			}
		}
		for _, s := range all {
			step, _ := d.Step(s.Step)
			refused := slices.ContainsFunc(r.Refused, func(f protocol.Refused) bool { return f.Signal == s.Signal && f.Action == step.Stop[0] })
			if s.Over.IsZero() && refused != (len(s.Waits) > 0) {
				t.Fatalf("%s is refused: %v, and waits for %v", s.Step, refused, s.Waits)
			}
		}
	})
}

// TestStandOfWhatHasNoClock: what nothing began, what begins by itself, what was ended
// in time, and the turns of what is done again.
func TestStandOfWhatHasNoClock(t *testing.T) {
	set := setting(t)
	fact := func(kind gehoor.Kind, moment string, seq gehoor.Seq) protocol.Fact {
		return protocol.Fact{Kind: kind, At: at(t, moment), Seq: seq, Signal: first}
	}
	received := fact("signal.received", "2026-01-05 09:00", 1)
	stands := func(d protocol.Definition, step protocol.StepCode, now string, facts ...protocol.Fact) protocol.Standing {
		t.Helper()
		for _, s := range protocol.Stand(d, set, facts, at(t, now)) {
			if s.Step == step && s.Signal == first {
				return s
			}
		}
		t.Fatalf("%s does not stand", step)
		return protocol.Standing{}
	}
	ahead := stands(receive(), protocol.StepFeedback, "2026-01-06 09:00", received)
	if ahead.State != protocol.StateAhead || ahead.Target.IsZero() || !slices.Equal(ahead.Waits, []protocol.StepCode{protocol.StepAcknowledge}) {
		t.Errorf("feedback that begins later: %+v", ahead)
	}
	d := receive()
	d.Steps[0].Repeat, d.Steps[0].Ends = true, []protocol.End{{Kind: "signal.made-formal"}}
	d.Steps[0].Statutory = nil
	if s := stands(d, protocol.StepAcknowledge, "2026-01-06 09:00", fact("signal.message-sent", "2026-01-05 09:00", 1), fact("signal.feedback-given", "2026-01-05 09:00", 2)); s.State != protocol.StateWaiting || !s.Target.IsZero() {
		t.Errorf("what nothing began: %+v", s)
	}
	twice := []protocol.Fact{received, fact("signal.acknowledged", "2026-01-06 09:00", 2), fact("signal.received", "2026-01-07 09:00", 3), fact("signal.acknowledged", "2026-01-08 09:00", 4)}
	if s := stands(d, protocol.StepAcknowledge, "2026-01-09 09:00", twice...); s.State != protocol.StateMet || s.Times != 2 || s.Late {
		t.Errorf("done twice: %+v", s)
	}
	if s := stands(d, protocol.StepAcknowledge, "2026-01-09 09:00", append(twice, fact("signal.received", "2026-01-09 08:00", 5))...); s.State != protocol.StateRunning || s.Times != 2 {
		t.Errorf("the third time: %+v", s)
	}
	if s := stands(d, protocol.StepAcknowledge, "2026-01-09 09:00", received, fact("signal.made-formal", "2026-01-06 09:00", 2)); s.State != protocol.StateEnded || s.Late {
		t.Errorf("ended in time: %+v", s)
	}
}
