package casework_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
)

// renewal is what a holder's browser sends: new shares for these custodians.
func renewal(try string, boxes []gehoor.Compartment, to ...gehoor.PersonID) []casework.RenewedShares {
	var all []casework.RenewedShares
	for _, c := range boxes {
		one := casework.RenewedShares{Compartment: c, Epoch: 1, Threshold: 2}
		for _, p := range to {
			one.Shares = append(one.Shares, casework.SealedFor{Person: p, Content: words(fmt.Sprint("new share of ", c, " for ", p, try))})
		}
		all = append(all, one)
	}
	return all
}

// outdated are the compartments of which somebody can renew the shares.
func (w *world) outdated(id gehoor.DossierID, who gehoor.PersonID) []gehoor.Compartment {
	w.t.Helper()
	d, err := w.Dossier(w.t.Context(), veenhaven, who, id)
	w.must(err)
	return d.Outdated
}

// A custodian comes and another leaves: whoever holds a dossier gives the present
// ones their shares, and those recover it.
func TestRenewShares(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	if got := w.outdated(box.Dossier, noor); len(got) > 0 {
		t.Fatalf("%v are outdated in a new dossier", got)
	}
	before, err := w.Organisation(ctx, veenhaven)
	w.must(err)
	old := before.Custodians
	ines := gehoor.PersonID(id("7"))
	w.days(1)
	w.must(w.Join(ctx, veenhaven, gehoor.System, casework.Newcomer{
		ID: ines, Joined: directory.Joined{Role: gehoor.RoleCustodian, Function: gehoor.Text{NL: "notaris", EN: "notary"}}, Key: directory.KeyPublished{Recipient: "age1pq1" + string(ines), Note: "note"},
	}))
	w.must(w.Leave(ctx, veenhaven, gehoor.System, old[0]))
	now := append(slices.Clone(old[1:]), ines)

	boxes := w.outdated(box.Dossier, noor)
	if !slices.Equal(boxes, []gehoor.Compartment{gehoor.Conversation}) {
		t.Fatalf("outdated: %v", boxes)
	}
	w.refused(w.RenewShares(ctx, veenhaven, noor, box.Dossier, renewal("", boxes, old...)), dossier.CodeShares)
	w.refused(w.RenewShares(ctx, veenhaven, noor, box.Dossier, renewal("", []gehoor.Compartment{gehoor.Case}, now...)), dossier.CodeShares)
	w.refused(w.RenewShares(ctx, veenhaven, noor, box.Dossier, nil), gehoor.CodeMalformed)
	twice := renewal("", boxes[:1], now...)
	w.refused(w.RenewShares(ctx, veenhaven, noor, box.Dossier, append(twice, renewal("again", boxes[:1], now...)...)), dossier.CodeShares)
	if err := w.RenewShares(ctx, veenhaven, saar, box.Dossier, renewal("", boxes, now...)); err == nil {
		t.Error("somebody who does not hold the dossier renews its shares")
	}
	for range 2 { // a browser that got no answer sends the same bytes again
		w.must(w.RenewShares(ctx, veenhaven, noor, box.Dossier, renewal("", boxes, now...)))
	}
	if got := w.outdated(box.Dossier, noor); len(got) > 0 {
		t.Errorf("%v are outdated still", got)
	}
	w.refused(w.RenewShares(ctx, veenhaven, bram, box.Dossier, renewal("once more", boxes, now...)), dossier.CodeShares)

	for _, p := range []gehoor.PersonID{noor, bram} {
		w.must(w.Leave(ctx, veenhaven, gehoor.System, p))
	}
	w.tick()
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone))
	w.give(ines)
	w.give(old[1])
	c := w.care(saar)
	w.must(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, ines, old[1])))
	if got := w.holders(box.Dossier, saar); got != "d" {
		t.Errorf("held by %q", got)
	}
}

// While a recovery is under way its shares stay, and nobody renews what is not
// outdated.
func TestRenewSharesWhen(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	o, err := w.Organisation(ctx, veenhaven)
	w.must(err)
	w.days(1)
	w.must(w.Leave(ctx, veenhaven, gehoor.System, bram))
	w.tick()
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryAbsent))
	boxes := []gehoor.Compartment{gehoor.Conversation}
	w.refused(w.RenewShares(ctx, veenhaven, noor, box.Dossier, renewal("", boxes, o.Custodians...)), dossier.CodeRecoveryOpen)
	c := w.care(jet)
	w.must(w.EndRecovery(ctx, veenhaven, jet, box.Dossier, c.Recovery))
	w.refused(w.RenewShares(ctx, veenhaven, noor, box.Dossier, renewal("", boxes, o.Custodians...)), dossier.CodeShares)
}
