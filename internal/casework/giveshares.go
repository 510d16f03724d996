package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// What custodians do in a recovery: their browsers seal their shares to the
// recipient, or say that a share is of no use.

// SealedShare is a share of a compartment's key that a custodian's browser sealed
// to the recipient.
type SealedShare struct {
	Compartment gehoor.Compartment
	Content     ledger.Content
}

// GiveShares gives a custodian's shares to the recipient. When there are enough,
// the recipient is told.
func (c *Casework) GiveShares(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, recovery gehoor.RecoveryID, shares []SealedShare) error {
	var contents []ledger.Content
	var given []dossier.ShareGiven
	for _, s := range shares {
		contents = append(contents, s.Content)
		given = append(given, dossier.ShareGiven{Recovery: recovery, Custodian: who, Compartment: s.Compartment, Content: s.Content.ID})
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.inCeremony(ctx, org, who, id, contents, func(f *File, d *ledger.Decision) error {
		if f.part(who) == "" {
			return gehoor.ErrNotFound
		}
		facts, err := f.Dossier.GiveShares(recovery, who, given, c.deps.Source.Now())
		if err != nil {
			return err
		}
		d.Facts = facts
		r, _ := f.Dossier.Pending(c.deps.Source.Now())
		if len(givers(r))+1 >= f.need(r) {
			d.Inserts = c.alerts(org, []gehoor.PersonID{r.Recipient}, alert{kind: notify.KindRecovery, atOnce: true, quiet: f.quiet()})
		}
		return nil
	})
}

// RefuseShare records that a custodian's share is of no use. Who asked is told.
func (c *Casework) RefuseShare(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, recovery gehoor.RecoveryID, custodian gehoor.PersonID) error {
	return c.inCeremony(ctx, org, who, id, nil, func(f *File, d *ledger.Decision) (err error) {
		if f.part(who) == "" {
			return gehoor.ErrNotFound
		}
		if d.Facts, err = f.Dossier.RefuseShare(recovery, who, custodian, c.deps.Source.Now()); err != nil || len(d.Facts) == 0 {
			return err
		}
		return c.tellAsker(ctx, org, f, d)
	})
}

func (c *Casework) tellAsker(ctx context.Context, org gehoor.OrgID, f *File, d *ledger.Decision) error {
	r := f.lastRecovery()
	by, staff := r.By.Person()
	if !staff || f.Dossier.Excluded(by) {
		return nil
	}
	to, err := c.working(ctx, org, []gehoor.PersonID{by}, &d.Reads)
	d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindRecovery, atOnce: true, quiet: f.quiet()})...)
	return err
}

// OpenShares returns sealed shares to somebody who has a part in a recovery: the
// own to a custodian, those that were given to the recipient. That they were made
// available is durable before they leave.
func (c *Casework) OpenShares(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, ids []gehoor.ContentID) ([]ledger.Content, error) {
	if len(ids) > maxOpen {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return c.openAs(ctx, org, who, id, ids, func(ctx context.Context) (ledger.Snapshot[*File], func(gehoor.ContentID) bool, error) {
		snap, err := c.dossier.Load(ctx, org, gehoor.DossierStream(id))
		if err != nil {
			return snap, nil, err
		}
		if _, err := c.AtDesk(ctx, org, who); err != nil {
			return snap, nil, err
		}
		r, pending := snap.State.Dossier.Pending(c.deps.Source.Now())
		return snap, func(one gehoor.ContentID) bool { return pending && snap.State.mayHaveShare(r, who, one) }, nil
	})
}

// mayHaveShare says whether somebody may have a share, or the text of a drill.
func (f *File) mayHaveShare(r dossier.Recovery, who gehoor.PersonID, c gehoor.ContentID) bool {
	part := f.part(who)
	if part == PartRecipient && c != "" && c == f.Dossier.Drill.Content {
		return true
	}
	for _, b := range f.shareBoxes(r, part, who) {
		given := slices.ContainsFunc(b.Given, func(g dossier.ShareGiven) bool { return g.Content == c })
		if c != "" && (b.Mine == c || given) {
			return true
		}
	}
	return false
}
