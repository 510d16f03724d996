package casework

import (
	"cmp"
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/counsel"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

// What a confidential adviser writes to the top unasked (package counsel). Nobody else reads
// a word of it: each of those it is for, and the adviser, has it sealed to themself. Whoever
// leads the bureau and the top read that one was given, to which function, and that it was
// confirmed.

// maxCounsels are the most advices that are shown to one person.
const maxCounsels = 200

// Counselled are the functions that an adviser can write to, as they are shown.
func Counselled() []gehoor.Role {
	return []gehoor.Role{gehoor.RoleSecretary, gehoor.RoleMayor, gehoor.RoleDeputySecretary, gehoor.RoleDeputyMayor}
}

// CounselTo are the people to whom an adviser can write, by function. Whom it is about the
// adviser leaves out, and writes to whoever stands in for them.
func (c *Casework) CounselTo(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]*directory.Person, error) {
	if _, err := c.Adviser(ctx, org, who); err != nil {
		return nil, err
	}
	var all []*directory.Person
	for _, role := range Counselled() {
		with, err := c.deps.Lists.StaffWith(ctx, org, role)
		if err != nil {
			return nil, err
		}
		var reads []ledger.Version
		people, err := c.people(ctx, org, with, &reads)
		if err != nil {
			return nil, err
		}
		all = append(all, slices.DeleteFunc(people, func(p *directory.Person) bool { return !p.Active() })...)
	}
	return all, nil
}

// Counselling is an advice as the adviser's browser sends it. The browser draws the ID, so
// that the same one sent again is one.
type Counselling struct {
	ID  gehoor.CounselID
	To  []SealedFor
	Own ledger.Content
}

// GiveCounsel gives an advice to some people at the top. They are told that there is
// something, without a word.
func (c *Casework) GiveCounsel(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, g Counselling) error {
	contents := []ledger.Content{g.Own}
	for _, to := range g.To {
		contents = append(contents, to.Content)
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	may, err := c.CounselTo(ctx, org, who)
	if err != nil {
		return err
	}
	if err := c.pace.Take(org, who, c.deps.Source.Now()); err != nil {
		return err
	}
	fact := counsel.Given{Own: g.Own.ID}
	for _, to := range g.To {
		i := slices.IndexFunc(may, func(p *directory.Person) bool { return p.ID == to.Person })
		if i < 0 {
			return gehoor.Refuse(counsel.CodeNobody)
		}
		fact.To = append(fact.To, counsel.To{Person: to.Person, Function: may[i].Role, Content: to.Content.ID})
	}
	_, err = c.counsel.Update(ctx, org, gehoor.CounselStream(g.ID), func(s ledger.Snapshot[*counsel.State]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.ByPerson(who), Contents: contents}
		switch {
		case s.State.By == who:
			return ledger.Decision{}, nil // sent before: the first time counts
		case s.State.Exists():
			return d, gehoor.Refuse(gehoor.CodeMalformed)
		}
		if d.Facts, err = s.State.Give(fact); err != nil {
			return d, err
		}
		var to []gehoor.PersonID
		for _, one := range fact.To {
			to = append(to, one.Person)
		}
		here, err := c.working(ctx, org, append(to, who), &d.Reads)
		if err == nil && len(here) != len(to)+1 {
			err = gehoor.Refuse(counsel.CodeNobody) // somebody left meanwhile
		}
		d.Inserts = c.alerts(org, to, alert{kind: notify.KindNotice})
		return d, err
	})
	return err
}

// Counsel is one advice.
type Counsel struct {
	*counsel.State
	ID gehoor.CounselID
	// From is who gave it.
	From *directory.Person
	// People are those it is for, in the order of [counsel.State.To].
	People []*directory.Person
}

// SeesCounsel returns who somebody is, if they have to do with advices: those who write them,
// those they are for, and whoever leads the bureau. To everybody else nothing of it is there.
func (c *Casework) SeesCounsel(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	p, err := c.Person(ctx, org, who)
	if err != nil {
		return nil, err
	}
	if !p.Advises() && !p.IsTold() && !p.Heads() {
		return nil, gehoor.ErrNotFound
	}
	return p, nil
}

// Counsels are the advices of somebody, the newest first: those they gave, or those that are
// for them. For whoever leads the bureau they are all: to whom one was given, and who
// confirmed it. No words come with any.
func (c *Casework) Counsels(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]Counsel, error) {
	p, err := c.SeesCounsel(ctx, org, who)
	if err != nil {
		return nil, err
	}
	if p.Heads() {
		return c.counsels(ctx, org, "")
	}
	return c.counsels(ctx, org, who)
}

