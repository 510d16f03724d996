package memory

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

func (m *Store) log(org gehoor.OrgID) *log {
	if m.logs[org] == nil {
		m.logs[org] = &log{}
	}
	return m.logs[org]
}

func (l *log) add(leaf register.Leaf) (int64, error) {
	n := int64(len(l.leaves))
	hashes, err := register.Extend(n, leaf, l.reader())
	if err != nil {
		return 0, err
	}
	l.leaves = append(l.leaves, leaf)
	l.hashes = append(l.hashes, hashes...)
	return n, nil
}

func (l *log) reader() tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			if index < 0 || index >= int64(len(l.hashes)) {
				return nil, gehoor.ErrNotFound
			}
			out[i] = l.hashes[index]
		}
		return out, nil
	})
}

// Head implements [register.Store].
func (m *Store) Head(ctx context.Context, org gehoor.OrgID) (register.Head, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.logs[org]
	if l == nil {
		return register.Head{}, ctx.Err()
	}
	h := register.Head{Size: int64(len(l.leaves)), Published: l.published}
	if len(l.notes) > 0 {
		h.Note = bytes.Clone(l.notes[len(l.notes)-1])
	}
	return h, ctx.Err()
}

// Hashes implements [register.Store].
func (m *Store) Hashes(ctx context.Context, org gehoor.OrgID, indexes []int64) ([]tlog.Hash, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.logs[org]
	if l == nil {
		l = &log{}
	}
	return l.reader().ReadHashes(indexes)
}

// LeafHashes implements [register.Store].
func (m *Store) LeafHashes(ctx context.Context, org gehoor.OrgID, from, to int64) ([]register.Leaf, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.logs[org]
	if l == nil {
		l = &log{}
	}
	if from < 0 || from > to || to > int64(len(l.leaves)) {
		return nil, gehoor.ErrNotFound
	}
	return slices.Clone(l.leaves[from:to]), ctx.Err()
}

// Place implements [register.Store].
func (m *Store) Place(ctx context.Context, org gehoor.OrgID, id gehoor.StreamID, seq gehoor.Seq) (register.Place, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.streams[streamKey{org, id}]
	if s == nil || seq < 1 || int(seq) > len(s.records) {
		return register.Place{}, gehoor.ErrNotFound
	}
	r := s.records[seq-1]
	return register.Place{Index: s.leaves[seq-1], Salt: r.Salt, Data: bytes.Clone(r.Data)}, ctx.Err()
}

// Checkpoint implements [register.Store].
func (m *Store) Checkpoint(ctx context.Context, org gehoor.OrgID, size int64) ([]byte, error) {
	return m.first(ctx, org, size, false)
}

// Cosigned implements [register.Store].
func (m *Store) Cosigned(ctx context.Context, org gehoor.OrgID, size int64) ([]byte, error) {
	return m.first(ctx, org, size, true)
}

func (m *Store) first(ctx context.Context, org gehoor.OrgID, size int64, enough bool) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if l := m.logs[org]; l != nil {
		for i, s := range l.sizes {
			if s >= size && (l.enough[i] || !enough) {
				return bytes.Clone(l.notes[i]), ctx.Err()
			}
		}
	}
	return nil, gehoor.ErrNotFound
}

// Newest implements [register.Store].
func (m *Store) Newest(ctx context.Context, org gehoor.OrgID, n int) ([]register.Published, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var newest []register.Published
	if l := m.logs[org]; l != nil {
		for i := len(l.notes) - 1; i >= 0 && len(newest) < n; i-- {
			newest = append(newest, register.Published{Note: bytes.Clone(l.notes[i]), Enough: l.enough[i]})
		}
	}
	return newest, ctx.Err()
}

// Cosign implements [register.Store].
func (m *Store) Cosign(ctx context.Context, org gehoor.OrgID, size int64, now register.Published) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if l := m.logs[org]; l != nil {
		if i := slices.Index(l.sizes, size); i >= 0 {
			l.notes[i], l.enough[i] = bytes.Clone(now.Note), now.Enough
			return ctx.Err()
		}
	}
	return gehoor.ErrNotFound
}

// Publish implements [register.Store].
func (m *Store) Publish(ctx context.Context, org gehoor.OrgID, quantum int64, dummy func() register.Leaf, sign func(tlog.Tree) ([]byte, error)) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if quantum < 1 {
		return nil, errors.New("memory: quantum must be at least 1")
	}
	l := m.log(org)
	leaves, hashes := len(l.leaves), len(l.hashes)
	note, err := l.publish(l.published+quantum, dummy, sign)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		l.leaves, l.hashes = l.leaves[:leaves], l.hashes[:hashes]
		return nil, err
	}
	l.published += quantum
	l.sizes, l.notes = append(l.sizes, l.published), append(l.notes, bytes.Clone(note))
	l.enough = append(l.enough, false)
	return note, nil
}

func (l *log) publish(size int64, dummy func() register.Leaf, sign func(tlog.Tree) ([]byte, error)) ([]byte, error) {
	for int64(len(l.leaves)) < size {
		if _, err := l.add(dummy()); err != nil {
			return nil, err
		}
	}
	root, err := tlog.TreeHash(size, l.reader())
	if err != nil {
		return nil, err
	}
	return sign(tlog.Tree{N: size, Hash: root})
}

// Logs implements [register.Store].
func (m *Store) Logs(ctx context.Context) ([]gehoor.OrgID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []gehoor.OrgID
	for org, l := range m.logs {
		if len(l.leaves) > 0 {
			out = append(out, org)
		}
	}
	slices.Sort(out)
	return out, ctx.Err()
}
