package protocol_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/google/go-cmp/cmp"
)

// halves are the shipped definition in two: each has one of its steps.
func halves() (protocol.Definition, protocol.Definition) {
	one, other := receive(), receive()
	one.Code, one.Steps = "one", one.Steps[:1]
	other.Code, other.Steps = "other", other.Steps[1:]
	other.Steps[0].Needs = nil
	return one, other
}

// TestSetOfOne: what was pinned when there was one definition stays pinned.
func TestSetOfOne(t *testing.T) {
	set := protocol.NewSet(receive())
	if set.Digest() != receive().Digest() {
		t.Error("a set of one has another digest than its definition")
	}
	facts := []protocol.Fact{{Kind: "signal.received", At: at(t, "2026-01-05 09:00"), Seq: 1, Signal: first}}
	now := at(t, "2026-01-14 09:00")
	if diff := cmp.Diff(protocol.Evaluate(receive(), setting(t), facts, now), set.Evaluate(setting(t), facts, now)); diff != "" {
		t.Errorf("evaluated otherwise than its definition:\n%s", diff)
	}
}

// TestSetIsItsParts: two definitions together say what one with the steps of both
// says.
func TestSetIsItsParts(t *testing.T) {
	one, other := halves()
	set, whole := protocol.NewSet(other, one), receive()
	whole.Steps[1].Needs = nil
	facts := []protocol.Fact{
		{Kind: "signal.received", At: at(t, "2026-01-05 09:00"), Seq: 1, Signal: first},
		{Kind: "signal.received", At: at(t, "2026-01-07 09:00"), Seq: 2, Signal: second},
		{Kind: "signal.acknowledged", At: at(t, "2026-01-08 09:00"), Seq: 3, Signal: second},
		{Kind: "signal.made-formal", At: at(t, "2026-01-09 09:00"), Seq: 4, Signal: second},
	}
	for day := range 200 {
		now := at(t, "2026-01-09 10:00").AddDate(0, 0, day)
		want, got := protocol.Evaluate(whole, setting(t), facts, now), set.Evaluate(setting(t), facts, now)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("on day %d (-one definition +set)\n%s", day, diff)
		}
		if len(want.Clocks) == 0 {
			t.Fatal("nothing to compare")
		}
	}
}

// TestSetAddsEverything: a set forgets nothing that a definition says, also what a
// Result will say one day.
func TestSetAddsEverything(t *testing.T) {
	full := reflect.New(reflect.TypeFor[protocol.Result]()).Elem()
	for i := range full.NumField() {
		switch f := full.Field(i); f.Interface().(type) {
		case bool:
			f.SetBool(true)
		case time.Time:
			f.Set(reflect.ValueOf(time.Unix(1, 0)))
		default:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		}
	}
	var sum protocol.Result
	protocol.AddResult(&sum, full.Interface().(protocol.Result))
	for i := range full.NumField() {
		if got := reflect.ValueOf(sum).Field(i); !reflect.DeepEqual(got.Interface(), full.Field(i).Interface()) {
			t.Errorf("a set loses Result.%s", full.Type().Field(i).Name)
		}
	}
}

func TestSetOrder(t *testing.T) {
	one, other := halves()
	a, b := protocol.NewSet(one, other), protocol.NewSet(other, one)
	if a.Digest() != b.Digest() || a.Digest() == one.Digest() || a.Digest() == protocol.NewSet(one).Digest() {
		t.Error("the digest of a set depends on the order, or not on all of it")
	}
	if codes := []string{b[0].Code, b[1].Code}; !slices.Equal(codes, []string{"one", "other"}) {
		t.Errorf("in the order %v", codes)
	}
	other.Version = "2.0.0"
	if with := a.With(other); len(with) != 2 || with[1].Version != "2.0.0" || a[1].Version == "2.0.0" {
		t.Errorf("with another edition: %+v", with)
	}
	if _, ok := a.Step(protocol.StepFeedback); !ok {
		t.Error("a step of the second definition is not found")
	}
	if _, ok := a.Protocol("third"); ok {
		t.Error("a protocol is found that is not there")
	}
}

func TestSetCheck(t *testing.T) {
	one, other := halves()
	if p := protocol.NewSet(one, other).Check(); len(p) > 0 {
		t.Errorf("a good set: %v", p)
	}
	twice := other
	twice.Steps = slices.Concat(other.Steps, one.Steps)
	many := make([]protocol.Definition, 21)
	for i := range many {
		many[i] = protocol.Definition{Code: strings.Repeat("a", i+1)}
	}
	for _, c := range []struct {
		name, want string
		set        protocol.Set
	}{
		{"a step twice", `step "acknowledge": the protocol "one" has a step of this name too: rename this one`, protocol.NewSet(one, twice)},
		{"a protocol twice", `there are two protocols "one": rename one`, protocol.NewSet(one, one)},
		{"too many", `there are 21 protocols: have at most 20 at the same time`, protocol.NewSet(many...)},
	} {
		if p := c.set.Check(); len(p) != 1 || p.Error() != c.want {
			t.Errorf("%s: %v, want %q", c.name, p, c.want)
		}
	}
}

