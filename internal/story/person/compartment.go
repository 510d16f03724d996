package person

import (
	"encoding/json"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// sealed seals a body to one recipient and names the result.
func sealed(org gehoor.OrgID, t seal.Type, body []byte, to string) (ledger.Content, error) {
	recipient, err := seal.ParseRecipient(to)
	if err != nil {
		return ledger.Content{}, err
	}
	bytes, err := seal.Seal(org, t, body, recipient)
	if err != nil {
		return ledger.Content{}, err
	}
	return ledger.Content{ID: seal.NameOf(bytes), Bytes: bytes}, nil
}

// check compares a person's key with the root's word for it, as every browser
// does before it seals to somebody.
func check(org gehoor.OrgID, root note.Verifier, p *directory.Person) error {
	key, err := seal.VerifyStaffKey(p.Note, root, org)
	if err != nil {
		return err
	}
	if key.Person != p.ID || string(key.Recipient) != p.Recipient {
		return fmt.Errorf("person: the root vouches for another key")
	}
	return nil
}

// compartment is what goes into making one.
type compartment struct {
	org        gehoor.OrgID
	root       note.Verifier
	name       gehoor.Compartment
	holders    []*directory.Person
	reporter   string // the recipient of the reporter's own grant; "" for none
	custodians []*directory.Person
	threshold  int
}

const firstEpoch = 1

// make draws the compartment's identity, seals it to every holder and to the
// reporter, and a share of it to every custodian.
func (c compartment) make() (casework.Sealed, error) {
	id, err := unseal.NewIdentity()
	if err != nil {
		return casework.Sealed{}, err
	}
	s := casework.Sealed{Recipient: string(id.Recipient()), Threshold: c.threshold}
	key, err := json.Marshal(Grant{c.name, firstEpoch, id.Secret()})
	if err != nil {
		return s, fmt.Errorf("person: encode a grant: %w", err)
	}
	for _, p := range c.holders {
		if err := c.grant(&s, p, key); err != nil {
			return s, err
		}
	}
	if c.reporter != "" {
		own, err := sealed(c.org, seal.Key, key, c.reporter)
		if err != nil {
			return s, err
		}
		s.Grants = append(s.Grants, casework.SealedFor{Content: own})
	}
	return s, c.share(&s, id)
}

func (c compartment) grant(s *casework.Sealed, p *directory.Person, key []byte) error {
	if err := check(c.org, c.root, p); err != nil {
		return err
	}
	content, err := sealed(c.org, seal.Key, key, p.Recipient)
	if err != nil {
		return err
	}
	s.Grants = append(s.Grants, casework.SealedFor{Person: p.ID, Content: content})
	return nil
}

func (c compartment) share(s *casework.Sealed, id unseal.Identity) error {
	shares, err := Split(id, c.threshold, len(c.custodians))
	if err != nil {
		return err
	}
	for i, p := range c.custodians {
		if err := check(c.org, c.root, p); err != nil {
			return err
		}
		body, err := json.Marshal(Share{c.name, firstEpoch, id.Recipient(), c.threshold, len(c.custodians), shares[i]})
		if err != nil {
			return fmt.Errorf("person: encode a share: %w", err)
		}
		content, err := sealed(c.org, seal.Share, body, p.Recipient)
		if err != nil {
			return err
		}
		s.Shares = append(s.Shares, casework.SealedFor{Person: p.ID, Content: content})
	}
	return nil
}

// boxNamed finds a compartment among those of a dossier.
func boxNamed(boxes []casework.Box, name gehoor.Compartment) (casework.Box, bool) {
	for _, b := range boxes {
		if b.Name == name {
			return b, true
		}
	}
	return casework.Box{}, false
}

// openWords opens the keys among the contents with own, and everything else with
// those keys. in says what a content is and where it lies.
func openWords(own unseal.Identity, org gehoor.OrgID, boxes []casework.Box, in map[gehoor.ContentID]place, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	keys := map[gehoor.Compartment]unseal.Identity{}
	for _, c := range contents {
		if err := takeKey(own, org, boxes, c, keys); err != nil {
			return nil, err
		}
	}
	opened := map[gehoor.ContentID]string{}
	for _, c := range contents {
		at, ok := in[c.ID]
		if !ok {
			continue
		}
		body, err := unseal.Open(keys[at.compartment], org, at.kind, c.Bytes)
		if err != nil {
			return nil, fmt.Errorf("person: open %s: %w", at.kind, err)
		}
		opened[c.ID] = string(body)
	}
	return opened, nil
}

// place is what a content is, and which compartment's key opens it.
type place struct {
	compartment gehoor.Compartment
	kind        seal.Type
}

// takeKey opens a content that is the key of a compartment, and checks that it
// is that compartment's.
func takeKey(own unseal.Identity, org gehoor.OrgID, boxes []casework.Box, c ledger.Content, keys map[gehoor.Compartment]unseal.Identity) error {
	for _, b := range boxes {
		if b.Key != c.ID {
			continue
		}
		g, id, err := OpenGrant(own, org, c.Bytes)
		if err != nil {
			return fmt.Errorf("person: open the key of %s: %w", b.Name, err)
		}
		if g.Compartment != b.Name || g.Epoch != b.Epoch || string(id.Recipient()) != b.Recipient {
			return fmt.Errorf("person: the key is not that of %s", b.Name)
		}
		keys[b.Name] = id
	}
	return nil
}
