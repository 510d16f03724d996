package seal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"

	"github.com/gehoor/gehoor"
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

// nonceBytes keep two equal intents apart.
const nonceBytes = 16

// Signed says whether an event is what the owner of the key signed: an intent of its
// organisation, stream and kind, whose body says the same, however it spells it
// (doc/formats.md §5b).
func (s Signer) Signed(e gehoor.Event) bool {
	if e.Sig == nil || !s.Verify(e.Sig.Intent, e.Sig.Signature) {
		return false
	}
	var i gehoor.Intent
	read := json.NewDecoder(bytes.NewReader(e.Sig.Intent))
	read.DisallowUnknownFields()
	return read.Decode(&i) == nil && i.Org == e.Org && i.Stream == e.Stream && i.Kind == e.Kind &&
		len(i.Nonce) == nonceBytes && SameBody(i.Body, e.Body)
}

// SameBody says whether two bodies of facts say the same.
func SameBody(a, b json.RawMessage) bool {
	var x, y map[string]any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}
