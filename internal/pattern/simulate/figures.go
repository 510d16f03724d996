package simulate

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/gehoor/gehoor/internal/pattern"
)

// Figures say how often rules fired in some simulated years. They can be added up.
type Figures struct {
	// Runs is how many times the years were simulated, and Years how many in all.
	Runs  int `json:"runs"`
	Years int `json:"years"`
	// Others are people who did not do it again and again, Repeating those who did.
	Others    People `json:"others"`
	Repeating People `json:"repeating"`
	// Weighings are how many the rules forced in all years; Apart, those of them about
	// Others.
	Weighings int `json:"weighings"`
	Apart     int `json:"apart"`
	// squares is of the weighings about others in each run, for [Figures.Error].
	squares int
}

// People are those of one sort who worked there at any time.
type People struct {
	All int `json:"all"`
	// Told are those about whom something was told, Seen those for whom a rule fired.
	Told int `json:"told"`
	Seen int `json:"seen"`
	// Followed are those who still worked there three years after the first signal about
	// them, and InTime those of them for whom a rule fired within these three years.
	Followed int `json:"followed"`
	InTime   int `json:"in_time"`
	// Before is how many incidents had been told when a rule first fired, of all Seen
	// together.
	Before int `json:"before"`
}

// followed is how long somebody is followed after the first signal about them.
const followed = 36

// Run simulates the years once under each of some rules. Which rules there are does not
// change what is told.
func (t Town) Run(seed uint64, all []pattern.Rules) []Figures {
	r := rand.New(rand.NewPCG(seed, 0x6765686f6f72))
	lives, people := t.lives(r)
	weighed := rand.New(rand.NewPCG(seed, 0x776567656e))
	figures := make([]Figures, len(all))
	for i, rules := range all {
		f := Figures{Runs: 1, Years: t.Years, Others: People{All: people[0]}, Repeating: People{All: people[1]}}
		for _, one := range lives {
			f.add(t.live(weighed, one, rules), one)
		}
		f.squares = f.Apart * f.Apart
		figures[i] = f
	}
	return figures
}

// seen is what rules made of one life.
type seen struct {
	weighings int
	// first is the day on which one fired first, and before how many incidents there were
	// by then.
	first  time.Time
	before int
}

// live goes through a life as those who handle signals do: what comes of one weighing is
// known at the next signal.
func (t Town) live(r *rand.Rand, one life, rules pattern.Rules) seen {
	var s seen
	var open time.Time
	told := slices.Clone(one.told)
	for n := range told {
		told[n].NothingOn = time.Time{}
		if len(rules.Fired(one.kind, told[:n+1], told[n].ID)) == 0 {
			continue
		}
		if s.weighings == 0 {
			s.first, s.before = told[n].Day, n+1
		}
		if told[n].Day.Before(open) {
			continue // it is weighed with what is being weighed
		}
		s.weighings++
		open = told[n].Day.AddDate(0, 0, 14)
		nothing := t.Nothing
		if one.repeats {
			nothing = t.NothingRepeating
		}
		if chance(r, nothing) {
			told[n].NothingOn = open
		}
	}
	return s
}

func (f *Figures) add(s seen, one life) {
	f.Weighings += s.weighings
	p := &f.Repeating
	if !one.repeats {
		p = &f.Others
		f.Apart += s.weighings
	}
	if one.kind == pattern.KindTeam {
		return // a team is not a person: only its weighings count
	}
	p.Told++
	if s.weighings > 0 {
		p.Seen++
		p.Before += s.before
	}
	if end := one.told[0].Day.AddDate(0, followed, 0); !end.After(one.until) {
		p.Followed++
		if s.weighings > 0 && !s.first.After(end) {
			p.InTime++
		}
	}
}
