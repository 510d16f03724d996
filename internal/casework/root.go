package casework

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/seal"
)

// The root is replaced: it is announced, confirmed where the one before did not sign,
// people's keys are signed by it too, and then it takes the other's place. Until that
// moment the one before counts, so that at no time anybody is without a key.

// AnnounceRoot says which root comes next, by its note. One that the root before
// signed, whoever is at the machine or administers may bring; any other is a
// custodian's to bring, and other custodians' to confirm.
func (c *Casework) AnnounceRoot(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, text string) error {
	change, err := seal.VerifyRootChange(text, org)
	if err != nil {
		return gehoor.Refuse(directory.CodeRootNote)
	}
	f := directory.RootAnnounced{Way: change.Way, Before: change.Before, Root: change.Root, Note: text}
	return c.ofRoot(ctx, org, func(o *directory.Organisation) (d ledger.Decision, err error) {
		if change.Way == seal.RootPlanned {
			d, err = c.govern(ctx, org, by, gehoor.OrganisationStream)
		} else {
			d, err = c.asCustodian(ctx, org, o, by)
		}
		if err == nil {
			d.Facts, err = o.AnnounceRoot(f)
		}
		return c.loudly(ctx, org, d, err)
	})
}

// ConfirmRoot is a custodian's word for a root that the one before did not sign.
func (c *Casework) ConfirmRoot(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, root string) error {
	return c.ofRoot(ctx, org, func(o *directory.Organisation) (ledger.Decision, error) {
		d, err := c.asCustodian(ctx, org, o, gehoor.ByPerson(who))
		if err == nil {
			d.Facts, err = o.ConfirmRoot(root, who)
		}
		return c.loudly(ctx, org, d, err)
	})
}

// DropRoot stops a replacement: any custodian may, and any administrator. It harms
// nobody, and can be begun again.
func (c *Casework) DropRoot(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, root string) error {
	return c.ofRoot(ctx, org, func(o *directory.Organisation) (ledger.Decision, error) {
		d, err := c.govern(ctx, org, by, gehoor.OrganisationStream)
		if errors.Is(err, gehoor.ErrNotFound) {
			d, err = c.asCustodian(ctx, org, o, by)
		}
		if err == nil {
			d.Facts, err = o.DropRoot(root)
		}
		return c.loudly(ctx, org, d, err)
	})
}

// ofRoot runs an act on the organisation's stream.
func (c *Casework) ofRoot(ctx context.Context, org gehoor.OrgID, act func(*directory.Organisation) (ledger.Decision, error)) error {
	_, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		return act(s.State)
	})
	return err
}

// asCustodian begins a decision of a custodian who works here. To anybody else there
// is nothing to decide.
func (c *Casework) asCustodian(ctx context.Context, org gehoor.OrgID, o *directory.Organisation, by gehoor.Actor) (ledger.Decision, error) {
	who, _ := by.Person()
	p, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err == nil && (!p.State.Active() || !slices.Contains(o.Custodians, who)) {
		err = gehoor.ErrNotFound
	}
	return ledger.Decision{Actor: by, Reads: []ledger.Version{p.Version()}}, err
}

// loudly tells everybody who works here that something happened to the root, if
// something did: whoever would be deceived by a false one must hear of it.
func (c *Casework) loudly(ctx context.Context, org gehoor.OrgID, d ledger.Decision, err error) (ledger.Decision, error) {
	if err != nil || len(d.Facts) == 0 {
		return d, err
	}
	var all []gehoor.PersonID
	for _, role := range gehoor.Roles() {
		some, err := c.deps.Lists.StaffWith(ctx, org, role)
		if err != nil {
			return d, err
		}
		all = append(all, some...)
	}
	d.Inserts = append(d.Inserts, c.alerts(org, all, alert{kind: notify.KindRoot, atOnce: true})...)
	return d, nil
}

// Unsigned are those who work here with a key that the announced root has not signed.
func (c *Casework) Unsigned(ctx context.Context, org gehoor.OrgID) ([]*directory.Person, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil || o.Next.Root == "" {
		return nil, err
	}
	unsigned, _, err := c.unsigned(ctx, org, o)
	return unsigned, err
}

// unsigned is Unsigned with every person's version, and refuses nothing.
func (c *Casework) unsigned(ctx context.Context, org gehoor.OrgID, o *directory.Organisation) (unsigned []*directory.Person, reads []ledger.Version, err error) {
	next, err := seal.ParseRoot(org, o.Next.Root)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.Staff(ctx, org)
	for _, m := range all {
		p, err := c.person.Load(ctx, org, gehoor.PersonStream(m.ID))
		if err != nil {
			return nil, nil, err
		}
		reads = append(reads, p.Version())
		if p.State.Active() && !vouches(next, org, p.State) {
			unsigned = append(unsigned, p.State)
		}
	}
	return unsigned, reads, err
}