// TestSetWakes: the set wakes with whichever of its definitions wakes first.
func TestSetWakes(t *testing.T) {
	one, other := halves()
	facts := []protocol.Fact{{Kind: "signal.received", At: at(t, "2026-01-05 09:00"), Seq: 1, Signal: first}}
	acknowledged := append(slices.Clip(facts), protocol.Fact{Kind: "signal.acknowledged", At: at(t, "2026-01-05 10:00"), Seq: 2, Signal: first})
	now := at(t, "2026-01-05 11:00")
	for _, c := range []struct {
		facts []protocol.Fact
		want  string
	}{{facts, "2026-01-13 00:00:00"}, {acknowledged, "2026-04-06 00:00:00"}, {nil, "never"}} {
		if got := protocol.NewSet(one, other).Evaluate(setting(t), c.facts, now).Wake; wall(got) != c.want {
			t.Errorf("after %d facts it wakes at %s, want %s", len(c.facts), wall(got), c.want)
		}
	}
	var none protocol.Set
	if r := none.Evaluate(setting(t), facts, now); !cmp.Equal(r, protocol.Result{}) {
		t.Errorf("an empty set says %+v", r)
	}
	if none.Digest() == gehoor.Digest("") {
		t.Error("an empty set has no digest")
	}
}

// TestSetProposes: every protocol must allow it, and how a dossier can end is what
// they say together.
func TestSetProposes(t *testing.T) {
	one, other := halves()
	other.Steps[0].Needs = []protocol.StepCode{"feedback-first"}
	other.Steps = append(other.Steps, protocol.Step{Code: "feedback-first", Stop: []gehoor.Kind{"signal.message-sent"}, PerSignal: true})
	one.Exits = []protocol.Exit{{Code: "solved"}}
	third := protocol.Definition{Code: "third", Exits: []protocol.Exit{{Code: "passed-on"}, {Code: "solved"}}}
	asleep := protocol.Definition{Code: "asleep", Trigger: []protocol.Start{{Kind: "signal.made-formal"}}, Exits: []protocol.Exit{{Code: "never"}}}
	set := protocol.NewSet(one, other, third, asleep)
	facts := []protocol.Fact{{Kind: "signal.received", At: at(t, "2026-01-05 09:00"), Seq: 1, Signal: first}}
	now := at(t, "2026-01-05 10:00")
	end := func(exit string) protocol.Fact {
		return protocol.Fact{Kind: protocol.Closed, Fields: map[string]any{protocol.FieldExit: exit}}
	}
	for _, c := range []struct {
		name string
		fact protocol.Fact
		want gehoor.Code
	}{
		{"what nobody minds", protocol.Fact{Kind: "signal.acknowledged", Signal: first}, ""},
		{"what one protocol refuses", protocol.Fact{Kind: "signal.feedback-given", Signal: first}, protocol.CodeNotYet},
		{"an exit of both", end("solved"), ""},
		{"an exit of one", end("passed-on"), ""},
		{"an exit of none", end("forgotten"), protocol.CodeNoExit},
		{"an exit of one that the dossier does not follow", end("never"), protocol.CodeNoExit},
	} {
		r := set.Propose(setting(t), facts, now, c.fact)
		if (r == nil) != (c.want == "") || r != nil && r.Code != c.want {
			t.Errorf("%s: %v, want %q", c.name, r, c.want)
		}
	}
	if got := set.Evaluate(setting(t), facts, now).Exits; len(got) != 2 || !slices.ContainsFunc(got, func(x protocol.ExitStanding) bool { return x.Code == "passed-on" }) {
		t.Errorf("exits %+v", got)
	}
	if labels := set.Labels(); labels[protocol.StepFeedback].EN == "" || labels[protocol.StepAcknowledge].EN == "" {
		t.Errorf("labels %v", labels)
	}
}

// TestNeverFollowed: a dossier that never began to follow a protocol has nothing of it,
// also if facts came that would have made a step of it late.
func TestNeverFollowed(t *testing.T) {
	d := heartbeat()
	d.Trigger = []protocol.Start{{Kind: "signal.made-formal"}}
	s := (&stream{t: t}).add("2026-01-05 09:00", "signal.received", first).by(protocol.ByReporter).
		add("2026-01-30 09:00", "signal.acknowledged", first).by(protocol.ByStaff)
	late := func() bool {
		return slices.ContainsFunc(protocol.Evaluate(d, setting(t), s.facts, at(t, "2026-02-01 09:00")).Clocks, protocol.Clock.Late)
	}
	if late() {
		t.Error("it is late under a protocol that it never followed")
	}
	s.add("2026-01-31 09:00", "signal.made-formal", first)
	if !late() {
		t.Error("what was before it followed the protocol does not count")
	}
}
