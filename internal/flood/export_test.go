package flood

import (
	"time"

	"github.com/gehoor/gehoor"
)

// Bits is how much work is asked.
func (g *Guard) Bits(org gehoor.OrgID, now time.Time) int { return g.bits(org, now) }

// Solved says whether answers are those of a challenge.
func Solved(text string, zeros int, answers []int64) bool { return solved(text, zeros, answers) }

// Read reads a challenge.
func (g *Guard) Read(org gehoor.OrgID, lookup [32]byte, text string) (zeros int, err error) {
	c, err := read(g, org, lookup, text)
	return c.bits, err
}
