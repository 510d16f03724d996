// Package memory is a store that keeps everything in maps and nothing when the
// process ends: stories, rehearsals and tests of use cases run on it. It obeys the
// law that package ledgertest proves of every store. It is simple on purpose (one
// lock, nothing computed ahead), so that it can be read as the law.
package memory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/view"
	"golang.org/x/mod/sumdb/tlog"
)

// Store implements every contract of a database. Make it with [New]. It is safe for
// concurrent use.
type Store struct {
	mu sync.Mutex // guards all below

	streams  map[streamKey]*stream
	contents map[gehoor.ContentID]content
	parts    map[gehoor.ContentID]ledger.Part
	logs     map[gehoor.OrgID]*log

	logins    map[personKey]account.Login
	invited   map[personKey]account.Invitation
	passkeys  map[passkeyKey]account.Passkey
	links     map[personKey]account.Link
	sessions  map[[32]byte]account.Session
	mailboxes map[lookupKey]account.Mailbox
	drafts    map[draftKey]account.Draft
	diaries   map[lookupKey][]account.DiaryEntry
	unsent    map[staffKey]draft.Draft
	advice    map[adviceKey]advice.Year
	outbox    map[string]*waiting
	addresses map[personKey]notify.Address
	mailTexts map[gehoor.OrgID]string
	news      map[newsKey]notify.News
	reach     map[personKey]notify.Reach
	gone      map[lookupKey]account.Gone
}

var (
	_ ledger.Store     = (*Store)(nil)
	_ ledger.PartStore = (*Store)(nil)
	_ view.Store       = (*Store)(nil)
	_ account.Store    = (*Store)(nil)
	_ notify.Store     = (*Store)(nil)
	_ register.Store   = (*Store)(nil)
	_ draft.Store      = (*Store)(nil)
	_ advice.Store     = (*Store)(nil)
)

type (
	streamKey struct {
		org    gehoor.OrgID
		stream gehoor.StreamID
	}
	personKey struct {
		org    gehoor.OrgID
		person gehoor.PersonID
	}
	passkeyKey struct {
		org        gehoor.OrgID
		credential string
	}
	lookupKey struct {
		org    gehoor.OrgID
		lookup [32]byte
	}
	draftKey struct {
		lookupKey
		sending int
	}
)

type stream struct {
	records []ledger.Record
	leaves  []int64 // of the records
	rows    []any
	// erased is how many records there were before they went; 0 for one that is
	// there.
	erased int
}

type content struct {
	org    gehoor.OrgID
	stream gehoor.StreamID
	bytes  []byte
}

type log struct {
	leaves    []register.Leaf
	hashes    []tlog.Hash
	published int64
	sizes     []int64
	notes     [][]byte
	enough    []bool // whether the note of that size is cosigned
}

// New returns an empty store.
func New() *Store {
	return &Store{
		streams: map[streamKey]*stream{}, contents: map[gehoor.ContentID]content{}, logs: map[gehoor.OrgID]*log{},
		parts:  map[gehoor.ContentID]ledger.Part{},
		logins: map[personKey]account.Login{}, invited: map[personKey]account.Invitation{}, sessions: map[[32]byte]account.Session{},
		passkeys: map[passkeyKey]account.Passkey{}, links: map[personKey]account.Link{},
		mailboxes: map[lookupKey]account.Mailbox{}, drafts: map[draftKey]account.Draft{}, diaries: map[lookupKey][]account.DiaryEntry{},
		outbox: map[string]*waiting{}, addresses: map[personKey]notify.Address{}, mailTexts: map[gehoor.OrgID]string{}, news: map[newsKey]notify.News{}, reach: map[personKey]notify.Reach{},
		gone: map[lookupKey]account.Gone{}, unsent: map[staffKey]draft.Draft{}, advice: map[adviceKey]advice.Year{},
	}
}

// Close does nothing: it is there because databases have it.
func (m *Store) Close() error { return nil }

