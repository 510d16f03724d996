package endpoint

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
	codeSalt      = "gehoor code v1"
	plainCodeSalt = "gehoor plain code v1"
	seedLength    = 32
)

// LookUp is the secret by which the server finds a mailbox: 64 hexadecimal
// digits. It is sent; the server keeps only its SHA-256. It opens nothing.
type LookUp string

// Hash is what the server keeps of the secret.
func (l LookUp) Hash() [32]byte {
	raw, err := hex.DecodeString(string(l))
	if err != nil {
		panic("endpoint: a look-up secret that is not hexadecimal") // we made it ourselves
	}
	return sha256.Sum256(raw)
}

// Keys is what a code gives within one organisation: the seed of the reporter's
// own identity, and the look-up secret.
type Keys struct {
	Seed, LookUp [seedLength]byte
}

// String hides the secrets.
func (k Keys) String() string { return "keys(hidden)" }

// GoString hides the secrets.
func (k Keys) GoString() string { return k.String() }

// Reporter is what a code gives within one organisation, ready for use.
type Reporter struct {
	Identity unseal.Identity
	LookUp   LookUp
}

// Reporter derives the identity and the look-up secret (doc/formats.md §3). The
// same code in two organisations gives two strangers.
func (c Code) Reporter(org gehoor.OrgID) (Reporter, error) {
	k, err := keysOf(c[:], codeSalt, org)
	if err != nil {
		return Reporter{}, err
	}
	return k.Reporter()
}

// Keys derives what a plain code gives. It is another than what a code would
// give, so that no mailbox of the one kind ever opens with the other.
func (c PlainCode) Keys(org gehoor.OrgID) (Keys, error) { return keysOf(c[:], plainCodeSalt, org) }

func keysOf(code []byte, salt string, org gehoor.OrgID) (Keys, error) {
	seed, err := Derive(code, salt, org, "/identity")
	if err != nil {
		return Keys{}, err
	}
	lookUp, err := Derive(code, salt, org, "/look-up")
	if err != nil {
		return Keys{}, err
	}
	return Keys{Seed: [seedLength]byte(seed), LookUp: [seedLength]byte(lookUp)}, nil
}

// Reporter makes the identity of the seed.
func (k Keys) Reporter() (Reporter, error) {
	id, err := IdentityFrom(k.Seed[:])
	return Reporter{Identity: id, LookUp: LookUp(hex.EncodeToString(k.LookUp[:]))}, err
}

// Derive gives 32 bytes for one purpose within an organisation.
func Derive(secret []byte, salt string, org gehoor.OrgID, purpose string) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, secret, []byte(salt), string(org)+purpose, seedLength)
	if err != nil {
		return nil, fmt.Errorf("endpoint: derive %s: %w", purpose, err)
	}
	return key, nil
}

// IdentityFrom spells a seed as age does, and lets age read it.
func IdentityFrom(seed []byte) (unseal.Identity, error) {
	s, err := encodeBech32("age-secret-key-pq-", seed)
	if err != nil {
		return unseal.Identity{}, err
	}
	return unseal.ParseIdentity(strings.ToUpper(s))
}
