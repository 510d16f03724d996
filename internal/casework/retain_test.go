package casework_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/protocols"
)

// adopt gives Veenhaven its rules: 24 months after closing.
func (w *world) adopt() {
	w.t.Helper()
	r, err := retention.Parse(protocols.RetentionVeenhaven())
	w.must(err)
	w.must(w.AdoptRetention(w.t.Context(), veenhaven, gehoor.System, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: r, By: "college"}))
}

// organisation is its state now.
func (w *world) organisation() *directory.Organisation {
	w.t.Helper()
	o, err := w.Organisation(w.t.Context(), veenhaven)
	w.must(err)
	return o
}

func TestAdoptRetention(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	shipped, err := retention.Parse(protocols.Retention())
	w.must(err)
	w.refused(w.AdoptRetention(ctx, veenhaven, gehoor.System, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: shipped}), directory.CodeNoCategory)
	w.adopt()
	at := w.organisation().Adoption().At
	w.days(1)
	w.adopt() // the same is no new fact
	if a := w.organisation().Adoption(); !a.At.Equal(at) || a.By != "college" || len(w.organisation().Adoptions) != 1 {
		t.Errorf("adopted at %v by %q", a.At, a.By)
	}
	changed, err := retention.Parse([]byte(strings.Replace(string(protocols.RetentionVeenhaven()), `"24mnd"`, `"25mnd"`, 1)))
	w.must(err)
	w.refused(w.AdoptRetention(ctx, veenhaven, gehoor.System, 0, directory.RetentionAdopted{Rules: changed}), directory.CodeChanged)
	for _, by := range []gehoor.Actor{gehoor.ByPerson(noor), gehoor.ByPerson(jet), gehoor.ByReporter("")} {
		if err := w.AdoptRetention(ctx, veenhaven, by, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: changed}); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("adopted by %s: %v", by, err)
		}
	}
	changed.Rules = append(changed.Rules, changed.Rules[0])
	changed.Rules[1].Code, changed.Rules[1].Exits = "other", []retention.Exit{"forgotten"}
	w.refused(w.AdoptRetention(ctx, veenhaven, gehoor.System, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: changed}), casework.CodeExit)
}

// A dossier appears for those who may see it when its term is over and nothing
// forbids it, and for nobody else.
func TestDueForDestruction(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.adopt()
	box, held := w.closed("R1"), w.closed("R2")
	w.must(w.Hold(ctx, veenhaven, bram, held.Dossier, dossier.HoldRequest, words("asked for"), nil))
	open := w.answered("R3")
	due := func(p gehoor.PersonID) (ids []gehoor.StreamID) {
		t.Helper()
		list, err := w.DueForDestruction(ctx, veenhaven, p)
		w.must(err)
		for _, d := range list {
			ids = append(ids, d.Stream)
		}
		return ids
	}
	w.now = time.Date(2028, 1, 5, 22, 0, 0, 0, time.UTC) // the last hour of the last day
	if got := due(noor); len(got) != 0 {
		t.Errorf("due before the term is over: %v", got)
	}
	w.refused(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words("why")), casework.CodeNotDue)
	w.refused(w.ProposeDestruction(ctx, veenhaven, noor, open.Dossier, words("why")), dossier.CodeNotClosed)
	w.now = time.Date(2028, 1, 5, 23, 0, 0, 0, time.UTC)
	want := []gehoor.StreamID{gehoor.DossierStream(box.Dossier)}
	if got := due(noor); !slices.Equal(got, want) {
		t.Errorf("due for who holds it: %v", got)
	}
	for _, p := range []gehoor.PersonID{jet, saar, fleur} {
		if got := due(p); len(got) != 0 {
			t.Errorf("due for somebody who may not see it: %v", got)
		}
	}
	w.refused(w.ProposeDestruction(ctx, veenhaven, noor, held.Dossier, words("held")), dossier.CodeHeld)
	w.must(w.ReleaseHold(ctx, veenhaven, noor, held.Dossier, words("asked for").ID, words("it was decided")))
	w.refused(w.ReleaseHold(ctx, veenhaven, noor, held.Dossier, words("asked for").ID, words("twice")), dossier.CodeHoldOver)
	if got := due(bram); len(got) != 2 {
		t.Errorf("after the hold: %v", got)
	}
	w.must(w.Reply(ctx, box, words("it began again")))
	if got := due(bram); len(got) != 1 {
		t.Errorf("after the reporter wrote: %v", got)
	}
}

