package memory

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/view"
)

// each calls visit with all rows of type T of an organisation.
func each[T any](m *Store, org gehoor.OrgID, visit func(T)) {
	for k, s := range m.streams {
		for _, r := range s.rows {
			if row, ok := r.(T); ok && k.org == org {
				visit(row)
			}
		}
	}
}

func (m *Store) active(org gehoor.OrgID, p gehoor.PersonID) bool {
	active := false
	each(m, org, func(s view.Staff) { active = active || s.Person == p && s.Active })
	return active
}

// maySee is the law of may_see: active, holding a compartment, not excluded.
func (m *Store) maySee(org gehoor.OrgID, p gehoor.PersonID, id gehoor.StreamID) bool {
	return m.active(org, p) && m.holds(org, p, id)
}

func (m *Store) holds(org gehoor.OrgID, p gehoor.PersonID, id gehoor.StreamID) bool {
	s := m.streams[streamKey{org, id}]
	return s != nil && !excluded(s, p) && slices.ContainsFunc(s.rows, func(r any) bool {
		h, ok := r.(view.Holder)
		return ok && h.Person == p
	})
}

func excluded(s *stream, p gehoor.PersonID) bool {
	return slices.ContainsFunc(s.rows, func(r any) bool {
		x, ok := r.(view.Excluded)
		return ok && x.Person == p
	})
}

// visible returns what the person may see, in the order of the work list.
func (m *Store) visible(org gehoor.OrgID, p gehoor.PersonID) []view.WorkItem {
	if !m.active(org, p) {
		return nil
	}
	var out []view.WorkItem
	each(m, org, func(w view.WorkItem) {
		if m.holds(org, p, w.Stream) {
			out = append(out, w)
		}
	})
	slices.SortFunc(out, func(a, b view.WorkItem) int {
		return Before(view.Cursor{DueAt: a.DueAt, Stream: a.Stream}, view.Cursor{DueAt: b.DueAt, Stream: b.Stream})
	})
	return out
}

// Before orders a work list: by due date, those without one last, then by stream.
func Before(a, b view.Cursor) int {
	if a.DueAt.IsZero() != b.DueAt.IsZero() {
		if a.DueAt.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.DueAt.Compare(b.DueAt), cmp.Compare(a.Stream, b.Stream))
}

// WorkList implements [view.Store].
func (m *Store) WorkList(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID, f view.WorkFilter, after view.Cursor, limit int) ([]view.WorkItem, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.WorkItem
	for _, w := range m.visible(org, p) {
		switch {
		case len(out) >= limit,
			after != (view.Cursor{}) && Before(view.Cursor{DueAt: w.DueAt, Stream: w.Stream}, after) <= 0,
			f.Stage == "" && w.Stage == view.StageConclude, f.Stage != "" && w.Stage != f.Stage,
			f.Office != "" && w.Office != f.Office, f.Late && !w.Late, f.Waiting && !w.Waiting, f.Short && !w.Short, f.Talk && !w.Talk,
			f.Demand && !w.Demand, f.Formal && !w.Formal, f.Mine && w.Leader != p && w.StandIn != p, f.Clock != "" && w.Clock != f.Clock,
			!f.Before.IsZero() && (w.DueAt.IsZero() || !w.DueAt.Before(f.Before)):
			continue
		}
		out = append(out, w)
	}
	return out, ctx.Err()
}

// WorkCounts implements [view.Store].
func (m *Store) WorkCounts(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID) (view.Counts, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var c view.Counts
	for _, w := range m.visible(org, p) {
		if w.Stage == view.StageConclude {
			continue
		}
		c.Open++
		if w.Late {
			c.Late++
		}
		if w.Waiting {
			c.Waiting++
		}
		if w.Short {
			c.Short++
		}
		if w.Talk {
			c.Talk++
		}
		if w.Demand {
			c.Demand++
		}
	}
	return c, ctx.Err()
}

// MaySee implements [view.Store].
func (m *Store) MaySee(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID, id gehoor.StreamID) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.maySee(org, p, id), ctx.Err()
}

// DueBefore implements [view.Store].
func (m *Store) DueBefore(ctx context.Context, now time.Time, after view.DueItem, limit int) ([]view.DueItem, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.DueItem
	order := func(a, b view.DueItem) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Org, b.Org), cmp.Compare(a.Stream, b.Stream))
	}
	for k, s := range m.streams {
		for _, r := range s.rows {
			d, ok := r.(view.Due)
			if one := (view.DueItem{Org: k.org, Stream: d.Stream, At: d.At}); ok && !d.At.After(now) && (after == view.DueItem{} || order(one, after) > 0) {
				out = append(out, one)
			}
		}
	}
	slices.SortFunc(out, order)
	return out[:min(limit, len(out))], ctx.Err()
}

