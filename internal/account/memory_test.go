package account_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

const veenhaven gehoor.OrgID = "veenhaven"

// start is a fixed working day; no test looks at a clock.
var start = time.Date(2026, 3, 2, 9, 0, 30, 0, time.UTC)

type loginKey struct {
	org  gehoor.OrgID
	name string
}

type lookupKey struct {
	org    gehoor.OrgID
	lookup [32]byte
}

type draftKey struct {
	lookupKey
	sending int
}

// memory keeps the contract of account.Store in maps. calls counts what was
// asked of it, and fail, if set, is the answer to everything.
type memory struct {
	mu        sync.Mutex
	logins    map[loginKey]account.Login
	invited   map[[32]byte]account.Invitation
	passkeys  []account.Passkey
	sessions  map[[32]byte]account.Session
	mailboxes map[lookupKey]account.Mailbox
	drafts    map[draftKey]account.Draft
	diaries   map[lookupKey][]account.DiaryEntry
	gone      map[lookupKey]account.Gone
	links     []account.Link
	calls     []string
	fail      error
}

func newMemory() *memory {
	return &memory{
		logins:    map[loginKey]account.Login{},
		invited:   map[[32]byte]account.Invitation{},
		sessions:  map[[32]byte]account.Session{},
		mailboxes: map[lookupKey]account.Mailbox{},
		diaries:   map[lookupKey][]account.DiaryEntry{},
		drafts:    map[draftKey]account.Draft{},
		gone:      map[lookupKey]account.Gone{},
	}
}

func (m *memory) called(name string) (unlock func(), err error) {
	m.mu.Lock()
	m.calls = append(m.calls, name)
	return m.mu.Unlock, m.fail
}

func get[K comparable, V any](m *memory, name string, from map[K]V, k K) (V, error) {
	unlock, err := m.called(name)
	defer unlock()
	v, ok := from[k]
	if err == nil && !ok {
		err = gehoor.ErrNotFound
	}
	return v, err
}

func put[K comparable, V any](m *memory, name string, into map[K]V, k K, v V) error {
	unlock, err := m.called(name)
	defer unlock()
	if err == nil {
		into[k] = v
	}
	return err
}

func drop[K comparable, V any](m *memory, name string, from map[K]V, gone func(K, V) bool) (int, error) {
	unlock, err := m.called(name)
	defer unlock()
	n := 0
	for k, v := range from {
		if err == nil && gone(k, v) {
			delete(from, k)
			n++
		}
	}
	return n, err
}

func (m *memory) Gone(_ context.Context, org gehoor.OrgID, lookup [32]byte) (account.Gone, error) {
	return get(m, "Gone", m.gone, lookupKey{org, lookup})
}

func (m *memory) DeleteGoneBefore(_ context.Context, day time.Time) (int, error) {
	return drop(m, "DeleteGoneBefore", m.gone, func(_ lookupKey, g account.Gone) bool { return g.EndsOn.Before(day) })
}

func (m *memory) Login(_ context.Context, org gehoor.OrgID, name string) (account.Login, error) {
	return get(m, "Login", m.logins, loginKey{org, name})
}

func (m *memory) LoginOf(_ context.Context, org gehoor.OrgID, person gehoor.PersonID) (account.Login, error) {
	unlock, err := m.called("LoginOf")
	defer unlock()
	for _, l := range m.logins {
		if l.Org == org && l.Person == person {
			return l, err
		}
	}
	return account.Login{}, errors.Join(err, gehoor.ErrNotFound)
}

func (m *memory) PutLogin(_ context.Context, l account.Login) error {
	return put(m, "PutLogin", m.logins, loginKey{l.Org, l.Name}, l)
}

