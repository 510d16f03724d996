package memory

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/view"
)

// adviceKey is where somebody's year is.
type adviceKey struct {
	personKey
	year int
}

// advises says whether somebody works here as an adviser. The caller holds the lock.
func (m *Store) advises(org gehoor.OrgID, who gehoor.PersonID) bool {
	is := false
	each(m, org, func(s view.Staff) {
		is = is || s.Person == who && s.Role == gehoor.RoleAdviser && s.Active
	})
	return is
}

// PutAdvice implements [advice.Store].
func (m *Store) PutAdvice(ctx context.Context, y advice.Year, after advice.Mark) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := adviceKey{personKey{y.Org, y.Person}, y.Year}
	is, there := m.advice[key]
	again := there && is.Mark == y.Mark
	fits := there && is.Mark == after || !there && after == advice.Mark{}
	if !m.advises(y.Org, y.Person) || !again && !fits {
		return false, ctx.Err()
	}
	y.Sealed = bytes.Clone(y.Sealed)
	m.advice[key] = y
	return true, ctx.Err()
}

// Advice implements [advice.Store].
func (m *Store) Advice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int) (advice.Year, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.advises(org, who) {
		return advice.Year{}, cmp.Or(ctx.Err(), gehoor.ErrNotFound)
	}
	y, err := found(ctx, m.advice, adviceKey{personKey{org, who}, year})
	y.Sealed = bytes.Clone(y.Sealed)
	return y, err
}

// AdviceYears implements [advice.Store].
func (m *Store) AdviceYears(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var years []int
	for k := range m.advice {
		if k.personKey == (personKey{org, who}) && m.advises(org, who) {
			years = append(years, k.year)
		}
	}
	slices.SortFunc(years, func(a, b int) int { return cmp.Compare(b, a) })
	return years, ctx.Err()
}

// DropAdvice implements [advice.Store].
func (m *Store) DropAdvice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int, mark advice.Mark) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := adviceKey{personKey{org, who}, year}
	is, there := m.advice[key]
	if !there || is.Mark != mark || !m.advises(org, who) {
		return false, ctx.Err()
	}
	delete(m.advice, key)
	return true, ctx.Err()
}

// endAdvice forgets everything that somebody noted; the caller holds the lock.
func (m *Store) endAdvice(g advice.Gone) {
	maps.DeleteFunc(m.advice, func(k adviceKey, _ advice.Year) bool { return k.personKey == personKey{g.Org, g.Person} })
}
