package casework_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

// adding is what a browser sends to give keys on.
func adding(to gehoor.PersonID, boxes ...gehoor.Compartment) casework.Adding {
	a := casework.Adding{To: to}
	for _, c := range boxes {
		a.Keys = append(a.Keys, casework.SealedKey{Epoch: 1, Compartment: c, Content: words("key of " + string(c) + " for " + string(to))})
	}
	return a
}

func (w *world) holders(id gehoor.DossierID, who gehoor.PersonID) string {
	w.t.Helper()
	d, err := w.Dossier(w.t.Context(), veenhaven, who, id)
	w.must(err)
	var names []string
	for _, p := range d.Holders {
		names = append(names, string(p.ID[:1]))
	}
	return strings.Join(names, " ")
}

func TestAddAHolder(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	ctx := t.Context()
	made := compartment("case", false, noor, bram)
	w.must(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("note"), &made))
	d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	var offered []string
	for _, p := range d.Addable {
		offered = append(offered, string(p.ID[:1]))
	}
	if got := strings.Join(offered, " "); got != "d e" {
		t.Errorf("offered %q, want the external desk: the holders hold it, and nobody else receives signals about an alderman", got)
	}

	w.refused(w.Add(ctx, veenhaven, noor, box.Dossier, adding(saar, gehoor.Conversation)), dossier.CodeHolders)
	w.refused(w.Add(ctx, veenhaven, noor, box.Dossier, adding(saar, gehoor.Conversation, gehoor.Identity)), dossier.CodeHolders)
	w.refused(w.Add(ctx, veenhaven, noor, box.Dossier, adding(saar)), gehoor.CodeMalformed)
	w.told(notify.KindSignal)
	for range 2 { // a browser that got no answer sends the same bytes again
		w.must(w.Add(ctx, veenhaven, noor, box.Dossier, adding(saar, gehoor.Conversation, gehoor.Case)))
	}
	if got := strings.Count(w.kinds(box.Dossier), "dossier.granted"); got != 2 {
		t.Errorf("%d grants, want one for each compartment", got)
	}
	if got := w.told(notify.KindHandling); got != "a b d" {
		t.Errorf("told %q, want all who hold it", got)
	}
	if _, err := w.Open(ctx, veenhaven, saar, box.Dossier, []gehoor.ContentID{words("note").ID, words("account of R1").ID, words("key of case for " + string(saar)).ID}); err != nil {
		t.Errorf("who was added gets %v", err)
	}
	if _, err := w.Open(ctx, veenhaven, bram, box.Dossier, []gehoor.ContentID{words("key of case for " + string(saar)).ID}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("another's key: %v", err)
	}
	again := adding(saar, gehoor.Conversation)
	again.Keys[0].Content = words("another key for saar")
	w.refused(w.Add(ctx, veenhaven, bram, box.Dossier, again), dossier.CodeGranted)

	m, err := w.Mailbox(ctx, box)
	w.must(err)
	if len(m.Changes) != 1 || m.Changes[0].Person.ID != saar {
		t.Errorf("the reporter reads %+v", m.Changes)
	}
}

// One answer for everybody to whom the keys cannot go, whyever.
func TestNobodyElseIsAdded(t *testing.T) {
	w := newWorld(t)
	sub := submission("R1", gehoor.OfficeAlderman, noor, saar, milan)
	sub.Struck = []gehoor.PersonID{bram}
	box, err := w.Receive(t.Context(), veenhaven, sub)
	w.must(err)
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, milan))
	w.tick()
	var first error
	for _, who := range []gehoor.PersonID{bram, jet, fleur, milan, gehoor.PersonID(id("0"))} {
		err := w.Add(t.Context(), veenhaven, noor, box.Dossier, adding(who, gehoor.Conversation))
		w.refused(err, dossier.CodeEligible)
		if first == nil {
			first = err
		}
		if err == nil || err.Error() != first.Error() {
			t.Errorf("%s is refused with %v, others with %v", who[:1], err, first)
		}
	}
	for _, who := range []gehoor.PersonID{bram, jet} {
		if err := w.Add(t.Context(), veenhaven, who, box.Dossier, adding(saar, gehoor.Conversation)); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s gives what they do not hold: %v", who[:1], err)
		}
	}
}

func TestHandOver(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	ctx := t.Context()
	a := adding(saar, gehoor.Conversation)
	a.Leave = true
	w.must(w.Add(ctx, veenhaven, bram, box.Dossier, a))
	if got := w.holders(box.Dossier, noor); got != "a d" {
		t.Errorf("holders %q", got)
	}
	w.emptyList(bram)
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who handed over gets %v", err)
	}
	w.must(w.Add(ctx, veenhaven, noor, box.Dossier, adding(bram, gehoor.Conversation)))
	if got := w.holders(box.Dossier, bram); got != "a d b" {
		t.Errorf("after coming back: %q", got)
	}
	w.sound()
}

