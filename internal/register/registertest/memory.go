package registertest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

// Memory is a [register.Store] that forgets when the process ends. Its zero
// value is not useful; see [NewMemory].
type Memory struct {
	mu   sync.Mutex
	logs map[gehoor.OrgID]*memoryLog
}

// memoryLog is one organisation's log; guarded by Memory.mu.
type memoryLog struct {
	leaves []register.Leaf
	hashes []tlog.Hash
	places map[gehoor.StreamID][]register.Place
	// published are the notes with their sizes, in order.
	published []publishedNote
}

type publishedNote struct {
	size   int64
	note   []byte
	enough bool
}

// NewMemory returns an empty store.
func NewMemory() *Memory { return &Memory{logs: make(map[gehoor.OrgID]*memoryLog)} }

var _ register.Store = (*Memory)(nil)

// Append adds an event's bytes to a stream, as a ledger would, and returns its
// place there.
func (m *Memory) Append(org gehoor.OrgID, stream gehoor.StreamID, salt [32]byte, data []byte) (gehoor.Seq, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.log(org)
	index := int64(len(l.leaves))
	if err := l.add(register.LeafOf(salt, data)); err != nil {
		return 0, err
	}
	l.places[stream] = append(l.places[stream], register.Place{Index: index, Salt: salt, Data: slices.Clone(data)})
	return gehoor.Seq(len(l.places[stream])), nil
}

// AppendReceived adds n signal.received events to a stream. Salts and names
// follow from the place, so that two runs give the same log.
func (m *Memory) AppendReceived(org gehoor.OrgID, stream gehoor.StreamID, n int) error {
	for range n {
		m.mu.Lock()
		seq := gehoor.Seq(len(m.log(org).places[stream]) + 1)
		m.mu.Unlock()
		data, err := ReceivedEvent(org, stream, seq)
		if err != nil {
			return err
		}
		salt := sha256.Sum256(fmt.Appendf(nil, "salt %s %s %d", org, stream, seq))
		if _, err := m.Append(org, stream, salt, data); err != nil {
			return err
		}
	}
	return nil
}

// ReceivedEvent encodes a signal.received event whose content follows from its
// place.
func ReceivedEvent(org gehoor.OrgID, stream gehoor.StreamID, seq gehoor.Seq) ([]byte, error) {
	content := sha256.Sum256(fmt.Appendf(nil, "content %s %s %d", org, stream, seq))
	id := sha256.Sum256(fmt.Appendf(nil, "signal %s %s %d", org, stream, seq))
	signal := gehoor.NewID[gehoor.SignalID]([16]byte(id[:16]))
	body, err := json.Marshal(register.Received{Signal: signal, Content: gehoor.ContentID(fmt.Sprintf("%x", content))})
	if err != nil {
		return nil, fmt.Errorf("registertest: %w", err)
	}
	data, err := json.Marshal(gehoor.Event{
		V: gehoor.EnvelopeVersion, Org: org, Stream: stream, Seq: seq,
		At:    time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC),
		Actor: gehoor.ByReporter(signal), Kind: register.KindReceived, Body: body,
	})
	if err != nil {
		return nil, fmt.Errorf("registertest: %w", err)
	}
	return data, nil
}

// Damage flips a bit in the stored data of a leaf, as a disk or an intruder
// would.
func (m *Memory) Damage(org gehoor.OrgID, index int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.log(org)
	l.leaves[index][0] ^= 1
	l.hashes[tlog.StoredHashIndex(0, index)][0] ^= 1
}

// Clone copies the store as it is now: a backup.
func (m *Memory) Clone() *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := NewMemory()
	for org, l := range m.logs {
		n := &memoryLog{
			leaves: slices.Clone(l.leaves), hashes: slices.Clone(l.hashes),
			published: slices.Clone(l.published), places: make(map[gehoor.StreamID][]register.Place),
		}
		for s, p := range l.places {
			n.places[s] = slices.Clone(p)
		}
		c.logs[org] = n
	}
	return c
}

func (m *Memory) log(org gehoor.OrgID) *memoryLog {
	l := m.logs[org]
	if l == nil {
		l = &memoryLog{places: make(map[gehoor.StreamID][]register.Place)}
		m.logs[org] = l
	}
	return l
}

// peek returns the log without making one.
func (m *Memory) peek(org gehoor.OrgID) *memoryLog {
	if l := m.logs[org]; l != nil {
		return l
	}
	return &memoryLog{}
}

func (l *memoryLog) add(leaf register.Leaf) error {
	hashes, err := register.Extend(int64(len(l.leaves)), leaf, tlog.HashReaderFunc(l.read))
	if err != nil {
		return fmt.Errorf("registertest: extend: %w", err)
	}
	l.leaves = append(l.leaves, leaf)
	l.hashes = append(l.hashes, hashes...)
	return nil
}

func (l *memoryLog) read(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= int64(len(l.hashes)) {
			return nil, fmt.Errorf("registertest: no hash %d: %w", x, gehoor.ErrNotFound)
		}
		hashes[i] = l.hashes[x]
	}
	return hashes, nil
}

