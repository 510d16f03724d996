package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/seal"
)

// staffCommand is gehoor staff: who works with Gehoor, and their keys.
type staffCommand struct {
	List    staffList    `cmd:"" help:"Say who there is, and how far each one is."`
	Invite  staffInvite  `cmd:"" help:"Invite somebody new, or somebody who needs a new invitation."`
	Waiting staffWaiting `cmd:"" help:"Print the keys that wait for the root's signature, for gehoor root sign."`
	Keys    staffKeys    `cmd:"" help:"Print the keys of everybody who works here, for gehoor root replace."`
	Admit   staffAdmit   `cmd:"" help:"Take in what gehoor root sign printed: from then on others seal to these keys."`
	Remove  staffRemove  `cmd:"" help:"End somebody's work: no sign-in and nothing new."`
}

// member is who has a login.
func (s opened) member(ctx context.Context, login string) (casework.Member, error) {
	all, err := s.cases.Staff(ctx, s.org)
	if err != nil {
		return casework.Member{}, err
	}
	for _, m := range all {
		if m.Login == login {
			return m, nil
		}
	}
	return casework.Member{}, gehoor.ErrNotFound
}

// staffList is gehoor staff list.
type staffList struct{ at }

// Run prints a line for each person.
func (c *staffList) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		all, err := s.cases.Staff(ctx, s.org)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		for _, m := range all {
			_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", m.Login, m.Role, m.Function.EN, standing(m, s.org, time.Now()))
		}
		return w.Flush()
	})
}

// standing says how far somebody is.
func standing(m casework.Member, org gehoor.OrgID, now time.Time) string {
	switch {
	case m.Gone:
		return "has left"
	case m.Offered != "":
		return "waits for the root's signature, number " + seal.CheckNumber(org, m.ID, seal.Recipient(m.Offered), seal.Signer(m.OfferedSigner))
	case m.InvitedUntil.After(now):
		return "invited until " + m.InvitedUntil.Local().Format("2 January 2006, 15:04")
	case m.Active():
		return "works here"
	}
	return "has no key, and no invitation that is still good"
}

// staffInvite is gehoor staff invite.
type staffInvite struct {
	at
	Login      string   `arg:"" help:"What the person signs in with."`
	Days       int      `default:"14" help:"For how many days the invitation is good."`
	NewKey     bool     `help:"The person has a key and lost it. With a new one they lose what only the old one opened."`
	Role       string   `placeholder:"ROLE" help:"For somebody new: caseworker, head-of-bureau, external-desk, custodian, manager, adviser, mayor, deputy-mayor, secretary, deputy-secretary, council-clerk or administrator."`
	FunctionNL string   `name:"function-nl" placeholder:"TEXT" help:"For somebody new: the function in Dutch."`
	FunctionEN string   `name:"function-en" placeholder:"TEXT" help:"For somebody new: the function in English."`
	Name       string   `placeholder:"NAME" help:"For somebody new: the name, if reporters may read it."`
	Mail       string   `placeholder:"ADDR" help:"For somebody new: where they are told that there is something."`
	Offices    []string `name:"office" placeholder:"OFFICE" help:"For somebody new: about which offices they receive signals."`
	JSON       bool     `name:"json" help:"Print one line of JSON."`
}

// Run invites and prints the invitation, this once.
func (c *staffInvite) Run(ctx context.Context, out io.Writer) error {
	if c.Days < 1 || c.Days > maxInvitationDays {
		return fmt.Errorf("an invitation is good for 1 to %d days", maxInvitationDays)
	}
	return c.with(ctx, func(s opened) error {
		says, err := s.folder.loadSite()
		if err != nil {
			return err
		}
		until := time.Now().AddDate(0, 0, c.Days)
		code, err := c.invite(ctx, s, until)
		if err != nil {
			return err
		}
		i := newInvitation(says.Site, c.Login, code, until)
		if c.JSON {
			return json.NewEncoder(out).Encode(i)
		}
		tellInvitations(out, []invitation{i})
		return nil
	})
}