// LeftBehind implements [view.Store].
func (m *Store) LeftBehind(ctx context.Context, after view.Place, limit int) ([]view.Place, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.Place
	order := func(a, b view.Place) int { return cmp.Or(cmp.Compare(a.Org, b.Org), cmp.Compare(a.Stream, b.Stream)) }
	for k, s := range m.streams {
		if order(view.Place{Org: k.org, Stream: k.stream}, after) > 0 && slices.ContainsFunc(s.rows, func(r any) bool {
			h, ok := r.(view.Holder)
			return ok && m.left(k.org, h.Person) && !excluded(s, h.Person)
		}) {
			out = append(out, view.Place{Org: k.org, Stream: k.stream})
		}
	}
	slices.SortFunc(out, order)
	return out[:min(limit, len(out))], ctx.Err()
}

// SettingBehind implements [view.Store].
func (m *Store) SettingBehind(ctx context.Context, after view.Behind, limit int) ([]view.Behind, error) {
	return m.behind(after, limit, func(row any) (by, newest gehoor.Seq, reckoned bool) {
		switch r := row.(type) {
		case view.Due:
			return r.Setting, 0, true
		case view.Setting:
			return 0, r.Seq, false
		}
		return 0, 0, false
	}), ctx.Err()
}

// ChartBehind implements [view.Store].
func (m *Store) ChartBehind(ctx context.Context, after view.Behind, limit int) ([]view.Behind, error) {
	return m.behind(after, limit, func(row any) (by, newest gehoor.Seq, reckoned bool) {
		switch r := row.(type) {
		case view.Concerned:
			return r.Chart, 0, true
		case view.Chart:
			return 0, r.Seq, false
		}
		return 0, 0, false
	}), ctx.Err()
}

// Unlooked implements [view.Store].
func (m *Store) Unlooked(ctx context.Context, after view.Place, limit int) ([]view.Place, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.Place
	order := func(a, b view.Place) int { return cmp.Or(cmp.Compare(a.Org, b.Org), cmp.Compare(a.Stream, b.Stream)) }
	for k, s := range m.streams {
		one := view.Place{Org: k.org, Stream: k.stream}
		if order(one, after) > 0 && slices.Contains(s.rows, any(view.Unlooked{Stream: k.stream})) {
			out = append(out, one)
		}
	}
	slices.SortFunc(out, order)
	return out[:min(limit, len(out))], ctx.Err()
}

// Incidents implements [view.Store].
func (m *Store) Incidents(ctx context.Context, org gehoor.OrgID, about gehoor.Subject, limit int) ([]view.Incident, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.Incident
	each(m, org, func(i view.Incident) {
		if i.Subject == about {
			out = append(out, i)
		}
	})
	slices.SortFunc(out, func(a, b view.Incident) int {
		return cmp.Or(b.Day.Compare(a.Day), cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Signal, b.Signal))
	})
	return out[:min(limit, len(out))], ctx.Err()
}

// Measures implements [view.Store].
func (m *Store) Measures(ctx context.Context, org gehoor.OrgID, from, before time.Time) ([]view.Measure, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	since := func(t time.Time) bool { return !t.Before(from) }
	var out []view.Measure
	each(m, org, func(r view.Measure) {
		if r.On.Before(before) && (since(r.On) || since(r.Until) || r.Until.IsZero() || since(r.EndedOn) || since(r.Planned)) {
			out = append(out, r)
		}
	})
	slices.SortFunc(out, func(a, b view.Measure) int {
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Bearer, b.Bearer))
	})
	return out, ctx.Err()
}

// behind are streams that were reckoned by an earlier fact than the newest of their
// organisation; of says of a row which of the two it tells.
func (m *Store) behind(after view.Behind, limit int, of func(row any) (by, newest gehoor.Seq, reckoned bool)) []view.Behind {
	m.mu.Lock()
	defer m.mu.Unlock()
	newest := map[gehoor.OrgID]gehoor.Seq{}
	var out []view.Behind
	for k, s := range m.streams {
		for _, r := range s.rows {
			by, seq, reckoned := of(r)
			newest[k.org] = max(newest[k.org], seq)
			if reckoned {
				out = append(out, view.Behind{Org: k.org, Stream: k.stream, Seq: by})
			}
		}
	}
	order := func(a, b view.Behind) int {
		return cmp.Or(cmp.Compare(a.Org, b.Org), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Stream, b.Stream))
	}
	out = slices.DeleteFunc(out, func(b view.Behind) bool { return b.Seq >= newest[b.Org] || order(b, after) <= 0 })
	slices.SortFunc(out, order)
	return out[:min(limit, len(out))]
}

// ClosedBefore implements [view.Store].
func (m *Store) ClosedBefore(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, exit string, before time.Time, limit int) ([]view.Closed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.Closed
	for k, s := range m.streams {
		if k.org != org || !m.maySee(org, person, k.stream) {
			continue
		}
		for _, r := range s.rows {
			if c, ok := r.(view.Closed); ok && !c.Held && (exit == "" || c.Exit == exit) && c.ClosedAt.Before(before) {
				out = append(out, c)
			}
		}
	}
	slices.SortFunc(out, func(a, b view.Closed) int {
		return cmp.Or(a.ClosedAt.Compare(b.ClosedAt), cmp.Compare(a.Stream, b.Stream))
	})
	return out[:min(limit, len(out))], ctx.Err()
}

