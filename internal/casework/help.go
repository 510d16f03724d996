package casework

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Somebody who was told something does not know what to do, and asks the bureau to call
// (protocols.md §1.8, G-HULPLIJN). It is about no dossier, so that nobody has to decide
// first whether there is a signal; once there is one, its protocol has the same step.

// The terms of a call. They are the program's own: there is no dossier whose protocol
// could have others.
var (
	callBack = protocol.Span{WorkingHours: 4}
	// callHigher is counted from when somebody should have called.
	callHigher = protocol.Span{WorkingDays: 1}
)

// phoneNumber is what somebody can dial, and nothing that tells what it is about.
var phoneNumber = regexp.MustCompile(`^\+?[0-9(][0-9 ()/-]{2,23}$`)

// Codes of refusals about a call.
const (
	// CodeHelpName: no name to ask for, or more than a name.
	CodeHelpName gehoor.Code = "help.name"
	// CodeHelpPhone: no number to call.
	CodeHelpPhone gehoor.Code = "help.phone"
)

// AskHelp asks the bureau to call somebody who only enters what was told to them, by a
// name of at most 60 characters at a number. All who can call are told at once. Asked
// while they wait it is nothing: who mistyped takes it back and asks again.
func (c *Casework) AskHelp(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, name, phone string) error {
	r := notify.Reach{Org: org, Person: who, Name: strings.Join(strings.Fields(name), " "), Phone: strings.Join(strings.Fields(phone), " ")}
	switch {
	case r.Name == "" || !utf8.ValidString(r.Name) || utf8.RuneCountInString(r.Name) > 60:
		return gehoor.Refuse(CodeHelpName)
	case !phoneNumber.MatchString(r.Phone):
		return gehoor.Refuse(CodeHelpPhone)
	}
	calendar, err := c.calendar(ctx, org)
	if err != nil {
		return err
	}
	return c.ofHelp(ctx, org, who, gehoor.ByPerson(who), func(p *directory.Person, d *ledger.Decision) error {
		due := calendar.Due(gehoor.Moment(c.deps.Source.Now()), callBack, protocol.CountLocal)
		higher := calendar.Due(due, callHigher, protocol.CountLocal)
		if d.Facts, err = p.AskHelp(directory.HelpAsked{Due: due.UTC(), Higher: higher.UTC()}); err != nil || len(d.Facts) == 0 {
			return err
		}
		to, err := c.callers(ctx, org, &d.Reads)
		d.Inserts = append(c.alerts(org, to, alert{kind: notify.KindHelp, atOnce: true}), r)
		return err
	})
}

// DropHelp says that a call is not needed any more.
func (c *Casework) DropHelp(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) error {
	return c.ofHelp(ctx, org, who, gehoor.ByPerson(who), func(p *directory.Person, d *ledger.Decision) error {
		d.Facts = p.DropHelp()
		d.Deletes = []ledger.Row{notify.Reach{Org: org, Person: who}}
		return nil
	})
}

// GiveHelp records that by spoke with somebody who waited. Done before it is nothing.
func (c *Casework) GiveHelp(ctx context.Context, org gehoor.OrgID, by, who gehoor.PersonID) error {
	return c.ofHelp(ctx, org, who, gehoor.ByPerson(by), func(p *directory.Person, d *ledger.Decision) error {
		may, err := c.mayCall(ctx, org, by, &d.Reads)
		if err != nil {
			return err
		}
		if !may {
			return gehoor.ErrNotFound
		}
		d.Facts = p.GiveHelp()
		d.Deletes = []ledger.Row{notify.Reach{Org: org, Person: who}}
		return nil
	})
}

func (c *Casework) ofHelp(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, by gehoor.Actor, act func(*directory.Person, *ledger.Decision) error) error {
	_, err := c.person.Update(ctx, org, gehoor.PersonStream(who), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: by}
		if !s.State.Active() {
			return d, gehoor.ErrNotFound
		}
		return d, act(s.State, &d)
	})
	return err
}

// calendar is the organisation's, with its closing days of today.
func (c *Casework) calendar(ctx context.Context, org gehoor.OrgID) (protocol.Calendar, error) {
	adopted, err := c.adopted.Load(ctx, org, gehoor.ProtocolStream)
	if err != nil {
		return protocol.Calendar{}, err
	}
	return c.settings.at(org, adopted.State.Closings(adopted.State.Setting()), c.deps.Setting).Calendar, nil
}

// callers are those who call: the bureau's people who are here, or those of the external
// desk if there are none; never nil.
func (c *Casework) callers(ctx context.Context, org gehoor.OrgID, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	for _, roles := range [][]gehoor.Role{{gehoor.RoleCaseworker, gehoor.RoleHead}, {gehoor.RoleExternal}} {
		here, err := c.hereWith(ctx, org, reads, roles...)
		if err != nil || len(here) > 0 {
			return here, err
		}
	}
	return []gehoor.PersonID{}, nil
}