func (c *Casework) counsels(ctx context.Context, org gehoor.OrgID, whose gehoor.PersonID) ([]Counsel, error) {
	streams, err := c.deps.Lists.Counsels(ctx, org, whose, maxCounsels)
	if err != nil {
		return nil, err
	}
	var all []Counsel
	for _, stream := range streams {
		s, err := c.counsel.Load(ctx, org, stream)
		if err != nil {
			return nil, err
		}
		id, ok := stream.Counsel()
		if !ok || !s.State.Exists() {
			continue
		}
		one := Counsel{State: s.State, ID: id}
		ids := []gehoor.PersonID{s.State.By}
		for _, to := range s.State.To {
			ids = append(ids, to.Person)
		}
		var reads []ledger.Version
		people, err := c.people(ctx, org, ids, &reads)
		if err != nil {
			return nil, err
		}
		one.From, one.People = people[0], people[1:]
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b Counsel) int { return cmp.Or(b.GivenAt.Compare(a.GivenAt), cmp.Compare(a.ID, b.ID)) })
	return all, nil
}

// OpenCounsel gives somebody what of an advice is sealed to them; everything else is not
// there.
func (c *Casework) OpenCounsel(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.CounselID, wanted []gehoor.ContentID) ([]ledger.Content, error) {
	s, err := c.ownCounsel(ctx, org, who, id)
	if err != nil {
		return nil, err
	}
	var all []ledger.Content
	for _, one := range wanted {
		if !s.State.MayHave(who, one) {
			return nil, gehoor.ErrNotFound
		}
		content, stream, err := c.deps.Events.Content(ctx, org, one)
		if err == nil && stream != gehoor.CounselStream(id) {
			err = gehoor.ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		all = append(all, content)
	}
	return all, nil
}

// ownCounsel is an advice that is somebody's who works here.
func (c *Casework) ownCounsel(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.CounselID) (ledger.Snapshot[*counsel.State], error) {
	var none ledger.Snapshot[*counsel.State]
	p, err := c.Person(ctx, org, who)
	if err != nil {
		return none, err
	}
	s, err := c.counsel.Load(ctx, org, gehoor.CounselStream(id))
	if err != nil {
		return none, err
	}
	_, to := s.State.Of(who)
	if p.IsTold() && to || p.Advises() && s.State.By == who {
		return s, nil
	}
	return none, gehoor.ErrNotFound
}

// ConfirmCounsel says that somebody knows of an advice. Done before it is nothing.
func (c *Casework) ConfirmCounsel(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.CounselID) error {
	return c.asCounselled(ctx, org, who, id, nil, func(s *counsel.State) ([]gehoor.Fact, error) { return s.Confirm(who) })
}

// AnswerCounsel writes back to the adviser, who is not told of it by mail: they look when they
// sign in.
func (c *Casework) AnswerCounsel(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.CounselID, words, own ledger.Content) error {
	contents := []ledger.Content{words, own}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asCounselled(ctx, org, who, id, contents, func(s *counsel.State) ([]gehoor.Fact, error) {
		return s.Answer(who, counsel.Answered{Content: words.ID, Own: own.ID})
	})
}

func (c *Casework) asCounselled(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.CounselID, contents []ledger.Content, act func(*counsel.State) ([]gehoor.Fact, error)) error {
	if _, err := c.ownCounsel(ctx, org, who, id); err != nil {
		return err
	}
	_, err := c.counsel.Update(ctx, org, gehoor.CounselStream(id), func(s ledger.Snapshot[*counsel.State]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.ByPerson(who)}
		facts, err := act(s.State)
		if err != nil || len(facts) == 0 {
			return d, err
		}
		here, err := c.working(ctx, org, []gehoor.PersonID{who}, &d.Reads)
		if err == nil && len(here) == 0 {
			err = gehoor.ErrNotFound
		}
		d.Facts, d.Contents = facts, contents
		return d, err
	})
	return err
}

// counselRows are the rows of an advice.
func counselRows(_ context.Context, _ gehoor.OrgID, s ledger.Snapshot[*counsel.State]) ([]ledger.Row, error) {
	id, _ := s.Stream.Counsel()
	return rows(view.CounselRows(id, s.State)), nil
}
