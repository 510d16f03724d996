package casework_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/record"
)

// unsent is an internal form's name, as a browser derives it.
var unsent = draft.Form("~" + strings.Repeat("a", 43))

func mark(c ledger.Content) draft.Mark {
	m, err := draft.ParseMark(string(c.ID))
	if err != nil {
		panic(err)
	}
	return m
}

func messageTo(box account.Mailbox) draft.Form { return draft.Form("message-" + string(box.Signal)) }

// keep saves a draft and moves the clock, so that nobody saves too often.
func (w *world) keep(who gehoor.PersonID, box account.Mailbox, form draft.Form, sealed ledger.Content, after draft.Mark) error {
	w.now = w.now.Add(time.Minute)
	return w.KeepDraft(w.t.Context(), veenhaven, who, box.Dossier, form, sealed, after)
}

// own are the sealed drafts of somebody.
func (w *world) own(who gehoor.PersonID, id gehoor.DossierID) string {
	w.t.Helper()
	all, err := w.Drafts(w.t.Context(), veenhaven, who, id)
	w.must(err)
	var s []string
	for _, d := range all {
		s = append(s, string(d.Sealed))
	}
	return strings.Join(s, " ")
}

func (w *world) wantOwn(who gehoor.PersonID, id gehoor.DossierID, want string) {
	w.t.Helper()
	if got := w.own(who, id); got != want {
		w.t.Errorf("drafts %q, want %q", got, want)
	}
}

// TestDraft: it is kept for its writer, moves on from the save that it names, and goes
// with the message that it became.
func TestDraft(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	one, two := words("one"), words("two")
	w.must(w.keep(noor, box, messageTo(box), one, draft.Mark{}))
	w.must(w.keep(noor, box, unsent, words("internal"), draft.Mark{}))
	w.refused(w.keep(noor, box, messageTo(box), two, draft.Mark{}), draft.CodeChanged)
	w.must(w.keep(noor, box, messageTo(box), two, mark(one)))
	w.refused(w.keep(noor, box, messageTo(box), words("the other tab"), mark(one)), draft.CodeChanged)
	w.wantOwn(noor, box.Dossier, "two internal")
	w.wantOwn(bram, box.Dossier, "")

	before := w.kinds(box.Dossier)
	message := words("message")
	made := casework.MadeOf(ctx, messageTo(box), mark(two))
	w.refused(w.GiveFeedback(made, veenhaven, noor, box.Dossier, box.Signal, message), "protocol.not-yet")
	w.wantOwn(noor, box.Dossier, "two internal")
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("here")))
	w.must(w.Write(made, veenhaven, noor, box.Dossier, box.Signal, message))
	w.wantOwn(noor, box.Dossier, "internal")
	w.must(w.Write(made, veenhaven, noor, box.Dossier, box.Signal, message)) // the same bytes
	if strings.Contains(before, "draft") {
		t.Errorf("a draft is among the facts: %s", before)
	}
	w.refused(w.keep(noor, box, messageTo(box), words("late"), mark(two)), draft.CodeChanged)
}

// TestDraftOfAnotherTab: what was sent takes only the draft along that it was made of.
func TestDraftOfAnotherTab(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	here, there := words("here"), words("there")
	w.must(w.keep(noor, box, messageTo(box), here, draft.Mark{}))
	w.must(w.keep(noor, box, messageTo(box), there, mark(here)))
	w.must(w.Write(casework.MadeOf(t.Context(), messageTo(box), mark(here)), veenhaven, noor, box.Dossier, box.Signal, words("sent")))
	w.wantOwn(noor, box.Dossier, "there")
	w.must(w.DropDraft(t.Context(), veenhaven, noor, box.Dossier, messageTo(box), []draft.Mark{mark(here)}))
	w.wantOwn(noor, box.Dossier, "there")
	w.must(w.DropDraft(t.Context(), veenhaven, noor, box.Dossier, messageTo(box), []draft.Mark{mark(here), mark(there)}))
	w.wantOwn(noor, box.Dossier, "")
}

