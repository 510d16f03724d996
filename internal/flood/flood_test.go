package flood_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/flood"
)

const (
	veenhaven gehoor.OrgID = "veenhaven"
	duinrade  gehoor.OrgID = "duinrade"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func code(n int) (lookup [32]byte) {
	lookup[0], lookup[1], lookup[2] = byte(n), byte(n>>8), byte(n>>16)
	return lookup
}

// unknown is a code of which nothing is kept; asked counts how often that is looked up.
func unknown(asked *int) func() (bool, error) {
	return func() (bool, error) { *asked++; return false, nil }
}

func known() (bool, error) { return true, nil }

func newGuard(perHour int) *flood.Guard {
	return flood.NewGuard([32]byte{7}, flood.NewBudget(perHour, 10*perHour), nil)
}

// fill lets so many codes in, working where it must.
func fill(t *testing.T, g *flood.Guard, from, n int, now time.Time) {
	t.Helper()
	for i := range n {
		asked := 0
		pass, ask, err := g.Begin(veenhaven, code(from+i), flood.Proof{}, unknown(&asked), now)
		if err == nil && ask != "" {
			pass = work(t, g, code(from+i), ask, now)
		}
		if err != nil || pass == "" {
			t.Fatalf("code %d: %q, %v", i, pass, err)
		}
	}
}

// work answers a challenge and returns the pass.
func work(t *testing.T, g *flood.Guard, lookup [32]byte, ask string, now time.Time) string {
	t.Helper()
	answers, err := flood.Solve(ask)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	pass, again, err := g.Begin(veenhaven, lookup, flood.Proof{Challenge: ask, Answers: answers}, unknown(&asked), now)
	if err != nil || again != "" {
		t.Fatalf("work was done, and %q is asked: %v", again, err)
	}
	return pass
}

// Within the budget nothing is asked and nothing is looked up; beyond it there is
// work before the story, and who has a pass is asked nothing more.
func TestBegin(t *testing.T) {
	g, asked := newGuard(10), 0
	var passes []string
	for i := range 10 {
		pass, ask, err := g.Begin(veenhaven, code(i), flood.Proof{}, unknown(&asked), start)
		if err != nil || ask != "" || pass == "" {
			t.Fatalf("code %d of ten: %q, %q, %v", i, pass, ask, err)
		}
		passes = append(passes, pass)
	}
	if asked != 0 || !g.Busy(veenhaven, start) {
		t.Errorf("%d look-ups within the budget; busy %v", asked, g.Busy(veenhaven, start))
	}
	if g.Busy(duinrade, start) {
		t.Error("another organisation pays")
	}
	_, ask, err := g.Begin(veenhaven, code(10), flood.Proof{}, unknown(&asked), start)
	if err != nil || ask == "" {
		t.Fatalf("the eleventh: %q, %v", ask, err)
	}
	if err := g.Admit(veenhaven, code(10), "", unknown(&asked), start); !errors.Is(err, gehoor.Refuse(flood.CodeProof)) {
		t.Errorf("without a pass: %v", err)
	}
	pass := work(t, g, code(10), ask, start)
	for i, p := range append(passes, pass) {
		if err := g.Admit(veenhaven, code(i), p, unknown(&asked), start.Add(flood.PassLife)); err != nil {
			t.Errorf("code %d with its pass, a day later: %v", i, err)
		}
		if err := g.Admit(veenhaven, code(i+1), p, unknown(&asked), start); err == nil && i < 10 {
			t.Errorf("the pass of code %d lets another in", i)
		}
	}
	if err := g.Admit(duinrade, code(10), pass, unknown(&asked), start); err != nil {
		t.Errorf("elsewhere nothing is asked: %v", err)
	}
}

// What was begun is always taken, however busy it is and whatever became of the pass.
func TestKnownIsTaken(t *testing.T) {
	g := newGuard(1)
	fill(t, g, 0, 4, start)
	if err := g.Admit(veenhaven, code(99), "", known, start); err != nil {
		t.Errorf("with a draft: %v", err)
	}
	pass, ask, err := g.Begin(veenhaven, code(99), flood.Proof{}, known, start)
	if pass == "" || ask != "" || err != nil {
		t.Errorf("coming back: %q, %q, %v", pass, ask, err)
	}
	if _, _, err := g.Begin(veenhaven, code(98), flood.Proof{}, func() (bool, error) { return false, gehoor.ErrUnavailable }, start); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("storage away: %v", err)
	}
}

