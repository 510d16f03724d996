package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
)

// SendTimeout is how long one message may take: a relay in the same town hall
// answers in a second, a slow one in a few.
const SendTimeout = 30 * time.Second

// Workers is how many messages are on their way at once. A hanging recipient
// takes one of them; relays commonly allow that many connections.
const Workers = 4

// MaxBatch bounds one delivery, and with it the lease: a node that dies with a
// batch in hand delays it by less than ten minutes.
const MaxBatch = 64

// Backoff is how long a message waits after its first, second … failure: soon at
// first, because a relay that restarts is back in a minute, and then for longer
// than a night's maintenance. After one failure more it is given up, which is
// about three days after it was first tried: a weekend in which nobody looks.
func Backoff() []time.Duration {
	return []time.Duration{
		time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour,
		12 * time.Hour, 12 * time.Hour, 24 * time.Hour, 24 * time.Hour,
	}
}

// MaxWait is longer than any message waits between two attempts.
const MaxWait = 48 * time.Hour

// Result says what became of a batch, in numbers of messages.
type Result struct {
	Sent int
	// Failed will be tried again; Dead were given up now.
	Failed, Dead int
	// Dropped were for people who want no messages.
	Dropped int
	// Reasons counts why sending failed, in words that may be logged.
	Reasons map[string]int
}

// Courier delivers messages: out of a store, through a channel.
type Courier struct {
	Store   Store
	Channel Channel
	// News knows where reporters want mail; nil where no reporter is sent any.
	News *NewsDesk
	// Hook is the webhook whose messages the channel takes; "" is mail.
	Hook Hook
}

// Deliver sends what an organisation has that may go at now, at most limit
// messages (and [MaxBatch]), and returns when all of them are sent, failed or
// left. It returns an error only
// for the store: what was not recorded then goes again when its lease ends. When
// ctx ends, what is not yet sent is left, and counts as no attempt.
func (c Courier) Deliver(ctx context.Context, org gehoor.OrgID, now time.Time, limit int) (Result, error) {
	limit = min(limit, MaxBatch)
	if limit < 1 {
		return Result{}, nil
	}
	messages, err := c.claim(ctx, org, now, limit)
	if err != nil {
		return Result{}, fmt.Errorf("notify: claim messages: %w", err)
	}
	d := delivery{Courier: c, now: now, result: Result{Reasons: map[string]int{}}}
	waiting := make(chan []Message)
	var workers sync.WaitGroup
	for range Workers {
		workers.Go(func() {
			for some := range waiting {
				d.deliver(ctx, some)
			}
		})
	}
	for _, some := range byRecipient(messages) {
		waiting <- some
	}
	close(waiting)
	workers.Wait()
	return d.result, errors.Join(d.faults...)
}

func (c Courier) claim(ctx context.Context, org gehoor.OrgID, now time.Time, limit int) ([]Message, error) {
	if c.Hook != "" {
		return c.Store.ClaimHook(ctx, org, c.Hook, now, lease(limit), limit)
	}
	return c.Store.Claim(ctx, org, now, lease(limit), limit)
}

// lease is longer than a batch of this size takes when every recipient hangs:
// one round more than the workers need.
func lease(limit int) time.Duration {
	rounds := (limit + Workers - 1) / Workers
	return time.Duration(rounds+1) * SendTimeout
}

// byRecipient puts together what waits for one person, in the order of claiming, and
// what waits for a webhook by kind, which an event says and a mail does not.
func byRecipient(messages []Message) [][]Message {
	type recipient struct {
		to       gehoor.PersonID
		reporter Link
		hooked   Kind
	}
	place := make(map[recipient]int, len(messages))
	var groups [][]Message
	for _, m := range messages {
		r := recipient{to: m.To, reporter: m.Reporter}
		if m.Hook != "" {
			r.hooked = m.Kind
		}
		i, ok := place[r]
		if !ok {
			i = len(groups)
			place[r] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], m)
	}
	return groups
}

