package casework

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/view"
)

// What is kept of a destroyed dossier for as long as it counts (package pattern): who it
// was about, when, how serious it was found and what was done; no words, and nothing of
// the reporter. And of each burden what the figures of a year count (package measure), each by
// itself.

// keepStubs adds to the batch that destroys a dossier what still counts of it when patterns
// are looked for (package pattern).
func (c *Casework) keepStubs(ctx context.Context, org gehoor.OrgID, id gehoor.DossierID, f *File, batch *ledger.Batch) error {
	rules, err := c.patternRules(ctx, org, f.Dossier)
	if err != nil {
		return err
	}
	rows, err := c.deps.Lists.Rows(ctx, org, gehoor.DossierStream(id))
	if err != nil {
		return err
	}
	for _, row := range rows {
		if m, ok := row.(view.Measure); ok {
			if err := c.keepBurden(ctx, org, m, batch); err != nil {
				return err
			}
		}
		i, ok := row.(view.Incident)
		if !ok {
			continue
		}
		if i.Channel == view.ChannelAdviser {
			continue // who agreed could not take that back any more
		}
		until := rules.Until(i.Subject.Kind(), i.Day)
		if !until.After(c.deps.Source.Now()) {
			continue
		}
		if told, err := c.toldElsewhere(ctx, org, i); err != nil {
			return err
		} else if told {
			continue
		}
		kept := pattern.Kept{
			Person: i.Subject.Person, Team: i.Subject.Team, Office: i.Subject.Office, Day: i.Day, Severity: pattern.Severity(i.Severity), Distinct: i.Distinct, Channel: i.Channel, TalkOn: i.TalkOn,
			NothingOn: i.NothingOn, MeasureOn: i.MeasureOn, Exit: i.Exit, ClosedOn: i.ClosedOn, Until: until,
		}
		if err := c.keepStub(ctx, org, kept, batch); err != nil {
			return err
		}
	}
	return nil
}

// keepBurden adds a stub of a burden, if a figure counts it.
func (c *Casework) keepBurden(ctx context.Context, org gehoor.OrgID, m view.Measure, batch *ledger.Batch) error {
	kept, last, ok := carried(m).Gone(protocol.Day(c.deps.Source.Now()), figureYears)
	if !ok {
		return nil
	}
	return c.keepStub(ctx, org, pattern.BurdenKept{
		Bearer: string(kept.Bearer), Weight: string(kept.Weight), Breach: kept.Breach, Own: kept.Own,
		On: kept.On, EndedOn: kept.EndedOn, Start: kept.Start, OverOn: kept.Until, Planned: kept.Planned,
		Until: time.Date(last+1+figureYears, time.January, 1, 0, 0, 0, 0, time.UTC),
	}, batch)
}

// keepStub adds a stub with one fact.
func (c *Casework) keepStub(ctx context.Context, org gehoor.OrgID, kept gehoor.Fact, batch *ledger.Batch) error {
	stub := gehoor.StubStream(newID[gehoor.StubID](c.deps.Source))
	part, err := c.stubs.Plan(ctx, org, stub, func(ledger.Snapshot[*pattern.Stub]) (ledger.Decision, error) {
		return ledger.Decision{Actor: gehoor.System, Facts: []gehoor.Fact{kept}}, nil
	})
	batch.Extensions = append(batch.Extensions, part.Extensions...)
	return err
}

// toldElsewhere says whether another dossier that is still there tells of the same incident
// by the same reporter: then that one counts, and a stub beside it would count it twice.
func (c *Casework) toldElsewhere(ctx context.Context, org gehoor.OrgID, i view.Incident) (bool, error) {
	if i.Same == "" {
		return false, nil
	}
	var reads []ledger.Version
	all, err := c.incidentsAbout(ctx, org, i.Subject, &reads)
	return slices.ContainsFunc(all, func(o view.Incident) bool { return o.Stream == gehoor.DossierStream(i.Same) }), err
}

// maxStub bounds how often the destruction of a stub is decided anew.
const maxStub = 30

// destroyStub destroys a stub that counts no more, unless a panel has a weighing about the
// same subject before it: then it waits for that.
func (c *Casework) destroyStub(ctx context.Context, org gehoor.OrgID, id gehoor.StubID) (bool, error) {
	for range maxStub {
		s, err := c.stubs.Load(ctx, org, gehoor.StubStream(id))
		if err != nil || !s.State.Exists || s.State.Until().After(c.deps.Source.Now()) {
			return false, err
		}
		var reads []ledger.Version
		var about []view.Incident
		if s.State.Burden == nil {
			about, err = c.incidentsAbout(ctx, org, s.State.Subject(), &reads)
		}
		if err != nil || slices.ContainsFunc(about, func(i view.Incident) bool { return i.Weighing || i.With != "" }) {
			return false, err
		}
		batch, err := c.org.Plan(ctx, org, gehoor.OrganisationStream, func(ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
			return ledger.Decision{Actor: gehoor.System, Facts: []gehoor.Fact{directory.StubsDestroyed{Stubs: []gehoor.StubID{id}}}}, nil
		})
		if err != nil {
			return false, err
		}
		batch.Erases = []ledger.Version{s.Version()}
		err = c.deps.Events.Append(ctx, batch)
		if errors.Is(err, ledger.ErrConflict) {
			continue
		}
		c.stubs.Forget(org, gehoor.StubStream(id))
		return err == nil, err
	}
	return false, ledger.ErrConflict
}

// stubRows are the rows of a stub.
func stubRows(_ context.Context, _ gehoor.OrgID, s ledger.Snapshot[*pattern.Stub]) ([]ledger.Row, error) {
	id, _ := s.Stream.Stub()
	return rows(view.Stub(id, s.State)), nil
}
