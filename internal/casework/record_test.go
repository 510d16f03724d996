package casework_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// weighing is a whole one, by two.
func weighing(say string) casework.Writing {
	return casework.Writing{Kind: "dossier.weighed", Words: words(say), Propose: true, Fields: record.Fields{
		"severity": "moderate", "wish": "stop", "safe_now": true, "wbk": "no", "crime": "no",
		"alternatives": []string{"informal-talk", "support"}, "at_source": []string{"informal-talk"}, "choice": "informal-talk",
		"weighed_by": "two", "pattern": false, "advice": "none", "motives": true, "review_on": "2026-05-01",
	}}
}

func (w *world) writes(who gehoor.PersonID, id gehoor.DossierID, writing casework.Writing) error {
	return w.Record(w.t.Context(), veenhaven, who, id, writing)
}

// withCase adds the compartment for internal words to what a browser sends.
func withCase(writing casework.Writing, name string) casework.Writing {
	made := compartment(name+" case", false, noor, bram)
	writing.Made = &made
	return writing
}

func (w *world) seen(who gehoor.PersonID, id gehoor.DossierID) casework.Dossier {
	w.t.Helper()
	d, err := w.Dossier(w.t.Context(), veenhaven, who, id)
	w.must(err)
	return d
}

func TestRecordBySecond(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.tick()
	w.refused(w.writes(noor, box.Dossier, weighing("why")), dossier.CodeNoCompartment)
	one := withCase(weighing("why"), "R1")
	w.must(w.writes(noor, box.Dossier, one))
	w.must(w.writes(noor, box.Dossier, one)) // the answer was lost
	d := w.seen(bram, box.Dossier)
	if len(d.Records) != 0 || len(d.Waiting) != 1 || d.Waiting[0].By != noor {
		t.Fatalf("%d count and %d wait", len(d.Records), len(d.Waiting))
	}
	w.days(1)
	if to := w.told(notify.KindHandling); to != "b" {
		t.Errorf("%q were told that one waits", to)
	}
	again := weighing("the same once more")
	w.refused(w.writes(bram, box.Dossier, again), dossier.CodeProposedTwice)

	seq := d.Waiting[0].Seq
	w.refused(w.ConfirmRecord(ctx, veenhaven, noor, box.Dossier, casework.Confirming{Proposal: seq}), dossier.CodeOwnProposal)
	w.refused(w.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: seq + 1}), dossier.CodeNoProposal)
	if err := w.ConfirmRecord(ctx, veenhaven, jet, box.Dossier, casework.Confirming{Proposal: seq}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("confirmed by somebody who may not see it: %v", err)
	}
	w.must(w.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: seq}))
	w.refused(w.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: seq}), dossier.CodeNoProposal)
	d = w.seen(noor, box.Dossier)
	if len(d.Records) != 1 || len(d.Waiting) != 0 {
		t.Fatalf("%d count and %d wait", len(d.Records), len(d.Waiting))
	}
	got := d.Records[0]
	if got.By != gehoor.ByPerson(bram) || got.Proposer != noor || got.Proposal != seq || got.Values()[record.FieldSecond] != true {
		t.Errorf("recorded as %+v", got)
	}
	for _, who := range []gehoor.PersonID{noor, bram} {
		if _, err := w.Open(ctx, veenhaven, who, box.Dossier, []gehoor.ContentID{got.Content}); err != nil {
			t.Errorf("%s cannot have the words: %v", who, err)
		}
	}
}

func TestRecordDropped(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.must(w.writes(noor, box.Dossier, withCase(weighing("why"), "R1")))
	seq := w.seen(noor, box.Dossier).Waiting[0].Seq
	w.must(w.DropRecord(ctx, veenhaven, bram, box.Dossier, seq))
	w.refused(w.DropRecord(ctx, veenhaven, bram, box.Dossier, seq), dossier.CodeNoProposal)
	w.refused(w.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: seq}), dossier.CodeNoProposal)
	w.days(1)
	if to := w.told(notify.KindHandling); to != "a b" {
		t.Errorf("%q were told", to)
	}
	if d := w.seen(noor, box.Dossier); len(d.Records)+len(d.Waiting) != 0 {
		t.Errorf("%d count and %d wait", len(d.Records), len(d.Waiting))
	}
}

