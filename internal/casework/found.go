package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
)

// Newcomer is somebody who joins, with a key that the root has signed.
type Newcomer struct {
	ID     gehoor.PersonID
	Joined directory.Joined
	Key    directory.KeyPublished
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

// Found makes an organisation. It may be repeated after a fault: what is there
// already is left, and the organisation itself comes last, because only then
// can signals come in.
func (c *Casework) Found(ctx context.Context, org gehoor.OrgID, f Founding) error {
	for _, n := range f.People {
		if err := c.Join(ctx, org, n); err != nil && !isRefusal(err, directory.CodeJoined) {
			return err
		}
	}
	for _, o := range append(gehoor.Offices(), gehoor.OfficeExternalDesk) {
		for _, p := range f.Holders[o] {
			if err := c.AddHolder(ctx, org, o, p); err != nil && !isRefusal(err, directory.CodeHolds) {
				return err
			}
		}
	}
	_, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		facts, err := s.State.Found(f.Founded, f.Custodians)
		return ledger.Decision{Actor: gehoor.System, Facts: facts}, err
	})
	return err
}

// Join makes somebody a member of staff.
func (c *Casework) Join(ctx context.Context, org gehoor.OrgID, n Newcomer) error {
	_, err := c.person.Update(ctx, org, gehoor.PersonStream(n.ID), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		facts, err := s.State.Join(n.Joined, n.Key)
		return ledger.Decision{Actor: gehoor.System, Facts: facts}, err
	})
	return err
}

// Leave ends somebody's work: no sign-in, no new keys.
func (c *Casework) Leave(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) error {
	_, err := c.person.Update(ctx, org, gehoor.PersonStream(who), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		facts, err := s.State.Leave()
		return ledger.Decision{Actor: gehoor.System, Facts: facts}, err
	})
	return err
}

// AddHolder lets somebody receive signals about an office.
func (c *Casework) AddHolder(ctx context.Context, org gehoor.OrgID, o gehoor.Office, who gehoor.PersonID) error {
	_, err := c.office.Update(ctx, org, gehoor.OfficeStream(o), func(s ledger.Snapshot[*directory.Office]) (ledger.Decision, error) {
		facts, err := s.State.Add(who)
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

// Preview shows a reporter who will be able to open the signal.
func (c *Casework) Preview(ctx context.Context, org gehoor.OrgID, o gehoor.Office, struck []gehoor.PersonID) (Preview, error) {
	t, err := c.triage(ctx, org, o, struck)
	return Preview{Holders: t.holders, Custodians: t.custodians, Threshold: t.recovery.Threshold, Enough: t.enough}, err
}
