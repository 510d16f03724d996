package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Who works here says that they read a step card, or practised it (protocols.md §0.15).
// Who did is theirs to see; others see how many.

// CodePractice: what to do and what not to do were not told apart.
const CodePractice gehoor.Code = "card.practice"

// Cards are the step cards of the protocols in force.
func (c *Casework) Cards(ctx context.Context, org gehoor.OrgID) ([]protocol.Card, error) {
	now, err := c.Protocols(ctx, org)
	return now.Set.Cards(), err
}

// Card finds one by its digest; the error is [gehoor.ErrNotFound] if there is none.
func (c *Casework) Card(ctx context.Context, org gehoor.OrgID, digest string) (protocol.Card, error) {
	all, err := c.Cards(ctx, org)
	if err != nil {
		return protocol.Card{}, err
	}
	i := slices.IndexFunc(all, func(one protocol.Card) bool { return one.Digest() == digest })
	if i < 0 {
		return protocol.Card{}, gehoor.ErrNotFound
	}
	return all[i], nil
}

// ReadCard records that somebody read a card.
func (c *Casework) ReadCard(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, digest string) error {
	if _, err := c.Card(ctx, org, digest); err != nil {
		return err
	}
	return c.learn(ctx, org, who, directory.CardRead{Card: digest})
}

// PractiseCard records that somebody told apart what a card says to do, if they did:
// chosen are the places of those lines among [protocol.Card.Mixed].
func (c *Casework) PractiseCard(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, digest string, chosen []int) error {
	card, err := c.Card(ctx, org, digest)
	if err != nil {
		return err
	}
	mixed := card.Mixed()
	if len(mixed) == 0 {
		return gehoor.ErrNotFound
	}
	for i, line := range mixed {
		if line.Do != slices.Contains(chosen, i) {
			return gehoor.Refuse(CodePractice)
		}
	}
	return c.learn(ctx, org, who, directory.CardRead{Card: digest, Practised: true})
}

func (c *Casework) learn(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, f directory.CardRead) error {
	_, err := c.person.Update(ctx, org, gehoor.PersonStream(who), func(s ledger.Snapshot[*directory.Person]) (ledger.Decision, error) {
		facts, err := s.State.ReadCard(f)
		return ledger.Decision{Actor: gehoor.ByPerson(who), Facts: facts}, err
	})
	return err
}

// Learned says of one card how many of those with a role read it, and practised it.
type Learned struct {
	Card protocol.Card
	// By are the roles of [LearnedRoles], in their order.
	By []LearnedBy
}

// LearnedBy is how many of so many people read a card, and practised it.
type LearnedBy struct {
	People, Read, Practised int
}

// learnedLeast is of how many people at least a number is shown: of fewer it would be
// somebody's.
const learnedLeast = 5

// Few says that there are too few people to show how many of them.
func (l LearnedBy) Few() bool { return l.People < learnedLeast }

// LearnedRoles are those whose reading is counted: whoever people tell first, the top, and
// who handles.
func LearnedRoles() [][]gehoor.Role {
	return [][]gehoor.Role{
		{gehoor.RoleManager},
		{gehoor.RoleAdviser},
		{gehoor.RoleMayor, gehoor.RoleDeputyMayor, gehoor.RoleSecretary, gehoor.RoleDeputySecretary, gehoor.RoleCouncilClerk},
		{gehoor.RoleCaseworker, gehoor.RoleHead, gehoor.RoleExternal},
	}
}

// Learned counts for an administrator who read the cards in force, and practised them.
func (c *Casework) Learned(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]Learned, error) {
	if _, err := c.Administrator(ctx, org, who); err != nil {
		return nil, err
	}
	cards, err := c.Cards(ctx, org)
	if err != nil {
		return nil, err
	}
	all := make([]Learned, len(cards))
	for i, card := range cards {
		all[i] = Learned{Card: card, By: make([]LearnedBy, len(LearnedRoles()))}
	}
	for r, roles := range LearnedRoles() {
		var reads []ledger.Version
		people, err := c.withRoles(ctx, org, &reads, roles...)
		if err != nil {
			return nil, err
		}
		for i, card := range cards {
			all[i].By[r] = learnedBy(people, card.Digest())
		}
	}
	return all, nil
}

func learnedBy(people []*directory.Person, digest string) LearnedBy {
	l := LearnedBy{People: len(people)}
	for _, p := range people {
		if read, did := p.Cards[digest]; did {
			l.Read++
			if !read.PractisedAt.IsZero() {
				l.Practised++
			}
		}
	}
	return l
}