func TestRecordIsRefused(t *testing.T) {
	w := newWorld(t)
	box, other := w.send("R1"), w.send("R2")
	w.must(w.writes(noor, box.Dossier, withCase(weighing("why"), "R1")))
	heard := record.Fields{"function": "manager", "heard_on": "2026-01-05", "hours": 30}
	paused := func(step string) casework.Writing {
		return casework.Writing{Kind: "term.paused", Propose: true, Words: words("paused " + step), Fields: record.Fields{
			"step": step, "reason": "illness", "reporter_told": true, "until": "2026-02-01"}}
	}
	assigned := func(who gehoor.PersonID) casework.Writing {
		return casework.Writing{Kind: "dossier.assigned", Fields: record.Fields{"task": "talk", "person": string(who), "declared": true}}
	}
	alone := paused("acknowledge")
	alone.Propose = false
	needless := casework.Writing{Kind: "dossier.heard", Signal: box.Signal, Fields: heard, Propose: true}
	for name, c := range map[string]struct {
		writing casework.Writing
		code    gehoor.Code
	}{
		"of no kind":            {casework.Writing{Kind: "dossier.forgotten"}, record.CodeUnknown},
		"of a kind of later":    {casework.Writing{Kind: "pattern.fired", Fields: record.Fields{"rule": "signals", "signals": 3, "reporters": 3}}, record.CodeUnknown},
		"of a fact of its own":  {casework.Writing{Kind: "dossier.closed"}, record.CodeUnknown},
		"with a field missing":  {casework.Writing{Kind: "dossier.heard", Signal: box.Signal, Fields: record.Fields{"function": "manager"}}, record.CodeMissing},
		"about another signal":  {casework.Writing{Kind: "dossier.heard", Signal: other.Signal, Fields: heard}, record.CodeAbout},
		"about nobody known":    {assigned(gehoor.PersonID(id("0"))), record.CodeWrong},
		"of a step that is not": {paused("forget"), record.CodeWrong},
		"alone":                 {alone, dossier.CodeNeedsSecond},
		"with a needless other": {needless, dossier.CodeNoSecond},
	} {
		if err := w.writes(noor, box.Dossier, c.writing); !errors.Is(err, &gehoor.Refusal{Code: c.code}) {
			t.Errorf("a record %s: %v, want %s", name, err, c.code)
		}
	}
	// The protocol is asked already when somebody proposes.
	w.refused(w.writes(noor, box.Dossier, paused("acknowledge")), protocol.CodeNoClock)
	w.must(w.writes(noor, box.Dossier, assigned(bram)))
	w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: "dossier.heard", Signal: box.Signal, Fields: heard}))
	if err := w.writes(jet, box.Dossier, assigned(bram)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("written by somebody who may not see it: %v", err)
	}
}

func declared(who gehoor.PersonID, conflict bool) casework.Writing {
	return casework.Writing{Kind: record.KindConflict, Words: words("which " + string(who)), Fields: record.Fields{"person": string(who), "conflict": conflict, "involved": conflict}}
}

// friend declares an interest about which two have to decide.
func friend(who gehoor.PersonID) casework.Writing {
	w := declared(who, true)
	w.Fields["involved"] = false
	return w
}

// decides is what two decide about an interest, as the first of them writes it.
func decides(who gehoor.PersonID, mayContinue bool, why string) casework.Writing {
	return casework.Writing{Kind: record.KindConflictDecided, Propose: true, Words: words(why), Fields: record.Fields{"person": string(who), "may_continue": mayContinue}}
}

// Who has an interest is out at once: no row, no word, no proposal of theirs; who is
// left is told, and whoever sees to a dossier with too few holders.
func TestConflictExcludes(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.tick()
	w.must(w.writes(bram, box.Dossier, withCase(weighing("mine"), "R1")))
	w.days(1)
	if to := w.told(notify.KindHandling); to != "a" {
		t.Fatalf("%q were told that one waits", to)
	}
	w.must(w.writes(noor, box.Dossier, declared(bram, false)))
	if d := w.seen(bram, box.Dossier); len(d.Records) != 1 {
		t.Fatalf("%d records", len(d.Records))
	}
	yes := declared(bram, true)
	yes.Words = words("now I know")
	w.must(w.writes(noor, box.Dossier, yes))

	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who has an interest still sees it: %v", err)
	}
	if _, err := w.Open(ctx, veenhaven, bram, box.Dossier, []gehoor.ContentID{words("mine").ID}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("and is still given words: %v", err)
	}
	d := w.seen(noor, box.Dossier)
	if len(d.Waiting) != 0 || !d.Short || len(d.Changes) != 1 || d.Changes[0].Ended != dossier.WithdrawalConflict {
		t.Errorf("%d wait, short %v, changes %v", len(d.Waiting), d.Short, d.Changes)
	}
	kinds := w.kinds(box.Dossier)
	if !strings.HasSuffix(kinds, "conflict.declared dossier.withdrawn dossier.excluded dossier.short-handed") {
		t.Errorf("the dossier has %s", kinds)
	}
	w.days(1)
	if to := w.told(notify.KindHandling); to != "a c" {
		t.Errorf("%q were told", to)
	}
	w.rekey(noor, box.Dossier)
	w.refused(w.Add(ctx, veenhaven, noor, box.Dossier, casework.Adding{To: bram, Keys: []casework.SealedKey{{Epoch: 1, Compartment: gehoor.Conversation, Content: words("back")}}}), dossier.CodeEligible)
	more := declared(bram, true)
	more.Words = words("once more")
	w.must(w.writes(noor, box.Dossier, more))
	if n := strings.Count(w.kinds(box.Dossier), "dossier.excluded"); n != 1 {
		t.Errorf("excluded %d times", n)
	}
}