// Load implements [ledger.Store].
func (m *Store) Load(ctx context.Context, org gehoor.OrgID, id gehoor.StreamID, after gehoor.Seq) ([]ledger.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.streams[streamKey{org, id}]
	if s == nil || int(after) >= len(s.records) {
		return nil, ctx.Err()
	}
	out := slices.Clone(s.records[max(after, 0):])
	for i := range out {
		out[i].Data = bytes.Clone(out[i].Data)
	}
	return out, ctx.Err()
}

// Append implements [ledger.Store].
func (m *Store) Append(ctx context.Context, b ledger.Batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := b.Check(); err != nil {
		return err
	}
	if err := checkRows(b); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.allowed(b); err != nil {
		return err
	}
	for _, e := range b.Extensions {
		if err := m.extend(b.Org, e); err != nil {
			return err
		}
	}
	for _, c := range b.Contents {
		m.contents[c.ID] = content{b.Org, b.Extensions[0].Stream, bytes.Clone(c.Bytes)}
	}
	for _, p := range b.Parts {
		kept := m.parts[p.ID]
		kept.State = ledger.PartNamed
		m.parts[p.ID] = kept
	}
	for _, r := range b.Inserts {
		switch r := r.(type) {
		case account.Mailbox:
			m.mailboxes[lookupKey{r.Org, r.Lookup}] = r
		case account.Session:
			m.keepSession(r)
		case account.Login:
			m.keepLogin(r)
		case account.Invitation:
			m.invited[personKey{r.Org, r.Person}] = r
		case notify.Message:
			m.outbox[r.ID] = &waiting{Message: r, readyAt: r.NotBefore}
		case notify.Reach:
			m.reach[personKey{r.Org, r.Person}] = r
		}
	}
	for _, v := range b.Erases {
		m.erase(streamKey{b.Org, v.Stream})
	}
	for _, r := range b.Deletes {
		switch r := r.(type) {
		case account.Destroyed:
			m.destroy(r)
		case account.Draft:
			delete(m.drafts, draftKey{lookupKey{r.Org, r.Lookup}, r.Sending})
		case account.DiarySent:
			m.dropEntries(lookupKey{r.Org, r.Lookup}, func(e account.DiaryEntry) bool { return e.Number <= r.Entries })
		case notify.News:
			delete(m.news, newsKey{r.Org, r.Link})
			for id, w := range m.outbox {
				if w.Org == r.Org && w.Reporter == r.Link {
					delete(m.outbox, id)
				}
			}
		case notify.Reach:
			delete(m.reach, personKey{r.Org, r.Person})
		case account.Invitation:
			delete(m.invited, personKey{r.Org, r.Person})
		case account.FormerCodes:
			for k, box := range m.mailboxes {
				if box.Org == r.Org && box.Dossier == r.Dossier && box.Signal == r.Signal && box.Participant == r.Participant && box.Lookup != r.Lookup {
					delete(m.mailboxes, k)
					m.dropDrafts(k)
				}
			}
		case draft.Sent:
			m.dropSent(r)
		case draft.Lost:
			m.dropLost(r)
		case advice.Gone:
			m.endAdvice(r)
		case account.StaffSessions:
			m.endSessions(r.Org, r.Person, [32]byte{})
		case account.Passkeys:
			maps.DeleteFunc(m.passkeys, func(_ passkeyKey, p account.Passkey) bool { return p.Org == r.Org && p.Person == r.Person })
			delete(m.links, personKey{r.Org, r.Person})
		}
	}
	return nil
}

var errRow = errors.New("memory: row of another type, stream or organisation")

