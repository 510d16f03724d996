package casework

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/seal"
)

// Somebody of staff comes in three steps: they are invited, they make a key in
// their own browser, and the root signs it. Before the third nobody seals to them.

// Codes of refusals about staff.
const (
	// CodeLoginTaken: somebody else has this login.
	CodeLoginTaken gehoor.Code = "person.login-taken"
	// CodeUnsigned: the root did not sign this key of this person.
	CodeUnsigned gehoor.Code = "person.unsigned"
	// CodeSelf: nobody ends their own work.
	CodeSelf gehoor.Code = "person.self"
)

// Member is somebody of staff as an administrator sees them.
type Member struct {
	*directory.Person
	// Login is what they sign in with, or will; "" if nobody said yet.
	Login string
	// InvitedUntil is when the invitation that waits for them ends; zero if none does.
	InvitedUntil time.Time
}

// Staff lists everybody who ever joined, by ID. It reads every person's stream: it
// is for an administrator, not for a page that many open.
func (c *Casework) Staff(ctx context.Context, org gehoor.OrgID) ([]Member, error) {
	invited := map[gehoor.PersonID]account.Invitation{}
	waiting, err := c.deps.Accounts.Invitations(ctx, org)
	if err != nil {
		return nil, err
	}
	for _, i := range waiting {
		invited[i.Person] = i
	}
	var all []Member
	err = c.deps.Events.Streams(ctx, org, func(v ledger.Version) error {
		if !strings.HasPrefix(string(v.Stream), "person/") {
			return nil
		}
		p, err := c.person.Load(ctx, org, v.Stream)
		if err != nil || p.State.Role == "" {
			return err
		}
		m := Member{Person: p.State, Login: invited[p.State.ID].Name, InvitedUntil: invited[p.State.ID].EndsAt}
		login, err := c.deps.Accounts.LoginOf(ctx, org, m.ID)
		switch {
		case err == nil:
			m.Login = login.Name
		case !errors.Is(err, gehoor.ErrNotFound):
			return err
		}
		all = append(all, m)
		return nil
	})
	return all, err
}

// Invite lets somebody of staff make a key and a way in, and returns the code,
// which is kept nowhere. An invitation takes the place of the one before. For
// somebody who has a key it is the way to a new one: with it they lose the old
// one, and what only that opened.
func (c *Casework) Invite(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, who gehoor.PersonID, login string, endsAt time.Time) (code string, err error) {
	name, err := account.ParseLogin(login)
	if err != nil {
		return "", err
	}
	if err := c.free(ctx, org, who, name); err != nil {
		return "", err
	}
	i := account.Invitation{Org: org, Person: who, Name: name, EndsAt: gehoor.Moment(endsAt)}
	code, i.Secret = account.NewInvitation(c.deps.Source.Random)
	return code, c.ofPerson(ctx, org, by, who, func(p *directory.Person, d *ledger.Decision) (err error) {
		d.Inserts = []ledger.Row{i}
		d.Facts, err = p.Invite(i.EndsAt)
		return err
	})
}

// free refuses a login that is somebody else's. Should two be made at once, the
// store refuses one.
func (c *Casework) free(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, name string) error {
	l, err := c.deps.Accounts.Login(ctx, org, name)
	if err == nil && l.Person != who {
		return gehoor.Refuse(CodeLoginTaken)
	}
	if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
		return err
	}
	waiting, err := c.deps.Accounts.Invitations(ctx, org)
	for _, i := range waiting {
		if i.Name == name && i.Person != who {
			return gehoor.Refuse(CodeLoginTaken)
		}
	}
	return err
}

// Acceptance is what an invited person's browser made: a key, and a way in that
// only their passphrase opens.
type Acceptance struct {
	// Invitation is the hash of the code, Name the login that it is for.
	Invitation [32]byte
	Name       string
	Recipient  seal.Recipient
	// Signer is "" from an older browser.
	Signer seal.Signer
	// Secret is the hash of the sign-in secret, Salt what it was stretched with.
	Secret, Salt [32]byte
	Wrapped      []byte
}

