package casework_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/signal"
)

// Who led when it was pressed does not answer, however often somebody else writes
// meanwhile; the story demand-protocols-1-8 has the rest.
func TestWhoLedDoesNotAnswer(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	said := words("for weeks")
	w.must(w.Demand(ctx, box, signal.ReasonNothing, &said))
	w.must(w.Demand(ctx, box, signal.ReasonNothing, &said)) // sent twice
	w.refused(w.Demand(ctx, box, "elders", nil), gehoor.CodeMalformed)
	w.refused(w.DemandOnce(ctx, box, signal.ReasonWorse, nil, 0), gehoor.CodeReplayed)
	if i := w.item(bram); !i.Demand || i.Leader != noor {
		t.Errorf("the list says %+v", i)
	}
	w.must(w.Write(ctx, veenhaven, bram, box.Dossier, box.Signal, words("we are busy")))
	w.refused(w.AnswerDemand(ctx, veenhaven, noor, box.Dossier, box.Signal, words("it is nothing")), signal.CodeDemandOwn)
	d, err := w.Dossier(ctx, veenhaven, bram, box.Dossier)
	w.must(err)
	if got := len(d.Signals[0].Thread); got != 3 {
		t.Errorf("%d entries, want the acknowledgement, the press and the message", got)
	}
	if by := d.Demands[box.Signal]; by.Format("2006-01-02 15:04") != "2026-01-07 16:00" { // five in the afternoon
		t.Errorf("to be answered by %v", by)
	}
	w.must(w.AnswerDemand(ctx, veenhaven, bram, box.Dossier, box.Signal, words("I read it anew")))
	w.refused(w.AnswerDemand(ctx, veenhaven, bram, box.Dossier, box.Signal, words("once more")), signal.CodeNoDemand)
	if w.item(bram).Demand {
		t.Error("it still waits")
	}
}

// Where nobody else is there, whoever leads gives the keys to somebody, and outsiders
// are told.
func TestNobodyElseIsThere(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.must(w.Leave(ctx, veenhaven, gehoor.System, bram))
	w.must(w.Leave(ctx, veenhaven, gehoor.System, jet))
	w.tick()
	w.told(notify.KindDemand)
	w.must(w.Demand(ctx, box, signal.ReasonReconsider, nil))
	if got := w.told(notify.KindDemand); got != "d e" {
		t.Errorf("told %q, want the external desk", got)
	}
	w.refused(w.AnswerDemand(ctx, veenhaven, noor, box.Dossier, box.Signal, words("it is nothing")), signal.CodeDemandOwn)
	add := adding(saar, gehoor.Conversation)
	w.must(w.Add(ctx, veenhaven, noor, box.Dossier, add))
	w.must(w.AnswerDemand(ctx, veenhaven, saar, box.Dossier, box.Signal, words("I come from outside")))
}

// A dossier is not closed over the head of who waits, and one that was closed opens.
func TestPressedAndClosed(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
	made := compartment("R1 case", false, noor, bram)
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("done"), &made))
	w.must(w.Demand(ctx, box, signal.ReasonReconsider, nil))
	d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	if last := d.Closings[len(d.Closings)-1]; last.Exit != "" {
		t.Error("it stayed closed")
	}
	w.refused(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("done again"), nil), signal.CodeDemandOpen)
}
