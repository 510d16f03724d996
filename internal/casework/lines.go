package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/view"
)

// Who is shut out of a dossier because of whom it is about (protocols.md §0.3, §1.10):
// [chart.Relation.ShutsOut] says who, from what the chart says they are to that person;
// and who is suspended because they are of the same party, [chart.PartySuspends]. Of a team
// whoever leads it counts as one of those of whom it can be: they are out, and nothing is
// said of them by it. So it is with each who holds or held an office that it is about.

// Picked is a person concerned or a team, and who that, or who leads it, is by the chart as
// it is now.
type Picked struct {
	dossier.Concern
	// Now is who the ID stands for: more than one if it turned out to be that of two
	// people. Then somebody must pick again, and until then both count.
	Now []gehoor.PersonID
}

// Unclear says whether nobody can say who was meant.
func (p Picked) Unclear() bool { return len(p.Now) > 1 }

// picked are those whom a dossier is about as the chart knows them now.
func (c *Casework) picked(ctx context.Context, org gehoor.OrgID, concerned []dossier.Concern) ([]Picked, error) {
	if len(concerned) == 0 {
		return nil, nil
	}
	s, err := c.chart.Load(ctx, org, gehoor.ChartStream)
	if err != nil {
		return nil, err
	}
	all := make([]Picked, len(concerned))
	for i, one := range concerned {
		all[i] = Picked{one, s.State.StandsFor(one.Person)}
	}
	return all, nil
}

// shutByChart adds what follows from a decision about persons concerned, that is in d
// already: who is shut out by it, and who is let in again.
func (c *Casework) shutByChart(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, d *ledger.Decision) error {
	after := f.Dossier.Clone()
	for i, fact := range d.Facts {
		if err := after.Fold(gehoor.Event{Kind: fact.Kind(), Seq: f.nextSeq() + gehoor.Seq(i), Actor: gehoor.ByPerson(who)}, fact); err != nil {
			return err
		}
	}
	if slices.Equal(after.Picked(), f.Dossier.Picked()) {
		return nil
	}
	return c.lines(ctx, org, f, after, who, d)
}

