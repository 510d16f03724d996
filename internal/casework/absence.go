package casework

import (
	"context"
	"errors"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

// Somebody who holds dossiers is away. They keep the keys; as long as they are away
// others are told, and a recovery may begin where too few are left. Who says it sees
// to it that dossiers have holders, and learns nothing of which ones there are.

// DeclareAbsent says that somebody is away, or will be from a day, and who stands in for
// them: of somebody else if they see to it, of themselves whoever handles. The person
// and the deputy are told, and the other holders when it begins. Said again, it goes on
// where it was broken off; with another deputy, or none, that takes the other's place.
func (c *Casework) DeclareAbsent(ctx context.Context, org gehoor.OrgID, by, who gehoor.PersonID, f directory.Absent) error {
	err := c.ofAbsence(ctx, org, by, who, func(p *directory.Person, d *ledger.Decision) (err error) {
		var to []gehoor.PersonID
		if by != who {
			to = append(to, who)
		}
		if f.Deputy != "" {
			deputy, err := c.people(ctx, org, []gehoor.PersonID{f.Deputy}, &d.Reads)
			if err != nil {
				return err
			}
			if err := deputy[0].MayDeputise(p); err != nil {
				return err
			}
			to = append(to, f.Deputy)
		}
		if d.Facts, err = p.Declare(f, c.deps.Source.Now()); len(d.Facts) > 0 {
			d.Inserts = c.alerts(org, to, alert{kind: notify.KindHandling, atOnce: true})
		}
		return err
	})
	if err != nil || f.Later(c.deps.Source.Now()) {
		return err
	}
	return c.eachOpen(ctx, org, who, func(file *File, d *ledger.Decision) error {
		return c.miss(ctx, org, file, dossier.HolderAbsent{Person: who, Deputy: f.Deputy}, d)
	})
}

// goAway begins an absence of which the day has come, and says whether it did. The
// dossiers come first and the person's own fact last, so that whoever is broken off
// begins again; each dossier leans on the person, whom somebody may just call back.
func (c *Casework) goAway(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (recorded bool, err error) {
	err = c.eachOpen(ctx, org, who, func(f *File, d *ledger.Decision) error {
		p, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		if err != nil || p.State.Begin(c.deps.Source.Now()) == nil {
			return err
		}
		addRead(&d.Reads, p.Version())
		return c.miss(ctx, org, f, dossier.HolderAbsent{Person: who, Deputy: p.State.Absence.Deputy}, d)
	})
	if err != nil {
		return false, err
	}
	_, err = c.person.Update(ctx, org, gehoor.PersonStream(who), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.System, Facts: s.State.Begin(c.deps.Source.Now())}
		if recorded = len(d.Facts) > 0; recorded && s.State.Absence.Deputy != "" {
			d.Inserts = c.alerts(org, []gehoor.PersonID{s.State.Absence.Deputy}, alert{kind: notify.KindHandling, atOnce: true})
		}
		return d, nil
	})
	return recorded, err
}

// standIn leaves the deputy out of an absence in a dossier whose keys cannot go to that
// person: there the ladder goes on as it does without one.
func (c *Casework) standIn(ctx context.Context, org gehoor.OrgID, f *File, one dossier.HolderAbsent, reads *[]ledger.Version) (dossier.HolderAbsent, error) {
	if one.Deputy == "" {
		return one, nil
	}
	may, err := c.eligible(ctx, org, f, reads)
	if !slices.ContainsFunc(may, func(p *directory.Person) bool { return p.ID == one.Deputy }) {
		one.Deputy = ""
	}
	return one, err
}

// restate asks again in which dossiers a deputy stands in for those who named them, because
// they receive signals about other offices now. Where the answer is another one it is
// recorded, and told to who is left if there is a deputy now. If it is broken off, saying
// the absence again goes on with it.
func (c *Casework) restate(ctx context.Context, org gehoor.OrgID, deputy gehoor.PersonID) error {
	away, err := c.deps.Lists.StandsInFor(ctx, org, deputy)
	if err != nil {
		return err
	}
	for _, who := range away {
		err = errors.Join(err, c.eachOpen(ctx, org, who, func(f *File, d *ledger.Decision) error {
			one, err := c.standIn(ctx, org, f, dossier.HolderAbsent{Person: who, Deputy: deputy}, &d.Reads)
			if err != nil {
				return err
			}
			if d.Facts = f.Dossier.Miss([]dossier.HolderAbsent{one}); len(d.Facts) > 0 && one.Deputy != "" {
				left := slices.DeleteFunc(f.Dossier.Present(), func(p gehoor.PersonID) bool { return p == who })
				d.Inserts = c.alerts(org, left, alert{kind: notify.KindHandling, atOnce: true, quiet: f.quiet()})
			}
			return nil
		}))
	}
	return err
}

// StandsInFor are those who are away and for whom somebody stands in, by ID.
func (c *Casework) StandsInFor(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]*directory.Person, error) {
	ids, err := c.deps.Lists.StandsInFor(ctx, org, who)
	if err != nil {
		return nil, err
	}
	var reads []ledger.Version
	return c.people(ctx, org, ids, &reads)
}

