package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/view"
)

func workItemFields(w *view.WorkItem) []any {
	return []any{
		&w.Stream, &w.Dossier, &w.Office, &w.Language, &w.Stage, flag{&w.NotSafe}, flag{&w.Formal},
		moment{&w.ReceivedOn}, moment{&w.ReporterOn}, flag{&w.Waiting}, &w.Clock, moment{&w.DueAt}, flag{&w.Late}, &w.Escalated, flag{&w.Short}, flag{&w.Talk},
		flag{&w.Demand}, &w.Leader, flag{&w.Statutory}, &w.Actor, &w.StandIn, flag{&w.Keyless}, flag{&w.PickAgain}, flag{&w.OtherOffice}, flag{&w.AskName},
	}
}

// WorkList implements [view.Store].
func (db *DB) WorkList(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, f view.WorkFilter, after view.Cursor, limit int) ([]view.WorkItem, error) {
	due := micros(after.DueAt)
	if after == (view.Cursor{}) {
		due = beforeAll
	}
	text := workList
	args := []any{string(org), string(person), due, string(after.Stream), int64(limit)}
	if f.Stage == "" {
		text += workListOpen
	} else {
		text, args = with(text, args, workListStage, string(f.Stage))
	}
	if f.Office != "" {
		text, args = with(text, args, workListOffice, string(f.Office))
	}
	if f.Late {
		text += workListLate
	}
	if f.Waiting {
		text += workListWaiting
	}
	if f.Short {
		text += workListShort
	}
	if f.Talk {
		text += workListTalk
	}
	if f.Demand {
		text += workListDemand
	}
	if f.Formal {
		text += workListFormal
	}
	if f.Mine {
		text += workListMine
	}
	if f.Clock != "" {
		text, args = with(text, args, workListClock, f.Clock)
	}
	if !f.Before.IsZero() {
		text, args = with(text, args, workListBefore, micros(f.Before))
	}
	return All(ctx, db, workItemFields, text+workListPage, args...)
}

// with adds a condition on one more argument.
func with(text string, args []any, condition string, arg any) (string, []any) {
	return text + fmt.Sprintf(condition, len(args)+1), append(args, arg)
}

// beforeAll is earlier than every date.
const beforeAll int64 = -1 << 63

