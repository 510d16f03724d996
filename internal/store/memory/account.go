package memory

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
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
func (m *Store) Login(ctx context.Context, org gehoor.OrgID, name string) (account.Login, error) {
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
func (m *Store) LoginOf(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID) (account.Login, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, err := found(ctx, m.logins, personKey{org, p})
	l.Wrapped = bytes.Clone(l.Wrapped)
	return l, err
}

var errTaken = errors.New("memory: the name is another person's")

// PutLogin implements [account.Store].
func (m *Store) PutLogin(ctx context.Context, l account.Login) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.taken(l.Org, l.Person, l.Name) {
		return errTaken
	}
	m.keepLogin(l)
	return ctx.Err()
}

// taken says whether a login's name is another person's; the caller holds the lock.
func (m *Store) taken(org gehoor.OrgID, person gehoor.PersonID, name string) bool {
	for k, other := range m.logins {
		if k.org == org && k.person != person && other.Name == name {
			return true
		}
	}
	return false
}

// keepLogin keeps a copy; the caller holds the lock.
func (m *Store) keepLogin(l account.Login) {
	l.Wrapped = bytes.Clone(l.Wrapped)
	m.logins[personKey{l.Org, l.Person}] = l
}

// ChangeLogin implements [account.Store].
func (m *Store) ChangeLogin(ctx context.Context, l account.Login, old [32]byte) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	was, ok := m.logins[personKey{l.Org, l.Person}]
	if !ok || was.Secret != old {
		return false, ctx.Err()
	}
	was.Secret, was.Wrapped = l.Secret, l.Wrapped
	m.keepLogin(was)
	return true, ctx.Err()
}

// invitedBefore says whether another person's invitation has this name or code;
// the caller holds the lock.
func (m *Store) invitedBefore(i account.Invitation) bool {
	for k, other := range m.invited {
		if k.org == i.Org && k.person != i.Person && (other.Name == i.Name || other.Secret == i.Secret) {
			return true
		}
	}
	return false
}

// Invitation implements [account.Store].
func (m *Store) Invitation(ctx context.Context, org gehoor.OrgID, secret [32]byte) (account.Invitation, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, i := range m.invited {
		if k.org == org && i.Secret == secret {
			return i, ctx.Err()
		}
	}
	return account.Invitation{}, gehoor.ErrNotFound
}

// Invitations implements [account.Store].
func (m *Store) Invitations(ctx context.Context, org gehoor.OrgID) ([]account.Invitation, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []account.Invitation
	for k, i := range m.invited {
		if k.org == org {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, func(a, b account.Invitation) int { return strings.Compare(a.Name, b.Name) })
	return all, ctx.Err()
}

// Session implements [account.Store].
func (m *Store) Session(ctx context.Context, token [32]byte) (account.Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.sessions, token)
}

// PutSession implements [account.Store].
func (m *Store) PutSession(ctx context.Context, s account.Session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keepSession(s)
	return ctx.Err()
}

// keepSession keeps a copy; the caller holds the lock.
func (m *Store) keepSession(s account.Session) {
	if s.Mailbox != nil {
		own := *s.Mailbox
		s.Mailbox = &own
	}
	m.sessions[s.Token] = s
}

// DeleteSession implements [account.Store].
func (m *Store) DeleteSession(ctx context.Context, token [32]byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, token)
	return ctx.Err()
}

// SessionsOf implements [account.Store].
func (m *Store) SessionsOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) ([]account.Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := []account.Session{}
	for _, s := range m.sessions {
		if s.Org == org && s.Person == person && person != "" {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b account.Session) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), bytes.Compare(a.Token[:], b.Token[:]))
	})
	return all, ctx.Err()
}

// DeleteSessionOf implements [account.Store].
func (m *Store) DeleteSessionOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, token [32]byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := m.sessions[token]; s.Org == org && s.Person == person && person != "" {
		delete(m.sessions, token)
	}
	return ctx.Err()
}

// DeleteSessionsOf implements [account.Store].
func (m *Store) DeleteSessionsOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, kept [32]byte) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.endSessions(org, person, kept), ctx.Err()
}

