package casework_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

// answered sends a signal that was acknowledged and answered, so that its dossier can
// be closed.
func (w *world) answered(code string) account.Mailbox {
	w.t.Helper()
	box, ctx := w.send(code), w.t.Context()
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words(code+": we have it")))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words(code+": what we did")))
	return box
}

// closed is answered, and closed by noor, who makes the compartment for the reasons.
func (w *world) closed(code string) account.Mailbox {
	w.t.Helper()
	box := w.answered(code)
	made := compartment(code+" case", false, noor, bram)
	w.must(w.Close(w.t.Context(), veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words(code+": why"), &made))
	return box
}

func TestCloseNeedsTelling(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	made := compartment("case", false, noor, bram)
	try := func(who gehoor.PersonID, exit dossier.Exit, made bool) error {
		c := compartment("case", false, noor, bram)
		if made {
			return w.Close(ctx, veenhaven, who, box.Dossier, exit, words("why"), &c)
		}
		return w.Close(ctx, veenhaven, who, box.Dossier, exit, words("why"), nil)
	}
	w.refused(try(noor, dossier.ExitNone, true), dossier.CodeUntold)
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.refused(try(noor, dossier.ExitNone, true), dossier.CodeUntold)
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
	w.refused(try(noor, "forgotten", true), gehoor.CodeMalformed)
	w.refused(try(noor, dossier.ExitNone, false), dossier.CodeNoCompartment)
	if err := try(jet, dossier.ExitNone, true); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("closed by somebody who may not see it: %v", err)
	}
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitNone, words("why"), &made))
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitNone, words("why"), &made)) // the answer was lost
	w.refused(w.Close(ctx, veenhaven, bram, box.Dossier, dossier.ExitNone, words("again"), nil), dossier.CodeClosed)
	if got := strings.Count(w.kinds(box.Dossier), "dossier.closed"); got != 1 {
		t.Errorf("closed %d times", got)
	}
}

// A closed dossier leaves the open list and stays findable; the reasons are for
// those who handle it, and never for the reporter.
func TestClosedIsFound(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.closed("R1")
	list := func(f view.WorkFilter) int {
		items, counts, err := w.WorkList(ctx, veenhaven, bram, f, view.Cursor{}, 10)
		w.must(err)
		if counts.Open != 0 && f.Stage == "" && len(items) == 0 {
			t.Errorf("%d open in the figures, none in the list", counts.Open)
		}
		return len(items)
	}
	if list(view.WorkFilter{}) != 0 || list(view.WorkFilter{Stage: view.StageConclude}) != 1 {
		t.Errorf("open %d, closed %d", list(view.WorkFilter{}), list(view.WorkFilter{Stage: view.StageConclude}))
	}
	m, err := w.Mailbox(ctx, box)
	w.must(err)
	if m.Exit != dossier.ExitFollowedUp || !m.Closed.Equal(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("the reporter reads %q on %v", m.Exit, m.Closed)
	}
	why := words("R1: why").ID
	if _, err := w.OpenOwn(ctx, box, []gehoor.ContentID{why}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the reporter is given the reasons: %v", err)
	}
	_, err = w.Open(ctx, veenhaven, bram, box.Dossier, []gehoor.ContentID{why})
	w.must(err)
}

// Whatever a reporter does opens a closed dossier again.
func TestReporterReopens(t *testing.T) {
	for name, act := range map[string]func(*world, account.Mailbox) error{
		"a message":     func(w *world, b account.Mailbox) error { return w.Reply(w.t.Context(), b, words("there is more")) },
		"a formal wish": func(w *world, b account.Mailbox) error { return w.ReporterMakesFormal(w.t.Context(), b) },
		"a formal wish, recorded by staff": func(w *world, b account.Mailbox) error {
			return w.MakeFormal(w.t.Context(), veenhaven, bram, b.Dossier, b.Signal)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			box := w.closed("R1")
			w.must(act(w, box))
			if !strings.HasSuffix(w.kinds(box.Dossier), "dossier.reopened") {
				t.Errorf("facts: %s", w.kinds(box.Dossier))
			}
			items, counts, err := w.WorkList(t.Context(), veenhaven, noor, view.WorkFilter{}, view.Cursor{}, 10)
			w.must(err)
			if len(items) != 1 || counts.Open != 1 || items[0].Stage != view.StageAddress {
				t.Errorf("the open list has %+v, the figures %+v", items, counts)
			}
		})
	}
}

func TestStaffReopens(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	open := w.answered("R0")
	w.refused(w.Reopen(ctx, veenhaven, noor, open.Dossier, words("nothing to open")), dossier.CodeNotClosed)
	box := w.closed("R1")
	w.must(w.Write(ctx, veenhaven, noor, box.Dossier, box.Signal, words("how are you?"))) // no reason to open it
	w.must(w.Reopen(ctx, veenhaven, bram, box.Dossier, words("we forgot something")))
	w.must(w.Close(ctx, veenhaven, bram, box.Dossier, dossier.ExitSupport, words("now it is done"), nil))
	d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	if len(d.Closings) != 3 || d.Closings[2].Exit != dossier.ExitSupport {
		t.Errorf("closings %+v", d.Closings)
	}
}

// Who leaves is taken off a closed dossier too: its words must stay with people
// who work here, until it is destroyed.
func TestClosedIsNotLeftBehind(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.closed("R1")
	w.must(w.Leave(ctx, veenhaven, gehoor.System, bram))
	w.tick()
	d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	if !d.Short || len(d.Changes) != 1 {
		t.Errorf("short %v, changes %+v", d.Short, d.Changes)
	}
}

// Who asked for mail gets one more, also if what was told before waits for the
// same batch; then the address is forgotten.
func TestClosingForgetsTheAddress(t *testing.T) {
	w, ctx := withNews(t), t.Context()
	box := w.send("R1")
	deliver := func() []notify.Address {
		r := &relay{}
		c := notify.Courier{Store: w.store, Channel: r, News: notify.NewNewsDesk(w.store, [32]byte{7}, w.random)}
		_, err := c.Deliver(ctx, veenhaven, w.now, 64)
		w.must(err)
		return r.mails
	}
	w.must(w.AskNews(ctx, box, "iemand@thuis.invalid", gehoor.English))
	w.now = w.now.Add(30 * time.Minute)
	w.must(w.ConfirmNews(ctx, box, deliver()[0].Code))
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
	made := compartment("case", false, noor, bram)
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitSupport, words("why"), &made))
	w.now = w.now.Add(30 * time.Minute)
	if mails := deliver(); len(mails) != 1 || mails[0].Mail != "iemand@thuis.invalid" {
		t.Errorf("the last mail: %+v", mails)
	}
	state, err := w.News(ctx, box)
	w.must(err)
	if state != notify.NewsOff {
		t.Errorf("after the last mail: %q", state)
	}
	w.must(w.Write(ctx, veenhaven, noor, box.Dossier, box.Signal, words("one more thing")))
	w.now = w.now.Add(30 * time.Minute)
	if mails := deliver(); len(mails) != 0 {
		t.Errorf("mail after the last: %+v", mails)
	}
}