// WorkCounts implements [view.Store].
func (db *DB) WorkCounts(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (view.Counts, error) {
	c, err := One(ctx, db, func(c *view.Counts) []any { return []any{&c.Open, &c.Late, &c.Waiting, &c.Short, &c.Talk, &c.Demand} },
		workCounts, string(org), string(person))
	if errors.Is(err, gehoor.ErrNotFound) {
		return c, nil
	}
	return c, err
}

// MaySee implements [view.Store].
func (db *DB) MaySee(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, stream gehoor.StreamID) (bool, error) {
	found, err := All(ctx, db, column[int64], maySee, string(org), string(person), string(stream))
	return len(found) > 0, err
}

// DueBefore implements [view.Store].
func (db *DB) DueBefore(ctx context.Context, now time.Time, after view.DueItem, limit int) ([]view.DueItem, error) {
	from := beforeAll
	if after != (view.DueItem{}) {
		from = micros(after.At)
	}
	return All(ctx, db, func(d *view.DueItem) []any { return []any{&d.Org, &d.Stream, moment{&d.At}} },
		dueBefore, micros(now), int64(limit), from, string(after.Org), string(after.Stream))
}

// LeftBehind implements [view.Store].
func (db *DB) LeftBehind(ctx context.Context, after view.Place, limit int) ([]view.Place, error) {
	return All(ctx, db, func(p *view.Place) []any { return []any{&p.Org, &p.Stream} }, leftBehind,
		int64(limit), string(after.Org), string(after.Stream))
}

// SettingBehind implements [view.Store].
func (db *DB) SettingBehind(ctx context.Context, after view.Behind, limit int) ([]view.Behind, error) {
	return db.behind(ctx, settingBehind, after, limit)
}

// ChartBehind implements [view.Store].
func (db *DB) ChartBehind(ctx context.Context, after view.Behind, limit int) ([]view.Behind, error) {
	return db.behind(ctx, chartBehind, after, limit)
}

// Unlooked implements [view.Store].
func (db *DB) Unlooked(ctx context.Context, after view.Place, limit int) ([]view.Place, error) {
	return All(ctx, db, func(p *view.Place) []any { return []any{&p.Org, &p.Stream} }, unlooked,
		int64(limit), string(after.Org), string(after.Stream))
}

// Incidents implements [view.Store].
func (db *DB) Incidents(ctx context.Context, org gehoor.OrgID, about gehoor.Subject, limit int) ([]view.Incident, error) {
	return All(ctx, db, incidentFields, incidents, string(org), about.ID(), bit(about.Team), int64(limit))
}

func incidentFields(i *view.Incident) []any {
	return []any{
		&i.Stream, &i.Signal, subject{&i.Subject}, flag{&i.Subject.Team}, moment{&i.Day}, &i.Severity, flag{&i.Distinct}, &i.Channel,
		moment{&i.TalkOn}, moment{&i.NothingOn}, moment{&i.MeasureOn}, &i.Exit, moment{&i.ClosedOn}, flag{&i.Weighing}, &i.With, &i.Same,
	}
}

// Measures implements [view.Store].
func (db *DB) Measures(ctx context.Context, org gehoor.OrgID, from, before time.Time) ([]view.Measure, error) {
	return All(ctx, db, measureFields, measures, string(org), micros(before), micros(from), noTime)
}

func measureFields(m *view.Measure) []any {
	return []any{
		&m.Stream, &m.Number, &m.Bearer, &m.Weight, flag{&m.Breach}, flag{&m.Own},
		moment{&m.On}, moment{&m.EndedOn}, moment{&m.Start}, moment{&m.Until}, moment{&m.Planned},
	}
}

func (db *DB) behind(ctx context.Context, sql string, after view.Behind, limit int) ([]view.Behind, error) {
	return All(ctx, db, func(b *view.Behind) []any { return []any{&b.Org, &b.Stream, &b.Seq} },
		sql, int64(limit), string(after.Org), int64(after.Seq), string(after.Stream))
}

// ShortHanded implements [view.Store].
func (db *DB) ShortHanded(ctx context.Context, org gehoor.OrgID, limit int) ([]view.Short, error) {
	return All(ctx, db, shortFields, shortHanded, string(org), int64(limit))
}

func shortFields(s *view.Short) []any { return []any{&s.Stream, &s.Holders} }

// ClosedBefore implements [view.Store].
func (db *DB) ClosedBefore(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, exit string, before time.Time, limit int) ([]view.Closed, error) {
	if exit == "" {
		return All(ctx, db, closedFields, closedBefore, string(org), string(person), micros(before), int64(limit))
	}
	return All(ctx, db, closedFields, closedSoBefore, string(org), string(person), micros(before), int64(limit), exit)
}

func closedFields(c *view.Closed) []any {
	return []any{&c.Stream, moment{&c.ClosedAt}, flag{&c.Held}, flag{&c.Proposed}, &c.Exit}
}

// Asked implements [view.Store].
func (db *DB) Asked(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, limit int) ([]gehoor.StreamID, error) {
	return All(ctx, db, column[gehoor.StreamID], askedOf, string(org), string(person), int64(limit))
}

// Counsels implements [view.Store].
func (db *DB) Counsels(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, limit int) ([]gehoor.StreamID, error) {
	if person == "" {
		return All(ctx, db, column[gehoor.StreamID], allCounsel, string(org), int64(limit))
	}
	return All(ctx, db, column[gehoor.StreamID], counselOf, string(org), string(person), int64(limit))
}

// Triage implements [view.Store].
func (db *DB) Triage(ctx context.Context, org gehoor.OrgID, office gehoor.Office) ([]gehoor.PersonID, error) {
	return All(ctx, db, column[gehoor.PersonID], readTriage, string(org), string(office))
}

// Notices implements [view.Store].
func (db *DB) Notices(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, after view.NoticeCursor, limit int) ([]view.Notice, error) {
	given := micros(after.GivenAt)
	if after == (view.NoticeCursor{}) {
		given = afterAll
	}
	return All(ctx, db, noticeFields, notices, string(org), string(person), bit(after.Confirmed), given, string(after.Signal), int64(limit))
}

// Notice implements [view.Store].
func (db *DB) Notice(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, stream gehoor.StreamID, signal gehoor.SignalID) (view.Notice, error) {
	return One(ctx, db, noticeFields, oneNotice, string(org), string(person), string(stream), string(signal))
}

// afterAll is later than every date.
const afterAll int64 = 1<<63 - 1

func noticeFields(n *view.Notice) []any {
	return []any{
		&n.Stream, &n.Person, &n.Signal, &n.Function, moment{&n.GivenAt}, moment{&n.ConfirmedAt},
		&n.Severity, &n.Office, flag{&n.Formal}, &n.Stage, flag{&n.Late},
	}
}

// Helps implements [view.Store].
func (db *DB) Helps(ctx context.Context, org gehoor.OrgID, limit int) ([]view.Help, error) {
	return All(ctx, db, helpFields, helps, string(org), int64(limit))
}

func helpFields(h *view.Help) []any {
	return []any{&h.Stream, &h.Person, moment{&h.Due}}
}

// StandsInFor implements [view.Store].
func (db *DB) StandsInFor(ctx context.Context, org gehoor.OrgID, deputy gehoor.PersonID) ([]gehoor.PersonID, error) {
	return All(ctx, db, column[gehoor.PersonID], standsIn, string(org), string(deputy))
}

// StaffWith implements [view.Store].
func (db *DB) StaffWith(ctx context.Context, org gehoor.OrgID, role gehoor.Role) ([]gehoor.PersonID, error) {
	return All(ctx, db, column[gehoor.PersonID], staffWith, string(org), string(role))
}

// Rows implements [view.Store].
func (db *DB) Rows(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID) ([]any, error) {
	r := rowReader{ctx: ctx, db: db, org: string(org), stream: string(stream)}
	rows(&r, rowsWorkItem, workItemFields)
	rows(&r, rowsDue, func(d *view.Due) []any { return []any{&d.Stream, moment{&d.At}, &d.Setting} })
	rows(&r, rowsSetting, func(s *view.Setting) []any { return []any{&s.Stream, &s.Seq} })
	rows(&r, rowsConcerned, func(d *view.Concerned) []any { return []any{&d.Stream, &d.Chart} })
	rows(&r, rowsIncident, incidentFields)
	rows(&r, rowsMeasure, measureFields)
	rows(&r, rowsUnlooked, func(u *view.Unlooked) []any { return []any{&u.Stream} })
	rows(&r, rowsChart, func(c *view.Chart) []any { return []any{&c.Stream, &c.Seq} })
	rows(&r, rowsHolder, func(h *view.Holder) []any { return []any{&h.Stream, &h.Person, &h.Compartment} })
	rows(&r, rowsExcluded, func(x *view.Excluded) []any { return []any{&x.Stream, &x.Person} })
	rows(&r, rowsShort, shortFields)
	rows(&r, rowsCounsel, func(c *view.Counsel) []any { return []any{&c.Stream, &c.Person} })
	rows(&r, rowsAsked, func(a *view.Asked) []any { return []any{&a.Stream, &a.Person} })
	rows(&r, rowsClosed, closedFields)
	rows(&r, rowsStaff, func(s *view.Staff) []any { return []any{&s.Stream, &s.Person, &s.Role, flag{&s.Active}, &s.Deputy} })
	rows(&r, rowsNotice, noticeFields)
	rows(&r, rowsHelp, helpFields)
	rows(&r, rowsTriage, func(t *view.Triage) []any { return []any{&t.Stream, &t.Office, &t.Person, &t.Place} })
	view.Sort(r.out)
	return r.out, r.err
}

// rowReader gathers the rows of one stream from all tables.
type rowReader struct {
	ctx         context.Context
	db          *DB
	org, stream string
	out         []any
	err         error
}

func rows[T any](r *rowReader, sql string, fields func(*T) []any) {
	if r.err != nil {
		return
	}
	var found []T
	if found, r.err = All(r.ctx, r.db, fields, sql, r.org, r.stream); r.err == nil {
		for _, row := range found {
			r.out = append(r.out, row)
		}
	}
}
