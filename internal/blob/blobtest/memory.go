package blobtest

import (
	"bytes"
	"context"
	"io"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
)

// Memory keeps blobs in a map. It obeys the law of package blob, for tests of
// use cases; it keeps nothing when the process ends.
type Memory struct {
	// Left is what Room says; tests set it before they use the store.
	Left int64

	mu    sync.Mutex
	blobs map[blob.Key]kept
}

type kept struct {
	data []byte
	at   time.Time
}

var _ blob.Store = (*Memory)(nil)

// NewMemory returns an empty store with room for everything.
func NewMemory() *Memory { return &Memory{Left: blob.Boundless, blobs: map[blob.Key]kept{}} }

// Put implements [blob.Store].
func (m *Memory) Put(ctx context.Context, key blob.Key, size int64, r io.Reader) error {
	if err := key.Check(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.has(key) {
		return blob.ErrExists
	}
	data, err := io.ReadAll(blob.Verify(key, size, r))
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.blobs[key] = kept{data, time.Now()}
	return nil
}

func (m *Memory) has(key blob.Key) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, ok := m.blobs[key]
	return ok
}

// Open implements [blob.Store].
func (m *Memory) Open(ctx context.Context, key blob.Key) (io.ReadCloser, int64, error) {
	if err := key.Check(); err != nil {
		return nil, 0, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.blobs[key]
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	if !ok {
		return nil, 0, gehoor.ErrNotFound
	}
	return io.NopCloser(bytes.NewReader(b.data)), int64(len(b.data)), nil
}

// Damage changes a byte of a blob, as a disk may.
func (m *Memory) Damage(key blob.Key) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b := m.blobs[key]
	b.data = bytes.Clone(b.data)
	b.data[len(b.data)/2] ^= 1
	m.blobs[key] = b
}

// Delete implements [blob.Store].
func (m *Memory) Delete(ctx context.Context, key blob.Key) error {
	if err := key.Check(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.blobs, key)
	return nil
}

// List implements [blob.Store].
func (m *Memory) List(ctx context.Context, org gehoor.OrgID, visit func(blob.Info) error) error {
	if _, err := gehoor.ParseOrgID(string(org)); err != nil {
		return err
	}
	m.mu.Lock()
	var all []blob.Info
	for key, b := range m.blobs {
		if key.Org == org {
			all = append(all, blob.Info{Key: key, Size: int64(len(b.data)), At: b.at})
		}
	}
	m.mu.Unlock() // visit may use the store
	for _, one := range all {
		if err := visit(one); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Room implements [blob.Store].
func (m *Memory) Room(ctx context.Context) (int64, error) { return m.Left, ctx.Err() }