// hereWith are those with one of the roles who work here and are not away; never nil.
func (c *Casework) hereWith(ctx context.Context, org gehoor.OrgID, reads *[]ledger.Version, roles ...gehoor.Role) ([]gehoor.PersonID, error) {
	people, err := c.withRoles(ctx, org, reads, roles...)
	here := []gehoor.PersonID{}
	for _, p := range people {
		if p.Active() && !p.AwayAt(c.deps.Source.Now()) {
			here = append(here, p.ID)
		}
	}
	return here, err
}

// withRoles are those with one of the roles, by role and then by ID.
func (c *Casework) withRoles(ctx context.Context, org gehoor.OrgID, reads *[]ledger.Version, roles ...gehoor.Role) ([]*directory.Person, error) {
	var ids []gehoor.PersonID
	for _, role := range roles {
		some, err := c.deps.Lists.StaffWith(ctx, org, role)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	return c.people(ctx, org, ids, reads)
}

// mayCall says whether somebody is among those who call. Who is signed in is not away.
func (c *Casework) mayCall(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, reads *[]ledger.Version) (bool, error) {
	people, err := c.people(ctx, org, []gehoor.PersonID{who}, reads)
	if err != nil || !people[0].Active() || !people[0].Role.Handles() {
		return false, err
	}
	if people[0].Role != gehoor.RoleExternal {
		return true, nil
	}
	callers, err := c.callers(ctx, org, reads)
	return slices.Contains(callers, who), err
}

// maxWaiting bounds how many who wait are shown.
const maxWaiting = 50

// Waiting is somebody who waits to be called.
type Waiting struct {
	*directory.Person
	// Reach is how they are called.
	Reach notify.Reach
	// Late: they should have been called by now.
	Late bool
}

// Waiting are those who wait to be called, for whoever calls; nobody for anybody else.
func (c *Casework) Waiting(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]Waiting, error) {
	var reads []ledger.Version
	if may, err := c.mayCall(ctx, org, who, &reads); err != nil || !may {
		return nil, err
	}
	return c.waiting(ctx, org, func(p *directory.Person) time.Time { return p.Help.Due })
}

// WaitingLong is how many wait although others were told that nobody called, for whoever
// is told then.
func (c *Casework) WaitingLong(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (int, error) {
	if _, err := c.AtTop(ctx, org, who); err != nil {
		return 0, err
	}
	all, err := c.waiting(ctx, org, func(p *directory.Person) time.Time { return p.Help.Higher })
	n := 0
	for _, w := range all {
		if w.Late && w.ID != who {
			n++
		}
	}
	return n, err
}

func (c *Casework) waiting(ctx context.Context, org gehoor.OrgID, by func(*directory.Person) time.Time) ([]Waiting, error) {
	rows, err := c.deps.Lists.Helps(ctx, org, maxWaiting)
	if err != nil {
		return nil, err
	}
	all := make([]Waiting, 0, len(rows))
	for _, row := range rows {
		p, err := c.person.Load(ctx, org, row.Stream)
		if err != nil {
			return nil, err
		}
		if !p.State.Help.Open() {
			continue
		}
		reach, err := c.deps.Outbox.Reach(ctx, org, row.Person)
		if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
			return nil, err
		}
		all = append(all, Waiting{p.State, reach, !c.deps.Source.Now().Before(by(p.State))})
	}
	return all, nil
}

// remindHelp records that nobody called in time, tells others, and says whether it did.
func (c *Casework) remindHelp(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (recorded bool, err error) {
	_, err = c.person.Update(ctx, org, gehoor.PersonStream(who), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.System}
		level := s.State.HelpIsLate(c.deps.Source.Now())
		if recorded = level > 0; !recorded {
			return d, nil
		}
		to, err := c.toldOfHelp(ctx, org, level, who, &d.Reads)
		d.Facts = []gehoor.Fact{directory.HelpLate{Level: level, To: to}}
		d.Inserts = c.alerts(org, to, alert{kind: notify.KindLate, atOnce: true})
		return d, err
	})
	return recorded, err
}

// toldOfHelp is who hears that nobody called: first all who call, then the first at the top
// who is here; never the one who waits, and never nil.
func (c *Casework) toldOfHelp(ctx context.Context, org gehoor.OrgID, level int, who gehoor.PersonID, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	if level == 1 {
		return c.callers(ctx, org, reads)
	}
	for _, role := range []gehoor.Role{gehoor.RoleSecretary, gehoor.RoleDeputySecretary, gehoor.RoleMayor, gehoor.RoleHead} {
		here, err := c.hereWith(ctx, org, reads, role)
		if err != nil {
			return nil, err
		}
		here = slices.DeleteFunc(here, func(p gehoor.PersonID) bool { return p == who })
		if len(here) > 0 {
			return here, nil
		}
	}
	return []gehoor.PersonID{}, nil
}