// The term of a dossier is that of the rule for how it was closed, and what must stay
// longer hides nothing that need not.
func TestTermPerExit(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	r, err := retention.Parse(protocols.RetentionVeenhaven())
	w.must(err)
	short := r.Rules[0]
	short.Code, short.Exits, short.Term.Months = "nothing", []retention.Exit{retention.Exit(dossier.ExitNone)}, 6
	r.Rules = append(r.Rules, short)
	w.must(w.AdoptRetention(ctx, veenhaven, gehoor.System, 0, directory.RetentionAdopted{Rules: r}))
	long, soon := w.closed("R1"), w.answered("R2")
	made := compartment("R2 case", false, noor, bram)
	w.must(w.Close(ctx, veenhaven, noor, soon.Dossier, dossier.ExitNone, words("nothing to do"), &made))
	w.now = w.now.AddDate(0, 6, 1)
	list, err := w.DueForDestruction(ctx, veenhaven, noor)
	w.must(err)
	if len(list) != 1 || list[0].Stream != gehoor.DossierStream(soon.Dossier) {
		t.Errorf("due after half a year: %v", list)
	}
	w.refused(w.ProposeDestruction(ctx, veenhaven, noor, long.Dossier, words("why")), casework.CodeNotDue)
	w.must(w.ProposeDestruction(ctx, veenhaven, noor, soon.Dossier, words("why")))
	w.must(w.ConfirmDestruction(ctx, veenhaven, bram, soon.Dossier))
	if e := w.organisation().Erased[0]; e.Rule != "nothing" || e.Term != "6mnd" {
		t.Errorf("destroyed under %s, %s", e.Rule, e.Term)
	}
	w.now = w.now.AddDate(2, 0, 0)
	if list, err = w.DueForDestruction(ctx, veenhaven, noor); err != nil || len(list) != 1 {
		t.Errorf("due after two years: %v %v", list, err)
	}
}

func TestNothingIsDueWithoutRules(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.closed("R1")
	w.days(5000)
	list, err := w.DueForDestruction(ctx, veenhaven, noor)
	w.must(err)
	if len(list) != 0 {
		t.Errorf("due without a rule: %v", list)
	}
	w.refused(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words("why")), directory.CodeNoRule)
}

// destroyed is a dossier that was told, read, closed, proposed by noor and
// confirmed by bram.
func (w *world) destroyed(code string) account.Mailbox {
	w.t.Helper()
	ctx := w.t.Context()
	box := w.closed(code)
	_, err := w.Open(ctx, veenhaven, bram, box.Dossier, []gehoor.ContentID{words("account of " + code).ID})
	w.must(err)
	w.now = w.now.AddDate(2, 0, 1)
	w.must(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words(code+": its time is over")))
	w.must(w.ConfirmDestruction(ctx, veenhaven, bram, box.Dossier))
	return box
}

