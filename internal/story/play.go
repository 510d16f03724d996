package story

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

// Failure is a line that did not come out as it says.
type Failure struct {
	Name string
	Line int
	// Text is the line.
	Text  string
	Found string
	Err   error // the cause, if there is one
}

// Error is "late.story:14: expect acknowledge met: found late".
func (f *Failure) Error() string {
	return fmt.Sprintf("%s:%d: %s: %s", f.Name, f.Line, f.Text, f.Found)
}

// Unwrap returns the cause.
func (f *Failure) Unwrap() error { return f.Err }

// Play plays stories in one world, at now. What happens in several stories
// happens in the order of its moments, so that the clock never goes back. At the
// end the clock ticks up to now, unless a story went past it.
//
// Expectations that fail are told together as [*Failure]s; an act that fails ends
// the play, because what follows leans on it.
func Play(ctx context.Context, w World, now time.Time, stories ...*Story) error {
	p := &player{World: w, now: now}
	open := len(stories) == 1 // a story by itself may play on any day
	for _, s := range stories {
		scenes, err := timeline(s, now, open)
		if err != nil {
			return err
		}
		if s.Org() != w.Org {
			return errElsewhere(s)
		}
		p.runs = append(p.runs, newRun(p, s, scenes))
	}
	for {
		r := p.next()
		if r == nil {
			break
		}
		if err := r.scene(ctx); err != nil {
			return errors.Join(append(p.failures, err)...)
		}
	}
	if p.Clock.Now().Before(now) {
		if err := p.pass(ctx, now); err != nil {
			return err
		}
	}
	return errors.Join(p.failures...)
}

// player is a play of one or more stories.
type player struct {
	World
	now      time.Time
	runs     []*run
	told     []telling
	failures []error
	// up is since when the server is not asleep.
	up time.Time
	// record is what is written down of a rehearsal; nil when a story is only played.
	record *record
}

// telling is a message that somebody got.
type telling struct {
	notify.Message
	// at is when it went: with the next batch, or when the server woke.
	at time.Time
	// dossier is what it is about; "" if it is about none.
	dossier gehoor.DossierID
}

// next is the run whose next scene comes first; nil when all are played.
func (p *player) next() *run {
	var first *run
	for _, r := range p.runs {
		if len(r.scenes) > 0 && (first == nil || r.scenes[0].at.Before(first.scenes[0].at)) {
			first = r
		}
	}
	return first
}

// pass lets time pass until at, and the clock tick at every moment between at
// which something is due.
func (p *player) pass(ctx context.Context, at time.Time) error {
	var before view.DueItem
	for {
		due, err := p.Lists.DueBefore(ctx, at, view.DueItem{}, 1)
		if err != nil {
			return fmt.Errorf("story: look at the due list: %w", err)
		}
		if len(due) == 0 {
			break
		}
		if due[0] == before {
			return fmt.Errorf("story: the clock woke a dossier at %s, and nothing came of it", local(before.At))
		}
		before = due[0]
		if before.At.After(p.Clock.Now()) {
			p.Clock.Set(before.At)
		}
		if err := p.tick(ctx); err != nil {
			return err
		}
	}
	p.Clock.Set(at)
	return p.deliver(ctx, at)
}

// lastPost delivers what waits for the next batch when the story ends.
func (p *player) lastPost(ctx context.Context) error {
	return p.deliver(ctx, p.Clock.Now().Add(time.Hour))
}

// maxTicks bounds how often a tick is asked to go on.
const maxTicks = 1000

// tick does what a server's clock does, until nothing is left to do.
func (p *player) tick(ctx context.Context) error {
	for range maxTicks {
		done, err := p.Casework.Tick(ctx)
		if err != nil {
			return fmt.Errorf("story: tick at %s: %w", local(p.Clock.Now()), err)
		}
		if done == 0 {
			if err := p.deliver(ctx, p.Clock.Now()); err != nil {
				return err
			}
			return p.look(ctx)
		}
	}
	return fmt.Errorf("story: the clock does not come to rest at %s", local(p.Clock.Now()))
}

const (
	claimLimit = 100
	claimLease = time.Minute
)

// look writes down what happened, if somebody wants to know.
func (p *player) look(ctx context.Context) error {
	if p.record == nil {
		return nil
	}
	return p.record.look(ctx, p.Watch.touches())
}

// deliver takes what may go until a moment from the outbox to those whom it is for.
func (p *player) deliver(ctx context.Context, until time.Time) error {
	for {
		messages, err := p.Outbox.Claim(ctx, p.Org, until, claimLease, claimLimit)
		if err != nil || len(messages) == 0 {
			return err
		}
		for _, m := range messages {
			if err := p.Outbox.Sent(ctx, m.ID); err != nil {
				return fmt.Errorf("story: deliver: %w", err)
			}
			t := telling{Message: m, at: m.NotBefore, dossier: p.Watch.dossierOf(m.ID)}
			if t.at.Before(p.up) {
				t.at = p.up
			}
			p.told = append(p.told, t)
			if p.record != nil {
				p.record.told(t)
			}
		}
	}
}