// delivery is one batch on its way.
type delivery struct {
	Courier
	now time.Time

	mu     sync.Mutex // guards all below
	result Result
	faults []error
}

// deliver sends one message for all that wait for one person.
func (d *delivery) deliver(ctx context.Context, some []Message) {
	if ctx.Err() != nil {
		return
	}
	to, m, err := d.find(ctx, some)
	if errors.Is(err, gehoor.ErrNotFound) {
		d.done(ctx, some, &d.result.Dropped)
		return
	}
	if err != nil {
		d.fault("find an address", err)
		return
	}
	one, cancel := context.WithTimeout(ctx, SendTimeout)
	err = d.Channel.Send(one, to, m)
	cancel()
	switch {
	case err == nil:
		d.done(ctx, some, &d.result.Sent)
	case ctx.Err() == nil:
		d.failed(ctx, some, err)
	}
}

// forget forgets an address to which the last mail went, or never will: of a reporter,
// or a former one of staff.
func (d *delivery) forget(ctx context.Context, m Message) {
	if m.Kind == KindMoved {
		if err := d.Store.PutAddress(ctx, Address{Org: m.Org, Person: m.To}); err != nil {
			d.fault("forget a former address", err)
		}
		return
	}
	if m.Kind != KindNewsLast || m.Reporter == "" {
		return
	}
	if err := d.Store.DeleteNews(ctx, m.Org, m.Reporter); err != nil {
		d.fault("forget an address", err)
	}
}

// find is where messages for one recipient go, and the one that is sent for all.
func (c Courier) find(ctx context.Context, some []Message) (Address, Message, error) {
	m := some[0]
	if m.Hook != "" {
		return Address{Org: m.Org}, m, nil
	}
	if m.Reporter == "" {
		to, err := c.Store.Address(ctx, m.Org, m.To)
		return to, m, err
	}
	if c.News == nil {
		return Address{}, m, gehoor.ErrNotFound
	}
	return c.News.find(ctx, some)
}

// done removes messages. It does so even when ctx has just ended: what was sent
// should not go again. The first goes last: it gave what was sent its name, so that
// what goes twice because of a crash in between has that name again.
func (d *delivery) done(ctx context.Context, some []Message, count *int) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), SendTimeout)
	defer cancel()
	for _, m := range slices.Backward(some) {
		d.forget(ctx, m) // before the message goes: a crash repeats it
		if err := d.Store.Sent(ctx, m.ID); err != nil {
			d.fault("remove a sent message", err)
			continue
		}
		d.count(count)
	}
}

// failed counts the attempt against each message, and gives up those that had
// enough or that can never arrive.
func (d *delivery) failed(ctx context.Context, some []Message, cause error) {
	text, permanent := reason(cause)
	d.mu.Lock()
	d.result.Reasons[text]++
	d.mu.Unlock()
	for _, m := range some {
		if m.Kind == KindMoved && (permanent || m.Attempts+1 >= AlarmAttempts) {
			// Often an address was changed because nothing arrives there: no alarm.
			d.done(ctx, []Message{m}, &d.result.Dropped)
			continue
		}
		retryAt, dead := next(m, d.now, permanent)
		if err := d.Store.Failed(ctx, m.ID, retryAt, dead, text); err != nil {
			d.fault("record a failure", err)
			continue
		}
		if dead {
			d.forget(ctx, m)
			d.count(&d.result.Dead)
		} else {
			d.count(&d.result.Failed)
		}
	}
}

// next says when a message that failed once more is tried again, or that it is
// given up, now.
func next(m Message, now time.Time, permanent bool) (retryAt time.Time, dead bool) {
	spans := Backoff()
	if permanent || m.Attempts >= len(spans) {
		return now, true
	}
	return now.Add(spans[max(m.Attempts, 0)]), false
}

func (d *delivery) count(n *int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	*n++
}

func (d *delivery) fault(verb string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = append(d.faults, fmt.Errorf("notify: %s: %w", verb, err))
}
