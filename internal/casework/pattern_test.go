package casework_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// names has noor pick somebody for a signal, and jet confirm it.
func (w *world) names(box account.Mailbox, p gehoor.PersonID) {
	w.t.Helper()
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, p, fmt.Sprint("it is ", p, box.Signal)), string(box.Signal))))
	w.confirms(bram, box.Dossier)
}

// signals are so many, each with a dossier of its own, that tell of somebody.
func (w *world) signals(n int, p gehoor.PersonID) []account.Mailbox {
	w.t.Helper()
	var all []account.Mailbox
	for i := range n {
		box := w.send(fmt.Sprint("about ", p, i))
		w.tick()
		w.names(box, p)
		all = append(all, box)
	}
	return all
}

func (w *world) fired(box account.Mailbox) int {
	w.t.Helper()
	return strings.Count(w.kinds(box.Dossier), "pattern.fired")
}

// withPatterns is a world with a chart that follows what holds for every signal.
func withPatterns(t *testing.T) *world {
	w := newWorld(t)
	w.withChart()
	w.followCommon()
	return w
}

// members names a panel of three in a dossier, one of them from outside.
func (w *world) members(box account.Mailbox) {
	w.t.Helper()
	for _, fields := range []record.Fields{{"person": string(noor)}, {"person": string(bram)}, {"outside": true}} {
		fields["task"], fields["declared"] = "panel-member", true
		w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: record.KindAssigned, Fields: fields}))
	}
}

// panel is a weighing by a panel of several signals.
func panel(say, choice string) casework.Writing {
	weighed := weighing(say)
	weighed.Fields["weighed_by"], weighed.Fields["pattern"], weighed.Fields["choice"], weighed.Fields["advice"] = "panel", true, choice, "followed"
	return weighed
}

// TestThreeSignals: the third signal about one person, in a dossier of its own, forces a
// weighing in that dossier and tells those who handle it, and nobody else; a reporter hears
// nothing of it.
func TestThreeSignals(t *testing.T) {
	w := withPatterns(t)
	all := w.signals(3, director)
	for i, box := range all {
		if got, want := w.fired(box), i/2; got != want {
			t.Errorf("in dossier %d a rule fired %d times, not %d", i, got, want)
		}
	}
	if kinds := w.kinds(all[2].Dossier); !strings.Contains(kinds, "dossier.person-concerned-picked dossier.lines-checked dossier.pattern-looked pattern.fired") &&
		!strings.Contains(kinds, "dossier.person-concerned-picked dossier.pattern-looked pattern.fired") {
		t.Errorf("the third has %s", kinds)
	}
	if step := w.openStep(all[2], "weigh-pattern"); step != "2026-01-19" {
		t.Errorf("the panel's term is %s", step)
	}
	if step := w.openStep(all[1], "weigh-pattern"); step != "never" {
		t.Errorf("the second has a term for the panel too: %s", step)
	}
	if due := w.due(all[2], "weigh-pattern"); due != "never" {
		t.Errorf("the reporter is told of it: %s", due)
	}
	w.days(1)
	if to := w.told(notify.KindHandling); strings.Trim(to, "abc ") != "" {
		t.Errorf("%q were told", to)
	}
	other := w.signals(2, employee)
	if w.fired(other[0])+w.fired(other[1]) != 0 {
		t.Error("two about somebody else fired")
	}
	w.replays()
}

// openStep is the day on which a step of a dossier is due.
func (w *world) openStep(box account.Mailbox, step string) string {
	w.t.Helper()
	for _, o := range w.seen(noor, box.Dossier).Open {
		if string(o.Step) == step {
			return o.Target.Format("2006-01-02")
		}
	}
	return "never"
}

