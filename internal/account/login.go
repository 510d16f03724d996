package account

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/gehoor/gehoor"
)

// MaxLoginLength is the most characters of a login: an address as people have
// them at work fits, and nothing that is worth hashing at length.
const MaxLoginLength = 64

// loginPattern allows what people have as user names and addresses. It is
// ASCII, so that lower case means the same everywhere and two logins never look
// alike.
var loginPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}$`)

// ParseLogin reads what somebody typed as their login: spaces around it go, and
// capitals become small. What cannot be a login is refused as a wrong one.
func ParseLogin(s string) (string, error) {
	if len(s) > 4*MaxLoginLength {
		return "", gehoor.Refuse(gehoor.CodeSignIn)
	}
	s = strings.TrimSpace(s)
	if !loginPattern.MatchString(s) {
		return "", gehoor.Refuse(gehoor.CodeSignIn)
	}
	return strings.ToLower(s), nil
}

// ParseSecret reads a sign-in or look-up secret as a browser sends it, 64
// lower-case hexadecimal digits of 32 bytes, and returns the SHA-256 of those
// bytes: the secret itself goes no further.
func ParseSecret(s string) (hash [32]byte, err error) {
	var raw [32]byte
	if len(s) != hex.EncodedLen(len(raw)) || s != strings.ToLower(s) {
		return hash, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if _, err := hex.Decode(raw[:], []byte(s)); err != nil {
		return hash, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return sha256.Sum256(raw[:]), nil
}
