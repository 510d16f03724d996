package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
)

// awayUntil is an absence until some days from now.
func (w *world) awayUntil(days int) directory.Absent {
	return directory.Absent{Reason: directory.AbsenceSudden, Until: protocol.DateOf(w.now).AddDays(days)}
}

// TestAbsentHolders: two holders are away, so the head can ask for a recovery that was
// needless before; the first who signs in again makes it needless, and nobody lost a
// key.
func TestAbsentHolders(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1") // to noor and bram
	before := w.kinds(box.Dossier)
	w.told(notify.KindHandling)
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryAbsent), dossier.CodeRecoveryNeedless)

	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.awayUntil(30)))
	if got := w.told(notify.KindHandling); got != "a b c" {
		t.Errorf("told of the first: %s", got)
	}
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, bram, w.awayUntil(30)))
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, bram, w.awayUntil(30))) // sent again
	if got := strings.TrimPrefix(w.kinds(box.Dossier), before+" "); got != "dossier.holder-absent dossier.short-handed dossier.holder-absent dossier.short-handed" {
		t.Errorf("recorded: %s", got)
	}
	care, err := w.Care(ctx, veenhaven, jet)
	w.must(err)
	if len(care.Short) != 1 || len(care.Short[0].Holders) != 0 || len(care.Short[0].Absent) != 2 {
		t.Fatalf("the head sees %+v", care.Short)
	}
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryGone), dossier.CodeRecoveryReason)
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryAbsent))

	w.must(w.Return(ctx, veenhaven, noor))
	w.must(w.Return(ctx, veenhaven, noor)) // signs in again
	w.must(w.Return(ctx, veenhaven, saar)) // was never away
	if kinds := w.kinds(box.Dossier); strings.Count(kinds, "dossier.holder-returned") != 1 {
		t.Errorf("came back: %s", kinds)
	}
	if _, err := w.Dossier(ctx, veenhaven, noor, box.Dossier); err != nil {
		t.Errorf("noor reads no more: %v", err)
	}
	w.must(w.CallBack(ctx, veenhaven, jet, bram))
	if care, err = w.Care(ctx, veenhaven, jet); err != nil || len(care.Short) != 0 {
		t.Errorf("still short: %+v %v", care.Short, err)
	}
}

// TestAbsentForNewSignals: a signal that comes in while a holder is away knows it from
// the first moment, and its receipt's place does not count it.
func TestAbsentForNewSignals(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.awayUntil(3)))
	box := w.send("R2")
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, "dossier.compartment-made dossier.holder-absent") {
		t.Errorf("recorded: %s", kinds)
	}
	w.days(10) // the day is over, and noor did not come
	if p, err := w.Person(ctx, veenhaven, noor); err != nil || !p.Away() {
		t.Errorf("back by itself: %v", err)
	}
}

// TestAbsentAndLate: what is late goes past who is away, to whoever sees to it.
func TestAbsentAndLate(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.send("R3")
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.awayUntil(30)))
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, bram, w.awayUntil(30)))
	w.told(notify.KindLate)
	w.days(8)
	w.tick()
	if got := w.told(notify.KindLate); strings.Contains(got, "a") || strings.Contains(got, "b") || !strings.Contains(got, "c") {
		t.Errorf("told: %q", got)
	}
}

// TestAbsentRefused: nobody says it of themselves, only who sees to it says it at all,
// and what is said makes sense.
func TestAbsentRefused(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	for _, by := range []gehoor.PersonID{bram, saar, fleur} {
		if err := w.DeclareAbsent(ctx, veenhaven, by, noor, w.awayUntil(3)); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("by %s: %v", by, err)
		}
	}
	w.refused(w.DeclareAbsent(ctx, veenhaven, jet, jet, w.awayUntil(3)), casework.CodeSelf)
	w.refused(w.CallBack(ctx, veenhaven, jet, jet), casework.CodeSelf)
	w.refused(w.DeclareAbsent(ctx, veenhaven, jet, fleur, w.awayUntil(3)), directory.CodeGone)
	for _, wrong := range []directory.Absent{w.awayUntil(-2), w.awayUntil(400), {Reason: "ill", Until: w.awayUntil(3).Until}} {
		w.refused(w.DeclareAbsent(ctx, veenhaven, jet, noor, wrong), directory.CodeAbsence)
	}
}