// One may say it of oneself; of somebody who holds nothing it shuts them out too.
func TestOwnConflict(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.must(w.writes(noor, box.Dossier, withCase(declared(jet, true), "R1")))
	w.must(w.writes(noor, box.Dossier, declared(noor, true)))
	if _, err := w.Dossier(ctx, veenhaven, noor, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("noor still sees it: %v", err)
	}
	if d := w.seen(bram, box.Dossier); !d.Short {
		t.Error("one holder is enough")
	}
	w.days(1)
	if to := w.told(notify.KindHandling); to != "b d e" {
		t.Errorf("%q were told: the head may not know, so the external desk sees to it", to)
	}
}

// An answer is one of those that the protocol has for its question.
func TestDecided(t *testing.T) {
	w := newWorld(t)
	d := w.deps()
	p := d.Protocols[0]
	ask := p.Steps[0]
	ask.Code, ask.PerSignal, ask.Stop, ask.Statutory = "what-next", false, []gehoor.Kind{protocol.Decided}, nil
	ask.Default = &protocol.Term{Length: protocol.Span{Days: 1}, Basis: protocol.BasisDefault, Ladder: []protocol.Rung{{Level: 1, From: protocol.FromDue, To: protocol.OtherHolder}}}
	ask.Decision = &protocol.Decision{Options: []protocol.Option{{Code: "inquiry"}, {Code: "talk"}}}
	p.Steps = append(slices.Clone(p.Steps), ask)
	d.Protocols = protocol.NewSet(p)
	w.Casework = casework.New(d)
	box := w.send("R1")
	decided := func(question, answer string) casework.Writing {
		return withCase(casework.Writing{Kind: protocol.Decided, Words: words(question + answer), Fields: record.Fields{"decision": question, "option": answer, "decided_by": "bureau"}}, "R1")
	}
	w.refused(w.writes(noor, box.Dossier, decided("what-else", "talk")), record.CodeWrong)
	w.refused(w.writes(noor, box.Dossier, decided("acknowledge", "talk")), record.CodeWrong)
	w.refused(w.writes(noor, box.Dossier, decided("what-next", "nothing")), record.CodeWrong)
	w.must(w.writes(noor, box.Dossier, decided("what-next", "talk")))
}

// TestEarlierRecords: new reasons are compared with those of other dossiers that the
// person may open, of two years, and with no others.
func TestEarlierRecords(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	first, second := w.send("R1"), w.send("R2")
	w.must(w.writes(noor, first.Dossier, withCase(weighing("why"), "R1")))
	earlier := func(who gehoor.PersonID, in gehoor.DossierID) int {
		t.Helper()
		all, err := w.EarlierRecords(ctx, veenhaven, who, in, "dossier.weighed")
		w.must(err)
		n := 0
		for _, one := range all {
			if one.Dossier == in || one.Box.Name != gehoor.Case || one.Box.Key == "" {
				t.Errorf("in %s: %+v", in, one)
			}
			n += len(one.Contents)
		}
		return n
	}
	if n := earlier(noor, second.Dossier); n != 0 {
		t.Errorf("%d earlier ones while it waits", n)
	}
	w.must(w.ConfirmRecord(ctx, veenhaven, bram, first.Dossier, casework.Confirming{Proposal: w.seen(bram, first.Dossier).Waiting[0].Seq}))
	if a, b := earlier(noor, second.Dossier), earlier(bram, second.Dossier); a != 1 || b != 1 {
		t.Errorf("%d and %d earlier ones", a, b)
	}
	if n := earlier(noor, first.Dossier); n != 0 {
		t.Errorf("%d earlier ones in the same dossier", n)
	}
	if _, err := w.EarlierRecords(ctx, veenhaven, jet, second.Dossier, "dossier.weighed"); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("told to somebody who may not see it: %v", err)
	}
	_, err := w.EarlierRecords(ctx, veenhaven, noor, second.Dossier, "dossier.talk-held")
	w.refused(err, record.CodeAlike)
	w.days(800)
	if n := earlier(noor, second.Dossier); n != 0 {
		t.Errorf("%d of more than two years ago", n)
	}
}
