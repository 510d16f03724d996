package protocol_test

import (
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var (
	begins = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	kinds  = []gehoor.Kind{
		"signal.received", "signal.acknowledged", "signal.feedback-given",
		"signal.made-formal", "signal.message-sent", "dossier.note-written",
	}
)

// anyFacts draws a stream as a store would hold it: Seq without gaps, and At
// that mostly, not always, goes forward.
func anyFacts() *rapid.Generator[[]protocol.Fact] {
	return rapid.Custom(func(t *rapid.T) []protocol.Fact {
		facts := make([]protocol.Fact, rapid.IntRange(0, 12).Draw(t, "facts"))
		moment := begins
		for i := range facts {
			moment = moment.Add(time.Duration(rapid.IntRange(-3600, 20*86400).Draw(t, "pause")) * time.Second)
			facts[i] = protocol.Fact{
				Kind:   rapid.SampledFrom(kinds).Draw(t, "kind"),
				At:     moment,
				Seq:    gehoor.Seq(i + 1),
				Signal: rapid.SampledFrom([]gehoor.SignalID{first, second}).Draw(t, "signal"),
			}
		}
		return facts
	})
}

// after draws a moment that no fact is later than.
func after(t *rapid.T, facts []protocol.Fact) time.Time {
	now := begins
	for _, f := range facts {
		if f.At.After(now) {
			now = f.At
		}
	}
	return now.Add(time.Duration(rapid.IntRange(0, 200*86400).Draw(t, "later")) * time.Second)
}

// still is what a result says, without when it will say something else.
func still(r protocol.Result) protocol.Result {
	r.Next, r.Wake = time.Time{}, time.Time{}
	return r
}

func TestOrderOfTheSliceDoesNotMatter(t *testing.T) {
	set := setting(t)
	rapid.Check(t, func(t *rapid.T) {
		facts := anyFacts().Draw(t, "stream")
		now := after(t, facts)
		want := protocol.Evaluate(receive(), set, facts, now)
		mixed := rapid.Permutation(facts).Draw(t, "mixed")
		kept := slices.Clone(mixed)
		if diff := cmp.Diff(want, protocol.Evaluate(receive(), set, mixed, now)); diff != "" {
			t.Fatalf("(-in order +mixed):\n%s", diff)
		}
		if diff := cmp.Diff(kept, mixed); diff != "" {
			t.Fatalf("the caller's slice was changed:\n%s", diff)
		}
	})
}

func TestUnrelatedFactsDoNotMatter(t *testing.T) {
	set := setting(t)
	rapid.Check(t, func(t *rapid.T) {
		facts := anyFacts().Draw(t, "stream")
		now := after(t, facts)
		only := func(signal gehoor.SignalID, facts []protocol.Fact) (clocks []protocol.Clock) {
			for _, c := range protocol.Evaluate(receive(), set, facts, now).Clocks {
				if c.Signal == signal {
					clocks = append(clocks, c)
				}
			}
			return clocks
		}
		related := slices.DeleteFunc(slices.Clone(facts), func(f protocol.Fact) bool {
			return f.Signal != first || f.Kind == "signal.message-sent" || f.Kind == "dossier.note-written"
		})
		if diff := cmp.Diff(only(first, related), only(first, facts)); diff != "" {
			t.Fatalf("(-alone +among others):\n%s", diff)
		}
	})
}

func TestLateStaysLate(t *testing.T) {
	set := setting(t)
	rapid.Check(t, func(t *rapid.T) {
		facts := anyFacts().Draw(t, "stream")
		now := after(t, facts)
		later := now.Add(time.Duration(rapid.IntRange(0, 400*86400).Draw(t, "and later")) * time.Second)
		was := protocol.Evaluate(receive(), set, facts, now).Clocks
		is := protocol.Evaluate(receive(), set, facts, later).Clocks
		// Also when the step is done then.
		done := slices.Clone(facts)
		for _, k := range []gehoor.Kind{"signal.acknowledged", "signal.feedback-given"} {
			for _, s := range []gehoor.SignalID{first, second} {
				done = append(done, protocol.Fact{Kind: k, At: now, Seq: gehoor.Seq(len(done) + 1), Signal: s})
			}
		}
		after := protocol.Evaluate(receive(), set, done, later).Clocks
		for _, c := range was {
			same := func(o protocol.Clock) bool { return o.Step == c.Step && o.Signal == c.Signal }
			for name, clocks := range map[string][]protocol.Clock{"later": is, "when done": after} {
				i := slices.IndexFunc(clocks, same)
				if i < 0 || (c.Late() && !clocks[i].Late()) || clocks[i].Target.After(c.Target) {
					t.Fatalf("%s: %+v\nbecame %+v", name, c, clocks)
				}
			}
			if c.Target.After(c.Latest) || c.Aim.After(c.Target) || !c.Started.Before(c.Target) {
				t.Fatalf("moments in the wrong order: %+v", c)
			}
		}
	})
}

// Next is after now, something changes then, and nothing before.
func TestNext(t *testing.T) {
	set := setting(t)
	rapid.Check(t, func(t *rapid.T) {
		facts := anyFacts().Draw(t, "stream")
		now := after(t, facts)
		if rapid.Bool().Draw(t, "clock set back") {
			now = now.AddDate(0, -4, 0)
		}
		for range 30 {
			r := protocol.Evaluate(receive(), set, facts, now)
			until := r.Next.Add(-time.Second)
			if r.Next.IsZero() {
				until = now.AddDate(5, 0, 0)
			} else if !r.Next.After(now) {
				t.Fatalf("next %v is not after now %v", r.Next, now)
			}
			between := now.Add(time.Duration(rapid.Int64Range(0, int64(until.Sub(now)/time.Second)).Draw(t, "between")) * time.Second)
			for _, m := range []time.Time{between, until} {
				if diff := cmp.Diff(still(r), still(protocol.Evaluate(receive(), set, facts, m))); diff != "" {
					t.Fatalf("something changed at %v, before %v:\n%s", m, r.Next, diff)
				}
			}
			if r.Next.IsZero() {
				return
			}
			if cmp.Equal(still(r), still(protocol.Evaluate(receive(), set, facts, r.Next))) {
				t.Fatalf("nothing changes at %v:\n%s", r.Next, show(r))
			}
			now = r.Next
		}
		t.Fatal("no end of changes")
	})
}

// told records escalations as the tick does, at now.
func told(facts []protocol.Fact, r protocol.Result, now time.Time) []protocol.Fact {
	facts = slices.Clone(facts)
	for _, e := range r.Escalations {
		facts = append(facts, protocol.Fact{
			Kind: protocol.Escalated, At: now, Seq: gehoor.Seq(len(facts) + 1), Signal: e.Signal,
			Fields: map[string]any{protocol.FieldStep: string(e.Step), protocol.FieldLevel: e.Level},
		})
	}
	return facts
}

// A tick that wakes at every Wake, one that sleeps for two years, and one in
// between tell the same people the same things, each once.
func TestTicksMissNothing(t *testing.T) {
	set := setting(t, "2026-05-15")
	rapid.Check(t, func(t *rapid.T) {
		facts := anyFacts().Draw(t, "stream")
		start := after(t, facts)
		end := start.AddDate(2, 0, 0)
		if rapid.Bool().Draw(t, "clock set back") {
			start = start.AddDate(0, -4, 0)
		}
		asleep := protocol.Evaluate(receive(), set, facts, end).Escalations
		if rest := protocol.Evaluate(receive(), set, told(facts, protocol.Result{Escalations: asleep}, end), end); len(rest.Escalations) != 0 || !rest.Wake.IsZero() {
			t.Fatalf("told twice:\n%s", show(rest))
		}

		var awake []protocol.Escalation
		now := start
		for range 100 {
			r := protocol.Evaluate(receive(), set, facts, now)
			if pending := !r.Wake.IsZero() && !r.Wake.After(now); pending != (len(r.Escalations) > 0) {
				t.Fatalf("wake %v at %v with %d escalations", r.Wake, now, len(r.Escalations))
			}
			if len(r.Escalations) > 0 && !r.Escalations[0].At.Equal(r.Wake) {
				t.Fatalf("wake %v is not the first of %v", r.Wake, r.Escalations)
			}
			awake = append(awake, r.Escalations...)
			facts = told(facts, r, now)
			next := protocol.Evaluate(receive(), set, facts, now)
			if next.Wake.IsZero() {
				break
			}
			if !next.Wake.After(now) {
				t.Fatalf("the tick does not move on from %v", now)
			}
			now = next.Wake
		}
		slices.SortStableFunc(awake, func(a, b protocol.Escalation) int { return a.At.Compare(b.At) })
		if len(awake) != len(asleep) {
			t.Fatalf("awake %v\nasleep %v", awake, asleep)
		}
		for _, e := range asleep {
			if !slices.ContainsFunc(awake, func(a protocol.Escalation) bool { return cmp.Equal(a, e) }) {
				t.Fatalf("%v was missed by %v", e, awake)
			}
		}
	})
}
