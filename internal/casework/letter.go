package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
)

// SealLetter records that somebody who holds the dossier made a sealed letter of some of
// its words for somebody outside, once they said that they have no interest. Only words
// that they can open can be in it, and never who the reporter is.
func (c *Casework) SealLetter(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, letter dossier.LetterSealed) error {
	return c.asStaff(ctx, org, who, id, nil, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		if f.Dossier.MustDeclare(who) {
			return nil, nil, gehoor.Refuse(dossier.CodeDeclare)
		}
		facts, err := f.Dossier.SealLetter(letter, func(one gehoor.ContentID) gehoor.Compartment {
			if at := f.places[one].compartment; at == gehoor.Identity || f.mayHave(who, one) {
				return at
			}
			return ""
		})
		return facts, nil, err
	})
}
