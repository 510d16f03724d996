package casework_test

import (
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/view"
)

// floor administers.
var floor = gehoor.PersonID(id("7"))

// administered is a world with an administrator.
func administered(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.must(w.Join(t.Context(), veenhaven, gehoor.System, casework.Newcomer{
		ID: floor, Joined: directory.Joined{Role: gehoor.RoleAdministrator, Function: gehoor.Text{NL: "beheerder", EN: "administrator"}},
		Key: directory.KeyPublished{Recipient: "age1pq1" + string(floor), Note: "note"},
	}))
	return w
}

// TestAdministratorHasNoDossier: to an administrator no dossier is there, nor
// anything that tells of one, and nobody can give them its keys.
func TestAdministratorHasNoDossier(t *testing.T) {
	w := administered(t)
	ctx, box := t.Context(), w.send("R1")
	d := box.Dossier
	key := []casework.SealedKey{{Epoch: 1, Compartment: gehoor.Conversation, Content: words("a key for floor")}}
	w.refused(w.Add(ctx, veenhaven, noor, d, casework.Adding{To: floor, Keys: key}), dossier.CodeEligible)
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, d, floor, dossier.RecoveryLost), dossier.CodeEligible)
	_, _, listErr := w.WorkList(ctx, veenhaven, floor, view.WorkFilter{}, view.Cursor{}, 10)
	_, caseErr := w.Dossier(ctx, veenhaven, floor, d)
	_, openErr := w.Open(ctx, veenhaven, floor, d, []gehoor.ContentID{words("account of R1").ID})
	_, careErr := w.Care(ctx, veenhaven, floor)
	_, sharesErr := w.OpenShares(ctx, veenhaven, floor, d, []gehoor.ContentID{words("R1 conversation share for " + string(fleur)).ID})
	_, mailErr := w.Undelivered(ctx, veenhaven, floor)
	_, drillErr := w.BeginDrill(ctx, veenhaven, floor, casework.Drill{Recipient: noor, Made: compartment("drill", false), Text: words("drill")})
	_, deskErr := w.AtDesk(ctx, veenhaven, floor)
	for what, err := range map[string]error{
		"a work list": listErr, "a dossier": caseErr, "its words": openErr, "recoveries": careErr, "shares": sharesErr,
		"undelivered mail": mailErr, "a drill": drillErr, "the desk": deskErr,
		"a note":   w.WriteNote(ctx, veenhaven, floor, d, words("note"), nil),
		"a key":    w.Add(ctx, veenhaven, floor, d, casework.Adding{To: bram, Keys: key}),
		"a loss":   w.LoseKey(ctx, veenhaven, floor, d),
		"a demand": w.RequestRecovery(ctx, veenhaven, floor, d, bram, dossier.RecoveryLost),
	} {
		if !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s is there to an administrator: %v", what, err)
		}
	}
}

// TestOnlyAdministratorsGovern: what an administrator does is there to nobody else,
// and each act says who did it.
func TestOnlyAdministratorsGovern(t *testing.T) {
	w := administered(t)
	ctx := t.Context()
	for _, p := range []gehoor.PersonID{noor, jet, saar, fleur, "nobody"} {
		by := gehoor.ByPerson(p)
		_, inviteErr := w.Invite(ctx, veenhaven, by, bram, "bram", w.now)
		_, welcomeErr := w.Welcome(ctx, veenhaven, by, casework.Welcome{ID: w.DrawPerson(), Login: "x", Joined: directory.Joined{Role: gehoor.RoleCaseworker}})
		for what, err := range map[string]error{
			"open": w.OpenIntake(ctx, veenhaven, by), "close": w.CloseIntake(ctx, veenhaven, by),
			"describe": w.Describe(ctx, veenhaven, by, 0, directory.Described{}), "invite": inviteErr, "welcome": welcomeErr,
			"leave": w.Leave(ctx, veenhaven, by, bram), "add": w.AddHolder(ctx, veenhaven, by, gehoor.OfficeMayor, jet),
			"remove": w.RemoveHolder(ctx, veenhaven, by, gehoor.OfficeMayor, noor),
		} {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s is there to %s: %v", what, p, err)
			}
		}
		if _, err := w.Administrator(ctx, veenhaven, p); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s administers: %v", p, err)
		}
	}
	reporter := gehoor.ByReporter(gehoor.SignalID(id("8")))
	if err := w.OpenIntake(ctx, veenhaven, reporter); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a reporter governs: %v", err)
	}
	w.refused(w.OpenIntake(ctx, veenhaven, gehoor.ByPerson(floor)), directory.CodeNotReady)
	w.must(w.Leave(ctx, veenhaven, gehoor.System, floor))
	if err := w.OpenIntake(ctx, veenhaven, gehoor.ByPerson(floor)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("somebody who left governs: %v", err)
	}
}
