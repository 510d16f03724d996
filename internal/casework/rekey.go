package casework

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
)

// A compartment gets another key when somebody who has the present one is shut out
// (dossier/rekey.go). A holder's browser makes it, for whom is said here.

// Rekeying is a compartment that wants another key, and for whom.
type Rekeying struct {
	Name    gehoor.Compartment
	Holders []*directory.Person
	// Codes are those who hold it with a code, and where to seal to.
	Codes []dossier.Grant
}

// Rekeyed is a compartment with another key, as a holder's browser made it.
type Rekeyed struct {
	Compartment gehoor.Compartment
	// Epoch is the new key's.
	Epoch int
	Sealed
	// Before is the key before, sealed to the new one.
	Before ledger.Content
}

// rekeyings are those that somebody can make now.
func (c *Casework) rekeyings(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, f *File, now time.Time) ([]Rekeying, error) {
	var reads []ledger.Version
	var all []Rekeying
	for _, name := range f.Dossier.Exposed(who, now) {
		holders, err := c.people(ctx, org, f.Dossier.Holders(name), &reads)
		if err != nil {
			return nil, err
		}
		b, _ := f.Dossier.Box(name)
		all = append(all, Rekeying{Name: name, Holders: holders, Codes: b.Codes()})
	}
	return all, nil
}

// Rekey gives compartments of a dossier another key, because somebody who has the present
// one was shut out.
func (c *Casework) Rekey(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, list []Rekeyed) error {
	var contents []ledger.Content
	for _, one := range list {
		contents = append(append(contents, one.Before), one.contents()...)
	}
	if len(contents) == 0 {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.holding(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		var t triage
		if err := c.custodians(ctx, org, &t); err != nil {
			return ledger.Decision{}, err
		}
		facts := make([]dossier.Rekeyed, len(list))
		for i, one := range list {
			facts[i] = one.fact(f)
		}
		made, err := f.Dossier.Rekey(who, facts, t.recovery, c.deps.Source.Now())
		return ledger.Decision{Facts: made, Reads: t.reads}, err
	})
}

// fact states it. Whose code a grant is for says where it was sealed to.
func (r Rekeyed) fact(f *File) dossier.Rekeyed {
	made := r.Sealed.fact(r.Compartment, dossier.Coded{})
	b, _ := f.Dossier.Box(r.Compartment)
	for i, g := range made.Grants {
		for _, own := range b.Codes() {
			if g.Person == "" && own.Recipient == g.Recipient {
				made.Grants[i].Signal, made.Grants[i].Participant = own.Signal, own.Participant
			}
		}
	}
	return dossier.Rekeyed{
		Compartment: r.Compartment, Epoch: r.Epoch, Recipient: made.Recipient,
		Grants: made.Grants, Shares: made.Shares, Threshold: made.Threshold, Before: r.Before.ID,
	}
}
