package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
)

// RenewedShares are new shares of a compartment's key, cut by a holder's browser.
type RenewedShares struct {
	Compartment gehoor.Compartment
	Epoch       int
	Threshold   int
	Shares      []SealedFor
}

// RenewShares gives the custodians there are now their shares of a dossier's keys:
// somebody came, left, or made a new key since they were cut.
func (c *Casework) RenewShares(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, list []RenewedShares) error {
	var contents []ledger.Content
	for _, one := range list {
		for _, s := range one.Shares {
			contents = append(contents, s.Content)
		}
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
		facts, err := f.Dossier.RenewShares(who, renewed(list), keepers(t.custodians), t.recovery.Threshold, c.deps.Source.Now())
		return ledger.Decision{Facts: facts, Reads: t.reads}, err
	})
}

func renewed(list []RenewedShares) []dossier.SharesRenewed {
	all := make([]dossier.SharesRenewed, len(list))
	for i, one := range list {
		all[i] = dossier.SharesRenewed{Compartment: one.Compartment, Epoch: one.Epoch, Threshold: one.Threshold}
		for _, s := range one.Shares {
			all[i].Shares = append(all[i].Shares, dossier.Share{Custodian: s.Person, Content: s.Content.ID})
		}
	}
	return all
}

func keepers(custodians []*directory.Person) []dossier.Keeper {
	all := make([]dossier.Keeper, len(custodians))
	for i, p := range custodians {
		all[i] = dossier.Keeper{Person: p.ID, Since: p.KeyAt}
	}
	return all
}

// keeping are those of the custodians who get shares: who left gets none, as long as
// enough are left. Otherwise they stay custodians, so that what comes in can be
// recovered by who still has their key.
func keeping(appointed []*directory.Person, threshold int) []*directory.Person {
	keyed := slices.DeleteFunc(slices.Clone(appointed), func(p *directory.Person) bool { return p.Recipient == "" })
	here := slices.DeleteFunc(slices.Clone(keyed), func(p *directory.Person) bool { return !p.Here() })
	if len(here) >= threshold {
		return here
	}
	return keyed
}
