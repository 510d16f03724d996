package endpoint

import (
	"fmt"

	"github.com/gehoor/gehoor/internal/casework"
)

// Renew seals the keys of the compartments that a reporter holds to another code
// of theirs, of which next is what it gives. It takes the place of the old one only
// when casework has it.
func (r Keyring) Renew(boxes []casework.Box, next Reporter) (casework.Renewal, error) {
	made := casework.Renewal{Lookup: next.LookUp.Hash()}
	for _, b := range boxes {
		if b.Key == "" {
			continue
		}
		key, ok := r.keys[b.Name]
		if !ok {
			return casework.Renewal{}, fmt.Errorf("endpoint: no key of %s", b.Name)
		}
		content, err := sealGrant(r.org, Grant{b.Name, b.Epoch, key.Secret()}, string(next.Identity.Recipient()))
		if err != nil {
			return casework.Renewal{}, err
		}
		made.Keys = append(made.Keys, casework.SealedKey{Compartment: b.Name, Content: content})
	}
	return made, nil
}