// endSessions ends a person's sessions but one; the caller holds the lock.
func (m *Store) endSessions(org gehoor.OrgID, person gehoor.PersonID, kept [32]byte) int {
	n := 0
	for k, s := range m.sessions {
		if s.Org == org && s.Person == person && person != "" && k != kept {
			delete(m.sessions, k)
			n++
		}
	}
	return n
}

// DeleteSessionsBefore implements [account.Store].
func (m *Store) DeleteSessionsBefore(ctx context.Context, seen time.Time) (int, error) {
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
func (m *Store) Mailbox(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (account.Mailbox, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.mailboxes, lookupKey{org, lookup})
}

// destroy takes the mailboxes of a dossier away; the caller holds the lock.
func (m *Store) destroy(r account.Destroyed) {
	for k, box := range m.mailboxes {
		if k.org != r.Org || box.Dossier != r.Dossier {
			continue
		}
		delete(m.mailboxes, k)
		m.dropDrafts(k)
		m.gone[k] = account.Gone{Org: k.org, Lookup: k.lookup, On: r.On, EndsOn: r.EndsOn()}
	}
	for k, s := range m.sessions {
		if s.Org == r.Org && s.Mailbox != nil && s.Mailbox.Dossier == r.Dossier {
			delete(m.sessions, k)
		}
	}
	for k := range m.unsent {
		if k.org == r.Org && k.dossier == r.Dossier {
			delete(m.unsent, k)
		}
	}
}

// Gone implements [account.Store].
func (m *Store) Gone(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (account.Gone, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.gone, lookupKey{org, lookup})
}

// DeleteGoneBefore implements [account.Store].
func (m *Store) DeleteGoneBefore(ctx context.Context, day time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.gone)
	for k, g := range m.gone {
		if g.EndsOn.Before(day) {
			delete(m.gone, k)
		}
	}
	return n - len(m.gone), ctx.Err()
}

// dropDrafts forgets what the code of a mailbox has unfinished; the caller holds the
// lock.
func (m *Store) dropDrafts(of lookupKey) {
	for k := range m.drafts {
		if k.lookupKey == of {
			delete(m.drafts, k)
		}
	}
}

// Draft implements [account.Store].
func (m *Store) Draft(ctx context.Context, org gehoor.OrgID, lookup [32]byte, sending int) (account.Draft, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := found(ctx, m.drafts, draftKey{lookupKey{org, lookup}, sending})
	d.Sealed = bytes.Clone(d.Sealed)
	return d, err
}

// PutDraft implements [account.Store].
func (m *Store) PutDraft(ctx context.Context, d account.Draft) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	d.Sealed = bytes.Clone(d.Sealed)
	m.drafts[draftKey{lookupKey{d.Org, d.Lookup}, d.Sending}] = d
	return ctx.Err()
}

// DeleteDraft implements [account.Store].
func (m *Store) DeleteDraft(ctx context.Context, org gehoor.OrgID, lookup [32]byte, sending int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.drafts, draftKey{lookupKey{org, lookup}, sending})
	return ctx.Err()
}

// DeleteDraftsBefore implements [account.Store].
func (m *Store) DeleteDraftsBefore(ctx context.Context, saved time.Time) (int, error) {
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

// Diary implements [account.Store].
func (m *Store) Diary(ctx context.Context, org gehoor.OrgID, lookup [32]byte) ([]account.DiaryEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.Clone(m.diaries[lookupKey{org, lookup}])
	for i := range all {
		all[i].Sealed = bytes.Clone(all[i].Sealed)
	}
	return all, ctx.Err()
}

// AddDiaryEntry implements [account.Store].
func (m *Store) AddDiaryEntry(ctx context.Context, e account.DiaryEntry) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := lookupKey{e.Org, e.Lookup}
	at, taken := slices.BinarySearchFunc(m.diaries[key], e.Number, func(is account.DiaryEntry, n int) int { return is.Number - n })
	if taken {
		return false, ctx.Err()
	}
	e.Sealed = bytes.Clone(e.Sealed)
	m.diaries[key] = slices.Insert(m.diaries[key], at, e)
	return true, ctx.Err()
}