// A proof is for one code, in time, whole, and no other text.
func TestProofRefused(t *testing.T) {
	g, asked := newGuard(2), 0
	fill(t, g, 100, 3, start) // so that it is busy for longer than a proof may take
	_, ask, _ := g.Begin(veenhaven, code(1), flood.Proof{}, unknown(&asked), start)
	bits := fmt.Sprintf("1.%d.", g.Bits(veenhaven, start))
	right, err := flood.Solve(ask)
	if err != nil {
		t.Fatal(err)
	}
	changed := append([]int64{}, right...)
	changed[3]++
	negative := append([]int64{}, right...)
	negative[0] = -1
	for name, c := range map[string]struct {
		code int
		p    flood.Proof
		at   time.Time
	}{
		"another code":   {2, flood.Proof{Challenge: ask, Answers: right}, start},
		"too late":       {1, flood.Proof{Challenge: ask, Answers: right}, start.Add(flood.ChallengeLife)},
		"a wrong answer": {1, flood.Proof{Challenge: ask, Answers: changed}, start},
		"a negative one": {1, flood.Proof{Challenge: ask, Answers: negative}, start},
		"one too few":    {1, flood.Proof{Challenge: ask, Answers: right[1:]}, start},
		"none":           {1, flood.Proof{Challenge: ask}, start},
		"easier":         {1, flood.Proof{Challenge: strings.Replace(ask, bits, "1.10.", 1), Answers: right}, start},
		"longer":         {1, flood.Proof{Challenge: ask + "0", Answers: right}, start},
		"nothing":        {1, flood.Proof{}, start},
	} {
		pass, again, err := g.Begin(veenhaven, code(c.code), c.p, unknown(&asked), c.at)
		if pass != "" || again == "" || err != nil {
			t.Errorf("%s: %q, %q, %v", name, pass, again, err)
		}
	}
	// The same proof twice is the same code, and counts once.
	work(t, g, code(1), ask, start)
	before := g.Bits(veenhaven, start)
	for range 50 {
		if pass, _, err := g.Begin(veenhaven, code(1), flood.Proof{Challenge: ask, Answers: right}, unknown(&asked), start); pass == "" || err != nil {
			t.Fatalf("the same proof again: %q, %v", pass, err)
		}
	}
	if g.Bits(veenhaven, start) > before {
		t.Errorf("one code raised the work from %d to %d", before, g.Bits(veenhaven, start))
	}
}

// The work rises with the flood, to a bound, and is gone some hours after it.
func TestWorkRisesAndFalls(t *testing.T) {
	g := newGuard(4)
	last := 0
	for i := range 40 {
		g.Received(veenhaven, start) // two an hour are usual
		bits := g.Bits(veenhaven, start)
		if bits < last || bits > flood.MaxBits || bits != 0 && bits < flood.MinBits {
			t.Fatalf("after %d signals %d bits, before %d", i+1, bits, last)
		}
		last = bits
	}
	if last != flood.MaxBits {
		t.Errorf("in a flood %d bits", last)
	}
	if bits := g.Bits(veenhaven, start.Add(4*24*time.Hour)); bits != 0 {
		t.Errorf("four days later %d bits", bits)
	}
}

// A day's flood that stays below the hour's budget is noticed too.
func TestDayBudget(t *testing.T) {
	g := flood.NewGuard([32]byte{7}, flood.Budget{CodesPerHour: 100, CodesPerDay: 100, SignalsPerHour: 1000, SignalsPerDay: 1000}, nil)
	now := start
	for i := range 110 {
		asked := 0
		if _, ask, err := g.Begin(veenhaven, code(i), flood.Proof{}, unknown(&asked), now); err != nil || ask != "" && i < 100 {
			t.Fatalf("code %d: %q, %v", i, ask, err)
		}
		now = now.Add(5 * time.Minute)
	}
	if g.Busy(veenhaven, now) {
		t.Error("a hundred a day, evenly, are within a budget of a hundred a day")
	}
	fill(t, g, 1000, 70, now)
	if !g.Busy(veenhaven, now.Add(2*time.Hour)) {
		t.Error("the day's budget is used up, and nothing is asked")
	}
}

func TestUnusual(t *testing.T) {
	g := flood.NewGuard([32]byte{7}, flood.Usual(), nil)
	for i := range flood.UnusualSignals + 1 {
		if i < flood.UnusualSignals && g.Unusual(veenhaven, start) {
			t.Errorf("%d signals are unusual", i)
		}
		g.Received(veenhaven, start)
	}
	if !g.Unusual(veenhaven, start) || g.Busy(veenhaven, start) {
		t.Error("many signals: somebody should look, and nobody has to wait")
	}
	if g.Unusual(veenhaven, start.AddDate(0, 0, 1)) || g.Unusual(duinrade, start) {
		t.Error("unusual on another day or elsewhere")
	}
}

