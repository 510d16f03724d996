package casework_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// gone is a dossier about an alderman whose holders left.
func (w *world) gone(code string) account.Mailbox {
	w.t.Helper()
	box := w.send(code)
	for _, p := range []gehoor.PersonID{noor, bram} {
		w.must(w.Leave(w.t.Context(), veenhaven, gehoor.System, p))
	}
	w.tick()
	return box
}

// care is the one recovery in which somebody has a part.
func (w *world) care(who gehoor.PersonID) casework.Ceremony {
	w.t.Helper()
	care, err := w.Care(w.t.Context(), veenhaven, who)
	w.must(err)
	if len(care.Ceremonies) != 1 {
		w.t.Fatalf("%s has a part in %d recoveries", who[:1], len(care.Ceremonies))
	}
	return care.Ceremonies[0]
}

// given is what a custodian's browser sends.
func given(c casework.Ceremony, who gehoor.PersonID, try string) []casework.SealedShare {
	var shares []casework.SealedShare
	for _, b := range c.Boxes {
		shares = append(shares, casework.SealedShare{Compartment: b.Name, Content: words(fmt.Sprint("share of ", b.Name, " by ", who, c.Recovery, try))})
	}
	return shares
}

func (w *world) give(who gehoor.PersonID) {
	w.t.Helper()
	c := w.care(who)
	w.must(w.GiveShares(w.t.Context(), veenhaven, who, c.Dossier, c.Recovery, given(c, who, "")))
}

// joined is what the recipient's browser sends.
func joined(c casework.Ceremony, who gehoor.PersonID, used ...gehoor.PersonID) casework.Joined {
	j := casework.Joined{Recovery: c.Recovery, Used: used}
	for _, b := range c.Boxes {
		j.Keys = append(j.Keys, casework.SealedKey{Epoch: 1, Compartment: b.Name, Content: words(fmt.Sprint("joined ", b.Name, " for ", who, c.Recovery))})
	}
	return j
}

func TestRecovery(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.gone("R1")
	w.told(notify.KindHandling)
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone))
	if got := w.told(notify.KindRecovery); got != "9 d f" {
		t.Errorf("told %q, want both custodians and saar", got)
	}
	asked := w.care(fleur)
	if asked.Part != casework.PartCustodian || asked.Need != 2 || asked.Have() != 0 || asked.Recipient.ID != saar || asked.Asker.ID != jet {
		t.Errorf("the custodian sees %+v", asked)
	}
	if asked.Text != "" || len(asked.Boxes) != 1 || asked.Boxes[0].Given != nil {
		t.Errorf("the custodian is given more than the own share: %+v", asked.Boxes)
	}
	w.give(fleur)
	if waiting := w.care(saar); waiting.Have() != 1 || waiting.Part != casework.PartRecipient {
		t.Errorf("the recipient sees %+v", waiting)
	}
	if got := w.told(notify.KindRecovery); got != "" {
		t.Errorf("told %q, with one of two shares", got)
	}
	w.give(sem)
	if got := w.told(notify.KindRecovery); got != "d" {
		t.Errorf("told %q, want saar, who can join now", got)
	}
	c := w.care(saar)
	w.must(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, fleur, sem)))
	if got := w.holders(box.Dossier, saar); got != "d" {
		t.Errorf("holders %q", got)
	}
	_, err := w.Open(ctx, veenhaven, saar, box.Dossier, []gehoor.ContentID{words("account of R1").ID})
	w.must(err)
	const want = "dossier.withdrawn dossier.short-handed dossier.recovery-requested dossier.share-given dossier.share-given dossier.recovered dossier.granted"
	if got := w.kinds(box.Dossier); !strings.HasSuffix(got, want) {
		t.Errorf("facts %s", got)
	}
	m, err := w.Mailbox(ctx, box)
	w.must(err)
	if last := m.Changes[len(m.Changes)-1]; !last.Recovered() || last.Person.ID != saar {
		t.Errorf("the reporter reads %+v", m.Changes)
	}
	for _, who := range []gehoor.PersonID{jet, fleur, sem, saar} {
		if care, err := w.Care(ctx, veenhaven, who); err != nil || len(care.Ceremonies) != 0 {
			t.Errorf("%s still has something to do: %+v, %v", who[:1], care.Ceremonies, err)
		}
	}
	w.sound()
}

