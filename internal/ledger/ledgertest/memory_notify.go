package ledgertest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
)

// waiting is a message with the end of its lease.
type waiting struct {
	notify.Message
	readyAt time.Time
}

// Claim implements [notify.Store].
func (m *Memory) Claim(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]notify.Message, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ready []*waiting
	for _, w := range m.outbox {
		if w.DeadAt.IsZero() && !w.readyAt.After(now) {
			ready = append(ready, w)
		}
	}
	slices.SortFunc(ready, func(a, b *waiting) int { return cmp.Or(a.readyAt.Compare(b.readyAt), cmp.Compare(a.ID, b.ID)) })
	var out []notify.Message
	for _, w := range ready[:min(limit, len(ready))] {
		w.readyAt = now.Add(lease)
		out = append(out, w.Message)
	}
	slices.SortFunc(out, func(a, b notify.Message) int {
		return cmp.Or(a.NotBefore.Compare(b.NotBefore), cmp.Compare(a.ID, b.ID))
	})
	return out, ctx.Err()
}

// Sent implements [notify.Store].
func (m *Memory) Sent(ctx context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.outbox, id)
	return ctx.Err()
}

// Failed implements [notify.Store].
func (m *Memory) Failed(ctx context.Context, id string, retryAt time.Time, dead bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.outbox[id]; w != nil {
		w.Attempts++
		w.readyAt = retryAt
		if dead {
			w.DeadAt = retryAt
		}
	}
	return ctx.Err()
}

// Waiting implements [notify.Store].
func (m *Memory) Waiting(ctx context.Context) (alive, dead int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, w := range m.outbox {
		if w.DeadAt.IsZero() {
			alive++
		} else {
			dead++
		}
	}
	return alive, dead, ctx.Err()
}

// Address implements [notify.Store].
func (m *Memory) Address(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID) (notify.Address, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.addresses, personKey{org, p})
}

// PutAddress implements [notify.Store].
func (m *Memory) PutAddress(ctx context.Context, a notify.Address) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if a.Mail == "" {
		delete(m.addresses, personKey{a.Org, a.Person})
	} else {
		m.addresses[personKey{a.Org, a.Person}] = a
	}
	return ctx.Err()
}