// KeepDiary implements [account.Store].
func (m *Store) KeepDiary(ctx context.Context, org gehoor.OrgID, lookup [32]byte, endsOn time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := m.diaries[lookupKey{org, lookup}]
	for i := range all {
		all[i].EndsOn = endsOn
	}
	return ctx.Err()
}

// DeleteDiary implements [account.Store].
func (m *Store) DeleteDiary(ctx context.Context, org gehoor.OrgID, lookup [32]byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.diaries, lookupKey{org, lookup})
	return ctx.Err()
}

// DeleteDiariesBefore implements [account.Store].
func (m *Store) DeleteDiariesBefore(ctx context.Context, day time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	gone := 0
	for key := range m.diaries {
		gone += m.dropEntries(key, func(e account.DiaryEntry) bool { return e.EndsOn.Before(day) })
	}
	return gone, ctx.Err()
}

// dropEntries forgets entries of a diary, and says how many; the caller holds the lock.
func (m *Store) dropEntries(of lookupKey, which func(account.DiaryEntry) bool) int {
	before := len(m.diaries[of])
	left := slices.DeleteFunc(m.diaries[of], which)
	if m.diaries[of] = left; len(left) == 0 {
		delete(m.diaries, of)
	}
	return before - len(left)
}

// LinkBy implements [account.Store].
func (m *Store) LinkBy(ctx context.Context, org gehoor.OrgID, subject [32]byte) (account.Link, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range m.links {
		if l.Org == org && l.Subject == subject {
			return l, ctx.Err()
		}
	}
	return account.Link{}, gehoor.ErrNotFound
}

// LinkOf implements [account.Store].
func (m *Store) LinkOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (account.Link, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return found(ctx, m.links, personKey{org, person})
}

// PutLink implements [account.Store].
func (m *Store) PutLink(ctx context.Context, l account.Link) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, known := m.logins[personKey{l.Org, l.Person}]
	for _, other := range m.links {
		known = known && (other.Org != l.Org || other.Subject != l.Subject || other.Person == l.Person)
	}
	if known {
		m.links[personKey{l.Org, l.Person}] = l
	}
	return known, ctx.Err()
}

// DeleteLink implements [account.Store].
func (m *Store) DeleteLink(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.links, personKey{org, person})
	return ctx.Err()
}

// Passkey implements [account.Store].
func (m *Store) Passkey(ctx context.Context, org gehoor.OrgID, credential []byte) (account.Passkey, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.passkeys[passkeyKey{org, string(credential)}]
	if !ok {
		return account.Passkey{}, gehoor.ErrNotFound
	}
	return p, ctx.Err()
}

// PasskeysOf implements [account.Store].
func (m *Store) PasskeysOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) ([]account.Passkey, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []account.Passkey
	for _, p := range m.passkeys {
		if p.Org == org && p.Person == person {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b account.Passkey) int {
		return cmp.Or(a.AddedOn.Compare(b.AddedOn), bytes.Compare(a.Credential, b.Credential))
	})
	return all, ctx.Err()
}

// PutPasskey implements [account.Store].
func (m *Store) PutPasskey(ctx context.Context, p account.Passkey, secret [32]byte) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, ok := m.logins[personKey{p.Org, p.Person}]
	k := passkeyKey{p.Org, string(p.Credential)}
	_, taken := m.passkeys[k]
	if !ok || taken || l.Secret != secret {
		return false, ctx.Err()
	}
	m.passkeys[k] = p
	return true, ctx.Err()
}

// UsePasskey implements [account.Store].
func (m *Store) UsePasskey(ctx context.Context, org gehoor.OrgID, credential []byte, count uint32, at time.Time) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k := passkeyKey{org, string(credential)}
	p, ok := m.passkeys[k]
	if !ok || !p.UsedAt.Before(at) {
		return false, ctx.Err()
	}
	p.Count, p.UsedAt = count, at
	m.passkeys[k] = p
	return true, ctx.Err()
}

// DeletePasskey implements [account.Store].
func (m *Store) DeletePasskey(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, credential []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	k := passkeyKey{org, string(credential)}
	if m.passkeys[k].Person == person {
		delete(m.passkeys, k)
	}
	return ctx.Err()
}
