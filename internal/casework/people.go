package casework

import (
	"context"
	"errors"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
)

// Welcome is somebody new, as an administrator invites them.
type Welcome struct {
	// ID was drawn before, so that the same form sent twice is one person.
	ID     gehoor.PersonID
	Login  string
	Joined directory.Joined
	// Mail is where they are told that there is something; "" has them look by
	// themselves. Language is that of the mails.
	Mail     string
	Language gehoor.Language
	// Offices are those about which they receive signals.
	Offices []gehoor.Office
	EndsAt  time.Time
}

// Welcome invites somebody new, and returns the code, which is kept nowhere. Sent
// again, because the answer was lost, it gives the same person another code, and the
// one before is of no use any more.
func (c *Casework) Welcome(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, w Welcome) (code string, err error) {
	name, err := account.ParseLogin(w.Login)
	if err != nil {
		return "", err
	}
	for _, o := range w.Offices {
		if p := (&directory.Person{Role: w.Joined.Role}); !p.MayHold(o) {
			return "", gehoor.Refuse(directory.CodeHolder)
		}
	}
	i := account.Invitation{Org: org, Person: w.ID, Name: name, EndsAt: gehoor.Moment(w.EndsAt)}
	code, i.Secret = account.NewInvitation(c.deps.Source.Random)
	err = c.Join(ctx, org, by, Newcomer{ID: w.ID, Joined: w.Joined, Invitation: &i}, w.Offices...)
	if errors.Is(err, &gehoor.Refusal{Code: directory.CodeJoined}) {
		return c.again(ctx, org, by, w)
	}
	if err == nil && w.Mail != "" && c.deps.Outbox != nil {
		err = c.deps.Outbox.PutAddress(ctx, notify.Address{Org: org, Person: w.ID, Mail: w.Mail, Lang: w.Language})
	}
	return code, err
}

// again gives somebody who was just invited another code, if the form is the same.
func (c *Casework) again(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, w Welcome) (string, error) {
	p, err := c.Known(ctx, org, w.ID)
	if err != nil {
		return "", err
	}
	if p.Recipient != "" || p.Offered != "" || p.Role != w.Joined.Role || p.Function != w.Joined.Function || p.Name != w.Joined.Name {
		return "", gehoor.Refuse(directory.CodeJoined)
	}
	return c.Invite(ctx, org, by, w.ID, w.Login, w.EndsAt)
}

// Holding is an office with who receives signals about it.
type Holding struct {
	Office  gehoor.Office
	Holders []*directory.Person
	// Enough: two people with signed keys could open a signal, the external desk's
	// counted where they are added. Desk: they are added.
	Enough, Desk bool
}

// Holdings lists every office that a reporter can choose, and the external desk last.
func (c *Casework) Holdings(ctx context.Context, org gehoor.OrgID) ([]Holding, error) {
	var all []Holding
	desk, err := c.held(ctx, org, gehoor.OfficeExternalDesk)
	if err != nil {
		return nil, err
	}
	for _, o := range gehoor.Offices() {
		own, err := c.held(ctx, org, o)
		if err != nil {
			return nil, err
		}
		alone, without := directory.Triage(own, nil, nil)
		_, enough := directory.Triage(own, desk, nil)
		all = append(all, Holding{Office: o, Holders: own, Enough: enough, Desk: !without && len(alone) < directory.MinHolders})
	}
	_, enough := directory.Triage(desk, nil, nil)
	return append(all, Holding{Office: gehoor.OfficeExternalDesk, Holders: desk, Enough: enough}), nil
}

// held are those who hold an office and work here, with a key or not yet.
func (c *Casework) held(ctx context.Context, org gehoor.OrgID, o gehoor.Office) ([]*directory.Person, error) {
	s, err := c.office.Load(ctx, org, gehoor.OfficeStream(o))
	if err != nil {
		return nil, err
	}
	var all []*directory.Person
	for _, id := range s.State.Holders {
		p, err := c.person.Load(ctx, org, gehoor.PersonStream(id))
		if err != nil {
			return nil, err
		}
		if p.State.Here() {
			all = append(all, p.State)
		}
	}
	return all, nil
}

// DrawPerson draws the ID of somebody who is not there yet.
func (c *Casework) DrawPerson() gehoor.PersonID { return newID[gehoor.PersonID](c.deps.Source) }
