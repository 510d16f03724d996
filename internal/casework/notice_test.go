package casework_test

import (
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/protocols"
)

// The people at the top.
var (
	mia  = gehoor.PersonID(id("1")) // mayor
	lars = gehoor.PersonID(id("2")) // deputy mayor
	siem = gehoor.PersonID(id("3")) // secretary
)

// newTop is a world that works by what holds for every signal, with a mayor, a deputy
// mayor and a secretary.
func newTop(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	for p, role := range map[gehoor.PersonID]gehoor.Role{mia: gehoor.RoleMayor, lars: gehoor.RoleDeputyMayor, siem: gehoor.RoleSecretary} {
		w.must(w.Join(t.Context(), veenhaven, gehoor.System, casework.Newcomer{
			ID: p, Joined: directory.Joined{Role: role, Function: gehoor.Text{NL: string(role), EN: string(role)}},
			Key: directory.KeyPublished{Recipient: "age1pq1" + string(p), Note: "note"},
		}))
	}
	w.followCommon()
	return w
}

// followCommon has dossiers that are opened now follow what holds for every signal.
func (w *world) followCommon() {
	w.t.Helper()
	file, ok := protocols.Protocol("common")
	if !ok {
		w.t.Fatal("common is not shipped")
	}
	day := protocol.DateOf(w.now)
	w.must(w.AdoptProtocol(w.t.Context(), veenhaven, gehoor.System, file, adoption.Gates{
		Body: "college", On: day, WorksCouncilOn: day, OfficerOn: day, AssessedOn: day, Publication: "none",
	}, w.inForce()))
}

// notices are what somebody has to confirm and what they confirmed, by signal.
func (w *world) notices(who gehoor.PersonID) (waiting, confirmed []view.Notice) {
	w.t.Helper()
	all, err := w.Notices(w.t.Context(), veenhaven, who, view.NoticeCursor{}, 100)
	w.must(err)
	for _, n := range all {
		if n.ConfirmedAt.IsZero() {
			waiting = append(waiting, n)
		} else {
			confirmed = append(confirmed, n)
		}
	}
	return waiting, confirmed
}

// assess says how serious a signal is and whom it is about.
func (w *world) assess(box account.Mailbox, severity, office string) {
	w.t.Helper()
	w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: "dossier.triaged", Signal: box.Signal, Fields: record.Fields{
		"severity": severity, "office": office, "wbk": "no", "crime": "no",
	}}))
	w.tick()
}

// TestTopIsTold: secretary and mayor are told as soon as a signal is assessed, each by a
// message without content, and confirm it; that does the steps.
func TestTopIsTold(t *testing.T) {
	w, ctx := newTop(t), t.Context()
	box := w.send("R1")
	w.tick()
	if waiting, _ := w.notices(mia); len(waiting) != 0 {
		t.Fatalf("told before it was assessed: %+v", waiting)
	}
	w.assess(box, "serious", "alderman")
	if to := w.told(notify.KindNotice); to != "1 3" {
		t.Errorf("%q were told at once, want the mayor and the secretary", to)
	}
	waiting, _ := w.notices(mia)
	if len(waiting) != 1 || waiting[0].Severity != "serious" || waiting[0].Office != "alderman" || waiting[0].Function != gehoor.RoleMayor {
		t.Fatalf("the mayor reads %+v", waiting)
	}
	if waiting, confirmed := w.notices(lars); len(waiting)+len(confirmed) != 0 {
		t.Error("the deputy was told too")
	}
	w.must(w.ConfirmNotice(ctx, veenhaven, mia, box.Dossier, box.Signal))
	w.must(w.ConfirmNotice(ctx, veenhaven, mia, box.Dossier, box.Signal)) // the answer was lost
	if waiting, confirmed := w.notices(mia); len(waiting) != 0 || len(confirmed) != 1 || !confirmed[0].ConfirmedAt.Equal(w.now) {
		t.Errorf("after confirming: %+v, %+v", waiting, confirmed)
	}
	w.now = w.now.Add(100 * time.Hour)
	w.tick()
	if to := w.told(notify.KindLate); to == "" {
		t.Error("the secretary did not confirm, and nobody was told")
	}
	w.replays()
}

// TestTopIsToldUnassessed: whoever does not assess a signal keeps nobody from knowing
// of it.
func TestTopIsToldUnassessed(t *testing.T) {
	w := newTop(t)
	w.send("R1")
	w.days(2)
	w.tick()
	waiting, _ := w.notices(mia)
	if len(waiting) != 1 || waiting[0].Severity != "" {
		t.Errorf("two days later the mayor reads %+v", waiting)
	}
	w.replays()
}

// TestTopInProportion: of somebody who works here the top is not told which position it
// is.
func TestTopInProportion(t *testing.T) {
	w := newTop(t)
	box := w.send("R1")
	w.assess(box, "limited", "employee")
	if waiting, _ := w.notices(siem); len(waiting) != 1 || waiting[0].Office != "" {
		t.Errorf("the secretary reads %+v", waiting)
	}
}

// TestTopPassesBy: whom a signal is about is told nothing, nor who deputises, and what
// they were told before is gone when it turns out.
func TestTopPassesBy(t *testing.T) {
	w, ctx := newTop(t), t.Context()
	box := w.send("R1")
	w.assess(box, "moderate", "alderman")
	w.assess(box, "moderate", "mayor")
	for _, who := range []gehoor.PersonID{mia, lars} {
		if waiting, confirmed := w.notices(who); len(waiting)+len(confirmed) != 0 {
			t.Errorf("%s still reads of it", who[:1])
		}
		if err := w.ConfirmNotice(ctx, veenhaven, who, box.Dossier, box.Signal); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s confirms: %v", who[:1], err)
		}
	}
	w.replays()
}

