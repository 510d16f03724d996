package endpoint

import (
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// Seal seals a body to one recipient and names the result.
func Seal(org gehoor.OrgID, t seal.Type, body []byte, to string) (ledger.Content, error) {
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
		return fmt.Errorf("endpoint: the root vouches for another key")
	}
	return nil
}

// Compartment is what goes into making one.
type Compartment struct {
	Org     gehoor.OrgID
	Root    note.Verifier
	Name    gehoor.Compartment
	Holders []*directory.Person
	// Reporter is the recipient of the reporter's own grant; "" for none.
	Reporter   string
	Custodians []*directory.Person
	Threshold  int
	// Epoch is that of the key; 0 is the first.
	Epoch int
}

const firstEpoch = 1

// GrantTo seals a compartment's key to one more person, after comparing that
// person's key with the root's word for it.
func GrantTo(org gehoor.OrgID, root note.Verifier, b casework.Box, key unseal.Identity, p *directory.Person) (ledger.Content, error) {
	if err := check(org, root, p); err != nil {
		return ledger.Content{}, err
	}
	if string(key.Recipient()) != b.Recipient {
		return ledger.Content{}, fmt.Errorf("endpoint: the key is not that of %s", b.Name)
	}
	return sealGrant(org, Grant{b.Name, b.Epoch, key.Secret()}, p.Recipient)
}

func sealGrant(org gehoor.OrgID, g Grant, to string) (ledger.Content, error) {
	body, err := json.Marshal(g)
	if err != nil {
		return ledger.Content{}, fmt.Errorf("endpoint: encode a grant: %w", err)
	}
	defer clear(body)
	return Seal(org, seal.Key, body, to)
}

// Make draws the compartment's identity, seals it to every holder and to the
// reporter, and a share of it to every custodian.
func (c Compartment) Make() (casework.Sealed, error) {
	made, _, err := c.make()
	return made, err
}

func (c Compartment) make() (casework.Sealed, unseal.Identity, error) {
	id, err := unseal.NewIdentity()
	if err != nil {
		return casework.Sealed{}, id, err
	}
	s := casework.Sealed{Recipient: string(id.Recipient()), Threshold: c.Threshold}
	key, err := json.Marshal(Grant{c.Name, c.epoch(), id.Secret()})
	if err != nil {
		return s, id, fmt.Errorf("endpoint: encode a grant: %w", err)
	}
	defer clear(key)
	for _, p := range c.Holders {
		if err := c.grant(&s, p, key); err != nil {
			return s, id, err
		}
	}
	if c.Reporter != "" {
		own, err := Seal(c.Org, seal.Key, key, c.Reporter)
		if err != nil {
			return s, id, err
		}
		vouched, err := Vouch(id, c.Org, c.Reporter)
		if err != nil {
			return s, id, err
		}
		s.Grants = append(s.Grants, casework.SealedFor{Content: own, Vouched: vouched})
	}
	return s, id, c.share(&s, id)
}

func (c Compartment) epoch() int { return max(c.Epoch, firstEpoch) }

func (c Compartment) grant(s *casework.Sealed, p *directory.Person, key []byte) error {
	if err := check(c.Org, c.Root, p); err != nil {
		return err
	}
	content, err := Seal(c.Org, seal.Key, key, p.Recipient)
	if err != nil {
		return err
	}
	s.Grants = append(s.Grants, casework.SealedFor{Person: p.ID, Content: content})
	return nil
}

func (c Compartment) share(s *casework.Sealed, id unseal.Identity) error {
	shares, err := Split(id, c.Threshold, len(c.Custodians))
	if err != nil {
		return err
	}
	for i, p := range c.Custodians {
		if err := check(c.Org, c.Root, p); err != nil {
			return err
		}
		body, err := json.Marshal(Share{c.Name, c.epoch(), id.Recipient(), c.Threshold, len(c.Custodians), shares[i]})
		if err != nil {
			return fmt.Errorf("endpoint: encode a share: %w", err)
		}
		content, err := Seal(c.Org, seal.Share, body, p.Recipient)
		clear(body)
		clear(shares[i])
		if err != nil {
			return err
		}
		s.Shares = append(s.Shares, casework.SealedFor{Person: p.ID, Content: content})
	}
	return nil
}