// left says whether the person was of staff and does not work here any more.
func (m *Store) left(org gehoor.OrgID, p gehoor.PersonID) bool {
	left := false
	each(m, org, func(s view.Staff) { left = left || s.Person == p && !s.Active })
	return left
}

// Notices implements [view.Store].
func (m *Store) Notices(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, after view.NoticeCursor, limit int) ([]view.Notice, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.Notice
	each(m, org, func(n view.Notice) {
		if n.Person == person && m.active(org, person) && !excluded(m.streams[streamKey{org, n.Stream}], person) && (after == (view.NoticeCursor{}) || compareNotices(after, n.Cursor()) < 0) {
			out = append(out, n)
		}
	})
	slices.SortFunc(out, func(a, b view.Notice) int { return compareNotices(a.Cursor(), b.Cursor()) })
	return out[:min(limit, len(out))], ctx.Err()
}

// Notice implements [view.Store].
func (m *Store) Notice(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, stream gehoor.StreamID, signal gehoor.SignalID) (view.Notice, error) {
	all, err := m.Notices(ctx, org, person, view.NoticeCursor{}, math.MaxInt)
	if err != nil {
		return view.Notice{}, err
	}
	i := slices.IndexFunc(all, func(n view.Notice) bool { return n.Stream == stream && n.Signal == signal })
	if i < 0 {
		return view.Notice{}, gehoor.ErrNotFound
	}
	return all[i], nil
}

// Helps implements [view.Store].
func (m *Store) Helps(ctx context.Context, org gehoor.OrgID, limit int) ([]view.Help, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.Help
	each(m, org, func(h view.Help) { out = append(out, h) })
	slices.SortFunc(out, func(a, b view.Help) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Person, b.Person))
	})
	return out[:min(limit, len(out))], ctx.Err()
}

func compareNotices(a, b view.NoticeCursor) int {
	number := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(number(a.Confirmed), number(b.Confirmed)), b.GivenAt.Compare(a.GivenAt), cmp.Compare(a.Signal, b.Signal))
}

// ShortHanded implements [view.Store].
func (m *Store) ShortHanded(ctx context.Context, org gehoor.OrgID, limit int) ([]view.Short, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []view.Short
	each(m, org, func(s view.Short) { out = append(out, s) })
	slices.SortFunc(out, func(a, b view.Short) int { return cmp.Compare(a.Stream, b.Stream) })
	return out[:min(limit, len(out))], ctx.Err()
}

// Asked implements [view.Store].
func (m *Store) Asked(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, limit int) ([]gehoor.StreamID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []gehoor.StreamID
	each(m, org, func(a view.Asked) {
		if a.Person == person {
			out = append(out, a.Stream)
		}
	})
	slices.Sort(out)
	return out[:min(limit, len(out))], ctx.Err()
}

// Counsels implements [view.Store].
func (m *Store) Counsels(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, limit int) ([]gehoor.StreamID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []gehoor.StreamID
	each(m, org, func(c view.Counsel) {
		if person == "" || c.Person == person {
			out = append(out, c.Stream)
		}
	})
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(limit, len(out))], ctx.Err()
}

// Triage implements [view.Store].
func (m *Store) Triage(ctx context.Context, org gehoor.OrgID, office gehoor.Office) ([]gehoor.PersonID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var rows []view.Triage
	each(m, org, func(t view.Triage) {
		if t.Office == office && m.active(org, t.Person) {
			rows = append(rows, t)
		}
	})
	slices.SortFunc(rows, func(a, b view.Triage) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Person, b.Person))
	})
	var out []gehoor.PersonID
	for _, t := range rows {
		out = append(out, t.Person)
	}
	return out, ctx.Err()
}

// StandsInFor implements [view.Store].
func (m *Store) StandsInFor(ctx context.Context, org gehoor.OrgID, deputy gehoor.PersonID) ([]gehoor.PersonID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []gehoor.PersonID
	each(m, org, func(s view.Staff) {
		if s.Deputy == deputy && deputy != "" && s.Active {
			out = append(out, s.Person)
		}
	})
	slices.Sort(out)
	return slices.Compact(out), ctx.Err()
}

// StaffWith implements [view.Store].
func (m *Store) StaffWith(ctx context.Context, org gehoor.OrgID, role gehoor.Role) ([]gehoor.PersonID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []gehoor.PersonID
	each(m, org, func(s view.Staff) {
		if s.Role == role && s.Active {
			out = append(out, s.Person)
		}
	})
	slices.Sort(out)
	return slices.Compact(out), ctx.Err()
}

// Rows implements [view.Store].
func (m *Store) Rows(ctx context.Context, org gehoor.OrgID, id gehoor.StreamID) ([]any, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.streams[streamKey{org, id}]
	if s == nil {
		return nil, ctx.Err()
	}
	out := slices.Clone(s.rows)
	view.Sort(out)
	return out, ctx.Err()
}
