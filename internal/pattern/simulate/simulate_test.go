package simulate_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/pattern/simulate"
)

// sum simulates so many times under each of some rules.
func sum(t simulate.Town, runs int, all ...pattern.Rules) []simulate.Figures {
	total := make([]simulate.Figures, len(all))
	for seed := range runs {
		for i, f := range t.Run(uint64(seed), all) {
			total[i] = total[i].Plus(f)
		}
	}
	return total
}

// plain is a town in which signals have nothing to do with each other, and nobody leaves.
var plain = simulate.Town{Staff: 1000, Years: 3, PerHundred: 20, Prominence: 1, Team: 10}

// TestPoisson: without anything special, how many people have k signals or more is known
// in closed form, because unrelated signals are a Poisson process.
func TestPoisson(t *testing.T) {
	mean := plain.PerHundred / 100 * float64(plain.Years)
	for k, figures := range sum(plain, 60, most(1), most(2), most(3), most(4)) {
		want := atLeast(k+1, mean)
		got := figures.Others.SeenOfAll()
		spread := math.Sqrt(want * (1 - want) / float64(figures.Others.All))
		if math.Abs(got-want) > 4*spread {
			t.Errorf("%d signals or more: %.4f of the people, and %.4f ± %.4f by reckoning", k+1, got, want, spread)
		}
		if figures.Others.All != 60*plain.Staff || figures.Repeating.All != 0 {
			t.Errorf("%d people, %d of whom repeat", figures.Others.All, figures.Repeating.All)
		}
	}
}

// most is the rule of so many signals in all years of plain.
func most(k int) pattern.Rules { return pattern.Rules{Signals: k, SignalMonths: 12*plain.Years + 1} }

// atLeast is the probability of k or more where mean are expected.
func atLeast(k int, mean float64) float64 {
	less, one := 0.0, math.Exp(-mean)
	for n := range k {
		less += one
		one *= mean / float64(n+1)
	}
	return 1 - less
}

// TestTown: there are as many signals as the town says, about whom it says.
func TestTown(t *testing.T) {
	every := pattern.Rules{Signals: 1, SignalMonths: 1, Unit: 1, UnitMonths: 1}
	town := simulate.Default
	town.Twice = 0
	f := sum(town, 40, every)[0]
	want := town.PerHundred / 100 * float64(town.Staff)
	// Two about the same subject within two weeks are weighed together, which is rare.
	if got := f.PerYear(); math.Abs(got-want) > 0.03*want {
		t.Errorf("%.1f signals a year, not %.1f", got, want)
	}
	repeating := float64(town.Staff) * town.Repeating * town.PerRepeating
	if got := f.PerYear() - f.ApartPerYear(); got < repeating*0.95 || got > repeating*1.35 {
		// Of a team with such a person every signal counts as about one.
		t.Errorf("%.1f signals a year about people who repeat, of %.1f", got, repeating)
	}
}

// TestStricter: who asks for more signals in less time sees fewer people, of both sorts.
func TestStricter(t *testing.T) {
	figures := sum(simulate.Default, 40,
		pattern.Rules{Signals: 2, SignalMonths: 60}, pattern.Rules{Signals: 3, SignalMonths: 36}, pattern.Rules{Signals: 4, SignalMonths: 12})
	for i := 1; i < len(figures); i++ {
		before, now := figures[i-1], figures[i]
		if now.Apart >= before.Apart || now.Repeating.Seen >= before.Repeating.Seen {
			t.Errorf("the stricter rule sees more: %+v, and %+v", now, before)
		}
	}
	if f := figures[1]; f.Repeating.SeenOfTold() < 5*f.Others.SeenOfTold() {
		t.Errorf("the rule sees who repeats (%.3f) hardly more than who does not (%.3f)", f.Repeating.SeenOfTold(), f.Others.SeenOfTold())
	}
}

// TestSeed: the same seed gives the same figures, another gives others, and the rules do
// not change what is told.
func TestSeed(t *testing.T) {
	all := []pattern.Rules{pattern.Default, {Signals: 2, SignalMonths: 36}}
	one, again := simulate.Default.Run(7, all), simulate.Default.Run(7, all)
	if !reflect.DeepEqual(one, again) {
		t.Errorf("the same seed: %+v, and %+v", one, again)
	}
	if other := simulate.Default.Run(8, all); reflect.DeepEqual(one, other) {
		t.Error("another seed gives the same")
	}
	if one[0].Others.Told != one[1].Others.Told || one[0].Repeating.All != one[1].Repeating.All {
		t.Errorf("under other rules something else was told: %+v", one)
	}
}

// TestCheck: what cannot be is refused, and everything else ends.
func TestCheck(t *testing.T) {
	if err := simulate.Default.Check(); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*simulate.Town){
		"nobody":          func(t *simulate.Town) { t.Staff = 0 },
		"too many":        func(t *simulate.Town) { t.Staff = 1_000_000 },
		"no time":         func(t *simulate.Town) { t.Years = 0 },
		"a share of two":  func(t *simulate.Town) { t.Serious = 2 },
		"no number":       func(t *simulate.Town) { t.Leave = math.NaN() },
		"more than there": func(t *simulate.Town) { t.PerRepeating = 90 },
		"no team":         func(t *simulate.Town) { t.Team = 0 },
		"endless":         func(t *simulate.Town) { t.PerHundred = math.Inf(1) },
		"less prominent":  func(t *simulate.Town) { t.Prominence = 0 },
	} {
		town := simulate.Default
		spoil(&town)
		if town.Check() == nil {
			t.Errorf("%s is taken", name)
		}
	}
	all := simulate.Default
	all.Staff, all.Repeating, all.PerRepeating, all.Leave, all.Twice = 50, 1, 0.01, 1, 1
	if err := all.Check(); err != nil {
		t.Fatal(err)
	}
	all.Run(1, []pattern.Rules{pattern.Default})
}

// TestSettings: every setting is named once.
func TestSettings(t *testing.T) {
	names := map[string]bool{}
	for _, s := range simulate.Settings(pattern.Default) {
		if names[s.Name] {
			t.Errorf("%q is there twice", s.Name)
		}
		names[s.Name] = true
	}
}
