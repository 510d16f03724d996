package ledgertest

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

func found[K comparable, V any](ctx context.Context, in map[K]V, k K) (V, error) {
	v, ok := in[k]
	if !ok {
		return v, gehoor.ErrNotFound
	}
	return v, ctx.Err()
}

// Login implements [account.Store].
func (m *Memory) Login(ctx context.Context, org gehoor.OrgID, name string) (account.Login, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, l := range m.logins {
		if k.org == org && l.Name == name {
			l.Wrapped = bytes.Clone(l.Wrapped)
			return l, ctx.Err()
		}
	}
	return account.Login{}, gehoor.ErrNotFound
}

// LoginOf implements [account.Store].
func (m *Memory) LoginOf(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID) (account.Login, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, err := found(ctx, m.logins, personKey{org, p})
	l.Wrapped = bytes.Clone(l.Wrapped)
	return l, err
}

var errTaken = errors.New("ledgertest: the name is another person's")

// PutLogin implements [account.Store].
func (m *Memory) PutLogin(ctx context.Context, l account.Login) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, other := range m.logins {
		if k.org == l.Org && k.person != l.Person && other.Name == l.Name {
			return errTaken
		}
	}
	l.Wrapped = bytes.Clone(l.Wrapped)
	m.logins[personKey{l.Org, l.Person}] = l
	return ctx.Err()
}

// Session implements [account.Store].
func (m *Memory) Session(ctx context.Context, token [32]byte) (account.Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.sessions, token)
}

// PutSession implements [account.Store].
func (m *Memory) PutSession(ctx context.Context, s account.Session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keepSession(s)
	return ctx.Err()
}

// keepSession keeps a copy; the caller holds the lock.
func (m *Memory) keepSession(s account.Session) {
	if s.Mailbox != nil {
		own := *s.Mailbox
		s.Mailbox = &own
	}
	m.sessions[s.Token] = s
}

// DeleteSession implements [account.Store].
func (m *Memory) DeleteSession(ctx context.Context, token [32]byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, token)
	return ctx.Err()
}

// DeleteSessionsBefore implements [account.Store].
func (m *Memory) DeleteSessionsBefore(ctx context.Context, seen time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.sessions)
	for k, s := range m.sessions {
		if s.SeenAt.Before(seen) {
			delete(m.sessions, k)
		}
	}
	return n - len(m.sessions), ctx.Err()
}

// Mailbox implements [account.Store].
func (m *Memory) Mailbox(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (account.Mailbox, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.mailboxes, lookupKey{org, lookup})
}

// Draft implements [account.Store].
func (m *Memory) Draft(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (account.Draft, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := found(ctx, m.drafts, lookupKey{org, lookup})
	d.Sealed = bytes.Clone(d.Sealed)
	return d, err
}

// PutDraft implements [account.Store].
func (m *Memory) PutDraft(ctx context.Context, d account.Draft) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	d.Sealed = bytes.Clone(d.Sealed)
	m.drafts[lookupKey{d.Org, d.Lookup}] = d
	return ctx.Err()
}

// DeleteDraft implements [account.Store].
func (m *Memory) DeleteDraft(ctx context.Context, org gehoor.OrgID, lookup [32]byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.drafts, lookupKey{org, lookup})
	return ctx.Err()
}

// DeleteDraftsBefore implements [account.Store].
func (m *Memory) DeleteDraftsBefore(ctx context.Context, saved time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.drafts)
	for k, d := range m.drafts {
		if d.SavedOn.Before(saved) {
			delete(m.drafts, k)
		}
	}
	return n - len(m.drafts), ctx.Err()
}
