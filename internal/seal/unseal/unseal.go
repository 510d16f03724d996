// Package unseal opens sealed content. It is apart from package seal so that
// the compiler can keep it out of the server: nothing that casework, store or
// web import may reach it (never_test.go). The desk tool, the simulated browser
// of the stories and web/plain do.
//
// [Open] trusts nothing of what it is given: it checks the kind of every
// recipient, the organisation, the type, the length and every byte of the
// padding before it returns a word. What it refuses is a refusal with a stable
// code; it never says what was inside.
package unseal

import (
	"bytes"
	"errors"
	"fmt"

	"filippo.io/age"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// ErrNotRecipient: the content was sealed, and not to this identity.
var ErrNotRecipient = errors.New("unseal: not sealed to this identity")

// identityLength is that of every hybrid identity: 32 bytes in Bech32.
const identityLength = 77

var errIdentity = errors.New("unseal: malformed identity: want AGE-SECRET-KEY-PQ-1 and 58 characters")

// Identity is the secret key of a person, a compartment or a reporter. The zero
// value opens nothing. It prints as a word that tells nothing, so that a log
// line cannot leak it; [Identity.Secret] is the only way out.
type Identity struct{ key *age.HybridIdentity }

// NewIdentity draws a fresh identity from the system's randomness.
func NewIdentity() (Identity, error) {
	k, err := age.GenerateHybridIdentity()
	if err != nil {
		return Identity{}, fmt.Errorf("unseal: new identity: %w", err)
	}
	return Identity{key: k}, nil
}

// ParseIdentity reads a native hybrid identity in its one spelling (upper
// case). Its error never repeats the input.
func ParseIdentity(secret string) (Identity, error) {
	if len(secret) != identityLength {
		return Identity{}, errIdentity
	}
	k, err := age.ParseHybridIdentity(secret)
	if err != nil || k.String() != secret {
		return Identity{}, errIdentity
	}
	return Identity{key: k}, nil
}

// Secret spells the identity as age writes it.
func (i Identity) Secret() string { return i.key.String() }

// Recipient is the public half.
func (i Identity) Recipient() seal.Recipient {
	return seal.Recipient(i.key.Recipient().String())
}

// String hides the secret.
func (i Identity) String() string { return "identity(hidden)" }

// GoString hides the secret.
func (i Identity) GoString() string { return i.String() }

// Open returns the body of content that was sealed for org as type t. It
// answers [gehoor.CodeForeign] for another organisation, [gehoor.CodeTooLarge]
// or [gehoor.CodeWronglySealed] for content that [seal.Inspect] (for a part
// [seal.InspectPart]) refuses, another
// type, a length that does not fit, a changed byte or a byte in the padding; and
// [ErrNotRecipient] when this identity is not among the recipients.
func Open(id Identity, org gehoor.OrgID, t seal.Type, sealed []byte) ([]byte, error) {
	return OpenIn(nil, id, org, t, sealed)
}

// OpenIn is Open into memory that the caller has, if there is enough of it: the body
// is then a piece of room, and holds until room is used again.
func OpenIn(room []byte, id Identity, org gehoor.OrgID, t seal.Type, sealed []byte) ([]byte, error) {
	if id.key == nil {
		return nil, ErrNotRecipient
	}
	if err := inspect(t, sealed); err != nil {
		return nil, err
	}
	plain, err := decrypt(room, id, sealed)
	if err != nil {
		return nil, err
	}
	h, rest, err := seal.ParseHeader(plain)
	if err != nil {
		return nil, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	if h.Org != org {
		return nil, gehoor.Refuse(gehoor.CodeForeign)
	}
	used := len(plain) - len(rest) + h.Length
	if h.Type != t || h.Length > len(rest) || seal.PadmeSize(used) != len(plain) || !zero(rest[h.Length:]) {
		return nil, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return rest[:h.Length:h.Length], nil
}

func inspect(t seal.Type, sealed []byte) error {
	if t == seal.Part {
		return seal.InspectPart(sealed[:min(len(sealed), seal.PartHead)], int64(len(sealed)))
	}
	_, err := seal.Inspect(sealed)
	return err
}

// decrypt reads the whole plaintext; inspect has bounded it.
func decrypt(room []byte, id Identity, sealed []byte) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), id.key)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) {
			return nil, ErrNotRecipient
		}
		return nil, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	// One piece of memory from the start: a part of a file is large.
	plain := bytes.NewBuffer(room[:0])
	plain.Grow(len(sealed) + bytes.MinRead)
	if _, err := plain.ReadFrom(r); err != nil {
		return nil, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return plain.Bytes(), nil
}

func zero(padding []byte) bool {
	return len(bytes.Trim(padding, "\x00")) == 0
}