func TestDestroyed(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.adopt()
	other := w.answered("other")
	box := w.destroyed("R1")

	for _, p := range []gehoor.PersonID{noor, bram, jet} {
		if _, err := w.Dossier(ctx, veenhaven, p, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("it can be seen: %v", err)
		}
		if _, err := w.Open(ctx, veenhaven, p, box.Dossier, []gehoor.ContentID{words("account of R1").ID}); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("it can be opened: %v", err)
		}
	}
	if _, err := w.Mailbox(ctx, box); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("its reporter's old session reads it: %v", err)
	}
	for _, s := range []gehoor.StreamID{gehoor.DossierStream(box.Dossier), gehoor.OpenedStream(box.Dossier)} {
		if rows, err := w.store.Rows(ctx, veenhaven, s); err != nil || len(rows) != 0 {
			t.Errorf("rows: %v %v", rows, err)
		}
	}
	e := w.organisation().Erased[0]
	if len(e.Streams) != 2 || e.Streams[1].Stream != gehoor.OpenedStream(box.Dossier) || e.Streams[1].Events != 1 || e.Contents != 14 ||
		e.ProposedBy != noor || e.ConfirmedBy != bram || e.Category == "" || e.ClosedOn.String() != "2026-01-05" || e.DueOn.String() != "2028-01-06" || e.Quiet {
		t.Errorf("the organisation keeps %+v", e)
	}
	// Everything else goes on: lists, folds, the clock, another dossier.
	w.must(w.Replay(ctx, veenhaven, func(s gehoor.StreamID, extra, missing []any) {
		if extra != nil || missing != nil {
			t.Errorf("%s: extra %v, missing %v", s, extra, missing)
		}
	}))
	w.tick()
	_, err := w.CheckFiles(ctx, veenhaven, func(c gehoor.ContentID, f casework.PartFault) { t.Errorf("%s is %s", c, f) })
	w.must(err)
	w.must(w.Write(ctx, veenhaven, noor, other.Dossier, other.Signal, words("still here")))
	// A program that has forgotten everything sees the same.
	fresh := casework.New(w.deps())
	if _, err := fresh.Dossier(ctx, veenhaven, noor, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("after a restart: %v", err)
	}
}

func TestDestroyedTellsTheReporter(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.adopt()
	box := w.destroyed("R1")
	g, err := w.store.Gone(ctx, veenhaven, box.Lookup)
	w.must(err)
	if g.On.Format(time.DateOnly) != "2028-01-06" || !g.EndsOn.Equal(g.On.AddDate(0, 0, account.GoneDays)) {
		t.Errorf("what is left %+v", g)
	}
}

// Two people decide, each of whom may see it, and nothing that came between them is
// passed by.
func TestDestructionByTwo(t *testing.T) {
	ctx := t.Context()
	for name, c := range map[string]struct {
		between func(*world, account.Mailbox)
		who     gehoor.PersonID
		want    gehoor.Code
	}{
		"the same person": {who: noor, want: dossier.CodeSecond},
		"a hold": {who: bram, want: dossier.CodeHeld, between: func(w *world, b account.Mailbox) {
			w.must(w.Hold(ctx, veenhaven, bram, b.Dossier, dossier.HoldCourt, words("a judge"), nil))
		}},
		"a hold that ended": {who: bram, want: dossier.CodeNotProposed, between: func(w *world, b account.Mailbox) {
			w.must(w.Hold(ctx, veenhaven, bram, b.Dossier, dossier.HoldCourt, words("a judge"), nil))
			w.must(w.ReleaseHold(ctx, veenhaven, bram, b.Dossier, words("a judge").ID, words("judged")))
		}},
		"the reporter wrote": {who: bram, want: dossier.CodeNotClosed, between: func(w *world, b account.Mailbox) {
			w.must(w.Reply(ctx, b, words("wait")))
		}},
		"a no": {who: bram, want: dossier.CodeNotProposed, between: func(w *world, b account.Mailbox) {
			w.must(w.DropDestruction(ctx, veenhaven, bram, b.Dossier))
			w.refused(w.DropDestruction(ctx, veenhaven, bram, b.Dossier), dossier.CodeNotProposed)
		}},
		"who proposed it left": {who: bram, want: dossier.CodeNotProposed, between: func(w *world, b account.Mailbox) {
			w.must(w.Leave(ctx, veenhaven, gehoor.System, noor)) // the clock has not noticed yet
		}},
		"other rules": {who: bram, want: dossier.CodeNotProposed, between: func(w *world, b account.Mailbox) {
			r, err := retention.Parse([]byte(strings.Replace(string(protocols.RetentionVeenhaven()), `"24mnd"`, `"23mnd"`, 1)))
			w.must(err)
			w.must(w.AdoptRetention(ctx, veenhaven, gehoor.System, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: r}))
		}},
		"longer rules": {who: bram, want: casework.CodeNotDue, between: func(w *world, b account.Mailbox) {
			r, err := retention.Parse([]byte(strings.Replace(string(protocols.RetentionVeenhaven()), `"24mnd"`, `"60mnd"`, 1)))
			w.must(err)
			w.must(w.AdoptRetention(ctx, veenhaven, gehoor.System, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: r}))
		}},
		"who may not see it": {who: jet},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.adopt()
			box := w.closed("R1")
			w.now = w.now.AddDate(2, 0, 1)
			w.refused(w.ConfirmDestruction(ctx, veenhaven, bram, box.Dossier), dossier.CodeNotProposed)
			w.must(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words("why")))
			w.refused(w.ProposeDestruction(ctx, veenhaven, bram, box.Dossier, words("why too")), dossier.CodeProposed)
			if c.between != nil {
				c.between(w, box)
			}
			err := w.ConfirmDestruction(ctx, veenhaven, c.who, box.Dossier)
			if c.want == "" {
				if !errors.Is(err, gehoor.ErrNotFound) {
					t.Errorf("got %v", err)
				}
			} else {
				w.refused(err, c.want)
			}
			if len(w.organisation().Erased) != 0 || w.kinds(box.Dossier) == "" {
				t.Error("it was destroyed")
			}
		})
	}
}

