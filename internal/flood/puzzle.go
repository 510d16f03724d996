package flood

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
)

// Parts is into how many equal parts a puzzle is cut. The work of one part is
// chance; of sixteen it is nearly the same each time, and how many are done says
// how far it is.
const Parts = 16

// How many zero bits each part's hash begins with: from 16 × 2^11 hashes, a part
// of a second, to 16 × 2^17, about ten seconds on a computer and most of a minute
// on a slow telephone.
const (
	MinBits = 11
	MaxBits = 17
)

// ChallengeLife is how long a puzzle may take: a slow telephone that is put away
// for a while.
const ChallengeLife = 30 * time.Minute

// maxNonce bounds a part's answer: what fits a JavaScript number.
const maxNonce = 1 << 53

// A challenge is text, so that anybody can compute it:
//
//	"1." bits "." expires, seconds since 1970 "." MAC, 64 hexadecimal digits
//
// and the answer to part i is a number n such that
// SHA-256(challenge ":" i ":" n) begins with that many zero bits.
type challenge struct {
	bits    int
	expires time.Time
}

// write makes the text for one code.
func (c challenge) write(g *Guard, org gehoor.OrgID, lookup [32]byte) string {
	head := fmt.Sprintf("1.%d.%d.", c.bits, c.expires.Unix())
	sum := g.mac("challenge", string(org), string(lookup[:]), head)
	return head + hex.EncodeToString(sum[:])
}

var errChallenge = errors.New("flood: no challenge of ours")

// read reads a challenge that was made for this code; anything else is an error.
func read(g *Guard, org gehoor.OrgID, lookup [32]byte, text string) (challenge, error) {
	fields := strings.Split(text, ".")
	if len(text) > 128 || len(fields) != 4 {
		return challenge{}, errChallenge
	}
	n, err := strconv.Atoi(fields[1])
	at, err2 := strconv.ParseInt(fields[2], 10, 64)
	if err != nil || err2 != nil || n < MinBits || n > MaxBits {
		return challenge{}, errChallenge
	}
	c := challenge{bits: n, expires: time.Unix(at, 0)}
	if !hmac.Equal([]byte(c.write(g, org, lookup)), []byte(text)) {
		return challenge{}, errChallenge
	}
	return c, nil
}

// solved says whether the answers are those of a challenge.
func solved(text string, zeros int, answers []int64) bool {
	if len(answers) != Parts {
		return false
	}
	for i, n := range answers {
		if n < 0 || n > maxNonce || leadingZeros(text, i, n) < zeros {
			return false
		}
	}
	return true
}

func leadingZeros(text string, part int, n int64) int {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s:%d:%d", text, part, n))
	zeros := 0
	for _, b := range sum {
		zeros += bits.LeadingZeros8(b)
		if b != 0 {
			break
		}
	}
	return zeros
}

// Solve does the work of a challenge as a browser does; tests and measurements use
// it.
func Solve(text string) ([]int64, error) {
	fields := strings.Split(text, ".")
	if len(fields) != 4 {
		return nil, errChallenge
	}
	zeros, err := strconv.Atoi(fields[1])
	if err != nil || zeros > MaxBits {
		return nil, errChallenge
	}
	answers := make([]int64, Parts)
	for i := range answers {
		for leadingZeros(text, i, answers[i]) < zeros {
			answers[i]++
		}
	}
	return answers, nil
}
