package memory

import (
	"cmp"
	"context"
	"fmt"
	"maps"
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

// newsKey names a reporter's address.
type newsKey struct {
	org  gehoor.OrgID
	link notify.Link
}

// Claim implements [notify.Store].
func (m *Store) Claim(ctx context.Context, org gehoor.OrgID, now time.Time, lease time.Duration, limit int) ([]notify.Message, error) {
	return m.ClaimHook(ctx, org, "", now, lease, limit)
}

// ClaimHook implements [notify.Store].
func (m *Store) ClaimHook(ctx context.Context, org gehoor.OrgID, hook notify.Hook, now time.Time, lease time.Duration, limit int) ([]notify.Message, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ready []*waiting
	for _, w := range m.outbox {
		if w.Org == org && w.Hook == hook && w.DeadAt.IsZero() && (!w.readyAt.After(now) || w.readyAt.After(now.Add(notify.MaxWait))) {
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

// Enqueue implements [notify.Store].
func (m *Store) Enqueue(ctx context.Context, msg notify.Message) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.outbox[msg.ID] != nil {
		return fmt.Errorf("memory: message %s is there already", msg.ID)
	}
	m.outbox[msg.ID] = &waiting{Message: msg, readyAt: msg.NotBefore}
	return ctx.Err()
}

// Sent implements [notify.Store].
func (m *Store) Sent(ctx context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.outbox, id)
	return ctx.Err()
}

// Failed implements [notify.Store].
func (m *Store) Failed(ctx context.Context, id string, retryAt time.Time, dead bool, reason string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.outbox[id]; w != nil {
		w.Attempts++
		w.readyAt, w.Reason = retryAt, reason
		if dead {
			w.DeadAt = retryAt
		}
	}
	return ctx.Err()
}

// Waiting implements [notify.Store].
func (m *Store) Waiting(ctx context.Context, org gehoor.OrgID) (alive, dead int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, w := range m.outbox {
		switch {
		case w.Org != org:
		case w.DeadAt.IsZero():
			alive++
		default:
			dead++
		}
	}
	return alive, dead, ctx.Err()
}

// DeleteHooksBefore implements [notify.Store].
func (m *Store) DeleteHooksBefore(ctx context.Context, notBefore time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := len(m.outbox)
	maps.DeleteFunc(m.outbox, func(_ string, w *waiting) bool { return w.Hook != "" && w.NotBefore.Before(notBefore) })
	return before - len(m.outbox), ctx.Err()
}

// inTrouble are an organisation's messages that could not be delivered, the
// oldest first.
func (m *Store) inTrouble(org gehoor.OrgID) []*waiting {
	var all []*waiting
	for _, w := range m.outbox {
		if w.Org == org && (w.Attempts >= notify.AlarmAttempts || !w.DeadAt.IsZero()) {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b *waiting) int {
		return cmp.Or(a.NotBefore.Compare(b.NotBefore), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Trouble implements [notify.Store].
func (m *Store) Trouble(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, scope notify.Scope) (notify.Trouble, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var t notify.Trouble
	for _, w := range m.inTrouble(org) {
		if !within(scope, who, w.Message) {
			continue
		}
		if t.Messages++; t.Messages == 1 {
			t.Since = w.NotBefore
		}
		if !w.DeadAt.IsZero() {
			t.Dead++
		}
	}
	return t, ctx.Err()
}

// within says whether a scope holds a message for somebody who asks.
func within(scope notify.Scope, who gehoor.PersonID, m notify.Message) bool {
	switch scope {
	case notify.ScopeAll:
		return true
	case notify.ScopeHooks:
		return m.Hook != ""
	}
	return m.Hook == "" && (m.To == who && who != "" || scope == notify.ScopeOpen && !m.Quiet)
}

// Undelivered implements [notify.Store].
func (m *Store) Undelivered(ctx context.Context, org gehoor.OrgID, limit int) ([]notify.Message, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []notify.Message
	for _, w := range m.inTrouble(org) {
		if len(out) < limit {
			out = append(out, w.Message)
		}
	}
	return out, ctx.Err()
}

// Retry implements [notify.Store].
func (m *Store) Retry(ctx context.Context, org gehoor.OrgID, id string, now time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, w := range m.inTrouble(org) {
		if id == "" || w.ID == id {
			w.Attempts, w.readyAt, w.DeadAt = notify.AlarmAttempts, now, time.Time{}
			n++
		}
	}
	return n, ctx.Err()
}

// Drop implements [notify.Store].
func (m *Store) Drop(ctx context.Context, org gehoor.OrgID, id string) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, w := range m.inTrouble(org) {
		if id == "" || w.ID == id {
			delete(m.outbox, w.ID)
			n++
		}
	}
	return n, ctx.Err()
}

// MailTexts implements [notify.Store].
func (m *Store) MailTexts(ctx context.Context, org gehoor.OrgID) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.mailTexts, org)
}

// PutMailTexts implements [notify.Store].
func (m *Store) PutMailTexts(ctx context.Context, org gehoor.OrgID, yaml string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if yaml == "" {
		delete(m.mailTexts, org)
	} else {
		m.mailTexts[org] = yaml
	}
	return ctx.Err()
}

// Address implements [notify.Store].
func (m *Store) Address(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID) (notify.Address, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.addresses, personKey{org, p})
}

// PutAddress implements [notify.Store].
func (m *Store) PutAddress(ctx context.Context, a notify.Address) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if a.Mail == "" {
		delete(m.addresses, personKey{a.Org, a.Person})
	} else {
		m.addresses[personKey{a.Org, a.Person}] = a
	}
	return ctx.Err()
}

// Reach implements [notify.Store].
func (m *Store) Reach(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID) (notify.Reach, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.reach, personKey{org, p})
}

// News implements [notify.Store].
func (m *Store) News(ctx context.Context, org gehoor.OrgID, link notify.Link) (notify.News, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.news, newsKey{org, link})
}

// NewsByCode implements [notify.Store].
func (m *Store) NewsByCode(ctx context.Context, org gehoor.OrgID, code [32]byte) (notify.News, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, n := range m.news {
		if n.Org == org && n.Code == code {
			return n, ctx.Err()
		}
	}
	return notify.News{}, gehoor.ErrNotFound
}

// PutNews implements [notify.Store].
func (m *Store) PutNews(ctx context.Context, n notify.News) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.news[newsKey{n.Org, n.Link}] = n
	return ctx.Err()
}

// DeleteNews implements [notify.Store].
func (m *Store) DeleteNews(ctx context.Context, org gehoor.OrgID, link notify.Link) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.news, newsKey{org, link})
	return ctx.Err()
}

// DeleteNewsBefore implements [notify.Store].
func (m *Store) DeleteNewsBefore(ctx context.Context, asked time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.news)
	maps.DeleteFunc(m.news, func(_ newsKey, one notify.News) bool { return !one.Confirmed && one.AskedOn.Before(asked) })
	return n - len(m.news), ctx.Err()
}
