package casework_test

import (
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// TestWithdrawal: those who handle are told, staff see on which day, what is sent twice
// counts once, and a closed dossier has nothing to stop with. The stories
// reporter-stops-* have what must follow.
func TestWithdrawal(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.now = w.now.Add(time.Hour)
	w.told(notify.KindMessage)
	why := words("I was told to stop")
	w.refused(w.Withdraw(ctx, box, "a little", nil), gehoor.CodeMalformed)
	w.must(w.Withdraw(ctx, box, signal.PressureThere, &why))
	w.must(w.Withdraw(ctx, box, signal.PressureThere, &why)) // sent twice
	w.refused(w.Withdraw(ctx, box, signal.PressureThere, nil), signal.CodeWithdrawn)
	w.refused(w.WithdrawOnce(ctx, box, signal.PressureThere, nil, 0), gehoor.CodeReplayed)
	w.now = w.now.Add(time.Hour)
	if got := w.told(notify.KindMessage); got != "a b" {
		t.Errorf("told %q", got)
	}
	s := w.seen(noor, box.Dossier).Signals[0]
	if !s.Withdrawn() || !s.WithdrawnAt.Equal(protocol.Day(s.WithdrawnAt)) || !w.opens(noor, box, why.ID) {
		t.Errorf("staff see %+v", s)
	}
	w.must(w.Rejoin(ctx, box))
	w.refused(w.Rejoin(ctx, box), signal.CodeTakesPart)
	if s := w.seen(noor, box.Dossier).Signals[0]; s.Withdrawn() || len(s.Thread) != 3 {
		t.Errorf("staff see %+v", s)
	}
	w.replays()
}

// TestWithdrawClosed: the reporter of a closed dossier stops with nothing; one who stopped
// before it was closed takes part again, which opens it.
func TestWithdrawClosed(t *testing.T) {
	w, box := concluded(t)
	ctx := t.Context()
	w.refused(w.Withdraw(ctx, box, signal.PressureNone, nil), casework.CodeWithdrawClosed)

	second := newWorld(t)
	open := second.send("R1")
	second.must(second.Acknowledge(ctx, veenhaven, noor, open.Dossier, open.Signal, words("we have it")))
	second.must(second.Withdraw(ctx, open, signal.PressureNone, nil))
	second.must(second.GiveFeedback(ctx, veenhaven, noor, open.Dossier, open.Signal, words("we do nothing more")))
	made := compartment("R1 case", false, noor, bram)
	second.must(second.Close(ctx, veenhaven, noor, open.Dossier, "support-given", words("they stopped"), &made))
	second.must(second.Rejoin(ctx, open))
	if d := second.seen(noor, open.Dossier); d.Closings[len(d.Closings)-1].Exit != "" {
		t.Error("it is still closed")
	}
}

// TestOwnAnswersForce: a reporter reads what their own answer forces in the dossier, and by
// when; of what other signals force nothing.
func TestOwnAnswersForce(t *testing.T) {
	w, ctx := withNews(t), t.Context()
	w.followCommon()
	box := w.send("R1")
	steps := func() string {
		m, err := w.Mailbox(ctx, box)
		w.must(err)
		var all []string
		for _, o := range m.Open {
			if o.Guard != "" {
				all = append(all, string(o.Step)+" "+o.Target.Format("2006-01-02"))
			}
		}
		return strings.Join(all, ", ")
	}
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.assess(box, "serious", "employee") // which has a panel weigh
	if got := steps(); got != "" {
		t.Errorf("before: %s", got)
	}
	w.must(w.Withdraw(ctx, box, signal.PressureThere, nil))
	const five = " 2026-01-12" // working days
	if got, want := steps(), "review-detriment"+five+", own-motion"+five+", check-withdrawal"+five; got != want {
		t.Errorf("after: %s, want %s", got, want)
	}
}
