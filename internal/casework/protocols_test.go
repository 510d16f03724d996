package casework_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/view"
)

// edition is the shipped protocol with some words changed.
func edition(t *testing.T, changes ...string) []byte {
	t.Helper()
	file, err := os.ReadFile("../../protocols/receive.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.NewReplacer(changes...).Replace(string(file)))
}

// quick has feedback in a month, and late in six.
func quick(t *testing.T) []byte {
	return edition(t, "1.0.0", "1.1.0", "length: 3mnd", "length: 1mnd")
}
func late(t *testing.T) []byte { return edition(t, "1.0.0", "1.2.0", "length: 3mnd", "length: 6mnd") }

func (w *world) inForce() gehoor.Digest {
	w.t.Helper()
	p, err := w.Protocols(w.t.Context(), veenhaven)
	w.must(err)
	return p.Set.Digest()
}

func (w *world) follow(file []byte) {
	w.t.Helper()
	w.must(w.AdoptProtocol(w.t.Context(), veenhaven, gehoor.System, file, adoption.Gates{}, w.inForce()))
}

func (w *world) closes(days ...protocol.Closing) {
	w.t.Helper()
	p, err := w.Protocols(w.t.Context(), veenhaven)
	w.must(err)
	w.must(w.CloseOffice(w.t.Context(), veenhaven, gehoor.System, append(slices.Clone(p.Days), days...), p.Setting()))
}

// due is when a step of a signal is due.
func (w *world) due(box account.Mailbox, step protocol.StepCode) string {
	w.t.Helper()
	m, err := w.Mailbox(w.t.Context(), box)
	w.must(err)
	for _, o := range m.Open {
		if o.Step == step {
			return o.Target.In(protocol.Amsterdam()).Format("2006-01-02 15:04")
		}
	}
	return "never"
}

// replays says that every row is what its stream and the streams that it names say.
func (w *world) replays() {
	w.t.Helper()
	streams := 0
	node := casework.New(w.deps()) // which remembers nothing
	w.must(node.Replay(w.t.Context(), veenhaven, func(s gehoor.StreamID, extra, missing []any) {
		streams++
		if len(extra) > 0 || len(missing) > 0 {
			w.t.Errorf("%s: extra %+v, missing %+v", s, extra, missing)
		}
	}))
	if streams < 5 {
		w.t.Errorf("only %d streams were replayed", streams)
	}
}

// A dossier keeps the protocols with which it was opened.
func TestDossierKeepsItsProtocols(t *testing.T) {
	w := newWorld(t)
	before := w.send("R1")
	w.follow(quick(t))
	between := w.send("R2")
	w.follow(late(t))
	after := w.send("R3")
	want := map[account.Mailbox]string{before: "2026-04-12 23:59", between: "2026-02-12 23:59", after: "2026-07-12 23:59"}
	for _, node := range []*casework.Casework{w.Casework, casework.New(w.deps())} { // one that remembers, one that does not
		w.Casework = node
		for box, due := range want {
			if got := w.due(box, protocol.StepFeedback); got != due {
				t.Errorf("feedback is due %s, want %s", got, due)
			}
		}
	}
	w.replays()

	w.days(2)
	for _, box := range []account.Mailbox{before, between, after} {
		w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("seen "+string(box.Dossier))))
	}
	w.days(60)
	w.tick()
	items, _, err := w.WorkList(t.Context(), veenhaven, noor, view.WorkFilter{Late: true}, view.Cursor{}, 10)
	w.must(err)
	if len(items) != 1 || items[0].Dossier != between.Dossier {
		t.Errorf("late after two months: %+v, want the one of the month", items)
	}
	w.replays()

	digests := map[gehoor.Digest]bool{}
	for _, box := range []account.Mailbox{before, between, after} {
		for _, e := range w.eventsOf(gehoor.DossierStream(box.Dossier)) {
			digests[e.Protocol] = true
		}
	}
	if len(digests) != 3 {
		t.Errorf("%d digests pin three sets", len(digests))
	}
}

// eventsOf are those of a stream.
func (w *world) eventsOf(s gehoor.StreamID) []gehoor.Event {
	w.t.Helper()
	records, err := w.store.Load(w.t.Context(), veenhaven, s, 0)
	w.must(err)
	var all []gehoor.Event
	for _, r := range records {
		e, _, err := ledger.Open(r, casework.Decode)
		w.must(err)
		all = append(all, e)
	}
	return all
}

