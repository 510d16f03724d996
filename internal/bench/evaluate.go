package bench

import (
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
)

// Evaluated is how long a dossier under all shipped protocols together takes to
// evaluate, in milliseconds; medians.
type Evaluated struct {
	Facts int `json:"facts"`
	// Open are the steps that wait at the end, Clocks those that run or were late.
	Open   int `json:"open"`
	Clocks int `json:"clocks"`
	// Set is all of them with all their conditions; Alone only receive, the protocol
	// of an organisation that adopted none.
	Set   float64 `json:"set_ms"`
	Alone float64 `json:"receive_ms"`
	// Act is an act asked about: whether a message may be sent now.
	Act float64 `json:"act_ms"`
	// Pass is one look at every value of every fact: what cannot be done without.
	Pass float64 `json:"pass_ms"`
}

// evaluatedFacts are the dossiers' lengths: a new one, a large one, and one that is
// longer than any known to us.
var evaluatedFacts = []int{20, 200, 2_000, 10_000}

const (
	evaluateRuns = 21
	// recordedEach: one fact in so many is a record of what was done; the others are
	// what reporter and caseworker write.
	recordedEach = 5
	// factsPerSignal: how many facts come until the next signal is added.
	factsPerSignal = 500
)

func evaluate(o Options) ([]Evaluated, error) {
	o.Note("evaluating under all shipped protocols")
	words := casework.Vocabulary()
	set, alone, setting := protocol.NewSet(shipped.All(words)...), shipped.Protocols(words), shipped.Veenhaven()
	var all []Evaluated
	for _, n := range evaluatedFacts {
		facts := busy(words, n)
		now := facts[n-1].At.AddDate(0, 0, 10)
		last := set.Evaluate(setting, facts, now)
		got := Evaluated{Facts: n, Open: len(last.Open), Clocks: len(last.Clocks)}
		for _, one := range []struct {
			into *float64
			do   func() int
		}{
			{&got.Set, func() int { return len(set.Evaluate(setting, facts, now).Open) }},
			{&got.Alone, func() int { return len(alone.Evaluate(setting, facts, now).Open) }},
			{&got.Act, func() int {
				set.Propose(setting, facts, now, protocol.Fact{Kind: "signal.message-sent", Signal: facts[0].Signal, By: protocol.ByStaff})
				return 1
			}},
			{&got.Pass, func() int { return pass(facts) }},
		} {
			took, err := medianOf(evaluateRuns, func() error {
				if one.do() == 0 { // and so that none of it can be left out
					return errors.New("there was nothing to do")
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
			*one.into = millis(took)
		}
		all = append(all, got)
	}
	return all, nil
}

// busy is a dossier in which every kind of fact that a person can record comes in turns
// between messages, with every answer that it can have in turns, an hour apart.
func busy(words protocol.Vocabulary, n int) []protocol.Fact {
	facts := make([]protocol.Fact, n)
	begins := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	for i := range facts {
		f := protocol.Fact{
			Kind: "signal.message-sent", At: begins.Add(time.Duration(i) * time.Hour), Seq: gehoor.Seq(i + 1),
			Signal: gehoor.SignalID(fmt.Sprintf("%032x", i/factsPerSignal)), By: protocol.ByStaff,
		}
		switch {
		case i%factsPerSignal == 0:
			f.Kind, f.By = "signal.received", protocol.ByReporter
		case i%recordedEach == 0:
			turn := i / recordedEach
			f.Kind = words[turn%len(words)].Kind
			f.Fields = answers(words[turn%len(words)], turn/len(words), f.At)
		}
		facts[i] = f
	}
	return facts
}

// answers fills every value of a kind, another with each turn.
func answers(t protocol.FactType, turn int, at time.Time) map[string]any {
	all := map[string]any{}
	for _, f := range t.Fields {
		switch f.Type {
		case protocol.ValueYesNo:
			all[f.Name] = turn%2 == 0
		case protocol.ValueNumber:
			all[f.Name] = 1 + turn%5
		case protocol.ValueChoice:
			all[f.Name] = f.Options[turn%len(f.Options)]
		case protocol.ValueChoices:
			all[f.Name] = []string{f.Options[turn%len(f.Options)]}
		case protocol.ValueDate:
			all[f.Name] = at.AddDate(0, 0, 14).Format(time.DateOnly)
		case protocol.ValuePerson:
			all[f.Name] = fmt.Sprintf("%032x", 1+turn%5)
		case protocol.ValueCode: // a step or question of a dossier that there is not
		}
	}
	return all
}

// pass looks at every value once.
func pass(facts []protocol.Fact) (n int) {
	for _, f := range facts {
		n += len(f.Kind)
		for name := range f.Fields {
			n += len(name)
		}
	}
	return n
}
