package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/figure"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/view"
)

// Figures are of years that are over, over all dossiers, and the same for everybody: who is
// shut out of a dossier sees nothing change when something happens in it, nor less than
// others do (decision 62). What is too small is not in them.

// figureYears is of how many years figures are given. Of what is destroyed is kept for as long
// what they count (stub.go); of older ones it would be kept for ever.
const figureYears = 2

// BurdenFigures are what the burdens of all dossiers came to in a year.
type BurdenFigures struct {
	// Years are those of which there are figures, the newest first, and Year is which.
	Years []int
	Year  int
	All   []figure.Shown
}

// SeesFigures returns who somebody is, if the figures of the organisation are for them: whoever
// leads the bureau, and those at the top.
func (c *Casework) SeesFigures(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	p, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err != nil {
		return nil, err
	}
	if !p.State.Heads() && !p.State.IsTold() {
		return nil, gehoor.ErrNotFound
	}
	return p.State, nil
}

// BurdenFigures gives those of a year that is over; 0 is the newest.
func (c *Casework) BurdenFigures(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int) (BurdenFigures, error) {
	if _, err := c.SeesFigures(ctx, org, who); err != nil {
		return BurdenFigures{}, err
	}
	f := BurdenFigures{Year: year}
	for i := range figureYears {
		f.Years = append(f.Years, protocol.DateOf(c.deps.Source.Now()).Year-1-i)
	}
	if year == 0 {
		f.Year = f.Years[0]
	}
	if !slices.Contains(f.Years, f.Year) {
		return BurdenFigures{}, gehoor.ErrNotFound
	}
	first := time.Date(f.Year, time.January, 1, 0, 0, 0, 0, time.UTC)
	rows, err := c.deps.Lists.Measures(ctx, org, first, first.AddDate(1, 0, 0))
	if err != nil {
		return BurdenFigures{}, err
	}
	all := make([]measure.Carried, len(rows))
	for i, r := range rows {
		all[i] = carried(r)
	}
	for _, count := range measure.Figures(all, f.Year) {
		f.All = append(f.All, figure.Publish(count))
	}
	return f, nil
}

// carried is a burden as it is counted.
func carried(r view.Measure) measure.Carried {
	return measure.Carried{
		Bearer: measure.Bearer(r.Bearer), Weight: measure.Weight(r.Weight), Breach: r.Breach, Own: r.Own,
		On: r.On, EndedOn: r.EndedOn, Start: r.Start, Until: r.Until, Planned: r.Planned,
	}
}
