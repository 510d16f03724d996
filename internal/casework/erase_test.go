package casework_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/view"
)

// request is one of a signal's reporter, received today.
func (w *world) request(s gehoor.SignalID) dossier.ErasureRequested {
	return dossier.ErasureRequested{By: dossier.AskerReporter, Signal: s, ReceivedOn: protocol.DateOf(w.now)}
}

func refuse(g dossier.RefusalGround) dossier.ErasureProposed {
	return dossier.ErasureProposed{Answer: dossier.AnswerRefused, Ground: g}
}

var grant = dossier.ErasureProposed{Answer: dossier.AnswerGranted}

// A request runs for a month, on the work list too, and is refused by two with a
// ground that its reporter reads.
func TestErasureRefused(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.closed("R1")
	item := func() (view.WorkItem, bool) {
		t.Helper()
		items, _, err := w.WorkList(ctx, veenhaven, noor, view.WorkFilter{}, view.Cursor{}, 10)
		w.must(err)
		if len(items) == 0 {
			return view.WorkItem{}, false
		}
		return items[0], true
	}
	if _, there := item(); there {
		t.Fatal("a closed dossier is on the work list")
	}
	f := w.request(box.Signal)
	late := f
	late.ReceivedOn = f.ReceivedOn.AddDays(1)
	w.refused(w.RequestErasure(ctx, veenhaven, noor, box.Dossier, late), dossier.CodeErasureDay)
	w.refused(w.RequestErasure(ctx, veenhaven, noor, box.Dossier, dossier.ErasureRequested{By: "somebody", ReceivedOn: f.ReceivedOn}), gehoor.CodeMalformed)
	other := f
	other.Signal = w.closed("R2").Signal
	for _, err := range []error{w.RequestErasure(ctx, veenhaven, noor, box.Dossier, other), w.RequestErasure(ctx, veenhaven, jet, box.Dossier, f)} {
		if !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%v", err)
		}
	}
	w.refused(w.ProposeErasure(ctx, veenhaven, noor, box.Dossier, refuse(dossier.GroundDuty), words("early"), nil), dossier.CodeErasureNone)
	w.must(w.RequestErasure(ctx, veenhaven, noor, box.Dossier, f))
	w.refused(w.RequestErasure(ctx, veenhaven, bram, box.Dossier, f), dossier.CodeErasureAsked)
	if i, there := item(); !there || i.Clock != "erasure" || protocol.DateOf(i.DueAt) != f.ReceivedOn.AddMonths(1) {
		t.Errorf("the work list: %+v", i)
	}

	w.refused(w.ProposeErasure(ctx, veenhaven, noor, box.Dossier, refuse("because"), words("why"), nil), gehoor.CodeMalformed)
	w.must(w.ProposeErasure(ctx, veenhaven, noor, box.Dossier, refuse(dossier.GroundClaims), words("a claim"), nil))
	w.refused(w.ProposeErasure(ctx, veenhaven, bram, box.Dossier, grant, words("no"), nil), dossier.CodeProposed)
	w.refused(w.ConfirmErasure(ctx, veenhaven, noor, box.Dossier), dossier.CodeSecond)
	w.must(w.DropErasure(ctx, veenhaven, bram, box.Dossier))
	w.refused(w.ConfirmErasure(ctx, veenhaven, bram, box.Dossier), dossier.CodeErasureNone)
	w.must(w.ProposeErasure(ctx, veenhaven, bram, box.Dossier, refuse(dossier.GroundDuty), words("our duty"), nil))
	w.must(w.ConfirmErasure(ctx, veenhaven, noor, box.Dossier))
	w.refused(w.ConfirmErasure(ctx, veenhaven, noor, box.Dossier), dossier.CodeErasureNone)
	if _, there := item(); there {
		t.Error("it is on the work list after it was decided")
	}
	m, err := w.Mailbox(ctx, box)
	w.must(err)
	if len(m.Erasures) != 1 || m.Erasures[0].RefusedAt.IsZero() || m.Erasures[0].Ground != dossier.GroundDuty {
		t.Errorf("its reporter reads %+v", m.Erasures)
	}
	w.must(w.RequestErasure(ctx, veenhaven, bram, box.Dossier, dossier.ErasureRequested{By: dossier.AskerConcerned, ReceivedOn: f.ReceivedOn}))
	if m, err = w.Mailbox(ctx, box); err != nil || len(m.Erasures) != 1 {
		t.Errorf("a reporter reads that somebody else asked: %+v %v", m.Erasures, err)
	}
}

