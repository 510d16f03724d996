package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
)

// Three kinds of people work here: those at the desk, who have to do with dossiers;
// administrators, who say who works here and what pages say; and those who only
// enter what was told to them. To each the things of the others are not there.

// AtDesk returns somebody of staff who may have to do with dossiers. To all others
// the answer is [gehoor.ErrNotFound].
func (c *Casework) AtDesk(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	p, err := c.Person(ctx, org, who)
	if err == nil && !p.AtDesk() {
		return nil, gehoor.ErrNotFound
	}
	return p, err
}

// AtEntrance returns somebody who may see the page on which signals are entered:
// everybody at the desk, and those who only enter. To an administrator the answer is
// [gehoor.ErrNotFound].
func (c *Casework) AtEntrance(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	p, err := c.Person(ctx, org, who)
	if err == nil && !p.AtDesk() && !p.OnlyEnters() {
		return nil, gehoor.ErrNotFound
	}
	return p, err
}

// Administrator returns somebody who administers, or [gehoor.ErrNotFound].
func (c *Casework) Administrator(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	p, err := c.Person(ctx, org, who)
	if err == nil && !p.Administers() {
		return nil, gehoor.ErrNotFound
	}
	return p, err
}

// govern begins a decision of by: an administrator, or [gehoor.System] for who is
// at the machine. To anybody else there is nothing to decide. The decision leans on
// the administrator's stream, so that nobody acts after having left; on is the stream
// that it extends, which may be that very one.
func (c *Casework) govern(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, on gehoor.StreamID) (ledger.Decision, error) {
	d := ledger.Decision{Actor: by}
	if by == gehoor.System {
		return d, nil
	}
	who, ok := by.Person()
	if !ok {
		return d, gehoor.ErrNotFound
	}
	p, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err == nil && !p.State.Administers() {
		err = gehoor.ErrNotFound
	}
	if p.Stream != on {
		d.Reads = []ledger.Version{p.Version()}
	}
	return d, err
}

// Known returns somebody who works here or once did, or [gehoor.ErrNotFound].
func (c *Casework) Known(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	s, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err == nil && s.State.Role == "" {
		err = gehoor.ErrNotFound
	}
	return s.State, err
}
