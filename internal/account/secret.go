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
// It never prints: any format shows "hidden".
type ServerSecret struct{ bytes [32]byte }

// NewServerSecret takes exactly 32 bytes. All zeros are refused, because they
// are what a forgotten setting looks like.
func NewServerSecret(b []byte) (ServerSecret, error) {
	var s ServerSecret
	if len(b) != len(s.bytes) {
		return s, fmt.Errorf("account: a server secret has 32 bytes, not %d", len(b))
	}
	copy(s.bytes[:], b)
	if s == (ServerSecret{}) {
		return s, errors.New("account: a server secret of zeros")
	}
	return s, nil
}

// Format keeps the secret out of logs and error texts, whatever the verb.
func (ServerSecret) Format(f fmt.State, _ rune) { fmt.Fprint(f, "hidden") }

// Salt is the salt of a login (doc/formats.md §4): the same for a login that
// exists and one that does not, so that founding a login, renaming it away or
// removing it changes nothing that a stranger sees.
func (s ServerSecret) Salt(org gehoor.OrgID, login string) [32]byte {
	return mac(s.bytes, string(org)+"/"+login)
}

// key derives a key for one use. No organisation's name has a space, so a label
// is never the text of a salt.
func (s ServerSecret) key(label string) [32]byte {
	return mac(s.bytes, "gehoor "+label+" v1\n")
}

func mac(key [32]byte, parts ...string) [32]byte {
	h := hmac.New(sha256.New, key[:])
	for _, p := range parts {
		h.Write([]byte(p))
	}
	return [32]byte(h.Sum(nil))
}
