// Package formtest holds the contract of [form.Store] as a suite, and a store in
// memory that keeps it.
package formtest

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/form"
)

// Memory keeps drafts in memory. The zero value is ready.
type Memory struct {
	mu     sync.Mutex
	drafts map[gehoor.OrgID]form.Draft
}

var _ form.Store = (*Memory)(nil)

// Form implements [form.Store].
func (m *Memory) Form(_ context.Context, org gehoor.OrgID) (form.Draft, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, ok := m.drafts[org]
	if !ok {
		return form.Draft{}, gehoor.ErrNotFound
	}
	d.File, d.Before = bytes.Clone(d.File), bytes.Clone(d.Before)
	return d, nil
}

// PutForm implements [form.Store].
func (m *Memory) PutForm(_ context.Context, d form.Draft) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if there, ok := m.drafts[d.Org]; ok && there.Revision+1 != d.Revision {
		return false, nil
	}
	if m.drafts == nil {
		m.drafts = map[gehoor.OrgID]form.Draft{}
	}
	d.File, d.Before = bytes.Clone(d.File), bytes.Clone(d.Before)
	m.drafts[d.Org] = d
	return true, nil
}

// DropForm implements [form.Store].
func (m *Memory) DropForm(_ context.Context, org gehoor.OrgID, revision int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.drafts[org].Revision == revision {
		delete(m.drafts, org)
	}
	return nil
}

// Run holds a store to the contract.
func Run(t *testing.T, s form.Store) {
	t.Helper()
	const org, other gehoor.OrgID = "veenhaven", "elders"
	ctx := t.Context()
	if _, err := s.Form(ctx, org); !errors.Is(err, gehoor.ErrNotFound) {
		t.Fatalf("before there was any: %v", err)
	}
	first := form.Draft{
		Org: org, Revision: 1, By: gehoor.PersonID("00112233445566778899aabbccddeeff"), SavedAt: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC),
		File: []byte("{}"),
	}
	put := func(d form.Draft, want bool) {
		t.Helper()
		if kept, err := s.PutForm(ctx, d); err != nil || kept != want {
			t.Errorf("revision %d: kept %v, %v; want %v", d.Revision, kept, err, want)
		}
	}
	is := func(want form.Draft) {
		t.Helper()
		got, err := s.Form(ctx, org)
		if err != nil {
			t.Fatal(err)
		}
		got.Before, want.Before = append([]byte{}, got.Before...), append([]byte{}, want.Before...)
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
	put(first, true)
	is(first)
	put(first, false)
	second := first
	second.Revision, second.File, second.Before = 2, []byte(`{"id":"a"}`), first.File
	put(second, true)
	put(second, false)
	is(second)
	third := second
	third.Revision = 4
	put(third, false)
	is(second)
	if _, err := s.Form(ctx, other); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("another organisation sees it: %v", err)
	}
	if err := s.DropForm(ctx, org, 1); err != nil {
		t.Fatal(err)
	}
	is(second)
	if err := s.DropForm(ctx, org, 2); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Form(ctx, org); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("after it was dropped: %v", err)
	}
}