func (m *memory) ChangeLogin(_ context.Context, l account.Login, old [32]byte) (bool, error) {
	unlock, err := m.called("ChangeLogin")
	defer unlock()
	was, ok := m.logins[loginKey{l.Org, l.Name}]
	if err != nil || !ok || was.Secret != old {
		return false, err
	}
	was.Secret, was.Wrapped = l.Secret, l.Wrapped
	m.logins[loginKey{l.Org, l.Name}] = was
	return true, nil
}

func (m *memory) Passkey(_ context.Context, org gehoor.OrgID, credential []byte) (account.Passkey, error) {
	unlock, err := m.called("Passkey")
	defer unlock()
	if i := m.passkey(org, credential); i >= 0 && err == nil {
		return m.passkeys[i], nil
	}
	return account.Passkey{}, cmp.Or(err, gehoor.ErrNotFound)
}

// passkey is where a passkey is, or -1; the caller holds the lock.
func (m *memory) passkey(org gehoor.OrgID, credential []byte) int {
	return slices.IndexFunc(m.passkeys, func(p account.Passkey) bool { return p.Org == org && bytes.Equal(p.Credential, credential) })
}

func (m *memory) PasskeysOf(_ context.Context, org gehoor.OrgID, person gehoor.PersonID) ([]account.Passkey, error) {
	unlock, err := m.called("PasskeysOf")
	defer unlock()
	var all []account.Passkey
	for _, p := range m.passkeys {
		if p.Org == org && p.Person == person {
			all = append(all, p)
		}
	}
	return all, err
}

func (m *memory) PutPasskey(_ context.Context, p account.Passkey, secret [32]byte) (bool, error) {
	unlock, err := m.called("PutPasskey")
	defer unlock()
	for _, l := range m.logins {
		if l.Org == p.Org && l.Person == p.Person && l.Secret == secret && m.passkey(p.Org, p.Credential) < 0 && err == nil {
			m.passkeys = append(m.passkeys, p)
			return true, nil
		}
	}
	return false, err
}

func (m *memory) UsePasskey(_ context.Context, org gehoor.OrgID, credential []byte, count uint32, at time.Time) (bool, error) {
	unlock, err := m.called("UsePasskey")
	defer unlock()
	i := m.passkey(org, credential)
	if err != nil || i < 0 || !m.passkeys[i].UsedAt.Before(at) {
		return false, err
	}
	m.passkeys[i].Count, m.passkeys[i].UsedAt = count, at
	return true, nil
}

func (m *memory) DeletePasskey(_ context.Context, org gehoor.OrgID, person gehoor.PersonID, credential []byte) error {
	unlock, err := m.called("DeletePasskey")
	defer unlock()
	if i := m.passkey(org, credential); err == nil && i >= 0 && m.passkeys[i].Person == person {
		m.passkeys = slices.Delete(m.passkeys, i, i+1)
	}
	return err
}

func (m *memory) link(name string, is func(account.Link) bool) (account.Link, error) {
	unlock, err := m.called(name)
	defer unlock()
	i := slices.IndexFunc(m.links, is)
	if err == nil && i >= 0 {
		return m.links[i], nil
	}
	return account.Link{}, cmp.Or(err, error(gehoor.ErrNotFound))
}

func (m *memory) LinkBy(_ context.Context, org gehoor.OrgID, subject [32]byte) (account.Link, error) {
	return m.link("LinkBy", func(l account.Link) bool { return l.Org == org && l.Subject == subject })
}

func (m *memory) LinkOf(_ context.Context, org gehoor.OrgID, person gehoor.PersonID) (account.Link, error) {
	return m.link("LinkOf", func(l account.Link) bool { return l.Org == org && l.Person == person })
}

func (m *memory) PutLink(ctx context.Context, l account.Link) (bool, error) {
	if other, err := m.LinkBy(ctx, l.Org, l.Subject); err == nil && other.Person != l.Person {
		return false, nil
	}
	if err := m.DeleteLink(ctx, l.Org, l.Person); err != nil {
		return false, err
	}
	m.links = append(m.links, l)
	return true, nil
}

