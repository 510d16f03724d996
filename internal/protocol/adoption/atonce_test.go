package adoption_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
)

// guarded is an edition of the shipped protocol with guards that hold at once: each is
// named by a letter and refuses feedback.
func guarded(t *testing.T, version, letters string, changes ...string) adoption.Proposal {
	t.Helper()
	guards := ""
	for _, l := range letters {
		guards += strings.ReplaceAll(`
  - id: G-X
    why: {nl: Nog niet., en: Not yet.}
    on: [signal.feedback-given]
    if: not done["acknowledge"]
    effect: refuse
    applies: at-once
    stories: {stopped: a, passed: b}`, "G-X", "G-"+string(l))
	}
	if guards != "" {
		guards = "\nguards:" + strings.NewReplacer(changes...).Replace(guards) + "\n"
	}
	return edition(t, append([]string{"1.0.0", version, "\nladders:", guards + "\nladders:"}, changes...)...)
}

// said is what is held, in a line: "A 1.1.0 3-5".
func said(held []protocol.Held) string {
	var all []string
	for _, h := range held {
		line := strings.TrimPrefix(h.Guard.Code, "G-") + " " + h.Version + " " + string(rune('0'+h.From)) + "-"
		if h.Until != 0 {
			line += string(rune('0' + h.Until))
		}
		all = append(all, line)
	}
	return strings.Join(all, ", ")
}

// A dossier has beside its own edition what the edition holds at once that it took up:
// from then on, and until it takes up one without.
func TestHeld(t *testing.T) {
	s := newStream(t)
	s.must(s.adopt(guarded(t, "1.1.0", "A"))) // fact 1
	s.must(s.adopt(guarded(t, "1.2.0", "AB")))
	s.must(s.adopt(another(t, "further"))) // 3: holds nothing at once
	if got := s.Setting(); got != 2 {
		t.Errorf("an adoption without anything that holds at once moves dossiers to %d", got)
	}
	s.must(s.adopt(guarded(t, "1.3.0", "B"))) // 4
	s.must(s.adopt(guarded(t, "1.4.0", "")))
	if got := s.Setting(); got != 5 {
		t.Errorf("what takes away what held is taken up by %d", got)
	}
	s.take(s.Retire("further", s.InForce(base()).Digest(), base())) // 6
	if got := s.Setting(); got != 5 {
		t.Errorf("retiring moves dossiers to %d", got)
	}
	all := []adoption.Point{{Seq: 2, Setting: 1}, {Seq: 4, Setting: 2}, {Seq: 6, Setting: 4}, {Seq: 8, Setting: 5}}
	for n, want := range []string{"", "A 1.1.0 2-", "A 1.1.0 2-, B 1.2.0 4-", "A 1.1.0 2-6, B 1.2.0 4-", "A 1.1.0 2-6, B 1.2.0 4-8"} {
		if got := said(s.Held(base(), all[:n])); got != want {
			t.Errorf("after %d settings %q, want %q", n, got, want)
		}
	}
	if h := s.Held(base(), all[:1])[0]; !h.At.Equal(s.All[0].At) {
		t.Errorf("it holds since %s, want %s", h.At, s.All[0].At)
	}
	own := protocol.NewSet(s.All[1].Definition) // opened under the second edition
	if got := said(s.Held(own, all[1:3])); got != "" {
		t.Errorf("what its own edition has holds twice: %q", got)
	}
	if got := said(s.Held(protocol.NewSet(s.All[3].Definition), []adoption.Point{{Seq: 2, Setting: 2}})); got != "A 1.2.0 2-" {
		t.Errorf("an edition adopted again: %q", got)
	}
}

