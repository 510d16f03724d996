package endpoint

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/hashicorp/vault/shamir"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// Grant is the body of content of type key: a compartment's identity for one
// holder (doc/formats.md §2).
type Grant struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Identity    string             `json:"identity"`
}

// Share is the body of content of type share: one custodian's part of a
// compartment's identity. Share holds the share's bytes, then its x-coordinate.
type Share struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Recipient   seal.Recipient     `json:"recipient"`
	Threshold   int                `json:"threshold"`
	Of          int                `json:"of"`
	Share       []byte             `json:"share"`
}

var errShares = errors.New("endpoint: shares do not fit together")

// OpenGrant opens a grant and reads the compartment's identity from it.
func OpenGrant(holder unseal.Identity, org gehoor.OrgID, sealed []byte) (Grant, unseal.Identity, error) {
	g, id, err := openGrant(holder, org, sealed)
	if err == nil && !g.Compartment.Valid() {
		return Grant{}, unseal.Identity{}, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return g, id, err
}

// openGrant is OpenGrant for the key of anything.
func openGrant(holder unseal.Identity, org gehoor.OrgID, sealed []byte) (Grant, unseal.Identity, error) {
	var g Grant
	if err := openJSON(holder, org, seal.Key, sealed, &g); err != nil {
		return Grant{}, unseal.Identity{}, err
	}
	id, err := unseal.ParseIdentity(g.Identity)
	if err != nil || g.Epoch < 1 {
		return Grant{}, unseal.Identity{}, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return g, id, nil
}

// OpenShare opens a custodian's share.
func OpenShare(custodian unseal.Identity, org gehoor.OrgID, sealed []byte) (Share, error) {
	var s Share
	if err := openJSON(custodian, org, seal.Share, sealed, &s); err != nil {
		return Share{}, err
	}
	if !s.Compartment.Valid() || s.Epoch < 1 || s.Threshold < 2 || s.Of < s.Threshold {
		return Share{}, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return s, nil
}

func openJSON(id unseal.Identity, org gehoor.OrgID, t seal.Type, sealed []byte, into any) error {
	body, err := unseal.Open(id, org, t, sealed)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return nil
}

// Split cuts an identity into of shares, any threshold of which give it back.
// Both are at least 2 and at most 255: a single custodian could open alone.
func Split(id unseal.Identity, threshold, of int) ([][]byte, error) {
	shares, err := shamir.Split([]byte(id.Secret()), of, threshold)
	if err != nil {
		return nil, fmt.Errorf("endpoint: split: %w", err)
	}
	return shares, nil
}

// Join gives back the identity from at least threshold shares. Too few, or
// shares of different secrets, join to bytes that are no identity; that is an
// error, because an identity has a checksum of its own.
func Join(shares [][]byte) (unseal.Identity, error) {
	for _, s := range shares {
		if len(s) < 2 || s[len(s)-1] == 0 {
			return unseal.Identity{}, errShares
		}
	}
	secret, err := shamir.Combine(shares)
	if err != nil {
		return unseal.Identity{}, errShares
	}
	id, err := unseal.ParseIdentity(string(secret))
	if err != nil {
		return unseal.Identity{}, errShares
	}
	return id, nil
}

// Recover joins the shares of one compartment and checks that the result is the
// identity whose recipient the shares name.
func Recover(shares []Share) (unseal.Identity, error) {
	if len(shares) == 0 || len(shares) < shares[0].Threshold {
		return unseal.Identity{}, errShares
	}
	parts := make([][]byte, 0, len(shares))
	for _, s := range shares {
		if s.Compartment != shares[0].Compartment || s.Epoch != shares[0].Epoch || s.Recipient != shares[0].Recipient {
			return unseal.Identity{}, errShares
		}
		parts = append(parts, s.Share)
	}
	id, err := Join(parts)
	if err != nil {
		return unseal.Identity{}, err
	}
	if id.Recipient() != shares[0].Recipient {
		return unseal.Identity{}, errShares
	}
	return id, nil
}