// Who has no part in a recovery gets the answer of a dossier that is not there,
// whatever they try; who has one does no more than that part.
func TestNobodyDoesMoreThanTheirPart(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.gone("R1")
	if err := w.RequestRecovery(ctx, veenhaven, fleur, box.Dossier, saar, dossier.RecoveryGone); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a custodian asks: %v", err)
	}
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone))
	w.give(fleur)
	c := w.care(saar)
	mine, passed := w.care(sem).Boxes[0].Mine, c.Boxes[0].Given[0].Content
	act := func(who gehoor.PersonID) map[string]error {
		_, open := w.OpenShares(ctx, veenhaven, who, box.Dossier, []gehoor.ContentID{mine})
		_, openPassed := w.OpenShares(ctx, veenhaven, who, box.Dossier, []gehoor.ContentID{passed})
		return map[string]error{
			"open a share": open, "open one that was passed on": openPassed,
			"give":   w.GiveShares(ctx, veenhaven, who, box.Dossier, c.Recovery, given(c, who, "")),
			"refuse": w.RefuseShare(ctx, veenhaven, who, box.Dossier, c.Recovery, fleur),
			"join":   w.Recover(ctx, veenhaven, who, box.Dossier, joined(c, who, fleur)),
			"end":    w.EndRecovery(ctx, veenhaven, who, box.Dossier, c.Recovery),
		}
	}
	for _, who := range []gehoor.PersonID{milan, noor, gehoor.PersonID(id("0"))} {
		for what, err := range act(who) {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s: %s answers %v", who[:1], what, err)
			}
		}
	}
	for what, err := range act(jet) {
		if err == nil && what != "end" {
			t.Errorf("who asked can %s", what)
		}
	}
	// A custodian has the own share alone, and the recipient what was passed on.
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone))
	w.give(fleur)
	mine, passed = w.care(sem).Boxes[0].Mine, w.care(saar).Boxes[0].Given[0].Content
	for _, one := range []struct {
		who     gehoor.PersonID
		content gehoor.ContentID
		may     bool
	}{{sem, mine, true}, {sem, passed, false}, {saar, passed, true}, {saar, mine, false}, {fleur, mine, false}, {jet, passed, false},
		{sem, words("account of R1").ID, false}, {saar, words("account of R1").ID, false}, {sem, "", false}} {
		_, err := w.OpenShares(ctx, veenhaven, one.who, box.Dossier, []gehoor.ContentID{one.content})
		if (err == nil) != one.may {
			t.Errorf("%s and %.8s: %v", one.who[:1], one.content, err)
		}
	}
}

func TestTooFewShares(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.gone("R1")
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone))
	w.give(fleur)
	c := w.care(saar)
	w.refused(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, fleur)), dossier.CodeTooFewShares)
	w.refused(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, fleur, fleur)), dossier.CodeNoShare)
	w.refused(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, fleur, sem)), dossier.CodeNoShare)
	w.give(sem)
	none := joined(c, saar, fleur, sem)
	none.Keys = nil
	w.refused(w.Recover(ctx, veenhaven, saar, box.Dossier, none), dossier.CodeHolders)
	identity := joined(c, saar, fleur, sem)
	identity.Keys[0].Compartment = gehoor.Identity
	w.refused(w.Recover(ctx, veenhaven, saar, box.Dossier, identity), dossier.CodeNoCompartment)
}

// A share that does not fit is named, counts no longer, and another can be given.
func TestARefusedShare(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.gone("R1")
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone))
	w.give(fleur)
	w.give(sem)
	w.told(notify.KindRecovery)
	c := w.care(saar)
	w.refused(w.RefuseShare(ctx, veenhaven, fleur, box.Dossier, c.Recovery, sem), dossier.CodeNoShare)
	for range 2 {
		w.must(w.RefuseShare(ctx, veenhaven, saar, box.Dossier, c.Recovery, fleur))
	}
	if got := strings.Count(w.kinds(box.Dossier), "share-refused"); got != 1 {
		t.Errorf("%d facts", got)
	}
	if got := w.told(notify.KindRecovery); got != "c" {
		t.Errorf("told %q, want who asked", got)
	}
	c = w.care(jet)
	for _, g := range c.Custodians {
		if g.Refused != (g.ID == fleur) || g.Gave != (g.ID == sem) {
			t.Errorf("%s: %+v", g.ID[:1], g)
		}
	}
	w.refused(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(w.care(saar), saar, fleur, sem)), dossier.CodeNoShare)
	asked := w.care(fleur)
	w.must(w.GiveShares(ctx, veenhaven, fleur, box.Dossier, asked.Recovery, given(asked, fleur, "better")))
	w.must(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(w.care(saar), saar, fleur, sem)))
	w.sound()
}

