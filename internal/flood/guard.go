package flood

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/binary"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/keyed"
)

// Budget is how much an organisation takes in without asking for work.
type Budget struct {
	// Codes are new codes, of which many never become a signal.
	CodesPerHour, CodesPerDay int
	// Signals are signals that were received.
	SignalsPerHour, SignalsPerDay int
}

// Usual is the budget of an organisation that sets none. A municipality of a
// thousand people hears some ten signals a year; after a word in the newspaper
// hundreds may come on one day, and are asked nothing.
func Usual() Budget { return NewBudget(120, 600) }

// NewBudget is the budget for so many codes; of signals it is half.
func NewBudget(codesPerHour, codesPerDay int) Budget {
	return Budget{codesPerHour, codesPerDay, max(codesPerHour/2, 1), max(codesPerDay/2, 1)}
}

// UnusualSignals is how many signals in a day are so many that somebody should
// look, far below what makes anybody wait.
const UnusualSignals = 20

// PassLife is how long a code without a draft can be used: a day, in which the
// story is told. It also bounds what a script can gather while nothing is asked.
const PassLife = 24 * time.Hour

// Reserve is the room on the disk below which no new code gets a pass, in bytes:
// thousands of signals of those who have begun.
const Reserve = 512 << 20

// steepest is how many times over its budget an organisation is when the work is
// the most. What is counted beyond is forgotten, so that the work is back at
// nothing three budgets after a flood ends: three hours, or three days.
const steepest = 4

// remembered is how many codes that have a pass are kept in mind, so that nobody
// raises the count by asking for the same one again. Two such sets are held.
const remembered = 1 << 14

// maxOrgs bounds how many organisations are counted; those at rest are forgotten.
const maxOrgs = 1024

// Guard decides what is asked. It is safe for concurrent use. A nil guard asks
// nothing.
type Guard struct {
	mac    keyed.MAC
	budget Budget
	// space is the free room on the disk in bytes, if it is known.
	space func() (int64, bool)

	mu   sync.Mutex // guards all below
	orgs map[gehoor.OrgID]*counts
	// seen are codes that were counted, in two sets: the younger is filled, and the
	// older forgotten when it is full.
	seen, before map[[32]byte]struct{}
}

// counts are what one organisation took in.
type counts struct{ codesHour, codesDay, signalsHour, signalsDay meter }

// NewGuard makes the guard of a node. key is the same on each. space may be nil.
func NewGuard(key [32]byte, budget Budget, space func() (free int64, known bool)) *Guard {
	return &Guard{
		mac: keyed.New(key), budget: budget, space: space,
		orgs: map[gehoor.OrgID]*counts{}, seen: map[[32]byte]struct{}{}, before: map[[32]byte]struct{}{},
	}
}

// Proof is a challenge with the answers to its parts.
type Proof struct {
	Challenge string
	Answers   []int64
}

// Begin lets a code in: it returns a pass, or the challenge that must be answered
// first. known says whether the code has a draft or a signal already; it is asked
// only if it matters. Begin refuses with [CodeFull] when there is no room. A proof
// that is wrong or too old is answered with a new challenge.
func (g *Guard) Begin(org gehoor.OrgID, lookup [32]byte, p Proof, known func() (bool, error), now time.Time) (pass, ask string, err error) {
	if g == nil {
		return "", "", nil
	}
	need := g.bits(org, now)
	full := g.full()
	if need == 0 && !full {
		g.count(org, lookup, now)
		return g.pass(org, lookup, now), "", nil
	}
	is, err := known()
	switch {
	case err != nil:
		return "", "", err
	case is:
		return g.pass(org, lookup, now), "", nil
	case full:
		return "", "", gehoor.Refuse(CodeFull)
	}
	c, err := read(g, org, lookup, p.Challenge)
	if err == nil && now.Before(c.expires) && solved(p.Challenge, c.bits, p.Answers) {
		g.count(org, lookup, now)
		return g.pass(org, lookup, now), "", nil
	}
	return "", challenge{bits: need, expires: now.Add(ChallengeLife)}.write(g, org, lookup), nil
}

// Admit says whether something that comes with a code is taken: with a pass, or
// when nothing is asked, or when the code has a draft or a signal already (known is
// asked only then). It refuses with [CodeProof].
func (g *Guard) Admit(org gehoor.OrgID, lookup [32]byte, pass string, known func() (bool, error), now time.Time) error {
	if g == nil || g.passes(org, lookup, pass, now) {
		return nil
	}
	if g.bits(org, now) == 0 {
		g.count(org, lookup, now)
		return nil
	}
	is, err := known()
	if err == nil && !is {
		err = gehoor.Refuse(CodeProof)
	}
	return err
}