// A further protocol runs beside the first, and no more in dossiers after it was
// retired.
func TestFurtherProtocol(t *testing.T) {
	w := newWorld(t)
	further := edition(t, "protocol: receive", "protocol: further", "id: acknowledge", "id: call", "needs: [acknowledge]", "needs: [call]", "id: feedback", "id: tell",
		"length: 7kd, basis: default", "length: 2wd, basis: default", "signal.acknowledged]", "signal.message-sent]")
	w.follow(further)
	with := w.send("R1")
	w.must(w.RetireProtocol(t.Context(), veenhaven, gehoor.System, "further", w.inForce()))
	without := w.send("R2")
	if got := w.due(with, "call"); got != "2026-01-07 17:00" {
		t.Errorf("a step of the further protocol is due %s", got)
	}
	if got := w.due(without, "call"); got != "never" {
		t.Errorf("after it was retired its step is due %s", got)
	}
	for _, box := range []account.Mailbox{with, without} {
		if got := w.due(box, protocol.StepAcknowledge); got != "2026-01-12 23:59" {
			t.Errorf("the first protocol: due %s", got)
		}
	}
	// Its refusals hold, and only where it holds.
	tell := w.GiveFeedback(t.Context(), veenhaven, noor, with.Dossier, with.Signal, words("R1 feedback"))
	w.refused(tell, protocol.CodeNotYet)
	w.days(4)
	w.tick()
	items, _, err := w.WorkList(t.Context(), veenhaven, noor, view.WorkFilter{Late: true}, view.Cursor{}, 10)
	w.must(err)
	if len(items) != 1 || items[0].Dossier != with.Dossier {
		t.Errorf("late after four days: %+v", items)
	}
	w.replays()
}

// Days on which the office is closed lengthen the terms of open dossiers too, at the
// next tick; a term of the law stays, and what has passed stays.
func TestClosingDays(t *testing.T) {
	w := newWorld(t)
	w.follow(edition(t, "1.0.0", "1.1.0", "length: 7kd, basis: default", "length: 5wd, basis: default"))
	open, formal := w.send("R1"), w.send("R2")
	w.must(w.ReporterMakesFormal(t.Context(), formal))
	w.closes(protocol.Closing{On: in2026(1, 9), Why: "moving house"})
	if got := w.due(open, protocol.StepAcknowledge); got != "2026-01-12 17:00" {
		t.Errorf("before the tick it is due %s", got)
	}
	w.replays()
	w.tick()
	later := w.send("R3")
	for box, want := range map[account.Mailbox]string{open: "2026-01-13 17:00", formal: "2026-01-12 23:59", later: "2026-01-13 17:00"} {
		if got := w.due(box, protocol.StepAcknowledge); got != want {
			t.Errorf("it is due %s, want %s", got, want)
		}
	}
	items, _, err := w.WorkList(t.Context(), veenhaven, noor, view.WorkFilter{}, view.Cursor{}, 10)
	w.must(err)
	if n := len(items); n != 3 || items[2].DueAt.Day() != 13 {
		t.Errorf("the work list: %+v", items)
	}
	if kinds := w.kinds(open.Dossier); strings.Count(kinds, "dossier.setting-changed") != 1 || strings.Contains(w.kinds(later.Dossier), "setting-changed") {
		t.Errorf("facts: %s", kinds)
	}
	w.replays()
	w.tick() // nothing more
	if kinds := w.kinds(open.Dossier); strings.Count(kinds, "dossier.setting-changed") != 1 {
		t.Errorf("facts after another tick: %s", kinds)
	}

	w.days(9) // late by whatever calendar
	w.tick()
	w.closes(protocol.Closing{On: in2026(1, 16), Why: "moving house"})
	w.tick()
	m, err := w.Mailbox(t.Context(), open)
	w.must(err)
	if len(m.Clocks) == 0 || !m.Clocks[0].Late() || m.Clocks[0].Target.Day() != 13 {
		t.Errorf("lateness after another closing day: %+v", m.Clocks)
	}
	w.replays()
}

// The days of a file hold until somebody says others.
func TestClosingDaysOfTheFile(t *testing.T) {
	w := newWorld(t)
	p, err := w.Protocols(t.Context(), veenhaven)
	w.must(err)
	if len(p.Days) == 0 || p.Setting() != 0 {
		t.Fatalf("since %d closed on %v, want the days of the file", p.Setting(), p.Days)
	}
	w.now = w.now.AddDate(1, 0, 0)
	w.refused(w.CloseOffice(t.Context(), veenhaven, gehoor.System, nil, 0), adoption.CodeClosingPast)
	w.now = w.now.AddDate(-1, 0, 0)
	w.must(w.CloseOffice(t.Context(), veenhaven, gehoor.System, nil, 0))
	if p, err = w.Protocols(t.Context(), veenhaven); err != nil || len(p.Days) != 0 || p.Setting() != 1 {
		t.Errorf("since %d closed on %v, %v; want none", p.Setting(), p.Days, err)
	}
}