func (m *memory) DeleteLink(_ context.Context, org gehoor.OrgID, person gehoor.PersonID) error {
	unlock, err := m.called("DeleteLink")
	defer unlock()
	if err == nil {
		m.links = slices.DeleteFunc(m.links, func(l account.Link) bool { return l.Org == org && l.Person == person })
	}
	return err
}

func (m *memory) Invitation(_ context.Context, org gehoor.OrgID, secret [32]byte) (account.Invitation, error) {
	i, err := get(m, "Invitation", m.invited, secret)
	if err == nil && i.Org != org {
		err = gehoor.ErrNotFound
	}
	return i, err
}

func (m *memory) Invitations(context.Context, gehoor.OrgID) ([]account.Invitation, error) {
	panic("the door lists nothing")
}

func (m *memory) SessionsOf(_ context.Context, org gehoor.OrgID, person gehoor.PersonID) ([]account.Session, error) {
	unlock, err := m.called("SessionsOf")
	defer unlock()
	var all []account.Session
	for _, s := range m.sessions {
		if s.Org == org && s.Person == person {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b account.Session) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), bytes.Compare(a.Token[:], b.Token[:]))
	})
	return all, err
}

func (m *memory) DeleteSessionOf(_ context.Context, org gehoor.OrgID, person gehoor.PersonID, token [32]byte) error {
	_, err := drop(m, "DeleteSessionOf", m.sessions, func(k [32]byte, s account.Session) bool {
		return s.Org == org && s.Person == person && k == token
	})
	return err
}

func (m *memory) DeleteSessionsOf(_ context.Context, org gehoor.OrgID, person gehoor.PersonID, kept [32]byte) (int, error) {
	return drop(m, "DeleteSessionsOf", m.sessions, func(k [32]byte, s account.Session) bool {
		return s.Org == org && s.Person == person && k != kept
	})
}

func (m *memory) Session(_ context.Context, token [32]byte) (account.Session, error) {
	return get(m, "Session", m.sessions, token)
}

func (m *memory) PutSession(_ context.Context, s account.Session) error {
	return put(m, "PutSession", m.sessions, s.Token, s)
}

func (m *memory) DeleteSession(_ context.Context, token [32]byte) error {
	_, err := drop(m, "DeleteSession", m.sessions, func(k [32]byte, _ account.Session) bool { return k == token })
	return err
}

func (m *memory) DeleteSessionsBefore(_ context.Context, seen time.Time) (int, error) {
	return drop(m, "DeleteSessionsBefore", m.sessions, func(_ [32]byte, s account.Session) bool { return s.SeenAt.Before(seen) })
}

func (m *memory) Mailbox(_ context.Context, org gehoor.OrgID, lookup [32]byte) (account.Mailbox, error) {
	return get(m, "Mailbox", m.mailboxes, lookupKey{org, lookup})
}

func (m *memory) Draft(_ context.Context, org gehoor.OrgID, lookup [32]byte, sending int) (account.Draft, error) {
	return get(m, "Draft", m.drafts, draftKey{lookupKey{org, lookup}, sending})
}

func (m *memory) PutDraft(_ context.Context, d account.Draft) error {
	return put(m, "PutDraft", m.drafts, draftKey{lookupKey{d.Org, d.Lookup}, d.Sending}, d)
}

func (m *memory) DeleteDraft(_ context.Context, org gehoor.OrgID, lookup [32]byte, sending int) error {
	_, err := drop(m, "DeleteDraft", m.drafts, func(k draftKey, _ account.Draft) bool { return k == draftKey{lookupKey{org, lookup}, sending} })
	return err
}

func (m *memory) DeleteDraftsBefore(_ context.Context, saved time.Time) (int, error) {
	return drop(m, "DeleteDraftsBefore", m.drafts, func(_ draftKey, d account.Draft) bool { return d.SavedOn.Before(saved) })
}