// stubborn lets something happen before an append, as another node would.
type stubborn struct {
	ledger.Store
	before func()
}

func (s *stubborn) Append(ctx context.Context, b ledger.Batch) error {
	if len(b.Erases) > 0 && s.before != nil {
		do := s.before
		s.before = nil
		do()
	}
	return s.Store.Append(ctx, b)
}

// What the reporter says in the very moment of the decision is not lost: the
// decision is made anew, and it is no.
func TestDestructionSeesWhatComesBetween(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.adopt()
	box := w.closed("R1")
	w.now = w.now.AddDate(2, 0, 1)
	w.must(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words("why")))
	d := w.deps()
	d.Events = &stubborn{Store: w.store, before: func() { w.must(w.Reply(ctx, box, words("wait"))) }}
	w.refused(casework.New(d).ConfirmDestruction(ctx, veenhaven, bram, box.Dossier), dossier.CodeNotClosed)
	m, err := w.Mailbox(ctx, box)
	w.must(err)
	if m.Signal.FromReporter() != 1 {
		t.Errorf("%d messages of the reporter", m.Signal.FromReporter())
	}
	items, _, err := w.WorkList(ctx, veenhaven, noor, view.WorkFilter{}, view.Cursor{}, 10)
	w.must(err)
	if len(items) != 1 {
		t.Errorf("open: %v", items)
	}
}

func TestHolds(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.answered("R1")
	made := compartment("case", false, noor, bram)
	w.refused(w.Hold(ctx, veenhaven, noor, box.Dossier, "because", words("why"), &made), gehoor.CodeMalformed)
	w.refused(w.Hold(ctx, veenhaven, noor, box.Dossier, dossier.HoldCourt, words("why"), nil), dossier.CodeNoCompartment)
	w.must(w.Hold(ctx, veenhaven, noor, box.Dossier, dossier.HoldCourt, words("why"), &made)) // an open dossier too
	if err := w.Hold(ctx, veenhaven, jet, box.Dossier, dossier.HoldCourt, words("mine"), nil); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("held by somebody who may not see it: %v", err)
	}
	d, err := w.Dossier(ctx, veenhaven, bram, box.Dossier)
	w.must(err)
	if len(d.Retention.Holds) != 1 || !d.Retention.Holds[0].Active() || d.Retention.Ruled {
		t.Errorf("retention %+v", d.Retention)
	}
	if _, err := w.OpenOwn(ctx, box, []gehoor.ContentID{words("why").ID}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the reporter is given the reasons: %v", err)
	}
}