// TestWeighedTogether: what comes while a panel has it before it goes along with that, and
// is done with it; what comes afterwards is weighed anew.
func TestWeighedTogether(t *testing.T) {
	w := withPatterns(t)
	all := w.signals(4, director)
	third, fourth := all[2], all[3]
	if w.fired(fourth) != 0 || !strings.HasSuffix(w.kinds(fourth.Dossier), "dossier.pattern-looked dossier.pattern-joined") {
		t.Errorf("the fourth has %s", w.kinds(fourth.Dossier))
	}
	if step := w.openStep(fourth, "weighed-with-others"); step == "never" {
		t.Error("nobody waits for the weighing")
	}
	w.refused(w.writes(noor, third.Dossier, panel("a talk", "informal-talk")), protocol.CodeGuard)
	w.members(third)
	w.must(w.writes(noor, third.Dossier, panel("a talk", "informal-talk")))
	w.confirms(bram, third.Dossier)
	if !strings.HasSuffix(w.kinds(fourth.Dossier), "dossier.pattern-weighed") || w.openStep(fourth, "weighed-with-others") != "never" {
		t.Errorf("the weighing is done, and the fourth has %s", w.kinds(fourth.Dossier))
	}
	fifth := w.send("the fifth")
	w.tick()
	w.names(fifth, director)
	if w.fired(fifth) == 0 {
		t.Errorf("the fifth has %s", w.kinds(fifth.Dossier))
	}
	w.replays()
}

// TestNotMergedAway: nothing that one caseworker does, or two do, takes a weighing back
// that a rule forced: no other pick, no link, no closing.
func TestNotMergedAway(t *testing.T) {
	w, ctx := withPatterns(t), t.Context()
	all := w.signals(3, director)
	third := all[2]
	w.must(w.writes(noor, third.Dossier, picked(record.KindNotConcerned, third, director, "a mistake")))
	w.confirms(bram, third.Dossier)
	w.must(w.Link(ctx, veenhaven, noor, third.Dossier, all[0].Dossier, dossier.LinkFollowUp))
	if step := w.openStep(third, "weigh-pattern"); step == "never" {
		t.Error("the weighing went away")
	}
	err := w.Close(ctx, veenhaven, noor, third.Dossier, "support-given", words("over"), nil)
	var refusal *gehoor.Refusal
	if !errors.As(err, &refusal) {
		t.Errorf("closed: %v", err)
	}
	// Of the other two there are not three any more.
	fourth := w.send("the fourth")
	w.tick()
	w.names(fourth, director)
	if kinds := w.kinds(fourth.Dossier); !strings.Contains(kinds, "pattern.fired") && !strings.Contains(kinds, "pattern-joined") {
		t.Errorf("the fourth has %s", kinds)
	}
}

// TestFlood: however many false signals come about one person, a panel has one weighing
// before it, and each is looked at once.
func TestFlood(t *testing.T) {
	w := withPatterns(t)
	weighings := 0
	for _, box := range w.signals(12, director) {
		weighings += w.fired(box)
		if n := strings.Count(w.kinds(box.Dossier), "dossier.pattern-looked"); n != 1 {
			t.Errorf("looked %d times", n)
		}
	}
	if weighings != 1 {
		t.Errorf("%d weighings are forced", weighings)
	}
}

// TestReporters: two people who told of the same count as two only once somebody who knows
// both says so; and that is looked at anew.
func TestReporters(t *testing.T) {
	w := withPatterns(t)
	all := w.signals(2, director)
	distinct := func(box account.Mailbox, other bool) {
		w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: record.KindDistinct, Signal: box.Signal, Fields: record.Fields{"other": other}}))
	}
	distinct(all[0], true)
	distinct(all[1], false)
	if w.fired(all[0])+w.fired(all[1]) != 0 {
		t.Error("one reporter twice, and a rule fired")
	}
	distinct(all[1], true)
	if w.fired(all[1]) != 1 {
		t.Errorf("two reporters: %s", w.kinds(all[1].Dossier))
	}
}