// Of two administrators who adopt at once one is told.
func TestAdoptAtOnce(t *testing.T) {
	w := newWorld(t)
	seen := w.inForce()
	results := make(chan error, 2)
	for _, file := range [][]byte{quick(t), late(t)} {
		node := casework.New(w.deps())
		go func() {
			results <- node.AdoptProtocol(context.WithoutCancel(t.Context()), veenhaven, gehoor.System, file, adoption.Gates{}, seen)
		}()
	}
	one, other := <-results, <-results
	if (one == nil) == (other == nil) {
		t.Fatalf("%v and %v, want one refusal", one, other)
	}
	w.refused(errors.Join(one, other), adoption.CodeMoved)
}

// Only administrators decide; a file with faults is refused with all of them.
func TestWhoAdopts(t *testing.T) {
	w := newWorld(t)
	for _, who := range []gehoor.PersonID{noor, jet, fleur} {
		for _, err := range []error{
			w.AdoptProtocol(t.Context(), veenhaven, gehoor.ByPerson(who), quick(t), adoption.Gates{}, w.inForce()),
			w.RetireProtocol(t.Context(), veenhaven, gehoor.ByPerson(who), "receive", w.inForce()),
			w.CloseOffice(t.Context(), veenhaven, gehoor.ByPerson(who), nil, 0),
		} {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s: %v", who, err)
			}
		}
	}
	var faults language.Faults
	err := w.AdoptProtocol(t.Context(), veenhaven, gehoor.System, edition(t, "actor: caseworker", "actor: nobody", "3mnd", "3 months"), adoption.Gates{}, w.inForce())
	if !errors.As(err, &faults) || len(faults) == 0 || faults[0].Line == 0 {
		t.Errorf("a file with faults: %v", err)
	}
	real := w.deps()
	real.Trial = false
	err = casework.New(real).AdoptProtocol(t.Context(), veenhaven, gehoor.System, quick(t), adoption.Gates{}, w.inForce())
	w.refused(err, adoption.CodeGates)
	if p, err := w.Protocols(t.Context(), veenhaven); err != nil || len(p.All) != 0 || p.Shipped.Digest() != p.Set.Digest() {
		t.Errorf("adopted: %+v, %v", p.All, err)
	}
}

// A sweep may be stopped anywhere, and two nodes do it once.
func TestSweepOnTwoNodes(t *testing.T) {
	w := newWorld(t)
	var boxes []account.Mailbox
	for _, code := range []string{"R1", "R2", "R3", "R4"} {
		boxes = append(boxes, w.send(code))
	}
	w.closes(protocol.Closing{On: in2026(1, 9), Why: "moving house"})
	results := make(chan error, 2)
	for range 2 {
		node := casework.New(w.deps())
		go func() {
			_, err := node.Tick(context.WithoutCancel(t.Context()))
			results <- err
		}()
	}
	w.must(errors.Join(<-results, <-results))
	for _, box := range boxes {
		if kinds := w.kinds(box.Dossier); strings.Count(kinds, "dossier.setting-changed") != 1 {
			t.Errorf("facts: %s", kinds)
		}
	}
	w.replays()
}

// firstWrite is an edition in which feedback is refused to whom nobody wrote, at once;
// and in which a formal report forces feedback to begin.
func firstWrite(t *testing.T, version, applies string) []byte {
	return edition(t, "1.0.0", version, "\nladders:", `
guards:
  - id: G-EERST
    why: {nl: Schrijf eerst., en: Write first.}
    on: [signal.feedback-given]
    if: none(facts["signal.message-sent"], .by == "staff")
    effect: refuse
    applies: `+applies+`
    stories: {stopped: a, passed: b}
  - id: G-FORMEEL
    why: {nl: Het is een melding., en: It is a formal report.}
    on: [signal.made-formal]
    effect: force
    step: feedback
    applies: `+applies+`
    stories: {stopped: a, passed: b}

ladders:`)
}