// TestDrafting: who holds the dossier learns that another writes to the reporter, and
// nothing of what is internal; nobody else learns anything, nor can keep anything.
func TestDrafting(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	w.must(w.keep(noor, box, messageTo(box), words("one"), draft.Mark{}))
	w.must(w.keep(noor, box, unsent, words("two"), draft.Mark{}))
	d, err := w.Dossier(ctx, veenhaven, bram, box.Dossier)
	w.must(err)
	if len(d.Drafting) != 1 || d.Drafting[0].Person != noor || d.Drafting[0].Form.Signal() != box.Signal {
		t.Errorf("a colleague sees %+v", d.Drafting)
	}
	own, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	if len(own.Drafting) != 0 {
		t.Errorf("the writer is told of the own draft: %+v", own.Drafting)
	}
	for _, who := range []gehoor.PersonID{jet, saar} {
		_, err := w.Drafts(ctx, veenhaven, who, box.Dossier)
		for _, err := range []error{err, w.keep(who, box, messageTo(box), words("x"), draft.Mark{}), w.DropDraft(ctx, veenhaven, who, box.Dossier, unsent, nil)} {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("who does not hold it: %v", err)
			}
		}
	}
	other := w.send("R2")
	w.refused(w.keep(noor, other, messageTo(box), words("y"), draft.Mark{}), gehoor.CodeMalformed)
	list, err := w.Unsent(ctx, veenhaven, noor)
	w.must(err)
	if len(list) != 1 || list[0].Dossier != box.Dossier || list[0].Drafts != 2 {
		t.Errorf("on the list: %+v", list)
	}
}

// TestDraftsOfGone: whoever holds a dossier no longer has no drafts in it, in whatever
// way they stopped holding it.
func TestDraftsOfGone(t *testing.T) {
	for name, go_ := range map[string]func(*world, context.Context, account.Mailbox) error{
		"lost the key": func(w *world, ctx context.Context, box account.Mailbox) error {
			return w.LoseKey(ctx, veenhaven, noor, box.Dossier)
		},
		"has an interest": func(w *world, ctx context.Context, box account.Mailbox) error {
			return w.Record(ctx, veenhaven, bram, box.Dossier, casework.Writing{
				Kind: "conflict.declared", Fields: record.Fields{"person": string(noor), "conflict": true, "involved": false}, Words: words("why"), Made: caseBox(),
			})
		},
		"left": func(w *world, ctx context.Context, box account.Mailbox) error {
			return w.Leave(ctx, veenhaven, gehoor.System, noor)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			box := w.send("R1")
			w.must(w.keep(noor, box, messageTo(box), words("mine"), draft.Mark{}))
			w.must(w.keep(bram, box, messageTo(box), words("his"), draft.Mark{}))
			w.must(go_(w, t.Context(), box))
			all, err := w.store.StaffDrafts(t.Context(), veenhaven, bram, box.Dossier)
			w.must(err)
			left, err := w.store.SweepStaffDrafts(t.Context(), w.now.AddDate(-1, 0, 0))
			w.must(err)
			if len(all) != 1 || left != 0 {
				t.Errorf("his %d, hers left for the sweep: %d", len(all), left)
			}
		})
	}
}

func caseBox() *casework.Sealed {
	made := compartment("case", false, noor, bram)
	return &made
}

// TestDraftsEnd: too many, too often and too old.
func TestDraftsEnd(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	for i := range draft.MaxDrafts {
		form := draft.Form(fmt.Sprintf("~%043d", i))
		w.must(w.keep(noor, box, form, words(fmt.Sprint("draft ", i)), draft.Mark{}))
	}
	w.refused(w.keep(noor, box, unsent, words("one more"), draft.Mark{}), draft.CodeFull)
	w.must(w.keep(noor, box, draft.Form(fmt.Sprintf("~%043d", 7)), words("goes on"), mark(words("draft 7"))))
	w.must(w.keep(bram, box, unsent, words("another's"), draft.Mark{}))

	var err error
	for range draft.Saves + 1 {
		err = w.KeepDraft(ctx, veenhaven, bram, box.Dossier, unsent, words("another's"), draft.Mark{})
	}
	w.refused(err, draft.CodeOften)

	w.days(draft.Days)
	gone, err := w.SweepDrafts(ctx)
	w.must(err)
	if gone < draft.MaxDrafts-1 {
		t.Errorf("%d were forgotten", gone)
	}
	w.wantOwn(bram, box.Dossier, "another's")
	w.days(1)
	_, err = w.SweepDrafts(ctx)
	w.must(err)
	w.wantOwn(bram, box.Dossier, "")
	w.refused(w.keep(noor, box, unsent, ledger.Content{ID: words("x").ID, Bytes: make([]byte, draft.MaxBytes+1)}, draft.Mark{}), gehoor.CodeTooLarge)
}
