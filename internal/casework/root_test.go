package casework_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
)

// nextRoot is another root for the town.
func (n *town) nextRoot(seed byte) (note.Signer, string) {
	n.t.Helper()
	secret, public, err := register.MakeKey(register.Origin(seal.RootName(veenhaven)), [32]byte{seed})
	n.must(err)
	s, err := note.NewSigner(secret)
	n.must(err)
	return s, public
}

// rootNow is the root that pages say.
func (n *town) rootNow() string {
	n.t.Helper()
	o, err := n.Organisation(n.t.Context(), veenhaven)
	n.must(err)
	return o.Root
}

// change is the note of a change of root.
func (n *town) change(way seal.RootWay, next string, signers ...note.Signer) string {
	n.t.Helper()
	text, err := seal.SignRootChange(veenhaven, seal.RootChange{Way: way, Before: n.rootNow(), Root: next, On: n.now}, signers...)
	n.must(err)
	return text
}

// again has the next root sign somebody's key too.
func (n *town) again(next note.Signer, who gehoor.PersonID) error {
	n.t.Helper()
	p, err := n.Known(n.t.Context(), veenhaven, who)
	n.must(err)
	before, err := seal.ParseRoot(veenhaven, n.rootNow())
	n.must(err)
	text, err := seal.Countersign(next, veenhaven, before, p.Note)
	n.must(err)
	return n.PublishKey(n.t.Context(), veenhaven, gehoor.System, who, text)
}

// sealable fails the test unless the page's root vouches for everybody to whom a
// reporter would seal now; it returns how many that are.
func (n *town) sealable() int {
	n.t.Helper()
	p, err := n.Preview(n.t.Context(), veenhaven, gehoor.OfficeAlderman, nil)
	n.must(err)
	root, err := seal.ParseRoot(veenhaven, n.rootNow())
	n.must(err)
	for _, one := range append(p.Holders, p.Custodians...) {
		if key, err := seal.VerifyStaffKey(one.Note, root, veenhaven); err != nil || key.Person != one.ID || string(key.Recipient) != one.Recipient {
			n.t.Errorf("the root does not vouch for the key of %s: %v", one.ID, err)
		}
	}
	if !p.Enough {
		return 0
	}
	return len(p.Holders)
}

// workingTown is a town whose people all have signed keys.
func workingTown(t *testing.T) *town {
	n := newTown(t)
	for login, who := range map[string]gehoor.PersonID{"noor": noor, "bram": bram, "saar": saar, "milan": milan, "fleur": fleur, "sem": sem} {
		n.comeIn(login, who)
	}
	return n
}

var everybody = []gehoor.PersonID{noor, bram, saar, milan, fleur, sem}