// A guard of a later edition that holds at once refuses in an open dossier from the
// moment that it is adopted, on every node, without a tick; what it forces begins when
// the dossier takes it up; its own edition is kept otherwise.
func TestAtOnceInOpenDossiers(t *testing.T) {
	w := newWorld(t)
	open, formal, done := w.send("R1"), w.send("R2"), w.send("R3")
	w.must(w.ReporterMakesFormal(t.Context(), formal))
	for _, box := range []account.Mailbox{open, done} {
		w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("seen "+string(box.Dossier))))
	}
	w.must(w.GiveFeedback(t.Context(), veenhaven, noor, done.Dossier, done.Signal, words("R3 feedback")))
	other := casework.New(w.deps())
	if _, err := other.Dossier(t.Context(), veenhaven, noor, open.Dossier); err != nil { // and remembers what is in force
		t.Fatal(err)
	}
	w.days(1)
	w.follow(firstWrite(t, "1.1.0", "at-once"))
	tell := func(c *casework.Casework, name string) error {
		return c.GiveFeedback(t.Context(), veenhaven, noor, open.Dossier, open.Signal, words(name))
	}
	for _, node := range []*casework.Casework{w.Casework, other, casework.New(w.deps())} {
		var no *gehoor.Refusal
		if err := tell(node, "too early"); !errors.As(err, &no) || no.Code != protocol.CodeGuard || no.Args["guard"] != "G-EERST" {
			t.Errorf("before the tick: %v", err)
		}
	}
	if got := w.due(formal, protocol.StepFeedback); got != "2026-04-12 23:59" {
		t.Errorf("before the tick feedback is due %s", got)
	}
	w.replays()
	w.tick()
	w.replays()
	// It was made formal on the fifth; what that forces begins on the sixth, when the
	// dossier took it up.
	if got := w.due(formal, protocol.StepFeedback); got != "2026-04-06 23:59" {
		t.Errorf("after the tick feedback is due %s", got)
	}
	if got := w.due(open, protocol.StepFeedback); got != "2026-04-05 23:59" {
		t.Errorf("of what is not formal it is due %s", got)
	}
	d, err := w.Dossier(t.Context(), veenhaven, noor, open.Dossier)
	w.must(err)
	if len(d.AtOnce) != 2 || d.AtOnce[0].Guard.Code != "G-EERST" || d.AtOnce[0].Version != "1.1.0" || !d.AtOnce[0].At.Equal(w.now) ||
		d.AtOnce[1].Beside.Version != "1.0.0" {
		t.Errorf("the dossier says that this holds: %+v", d.AtOnce)
	}
	w.refused(tell(w.Casework, "too early still"), protocol.CodeGuard)

	// One in which nothing would happen by itself takes it up too.
	if kinds := w.kinds(done.Dossier); !strings.Contains(kinds, "dossier.setting-changed") {
		t.Errorf("facts of one that waits for nothing: %s", kinds)
	}

	// The next edition has none of it: nothing is refused any more, and what began stays.
	w.days(1)
	w.follow(edition(t, "1.0.0", "1.2.0"))
	w.must(tell(w.Casework, "in time"))
	w.tick()
	if got := w.due(formal, protocol.StepFeedback); got != "2026-04-06 23:59" {
		t.Errorf("after it was given up feedback is due %s", got)
	}
	late := w.send("R4")
	if d, err = w.Dossier(t.Context(), veenhaven, noor, late.Dossier); err != nil || len(d.AtOnce) != 0 {
		t.Errorf("in a dossier of the newest edition: %+v, %v", d.AtOnce, err)
	}
	w.replays()
}

// A guard for new dossiers changes nothing in those that are open, and no dossier is
// written to for it.
func TestForNewDossiersOnly(t *testing.T) {
	w := newWorld(t)
	open := w.send("R1")
	w.must(w.Acknowledge(t.Context(), veenhaven, noor, open.Dossier, open.Signal, words("seen")))
	w.follow(firstWrite(t, "1.1.0", "new-dossiers"))
	w.tick()
	w.must(w.GiveFeedback(t.Context(), veenhaven, noor, open.Dossier, open.Signal, words("R1 feedback")))
	if kinds := w.kinds(open.Dossier); strings.Contains(kinds, "setting-changed") {
		t.Errorf("facts: %s", kinds)
	}
	box := w.send("R2")
	w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("seen too")))
	w.refused(w.GiveFeedback(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("R2 feedback")), protocol.CodeGuard)
	w.replays()
}

// An act and an adoption at the same moment: whichever comes first, no act that the
// guard refuses stands behind the adoption.
func TestAdoptWhileActing(t *testing.T) {
	for range 20 {
		w := newWorld(t)
		open := w.send("R1")
		w.must(w.Acknowledge(t.Context(), veenhaven, noor, open.Dossier, open.Signal, words("seen")))
		seen, file := w.inForce(), firstWrite(t, "1.1.0", "at-once")
		acting, node := make(chan error, 1), casework.New(w.deps())
		go func() {
			acting <- node.GiveFeedback(context.WithoutCancel(t.Context()), veenhaven, noor, open.Dossier, open.Signal, words("R1 feedback"))
		}()
		w.must(w.AdoptProtocol(t.Context(), veenhaven, gehoor.System, file, adoption.Gates{}, seen))
		err := <-acting
		if again := node.GiveFeedback(t.Context(), veenhaven, noor, open.Dossier, open.Signal, words("again")); !errors.Is(again, &gehoor.Refusal{Code: protocol.CodeGuard}) {
			t.Fatalf("afterwards: %v", again)
		}
		if err != nil && !errors.Is(err, &gehoor.Refusal{Code: protocol.CodeGuard}) {
			t.Fatalf("acting: %v", err)
		}
	}
}
