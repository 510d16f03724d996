package story

import (
	"context"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/protocol"
)

// What is asked of what somebody carries.
const (
	carriedRunning  = "running"
	carriedBegun    = "begun"
	carriedBreaches = "breaches"
	carriedDays     = "days"
)

// expectBurden looks at what one bearer carries, as whoever handles the dossier sees it.
func (r *run) expectBurden(ctx context.Context, s Statement) (string, error) {
	d, _, err := r.dossier(ctx)
	loads := d.Measures.Loads(protocol.Day(r.Clock.Now()))
	var one measure.Load
	if i := slices.IndexFunc(loads, func(l measure.Load) bool { return string(l.Bearer) == s.Value("bearer") }); i >= 0 {
		one = loads[i]
	}
	n := map[string]int{carriedRunning: one.Running, carriedBegun: one.Count, carriedBreaches: one.Breaches, carriedDays: one.Days}[s.Value("carried")]
	return differs(s.Value("number"), strconv.Itoa(n)), err
}

func (r *run) expectOneSided(ctx context.Context, s Statement) (string, error) {
	d, _, err := r.dossier(ctx)
	found := "no"
	if d.Measures.OneSided(protocol.Day(r.Clock.Now())) {
		found = "yes"
	}
	return differs(s.Value("yes-or-no"), found), err
}