// What is granted is destroyed whatever the rules say, by two, once it is closed and
// nothing forbids it; the statement says on what ground.
func TestErasureGranted(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	open := w.answered("R0")
	w.must(w.RequestErasure(ctx, veenhaven, noor, open.Dossier, w.request(open.Signal)))
	made := compartment("R0 case", false, noor, bram)
	w.refused(w.ProposeErasure(ctx, veenhaven, noor, open.Dossier, grant, words("open"), &made), dossier.CodeErasureOpen)

	box := w.closed("R1")
	w.must(w.RequestErasure(ctx, veenhaven, noor, box.Dossier, w.request(box.Signal)))
	w.must(w.ProposeErasure(ctx, veenhaven, noor, box.Dossier, grant, words("they want it"), nil))
	w.must(w.Hold(ctx, veenhaven, bram, box.Dossier, dossier.HoldCourt, words("a court"), nil))
	w.refused(w.ConfirmErasure(ctx, veenhaven, bram, box.Dossier), dossier.CodeHeld)
	w.must(w.ReleaseHold(ctx, veenhaven, bram, box.Dossier, words("a court").ID, words("it is over")))
	w.must(w.Reply(ctx, box, words("or not")))
	w.refused(w.ConfirmErasure(ctx, veenhaven, bram, box.Dossier), dossier.CodeErasureOpen)
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("again"), nil))
	w.refused(w.ConfirmErasure(ctx, veenhaven, noor, box.Dossier), dossier.CodeSecond)
	w.now = w.now.Add(24 * time.Hour)
	w.must(w.ConfirmErasure(ctx, veenhaven, bram, box.Dossier))
	if _, err := w.Dossier(ctx, veenhaven, noor, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("it can be seen: %v", err)
	}
	e := w.organisation().Erased[0]
	if e.Request == nil || e.Request.By != "reporter" || e.Rule != "" || e.Ground.EN == "" || e.ProposedBy != noor || e.ConfirmedBy != bram || e.ClosedOn.String() != "2026-01-05" {
		t.Errorf("the organisation keeps %+v, %+v", e, e.Request)
	}
	if _, err := w.Statement(ctx, veenhaven, bram, e.Seq); err != nil {
		t.Error(err)
	}
}

// TestErasureThatIsLate: who leads the bureau is told when the month of a request has
// passed, once for each request; whom the dossier may not reach is not.
func TestErasureThatIsLate(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.closed("R1")
	w.tick()
	w.told(notify.KindLate)
	late := func() int { return strings.Count(w.kinds(box.Dossier), "dossier.escalated") }
	before := late()
	for range 2 {
		w.must(w.RequestErasure(ctx, veenhaven, noor, box.Dossier, w.request(box.Signal)))
		w.days(27)
		w.tick()
		if got := late() - before; got != 0 {
			t.Fatalf("told %d times within the month", got)
		}
		w.days(5)
		w.tick()
		w.tick()
		if got := w.told(notify.KindLate); got != "c" || late() != before+1 {
			t.Errorf("told %q, %d facts; want jet, the head, once", got, late()-before)
		}
		if i := w.item(noor); !i.Late {
			t.Errorf("the work list does not say so: %+v", i)
		}
		before = late()
		w.must(w.ProposeErasure(ctx, veenhaven, noor, box.Dossier, refuse(dossier.GroundDuty), words(fmt.Sprint("why ", before)), nil))
		w.must(w.ConfirmErasure(ctx, veenhaven, bram, box.Dossier))
	}
}
