package casework

import (
	"context"
	"errors"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
)

// Newcomer is somebody who joins: with a key that the root has signed, or with an
// invitation to make one.
type Newcomer struct {
	ID         gehoor.PersonID
	Joined     directory.Joined
	Key        directory.KeyPublished
	Invitation *account.Invitation
}

// Founding is an organisation from nothing: its keys, its people, and who
// receives signals about which office.
type Founding struct {
	Founded    directory.Founded
	People     []Newcomer
	Custodians []gehoor.PersonID
	// Holders lists, per office, who receives signals about it.
	Holders map[gehoor.Office][]gehoor.PersonID
}

// Found makes an organisation: all of it in one append, or nothing. One that is
// there already is a [directory.CodeFounded] refusal.
func (c *Casework) Found(ctx context.Context, org gehoor.OrgID, f Founding) error {
	founding, err := c.planFounding(ctx, org, f)
	if err != nil {
		return err
	}
	return c.deps.Events.Append(ctx, founding)
}

// planFounding joins what each stream gains. The organisation is asked first: one
// that is there already refuses, whoever else is there.
func (c *Casework) planFounding(ctx context.Context, org gehoor.OrgID, f Founding) (ledger.Batch, error) {
	all, err := c.org.Plan(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		facts, err := s.State.Found(f.Founded, f.Custodians)
		return bySystem(facts), err
	})
	if err != nil {
		return all, err
	}
	return c.planPeople(ctx, org, gehoor.System, all, f.People, f.Holders)
}

// planPeople adds to a batch that people join, and who receives signals about
// which office.
func (c *Casework) planPeople(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, all ledger.Batch, people []Newcomer, holders map[gehoor.Office][]gehoor.PersonID) (ledger.Batch, error) {
	all.Org = org
	for _, n := range people {
		part, err := c.person.Plan(ctx, org, gehoor.PersonStream(n.ID), joining(by, n))
		if err != nil {
			return all, err
		}
		all.Extensions = append(all.Extensions, part.Extensions...)
		all.Inserts = append(all.Inserts, part.Inserts...)
	}
	for _, o := range append(gehoor.Offices(), gehoor.OfficeExternalDesk) {
		part, err := c.office.Plan(ctx, org, gehoor.OfficeStream(o), func(s ledger.Snapshot[*directory.Office]) (ledger.Decision, error) {
			facts, err := addAll(s.State, holders[o])
			return ledger.Decision{Actor: by, Facts: facts}, err
		})
		if err != nil {
			return all, err
		}
		all.Extensions = append(all.Extensions, part.Extensions...)
	}
	return all, nil
}

// planCustodian adds to a batch that somebody is a custodian.
func (c *Casework) planCustodian(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, all ledger.Batch, who gehoor.PersonID) (ledger.Batch, error) {
	part, err := c.org.Plan(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		return ledger.Decision{Actor: by, Facts: s.State.Appoint(who)}, nil
	})
	all.Extensions = append(all.Extensions, part.Extensions...)
	return all, err
}

// bySystem is what nobody of staff decided: what is done at the machine.
func bySystem(facts []gehoor.Fact) ledger.Decision {
	return ledger.Decision{Actor: gehoor.System, Facts: facts}
}

func joining(by gehoor.Actor, n Newcomer) func(ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
	return func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		facts, err := s.State.Join(n.Joined, n.Key)
		d := ledger.Decision{Actor: by, Facts: facts}
		if n.Invitation != nil {
			d.Facts = append(d.Facts, directory.Invited{EndsAt: n.Invitation.EndsAt})
			d.Inserts = []ledger.Row{*n.Invitation}
		}
		return d, err
	}
}

// addAll lets several people receive signals about an office; one who is named
// twice is refused.
func addAll(o *directory.Office, people []gehoor.PersonID) ([]gehoor.Fact, error) {
	var all []gehoor.Fact
	for i, p := range people {
		if slices.Contains(people[:i], p) {
			return nil, gehoor.Refuse(directory.CodeHolds)
		}
		facts, err := o.Add(p)
		if err != nil {
			return nil, err
		}
		all = append(all, facts...)
	}
	return all, nil
}