// checkRows refuses rows that no store knows or that belong elsewhere.
func checkRows(b ledger.Batch) error {
	for _, e := range b.Extensions {
		for _, r := range e.Rows {
			if s, ok := streamOf(r); !ok || s != e.Stream {
				return fmt.Errorf("%w: %T", errRow, r)
			}
		}
	}
	boxes := map[[32]byte]bool{}
	for _, r := range b.Inserts {
		switch r := r.(type) {
		case account.Mailbox:
			if boxes[r.Lookup] {
				return gehoor.Refuse(gehoor.CodeReplayed)
			}
			boxes[r.Lookup] = true
			if r.Org == b.Org {
				continue
			}
		case account.Session:
			if r.Org == b.Org {
				continue
			}
		case account.Login:
			if r.Org == b.Org {
				continue
			}
		case account.Invitation:
			if r.Org == b.Org {
				continue
			}
		case notify.Message:
			if r.Org == b.Org {
				continue
			}
		case notify.Reach:
			if r.Org == b.Org {
				continue
			}
		}
		return fmt.Errorf("%w: insert %T", errRow, r)
	}
	for _, r := range b.Deletes {
		if org, ok := orgOf(r); !ok || org != b.Org {
			return fmt.Errorf("%w: delete %T", errRow, r)
		}
	}
	return nil
}

// orgOf is the organisation of a row that goes.
func orgOf(r ledger.Row) (gehoor.OrgID, bool) {
	switch r := r.(type) {
	case account.Draft:
		return r.Org, true
	case account.DiarySent:
		return r.Org, true
	case account.Destroyed:
		return r.Org, true
	case account.Invitation:
		return r.Org, true
	case account.StaffSessions:
		return r.Org, true
	case account.Passkeys:
		return r.Org, true
	case account.FormerCodes:
		return r.Org, true
	case notify.News:
		return r.Org, true
	case notify.Reach:
		return r.Org, true
	case draft.Sent:
		return r.Org, true
	case draft.Lost:
		return r.Org, true
	case advice.Gone:
		return r.Org, true
	}
	return "", false
}

func streamOf(r ledger.Row) (gehoor.StreamID, bool) {
	switch r := r.(type) {
	case view.WorkItem:
		return r.Stream, true
	case view.Due:
		return r.Stream, true
	case view.Setting:
		return r.Stream, true
	case view.Concerned:
		return r.Stream, true
	case view.Incident:
		return r.Stream, true
	case view.Measure:
		return r.Stream, true
	case view.Unlooked:
		return r.Stream, true
	case view.Chart:
		return r.Stream, true
	case view.Holder:
		return r.Stream, true
	case view.Excluded:
		return r.Stream, true
	case view.Staff:
		return r.Stream, true
	case view.Triage:
		return r.Stream, true
	case view.Short:
		return r.Stream, true
	case view.Asked:
		return r.Stream, true
	case view.Counsel:
		return r.Stream, true
	case view.Closed:
		return r.Stream, true
	case view.Notice:
		return r.Stream, true
	case view.Help:
		return r.Stream, true
	}
	return "", false
}

// allowed says whether nothing stands in the way: a replay before a conflict,
// because it stays true whatever moves.
func (m *Store) allowed(b ledger.Batch) error {
	for _, c := range b.Contents {
		if _, there := m.contents[c.ID]; there {
			return gehoor.Refuse(gehoor.CodeReplayed)
		}
	}
	for _, r := range b.Inserts {
		if box, ok := r.(account.Mailbox); ok {
			if _, there := m.mailboxes[lookupKey{box.Org, box.Lookup}]; there {
				return gehoor.Refuse(gehoor.CodeReplayed)
			}
		}
		if l, ok := r.(account.Login); ok && m.taken(l.Org, l.Person, l.Name) {
			return errTaken
		}
		if i, ok := r.(account.Invitation); ok && m.invitedBefore(i) {
			return errTaken
		}
		if msg, ok := r.(notify.Message); ok {
			if _, there := m.outbox[msg.ID]; there {
				return fmt.Errorf("memory: message %s is there already", msg.ID)
			}
		}
	}
	for _, p := range b.Parts {
		if !kept(m.parts[p.ID], p) {
			return gehoor.Refuse(gehoor.CodeFilePart)
		}
	}
	for _, e := range b.Extensions {
		if s := m.streams[streamKey{b.Org, e.Stream}]; s != nil && s.erased > 0 {
			return fmt.Errorf("memory: append to an erased stream: %w", gehoor.ErrNotFound)
		}
		if m.seq(b.Org, e.Stream) != e.After {
			return ledger.ErrConflict
		}
	}
	for _, v := range b.Erases {
		if s := m.streams[streamKey{b.Org, v.Stream}]; s == nil || s.erased > 0 || m.seq(b.Org, v.Stream) != v.Seq {
			return ledger.ErrConflict
		}
	}
	for _, v := range b.Reads {
		if s := m.streams[streamKey{b.Org, v.Stream}]; s != nil && s.erased > 0 || m.seq(b.Org, v.Stream) != v.Seq {
			return ledger.ErrConflict
		}
	}
	return nil
}