// What is adopted is told of each edition that somebody can still follow.
func TestReaches(t *testing.T) {
	s := newStream(t)
	says := func(p adoption.Proposal) string {
		var all []string
		for _, r := range s.Reaches(p.Definition, base()) {
			line := r.Version + ":"
			for _, h := range r.Hold {
				line += " +" + h.Guard.Code
			}
			for _, h := range r.Gone {
				line += " -" + h.Guard.Code
			}
			for _, u := range r.Unfit {
				line += " ?" + u.Guard.Code + "/" + string(u.Step)
			}
			all = append(all, line)
		}
		return strings.Join(all, "; ")
	}
	want := func(p adoption.Proposal, want string) {
		t.Helper()
		if got := says(p); got != want {
			t.Errorf("%s: %q, want %q", p.Definition.Version, got, want)
		}
	}
	want(another(t, "further"), "")
	want(edition(t, "1.0.0", "1.1.0", "aim: 2wd", "aim: 1wd"), "")
	want(guarded(t, "1.1.0", "A"), "1.0.0: +G-A")
	s.must(s.adopt(guarded(t, "1.1.0", "A")))
	want(guarded(t, "1.2.0", "AB"), "1.1.0: +G-B; 1.0.0: +G-B")
	want(guarded(t, "1.2.0", "B"), "1.1.0: +G-B; 1.0.0: +G-B -G-A")
	want(guarded(t, "1.2.0", ""), "1.0.0: -G-A")

	// A step that the edition in force has, and the one before it has not.
	call := []string{"steps:", `steps:
  - id: call
    actor: caseworker
    each: signal
    start: [signal.received]
    record: [dossier.closed]
    term: {length: 2wd, basis: default, late: usual}
    label: {nl: Bellen, en: Call}
    told: {nl: Wij bellen u., en: We call you.}
`}
	with := guarded(t, "1.2.0", "A", append(call, `done["acknowledge"]`, `done["call"]`)...)
	s.refused(s.adopt(with), adoption.CodeAtOnce)
	s.must(s.adopt(guarded(t, "1.2.0", "A", call...)))
	with = guarded(t, "1.3.0", "A", append(call, `done["acknowledge"]`, `done["call"]`)...)
	want(with, "1.2.0: +G-A; 1.1.0: ?G-A/call; 1.0.0: -G-A ?G-A/call")
	s.must(s.adopt(with))
}

// What holds depends on nothing that was adopted afterwards, so that rows come out the
// same at a replay.
func TestHeldIsOfItsTime(t *testing.T) {
	s := newStream(t)
	s.must(s.adopt(guarded(t, "1.1.0", "A")))
	points := []adoption.Point{{Seq: 3, Setting: 1}}
	before := said(s.Held(base(), points))
	s.must(s.adopt(guarded(t, "1.2.0", "B")))
	s.take(s.Close([]protocol.Closing{closing(4, 3)}, nil, 0, today))
	s.must(s.adopt(guarded(t, "1.3.0", "")))
	if after := said(s.Held(base(), points)); after != before || !slices.Equal([]gehoor.Seq{s.Setting(), s.LastClosings().Seq}, []gehoor.Seq{4, 3}) {
		t.Errorf("%q became %q; setting %d, closings %d", before, after, s.Setting(), s.LastClosings().Seq)
	}
}

// Who adopts several is told which one is refused; one whose name says that it is an
// example is never adopted.
func TestAdoptAllRefused(t *testing.T) {
	s := newStream(t)
	place := adoption.Place{Shipped: base(), Today: today}
	all := []adoption.Proposal{another(t, "further"), guarded(t, "1.1.0", "A"), guarded(t, "1.2.0", "B")}
	for i := range all {
		all[i].After = s.InForce(base()).Digest()
	}
	facts, err := s.AdoptAll(all, place)
	if err != nil || len(facts) != 3 || len(s.All) != 0 {
		t.Fatalf("%d facts, %v; adopted already: %d", len(facts), err, len(s.All))
	}
	s.take(facts, nil)
	if set := s.InForce(base()); len(set) != 2 || set[1].Version != "1.2.0" {
		t.Errorf("in force: %v", set)
	}
	twice := []adoption.Proposal{another(t, "other"), guarded(t, "1.2.0", "B")}
	twice[0].After = s.InForce(base()).Digest()
	_, err = s.AdoptAll(twice, place)
	s.refused(err, adoption.CodeInForce)
	var one adoption.Refused
	if !errors.As(err, &one) || one.Protocol != "receive" || len(s.All) != 3 {
		t.Errorf("%v; adopted: %d", err, len(s.All))
	}
	s.refused(s.adopt(another(t, "example-bad")), adoption.CodeExample)
	s.refused(s.Fits(another(t, "example-bad").Definition, base()), adoption.CodeExample)
}
