package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// SharesRenewed replaces the shares of a compartment's key: the custodians are
// others than when it was made, or one of them has another key. The shares before
// are named no longer; a custodian who kept one could still give it, so what the
// threshold promises holds for the old and the new ones together.
type SharesRenewed struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Shares      []Share            `json:"shares"`
	Threshold   int                `json:"threshold"`
}

// Kind names the fact.
func (SharesRenewed) Kind() gehoor.Kind { return "dossier.shares-renewed" }

// Keeper is a custodian, and since when they have their present key.
type Keeper struct {
	Person gehoor.PersonID
	Since  time.Time
}

// OutdatedShares are the compartments that a holder has and whose shares are not for
// exactly the custodians there are, each under their present key. A holder's browser
// can cut new ones.
func (s *State) OutdatedShares(by gehoor.PersonID, keepers []Keeper, threshold int) []gehoor.Compartment {
	var old []gehoor.Compartment
	for _, c := range s.Compartments() {
		if b := s.boxes[c]; s.Holds(by, c) && (b.Threshold != threshold || b.outdated(keepers)) {
			old = append(old, c)
		}
	}
	return old
}

func (b Box) outdated(keepers []Keeper) bool {
	return len(b.Shares) != len(keepers) || slices.ContainsFunc(keepers, func(k Keeper) bool {
		_, has := b.Share(k.Person)
		return !has || k.Since.After(b.SharesAt)
	})
}

// RenewShares replaces the shares of compartments whose shares are outdated: of some
// of them, or all. Those that are asked for stay: custodians give the ones that there
// were when they were asked.
func (s *State) RenewShares(by gehoor.PersonID, list []SharesRenewed, keepers []Keeper, threshold int, now time.Time) ([]gehoor.Fact, error) {
	if slices.ContainsFunc(list, func(f SharesRenewed) bool { return s.AskedFor(f.Compartment, now) }) {
		return nil, gehoor.Refuse(CodeRecoveryOpen)
	}
	custodians := make([]gehoor.PersonID, len(keepers))
	for i, k := range keepers {
		custodians[i] = k.Person
	}
	old := s.OutdatedShares(by, keepers, threshold)
	var facts []gehoor.Fact
	for _, f := range list {
		i := slices.Index(old, f.Compartment)
		if i < 0 || f.Epoch != s.boxes[f.Compartment].Epoch || f.Threshold != threshold || !sameCustodians(f.Shares, custodians) {
			return nil, gehoor.Refuse(CodeShares)
		}
		old = slices.Delete(old, i, i+1) // once
		facts = append(facts, f)
	}
	return facts, nil
}