// TestSamePerson: who turned out to be one person counts as one, under whatever ID they
// were picked.
func TestSamePerson(t *testing.T) {
	w := withPatterns(t)
	w.signals(2, director)
	c, err := w.Chart(t.Context(), veenhaven, floor)
	w.must(err)
	namesake := gehoor.PersonID(strings.Repeat("64", 16))
	w.must(w.imports("second", c.Seq, chart.Place{Person: namesake}))
	one := w.send("namesake")
	w.tick()
	w.names(one, namesake)
	if w.fired(one) != 0 {
		t.Error("a namesake counts")
	}
	c, err = w.Chart(t.Context(), veenhaven, floor)
	w.must(err)
	w.must(w.MergePeople(t.Context(), veenhaven, floor, casework.ChartMend{SealedNames: anew("merged", c.Seq), Reason: words("one person")}, director, namesake))
	other := w.send("merged")
	w.tick()
	w.names(other, namesake)
	if w.fired(other) == 0 {
		t.Errorf("four about one person: %s", w.kinds(other.Dossier))
	}
}

// TestTogether: of signals that begin to count at the same moment, at least one sees the
// others.
func TestTogether(t *testing.T) {
	w := withPatterns(t)
	w.signals(1, director)
	var boxes []account.Mailbox
	for i := range 2 {
		box := w.send(fmt.Sprint("together ", i))
		w.tick()
		w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, director, fmt.Sprint("it ", i)), fmt.Sprint(i))))
		w.declare(bram, box.Dossier)
		boxes = append(boxes, box)
	}
	var both sync.WaitGroup
	for _, box := range boxes {
		proposal := w.seen(bram, box.Dossier).Waiting[0].Seq
		both.Go(func() {
			if err := w.Casework.ConfirmRecord(t.Context(), veenhaven, bram, box.Dossier, casework.Confirming{Proposal: proposal}); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if n := w.fired(boxes[0]) + w.fired(boxes[1]); n == 0 {
		t.Error("neither saw the other")
	}
}

// TestLookedLater: if the node dies after the act, the next tick looks.
func TestLookedLater(t *testing.T) {
	w := withPatterns(t)
	w.signals(2, director)
	box := w.send("third")
	w.tick()
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, director, "it is"), "third")))
	w.declare(bram, box.Dossier)
	gone := errors.New("gone")
	node := w.nodeOver(func(call string, _ gehoor.StreamID) error {
		if call == "incidents" {
			return gone
		}
		return nil
	}, nothing)
	w.must(node.ConfirmRecord(t.Context(), veenhaven, bram, box.Dossier, casework.Confirming{Proposal: w.seen(bram, box.Dossier).Waiting[0].Seq}))
	if strings.Contains(w.kinds(box.Dossier), "pattern") {
		t.Fatalf("it was looked at: %s", w.kinds(box.Dossier))
	}
	w.tick()
	if w.fired(box) != 1 {
		t.Errorf("after the tick: %s", w.kinds(box.Dossier))
	}
}

