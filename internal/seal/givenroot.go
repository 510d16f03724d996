package seal

import (
	"errors"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
)

// GivenRoot is an organisation's root as somebody knows it from elsewhere than its
// server: the verifier key, or the number of thirty digits. The zero value is no root.
type GivenRoot string

// rootDigits are those of [RootNumber].
const rootDigits = 30

// ParseGivenRoot reads a key or a number, which people write with spaces.
func ParseGivenRoot(text string) (GivenRoot, error) {
	if text == "" {
		return "", errors.New("seal: no root was given")
	}
	if number := digits(text); number != "" {
		return GivenRoot(number), nil
	}
	_, err := note.NewVerifier(text)
	return GivenRoot(text), err
}

// Is says whether a verifier key is the root that was given.
func (g GivenRoot) Is(org gehoor.OrgID, verifierKey string) bool {
	return g != "" && (string(g) == verifierKey || string(g) == digits(RootNumber(org, verifierKey)))
}

// LeadsTo says whether the root now is the one that was given, or one to which that one
// leads by its signature (changes are notes of [SignRootChange], in their order).
func (g GivenRoot) LeadsTo(org gehoor.OrgID, now string, changes []string) bool {
	if g.Is(org, now) {
		return true
	}
	for _, text := range changes {
		c, err := VerifyRootChange(text, org)
		if err != nil || !g.Is(org, c.Before) {
			continue
		}
		if _, ok := FollowRoot(org, c.Before, now, changes); ok {
			return true
		}
	}
	return false
}

// digits are those of a number as people write it; "" for anything else.
func digits(number string) string {
	only := strings.Join(strings.Fields(number), "")
	if len(only) != rootDigits || strings.Trim(only, "0123456789") != "" {
		return ""
	}
	return only
}
