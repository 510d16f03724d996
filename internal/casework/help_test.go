package casework_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
)

var hidde = gehoor.PersonID(id("4"))

// newHelp is a world at the top of which people work, with a manager, on a Monday at ten.
func newHelp(t *testing.T) *world {
	t.Helper()
	w := newTop(t)
	w.must(w.Join(t.Context(), veenhaven, gehoor.System, casework.Newcomer{
		ID: hidde, Joined: directory.Joined{Role: gehoor.RoleManager, Function: gehoor.Text{NL: "manager", EN: "manager"}},
		Key: directory.KeyPublished{Recipient: "age1pq1manager", Note: "note"},
	}))
	w.now = time.Date(2026, time.June, 1, 8, 0, 0, 0, time.UTC) // ten o'clock here
	return w
}

func (w *world) waits(who gehoor.PersonID) []casework.Waiting {
	w.t.Helper()
	all, err := w.Waiting(w.t.Context(), veenhaven, who)
	w.must(err)
	return all
}

// TestHelp: whoever does not know what to do asks to be called; all who call are told at
// once, read whom to ask for and by when, and one of them says that it was done. Then the
// number is gone.
func TestHelp(t *testing.T) {
	w, ctx := newHelp(t), t.Context()
	w.must(w.AskHelp(ctx, veenhaven, hidde, "  Hidde   Zandkever ", "06 5550 1234"))
	w.must(w.AskHelp(ctx, veenhaven, hidde, "Somebody else", "06 5550 9999")) // pressed twice
	if to := w.told(notify.KindHelp); to != "a b c" {
		t.Errorf("%q were told, want noor, bram and jet", to)
	}
	all := w.waits(jet)
	if len(all) != 1 || all[0].ID != hidde || all[0].Reach.Name != "Hidde Zandkever" || all[0].Reach.Phone != "06 5550 1234" || all[0].Late {
		t.Fatalf("jet reads %+v", all)
	}
	if due := all[0].Help.Due; !due.Equal(w.now.Add(4 * time.Hour)) {
		t.Errorf("due at %s", due)
	}
	for _, who := range []gehoor.PersonID{hidde, mia, siem, fleur, saar} {
		if len(w.waits(who)) > 0 {
			t.Errorf("%s reads who waits", who[:1])
		}
		if err := w.GiveHelp(ctx, veenhaven, who, hidde); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s says that they called: %v", who[:1], err)
		}
	}
	w.now = w.now.Add(time.Hour)
	w.must(w.GiveHelp(ctx, veenhaven, bram, hidde))
	w.must(w.GiveHelp(ctx, veenhaven, noor, hidde)) // at the same time
	if len(w.waits(noor)) > 0 {
		t.Error("still waits")
	}
	if _, err := w.store.Reach(ctx, veenhaven, hidde); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the number is still there: %v", err)
	}
	p, err := w.Person(ctx, veenhaven, hidde)
	w.must(err)
	if by := p.Help.By; by != gehoor.ByPerson(bram) || !p.Help.EndedAt.Equal(w.now) {
		t.Errorf("called by %v at %s", by, p.Help.EndedAt)
	}
	w.tick()
	w.now = w.now.Add(100 * time.Hour)
	w.tick()
	if to := w.told(notify.KindLate); to != "" {
		t.Errorf("late to %q, and it was done", to)
	}
	w.replays()
}