// TestRootPlanned: step by step, and stopped after each, everybody's key is good under
// the root that pages say; the next root counts when it has signed all of them.
func TestRootPlanned(t *testing.T) {
	n := workingTown(t)
	ctx := t.Context()
	was := n.rootNow()
	signer, next := n.nextRoot(8)
	n.refused(n.AnnounceRoot(ctx, veenhaven, gehoor.System, "nonsense"), directory.CodeRootNote)
	n.refused(n.ReplaceRoot(ctx, veenhaven, gehoor.System, next), directory.CodeRootOver)
	note := n.change(seal.RootPlanned, next, signer, n.root)
	if err := n.AnnounceRoot(ctx, veenhaven, gehoor.ByPerson(noor), note); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("by a caseworker: %v", err)
	}
	n.must(n.AnnounceRoot(ctx, veenhaven, gehoor.System, note))
	n.must(n.AnnounceRoot(ctx, veenhaven, gehoor.System, note)) // sent again
	_, third := n.nextRoot(9)
	thirdSigner, _ := n.nextRoot(9)
	n.refused(n.AnnounceRoot(ctx, veenhaven, gehoor.System, n.change(seal.RootPlanned, third, thirdSigner, n.root)), directory.CodeRootOpen)

	for i, who := range everybody {
		if n.rootNow() != was || n.sealable() != 2 {
			t.Fatalf("after %d keys: root %s", i, n.rootNow())
		}
		n.refused(n.ReplaceRoot(ctx, veenhaven, gehoor.System, next), directory.CodeRootKeys)
		n.must(n.again(signer, who))
		n.must(n.again(signer, who)) // sent again
	}
	left, err := n.Unsigned(ctx, veenhaven)
	n.must(err)
	if len(left) != 0 {
		t.Errorf("%d keys are left", len(left))
	}
	n.must(n.ReplaceRoot(ctx, veenhaven, gehoor.System, next))
	if n.rootNow() != next || n.sealable() != 2 {
		t.Errorf("root %s", n.rootNow())
	}
	o, err := n.Organisation(ctx, veenhaven)
	n.must(err)
	if way, ok := seal.FollowRoot(veenhaven, was, o.Root, o.RootChanges()); !ok || len(way) != 1 {
		t.Errorf("who knows the first root: %v %v", way, ok)
	}
	for _, p := range everybody {
		one, err := n.Known(ctx, veenhaven, p)
		n.must(err)
		if one.KeyAt != n.now {
			t.Errorf("the key of %s counts as another", p)
		}
	}
	n.refused(n.PublishKey(ctx, veenhaven, gehoor.System, noor, n.sign(n.root, noor, n.acceptance("noor", n.codes[noor]).Recipient)), casework.CodeUnsigned)
}

// TestRootStolen: one custodian stops what the thief signs; as many as a recovery
// needs, and five days, bring another root. Whom it did not sign nobody seals to, and
// what they hold they hold.
func TestRootStolen(t *testing.T) {
	n := workingTown(t)
	ctx := t.Context()
	box := n.send("before")
	was := n.rootNow()
	signer, next := n.nextRoot(8)
	note := n.change(seal.RootStolen, next, signer)
	for _, by := range []gehoor.Actor{gehoor.System, gehoor.ByPerson(noor)} {
		if err := n.AnnounceRoot(ctx, veenhaven, by, note); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("announced by %s: %v", by, err)
		}
	}
	n.must(n.AnnounceRoot(ctx, veenhaven, gehoor.ByPerson(fleur), note))
	if got := n.told(notify.KindRoot); got != "9 a b d e f" {
		t.Errorf("told: %s", got)
	}

	// The thief's signature is worth nothing from now on.
	n.must(n.Join(ctx, veenhaven, gehoor.System, n.newcomer("dief", jet)))
	a := n.acceptance("dief", n.codes[jet])
	n.must(n.Accept(ctx, veenhaven, a))
	n.refused(n.PublishKey(ctx, veenhaven, gehoor.System, jet, n.sign(n.root, jet, a.Recipient)), directory.CodeRootInDoubt)

	n.refused(n.ConfirmRoot(ctx, veenhaven, fleur, next), directory.CodeRootConfirmed)
	if err := n.ConfirmRoot(ctx, veenhaven, noor, next); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("confirmed by a caseworker: %v", err)
	}
	n.refused(n.ReplaceRoot(ctx, veenhaven, gehoor.ByPerson(fleur), next), directory.CodeRootUnsure)
	n.must(n.ConfirmRoot(ctx, veenhaven, sem, next))
	n.refused(n.ReplaceRoot(ctx, veenhaven, gehoor.ByPerson(fleur), next), directory.CodeRootWaits)
	for _, who := range []gehoor.PersonID{noor, saar, milan} {
		n.must(n.again(signer, who))
	}
	n.now = n.now.Add(5*24*time.Hour - time.Second)
	n.refused(n.ReplaceRoot(ctx, veenhaven, gehoor.ByPerson(fleur), next), directory.CodeRootWaits)
	n.now = n.now.Add(time.Second)
	n.refused(n.ReplaceRoot(ctx, veenhaven, gehoor.ByPerson(fleur), next), directory.CodeRootCustodians)
	n.must(n.again(signer, fleur))
	n.must(n.again(signer, sem))
	if n.rootNow() != was || n.sealable() != 2 {
		t.Error("it counts before somebody said so")
	}
	n.must(n.ReplaceRoot(ctx, veenhaven, gehoor.ByPerson(sem), next))

	// bram's key was not signed: the desk is added, nobody seals to him.
	if n.rootNow() != next || n.sealable() != 3 {
		t.Errorf("root %s, %d to seal to", n.rootNow(), n.sealable())
	}
	if _, err := n.Person(ctx, veenhaven, bram); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("bram works on: %v", err)
	}
	n.tick()
	if kinds := n.kinds(box.Dossier); strings.Contains(kinds, "dossier.withdrawn") {
		t.Errorf("bram lost what he held: %s", kinds)
	}
	p, err := n.Known(ctx, veenhaven, bram)
	n.must(err)
	text, err := seal.SignStaffKey(signer, veenhaven, seal.StaffKey{Person: bram, Recipient: seal.Recipient(p.Offered), On: n.now})
	n.must(err)
	n.must(n.PublishKey(ctx, veenhaven, gehoor.System, bram, text))
	if _, err := n.Dossier(ctx, veenhaven, bram, box.Dossier); err != nil {
		t.Errorf("bram reads no more: %v", err)
	}
	o, err := n.Organisation(ctx, veenhaven)
	n.must(err)
	if _, ok := seal.FollowRoot(veenhaven, was, o.Root, o.RootChanges()); ok {
		t.Error("who knows the stolen root would follow without a person's word")
	}
}

