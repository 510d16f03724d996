package endpoint

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// PassedOn is the body of content of type recovery: a custodian's share on its
// way to the recipient (doc/formats.md §2).
type PassedOn struct {
	Dossier   gehoor.DossierID  `json:"dossier"`
	Recovery  gehoor.RecoveryID `json:"recovery"`
	Custodian gehoor.PersonID   `json:"custodian"`
	Share
}

// fits says whether a share is of the key that the dossier says.
func (s Share) fits(b casework.ShareBox) bool {
	return s.Compartment == b.Name && s.Epoch == b.Epoch && string(s.Recipient) == b.Recipient && s.Threshold == b.Threshold
}

// Part is somebody's part in a recovery: who they are and their own key.
type Part struct {
	Org  gehoor.OrgID
	Root note.Verifier
	Me   gehoor.PersonID
	Own  unseal.Identity
}

// PassOn opens a custodian's own shares and seals them to the recipient, whose key
// it compares with the root's word.
func (b Part) PassOn(c casework.Ceremony, own []ledger.Content) ([]casework.SealedShare, error) {
	if err := check(b.Org, b.Root, c.Recipient); err != nil {
		return nil, err
	}
	var shares []casework.SealedShare
	for _, box := range c.Boxes {
		i := slices.IndexFunc(own, func(one ledger.Content) bool { return one.ID == box.Mine })
		if i < 0 {
			return nil, errShares
		}
		share, err := OpenShare(b.Own, b.Org, own[i].Bytes)
		if err != nil {
			return nil, err
		}
		if !share.fits(box) {
			return nil, errShares
		}
		body, err := json.Marshal(PassedOn{c.Dossier, c.Recovery, b.Me, share})
		if err != nil {
			return nil, fmt.Errorf("endpoint: encode a share: %w", err)
		}
		content, err := Seal(b.Org, seal.Recovery, body, c.Recipient.Recipient)
		if err != nil {
			return nil, err
		}
		shares = append(shares, casework.SealedShare{Compartment: box.Name, Content: content})
	}
	return shares, nil
}

// Join joins the shares that were given, and seals the keys to oneself; in a drill
// it opens what was sealed to the key instead. A share that does not fit is an error: finding
// out which one is left to the browser.
func (b Part) Join(c casework.Ceremony, given []ledger.Content) (casework.Joined, error) {
	j := casework.Joined{Recovery: c.Recovery}
	for _, g := range c.Custodians {
		if g.Gave {
			j.Used = append(j.Used, g.ID)
		}
	}
	for _, box := range c.Boxes {
		id, err := b.joinBox(c, box, given)
		if err != nil {
			return j, err
		}
		if c.Text != "" {
			if j.Said, err = b.said(id, c.Text, given); err != nil {
				return j, err
			}
			continue
		}
		key, err := sealGrant(b.Org, Grant{box.Name, box.Epoch, id.Secret()}, string(b.Own.Recipient()))
		if err != nil {
			return j, err
		}
		j.Keys = append(j.Keys, casework.SealedKey{Compartment: box.Name, Epoch: box.Epoch, Content: key})
	}
	return j, nil
}

func (b Part) joinBox(c casework.Ceremony, box casework.ShareBox, given []ledger.Content) (unseal.Identity, error) {
	var shares []Share
	for _, g := range box.Given {
		i := slices.IndexFunc(given, func(one ledger.Content) bool { return one.ID == g.Content })
		if i < 0 {
			return unseal.Identity{}, errShares
		}
		var p PassedOn
		if err := openJSON(b.Own, b.Org, seal.Recovery, given[i].Bytes, &p); err != nil {
			return unseal.Identity{}, err
		}
		if p.Dossier != c.Dossier || p.Recovery != c.Recovery || p.Custodian != g.Custodian || !p.fits(box) {
			return unseal.Identity{}, errShares
		}
		shares = append(shares, p.Share)
	}
	return Recover(shares)
}

func (b Part) said(id unseal.Identity, text gehoor.ContentID, given []ledger.Content) ([]byte, error) {
	i := slices.IndexFunc(given, func(one ledger.Content) bool { return one.ID == text })
	if i < 0 {
		return nil, errShares
	}
	return unseal.Open(id, b.Org, seal.Note, given[i].Bytes)
}

// Drill makes something to recover, and says what only who has its key can say.
func (b Part) Drill(care casework.Care, to gehoor.PersonID) (casework.Drill, error) {
	made, err := Compartment{
		Org: b.Org, Root: b.Root, Name: gehoor.Case, Custodians: care.Custodians, Threshold: care.Threshold,
	}.Make()
	if err != nil {
		return casework.Drill{}, err
	}
	var token [32]byte
	_, _ = rand.Read(token[:]) // never fails
	said := []byte(hex.EncodeToString(token[:]))
	text, err := Seal(b.Org, seal.Note, said, made.Recipient)
	return casework.Drill{Recipient: to, Made: made, Text: text, Proof: sha256.Sum256(said)}, err
}
