package casework_test

import (
	"crypto/sha256"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

// passes is what an adviser passes on of somebody, told this month.
func (w *world) passes(code string, holders ...gehoor.PersonID) casework.Passing {
	return casework.Passing{
		Token: sha256.Sum256([]byte("token of " + code)), Office: gehoor.OfficeAlderman, Language: gehoor.Dutch, Severity: "moderate",
		Year: w.now.Year(), Month: int(w.now.Month()), Consent: true,
		Whom: words("whom " + code + " is about"), Conversation: compartment(code+" conversation", false, holders...),
	}
}

// passed passes it on, and is where it lies.
func (w *world) passed(code string) account.Mailbox {
	w.t.Helper()
	p := w.passes(code, noor, bram)
	w.must(w.PassOn(w.t.Context(), veenhaven, fenna, p))
	box := account.Mailbox{Org: veenhaven}
	box.Dossier, box.Signal = casework.PassedAs(veenhaven, fenna, p.Token)
	w.tick()
	return box
}

// advised is a world with patterns, a mayor, a secretary and a confidential adviser.
func advised(t *testing.T) *world {
	w := newTop(t)
	w.withChart()
	w.joins(fenna, gehoor.RoleAdviser)
	return w
}

// TestPassOn: what an adviser passes on is a dossier of its own, of which the bureau and the
// top are told; nobody can write to anybody by it, and the adviser sees nothing of it.
func TestPassOn(t *testing.T) {
	w, ctx := advised(t), t.Context()
	box := w.passed("one")
	if kinds := w.kinds(box.Dossier); !strings.HasPrefix(kinds, "dossier.opened adviser.passed-on signal.routed dossier.compartment-made") {
		t.Errorf("it is %s", kinds)
	}
	if step := w.openStep(box, "pick-passed-on"); step != "2026-01-07" {
		t.Errorf("somebody is to be picked by %s", step)
	}
	for _, step := range []string{"acknowledge", "feedback", "heartbeat", "offer-care"} {
		if by := w.openStep(box, step); by != "never" {
			t.Errorf("%s is due %s, and there is no reporter", step, by)
		}
	}
	w.assess(box, "moderate", "alderman")
	w.now = w.now.Add(time.Hour)
	if to := w.told(notify.KindSignal); to != "a b" {
		t.Errorf("%q were told", to)
	}
	if waiting, _ := w.notices(mia); len(waiting) != 1 || waiting[0].Office != "alderman" {
		t.Errorf("the mayor reads %+v", waiting)
	}
	w.must(w.ConfirmNotice(ctx, veenhaven, mia, box.Dossier, box.Signal))

	w.refused(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("who are you?")), signal.CodeNobody)
	w.refused(w.Write(ctx, veenhaven, noor, box.Dossier, box.Signal, words("who are you?")), signal.CodeNobody)
	w.refused(w.MakeFormal(ctx, veenhaven, noor, box.Dossier, box.Signal), signal.CodeNobody)
	w.refused(w.Reply(ctx, box, words("me")), signal.CodeNobody)
	if one := w.seen(noor, box.Dossier); one.Signals[0].Passed == nil || one.Signals[0].Waiting() {
		t.Errorf("the bureau reads %+v", one.Signals[0])
	}
	if _, err := w.Dossier(ctx, veenhaven, fenna, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the adviser sees it: %v", err)
	}
	if _, err := w.store.Mailbox(ctx, veenhaven, sha256.Sum256([]byte("token of one"))); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("there is a mailbox: %v", err)
	}
	w.replays()
}

// TestPassOnOnce: the same token again is the same signal, and another adviser's is another.
func TestPassOnOnce(t *testing.T) {
	w, ctx := advised(t), t.Context()
	box := w.passed("one")
	before := w.kinds(box.Dossier)
	w.must(w.PassOn(ctx, veenhaven, fenna, w.passes("one", noor, bram)))
	if w.kinds(box.Dossier) != before {
		t.Errorf("sent again it is %s", w.kinds(box.Dossier))
	}
	other := gehoor.PersonID(strings.Repeat("6", 32))
	w.joins(other, gehoor.RoleAdviser)
	w.must(w.TakeBack(ctx, veenhaven, other, w.passes("one").Token))
	if strings.Contains(w.kinds(box.Dossier), "adviser.taken-back") {
		t.Error("another adviser with the token took it back")
	}
}

// TestPassOnRefused: nobody but an adviser passes on, and nothing without consent, with a
// day that cannot be, or to other people than those who receive.
func TestPassOnRefused(t *testing.T) {
	w, ctx := advised(t), t.Context()
	for _, who := range []gehoor.PersonID{noor, jet, mia, fleur, gehoor.PersonID(id("0"))} {
		if err := w.PassOn(ctx, veenhaven, who, w.passes("one", noor, bram)); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s passed on: %v", who, err)
		}
		if err := w.TakeBack(ctx, veenhaven, who, [32]byte{}); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s took back: %v", who, err)
		}
	}
	for code, change := range map[gehoor.Code]func(*casework.Passing){
		casework.CodeEnterConsent: func(p *casework.Passing) { p.Consent = false },
		signal.CodeMonth:          func(p *casework.Passing) { p.Month++ },
		signal.CodeSeverity:       func(p *casework.Passing) { p.Severity = "grave" },
		signal.CodeOffice:         func(p *casework.Passing) { p.Office = "cat" },
		signal.CodeLanguage:       func(p *casework.Passing) { p.Language = "xx" },
		dossier.CodeHolders:       func(p *casework.Passing) { p.Conversation = compartment("one", false, noor, jet) },
		gehoor.CodeMalformed:      func(p *casework.Passing) { p.Conversation = compartment("one", true, noor, bram) },
	} {
		p := w.passes("one", noor, bram)
		change(&p)
		w.now = w.now.Add(time.Minute)
		w.refused(w.PassOn(ctx, veenhaven, fenna, p), code)
	}
	old := w.passes("one", noor, bram)
	old.Year -= 6
	w.refused(w.PassOn(ctx, veenhaven, fenna, old), signal.CodeMonth)
}

