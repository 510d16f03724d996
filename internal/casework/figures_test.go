package casework_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/protocols"
)

// breached records a burden that was imposed already, of a dossier of its own.
func (w *world) breached(code, who string) gehoor.DossierID {
	w.t.Helper()
	box, err := w.Receive(w.t.Context(), veenhaven, submission(code, gehoor.OfficeEmployee, noor, bram))
	w.must(err)
	w.must(w.writes(noor, box.Dossier, withCase(casework.Writing{
		Kind: record.KindBreach, Words: words("burden of " + code),
		Fields: record.Fields{"burden": []string{who}, "by": "manager", "since": "2026-01-05"},
	}, code)))
	return box.Dossier
}

// figures are those of a year as one line.
func (w *world) figures(who gehoor.PersonID, year int) string {
	w.t.Helper()
	f, err := w.BurdenFigures(w.t.Context(), veenhaven, who, year)
	w.must(err)
	return fmt.Sprint(f.All)
}

// TestBurdenFigures: whoever leads the bureau and those at the top read the figures of the
// last two years that are over, all the same, whoever is shut out of a dossier; nobody else
// reads any. Nothing that happens now changes them.
func TestBurdenFigures(t *testing.T) {
	w, ctx := newTop(t), t.Context()
	var all []gehoor.DossierID
	for i := range 11 {
		all = append(all, w.breached(fmt.Sprint("R", i), []string{"reporter", "witness"}[i%2]))
	}
	lift := func(id gehoor.DossierID) {
		t.Helper()
		fields := record.Fields{"burden": []string{"reporter"}, "told": true, "lifted_on": "2026-01-08", "measure": 1}
		w.must(w.writes(noor, id, casework.Writing{Kind: record.KindLifted, Words: words("lifted " + string(id)), Fields: fields}))
	}
	lift(all[0])
	for _, year := range []int{2026, 2025, 2024, 2023, 1} {
		_, err := w.BurdenFigures(ctx, veenhaven, jet, year)
		if over := year == 2025 || year == 2024; over == errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("of %d: %v", year, err)
		}
	}
	empty := w.figures(jet, 2025)

	w.now = time.Date(2027, 1, 1, 9, 0, 0, 0, time.UTC)
	f, err := w.BurdenFigures(ctx, veenhaven, jet, 0)
	w.must(err)
	if f.Year != 2026 || !reflect.DeepEqual(f.Years, []int{2026, 2025}) || len(f.All) != 3 {
		t.Fatalf("%+v", f)
	}
	laid := f.All[0]
	if laid.N != 11 || laid.Small || laid.Divisions[0][0].N != 6 || laid.Divisions[0][1].N != 5 {
		t.Errorf("%+v", laid)
	}
	if !laid.Divisions[2][0].Small || laid.Divisions[2][0].N != 0 || !f.All[1].Small || !f.All[2].Small {
		t.Errorf("what is small is shown: %+v", f.All)
	}
	before := w.figures(jet, 2026)
	if before == empty || w.figures(jet, 2025) != empty {
		t.Error("the years are not told apart")
	}

	// Whoever may know nothing of a dossier reads the same as others, before and after.
	w.must(w.writes(noor, all[1], casework.Writing{Kind: record.KindConflict, Words: words("interest"), Fields: record.Fields{"person": string(mia), "conflict": true, "involved": true}}))
	for _, who := range []gehoor.PersonID{jet, mia, lars, siem} {
		if got := w.figures(who, 2026); got != before {
			t.Errorf("%s reads %s", who, got)
		}
	}
	for _, who := range []gehoor.PersonID{noor, bram, saar, fleur} {
		if _, err := w.BurdenFigures(ctx, veenhaven, who, 2026); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: %v", who, err)
		}
	}

	w.days(3)
	w.breached("late", "reporter")
	lift(all[2])
	if got := w.figures(mia, 2026); got != before {
		t.Errorf("a year that is over changed:\n%s\n%s", before, got)
	}
	w.replays()
}

// TestFiguresOfDestroyed: dossiers that are destroyed take nothing out of the figures, also of
// the year in which that happens; what is kept for it has nobody and leads to no dossier, and
// is destroyed when no figure counts it any more.
func TestFiguresOfDestroyed(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	r, err := retention.Parse(protocols.RetentionVeenhaven())
	w.must(err)
	for i := range r.Rules {
		if r.Rules[i].Of == retention.OfDossier {
			r.Rules[i].Term = protocol.Span{Months: 3}
		}
	}
	w.must(w.AdoptRetention(ctx, veenhaven, gehoor.System, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: r, By: "college"}))
	var all []gehoor.DossierID
	for i := range 6 {
		all = append(all, w.breached(fmt.Sprint("R", i), "reporter"))
	}
	w.now = time.Date(2027, 2, 1, 9, 0, 0, 0, time.UTC)
	before := w.figures(jet, 2026)
	for _, id := range all[:3] {
		signal := w.seen(noor, id).Signals[0].ID
		w.must(w.Acknowledge(ctx, veenhaven, noor, id, signal, words("we have it"+string(id))))
		w.must(w.GiveFeedback(ctx, veenhaven, noor, id, signal, words("what we did"+string(id))))
		w.must(w.Close(ctx, veenhaven, noor, id, dossier.ExitFollowedUp, words("why"+string(id)), nil))
	}
	w.now = w.now.AddDate(0, 3, 1)
	for _, id := range all[:3] {
		w.must(w.ProposeDestruction(ctx, veenhaven, noor, id, words("over"+string(id))))
		w.must(w.ConfirmDestruction(ctx, veenhaven, bram, id))
	}
	if got := w.figures(jet, 2026); got != before {
		t.Errorf("destroyed, the figures of 2026 are\n%s\nnot\n%s", got, before)
	}
	w.replays()
	year := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	rows, err := w.store.Measures(ctx, veenhaven, year, year.AddDate(1, 0, 0))
	w.must(err)
	kept := 0
	for _, row := range rows {
		if _, stub := row.Stream.Stub(); !stub {
			continue
		}
		if kept++; row.Start.Day() != 1 || row.Bearer != "reporter" || row.Number != 1 {
			t.Errorf("kept is %+v", row)
		}
	}
	if kept != 3 {
		t.Errorf("%d are kept", kept)
	}
	// In 2028 the figures of 2027 say of all six that they were borne; from 2030 on nobody asks.
	w.now = time.Date(2028, 1, 2, 9, 0, 0, 0, time.UTC)
	w.tick()
	f, err := w.BurdenFigures(ctx, veenhaven, jet, 2027)
	w.must(err)
	if f.All[0].N != 6 {
		t.Errorf("of 2027 is said %+v", f.All[0])
	}
	w.now = time.Date(2030, 1, 1, 9, 0, 0, 0, time.UTC)
	w.tick()
	rows, err = w.store.Measures(ctx, veenhaven, year, year.AddDate(1, 0, 0))
	w.must(err)
	if len(rows) != 3 {
		t.Errorf("%d are left", len(rows))
	}
	w.replays()
}