// TestTopExcluded: who has an interest finds no trace, and the next in the chain is told
// of what comes after.
func TestTopExcluded(t *testing.T) {
	w, ctx := newTop(t), t.Context()
	box := w.send("R1")
	w.must(w.writes(noor, box.Dossier, withCase(casework.Writing{
		Kind: record.KindConflict, Fields: record.Fields{"person": string(mia), "conflict": true, "involved": false}, Words: words("a friend"),
	}, "R1")))
	w.assess(box, "moderate", "employee")
	if waiting, _ := w.notices(mia); len(waiting) != 0 {
		t.Errorf("who has an interest reads %+v", waiting)
	}
	if waiting, _ := w.notices(lars); len(waiting) != 1 || waiting[0].Function != gehoor.RoleDeputyMayor {
		t.Errorf("the deputy reads %+v", waiting)
	}
	if err := w.ConfirmNotice(ctx, veenhaven, mia, box.Dossier, box.Signal); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who has an interest confirms: %v", err)
	}
}

// TestToldByHand: whom somebody told by telephone confirms it themselves, and is not told
// once more by the program.
func TestToldByHand(t *testing.T) {
	w, ctx := newTop(t), t.Context()
	box := w.send("R1")
	w.must(w.writes(noor, box.Dossier, withCase(casework.Writing{Kind: "top.informed", Words: words("called"), Fields: record.Fields{
		"functions": []string{"mayor"}, "name": "no", "reporter_kept": true,
	}}, "R1")))
	w.assess(box, "moderate", "alderman")
	waiting, _ := w.notices(mia)
	if len(waiting) != 1 || waiting[0].Function != gehoor.RoleMayor {
		t.Fatalf("the mayor reads %+v", waiting)
	}
	if waiting, _ := w.notices(siem); len(waiting) != 1 {
		t.Errorf("the secretary, whom nobody called, reads %+v", waiting)
	}
	w.must(w.ConfirmNotice(ctx, veenhaven, mia, box.Dossier, box.Signal))
	w.replays()
}

// TestNobodyAtTop: where nobody works here who can be told, that is recorded once, and
// somebody does it by hand.
func TestNobodyAtTop(t *testing.T) {
	w := newWorld(t)
	w.followCommon()
	box := w.send("R1")
	w.assess(box, "moderate", "employee")
	w.tick()
	d := w.seen(noor, box.Dossier)
	open := false
	for _, o := range d.Open {
		open = open || o.Step == "inform-mayor"
	}
	if !open {
		t.Error("informing the mayor counts as done, and nobody was told")
	}
}

// TestOnlyTheTopReadsNotices: to everybody else the list is not there.
func TestOnlyTheTopReadsNotices(t *testing.T) {
	w := newTop(t)
	for _, who := range []gehoor.PersonID{noor, jet, saar, fleur} {
		if _, err := w.Notices(t.Context(), veenhaven, who, view.NoticeCursor{}, 10); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: %v", who[:1], err)
		}
	}
}

// TestKnewBefore: somebody at the top says in their own name that they knew before they
// were told. It stands beside what else is said, with both moments, and only whoever was
// told, and may still know, can say it.
func TestKnewBefore(t *testing.T) {
	w, ctx := newTop(t), t.Context()
	box := w.send("R1")
	w.assess(box, "moderate", "alderman")
	declare := func(who gehoor.PersonID, since, by string, acted bool) error {
		return w.DeclareEarlier(ctx, veenhaven, who, box.Dossier, box.Signal, dossier.Earlier{Since: since, By: by, Acted: acted})
	}
	day := protocol.DateOf(w.now)
	since := day.AddDays(-17).String()
	w.must(declare(mia, since, "manager", false))
	w.must(declare(mia, since, "manager", false)) // the answer was lost
	w.must(declare(mia, since, "", true))         // a correction stands beside it
	w.refused(declare(mia, day.AddDays(1).String(), "", true), casework.CodeEarlierDay)
	w.refused(declare(mia, since, "nobody", true), record.CodeWrong)
	w.refused(declare(mia, "yesterday", "", true), record.CodeWrong)
	for _, who := range []gehoor.PersonID{noor, lars} {
		if err := declare(who, since, "", true); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s, who was told nothing, says so: %v", who[:1], err)
		}
	}
	var said []dossier.Recorded
	for _, r := range w.seen(noor, box.Dossier).Records {
		if r.What == "knowledge.declared" {
			said = append(said, r)
		}
	}
	if len(said) != 2 || said[0].Fields["person"] != string(mia) || said[0].Fields["since"] != since || said[0].Fields["function"] != "mayor" || said[0].By != gehoor.ByPerson(mia) {
		t.Errorf("the handlers read %+v", said)
	}
	// Whoever the signal turns out to be about says nothing of it any more.
	w.assess(box, "moderate", "mayor")
	if err := declare(mia, since, "secretary", true); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the one whom it is about: %v", err)
	}
	if _, err := w.Told(ctx, veenhaven, mia, box.Dossier, box.Signal); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the one whom it is about reads the page: %v", err)
	}
	w.replays()
}
