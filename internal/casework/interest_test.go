package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/record"
)

// again gives somebody both keys.
func (w *world) again(by, to gehoor.PersonID, id gehoor.DossierID, name string) error {
	var keys []casework.SealedKey
	for _, b := range w.seen(by, id).Boxes {
		if b.Name != gehoor.Identity {
			keys = append(keys, casework.SealedKey{Epoch: b.Epoch, Compartment: b.Name, Content: words(name + " " + string(b.Name))})
		}
	}
	return w.Add(w.t.Context(), veenhaven, by, id, casework.Adding{To: to, Keys: keys})
}

// confirms has somebody confirm the record that waits last.
func (w *world) confirms(who gehoor.PersonID, id gehoor.DossierID) {
	w.t.Helper()
	all := w.seen(who, id).Waiting
	w.must(w.ConfirmRecord(w.t.Context(), veenhaven, who, id, casework.Confirming{Proposal: all[len(all)-1].Seq}))
}

// TestSuspended: who is declared to have another interest than being part of it is out at
// once, exactly so; two others decide, and a yes lets a holder give the keys again.
func TestSuspended(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.tick()
	w.must(w.writes(noor, box.Dossier, withCase(friend(bram), "R1")))
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who is suspended still sees it: %v", err)
	}
	w.emptyList(bram)
	if !strings.HasSuffix(w.kinds(box.Dossier), "conflict.declared dossier.withdrawn dossier.excluded dossier.short-handed") {
		t.Errorf("the dossier has %s", w.kinds(box.Dossier))
	}
	if d := w.seen(noor, box.Dossier); len(d.Suspended) != 1 || d.Suspended[0] != bram || d.Boxes[0].Name == "" {
		t.Errorf("%v are suspended", d.Suspended)
	}
	w.days(1)
	if to := w.told(notify.KindHandling); to != "a c" {
		t.Errorf("%q were told", to)
	}
	w.rekey(noor, box.Dossier)
	w.refused(w.again(noor, bram, box.Dossier, "back"), dossier.CodeEligible)
	w.refused(w.writes(noor, box.Dossier, decides(jet, true, "nobody spoke of her")), dossier.CodeNotSuspended)

	w.must(w.again(noor, saar, box.Dossier, "saar"))
	w.must(w.writes(noor, box.Dossier, decides(bram, true, "a colleague like others")))
	no := decides(bram, false, "or not")
	w.must(w.writes(saar, box.Dossier, no))
	proposals := w.seen(noor, box.Dossier).Waiting
	w.refused(w.ConfirmRecord(ctx, veenhaven, noor, box.Dossier, casework.Confirming{Proposal: proposals[0].Seq}), dossier.CodeOwnProposal)
	w.must(w.ConfirmRecord(ctx, veenhaven, saar, box.Dossier, casework.Confirming{Proposal: proposals[0].Seq}))
	if !strings.HasSuffix(w.kinds(box.Dossier), "conflict.decided dossier.readmitted dossier.interests-decided") {
		t.Errorf("the dossier has %s", w.kinds(box.Dossier))
	}
	if d := w.seen(noor, box.Dossier); len(d.Suspended)+len(d.Waiting) != 0 {
		t.Errorf("%v are suspended, %d proposals wait", d.Suspended, len(d.Waiting))
	}
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a decision gave a key back: %v", err)
	}
	w.must(w.again(noor, bram, box.Dossier, "again"))
	w.seen(bram, box.Dossier)
	w.replays()
}

// TestSuspendedForGood: two say no, or it turns out that nobody had to decide.
func TestSuspendedForGood(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.must(w.writes(noor, box.Dossier, withCase(friend(jet), "R1")))
	other := friend(milan)
	other.Words = words("another friend")
	w.must(w.writes(noor, box.Dossier, other))
	w.must(w.writes(noor, box.Dossier, decides(jet, false, "a close one")))
	w.confirms(bram, box.Dossier)
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, "conflict.decided dossier.excluded dossier.readmitted") {
		t.Errorf("one still waits, and the dossier has %s", kinds)
	}
	w.must(w.writes(noor, box.Dossier, declared(milan, true)))
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, "conflict.declared dossier.excluded dossier.readmitted dossier.interests-decided") {
		t.Errorf("nobody waits, and the dossier has %s", kinds)
	}
	w.refused(w.writes(noor, box.Dossier, decides(jet, true, "or yet")), dossier.CodeNotSuspended)
	w.refused(w.again(noor, jet, box.Dossier, "jet"), dossier.CodeEligible)
	more := friend(jet)
	more.Words = words("a friend, too")
	w.must(w.writes(noor, box.Dossier, more))
	if d := w.seen(noor, box.Dossier); len(d.Suspended) != 0 {
		t.Errorf("%v are suspended, who are out for good", d.Suspended)
	}
	none := declared(bram, false)
	none.Fields["involved"] = true
	w.refused(w.writes(noor, box.Dossier, none), record.CodeWrong)
	w.replays()
}