// Account is what a reporter tells, as it is sealed.
type Account struct {
	// Body is content of type account.
	Body []byte
	// Who says who the reporter is (type who); nil if they do not say it.
	Who []byte
	// MayKnow are those of the holders who may open Who.
	MayKnow []gehoor.PersonID
	// Diary is what the reporter kept before deciding (type diary), with the marks of all
	// entries; nil if that is nothing.
	Diary []byte
	Marks [][32]byte
}

// Submit seals an account to everybody who will be able to open it, each of whose
// keys it checks, and adds it to s: the conversation with its grants and shares,
// and a second compartment for those whom the reporter chose.
func (r Reporter) Submit(org gehoor.OrgID, root note.Verifier, to casework.Preview, a Account, s casework.Submission) (casework.Submission, error) {
	var err error
	s.Lookup = r.LookUp.Hash()
	box := Compartment{
		Org: org, Root: root, Name: gehoor.Conversation, Holders: to.Holders,
		Reporter: string(r.Identity.Recipient()), Custodians: to.Custodians, Threshold: to.Threshold,
	}
	if s.Conversation, err = box.Make(); err != nil {
		return s, err
	}
	if s.Account, err = Seal(org, seal.Account, a.Body, s.Conversation.Recipient); err != nil {
		return s, err
	}
	if a.Diary != nil {
		kept, err := Seal(org, seal.Diary, a.Diary, s.Conversation.Recipient)
		if err != nil {
			return s, err
		}
		s.Diary = &casework.SealedDiary{Content: kept, Marks: a.Marks}
	}
	if a.Who == nil {
		return s, nil
	}
	box.Name = gehoor.Identity
	if box.Holders, err = among(to.Holders, a.MayKnow); err != nil {
		return s, err
	}
	identity, err := box.Make()
	if err != nil {
		return s, err
	}
	who, err := Seal(org, seal.Who, a.Who, identity.Recipient)
	s.Identity, s.Who = &identity, &who
	return s, err
}

// PassOn seals whom a signal without content is about to everybody who receives it, each of
// whose keys it checks, and adds it to p. Nobody else gets a key.
func PassOn(org gehoor.OrgID, root note.Verifier, to casework.Preview, whom []byte, p casework.Passing) (casework.Passing, error) {
	box := Compartment{Org: org, Root: root, Name: gehoor.Conversation, Holders: to.Holders, Custodians: to.Custodians, Threshold: to.Threshold}
	var err error
	if p.Conversation, err = box.Make(); err != nil {
		return p, err
	}
	p.Whom, err = Seal(org, seal.Message, whom, p.Conversation.Recipient)
	return p, err
}

// Name seals who a reporter is, told later, in a compartment that nobody else can open.
func (r Reporter) Name(org gehoor.OrgID, root note.Verifier, to casework.Preview, who []byte) (casework.Named, error) {
	box := Compartment{Org: org, Root: root, Name: gehoor.Identity, Reporter: string(r.Identity.Recipient()), Custodians: to.Custodians, Threshold: to.Threshold}
	made, err := box.Make()
	if err != nil {
		return casework.Named{}, err
	}
	words, err := Seal(org, seal.Who, who, made.Recipient)
	return casework.Named{Identity: made, Who: words}, err
}

// among are the people with these IDs; one that is not there is an error.
func among(people []*directory.Person, ids []gehoor.PersonID) ([]*directory.Person, error) {
	var chosen []*directory.Person
	for _, id := range ids {
		i := slices.IndexFunc(people, func(p *directory.Person) bool { return p.ID == id })
		if i < 0 {
			return nil, fmt.Errorf("endpoint: only somebody who can open the signal may know who the reporter is")
		}
		chosen = append(chosen, people[i])
	}
	return chosen, nil
}
