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
func CheckNumber(org gehoor.OrgID, person gehoor.PersonID, r Recipient) string {
	sum := sha256.Sum256([]byte("gehoor check number v1\n" + string(org) + "\n" + string(person) + "\n" + string(r) + "\n"))
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
