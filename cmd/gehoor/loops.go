package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/witness"
)

// What a node does without anybody asking. Each loop waits for the next whole
// multiple of its period, does its work once at that moment, and ends with the
// context. Several nodes may run the same loops: the stores see to it that what
// is due is done once.
const (
	// tickEvery: an alert about somebody who waits too long may be this late.
	tickEvery = 5 * time.Second
	// deliverEvery: mail about an unsafe reporter goes within seconds.
	deliverEvery = 5 * time.Second
	// sweepEvery: what has expired is of no use, only of a size.
	sweepEvery = time.Hour
	// deliverBatch is how many messages one round takes at most.
	deliverBatch = notify.MaxBatch
	// maxTicks bounds one round; the next takes the rest.
	maxTicks = 50
	// maxPatience is how long a witness may take to answer; less where checkpoints
	// come often. Nobody waits for it: what is published is published.
	maxPatience = 10 * time.Second
)

// loops runs all loops until the context ends, and returns when they have ended.
func (n *node) loops(ctx context.Context) {
	var running sync.WaitGroup
	start := func(period time.Duration, work func(context.Context, time.Time)) {
		running.Go(func() { repeat(ctx, period, work) })
	}
	start(n.every, n.publish)
	start(tickEvery, n.tick)
	start(sweepEvery, n.sweep)
	if n.certificate != nil {
		start(lookEvery, n.certificate.look)
	}
	if n.channel != nil {
		start(deliverEvery, n.deliver)
	}
	for _, one := range n.hooks { // each by itself: one that hangs holds up no other
		start(deliverEvery, func(ctx context.Context, _ time.Time) { n.deliverTo(ctx, one) })
	}
	running.Wait()
}

// repeat does work at every whole multiple of period. A round that takes longer
// than the period leaves out what it missed.
func repeat(ctx context.Context, period time.Duration, work func(context.Context, time.Time)) {
	for {
		now := time.Now()
		at := register.NextPublish(now, period)
		timer := time.NewTimer(at.Sub(now))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
			work(ctx, at)
		}
	}
}

// failed logs what went wrong, unless it is that the node is stopping. Errors of
// our packages name no person and no dossier.
func (n *node) failed(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		n.pulse.beat(what, err)
	}
	if err != nil && ctx.Err() == nil {
		n.log.Error(what, "error", err.Error())
	}
}

// publish adds a checkpoint to the log, with what changed of the keys of staff, and
// asks the witnesses about it.
func (n *node) publish(ctx context.Context, _ time.Time) {
	n.failed(ctx, "state the keys", n.cases.StateKeys(ctx, n.org))
	c, err := n.publisher.Publish(ctx)
	n.failed(ctx, "publish", err)
	if err == nil && n.circle != nil {
		n.askWitnesses(ctx, c)
	}
}

// askWitnesses ends before the next checkpoint is due. What it logs names
// witnesses and sizes, which are public.
func (n *node) askWitnesses(ctx context.Context, c register.Checkpoint) {
	answers, err := n.circle.Ask(ctx, c, min(maxPatience, n.every/2))
	n.failed(ctx, "ask witnesses", err)
	if ctx.Err() != nil {
		return
	}
	for _, a := range answers {
		switch {
		case a.State.Trouble(): // at each checkpoint, until somebody looks
			n.log.Error("a witness has seen another log than this one", "witness", a.Witness, "state", a.State, "error", a.Err.Error())
		case a.Changed && a.State == witness.Cosigned:
			n.log.Info("a witness cosigns again", "witness", a.Witness)
		case a.Changed:
			n.log.Warn("a witness does not cosign", "witness", a.Witness, "state", a.State, "error", a.Err.Error())
		}
	}
}

// tick wakes dossiers in which something is due, and lists what was destroyed. A
// tick that ends, well or not, shows that the server is alive; one that hangs does
// not. A dossier that cannot be woken is reported each time that it is tried, ever more
// seldom.
func (n *node) tick(ctx context.Context, _ time.Time) {
	n.keepErased(ctx)
	for range maxTicks {
		done, err := n.cases.Tick(ctx)
		alive()
		if errors.Is(err, casework.ErrStuck) { // the rest was done
			n.failed(ctx, "wake", err)
			err = nil
		}
		n.failed(ctx, "tick", err)
		if err != nil || done == 0 {
			return
		}
	}
}

// deliver sends what waits in the outbox.
func (n *node) deliver(ctx context.Context, _ time.Time) {
	now := n.time.Now()
	courier := notify.Courier{Store: n.db, Channel: n.channel, News: n.news}
	result, err := courier.Deliver(ctx, n.org, now, deliverBatch)
	n.failed(ctx, "deliver", err)
	for why, times := range result.Reasons {
		n.log.Warn("mail was not taken", "reason", why, "times", times)
	}
	if result.Dead > 0 {
		n.log.Error("mail was given up", "messages", result.Dead)
	}
}

// deliverTo sends what waits for one webhook.
func (n *node) deliverTo(ctx context.Context, to hooked) {
	courier := notify.Courier{Store: n.db, Channel: to.channel, Hook: to.name}
	result, err := courier.Deliver(ctx, n.org, n.time.Now(), deliverBatch)
	n.failed(ctx, "deliver to webhooks", err)
	for why, times := range result.Reasons {
		n.log.Warn("a webhook did not take what is for it", "webhook", to.name, "reason", why, "times", times)
	}
	if result.Dead > 0 {
		n.log.Error("what is for a webhook was given up", "webhook", to.name, "events", result.Dead)
	}
}

// sweep removes sessions, drafts and addresses of reporters that have expired, and
// parts of files that nobody named.
func (n *node) sweep(ctx context.Context, _ time.Time) {
	now := n.time.Now()
	_, _, err := n.door.Sweep(ctx, now)
	n.failed(ctx, "sweep", err)
	_, err = n.news.Sweep(ctx, now)
	n.failed(ctx, "sweep addresses", err)
	_, err = n.db.DeleteHooksBefore(ctx, now.Add(-notify.HookLife))
	n.failed(ctx, "sweep webhooks", err)
	_, err = n.cases.SweepDrafts(ctx)
	n.failed(ctx, "sweep drafts of staff", err)
	_, err = n.cases.SweepParts(ctx)
	n.failed(ctx, "sweep files", err)
	n.failed(ctx, "overwrite what was erased", n.cases.Scrub(ctx))
}