func (m *memory) Diary(_ context.Context, org gehoor.OrgID, lookup [32]byte) ([]account.DiaryEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls = append(m.calls, "Diary")
	return slices.Clone(m.diaries[lookupKey{org, lookup}]), m.fail
}

func (m *memory) AddDiaryEntry(_ context.Context, e account.DiaryEntry) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls = append(m.calls, "AddDiaryEntry")
	key := lookupKey{e.Org, e.Lookup}
	if slices.ContainsFunc(m.diaries[key], func(is account.DiaryEntry) bool { return is.Number == e.Number }) {
		return false, m.fail
	}
	m.diaries[key] = append(m.diaries[key], e)
	return m.fail == nil, m.fail
}

func (m *memory) KeepDiary(_ context.Context, org gehoor.OrgID, lookup [32]byte, endsOn time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls = append(m.calls, "KeepDiary")
	for i := range m.diaries[lookupKey{org, lookup}] {
		m.diaries[lookupKey{org, lookup}][i].EndsOn = endsOn
	}
	return m.fail
}

func (m *memory) DeleteDiary(_ context.Context, org gehoor.OrgID, lookup [32]byte) error {
	_, err := drop(m, "DeleteDiary", m.diaries, func(k lookupKey, _ []account.DiaryEntry) bool { return k == lookupKey{org, lookup} })
	return err
}

func (m *memory) DeleteDiariesBefore(_ context.Context, day time.Time) (int, error) {
	return drop(m, "DeleteDiariesBefore", m.diaries, func(_ lookupKey, all []account.DiaryEntry) bool { return all[0].EndsOn.Before(day) })
}

// counter is randomness that tests can repeat: SHA-256 of 1, 2, 3 …
func counter() func([]byte) {
	var mu sync.Mutex
	var n byte
	return func(b []byte) {
		mu.Lock()
		defer mu.Unlock()
		for i := 0; i < len(b); i += sha256.Size {
			n++
			sum := sha256.Sum256([]byte{n})
			copy(b[i:], sum[:])
		}
	}
}

func serverSecret(t interface {
	Helper()
	Fatal(...any)
}, fill byte) account.ServerSecret {
	t.Helper()
	b := make([]byte, 32)
	for i := range b {
		b[i] = fill
	}
	s, err := account.NewServerSecret(b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// secretOf spells the secret that a browser would derive from a text.
func secretOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// addLogin founds a login whose secret is secretOf(name + " passphrase").
func addLogin(t *testing.T, m *memory, s account.ServerSecret, name string) account.Login {
	t.Helper()
	hash, err := account.ParseSecret(secretOf(name + " passphrase"))
	if err != nil {
		t.Fatal(err)
	}
	id := sha256.Sum256([]byte(name))
	l := account.Login{
		Org: veenhaven, Name: name, Person: gehoor.NewID[gehoor.PersonID]([16]byte(id[:16])),
		Salt: s.Salt(veenhaven, name), Secret: hash, Wrapped: []byte("wrapped " + name),
	}
	if err := m.PutLogin(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	return l
}

// addMailbox ties a signal to the code that the text stands for.
func addMailbox(t *testing.T, m *memory, code string) account.Mailbox {
	t.Helper()
	hash, err := account.ParseSecret(secretOf(code))
	if err != nil {
		t.Fatal(err)
	}
	id := sha256.Sum256([]byte(code))
	b := account.Mailbox{
		Org: veenhaven, Lookup: hash,
		Dossier: gehoor.NewID[gehoor.DossierID]([16]byte(id[:16])),
		Signal:  gehoor.NewID[gehoor.SignalID]([16]byte(id[16:])),
	}
	m.mailboxes[lookupKey{veenhaven, hash}] = b
	return b
}

func wantRefusal(t *testing.T, err error, code gehoor.Code) {
	t.Helper()
	if !errors.Is(err, gehoor.Refuse(code)) {
		t.Fatalf("got %v, want the refusal %s", err, code)
	}
}
