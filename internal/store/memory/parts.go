package memory

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
)

// kept says whether a part may be named as p.
func kept(have, p ledger.Part) bool { return have.State == ledger.PartKept && alike(have, p) }

// alike says whether two are the same part of the same sender.
func alike(a, b ledger.Part) bool {
	return a.Org == b.Org && a.Part == b.Part && a.Stream == b.Stream && a.By == b.By
}

// ReservePart implements [ledger.PartStore].
func (m *Store) ReservePart(ctx context.Context, p ledger.Part, r ledger.Room) error {
	if err := p.Check(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if have, there := m.parts[p.ID]; there {
		if alike(have, p) && have.State <= ledger.PartKept {
			have.On = p.On
			m.parts[p.ID] = have
			return ctx.Err()
		}
		return gehoor.Refuse(gehoor.CodeFilePart)
	}
	if err := r.Fits(m.room(p.Org, p.By), p.Size, p.By); err != nil {
		return err
	}
	p.State = ledger.PartComing
	m.parts[p.ID] = p
	return ctx.Err()
}

// KeepPart implements [ledger.PartStore].
func (m *Store) KeepPart(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, there := m.parts[id]
	if !there || p.Org != org {
		return gehoor.ErrNotFound
	}
	if p.State == ledger.PartComing {
		p.State = ledger.PartKept
		m.parts[id] = p
	}
	return ctx.Err()
}

// Part implements [ledger.PartStore].
func (m *Store) Part(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) (ledger.Part, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, there := m.parts[id]
	if !there || p.Org != org {
		return ledger.Part{}, gehoor.ErrNotFound
	}
	return p, ctx.Err()
}

// DoomParts implements [ledger.PartStore].
func (m *Store) DoomParts(ctx context.Context, before time.Time, limit int) ([]ledger.Part, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var doomed []ledger.Part
	for id, p := range m.parts {
		if p.State <= ledger.PartKept && p.On.Before(before) {
			p.State = ledger.PartDoomed
			m.parts[id] = p
		}
		if p.State == ledger.PartDoomed {
			doomed = append(doomed, p)
		}
	}
	slices.SortFunc(doomed, func(a, b ledger.Part) int { return cmp.Compare(a.ID, b.ID) })
	return doomed[:min(limit, len(doomed))], ctx.Err()
}

// ForgetPart implements [ledger.PartStore].
func (m *Store) ForgetPart(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, there := m.parts[id]
	if there && p.Org == org && p.State == ledger.PartDoomed {
		delete(m.parts, id)
	}
	return ctx.Err()
}

// UnnamedParts implements [ledger.PartStore].
func (m *Store) UnnamedParts(ctx context.Context, org gehoor.OrgID, by gehoor.Actor) (ledger.Room, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.room(org, by), ctx.Err()
}

// room adds up what there is; the caller holds the lock.
func (m *Store) room(org gehoor.OrgID, by gehoor.Actor) ledger.Room {
	var r ledger.Room
	for _, p := range m.parts {
		if p.Org != org {
			continue
		}
		unnamed := p.State != ledger.PartNamed
		if p.By == by {
			r.All += p.Size
			if unnamed {
				r.Unnamed += p.Size
			}
		}
		if _, reporter := p.By.Signal(); reporter && unnamed {
			r.Crowd += p.Size
		}
	}
	return r
}