// With a disk that is nearly full no new code begins, and what was begun is taken.
func TestFull(t *testing.T) {
	free := int64(flood.Reserve - 1)
	isKnown := true
	g := flood.NewGuard([32]byte{7}, flood.Usual(), func() (int64, bool) { return free, isKnown })
	asked := 0
	if _, _, err := g.Begin(veenhaven, code(1), flood.Proof{}, unknown(&asked), start); !errors.Is(err, gehoor.Refuse(flood.CodeFull)) {
		t.Errorf("a new code: %v", err)
	}
	pass, _, err := g.Begin(veenhaven, code(2), flood.Proof{}, known, start)
	if err != nil || pass == "" {
		t.Errorf("one that was begun: %v", err)
	}
	if err := g.Admit(veenhaven, code(3), "", unknown(&asked), start); err != nil {
		t.Errorf("a finished signal: %v", err)
	}
	isKnown = false
	if _, _, err := g.Begin(veenhaven, code(1), flood.Proof{}, unknown(&asked), start); err != nil {
		t.Errorf("where the disk is not known: %v", err)
	}
}

// No guard asks nothing.
func TestNoGuard(t *testing.T) {
	var g *flood.Guard
	asked := 0
	pass, ask, err := g.Begin(veenhaven, code(1), flood.Proof{}, unknown(&asked), start)
	g.Received(veenhaven, start)
	if pass+ask != "" || err != nil || g.Admit(veenhaven, code(1), "", unknown(&asked), start) != nil || g.Busy(veenhaven, start) || g.Unusual(veenhaven, start) || asked != 0 {
		t.Error("no guard asks something")
	}
}

// However many codes of however many organisations come, in whatever order, what is
// asked stays in its bounds and a pass that was given lets its code in.
func TestGuardProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newGuard(rapid.IntRange(1, 50).Draw(t, "budget"))
		now := start
		for i := range rapid.IntRange(1, 100).Draw(t, "codes") {
			now = now.Add(time.Duration(rapid.IntRange(0, 600).Draw(t, "gap, s")) * time.Second)
			asked := 0
			pass, ask, err := g.Begin(veenhaven, code(i), flood.Proof{}, unknown(&asked), now)
			if err != nil || (pass == "") == (ask == "") {
				t.Fatalf("%q, %q, %v", pass, ask, err)
			}
			if pass != "" && g.Admit(veenhaven, code(i), pass, unknown(&asked), now.Add(time.Hour)) != nil {
				t.Fatal("a pass lets nobody in")
			}
			if ask != "" {
				if zeros, err := g.Read(veenhaven, code(i), ask); err != nil || zeros < flood.MinBits || zeros > flood.MaxBits {
					t.Fatalf("%q: %d, %v", ask, zeros, err)
				}
			}
		}
	})
}

// workVector is one entry of testdata/vectors/work.json.
type workVector struct {
	Challenge string  `json:"challenge"`
	Bits      int     `json:"bits"`
	Answers   []int64 `json:"answers"`
}

// The vector that the browser's solver is tested on too.
func TestWorkVector(t *testing.T) {
	path := filepath.Join("..", "..", "testdata", "vectors", "work.json")
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) && os.Getenv("GEHOOR_UPDATE") != "" {
		v := workVector{Challenge: "1.11.1772442000." + strings.Repeat("0f", 32), Bits: 11}
		if v.Answers, err = flood.Solve(v.Challenge); err != nil {
			t.Fatal(err)
		}
		if data, err = json.MarshalIndent([]workVector{v}, "", "\t"); err != nil {
			t.Fatal(err)
		}
		err = os.WriteFile(path, append(data, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []workVector
	if err := json.Unmarshal(data, &all); err != nil || len(all) == 0 {
		t.Fatalf("%d vectors, %v", len(all), err)
	}
	for _, v := range all {
		if !flood.Solved(v.Challenge, v.Bits, v.Answers) || flood.Solved(v.Challenge, v.Bits+8, v.Answers) {
			t.Errorf("%s is not solved by %v", v.Challenge, v.Answers)
		}
	}
}

// FuzzChallenge: whatever comes as a challenge is ours or an error.
func FuzzChallenge(f *testing.F) {
	g := newGuard(1)
	asked := 0
	_, _, _ = g.Begin(veenhaven, code(0), flood.Proof{}, unknown(&asked), start)
	_, ask, _ := g.Begin(veenhaven, code(1), flood.Proof{}, unknown(&asked), start)
	seeds := []string{ask, "", "1.11.0.", "1.11..", "2" + ask[1:], ask + ".", strings.ToUpper(ask), "1.-1.1.a", "1.99999999999999999999.1.a", strings.Repeat(".", 200)}
	if ask == "" || len(seeds) == 0 {
		f.Fatal("no seeds")
	}
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if zeros, err := g.Read(veenhaven, code(1), s); err == nil && (s != ask || zeros < flood.MinBits) {
			t.Errorf("%q is taken for ours", s)
		}
	})
}