// Head implements [register.Store].
func (m *Memory) Head(ctx context.Context, org gehoor.OrgID) (register.Head, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.peek(org).head(), ctx.Err()
}

func (l *memoryLog) head() register.Head {
	h := register.Head{Size: int64(len(l.leaves))}
	if n := len(l.published); n > 0 {
		h.Published, h.Note = l.published[n-1].size, l.published[n-1].note
	}
	return h
}

// Hashes implements [register.Store].
func (m *Memory) Hashes(ctx context.Context, org gehoor.OrgID, indexes []int64) ([]tlog.Hash, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return m.peek(org).read(indexes)
}

// LeafHashes implements [register.Store].
func (m *Memory) LeafHashes(ctx context.Context, org gehoor.OrgID, from, to int64) ([]register.Leaf, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	leaves := m.peek(org).leaves
	if from < 0 || to < from || to > int64(len(leaves)) {
		return nil, fmt.Errorf("registertest: leaves %d to %d: %w", from, to, gehoor.ErrNotFound)
	}
	return slices.Clone(leaves[from:to]), ctx.Err()
}

// Place implements [register.Store].
func (m *Memory) Place(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, seq gehoor.Seq) (register.Place, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	places := m.peek(org).places[stream]
	if seq < 1 || seq > gehoor.Seq(len(places)) {
		return register.Place{}, gehoor.ErrNotFound
	}
	return places[seq-1], ctx.Err()
}

// Checkpoint implements [register.Store].
func (m *Memory) Checkpoint(ctx context.Context, org gehoor.OrgID, size int64) ([]byte, error) {
	return m.first(ctx, org, func(p publishedNote) bool { return p.size >= size })
}

// Cosigned implements [register.Store].
func (m *Memory) Cosigned(ctx context.Context, org gehoor.OrgID, size int64) ([]byte, error) {
	return m.first(ctx, org, func(p publishedNote) bool { return p.size >= size && p.enough })
}

func (m *Memory) first(ctx context.Context, org gehoor.OrgID, fits func(publishedNote) bool) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.peek(org).published {
		if fits(p) {
			return p.note, ctx.Err()
		}
	}
	return nil, gehoor.ErrNotFound
}

// Newest implements [register.Store].
func (m *Memory) Newest(ctx context.Context, org gehoor.OrgID, n int) ([]register.Published, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var newest []register.Published
	for _, p := range slices.Backward(m.peek(org).published) {
		if len(newest) < n {
			newest = append(newest, register.Published{Note: p.note, Enough: p.enough})
		}
	}
	return newest, ctx.Err()
}

// Cosign implements [register.Store].
func (m *Memory) Cosign(ctx context.Context, org gehoor.OrgID, size int64, now register.Published) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.peek(org)
	for i, p := range l.published {
		if p.size == size {
			l.published[i] = publishedNote{size: size, note: slices.Clone(now.Note), enough: now.Enough}
			return ctx.Err()
		}
	}
	return gehoor.ErrNotFound
}

// Publish implements [register.Store].
func (m *Memory) Publish(ctx context.Context, org gehoor.OrgID, quantum int64, dummy func() register.Leaf, sign func(tlog.Tree) ([]byte, error)) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l := m.log(org)
	leaves, hashes := len(l.leaves), len(l.hashes)
	note, size, err := l.publish(quantum, dummy, sign)
	if err != nil {
		l.leaves, l.hashes = l.leaves[:leaves], l.hashes[:hashes]
		return nil, err
	}
	l.published = append(l.published, publishedNote{size: size, note: note})
	return note, nil
}

func (l *memoryLog) publish(quantum int64, dummy func() register.Leaf, sign func(tlog.Tree) ([]byte, error)) ([]byte, int64, error) {
	plan := register.PlanNext(l.head(), quantum)
	for range plan.Dummies {
		if err := l.add(dummy()); err != nil {
			return nil, 0, err
		}
	}
	root, err := tlog.TreeHash(plan.Size, tlog.HashReaderFunc(l.read))
	if err != nil {
		return nil, 0, fmt.Errorf("registertest: tree: %w", err)
	}
	note, err := sign(tlog.Tree{N: plan.Size, Hash: root})
	return note, plan.Size, err
}

// Logs implements [register.Store].
func (m *Memory) Logs(ctx context.Context) ([]gehoor.OrgID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	orgs := make([]gehoor.OrgID, 0, len(m.logs))
	for org := range m.logs {
		orgs = append(orgs, org)
	}
	slices.Sort(orgs)
	return orgs, ctx.Err()
}

// CountingRandom gives bytes that never repeat and are the same in every run:
// SHA-256 of a counter. It is for tests alone.
func CountingRandom(label string) func([]byte) {
	var mu sync.Mutex
	var n uint64
	return func(b []byte) {
		mu.Lock()
		defer mu.Unlock()
		for len(b) > 0 {
			n++
			sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(label), n))
			b = b[copy(b, sum[:]):]
		}
	}
}
