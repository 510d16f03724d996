// Package person is a simulated browser: it does what the pages' TypeScript
// does with codes, passphrases and keys, so that stories and tests speak to
// casework as real people would. Every format is that of doc/formats.md, and
// testdata/vectors binds the two languages together.
//
// It opens content and holds secrets; therefore nothing that the server links
// may import it. Secrets are of types that print as "hidden".
package person

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

const (
	codeSalt   = "gehoor code v1"
	seedLength = 32
)

// LookUp is the secret by which the server finds a mailbox: 64 hexadecimal
// digits. It is sent; the server keeps only its SHA-256. It opens nothing.
type LookUp string

// Reporter is what a code gives within one organisation.
type Reporter struct {
	Identity unseal.Identity
	LookUp   LookUp
}

// Reporter derives the identity and the look-up secret (doc/formats.md §3). The
// same code in two organisations gives two strangers.
func (c Code) Reporter(org gehoor.OrgID) (Reporter, error) {
	seed, err := derive(c[:], codeSalt, org, "/identity")
	if err != nil {
		return Reporter{}, err
	}
	lookUp, err := derive(c[:], codeSalt, org, "/look-up")
	if err != nil {
		return Reporter{}, err
	}
	id, err := identityFrom(seed)
	if err != nil {
		return Reporter{}, err
	}
	return Reporter{Identity: id, LookUp: LookUp(hex.EncodeToString(lookUp))}, nil
}

func derive(secret []byte, salt string, org gehoor.OrgID, purpose string) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, secret, []byte(salt), string(org)+purpose, seedLength)
	if err != nil {
		return nil, fmt.Errorf("person: derive %s: %w", purpose, err)
	}
	return key, nil
}

// identityFrom spells a seed as age does, and lets age read it.
func identityFrom(seed []byte) (unseal.Identity, error) {
	s, err := encodeBech32("age-secret-key-pq-", seed)
	if err != nil {
		return unseal.Identity{}, err
	}
	return unseal.ParseIdentity(strings.ToUpper(s))
}