// The last one cannot go and leave one person alone.
func TestHandOverLeavesTwo(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, bram))
	w.tick()
	a := adding(saar, gehoor.Conversation)
	a.Leave = true
	w.refused(w.Add(t.Context(), veenhaven, noor, box.Dossier, a), dossier.CodeAlone)
	a.Leave = false
	w.must(w.Add(t.Context(), veenhaven, noor, box.Dossier, a))
}

// Whoever lost their key holds nothing, and is given the keys again as anybody is.
func TestLoseKey(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	ctx := t.Context()
	w.told(notify.KindSignal)
	w.must(w.LoseKey(ctx, veenhaven, bram, box.Dossier))
	if err := w.LoseKey(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	w.emptyList(bram)
	if got := w.told(notify.KindHandling); got != "a c" {
		t.Errorf("told %q, want who is left and the head", got)
	}
	w.must(w.Add(ctx, veenhaven, noor, box.Dossier, adding(bram, gehoor.Conversation)))
	w.must(w.Add(ctx, veenhaven, noor, box.Dossier, adding(saar, gehoor.Conversation)))
	w.told(notify.KindHandling)
	w.must(w.LoseKey(ctx, veenhaven, bram, box.Dossier))
	if got := w.told(notify.KindHandling); got != "a d" {
		t.Errorf("told %q, want those who are left", got)
	}
	w.sound()
}

// Who left holds nothing, each dossier knows it, and too few are told of once.
func TestLeavingIsNoticed(t *testing.T) {
	w := newWorld(t)
	box, mine := w.send("R1"), w.send("R2")
	w.told(notify.KindSignal)
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, bram))
	w.tick()
	for range 2 {
		w.tick()
	}
	for _, b := range []account.Mailbox{box, mine} {
		if got, want := w.kinds(b.Dossier), "dossier.opened signal.received signal.routed dossier.compartment-made dossier.withdrawn dossier.short-handed"; got != want {
			t.Errorf("facts %s", got)
		}
	}
	if got := w.told(notify.KindHandling); got != "a a c c" {
		t.Errorf("told %q, want who is left and the head, for each dossier", got)
	}
	items, counts, err := w.WorkList(t.Context(), veenhaven, noor, view.WorkFilter{Short: true}, view.Cursor{}, 10)
	w.must(err)
	if len(items) != 2 || counts.Short != 2 {
		t.Errorf("%d items and %+v", len(items), counts)
	}
	w.must(w.Add(t.Context(), veenhaven, noor, box.Dossier, adding(saar, gehoor.Conversation)))
	if items, _, err = w.WorkList(t.Context(), veenhaven, noor, view.WorkFilter{Short: true}, view.Cursor{}, 10); err != nil || len(items) != 1 {
		t.Errorf("after adding one: %d items, %v", len(items), err)
	}
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, noor))
	w.tick()
	short, err := w.store.ShortHanded(t.Context(), veenhaven, 10)
	w.must(err)
	if len(short) != 2 || short[0].Holders+short[1].Holders != 1 {
		t.Errorf("short-handed: %+v", short)
	}
	w.sound()
}

// Nobody of the bureau is told that a signal about the bureau has too few
// holders, and a head who is excluded is told of none.
func TestWhoSeesToIt(t *testing.T) {
	w := newWorld(t)
	_, err := w.Receive(t.Context(), veenhaven, submission("R1", gehoor.OfficeBureau, saar, milan))
	w.must(err)
	w.told(notify.KindSignal)
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, milan))
	w.tick()
	if got := w.told(notify.KindHandling); got != "d" {
		t.Errorf("told %q, want saar only", got)
	}
}

// What a decision leans on may not move meanwhile: whoever is added was eligible
// when it was written.
func TestAddingLeansOnThePerson(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	moving := &moveFirst{Store: w.store, move: func() { w.must(w.Leave(t.Context(), veenhaven, gehoor.System, saar)) }}
	deps := w.deps()
	deps.Events = moving
	w.refused(casework.New(deps).Add(t.Context(), veenhaven, noor, box.Dossier, adding(saar, gehoor.Conversation)), dossier.CodeEligible)
}

// moveFirst does something between the decision and the first append.
type moveFirst struct {
	ledger.Store
	move func()
}

func (m *moveFirst) Append(ctx context.Context, b ledger.Batch) error {
	if move := m.move; move != nil {
		m.move = nil
		move()
	}
	return m.Store.Append(ctx, b)
}

// sound says that all rows follow from the events.
func (w *world) sound() {
	w.t.Helper()
	w.must(w.Replay(w.t.Context(), veenhaven, func(s gehoor.StreamID, extra, missing []any) {
		if extra != nil || missing != nil {
			w.t.Errorf("%s: stored beside it %v, missing %v", s, extra, missing)
		}
	}))
}
