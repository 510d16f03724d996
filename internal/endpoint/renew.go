package endpoint

import "github.com/gehoor/gehoor/internal/casework"

// Renew seals the keys of the compartments that a reporter holds to another code
// of theirs, of which next is what it gives. It takes the place of the old one only
// when casework has it.
func (r Keyring) Renew(boxes []casework.Box, next Reporter) (casework.Renewal, error) {
	made := casework.Renewal{Lookup: next.LookUp.Hash()}
	for _, b := range boxes {
		if b.Key == "" {
			continue
		}
		key, err := r.key(b.Name)
		if err != nil {
			return casework.Renewal{}, err
		}
		to := string(next.Identity.Recipient())
		content, err := sealGrant(r.org, Grant{b.Name, b.Epoch, key.Secret()}, to)
		if err != nil {
			return casework.Renewal{}, err
		}
		vouched, err := Vouch(key, r.org, to)
		if err != nil {
			return casework.Renewal{}, err
		}
		made.Keys = append(made.Keys, casework.SealedKey{Compartment: b.Name, Epoch: b.Epoch, Content: content, Vouched: vouched})
	}
	return made, nil
}
