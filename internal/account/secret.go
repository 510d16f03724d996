package account

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/gehoor/gehoor"
)

// ServerSecret is 32 random bytes that every node of an installation shares and
// that never leave it. Who has them can tell unknown logins from known ones and
// make device cookies; nobody can sign in or open anything with them. A changed
// secret ends all sessions, and must not be changed lightly: the salts of unknown
// logins would change, and those of known ones not.
//
// It never prints: formatted by itself it is "hidden", and inside another value
// the address of a function.
type ServerSecret struct{ key macKey }

// NewServerSecret takes exactly 32 bytes. All zeros are refused, because they
// are what a forgotten setting looks like.
func NewServerSecret(b []byte) (ServerSecret, error) {
	if len(b) != 32 {
		return ServerSecret{}, fmt.Errorf("account: a server secret has 32 bytes, not %d", len(b))
	}
	bytes := [32]byte(b)
	if bytes == ([32]byte{}) {
		return ServerSecret{}, errors.New("account: a server secret of zeros")
	}
	return ServerSecret{newKey(bytes)}, nil
}

// Format keeps the secret out of logs and error texts, whatever the verb.
func (ServerSecret) Format(f fmt.State, _ rune) { fmt.Fprint(f, "hidden") }

// Salt is the salt of a login (doc/formats.md §4): the same for a login that
// exists and one that does not, so that founding a login, renaming it away or
// removing it changes nothing that a stranger sees.
func (s ServerSecret) Salt(org gehoor.OrgID, login string) [32]byte {
	return s.key(string(org), "/", login)
}

// KeyFor makes a key for one use of another package; use names it.
func (s ServerSecret) KeyFor(use string) [32]byte { return s.key("gehoor key ", use, " v1\n") }

// derive makes a key for one use. No organisation's name has a space, so a label
// is never the text of a salt.
func (s ServerSecret) derive(label string) macKey {
	return newKey(s.key("gehoor ", label, " v1\n"))
}

// macKey computes HMAC-SHA-256 of the parts, joined. Where a part could be long
// or short, the caller puts what cannot be in it between. It is a function and
// not the key's bytes, because fmt prints everything else, however deep.
type macKey func(parts ...string) [32]byte

func newKey(key [32]byte) macKey {
	return func(parts ...string) [32]byte {
		h := hmac.New(sha256.New, key[:])
		for _, p := range parts {
			h.Write([]byte(p))
		}
		return [32]byte(h.Sum(nil))
	}
}
