package memory

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/draft"
)

// staffKey is where somebody's draft is.
type staffKey struct {
	personKey
	dossier gehoor.DossierID
	form    draft.Form
}

func keyOf(d draft.Draft) staffKey {
	return staffKey{personKey{d.Org, d.Person}, d.Dossier, d.Form}
}

// PutStaffDraft implements [draft.Store].
func (m *Store) PutStaffDraft(ctx context.Context, d draft.Draft, after draft.Mark) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	is, there := m.unsent[keyOf(d)]
	again := there && is.Mark == d.Mark
	fits := there && is.Mark == after || !there && after == draft.Mark{}
	if !m.maySee(d.Org, d.Person, gehoor.DossierStream(d.Dossier)) || !again && !fits {
		return false, ctx.Err()
	}
	d.Sealed = bytes.Clone(d.Sealed)
	m.unsent[keyOf(d)] = d
	return true, ctx.Err()
}

// shown are the drafts of a dossier that may be shown to somebody: the own, and those
// for reporters of whoever may see it still. The caller holds the lock.
func (m *Store) shown(org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) []draft.Draft {
	stream := gehoor.DossierStream(id)
	if !m.maySee(org, who, stream) {
		return nil
	}
	var out []draft.Draft
	for k, d := range m.unsent {
		if k.org == org && k.dossier == id && (k.person == who || d.Form.Signal() != "" && m.maySee(org, k.person, stream)) {
			d.Sealed = bytes.Clone(d.Sealed)
			out = append(out, d)
		}
	}
	return out
}

// StaffDrafts implements [draft.Store].
func (m *Store) StaffDrafts(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]draft.Draft, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := slices.DeleteFunc(m.shown(org, who, id), func(d draft.Draft) bool { return d.Person != who })
	slices.SortFunc(out, func(a, b draft.Draft) int { return cmp.Compare(a.Form, b.Form) })
	return out, ctx.Err()
}

// Drafting implements [draft.Store].
func (m *Store) Drafting(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]draft.Notice, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []draft.Notice
	for _, d := range m.shown(org, who, id) {
		if d.Person != who {
			out = append(out, draft.Notice{Form: d.Form, Person: d.Person, KeptAt: d.KeptAt})
		}
	}
	slices.SortFunc(out, func(a, b draft.Notice) int {
		return cmp.Or(a.KeptAt.Compare(b.KeptAt), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Form, b.Form))
	})
	return out, ctx.Err()
}

// Unsent implements [draft.Store].
func (m *Store) Unsent(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]draft.Unsent, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	in := map[gehoor.DossierID]draft.Unsent{}
	for k, d := range m.unsent {
		if k.personKey != (personKey{org, who}) || !m.maySee(org, who, gehoor.DossierStream(k.dossier)) {
			continue
		}
		u := in[k.dossier]
		u.Dossier, u.Drafts = k.dossier, u.Drafts+1
		if d.KeptAt.After(u.KeptAt) {
			u.KeptAt = d.KeptAt
		}
		in[k.dossier] = u
	}
	return slices.SortedFunc(maps.Values(in), func(a, b draft.Unsent) int {
		return cmp.Or(b.KeptAt.Compare(a.KeptAt), cmp.Compare(a.Dossier, b.Dossier))
	}), ctx.Err()
}

// DropStaffDraft implements [draft.Store].
func (m *Store) DropStaffDraft(ctx context.Context, s draft.Sent) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dropSent(s)
	return ctx.Err()
}

// dropSent forgets a draft that was sent; the caller holds the lock.
func (m *Store) dropSent(s draft.Sent) {
	k := staffKey{personKey{s.Org, s.Person}, s.Dossier, s.Form}
	if slices.Contains(s.Marks, m.unsent[k].Mark) {
		delete(m.unsent, k)
	}
}

// dropLost forgets what somebody wrote who may not see it any more; the caller holds
// the lock.
func (m *Store) dropLost(l draft.Lost) {
	maps.DeleteFunc(m.unsent, func(k staffKey, _ draft.Draft) bool {
		return k.personKey == personKey{l.Org, l.Person} && (l.Dossier == "" || l.Dossier == k.dossier)
	})
}

// SweepStaffDrafts implements [draft.Store].
func (m *Store) SweepStaffDrafts(ctx context.Context, before time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.unsent)
	maps.DeleteFunc(m.unsent, func(k staffKey, d draft.Draft) bool {
		return d.KeptAt.Before(before) || !m.maySee(k.org, k.person, gehoor.DossierStream(k.dossier))
	})
	return n - len(m.unsent), ctx.Err()
}