// TestHelpIsLate: after four working hours all who call are told once more, a working day
// later the secretary is, and neither again.
func TestHelpIsLate(t *testing.T) {
	w, ctx := newHelp(t), t.Context()
	w.now = time.Date(2026, time.June, 5, 13, 0, 0, 0, time.UTC) // a Friday at three
	w.must(w.AskHelp(ctx, veenhaven, hidde, "Hidde", "06 5550 1234"))
	w.told(notify.KindHelp)
	w.now = time.Date(2026, time.June, 8, 8, 29, 0, 0, time.UTC) // Monday, half past ten
	w.tick()
	if to := w.told(notify.KindLate); to != "" {
		t.Errorf("%q were told too soon", to)
	}
	w.now = w.now.Add(time.Minute)
	w.tick()
	w.tick()
	if to := w.told(notify.KindLate); to != "a b c" {
		t.Errorf("late to %q, want noor, bram and jet", to)
	}
	if all := w.waits(noor); len(all) != 1 || !all[0].Late {
		t.Errorf("noor reads %+v", all)
	}
	long := func(who gehoor.PersonID) int {
		n, err := w.WaitingLong(ctx, veenhaven, who)
		w.must(err)
		return n
	}
	if n := long(siem); n != 0 {
		t.Errorf("the secretary reads of %d who wait too long", n)
	}
	w.now = time.Date(2026, time.June, 9, 15, 0, 0, 0, time.UTC) // Tuesday, five o'clock
	w.tick()
	w.tick()
	if to := w.told(notify.KindLate); to != "3" {
		t.Errorf("a working day later %q were told, want the secretary", to)
	}
	if n := long(siem); n != 1 {
		t.Errorf("the secretary reads of %d who wait too long", n)
	}
	if _, err := w.WaitingLong(ctx, veenhaven, noor); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a caseworker reads what the top reads: %v", err)
	}
	w.days(30)
	w.tick()
	if to := w.told(notify.KindLate); to != "" {
		t.Errorf("%q were told once more", to)
	}
	w.must(w.DropHelp(ctx, veenhaven, hidde))
	w.must(w.DropHelp(ctx, veenhaven, hidde))
	if len(w.waits(noor)) > 0 {
		t.Error("it was taken back, and they wait")
	}
	w.replays()
}

// TestHelpRefused: what is no name or number is refused, and whoever calls asks no help.
func TestHelpRefused(t *testing.T) {
	w, ctx := newHelp(t), t.Context()
	for _, name := range []string{"", "  ", strings.Repeat("a", 61), "\xff"} {
		w.refused(w.AskHelp(ctx, veenhaven, hidde, name, "06 5550 1234"), casework.CodeHelpName)
	}
	for _, phone := range []string{"", "bel mij", "12", strings.Repeat("1", 25), "06 1234; it is about the mayor"} {
		w.refused(w.AskHelp(ctx, veenhaven, hidde, "Hidde", phone), casework.CodeHelpPhone)
	}
	for _, who := range []gehoor.PersonID{noor, jet, fleur} {
		w.refused(w.AskHelp(ctx, veenhaven, who, "Somebody", "06 5550 1234"), directory.CodeHelp)
	}
	w.must(w.AskHelp(ctx, veenhaven, mia, "Mia", "(0511) 55-01")) // at the top too
	w.must(w.Leave(ctx, veenhaven, gehoor.System, mia))
	if len(w.waits(noor)) > 0 {
		t.Error("who left waits to be called")
	}
	if _, err := w.store.Reach(ctx, veenhaven, mia); !errors.Is(err, gehoor.ErrNotFound) {
		t.Error("the number of who left is still there")
	}
	w.replays()
}

// TestHelpFromOutside: where nobody of the bureau is here, the external desk calls.
func TestHelpFromOutside(t *testing.T) {
	w, ctx := newHelp(t), t.Context()
	for _, p := range []gehoor.PersonID{noor, bram, jet} {
		w.must(w.Leave(ctx, veenhaven, gehoor.System, p))
	}
	w.must(w.AskHelp(ctx, veenhaven, hidde, "Hidde", "06 5550 1234"))
	if to := w.told(notify.KindHelp); to != "d e" {
		t.Errorf("%q were told, want saar and milan", to)
	}
	if len(w.waits(saar)) != 1 {
		t.Error("saar does not read of it")
	}
	w.must(w.GiveHelp(ctx, veenhaven, saar, hidde))
}
