package founding

import (
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// Replacement is what the signing machine makes when one root takes the place of
// another: that it does, and each person's key signed by the next one too.
type Replacement struct {
	Org gehoor.OrgID
	Way seal.RootWay
	// Before is the public half of the root until now. Its secret half signs in a
	// planned change only, and is nil in any other.
	Before       note.Verifier
	BeforeKey    string
	BeforeSigner note.Signer
	// Next is the root that comes.
	Next    note.Signer
	NextKey string
	On      time.Time
}

// Announce is the note that says so.
func (r Replacement) Announce() (Signed, error) {
	signers := []note.Signer{r.Next}
	if r.BeforeSigner != nil {
		signers = append(signers, r.BeforeSigner)
	}
	text, err := seal.SignRootChange(r.Org, seal.RootChange{Way: r.Way, Before: r.BeforeKey, Root: r.NextKey, On: r.On}, signers...)
	return Signed{V: 1, Change: text}, err
}

// Sign adds the next root's signature to a key that the root before signed. In a
// planned change that signature is reason enough. In any other it is none: whoever
// stole the root can have made it, so ask the owner for the number first ([Compare]).
func (r Replacement) Sign(w Waiting) (Signed, error) {
	key, err := seal.VerifyStaffKey(w.Note, r.Before, r.Org)
	if err != nil || w.Org != r.Org || key.Person != w.Person || key.Recipient != w.Recipient {
		return Signed{}, fmt.Errorf("%s: the root until now does not vouch for this key", w.Login)
	}
	text, err := seal.Countersign(r.Next, r.Org, r.Before, w.Note)
	return Signed{V: 1, Person: w.Person, Note: text}, err
}