// TestPatterns: what is weighed together is shown to those who handle the dossier in which
// a rule fired, and only there; who is shut out of one of the dossiers is not shown that
// one, and nothing says that it is missing.
func TestPatterns(t *testing.T) {
	w, ctx := withPatterns(t), t.Context()
	all := w.signals(3, director)
	told := func(who gehoor.PersonID) []casework.Told {
		t.Helper()
		p, err := w.Patterns(ctx, veenhaven, who, all[2].Dossier)
		w.must(err)
		if len(p) != 1 || p[0].Person != director || len(p[0].Fired) != 1 {
			t.Fatalf("the patterns are %+v", p)
		}
		return p[0].Told
	}
	if got := told(noor); len(got) != 3 || got[0].Dossier == "" || got[0].Day.After(got[2].Day) {
		t.Errorf("noor is shown %+v", got)
	}
	for name, ask := range map[string]func() error{
		"before a rule fired": func() error { _, err := w.Patterns(ctx, veenhaven, noor, all[0].Dossier); return err },
		"to an administrator": func() error { _, err := w.Patterns(ctx, veenhaven, floor, all[2].Dossier); return err },
		"to a custodian":      func() error { _, err := w.Patterns(ctx, veenhaven, fleur, all[2].Dossier); return err },
	} {
		if err := ask(); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.must(w.writes(noor, all[0].Dossier, casework.Writing{Kind: record.KindConflict, Words: words("told it"), Fields: record.Fields{
		"person": string(bram), "conflict": true, "involved": true,
	}}))
	if got := told(bram); len(got) != 2 || got[0].Signal == all[0].Signal || got[1].Signal == all[0].Signal {
		t.Errorf("shut out of the first, bram is shown %+v", got)
	}
	if got := told(noor); len(got) != 3 {
		t.Errorf("noor is shown %d", len(got))
	}
	for _, r := range w.seen(bram, all[2].Dossier).Records {
		if r.What == record.KindFired && (r.Fields["signals"] != nil || r.Fields["reporters"] != nil) {
			t.Errorf("the record tells how many: %v", r.Fields)
		}
	}
}

// TestConcernedLearnsNothing: who tells of themself to learn whether others did sees the
// same in the mailbox, whether a rule fires or not.
func TestConcernedLearnsNothing(t *testing.T) {
	mailbox := func(before int) string {
		w := withPatterns(t)
		w.signals(before, director)
		box := w.send("of myself")
		w.tick()
		w.names(box, director)
		if fired := w.fired(box) > 0; fired != (before >= 2) {
			t.Fatalf("after %d it fired: %v", before, fired)
		}
		m, err := w.Mailbox(t.Context(), box)
		w.must(err)
		return fmt.Sprintf("%d messages, %d clocks, %d steps, %v, %v", len(m.Signal.Thread), len(m.Clocks), len(m.Open), m.Changes, m.TalkBy)
	}
	if one, other := mailbox(0), mailbox(2); one != other {
		t.Errorf("without others the mailbox has %s, with others %s", one, other)
	}
}

// TestOnce: what the same reporter tells twice counts once as soon as two people say that it
// is one incident, and twice again when it is not; one of them alone changes nothing.
func TestOnce(t *testing.T) {
	w, ctx := withPatterns(t), t.Context()
	two := w.signals(2, director)
	w.must(w.Link(ctx, veenhaven, noor, two[1].Dossier, two[0].Dossier, dossier.LinkFollowUp))
	w.refused(w.ConfirmLink(ctx, veenhaven, noor, two[1].Dossier, two[0].Dossier), dossier.CodeOwnLink)
	w.must(w.ConfirmLink(ctx, veenhaven, bram, two[1].Dossier, two[0].Dossier))
	w.must(w.ConfirmLink(ctx, veenhaven, bram, two[0].Dossier, two[1].Dossier)) // it is already
	third := w.send("third")
	w.tick()
	w.names(third, director)
	if w.fired(third) != 0 {
		t.Errorf("two incidents, and a rule fired: %s", w.kinds(third.Dossier))
	}
	w.must(w.Unlink(ctx, veenhaven, noor, two[1].Dossier, two[0].Dossier))
	if w.fired(two[0])+w.fired(two[1]) == 0 {
		t.Error("it was two after all, and nothing fired")
	}
	w.replays()
}

// TestLinkedAlone: a link that nobody confirmed, or for another reason, takes nothing away.
func TestLinkedAlone(t *testing.T) {
	w, ctx := withPatterns(t), t.Context()
	two := w.signals(2, director)
	w.must(w.Link(ctx, veenhaven, noor, two[1].Dossier, two[0].Dossier, dossier.LinkTogether))
	w.refused(w.ConfirmLink(ctx, veenhaven, bram, two[1].Dossier, two[0].Dossier), dossier.CodeNotLinked)
	third := w.send("third")
	w.tick()
	w.must(w.Link(ctx, veenhaven, noor, third.Dossier, two[0].Dossier, dossier.LinkFollowUp))
	w.names(third, director)
	if w.fired(third) == 0 {
		t.Errorf("linked by one alone, the third has %s", w.kinds(third.Dossier))
	}
}

// TestOneOfTwo: a panel that weighs what was told of one person weighs nothing that the same
// dossier tells of another: about that one a rule fires for itself.
func TestOneOfTwo(t *testing.T) {
	w := withPatterns(t)
	both := w.signals(3, director)[2]
	w.must(w.writes(noor, both.Dossier, picked(record.KindConcerned, both, employee, "and the employee")))
	w.confirms(bram, both.Dossier)
	third := w.signals(2, employee)[1]
	if w.fired(third) == 0 {
		t.Errorf("of the employee there are three, and the third has %s", w.kinds(third.Dossier))
	}
}