// TestPassedCounts: from the pick on it counts, in the month in which it was told, and of
// nobody in particular; three make the rule fire.
func TestPassedCounts(t *testing.T) {
	w := advised(t)
	one := w.passed("one")
	if got := w.incidents(director); len(got) != 0 {
		t.Errorf("before somebody is picked it counts: %+v", got)
	}
	w.names(one, director)
	got := w.incidents(director)
	if len(got) != 1 || got[0].Channel != view.ChannelAdviser || got[0].Day != time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) || got[0].Severity != "moderate" || got[0].Distinct {
		t.Fatalf("it counts as %+v", got)
	}
	two, three := w.passed("two"), w.send("a signal")
	w.tick()
	w.names(two, director)
	w.names(three, director)
	if w.fired(one)+w.fired(two) != 0 || w.fired(three) != 1 {
		t.Errorf("fired %d, %d, %d", w.fired(one), w.fired(two), w.fired(three))
	}
	w.replays()
}

// TestTakeBack: taken back it counts no more at once, with nobody asked; the fact stays, and
// the dossier can end as that.
func TestTakeBack(t *testing.T) {
	w, ctx := advised(t), t.Context()
	one, two := w.passed("one"), w.passed("two")
	w.names(one, director)
	w.names(two, director)
	w.days(1)
	w.told(notify.KindHandling)
	token := w.passes("one").Token
	w.must(w.TakeBack(ctx, veenhaven, fenna, token))
	w.must(w.TakeBack(ctx, veenhaven, fenna, token))
	if kinds := w.kinds(one.Dossier); strings.Count(kinds, "adviser.taken-back") != 1 || !strings.Contains(kinds, "adviser.passed-on") {
		t.Errorf("it is %s", kinds)
	}
	if got := w.incidents(director); len(got) != 1 || got[0].Signal != two.Signal {
		t.Errorf("what counts is %+v", got)
	}
	w.days(1)
	if to := w.told(notify.KindHandling); !strings.Contains(to, "a") || !strings.Contains(to, "b") {
		t.Errorf("%q were told that it is taken back", to)
	}
	three := w.send("a signal")
	w.tick()
	w.names(three, director)
	if w.fired(three) != 0 {
		t.Error("with what was taken back there were three")
	}
	w.must(w.Close(ctx, veenhaven, noor, one.Dossier, dossier.ExitTakenBack, words("taken back"), nil))
	w.must(w.TakeBack(ctx, veenhaven, fenna, w.passes("two").Token))
	w.must(w.TakeBack(ctx, veenhaven, fenna, [32]byte{9}))
	w.replays()
}

// TestTakenBackByTwo: an adviser who left takes nothing back; two of those who handle do it.
func TestTakenBackByTwo(t *testing.T) {
	w, ctx := advised(t), t.Context()
	one, signals := w.passed("one"), w.send("a signal")
	w.tick()
	w.names(one, director)
	w.must(w.Leave(ctx, veenhaven, gehoor.System, fenna))
	if err := w.TakeBack(ctx, veenhaven, fenna, w.passes("one").Token); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who left took it back: %v", err)
	}
	back := casework.Writing{Kind: record.KindTakenBack, Signal: one.Signal, Propose: true}
	alone := back
	alone.Propose = false
	w.refused(w.Record(ctx, veenhaven, noor, one.Dossier, alone), dossier.CodeNeedsSecond)
	w.must(w.Record(ctx, veenhaven, noor, one.Dossier, back))
	if got := w.incidents(director); len(got) != 1 {
		t.Errorf("one alone took it back: %+v", got)
	}
	w.confirms(bram, one.Dossier)
	if got := w.incidents(director); len(got) != 0 {
		t.Errorf("what counts is %+v", got)
	}
	w.refused(w.Record(ctx, veenhaven, noor, one.Dossier, back), casework.CodeTakenBack)
	back.Signal = signals.Signal
	w.refused(w.Record(ctx, veenhaven, noor, signals.Dossier, back), casework.CodeNotPassed)
}

// TestPassedLeavesNoStub: of a destroyed dossier nothing counts on, because nobody could take
// that back.
func TestPassedLeavesNoStub(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	w.joins(fenna, gehoor.RoleAdviser)
	w.adopt()
	one := w.passed("one")
	w.names(one, director)
	w.must(w.Close(ctx, veenhaven, noor, one.Dossier, dossier.ExitFollowedUp, words("why"), nil))
	w.now = w.now.AddDate(2, 0, 1)
	w.must(w.ProposeDestruction(ctx, veenhaven, noor, one.Dossier, words("over")))
	w.must(w.ConfirmDestruction(ctx, veenhaven, bram, one.Dossier))
	if got := w.incidents(director); len(got) != 0 {
		t.Errorf("what counts is %+v", got)
	}
	w.must(w.TakeBack(ctx, veenhaven, fenna, w.passes("one").Token))
}