// Received counts a signal.
func (g *Guard) Received(org gehoor.OrgID, now time.Time) {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	c := g.of(org, now)
	c.signalsHour.add(time.Hour, g.budget.SignalsPerHour, now)
	c.signalsDay.add(24*time.Hour, g.budget.SignalsPerDay, now)
}

// Busy says whether work is asked now, so that a page can say that it may take a
// minute.
func (g *Guard) Busy(org gehoor.OrgID, now time.Time) bool { return g != nil && g.bits(org, now) > 0 }

// Unusual says whether unusually many signals came, in about a day.
func (g *Guard) Unusual(org gehoor.OrgID, now time.Time) bool {
	if g == nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	many := min(1, float64(UnusualSignals)/float64(g.budget.SignalsPerDay)) // of a day's budget
	return g.of(org, now).signalsDay.load(24*time.Hour, now) >= many
}

// bits is how much work is asked: 0 within the budget.
func (g *Guard) bits(org gehoor.OrgID, now time.Time) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	c := g.of(org, now)
	load := max(
		c.codesHour.load(time.Hour, now), c.codesDay.load(24*time.Hour, now),
		c.signalsHour.load(time.Hour, now), c.signalsDay.load(24*time.Hour, now))
	if load < 1 {
		return 0
	}
	return min(MaxBits, MinBits+int((load-1)/(steepest-1)*(MaxBits-MinBits+1)))
}

// count counts a code that got a pass, once.
func (g *Guard) count(org gehoor.OrgID, lookup [32]byte, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	_, young := g.seen[lookup]
	_, old := g.before[lookup]
	if young || old {
		return
	}
	if len(g.seen) >= remembered {
		g.seen, g.before = map[[32]byte]struct{}{}, g.seen
	}
	g.seen[lookup] = struct{}{}
	c := g.of(org, now)
	c.codesHour.add(time.Hour, g.budget.CodesPerHour, now)
	c.codesDay.add(24*time.Hour, g.budget.CodesPerDay, now)
}

// of finds an organisation's counts; the caller holds the lock.
func (g *Guard) of(org gehoor.OrgID, now time.Time) *counts {
	c := g.orgs[org]
	if c == nil {
		if len(g.orgs) >= maxOrgs {
			for o, c := range g.orgs {
				if *c == (counts{}) || max(c.codesDay, c.signalsDay, c.codesHour, c.signalsHour) <= meter(now.UnixMilli()) {
					delete(g.orgs, o)
				}
			}
		}
		c = new(counts)
		g.orgs[org] = c
	}
	return c
}

func (g *Guard) full() bool {
	if g.space == nil {
		return false
	}
	free, known := g.space()
	return known && free < Reserve
}

var passText = base64.RawURLEncoding.Strict()

// pass is what lets a code in: the hour, and a MAC of it with the code.
func (g *Guard) pass(org gehoor.OrgID, lookup [32]byte, now time.Time) string {
	hour := binary.BigEndian.AppendUint32(nil, uint32(now.Unix()/3600))
	sum := g.mac("pass", string(org), string(lookup[:]), string(hour))
	return passText.EncodeToString(append(hour, sum[:]...))
}

func (g *Guard) passes(org gehoor.OrgID, lookup [32]byte, pass string, now time.Time) bool {
	b, err := passText.DecodeString(pass)
	if err != nil || len(b) != 4+32 {
		return false
	}
	sum := g.mac("pass", string(org), string(lookup[:]), string(b[:4]))
	given := time.Unix(int64(binary.BigEndian.Uint32(b))*3600, 0)
	return hmac.Equal(sum[:], b[4:]) && now.Sub(given) < PassLife+time.Hour
}

// meter counts what comes and lets it run out evenly, in one number: the moment, in
// milliseconds since 1970, at which it is empty.
type meter int64

// add counts one, of a budget for a span. Beyond steepest times the budget nothing
// more is counted.
func (m *meter) add(span time.Duration, budget int, now time.Time) {
	at := now.UnixMilli()
	one := span.Milliseconds() / int64(budget)
	*m = meter(min(max(int64(*m), at)+one, at+steepest*span.Milliseconds()))
}

// load is how many times its budget is still counted.
func (m meter) load(span time.Duration, now time.Time) float64 {
	return float64(max(int64(m)-now.UnixMilli(), 0)) / float64(span.Milliseconds())
}
