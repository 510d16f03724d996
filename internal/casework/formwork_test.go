package casework_test

import (
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/form"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
)

// copied is the newest shipped questionnaire as work, with a number that is free.
func (w *world) copied() work.Form {
	w.t.Helper()
	all, err := w.Forms(w.t.Context(), veenhaven)
	if err != nil {
		w.t.Fatal(err)
	}
	f, err := work.Copy(all.Asked, all.NextVersion(all.Asked.ID))
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}

// TestAdoptWork: what an administrator wrote is asked, by name of who adopted it;
// the draft is gone, and replaying changes nothing.
func TestAdoptWork(t *testing.T) {
	w := administered(t)
	by := gehoor.ByPerson(floor)
	ctx := t.Context()
	f := w.copied()
	if err := w.SaveForm(ctx, veenhaven, by, 0, f); err != nil {
		t.Fatal(err)
	}
	f.Steps[0].Title[gehoor.Dutch] = ""
	if err := w.SaveForm(ctx, veenhaven, by, 1, f); err != nil {
		t.Fatal(err)
	}
	if err := w.AdoptWork(ctx, veenhaven, by, 2, ""); !errors.Is(err, gehoor.Refuse(questionnaire.CodeFaulty)) {
		t.Errorf("with a text that is empty: %v", err)
	}
	if err := w.UndoForm(ctx, veenhaven, by, 2); err != nil {
		t.Fatal(err)
	}
	if err := w.AdoptWork(ctx, veenhaven, by, 2, ""); !errors.Is(err, gehoor.Refuse(form.CodeMoved)) {
		t.Errorf("an older revision: %v", err)
	}
	if err := w.AdoptWork(ctx, veenhaven, by, 3, "sha256-x"); !errors.Is(err, gehoor.Refuse(questionnaire.CodeMoved)) {
		t.Errorf("decided against something else: %v", err)
	}
	if err := w.AdoptWork(ctx, veenhaven, by, 3, ""); err != nil {
		t.Fatal(err)
	}
	all, err := w.Forms(ctx, veenhaven)
	if err != nil || all.Asked.Version != f.Version || len(all.Adopted) != 1 || all.Adopted[0].By != by {
		t.Errorf("%v: asked %d, adopted %+v", err, all.Asked.Version, all.Adopted)
	}
	if _, err := w.FormWork(ctx, veenhaven); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the draft is still there: %v", err)
	}
	err = w.Replay(ctx, veenhaven, func(s gehoor.StreamID, extra, missing []any) {
		if len(extra)+len(missing) > 0 {
			t.Errorf("%s: %v, %v", s, extra, missing)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// TestOnlyAdministratorsWrite: to everybody else there is nothing to decide, and
// nothing changes.
func TestOnlyAdministratorsWrite(t *testing.T) {
	w := administered(t)
	ctx := t.Context()
	f := w.copied()
	if err := w.SaveForm(ctx, veenhaven, gehoor.ByPerson(floor), 0, f); err != nil {
		t.Fatal(err)
	}
	for name, by := range map[string]gehoor.Actor{"a caseworker": gehoor.ByPerson(noor), "a reporter": gehoor.ByReporter(gehoor.SignalID(id("1"))), "nobody": ""} {
		for what, err := range map[string]error{
			"save":  w.SaveForm(ctx, veenhaven, by, 1, f),
			"undo":  w.UndoForm(ctx, veenhaven, by, 1),
			"drop":  w.DropForm(ctx, veenhaven, by, 1),
			"adopt": w.AdoptWork(ctx, veenhaven, by, 1, ""),
		} {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s can %s: %v", name, what, err)
			}
		}
	}
	if there, err := w.FormWork(ctx, veenhaven); err != nil || there.Revision != 1 {
		t.Errorf("%v, revision %d", err, there.Revision)
	}
	// Who left does nothing any more.
	if err := w.Leave(ctx, veenhaven, gehoor.System, floor); err != nil {
		t.Fatal(err)
	}
	if err := w.AdoptWork(ctx, veenhaven, gehoor.ByPerson(floor), 1, ""); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("after leaving: %v", err)
	}
}
