package simulate

import (
	"errors"
	"math"
	"math/rand/v2"
)

// Town is a town hall, and what happens in it. Shares are between 0 and 1.
type Town struct {
	Staff int `json:"staff"`
	Years int `json:"years"`
	// PerHundred is how many signals there are for each hundred of staff in a year.
	PerHundred float64 `json:"per_hundred"`
	// Repeating is the share of people who do it again and again, and PerRepeating how
	// many signals about each of them there are in a year. All other signals are about
	// anybody, and have nothing to do with each other.
	Repeating    float64 `json:"repeating"`
	PerRepeating float64 `json:"per_repeating"`
	// Leading is the share of people who lead others, and Prominence how many times as
	// many signals about each of them there are as about somebody else.
	Leading    float64 `json:"leading"`
	Prominence float64 `json:"prominence"`
	// Unknown is the share of signals that name a team and nobody in it. A team has Team
	// people.
	Unknown float64 `json:"unknown"`
	Team    int     `json:"team"`
	// Anonymous is the share of which nobody knows who told it, and Again the share of the
	// others that is told by somebody who told of the same person before.
	Anonymous float64 `json:"anonymous"`
	Again     float64 `json:"again"`
	// Twice is the share of incidents that a second person tells of too, within a month.
	Twice float64 `json:"twice"`
	// Serious is the share that is serious.
	Serious float64 `json:"serious"`
	// Talk is the share after which somebody talks with whom it is about, within two
	// months.
	Talk float64 `json:"talk"`
	// Nothing is the share of weighings about somebody who did not do it again and again
	// of which nothing comes, and NothingRepeating that about somebody who did.
	Nothing          float64 `json:"nothing"`
	NothingRepeating float64 `json:"nothing_repeating"`
	// Leave is the share of people who leave in a year; somebody new takes their place.
	Leave float64 `json:"leave"`
}

// Default is a municipality of 5,000 staff over ten years.
var Default = Town{
	Staff: 5000, Years: 10, PerHundred: 1.2, Repeating: 0.005, PerRepeating: 0.6, Leading: 0.1, Prominence: 4,
	Unknown: 0.15, Team: 12, Anonymous: 0.4, Again: 0.25, Twice: 0.15, Serious: 0.1, Talk: 0.4,
	Nothing: 0.7, NothingRepeating: 0.2, Leave: 0.08,
}

// The bounds of what can be simulated.
const (
	maxStaff = 200_000
	maxYears = 40
)

// Check says what of a town cannot be.
func (t Town) Check() error {
	for _, share := range []float64{t.Repeating, t.Leading, t.Unknown, t.Anonymous, t.Again, t.Twice, t.Serious, t.Talk, t.Nothing, t.NothingRepeating, t.Leave} {
		if !(share >= 0 && share <= 1) { // also not a number
			return errors.New("simulate: a share is between 0 and 1")
		}
	}
	switch {
	case t.Staff < 1 || t.Staff > maxStaff:
		return errors.New("simulate: there are 1 to 200,000 staff")
	case t.Years < 1 || t.Years > maxYears:
		return errors.New("simulate: it takes 1 to 40 years")
	case t.Team < 1 || t.Team > t.Staff:
		return errors.New("simulate: a team has at least one person, and no more than there are")
	case !(t.Prominence >= 1 && t.Prominence <= 100):
		return errors.New("simulate: there are 1 to 100 times as many signals about who leads")
	case !(t.PerHundred >= 0 && t.PerHundred <= 100) || !(t.PerRepeating >= 0 && t.PerRepeating <= 100):
		return errors.New("simulate: there are at most 100 signals a year, for a hundred people and about one")
	case t.about() < 0:
		return errors.New("simulate: there are more signals about people who do it again and again than there are signals")
	}
	return nil
}

// about is how many signals in a year there are about somebody of the others, who leads
// nobody.
func (t Town) about() float64 {
	all := t.PerHundred / 100 * float64(t.Staff)
	others := float64(t.Staff) * (1 - t.Repeating)
	rest := all - float64(t.Staff)*t.Repeating*t.PerRepeating
	if others == 0 {
		return min(rest, 0)
	}
	return rest / (others * (1 - t.Leading + t.Leading*t.Prominence))
}

// incidents is how many there are about somebody in a year: of some, two people tell.
func (t Town) incidents(repeats, leads bool) float64 {
	signals := t.about()
	switch {
	case repeats:
		signals = t.PerRepeating
	case leads:
		signals *= t.Prominence
	}
	return signals / (1 + t.Twice)
}

// chance says yes with a probability.
func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

// until is after how many days something happens that happens so often a year.
func until(r *rand.Rand, perYear float64) float64 {
	if perYear <= 0 {
		return math.Inf(1)
	}
	return r.ExpFloat64() / perYear * year
}

// year is 365.25 days.
const year = 365.25
