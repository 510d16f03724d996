package seal

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
)

// CheckNumber is what the owner of a key reads out and the root's holder compares
// before signing, so that no server can put another key in between: thirty digits
// in groups of five, which both languages say alike (doc/formats.md §5).
//
// signer is the key with which the person signs; "" for what has none.
func CheckNumber(org gehoor.OrgID, person gehoor.PersonID, r Recipient, signer Signer) string {
	lines := []string{"gehoor check number v2", string(org), string(person), string(r), string(signer), ""}
	if signer == "" {
		lines = []string{"gehoor check number v1", string(org), string(person), string(r), ""}
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	groups := make([]string, checkGroups)
	for i := range groups {
		n := uint64(0)
		for _, b := range sum[checkBytes*i : checkBytes*(i+1)] {
			n = n<<8 | uint64(b)
		}
		groups[i] = fmt.Sprintf("%05d", n%100_000)
	}
	return strings.Join(groups, " ")
}

// Six groups of five bytes each: a hundred bits to find a second key for.
const (
	checkGroups = 6
	checkBytes  = 5
)