// One at a time; what was given for another counts nowhere else; and it ends.
func TestOneRecoveryAtATime(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.gone("R1")
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone))
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryGone), dossier.CodeRecoveryOpen)
	w.give(fleur)
	first := w.care(jet)
	w.must(w.EndRecovery(ctx, veenhaven, jet, box.Dossier, first.Recovery))
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryAbsent))
	second := w.care(milan)
	if second.Have() != 0 {
		t.Error("a share of the recovery before counts")
	}
	old := given(first, sem, "")
	w.refused(w.GiveShares(ctx, veenhaven, sem, box.Dossier, first.Recovery, old), dossier.CodeRecoveryOver)
	w.refused(w.Recover(ctx, veenhaven, milan, box.Dossier, joined(first, milan, fleur, sem)), dossier.CodeRecoveryOver)
	if _, err := w.OpenShares(ctx, veenhaven, saar, box.Dossier, []gehoor.ContentID{given(first, fleur, "")[0].Content.ID}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the recipient before: %v", err)
	}
	// The very bytes of a share that was passed on before are no share of this one.
	w.give(fleur)
	replayed := w.GiveShares(ctx, veenhaven, sem, box.Dossier, second.Recovery, given(first, fleur, ""))
	if replayed != nil || w.care(milan).Have() != 1 {
		t.Errorf("replayed: %v, %d shares", replayed, w.care(milan).Have())
	}
	w.give(sem)
	w.days(22)
	w.refused(w.Recover(ctx, veenhaven, milan, box.Dossier, joined(second, milan, fleur, sem)), dossier.CodeRecoveryOver)
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryGone))
}

func TestARecoveryThatCannotSucceedIsNotBegun(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.gone("R1")
	w.must(w.Leave(ctx, veenhaven, gehoor.System, sem))
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone), dossier.CodeTooFewCustodians)
	care, err := w.Care(ctx, veenhaven, jet)
	w.must(err)
	if care.Steward != true || len(care.Short) != 1 || care.Short[0].Enough {
		t.Errorf("who sees to it reads %+v", care.Short)
	}
}

// A custodian who gave and then left: what was given counts. A recipient who is
// no longer eligible gets nothing.
func TestSomebodyLeavesInBetween(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.gone("R1")
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, saar, dossier.RecoveryGone))
	w.give(fleur)
	w.give(sem)
	w.must(w.Leave(ctx, veenhaven, gehoor.System, sem))
	c := w.care(saar)
	w.must(w.Leave(ctx, veenhaven, gehoor.System, saar))
	if err := w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, fleur, sem)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who left gets the keys: %v", err)
	}
}

// Nobody is given the keys of what they may know nothing of, and nobody learns
// that there is something.
func TestRecoveryAndTheExcluded(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	sub := submission("R1", gehoor.OfficeAlderman, noor, saar, milan)
	sub.Struck = []gehoor.PersonID{bram}
	box, err := w.Receive(ctx, veenhaven, sub)
	w.must(err)
	for _, p := range []gehoor.PersonID{noor, saar} {
		w.must(w.Leave(ctx, veenhaven, gehoor.System, p))
	}
	w.tick()
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, bram, dossier.RecoveryAbsent), dossier.CodeEligible)
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryAbsent), dossier.CodeGranted)
	if care, err := w.Care(ctx, veenhaven, bram); err != nil || len(care.Short)+len(care.Ceremonies) != 0 {
		t.Errorf("the struck person sees %+v, %v", care, err)
	}
}

// words of a drill.
const text = "a text of a drill"