// Rewrite implements [ledger.Store].
func (m *Store) Rewrite(ctx context.Context, org gehoor.OrgID, at ledger.Version, rows []ledger.Row) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := ledger.CheckRewrite(org, at); err != nil {
		return err
	}
	e := ledger.Extension{Stream: at.Stream, After: at.Seq, Rows: rows}
	b := ledger.Batch{Org: org, Extensions: []ledger.Extension{e}}
	if err := checkRows(b); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.allowed(b); err != nil {
		return err
	}
	return m.extend(org, e)
}

func (m *Store) seq(org gehoor.OrgID, id gehoor.StreamID) gehoor.Seq {
	if s := m.streams[streamKey{org, id}]; s != nil {
		return s.seq()
	}
	return 0
}

func (s *stream) seq() gehoor.Seq { return gehoor.Seq(max(len(s.records), s.erased)) }

// erase ends a stream; the caller holds the lock.
func (m *Store) erase(k streamKey) {
	s := m.streams[k]
	*s = stream{erased: len(s.records)}
	for id, c := range m.contents {
		if c.org == k.org && c.stream == k.stream {
			delete(m.contents, id)
		}
	}
	for id, p := range m.parts {
		if p.Org == k.org && p.Stream == k.stream {
			p.State = ledger.PartDoomed
			m.parts[id] = p
		}
	}
}

// Scrub implements [ledger.Store]; there is no disk.
func (m *Store) Scrub(ctx context.Context) error { return ctx.Err() }

func (m *Store) extend(org gehoor.OrgID, e ledger.Extension) error {
	k := streamKey{org, e.Stream}
	s := m.streams[k]
	if s == nil {
		s = &stream{}
		m.streams[k] = s
	}
	for _, r := range e.Records {
		leaf, err := m.log(org).add(register.LeafOf(r.Salt, r.Data))
		if err != nil {
			return err
		}
		r.Data = bytes.Clone(r.Data)
		s.records = append(s.records, r)
		s.leaves = append(s.leaves, leaf)
	}
	s.rows = nil
	for _, r := range e.Rows {
		s.rows = append(s.rows, r)
	}
	return nil
}

// Content implements [ledger.Store].
func (m *Store) Content(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) (ledger.Content, gehoor.StreamID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.contents[id]
	if !ok || c.org != org {
		return ledger.Content{}, "", gehoor.ErrNotFound
	}
	return ledger.Content{ID: id, Bytes: bytes.Clone(c.bytes)}, c.stream, ctx.Err()
}

// Streams implements [ledger.Store].
func (m *Store) Streams(ctx context.Context, org gehoor.OrgID, visit func(ledger.Version) error) error {
	m.mu.Lock()
	var all []ledger.Version
	for k, s := range m.streams {
		if k.org == org {
			all = append(all, ledger.Version{Stream: k.stream, Seq: s.seq()})
		}
	}
	m.mu.Unlock() // visit may use the store
	slices.SortFunc(all, func(a, b ledger.Version) int { return strings.Compare(string(a.Stream), string(b.Stream)) })
	for _, v := range all {
		if err := visit(v); err != nil {
			return err
		}
	}
	return ctx.Err()
}