// MayDeputise are those who can stand in for somebody, by ID.
func (c *Casework) MayDeputise(ctx context.Context, org gehoor.OrgID, of *directory.Person) ([]*directory.Person, error) {
	var reads []ledger.Version
	people, err := c.handling(ctx, org, &reads)
	return slices.DeleteFunc(people, func(p *directory.Person) bool { return p.MayDeputise(of) != nil }), err
}

// CallBack takes an absence back, also one that has not begun, for who said it or whom it
// is about.
func (c *Casework) CallBack(ctx context.Context, org gehoor.OrgID, by, who gehoor.PersonID) error {
	err := c.ofAbsence(ctx, org, by, who, func(p *directory.Person, d *ledger.Decision) error {
		d.Facts = p.CallBack()
		return nil
	})
	if err != nil {
		return err
	}
	return c.back(ctx, org, who)
}

// Return ends somebody's absence because they signed in.
func (c *Casework) Return(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) error {
	p, err := c.Person(ctx, org, who)
	if err != nil || p.Absence.Reason == "" {
		return err
	}
	_, err = c.person.Update(ctx, org, gehoor.PersonStream(who), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		return ledger.Decision{Actor: gehoor.ByPerson(who), Facts: s.State.Return(c.deps.Source.Now())}, nil
	})
	if err != nil {
		return err
	}
	return c.back(ctx, org, who)
}

func (c *Casework) back(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) error {
	return c.eachOpen(ctx, org, who, func(f *File, d *ledger.Decision) error {
		d.Facts = f.Dossier.Welcome(who)
		return nil
	})
}

// ofAbsence runs an act about somebody's absence: their own, or of whoever sees to it
// that dossiers have holders.
func (c *Casework) ofAbsence(ctx context.Context, org gehoor.OrgID, by, who gehoor.PersonID, act func(*directory.Person, *ledger.Decision) error) error {
	_, err := c.person.Update(ctx, org, gehoor.PersonStream(who), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		steward, err := c.person.Load(ctx, org, gehoor.PersonStream(by))
		d := ledger.Decision{Actor: gehoor.ByPerson(by), Reads: []ledger.Version{steward.Version()}}
		if err == nil && !steward.State.AtDesk() {
			err = gehoor.ErrNotFound
		}
		if err == nil && by != who {
			err = c.mustSteward(ctx, org, NewFile(), by)
		}
		if err != nil {
			return d, err
		}
		return d, act(s.State, &d)
	})
	return err
}

// miss records in one dossier that somebody is away, and tells who is left; if they are
// too few, whoever must see to it.
func (c *Casework) miss(ctx context.Context, org gehoor.OrgID, f *File, one dossier.HolderAbsent, d *ledger.Decision) error {
	who := one.Person
	one, err := c.standIn(ctx, org, f, one, &d.Reads)
	if err != nil {
		return err
	}
	if d.Facts = f.Dossier.Miss([]dossier.HolderAbsent{one}); len(d.Facts) == 0 {
		return nil
	}
	left := slices.DeleteFunc(f.Dossier.Present(), func(p gehoor.PersonID) bool { return p == who })
	if len(left) >= dossier.MinHolders {
		d.Inserts = c.alerts(org, left, alert{kind: notify.KindHandling, atOnce: true, quiet: f.quiet()})
	}
	return c.alarm(ctx, org, f, []gehoor.PersonID{who}, d)
}

// eachOpen runs an act of the system on every open dossier that somebody holds.
func (c *Casework) eachOpen(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, act func(*File, *ledger.Decision) error) error {
	var after view.Cursor
	for {
		items, err := c.deps.Lists.WorkList(ctx, org, who, view.WorkFilter{}, after, pageOfDossiers)
		if err != nil {
			return err
		}
		for _, one := range items {
			_, stepErr := c.dossier.Update(ctx, org, one.Stream, func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
				d := ledger.Decision{Actor: gehoor.System, Protocol: s.State.Dossier.Protocol}
				return d, act(s.State, &d)
			})
			err = errors.Join(err, stepErr) // one that cannot be told holds up no other
		}
		if err != nil || len(items) < pageOfDossiers {
			return err
		}
		last := items[len(items)-1]
		after = view.Cursor{DueAt: last.DueAt, Stream: last.Stream}
	}
}

// pageOfDossiers is how many are asked for at once.
const pageOfDossiers = 100

// missing adds to a new dossier who of its holders is away. It comes last, so that the
// signal's place in the stream, which is in the reporter's receipt, does not count them.
func (c *Casework) missing(ctx context.Context, org gehoor.OrgID, f *File, d *ledger.Decision, holders []*directory.Person) error {
	made := f.Clone()
	for _, one := range d.Facts {
		if err := made.Fold(gehoor.Event{Kind: one.Kind()}, one); err != nil {
			return err
		}
	}
	var away []dossier.HolderAbsent
	for _, p := range holders {
		if !p.AwayAt(c.deps.Source.Now()) {
			continue
		}
		one, err := c.standIn(ctx, org, made, dossier.HolderAbsent{Person: p.ID, Deputy: p.Absence.Deputy}, &d.Reads)
		if err != nil {
			return err
		}
		away = append(away, one)
	}
	d.Facts = append(d.Facts, made.Dossier.Miss(away)...)
	return nil
}