// vouches says whether a root signed the key that a person has.
func vouches(root note.Verifier, org gehoor.OrgID, p *directory.Person) bool {
	key, err := seal.VerifyStaffKey(p.Note, root, org)
	return err == nil && key.Person == p.ID && string(key.Recipient) == p.Recipient
}

// ReplaceRoot lets the announced root take the other's place. In a planned change all
// keys are signed by it; in another, those that are not lapse in the same
// transaction, but never so many custodians' that nothing could be sealed any more.
func (c *Casework) ReplaceRoot(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, root string) error {
	for range maxJoins {
		batch, err := c.planRoot(ctx, org, by, root)
		if err != nil || len(batch.Extensions) == 0 {
			return err
		}
		if err = c.deps.Events.Append(ctx, batch); !errors.Is(err, ledger.ErrConflict) {
			return err
		}
	}
	return ledger.ErrConflict
}

func (c *Casework) planRoot(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, root string) (ledger.Batch, error) {
	var lapse []*directory.Person
	all, err := c.org.Plan(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		d, err := c.mayReplace(ctx, org, s.State, by)
		if err != nil {
			return d, err
		}
		if s.State.Next.Root == "" {
			return d, gehoor.Refuse(directory.CodeRootOver)
		}
		var reads []ledger.Version
		if lapse, reads, err = c.unsigned(ctx, org, s.State); err != nil {
			return d, err
		}
		d.Reads = reads // they name whoever acts, too
		if d.Facts, err = s.State.ReplaceRoot(root, len(lapse), c.deps.Source.Now()); err != nil {
			return d, err
		}
		return c.loudly(ctx, org, d, c.custodiansLeft(ctx, org, s.State, lapse))
	})
	if err != nil {
		return all, err
	}
	for _, p := range lapse {
		part, err := c.person.Plan(ctx, org, gehoor.PersonStream(p.ID), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
			return ledger.Decision{Actor: by, Facts: s.State.Lapse()}, nil
		})
		if err != nil {
			return all, err
		}
		all.Extensions = append(all.Extensions, part.Extensions...)
	}
	// A stream that grows is named once, and its own version is looked at anyway.
	all.Reads = slices.DeleteFunc(all.Reads, func(v ledger.Version) bool {
		return slices.ContainsFunc(all.Extensions, func(e ledger.Extension) bool { return e.Stream == v.Stream })
	})
	return all, nil
}

// mayReplace begins the decision: who may announce a root may also let it begin.
func (c *Casework) mayReplace(ctx context.Context, org gehoor.OrgID, o *directory.Organisation, by gehoor.Actor) (ledger.Decision, error) {
	if o.Next.Unsigned() {
		return c.asCustodian(ctx, org, o, by)
	}
	return c.govern(ctx, org, by, gehoor.OrganisationStream)
}

// custodiansLeft refuses to let so many keys lapse that no signal could be sealed.
func (c *Casework) custodiansLeft(ctx context.Context, org gehoor.OrgID, o *directory.Organisation, lapse []*directory.Person) error {
	left := 0
	for _, id := range o.Custodians {
		p, err := c.person.Load(ctx, org, gehoor.PersonStream(id))
		if err != nil {
			return err
		}
		if p.State.Active() && !slices.ContainsFunc(lapse, func(l *directory.Person) bool { return l.ID == id }) {
			left++
		}
	}
	if left < o.Founded.Threshold {
		return gehoor.Refuse(directory.CodeRootCustodians)
	}
	return nil
}

// PublishKey gives a person the key that they made, with the root's note over it;
// from then on others seal to it. For somebody whose key is known it is the next
// root's signature beside that of the root now. While a root is said to be stolen,
// what only it signs is refused.
func (c *Casework) PublishKey(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, who gehoor.PersonID, text string) error {
	return c.ofPerson(ctx, org, by, who, func(p *directory.Person, d *ledger.Decision) error {
		o, err := c.org.Load(ctx, org, gehoor.OrganisationStream)
		if err != nil {
			return err
		}
		d.Reads = append(d.Reads, o.Version())
		key, err := signedKey(o.State, org, who, text)
		if err == nil {
			d.Facts, err = p.Publish(directory.KeyPublished{Recipient: string(key.Recipient), Signer: string(key.Signer), Note: text})
		}
		return err
	})
}

// signedKey is a person's key that the root signed, and in doubt the next one too.
func signedKey(o *directory.Organisation, org gehoor.OrgID, who gehoor.PersonID, text string) (seal.StaffKey, error) {
	root, err := seal.ParseRoot(org, o.Root)
	if err != nil {
		return seal.StaffKey{}, err
	}
	key, err := seal.VerifyStaffKey(text, root, org)
	if err != nil || key.Person != who {
		return key, gehoor.Refuse(CodeUnsigned)
	}
	if !o.InDoubt() {
		return key, nil
	}
	next, err := seal.ParseRoot(org, o.Next.Root)
	if err != nil {
		return key, err
	}
	if _, err := seal.VerifyStaffKey(text, next, org); err != nil {
		return key, gehoor.Refuse(directory.CodeRootInDoubt)
	}
	return key, nil
}
