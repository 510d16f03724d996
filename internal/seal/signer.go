package seal

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
)

// Signer is the public half of the key with which somebody of staff signs what they do: an
// Ed25519 key (RFC 8032) in lower-case hexadecimal. The private half is made anew from the
// person's own identity whenever it is needed (doc/formats.md §5b).
type Signer string

var errSigner = errors.New("seal: malformed signing key: want 64 lower-case hexadecimal digits")

// ParseSigner reads a signing key in its one spelling.
func ParseSigner(s string) (Signer, error) {
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != ed25519.PublicKeySize || hex.EncodeToString(raw) != s {
		return "", errSigner
	}
	return Signer(s), nil
}

// Verify says whether the signature over message is this key's. "" signs nothing.
func (s Signer) Verify(message, signature []byte) bool {
	raw, err := hex.DecodeString(string(s))
	return err == nil && len(raw) == ed25519.PublicKeySize && ed25519.Verify(raw, message, signature)
}