// invite invites the person with the login, or a new one.
func (c *staffInvite) invite(ctx context.Context, s opened, until time.Time) (code string, err error) {
	m, err := s.member(ctx, c.Login)
	switch {
	case errors.Is(err, gehoor.ErrNotFound) && c.Role == "":
		return "", fmt.Errorf("nobody has the login %s; for somebody new say --role and both functions", c.Login)
	case errors.Is(err, gehoor.ErrNotFound):
		return c.join(ctx, s, until)
	case err != nil:
		return "", err
	case c.Role != "":
		return "", fmt.Errorf("%s is there already; only for somebody new a role is said", c.Login)
	case m.Active() && !c.NewKey:
		return "", fmt.Errorf("%s has a key; with --new-key they get another one, and lose what only the old one opened", c.Login)
	}
	return s.cases.Invite(ctx, s.org, gehoor.System, m.ID, c.Login, until)
}

// join makes somebody a member of staff, by the rules of init.
func (c *staffInvite) join(ctx context.Context, s opened, until time.Time) (code string, err error) {
	p := founding.Person{
		Login: c.Login, Name: c.Name, Role: gehoor.Role(c.Role), Mail: c.Mail,
		Function: gehoor.Text{NL: c.FunctionNL, EN: c.FunctionEN},
	}
	if problems := p.Check(); len(problems) > 0 {
		return "", errors.New(problems[0].String())
	}
	offices, err := c.offices(p.Role)
	if err != nil {
		return "", err
	}
	n, address, code := p.Newcomer(s.org, until, random)
	if address.Mail != "" {
		if err := s.db.PutAddress(ctx, address); err != nil {
			return "", err
		}
	}
	return code, s.cases.Join(ctx, s.org, gehoor.System, n, offices...)
}

// offices are those about which a new person receives signals; the external desk
// is one of its own.
func (c *staffInvite) offices(role gehoor.Role) ([]gehoor.Office, error) {
	if role == gehoor.RoleExternal {
		return []gehoor.Office{gehoor.OfficeExternalDesk}, nil
	}
	var all []gehoor.Office
	for _, o := range c.Offices {
		if !gehoor.Office(o).Choosable() || !role.Handles() {
			return nil, fmt.Errorf("a %s receives nothing about %q", role, o)
		}
		all = append(all, gehoor.Office(o))
	}
	return all, nil
}

// staffWaiting is gehoor staff waiting.
type staffWaiting struct{ at }

// Run prints a line of JSON for each key that waits.
func (c *staffWaiting) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		all, err := s.cases.Staff(ctx, s.org)
		if err != nil {
			return err
		}
		return printKeys(out, founding.KeysWaiting(s.org, all), "no key waits")
	})
}

// staffKeys is gehoor staff keys.
type staffKeys struct{ at }

// Run prints a line of JSON for each key that counts.
func (c *staffKeys) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		all, err := s.cases.Staff(ctx, s.org)
		if err != nil {
			return err
		}
		return printKeys(out, founding.KeysNow(s.org, all), "nobody has a key")
	})
}

func printKeys(out io.Writer, keys []founding.Waiting, none string) error {
	if len(keys) == 0 {
		return errors.New(none)
	}
	lines := json.NewEncoder(out)
	for _, w := range keys {
		if err := lines.Encode(w); err != nil {
			return err
		}
	}
	return nil
}

// staffRemove is gehoor staff remove.
type staffRemove struct {
	at
	Login string `arg:"" help:"What the person signs in with."`
}

// Run ends somebody's work.
func (c *staffRemove) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		m, err := s.member(ctx, c.Login)
		if errors.Is(err, gehoor.ErrNotFound) {
			return fmt.Errorf("nobody has the login %s", c.Login)
		}
		if err != nil {
			return err
		}
		if err := s.cases.Leave(ctx, s.org, gehoor.System, m.ID); err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s has left. gehoor check says whether an office has too few people now.\n", c.Login)
		return err
	})
}