func drillFor(to gehoor.PersonID, try string) casework.Drill {
	return casework.Drill{Recipient: to, Made: compartment("drill "+try, false), Text: words("text of " + try), Proof: sha256.Sum256([]byte(text))}
}

func TestDrill(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	tested := func() int {
		o, err := w.Organisation(ctx, veenhaven)
		w.must(err)
		if o.TestedAt.IsZero() {
			return 0
		}
		return o.Tested.Custodians
	}
	for _, who := range []gehoor.PersonID{noor, fleur, saar} {
		if _, err := w.BeginDrill(ctx, veenhaven, who, drillFor(bram, "x")); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s begins a drill: %v", who[:1], err)
		}
	}
	_, err := w.BeginDrill(ctx, veenhaven, jet, drillFor(fleur, "x"))
	w.refused(err, dossier.CodeEligible)
	_, err = w.BeginDrill(ctx, veenhaven, jet, drillFor(jet, "x"))
	w.refused(err, dossier.CodeRecoverySelf)
	granted := drillFor(noor, "x")
	granted.Made = compartment("drill x", false, noor)
	_, err = w.BeginDrill(ctx, veenhaven, jet, granted)
	w.refused(err, gehoor.CodeMalformed)

	id, err := w.BeginDrill(ctx, veenhaven, jet, drillFor(noor, "x"))
	w.must(err)
	w.give(fleur)
	w.give(sem)
	c := w.care(noor)
	if c.Text != words("text of x").ID || c.Reason != dossier.RecoveryDrill {
		t.Errorf("the recipient sees %+v", c)
	}
	_, err = w.OpenShares(ctx, veenhaven, noor, id, []gehoor.ContentID{c.Text})
	w.must(err)
	j := casework.Joined{Recovery: c.Recovery, Used: []gehoor.PersonID{fleur, sem}, Said: []byte("something else")}
	w.refused(w.Recover(ctx, veenhaven, noor, id, j), dossier.CodeProof)
	if tested() != 0 {
		t.Error("a drill that failed counts")
	}
	j.Said = []byte(text)
	for range 2 { // a browser that got no answer sends it again
		w.must(w.Recover(ctx, veenhaven, noor, id, j))
	}
	if tested() != 2 {
		t.Errorf("tested with %d custodians", tested())
	}
	records, err := w.store.Load(ctx, veenhaven, gehoor.OrganisationStream, 0)
	w.must(err)
	n := 0
	for _, r := range records {
		e, _, err := ledger.Open(r, casework.Decode)
		w.must(err)
		if e.Kind == "organisation.recovery-tested" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("recorded %d times", n)
	}
	if _, err := w.Dossier(ctx, veenhaven, noor, id); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a drill is a dossier: %v", err)
	}
	w.emptyList(noor)
	w.sound()
}

// Should the server stop between the drill and what the organisation records, the
// recipient's browser asks again, and cannot make it more than it was.
func TestDrillIsRecordedInTheEnd(t *testing.T) {
	w := newWorld(t)
	id, err := w.BeginDrill(t.Context(), veenhaven, jet, drillFor(noor, "x"))
	w.must(err)
	w.give(fleur)
	w.give(sem)
	c := w.care(noor)
	j := casework.Joined{Recovery: c.Recovery, Used: []gehoor.PersonID{fleur, sem}, Said: []byte(text)}
	deps := w.deps()
	deps.Events = &stopsAfter{Store: w.store, appends: 1}
	if err := casework.New(deps).Recover(t.Context(), veenhaven, noor, id, j); err == nil {
		t.Fatal("it did not stop")
	}
	j.Used = append(j.Used, jet, saar, milan)
	w.must(w.Recover(t.Context(), veenhaven, noor, id, j))
	o, err := w.Organisation(t.Context(), veenhaven)
	w.must(err)
	if o.Tested.Custodians != 2 || o.Tested.Drill != id {
		t.Errorf("recorded %+v", o.Tested)
	}
}

// stopsAfter fails every append after the first ones.
type stopsAfter struct {
	ledger.Store
	appends int
}

func (s *stopsAfter) Append(ctx context.Context, b ledger.Batch) error {
	if s.appends == 0 {
		return gehoor.ErrUnavailable
	}
	s.appends--
	return s.Store.Append(ctx, b)
}