// TestRootStopped: what one custodian announces, another stops, and so does an
// administrator; the root that was stays.
func TestRootStopped(t *testing.T) {
	n := workingTown(t)
	ctx := t.Context()
	was := n.rootNow()
	signer, next := n.nextRoot(8)
	for _, by := range []gehoor.Actor{gehoor.ByPerson(sem), gehoor.System} {
		n.must(n.AnnounceRoot(ctx, veenhaven, gehoor.ByPerson(fleur), n.change(seal.RootLost, next, signer)))
		if err := n.DropRoot(ctx, veenhaven, gehoor.ByPerson(noor), next); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("stopped by a caseworker: %v", err)
		}
		n.must(n.DropRoot(ctx, veenhaven, by, next))
		n.refused(n.ConfirmRoot(ctx, veenhaven, sem, next), directory.CodeRootOver)
	}
	if n.rootNow() != was {
		t.Errorf("root %s", n.rootNow())
	}
}

// TestProofOutlivesRoot: a receipt from before holds after: another key signs the log.
func TestProofOutlivesRoot(t *testing.T) {
	n := workingTown(t)
	ctx := t.Context()
	public, log := logKey(t)
	box := n.send("before")
	high, err := register.OpenHighFile(filepath.Join(t.TempDir(), "highest"))
	n.must(err)
	publisher := register.Publisher{Org: veenhaven, Store: n.store, Signer: log, High: high, Quantum: 8, Random: n.random}
	for range 8 {
		_, err := publisher.Publish(ctx)
		n.must(err)
	}
	before, err := n.Proof(ctx, box)
	n.must(err)
	signer, next := n.nextRoot(8)
	n.must(n.AnnounceRoot(ctx, veenhaven, gehoor.System, n.change(seal.RootPlanned, next, signer, n.root)))
	for _, who := range everybody {
		n.must(n.again(signer, who))
	}
	n.must(n.ReplaceRoot(ctx, veenhaven, gehoor.System, next))
	for range 8 {
		_, err := publisher.Publish(ctx)
		n.must(err)
	}
	after, err := n.Proof(ctx, box)
	n.must(err)
	verifier, err := register.ParseVerifier(public)
	n.must(err)
	for name, proof := range map[string][]byte{"before": before, "after": after} {
		if _, err := register.VerifyReceipt(proof, verifier); err != nil {
			t.Errorf("the receipt from %s: %v", name, err)
		}
	}
}