// lines adds who is shut out of the dossier as it is after, or let in again. who did it
// is "" for the system.
func (c *Casework) lines(ctx context.Context, org gehoor.OrgID, f *File, after *dossier.State, who gehoor.PersonID, d *ledger.Decision) error {
	s, err := c.chart.Load(ctx, org, gehoor.ChartStream)
	if err != nil {
		return err
	}
	addRead(&d.Reads, s.Version())
	shut, err := c.shut(ctx, org, s.State, f, after.Picked(), d)
	if err != nil {
		return err
	}
	fellows, err := c.fellows(ctx, org, s.State, after, shut, d)
	if err != nil {
		return err
	}
	shut = append(shut, fellows...)
	looked, err := c.charted(ctx, org, s.State, f, after, d)
	if err != nil {
		return err
	}
	facts := after.CheckLines(looked, shut)
	d.Facts = append(d.Facts, facts...)
	var gone []gehoor.PersonID
	for _, fact := range facts {
		if w, ok := fact.(dossier.Withdrawn); ok && !slices.Contains(gone, w.Person) {
			gone = append(gone, w.Person)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return c.tellOfGone(ctx, org, f, who, gone, d)
}

// charted is what the chart says of the persons concerned.
func (c *Casework) charted(ctx context.Context, org gehoor.OrgID, s *chart.Chart, f *File, after *dossier.State, d *ledger.Decision) (dossier.LinesChecked, error) {
	looked, today := dossier.LinesChecked{Chart: s.Seq}, protocol.DateOf(c.deps.Source.Now())
	for _, one := range f.Signals.All() {
		held := dossier.OfficesHeld{Signal: one.ID}
		for _, p := range after.Picked() {
			if p.Signal != one.ID {
				continue
			}
			var day protocol.Date
			switch {
			case p.Team: // which has no office
				looked.Unclear = looked.Unclear || s.Unclear(p.Person)
			case p.Office != "":
				held.Offices, day = append(held.Offices, p.Office), s.NextHolder(p.Office, today)
			default:
				offices, err := c.officesOf(ctx, org, s, p.Person, one.ReceivedAt, d)
				if err != nil {
					return looked, err
				}
				looked.Unclear = looked.Unclear || s.Unclear(p.Person)
				held.Offices, day = append(held.Offices, offices...), s.Changes(p.Person, today)
			}
			if looked.Again == (protocol.Date{}) || day != (protocol.Date{}) && day.Before(looked.Again) {
				looked.Again = day
			}
		}
		if len(held.Offices) > 0 {
			slices.Sort(held.Offices)
			held.Offices = slices.Compact(held.Offices)
			looked.Held = append(looked.Held, held)
		}
	}
	return looked, nil
}

// officesOf are the offices that somebody held when a signal came in, or holds now; and
// that they are of the bureau, or a confidential adviser, which is a role here.
func (c *Casework) officesOf(ctx context.Context, org gehoor.OrgID, s *chart.Chart, p gehoor.PersonID, received time.Time, d *ledger.Decision) ([]gehoor.Office, error) {
	offices := s.Offices(p, protocol.DateOf(received), protocol.DateOf(c.deps.Source.Now()))
	for _, conflict := range s.Conflicts(p) {
		if conflict.Relation != chart.Self {
			continue
		}
		people, err := c.people(ctx, org, []gehoor.PersonID{conflict.Account}, &d.Reads)
		if err != nil {
			return nil, err
		}
		switch role := people[0].Role; {
		case role == gehoor.RoleCaseworker, role == gehoor.RoleHead:
			offices = append(offices, gehoor.OfficeBureau)
		case role == gehoor.RoleAdviser:
			offices = append(offices, gehoor.OfficeAdviser)
		}
	}
	return offices, nil
}

// Misfit is a signal that goes on by another office than the chart says that the person
// concerned holds.
type Misfit struct {
	Signal gehoor.SignalID
	// By is the office by which it goes on, and Fitting the one by which it should.
	By, Fitting gehoor.Office
}

// AtTop says whether those at the top are concerned by whom it should go on.
func (m Misfit) AtTop() bool { return m.Fitting == chart.WholeCollege || m.Fitting.OfHolder() }

// misfits are those of the signals of a dossier.
func (f *File) misfits() []Misfit {
	var all []Misfit
	for _, h := range f.Dossier.Looked.Held {
		for _, by := range f.offices(h.Signal) {
			if fitting, fits := chart.Fitting(gehoor.Office(by), h.Offices); !fits {
				all = append(all, Misfit{h.Signal, gehoor.Office(by), fitting})
			}
		}
	}
	return all
}

// shut are those whom the chart shuts out.
func (c *Casework) shut(ctx context.Context, org gehoor.OrgID, s *chart.Chart, f *File, concerned []dossier.Concern, d *ledger.Decision) ([]dossier.Shut, error) {
	var all []dossier.Shut
	for _, one := range concerned {
		for _, conflict := range c.conflicts(s, f, one) {
			people, err := c.people(ctx, org, []gehoor.PersonID{conflict.Account}, &d.Reads)
			if err != nil {
				return nil, err
			}
			if !conflict.Relation.ShutsOut(people[0].Role) {
				continue
			}
			reason := reasonOf(one, conflict.Relation)
			if shut := (dossier.Shut{Person: conflict.Account, Reason: reason}); !slices.Contains(all, shut) {
				all = append(all, shut)
			}
		}
	}
	return all, nil
}

// conflicts are those of whom a signal is about. Of an office it can be each who holds it, or
// did in the time over which signals are weighed together.
func (c *Casework) conflicts(s *chart.Chart, f *File, one dossier.Concern) []chart.Conflict {
	if one.Office == "" {
		return s.Conflicts(one.Person)
	}
	var all []chart.Conflict
	from := protocol.DateOf(f.received(one.Signal).AddDate(0, -chart.KeptMonths, 0))
	for _, p := range s.Holders(one.Office, from, protocol.DateOf(c.deps.Source.Now())) {
		all = append(all, s.Conflicts(p)...)
	}
	return all
}

// received is when a signal was received.
func (f *File) received(id gehoor.SignalID) time.Time {
	for _, one := range f.Signals.All() {
		if one.ID == id {
			return one.ReceivedAt
		}
	}
	return f.Dossier.OpenedAt
}

// reasonOf is why somebody is shut out of what a dossier is about.
func reasonOf(one dossier.Concern, r chart.Relation) dossier.Reason {
	switch {
	case one.Team:
		return dossier.ReasonTeam
	case one.Office != "":
		return dossier.ReasonOffice
	case r == chart.Self:
		return dossier.ReasonConcerned
	}
	return dossier.ReasonLine
}

// fellows are those whom the chart suspends for a party, and who are not out already for a
// reason about which nobody decides.
func (c *Casework) fellows(ctx context.Context, org gehoor.OrgID, s *chart.Chart, after *dossier.State, out []dossier.Shut, d *ledger.Decision) ([]dossier.Shut, error) {
	var all []dossier.Shut
	for _, one := range after.Concerned() {
		for _, p := range s.Fellows(one.Person) {
			isOut := func(o dossier.Shut) bool { return o.Person == p }
			if after.MayGoOn(p, one.Person) || slices.ContainsFunc(out, isOut) || slices.ContainsFunc(all, isOut) {
				continue
			}
			people, err := c.people(ctx, org, []gehoor.PersonID{p}, &d.Reads)
			if err != nil {
				return nil, err
			}
			if chart.PartySuspends(people[0].Role) {
				all = append(all, dossier.Shut{Person: p, Reason: dossier.ReasonParty})
			}
		}
	}
	return all, nil
}

// wakeLines looks again on the day on which an office of a person concerned begins, or has
// ended.
func (c *Casework) wakeLines(ctx context.Context, org gehoor.OrgID, f *File, d *ledger.Decision) error {
	if at := f.Dossier.LinesWake(); at.IsZero() || c.deps.Source.Now().Before(at) {
		return nil
	}
	return c.lines(ctx, org, f, f.Dossier, "", d)
}

// checkLines looks in one dossier for those in line by the newest chart.
func (c *Casework) checkLines(ctx context.Context, one view.DueItem) (recorded bool, err error) {
	_, err = c.dossier.Update(ctx, one.Org, one.Stream, func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.System, Protocol: s.State.Dossier.Protocol}
		err := c.lines(ctx, one.Org, s.State, s.State.Dossier, "", &d)
		recorded = len(d.Facts) > 0
		return d, err
	})
	return recorded, err
}

// sweepLines does it in all dossiers for which it was done by an earlier chart.
func (c *Casework) sweepLines(ctx context.Context) error {
	for {
		now := c.deps.Source.Now()
		items, err := c.chartBehind(ctx, now)
		if err != nil || len(items) == 0 {
			return err
		}
		if _, err := c.eachOf(ctx, now, items, func(one view.DueItem) (bool, error) { return c.checkLines(ctx, one) }); err != nil {
			return err
		}
	}
}
