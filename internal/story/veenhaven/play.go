package veenhaven

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/store/memory"
	"github.com/gehoor/gehoor/internal/story"
)

// Rehearsal says under what stories are rehearsed.
type Rehearsal struct {
	// Protocols are what dossiers follow; none are those that the story names.
	Protocols protocol.Set
	Setting   protocol.Setting
	// Now is the moment of playing, from which a story may count back.
	Now time.Time
	// Try: see [story.Rehearse].
	Try bool
}

// foundedDaysBefore is how long before a story's first moment its municipality is
// founded.
const foundedDaysBefore = 30

// Play plays a story in a Veenhaven of its own, which is in memory and gone
// afterwards. Nobody seals. For the errors see [story.Rehearse].
func (r Rehearsal) Play(ctx context.Context, s *story.Story) (rehearsal.Timeline, error) {
	begins, err := s.Begins(r.Now)
	if err != nil {
		return rehearsal.Timeline{}, err
	}
	set, err := r.set(s)
	if err != nil {
		return rehearsal.Timeline{}, err
	}
	w, err := r.world(ctx, memory.New(), set, begins.AddDate(0, 0, -foundedDaysBefore))
	if err != nil {
		return rehearsal.Timeline{}, err
	}
	t, err := story.Rehearse(ctx, w, r.Now, s, r.Try)
	if err != nil {
		return rehearsal.Timeline{}, err
	}
	t.People = staff()
	for _, d := range set {
		t.Protocols = append(t.Protocols, rehearsal.Protocol{Code: d.Code, Version: d.Version, Digest: d.Digest(), Title: d.Title})
		for _, one := range d.Steps {
			t.Steps = append(t.Steps, rehearsal.Step{Code: string(one.Code), Actor: string(one.Actor), Label: one.Label})
		}
	}
	return t, nil
}

// set is under which protocols a story is rehearsed.
func (r Rehearsal) set(s *story.Story) (protocol.Set, error) {
	if len(r.Protocols) > 0 {
		return r.Protocols, nil
	}
	return shipped.Named(casework.Vocabulary(), s.Protocols()...)
}

// world founds the municipality on a day.
func (r Rehearsal) world(ctx context.Context, stores *memory.Store, set protocol.Set, on time.Time) (story.World, error) {
	clock := &story.Clock{}
	clock.Set(on)
	random := names()
	watch := story.NewWatch(stores)
	c := casework.New(casework.Deps{
		Events: watch, Lists: stores, Accounts: stores, Log: stores, Source: ledger.Source{Now: clock.Now, Random: random},
		Trial: true, Protocols: set, Setting: r.Setting,
	})
	f, cast := Rehearse(random)
	if err := c.Found(ctx, Org, f); err != nil {
		return story.World{}, err
	}
	if err := Keep(ctx, c); err != nil {
		return story.World{}, err
	}
	form, err := questionnaire.Newest("signal")
	return story.World{
		Org: Org, Casework: c, Lists: stores, Log: stores, Mailboxes: stores, Outbox: stores, Watch: watch, Clock: clock, Browsers: story.NewNaming(),
		Cast: cast, Roles: Roles(), Questionnaire: form,
	}, err
}

// names gives the same identifiers to every rehearsal. They name and protect
// nothing.
func names() func([]byte) {
	r := rand.NewChaCha8([32]byte{'r', 'e', 'h', 'e', 'a', 'r', 's', 'a', 'l'})
	return func(b []byte) { _, _ = r.Read(b) }
}

// Roles are those of everybody, by login.
func Roles() map[string]gehoor.Role {
	roles := map[string]gehoor.Role{}
	for _, p := range People() {
		roles[p.Login] = p.Role
	}
	return roles
}

func staff() []rehearsal.Person {
	var all []rehearsal.Person
	for _, p := range People() {
		all = append(all, rehearsal.Person{Login: p.Login, Name: p.Name, Role: p.Role, Function: p.Function})
	}
	return all
}