// Accept uses an invitation: the key waits for the root's signature, the way in is
// there, and sessions and passkeys of a way in before end. All of it happens at once. Sent
// again, because the answer was lost, it is the same and no error.
func (c *Casework) Accept(ctx context.Context, org gehoor.OrgID, a Acceptance) error {
	i, err := c.deps.Accounts.Invitation(ctx, org, a.Invitation)
	if err != nil {
		if c.accepted(ctx, org, a) {
			return nil
		}
		return invitationGone(err)
	}
	_, err = c.person.Update(ctx, org, gehoor.PersonStream(i.Person), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		// Again, under the version that the append leans on: it is used once.
		i, err := c.deps.Accounts.Invitation(ctx, org, a.Invitation)
		if err != nil {
			return ledger.Decision{}, invitationGone(err)
		}
		if !i.Open(c.deps.Source.Now()) {
			return ledger.Decision{}, gehoor.Refuse(account.CodeInvitationEnded)
		}
		facts, err := s.State.Offer(directory.KeyOffered{Recipient: string(a.Recipient), Signer: string(a.Signer)})
		return ledger.Decision{
			Actor: gehoor.ByPerson(i.Person), Facts: facts,
			Inserts: []ledger.Row{account.Login{Org: org, Name: i.Name, Person: i.Person, Salt: a.Salt, Secret: a.Secret, Wrapped: a.Wrapped}},
			// What was sealed to a key of before opens no more.
			Deletes: []ledger.Row{i, account.StaffSessions{Org: org, Person: i.Person}, account.Passkeys{Org: org, Person: i.Person}, draft.Lost{Org: org, Person: i.Person}, advice.Gone{Org: org, Person: i.Person}},
		}, err
	})
	return err
}

// accepted says whether the login is the very one that this acceptance makes.
func (c *Casework) accepted(ctx context.Context, org gehoor.OrgID, a Acceptance) bool {
	l, err := c.deps.Accounts.Login(ctx, org, a.Name)
	return err == nil && l.Secret == a.Secret && bytes.Equal(l.Wrapped, a.Wrapped)
}

func invitationGone(err error) error {
	if errors.Is(err, gehoor.ErrNotFound) {
		return gehoor.Refuse(account.CodeNoInvitation)
	}
	return err
}

// AwaitsKey says whether somebody made a key that the root has not signed, and has
// no other.
func (c *Casework) AwaitsKey(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (bool, error) {
	p, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	return err == nil && p.State.Here() && p.State.Recipient == "" && p.State.Offered != "", err
}

// Leave ends somebody's work: no sign-in, no new keys, no invitation. Nobody ends
// their own, so that an organisation does not lose its last administrator by a slip.
func (c *Casework) Leave(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, who gehoor.PersonID) error {
	if by == gehoor.ByPerson(who) {
		return gehoor.Refuse(CodeSelf)
	}
	return c.ofPerson(ctx, org, by, who, func(p *directory.Person, d *ledger.Decision) (err error) {
		d.Deletes = []ledger.Row{account.Invitation{Org: org, Person: who}, account.StaffSessions{Org: org, Person: who}, account.Passkeys{Org: org, Person: who}, draft.Lost{Org: org, Person: who}, advice.Gone{Org: org, Person: who}, notify.Reach{Org: org, Person: who}}
		d.Facts, err = p.Leave()
		return err
	})
}

// ofPerson runs an act of an administrator on a person's stream.
func (c *Casework) ofPerson(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, who gehoor.PersonID, act func(*directory.Person, *ledger.Decision) error) error {
	_, err := c.person.Update(ctx, org, gehoor.PersonStream(who), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		d, err := c.govern(ctx, org, by, s.Stream)
		if err != nil {
			return d, err
		}
		return d, act(s.State, &d)
	})
	return err
}
