package bench

import (
	"context"
	"runtime"
	"sync"
	"time"

	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/pattern/simulate"
)

// Simulated is how often rules about patterns fire in a town hall that is made up.
type Simulated struct {
	Town simulate.Town `json:"town"`
	Runs int           `json:"runs"`
	// Seconds is how long it took, on all cores.
	Seconds  float64   `json:"seconds"`
	Settings []Setting `json:"settings"`
}

// Setting is a choice of rules, and what comes of it.
type Setting struct {
	simulate.Setting
	simulate.Figures
}

// The numbers of simulations: of the defaults, and at most.
const (
	defaultRuns = 1000
	quickRuns   = 20
	maxRuns     = 1_000_000
)

// simulated plays all runs, shared out over the cores. Which core plays which does not
// change the figures.
func simulated(ctx context.Context, o Options) (Simulated, error) {
	got := Simulated{Town: o.Town, Runs: o.Runs}
	settings := simulate.Settings(pattern.Default)
	rules := make([]pattern.Rules, len(settings))
	for i, s := range settings {
		rules[i] = s.Rules
		got.Settings = append(got.Settings, Setting{Setting: s})
	}
	begun := time.Now()
	parts := make([][]simulate.Figures, runtime.GOMAXPROCS(0))
	var cores sync.WaitGroup
	for core := range parts {
		cores.Go(func() {
			sum := make([]simulate.Figures, len(rules))
			for run := core; run < o.Runs && ctx.Err() == nil; run += len(parts) {
				for i, f := range o.Town.Run(uint64(run), rules) {
					sum[i] = sum[i].Plus(f)
				}
			}
			parts[core] = sum
		})
	}
	cores.Wait()
	for _, sum := range parts {
		for i, f := range sum {
			got.Settings[i].Figures = got.Settings[i].Plus(f)
		}
	}
	got.Seconds = time.Since(begun).Seconds()
	return got, ctx.Err()
}

func (s Simulated) print(p *printer) {
	t := s.Town
	p.title("Rules about patterns, in a town hall that is made up. About others: about people who did not do it again and again")
	p.row("staff", "years", "runs", "signals/100/year", "who repeat", "signals/year about each", "s")
	p.row(t.Staff, t.Years, s.Runs, fine(t.PerHundred), percent(t.Repeating), fine(t.PerRepeating), fine(s.Seconds))
	p.title("")
	p.row("rules", "weighings/year", "about others", "±", "of all weighings", "of 1,000 others", "who repeat, in 3 years", "while there", "after signals")
	for _, one := range s.Settings {
		p.row(one.Name, fine(one.PerYear()), fine(one.ApartPerYear()), fine(one.Error()), percent(one.Wrong()), fine(1000*one.Others.SeenOfAll()),
			percent(one.Repeating.SeenInTime()), percent(one.Repeating.SeenOfTold()), fine(one.Repeating.SignalsBefore()))
	}
}