// TestParty: who is of the party of the person concerned is suspended from the pick on;
// what two decided about it holds for that person concerned, also by a new chart; and a
// chart that says otherwise ends it.
func TestParty(t *testing.T) {
	w := newWorld(t)
	w.withChart()
	box := w.about(gehoor.OfficeAlderman)
	w.tick()
	member := func(p, account gehoor.PersonID, party string) chart.Place {
		return chart.Place{Person: p, Account: account, Posts: []chart.Post{{Office: gehoor.OfficeCouncilMember, Party: party}}}
	}
	imports := func(name string, places ...chart.Place) {
		t.Helper()
		c, err := w.Chart(t.Context(), veenhaven, floor)
		w.must(err)
		w.must(w.imports(name, c.Seq, places...))
	}
	imports("parties", member(director, "", "A"), member(manager, "", "A"), member(charted[bram], bram, "A"), member(charted[noor], noor, "B"))
	w.must(w.writes(noor, box.Dossier, w.inCase(box, picked(record.KindConcerned, box, director, "an alderman"))))
	if _, err := w.Dossier(t.Context(), veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("of the party, and still sees it: %v", err)
	}
	if kinds := w.kinds(box.Dossier); !strings.Contains(kinds, "dossier.record-proposed dossier.withdrawn dossier.excluded dossier.lines-checked") {
		t.Errorf("the dossier has %s", kinds)
	}
	w.rekey(noor, box.Dossier)
	w.must(w.again(noor, saar, box.Dossier, "saar"))
	w.must(w.writes(noor, box.Dossier, decides(bram, true, "long ago")))
	w.confirms(saar, box.Dossier)
	w.must(w.again(noor, bram, box.Dossier, "bram"))
	imports("same", member(charted[bram], bram, "a"))
	w.seen(bram, box.Dossier)

	w.must(w.writes(noor, box.Dossier, picked(record.KindConcerned, box, manager, "another one")))
	if d := w.seen(noor, box.Dossier); len(d.Suspended) != 1 || d.Suspended[0] != bram {
		t.Errorf("with another person concerned %v are suspended", d.Suspended)
	}
	imports("left the party", member(charted[bram], bram, "C"))
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, "dossier.readmitted dossier.interests-decided dossier.lines-checked") {
		t.Errorf("the dossier has %s", kinds)
	}
	// Whoever works under the person concerned is out for that, and nobody decides.
	under := member(charted[bram], bram, "A")
	under.Line = manager
	imports("both", under)
	if d := w.seen(noor, box.Dossier); len(d.Suspended) != 0 {
		t.Errorf("%v are suspended", d.Suspended)
	}
	imports("only the party", member(charted[bram], bram, "A"))
	if d := w.seen(noor, box.Dossier); len(d.Suspended) != 1 {
		t.Errorf("%v are suspended", d.Suspended)
	}
	w.replays()
}

// TestDeclareFirst: who holds a dossier writes nothing down, confirms nothing and closes
// nothing before they said that they have no interest, after each time that they were
// given something to do; the reporter hears from them all the same.
func TestDeclareFirst(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	if d := w.seen(noor, box.Dossier); !d.MustDeclare {
		t.Error("nobody asks noor")
	}
	first := withCase(weighing("mine"), "R1")
	w.refused(w.Casework.Record(ctx, veenhaven, noor, box.Dossier, first), dossier.CodeDeclare)
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
	w.refused(w.Casework.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("why"), first.Made), dossier.CodeDeclare)
	w.must(w.DeclareNoInterest(ctx, veenhaven, noor, box.Dossier))
	w.must(w.DeclareNoInterest(ctx, veenhaven, noor, box.Dossier)) // the answer was lost
	if n := strings.Count(w.kinds(box.Dossier), "dossier.no-interest-declared"); n != 1 {
		t.Errorf("declared %d times", n)
	}
	w.must(w.Casework.Record(ctx, veenhaven, noor, box.Dossier, first))
	waiting := w.seen(bram, box.Dossier).Waiting[0].Seq
	w.refused(w.Casework.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: waiting}), dossier.CodeDeclare)

	// By the record about oneself it is said too; about somebody else it is not.
	w.must(w.Casework.Record(ctx, veenhaven, noor, box.Dossier, declared(bram, false)))
	if !w.seen(bram, box.Dossier).MustDeclare {
		t.Error("noor's word is bram's")
	}
	own := declared(bram, false)
	own.Words = words("I do not know them")
	w.must(w.Casework.Record(ctx, veenhaven, bram, box.Dossier, own))
	w.must(w.Casework.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: waiting}))
	task := casework.Writing{Kind: record.KindAssigned, Fields: record.Fields{"task": "talk", "person": string(bram), "declared": true}}
	w.must(w.Casework.Record(ctx, veenhaven, noor, box.Dossier, task))
	if !w.seen(bram, box.Dossier).MustDeclare || w.seen(noor, box.Dossier).MustDeclare {
		t.Error("a task is asked of somebody else, or of nobody")
	}
	w.must(w.again(noor, saar, box.Dossier, "saar"))
	if !w.seen(saar, box.Dossier).MustDeclare {
		t.Error("who was given the keys is not asked")
	}
	if err := w.DeclareNoInterest(ctx, veenhaven, jet, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("by who may not see it: %v", err)
	}
	w.replays()
}
