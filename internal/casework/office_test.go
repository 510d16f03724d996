package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/view"
)

// Of the chart of these tests: a mayor and an alderman, of whom the chart does not say
// which accounts are theirs, and somebody whose office begins later.
var burgemeester, wethouder, later = gehoor.PersonID(strings.Repeat("71", 16)), gehoor.PersonID(strings.Repeat("72", 16)), gehoor.PersonID(strings.Repeat("73", 16))

// newOffices is a world with a top, and a chart of who holds which office.
func newOffices(t *testing.T) *world {
	t.Helper()
	w := newTop(t)
	w.withChart()
	post := func(o gehoor.Office, from protocol.Date) []chart.Post { return []chart.Post{{Office: o, From: from}} }
	w.must(w.imports("offices", w.chartSeq(),
		chart.Place{Person: burgemeester, Posts: post(gehoor.OfficeMayor, protocol.Date{})},
		chart.Place{Person: wethouder, Posts: post(gehoor.OfficeAlderman, protocol.Date{})},
		chart.Place{Person: later, Posts: post(gehoor.OfficeAlderman, protocol.DateOf(w.now).AddDays(30))}))
	return w
}

// about is a signal that came in about an office.
func (w *world) receives(code string, o gehoor.Office) account.Mailbox {
	w.t.Helper()
	box, err := w.Receive(w.t.Context(), veenhaven, submission(code, o, noor, bram))
	w.must(err)
	w.tick()
	return box
}

// item is a dossier's line on somebody's work list.
func (w *world) listed(who gehoor.PersonID, id gehoor.DossierID) view.WorkItem {
	w.t.Helper()
	list, _, err := w.WorkList(w.t.Context(), veenhaven, who, view.WorkFilter{}, view.Cursor{}, 100)
	w.must(err)
	for _, one := range list {
		if one.Dossier == id {
			return one
		}
	}
	w.t.Fatal("it is not on the list")
	return view.WorkItem{}
}

// tellsTheMayor is the record that the mayor was called.
func tellsTheMayor(box account.Mailbox) casework.Writing {
	return casework.Writing{Kind: "top.informed", Signal: box.Signal, Words: words("called"), Fields: record.Fields{
		"functions": []string{"mayor"}, "name": "no", "reporter_kept": true,
	}}
}

// TestPickedIsTheMayor: a signal that came in about somebody who works here turns out to be
// about the mayor. From the pick on, before anybody confirmed or assessed it, the mayor and
// who deputises meet nothing of it, what they were told is gone, and nobody can tell them.
func TestPickedIsTheMayor(t *testing.T) {
	w, ctx := newOffices(t), t.Context()
	box := w.receives("R1", gehoor.OfficeEmployee)
	w.assess(box, "moderate", "employee")
	if waiting, _ := w.notices(mia); len(waiting) != 1 {
		t.Fatalf("the mayor reads %+v", waiting)
	}
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, burgemeester, "the mayor"), "R1")))
	w.days(10)
	w.tick()
	for _, who := range []gehoor.PersonID{mia, lars} {
		if waiting, confirmed := w.notices(who); len(waiting)+len(confirmed) != 0 {
			t.Errorf("%s reads of it", who[:1])
		}
		if err := w.ConfirmNotice(ctx, veenhaven, who, box.Dossier, box.Signal); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s confirms: %v", who[:1], err)
		}
		for _, l := range w.seen(noor, box.Dossier).Lateness {
			for _, p := range l.To {
				if p == who {
					t.Errorf("%s is told that %s is late", who[:1], l.Step)
				}
			}
		}
	}
	w.refused(w.writes(noor, box.Dossier, tellsTheMayor(box)), casework.CodeTopConcerned)
	want := []casework.Misfit{{Signal: box.Signal, By: gehoor.OfficeEmployee, Fitting: gehoor.OfficeMayor}}
	if got := w.seen(noor, box.Dossier).Misfits; len(got) != 1 || got[0] != want[0] {
		t.Errorf("the page says %+v", got)
	}
	if !w.listed(noor, box.Dossier).OtherOffice {
		t.Error("the list does not say so")
	}

	w.assess(box, "moderate", "mayor")
	if got := w.seen(noor, box.Dossier).Misfits; len(got) != 0 || w.listed(noor, box.Dossier).OtherOffice {
		t.Errorf("assessed anew, the page says %+v", got)
	}
	w.replays()
}

