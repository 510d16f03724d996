package endpoint

import (
	"encoding/hex"
	"fmt"

	"golang.org/x/crypto/scrypt"
	"golang.org/x/text/unicode/norm"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// The cost of one guess at a passphrase: 128 MiB and some tenths of a second.
const (
	scryptN = 1 << 17
	scryptR = 8
	scryptP = 1
	// stretchedLength is in bytes.
	stretchedLength = 32
	signInSalt      = "gehoor sign-in v1"
	// MaxPassphraseBytes bounds what is stretched; six words need 60.
	MaxPassphraseBytes = 1024
)

// SignIn is what a stretched passphrase gives.
type SignIn struct {
	// Secret is sent to sign in: 64 hexadecimal digits. The server keeps its
	// SHA-256.
	Secret string
	// Wrap opens the person's own identity. It never leaves the browser.
	Wrap unseal.Identity
}

// String hides the secrets.
func (s SignIn) String() string { return "sign-in(hidden)" }

// GoString hides the secrets.
func (s SignIn) GoString() string { return s.String() }

// Stretch turns a passphrase and a login's salt into both secrets
// (doc/formats.md §4). It takes 128 MiB and some tenths of a second.
func Stretch(passphrase string, salt [32]byte, org gehoor.OrgID) (SignIn, error) {
	if len(passphrase) > MaxPassphraseBytes {
		return SignIn{}, fmt.Errorf("endpoint: passphrase is over %d bytes", MaxPassphraseBytes)
	}
	stretched, err := scrypt.Key(norm.NFKC.Bytes([]byte(passphrase)), salt[:], scryptN, scryptR, scryptP, stretchedLength)
	if err != nil {
		return SignIn{}, fmt.Errorf("endpoint: stretch: %w", err)
	}
	secret, err := Derive(stretched, signInSalt, org, "/secret")
	if err != nil {
		return SignIn{}, err
	}
	seed, err := Derive(stretched, signInSalt, org, "/wrap")
	if err != nil {
		return SignIn{}, err
	}
	wrap, err := IdentityFrom(seed)
	if err != nil {
		return SignIn{}, err
	}
	return SignIn{Secret: hex.EncodeToString(secret), Wrap: wrap}, nil
}

// WrapIdentity seals a person's own identity under the wrapping identity; the
// server keeps the result and gives it out only after sign-in.
func WrapIdentity(wrap seal.Recipient, org gehoor.OrgID, own unseal.Identity) ([]byte, error) {
	return seal.Seal(org, seal.Identity, []byte(own.Secret()), wrap)
}

// UnwrapIdentity opens what [WrapIdentity] made.
func UnwrapIdentity(wrap unseal.Identity, org gehoor.OrgID, sealed []byte) (unseal.Identity, error) {
	body, err := unseal.Open(wrap, org, seal.Identity, sealed)
	if err != nil {
		return unseal.Identity{}, err
	}
	return unseal.ParseIdentity(string(body))
}
