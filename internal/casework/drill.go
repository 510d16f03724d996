package casework

import (
	"context"
	"encoding/hex"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
)

// A recovery is tried with a key that opens nothing but a random text.

// Drill is a recovery to try, as the browser of whoever begins it made it.
type Drill struct {
	Recipient gehoor.PersonID
	// Made has shares and no grants.
	Made Sealed
	// Text is sealed to the key, and Proof the SHA-256 of what it says.
	Text  ledger.Content
	Proof [32]byte
}

// BeginDrill makes something to recover, and asks the custodians for it.
func (c *Casework) BeginDrill(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, dr Drill) (gehoor.DossierID, error) {
	contents := append([]ledger.Content{dr.Text}, dr.Made.contents()...)
	if err := checkContents(contents); err != nil {
		return "", err
	}
	id := newID[gehoor.DossierID](c.deps.Source)
	_, err := c.dossier.Create(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		d := ledger.Decision{Actor: gehoor.ByPerson(who), Contents: contents, Reads: []ledger.Version{person.Version()}}
		if err != nil {
			return d, err
		}
		if !person.State.AtDesk() {
			return d, gehoor.ErrNotFound
		}
		return d, c.decideDrill(ctx, org, s.State, who, dr, &d)
	})
	return id, err
}

func (c *Casework) decideDrill(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, dr Drill, d *ledger.Decision) error {
	if err := c.mustSteward(ctx, org, f, who); err != nil {
		return err
	}
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return err
	}
	begun := dossier.DrillBegun{Content: dr.Text.ID, Proof: hex.EncodeToString(dr.Proof[:])}
	facts, err := f.Dossier.BeginDrill(begun, dr.Made.fact(gehoor.Case, dossier.Coded{}), t.recovery)
	if err != nil {
		return err
	}
	d.Facts = facts
	begunFile := f.Clone()
	for _, one := range facts {
		if err := begunFile.Dossier.Fold(gehoor.Event{Kind: one.Kind()}, one); err != nil {
			return err
		}
	}
	if err := c.mayGive(ctx, org, begunFile, dr.Recipient, &d.Reads); err != nil {
		return err
	}
	ask := dossier.RecoveryRequested{Recovery: newID[gehoor.RecoveryID](c.deps.Source), Reason: dossier.RecoveryDrill, Recipient: dr.Recipient}
	return c.request(ctx, org, begunFile, who, ask, d)
}

// tested records a drill in the organisation's stream. Should the server stop
// before it, the recipient's browser asks again.
func (c *Casework) tested(ctx context.Context, org gehoor.OrgID, f directory.RecoveryTested) error {
	_, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		return ledger.Decision{Actor: gehoor.System, Facts: s.State.Test(f)}, nil
	})
	return err
}

// drillPeople adds those who can get the key of a drill, and who keep its shares.
func (c *Casework) drillPeople(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, care *Care) error {
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return err
	}
	care.Custodians, care.Threshold = t.custodians, t.recovery.Threshold
	people, err := c.handling(ctx, org, &t.reads)
	care.Eligible = slices.DeleteFunc(people, func(p *directory.Person) bool { return p.ID == who })
	return err
}

// handling are all who work here and handle dossiers.
func (c *Casework) handling(ctx context.Context, org gehoor.OrgID, reads *[]ledger.Version) ([]*directory.Person, error) {
	return c.withRoles(ctx, org, reads, gehoor.RoleCaseworker, gehoor.RoleHead, gehoor.RoleExternal)
}
