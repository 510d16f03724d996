package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// Where somebody of staff gets mail is a row that can be changed and forgotten; that it
// was changed, and by whom, is a fact.

// MailAddress is where somebody gets mail, for who may change it; the zero Address if
// they get none.
func (c *Casework) MailAddress(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (notify.Address, error) {
	if c.deps.Outbox == nil {
		return notify.Address{}, nil
	}
	a, err := c.deps.Outbox.Address(ctx, org, who)
	if errors.Is(err, gehoor.ErrNotFound) {
		return notify.Address{}, nil
	}
	return a, err
}

// toldAfter is how long after the change the former address is told: the row that says
// where that is must be there first.
const toldAfter = time.Minute

// ChangeMail lets somebody get mail elsewhere, or none with an empty address. The former
// address is told so, and then forgotten. What was so before is no change.
//
// The fact and the message come first, in one transaction. A crash after them changes
// nothing yet, and the form, which still shows the former address, is sent again.
func (c *Casework) ChangeMail(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, who gehoor.PersonID, mail string, lang gehoor.Language) error {
	if c.deps.Outbox == nil {
		return gehoor.ErrNotFound
	}
	next := notify.Address{Org: org, Person: who, Mail: mail, Lang: lang}
	if _, err := notify.ParseMail(mail); mail != "" && err != nil {
		return err
	}
	before, err := c.MailAddress(ctx, org, who)
	if err != nil {
		return err
	}
	former := notify.Address{Org: org, Person: newID[gehoor.PersonID](c.deps.Source), Mail: before.Mail, Lang: before.Lang}
	if before.Mail != mail {
		err = c.ofPerson(ctx, org, by, who, func(p *directory.Person, d *ledger.Decision) (err error) {
			d.Facts, err = p.ChangeMail(mail != "")
			if before.Mail != "" {
				d.Inserts = []ledger.Row{c.moved(former)}
			}
			return err
		})
		if err == nil && before.Mail != "" {
			err = c.deps.Outbox.PutAddress(ctx, former)
		}
	} else {
		_, err = c.Administers(ctx, org, by)
	}
	if err != nil {
		return err
	}
	if err := c.deps.Outbox.PutAddress(ctx, next); err != nil {
		return fmt.Errorf("keep where somebody gets mail: %w", err)
	}
	return nil
}

// moved is the message to a former address.
func (c *Casework) moved(former notify.Address) notify.Message {
	return notify.Message{
		ID: newID[string](c.deps.Source), Org: former.Org, To: former.Person, Kind: notify.KindMoved,
		NotBefore: gehoor.Moment(c.deps.Source.Now()).Add(toldAfter), Quiet: true,
	}
}

// Stuck is mail to somebody that could not be delivered, as an administrator may know of
// it: not how much and since when, because both move with what reporters do.
type Stuck struct {
	To *directory.Person
	// Mail is the address, of which only the beginning and the host are shown; "" if
	// there is none any more.
	Mail string
	// Given says that some of it is not tried any more by itself.
	Given bool
	// Reason is why it failed the last time ([notify.Fault]).
	Reason string
}

// maxStuck bounds what is looked at: who has more has one cause for all.
const maxStuck = 1000

// stuck are the messages to staff that could not be delivered, but for those of which
// somebody may know nothing.
func (c *Casework) stuck(ctx context.Context, org gehoor.OrgID) ([]notify.Message, error) {
	if c.deps.Outbox == nil {
		return nil, nil
	}
	all, err := c.deps.Outbox.Undelivered(ctx, org, maxStuck)
	return slices.DeleteFunc(all, func(m notify.Message) bool { return m.Quiet || m.To == "" }), err
}

// StuckMail lists to whom mail could not be delivered, a line for each of them.
func (c *Casework) StuckMail(ctx context.Context, org gehoor.OrgID) ([]Stuck, error) {
	messages, err := c.stuck(ctx, org)
	if err != nil {
		return nil, err
	}
	var all []Stuck
	for _, m := range messages {
		i := slices.IndexFunc(all, func(s Stuck) bool { return s.To.ID == m.To })
		if i < 0 {
			one, err := c.stuckTo(ctx, m)
			if err != nil {
				return nil, err
			}
			all = append(all, one)
			i = len(all) - 1
		}
		all[i].Given = all[i].Given || !m.DeadAt.IsZero()
		all[i].Reason = m.Reason
	}
	slices.SortFunc(all, func(a, b Stuck) int { return strings.Compare(string(a.To.ID), string(b.To.ID)) })
	return all, nil
}

func (c *Casework) stuckTo(ctx context.Context, m notify.Message) (Stuck, error) {
	who, err := c.Known(ctx, m.Org, m.To)
	if errors.Is(err, gehoor.ErrNotFound) {
		who, err = &directory.Person{ID: m.To}, nil
	}
	if err != nil {
		return Stuck{}, err
	}
	a, err := c.MailAddress(ctx, m.Org, m.To)
	return Stuck{To: who, Mail: Masked(a.Mail)}, err
}

// Masked is an address of which somebody who knows it can say which one it is: its first
// letter and its host.
func Masked(mail string) string {
	local, host, ok := strings.Cut(mail, "@")
	if !ok || local == "" {
		return ""
	}
	return local[:1] + "•••@" + host
}

// Administers returns the administrator who acts; to anybody else it is
// [gehoor.ErrNotFound]. For [gehoor.System], who is at the machine, there is nobody.
func (c *Casework) Administers(ctx context.Context, org gehoor.OrgID, by gehoor.Actor) (*directory.Person, error) {
	if by == gehoor.System {
		return nil, nil
	}
	who, ok := by.Person()
	if !ok {
		return nil, gehoor.ErrNotFound
	}
	return c.Administrator(ctx, org, who)
}

// RetryMail lets mail to somebody go again at once, or to everybody with "". It changes
// nothing of what people are told, so it is no fact.
func (c *Casework) RetryMail(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, who gehoor.PersonID) error {
	if _, err := c.Administers(ctx, org, by); err != nil {
		return err
	}
	return c.eachStuck(ctx, org, who, func(m notify.Message) error {
		_, err := c.deps.Outbox.Retry(ctx, org, m.ID, c.deps.Source.Now())
		return err
	})
}

// DropMail gives up what could not be delivered to somebody, or to everybody with "".
// Whoever is told nothing of a signal may be kept from it, so it is a fact about each,
// stated before anything is gone.
func (c *Casework) DropMail(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, who gehoor.PersonID) error {
	stated := map[gehoor.PersonID]bool{}
	return c.eachStuck(ctx, org, who, func(m notify.Message) error {
		if !stated[m.To] {
			err := c.ofPerson(ctx, org, by, m.To, func(p *directory.Person, d *ledger.Decision) (err error) {
				d.Facts, err = p.DropMail()
				return err
			})
			if err != nil {
				return err
			}
			stated[m.To] = true
		}
		_, err := c.deps.Outbox.Drop(ctx, org, m.ID)
		return err
	})
}

// eachStuck does something with each message to somebody that could not be delivered,
// or to everybody.
func (c *Casework) eachStuck(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, do func(notify.Message) error) error {
	all, err := c.stuck(ctx, org)
	if err != nil {
		return err
	}
	for _, m := range all {
		if who != "" && m.To != who {
			continue
		}
		if err := do(m); err != nil {
			return err
		}
	}
	return nil
}