// TestPickedByMistake: what the chart says of somebody who was picked by mistake holds no
// longer than the pick: then the mayor can be told.
func TestPickedByMistake(t *testing.T) {
	w := newOffices(t)
	box := w.receives("R1", gehoor.OfficeEmployee)
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, burgemeester, "the mayor"), "R1")))
	w.assess(box, "moderate", "employee")
	if waiting, _ := w.notices(mia); len(waiting) != 0 {
		t.Errorf("the mayor reads %+v", waiting)
	}
	w.must(w.DropRecord(t.Context(), veenhaven, noor, box.Dossier, w.seen(noor, box.Dossier).Waiting[0].Seq))
	if got := w.seen(noor, box.Dossier).Misfits; len(got) != 0 {
		t.Errorf("the page says %+v", got)
	}
	w.must(w.writes(noor, box.Dossier, tellsTheMayor(box)))
	if waiting, _ := w.notices(mia); len(waiting) != 1 {
		t.Errorf("the mayor reads %+v", waiting)
	}
	w.replays()
}

// TestOfficesOfSeveral: of several persons concerned the strictest office decides, of one
// who holds none their place in the line; an office that begins later does once it began.
func TestOfficesOfSeveral(t *testing.T) {
	w := newOffices(t)
	box := w.receives("R1", gehoor.OfficeAlderman)
	fits := func(want ...casework.Misfit) {
		t.Helper()
		if got := w.seen(noor, box.Dossier).Misfits; len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
			t.Errorf("the page says %+v, want %+v", got, want)
		}
	}
	pick := func(p gehoor.PersonID, why string) {
		t.Helper()
		one := picked(record.KindConcerned, box, p, why)
		if len(w.seen(noor, box.Dossier).Waiting) == 0 {
			one = withCase(one, "R1")
		}
		w.must(w.writes(noor, box.Dossier, one))
	}
	pick(employee, "the employee")
	fits(casework.Misfit{Signal: box.Signal, By: gehoor.OfficeAlderman, Fitting: gehoor.OfficeEmployee})
	pick(wethouder, "the alderman")
	fits()
	pick(burgemeester, "the mayor")
	fits(casework.Misfit{Signal: box.Signal, By: gehoor.OfficeAlderman, Fitting: gehoor.OfficeMayor})

	box = w.receives("R2", gehoor.OfficeUnknown)
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, later, "later"), "R2")))
	fits()
	w.days(40)
	w.tick() // no chart came in between
	fits(casework.Misfit{Signal: box.Signal, By: gehoor.OfficeUnknown, Fitting: gehoor.OfficeAlderman})
	w.replays()
}

// TestPickedOfTheBureau: who handles signals is of the bureau, whatever the chart says.
func TestPickedOfTheBureau(t *testing.T) {
	w := newOffices(t)
	box := w.receives("R1", gehoor.OfficeEmployee)
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, charted[jet], "jet"), "R1")))
	if got := w.seen(noor, box.Dossier).Misfits; len(got) != 1 || got[0].Fitting != gehoor.OfficeBureau {
		t.Errorf("the page says %+v", got)
	}
}

// TestPickAgainOnTheList: who handles a dossier sees on the list that somebody must be
// picked again, until that was done.
func TestPickAgainOnTheList(t *testing.T) {
	w, ctx := newOffices(t), t.Context()
	box := w.receives("R1", gehoor.OfficeEmployee)
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, employee, "the employee"), "R1")))
	if w.listed(noor, box.Dossier).PickAgain {
		t.Error("whoever is clear is to be picked again")
	}
	here, left := gehoor.PersonID(strings.Repeat("65", 16)), gehoor.PersonID(strings.Repeat("66", 16))
	w.must(w.SplitPerson(ctx, veenhaven, floor, mended("split", w.chartSeq()), employee, here, left))
	if !w.listed(noor, box.Dossier).PickAgain {
		t.Error("the list does not say that somebody must be picked again")
	}
	waits := w.seen(noor, box.Dossier).Waiting[0].Seq
	w.must(w.writes(noor, box.Dossier, picked(record.KindConcerned, box, here, "who is here")))
	w.must(w.DropRecord(ctx, veenhaven, noor, box.Dossier, waits))
	if w.listed(noor, box.Dossier).PickAgain {
		t.Error("picked again, the list still asks for it")
	}
	w.replays()
}