// Join makes somebody a member of staff who receives signals about these offices:
// all of it, or nothing.
func (c *Casework) Join(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, n Newcomer, offices ...gehoor.Office) error {
	if n.Invitation != nil {
		if err := c.free(ctx, org, n.ID, n.Invitation.Name); err != nil {
			return err
		}
	}
	holders := map[gehoor.Office][]gehoor.PersonID{}
	for _, o := range offices {
		holders[o] = []gehoor.PersonID{n.ID}
	}
	for range maxJoins {
		d, err := c.govern(ctx, org, by, gehoor.PersonStream(n.ID))
		if err != nil {
			return err
		}
		joins, err := c.planPeople(ctx, org, by, ledger.Batch{Reads: d.Reads}, []Newcomer{n}, holders)
		if err == nil && n.Joined.Role == gehoor.RoleCustodian {
			joins, err = c.planCustodian(ctx, org, by, joins, n.ID)
		}
		if err != nil {
			return err
		}
		if err = c.deps.Events.Append(ctx, joins); !errors.Is(err, ledger.ErrConflict) {
			return err
		}
	}
	return ledger.ErrConflict
}

// maxJoins bounds how often a join is planned anew because an office moved.
const maxJoins = 10

// AddHolder lets somebody who works here receive signals about an office, if their
// role may. Where they stand in for somebody who is away, they do so in that person's
// dossiers about the office too.
func (c *Casework) AddHolder(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, o gehoor.Office, who gehoor.PersonID) error {
	err := c.ofOffice(ctx, org, by, o, func(s *directory.Office, d *ledger.Decision) error {
		p, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		if err != nil {
			return err
		}
		if !p.State.MayHold(o) {
			return gehoor.Refuse(directory.CodeHolder)
		}
		d.Reads = append(d.Reads, p.Version())
		d.Facts, err = s.Add(who)
		return err
	})
	if err != nil {
		return err
	}
	return c.restate(ctx, org, who)
}

// RemoveHolder ends that. What somebody received before stays with them.
func (c *Casework) RemoveHolder(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, o gehoor.Office, who gehoor.PersonID) error {
	err := c.ofOffice(ctx, org, by, o, func(s *directory.Office, d *ledger.Decision) (err error) {
		d.Facts, err = s.Remove(who)
		return err
	})
	if err != nil {
		return err
	}
	return c.restate(ctx, org, who)
}

// ofOffice runs an act of an administrator on an office's stream.
func (c *Casework) ofOffice(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, o gehoor.Office, act func(*directory.Office, *ledger.Decision) error) error {
	if !o.Valid() {
		return gehoor.ErrNotFound
	}
	_, err := c.office.Update(ctx, org, gehoor.OfficeStream(o), func(s ledger.Snapshot[*directory.Office]) (ledger.Decision, error) {
		d, err := c.govern(ctx, org, by, s.Stream)
		if err != nil {
			return d, err
		}
		return d, act(s.State, &d)
	})
	return err
}

// ContinueLog gives the organisation's log another key after the database was put
// back from a backup. It is the first thing that happens in a restored database.
func (c *Casework) ContinueLog(ctx context.Context, org gehoor.OrgID, f directory.LogContinued) error {
	_, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		facts, err := s.State.ContinueLog(f)
		return ledger.Decision{Actor: gehoor.System, Facts: facts}, err
	})
	return err
}

// Organisation returns the organisation as it is, or [gehoor.ErrNotFound].
func (c *Casework) Organisation(ctx context.Context, org gehoor.OrgID) (*directory.Organisation, error) {
	s, err := c.org.Load(ctx, org, gehoor.OrganisationStream)
	if err == nil && !s.State.Exists() {
		err = gehoor.ErrNotFound
	}
	return s.State, err
}

// Person returns somebody of staff who works here, or [gehoor.ErrNotFound].
func (c *Casework) Person(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	s, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err == nil && !s.State.Active() {
		err = gehoor.ErrNotFound
	}
	return s.State, err
}

// Preview is who will be able to open a signal about an office, and whose
// shares recover it. It depends on the office and on whom the reporter strikes,
// and on nothing that was typed.
type Preview struct {
	Holders    []*directory.Person
	Custodians []*directory.Person
	Threshold  int
	// Enough is false if too few people are left; then the signal cannot be sent.
	Enough bool
}

// Preview shows a reporter who will be able to open the signal, while signals are
// taken in.
func (c *Casework) Preview(ctx context.Context, org gehoor.OrgID, o gehoor.Office, struck []gehoor.PersonID) (Preview, error) {
	t, err := c.triage(ctx, org, o, struck)
	if err == nil && !t.intake {
		err = gehoor.Refuse(directory.CodeIntakeClosed)
	}
	return Preview{Holders: t.holders, Custodians: t.custodians, Threshold: t.recovery.Threshold, Enough: t.enough}, err
}
