package ledgertest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store/memory"
	"github.com/gehoor/gehoor/internal/view"
)

// scene puts rows into streams and remembers where each stream stands.
type scene struct {
	t   *testing.T
	s   Stores
	org gehoor.OrgID
	seq map[gehoor.StreamID]gehoor.Seq
}

func newScene(t *testing.T, s Stores) *scene {
	return &scene{t, s, veenhaven, map[gehoor.StreamID]gehoor.Seq{}}
}

// put replaces a stream's rows.
func (c *scene) put(stream gehoor.StreamID, rows ...ledger.Row) {
	c.t.Helper()
	e := Extend(stream, c.seq[stream], 1)
	e.Rows = rows
	must(c.t, c.s.Append(c.t.Context(), batch(c.org, e)))
	c.seq[stream]++
}

// person puts an active member of staff.
func (c *scene) person(role gehoor.Role) gehoor.PersonID {
	c.t.Helper()
	p := newID[gehoor.PersonID]()
	c.staff(p, role, true)
	return p
}

func (c *scene) staff(p gehoor.PersonID, role gehoor.Role, active bool) {
	c.t.Helper()
	stream := gehoor.PersonStream(p)
	c.put(stream, view.Staff{Stream: stream, Person: p, Role: role, Active: active})
}

func item(stream gehoor.StreamID) view.WorkItem {
	id, _ := stream.Dossier()
	return view.WorkItem{
		Stream: stream, Dossier: id, Office: gehoor.OfficeAlderman, Language: gehoor.Dutch, Stage: view.StageReceive,
		ReceivedOn: base.Truncate(24 * time.Hour), ReporterOn: base.Truncate(24 * time.Hour),
		Clock: "acknowledge", DueAt: gehoor.Moment(base),
	}
}

func holder(stream gehoor.StreamID, p gehoor.PersonID, c gehoor.Compartment) view.Holder {
	return view.Holder{Stream: stream, Person: p, Compartment: c}
}

func viewReplaced(t *testing.T, s Stores) {
	c := newScene(t, s)
	stream, p, q := newStream(), newID[gehoor.PersonID](), newID[gehoor.PersonID]()
	full := item(stream)
	full.NotSafe, full.Formal, full.Waiting, full.Late, full.Escalated, full.Short, full.Talk = true, true, true, true, 3, true, true
	full.Demand, full.Leader, full.Statutory, full.Actor = true, q, true, "caseworker"
	full.StandIn, full.Keyless = newID[gehoor.PersonID](), true
	full.PickAgain, full.OtherOffice, full.AskName = true, true, true
	rows := []ledger.Row{
		full, view.Due{Stream: stream, At: base.Add(time.Hour), Setting: 3},
		holder(stream, q, gehoor.Conversation), holder(stream, q, gehoor.Case), holder(stream, p, gehoor.Identity),
		view.Excluded{Stream: stream, Person: p}, view.Short{Stream: stream, Holders: 1},
		view.Asked{Stream: stream, Person: q}, view.Asked{Stream: stream, Person: p},
		notice(stream, p, 1), notice(stream, q, 2), view.Concerned{Stream: stream, Chart: 4},
		view.Counsel{Stream: stream, Person: q}, view.Counsel{Stream: stream, Person: p},
		view.Help{Stream: stream, Person: p, Due: base.Add(time.Hour)},
		incident(stream, p, 1), incident(stream, q, 2), view.Unlooked{Stream: stream},
	}
	c.put(stream, rows...)
	want := make([]any, len(rows))
	for i, r := range rows {
		want[i] = r
	}
	view.Sort(want)
	same(t, "rows", get[[]any](t)(s.Rows(t.Context(), veenhaven, stream)), want)
	same(t, "rows elsewhere", get[[]any](t)(s.Rows(t.Context(), duinrade, stream)), []any{})

	bare := item(stream)
	bare.DueAt, bare.Clock = time.Time{}, ""
	c.put(stream, bare)
	same(t, "rows after", get[[]any](t)(s.Rows(t.Context(), veenhaven, stream)), []any{bare})
	c.put(stream)
	same(t, "no rows", get[[]any](t)(s.Rows(t.Context(), veenhaven, stream)), []any{})
	c.put(stream, bare)
	same(t, "rows again", get[[]any](t)(s.Rows(t.Context(), veenhaven, stream)), []any{bare})
}

// viewRewritten: the rows of a stream are written anew without an event, with what is
// counted by them; not after something happened in it.
func viewRewritten(t *testing.T, s Stores) {
	ctx := t.Context()
	c := newScene(t, s)
	vera := c.person(gehoor.RoleCaseworker)
	stream := newStream()
	c.put(stream, item(stream), holder(stream, vera, gehoor.Conversation), view.Due{Stream: stream, At: base})
	before := get2(t, s, veenhaven)
	at := ledger.Version{Stream: stream, Seq: c.seq[stream]}

	late := item(stream)
	late.Late, late.Leader = true, vera
	rows := []ledger.Row{late, holder(stream, vera, gehoor.Conversation), view.Short{Stream: stream, Holders: 1}}
	must(t, s.Rewrite(ctx, veenhaven, at, rows))
	same(t, "rows", get[[]any](t)(s.Rows(ctx, veenhaven, stream)), []any{holder(stream, vera, gehoor.Conversation), view.Short{Stream: stream, Holders: 1}, late})
	counts, err := s.WorkCounts(ctx, veenhaven, vera)
	must(t, err)
	mine, err := s.WorkList(ctx, veenhaven, vera, view.WorkFilter{Mine: true, Late: true}, view.Cursor{}, 10)
	must(t, err)
	if counts != (view.Counts{Open: 1, Late: 1}) || len(mine) != 1 || mine[0] != late {
		t.Errorf("counted %+v, listed %+v", counts, mine)
	}
	same(t, "the log", get2(t, s, veenhaven), before)
	must(t, s.Rewrite(ctx, veenhaven, at, rows)) // once more

	for name, wrong := range map[string]ledger.Version{"later": {Stream: stream, Seq: at.Seq + 1}, "never begun": {Stream: newStream(), Seq: 1}} {
		if err := s.Rewrite(ctx, veenhaven, wrong, nil); !errors.Is(err, ledger.ErrConflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.Rewrite(ctx, veenhaven, ledger.Version{Stream: newStream()}, nil); err == nil {
		t.Error("a stream without events has rows")
	}
	if err := s.Rewrite(ctx, veenhaven, at, []ledger.Row{item(newStream())}); err == nil {
		t.Error("a row of another stream")
	}
	c.put(stream, item(stream), holder(stream, vera, gehoor.Conversation)) // what replaces them goes
	if err := s.Rewrite(ctx, veenhaven, at, rows); !errors.Is(err, ledger.ErrConflict) {
		t.Errorf("after an event: %v", err)
	}
	same(t, "rows after", get[[]any](t)(s.Rows(ctx, veenhaven, stream)), []any{holder(stream, vera, gehoor.Conversation), item(stream)})
	must(t, s.Rewrite(ctx, veenhaven, ledger.Version{Stream: stream, Seq: c.seq[stream]}, nil))
	if counts, err = s.WorkCounts(ctx, veenhaven, vera); err != nil || counts != (view.Counts{}) {
		t.Errorf("without rows: %+v %v", counts, err)
	}
}

func viewMaySee(t *testing.T, s Stores) {
	c := newScene(t, s)
	vera, hugo, left := c.person(gehoor.RoleCaseworker), c.person(gehoor.RoleHead), c.person(gehoor.RoleCaseworker)
	unknown := newID[gehoor.PersonID]()
	stream := newStream()
	holders := []ledger.Row{
		item(stream), holder(stream, vera, gehoor.Conversation), holder(stream, vera, gehoor.Identity),
		holder(stream, hugo, gehoor.Case), holder(stream, left, gehoor.Conversation), holder(stream, unknown, gehoor.Conversation),
	}
	expect := func(what string, want map[gehoor.PersonID]bool) {
		t.Helper()
		for p, may := range want {
			got, err := s.MaySee(t.Context(), veenhaven, p, stream)
			must(t, err)
			list, err := s.WorkList(t.Context(), veenhaven, p, view.WorkFilter{}, view.Cursor{}, 10)
			must(t, err)
			counts, err := s.WorkCounts(t.Context(), veenhaven, p)
			must(t, err)
			n := 0
			if may {
				n = 1
			}
			if got != may || len(list) != n || counts.Open != n {
				t.Fatalf("%s: may see %v, %d listed, %d counted; want %v", what, got, len(list), counts.Open, may)
			}
		}
	}
	c.put(stream, holders...)
	expect("holders", map[gehoor.PersonID]bool{vera: true, hugo: true, left: true, unknown: false})
	c.staff(left, gehoor.RoleCaseworker, false)
	expect("after leaving", map[gehoor.PersonID]bool{vera: true, left: false})
	c.staff(left, gehoor.RoleHead, true)
	expect("after coming back", map[gehoor.PersonID]bool{left: true})
	c.put(stream, append(slices.Clone(holders), view.Excluded{Stream: stream, Person: vera})...)
	expect("excluded", map[gehoor.PersonID]bool{vera: false, hugo: true})
	c.put(stream, holders[:2]...)
	expect("no longer holding", map[gehoor.PersonID]bool{vera: true, hugo: false})
	other, err := s.MaySee(t.Context(), duinrade, vera, stream)
	must(t, err)
	same(t, "in another organisation", other, false)
}

func viewWorkList(t *testing.T, s Stores) {
	c := newScene(t, s)
	vera, other := c.person(gehoor.RoleCaseworker), c.person(gehoor.RoleCaseworker)
	var all []view.WorkItem
	for i := range 23 {
		stream := newStream()
		w := item(stream)
		w.DueAt = gehoor.Moment(base.Add(time.Duration(i%7) * time.Hour))
		if i%5 == 0 {
			w.DueAt, w.Clock = time.Time{}, ""
		}
		w.Stage = []view.Stage{view.StageReceive, view.StageAssess, view.StageAddress, view.StageConclude}[i%4]
		w.Office = []gehoor.Office{gehoor.OfficeMayor, gehoor.OfficeEmployee}[i%2]
		w.Late, w.Waiting, w.Short, w.Talk = i%3 == 0, i%6 == 1, i%5 == 2, i%7 == 3
		w.Demand, w.Formal, w.Leader = i%4 == 1, i%3 == 2, []gehoor.PersonID{vera, other}[i%2]
		if i%5 == 3 { // vera acts for who is away
			w.StandIn = vera
		}
		if i%4 == 2 {
			w.Clock = "feedback"
		}
		rows := []ledger.Row{w, holder(stream, other, gehoor.Case)}
		if i%8 != 7 {
			rows = append(rows, holder(stream, vera, gehoor.Conversation), holder(stream, vera, gehoor.Case))
			all = append(all, w)
		}
		c.put(stream, rows...)
	}
	slices.SortFunc(all, func(a, b view.WorkItem) int {
		return memory.Before(view.Cursor{DueAt: a.DueAt, Stream: a.Stream}, view.Cursor{DueAt: b.DueAt, Stream: b.Stream})
	})
	open := func(w view.WorkItem) bool { return w.Stage != view.StageConclude }
	for name, f := range map[string]struct {
		filter view.WorkFilter
		keep   func(view.WorkItem) bool
	}{
		"all":       {view.WorkFilter{}, open},
		"assess":    {view.WorkFilter{Stage: view.StageAssess}, func(w view.WorkItem) bool { return w.Stage == view.StageAssess }},
		"concluded": {view.WorkFilter{Stage: view.StageConclude}, func(w view.WorkItem) bool { return !open(w) }},
		"mayor":     {view.WorkFilter{Office: gehoor.OfficeMayor}, func(w view.WorkItem) bool { return open(w) && w.Office == gehoor.OfficeMayor }},
		"late":      {view.WorkFilter{Late: true}, func(w view.WorkItem) bool { return open(w) && w.Late }},
		"waiting":   {view.WorkFilter{Waiting: true}, func(w view.WorkItem) bool { return open(w) && w.Waiting }},
		"short":     {view.WorkFilter{Short: true}, func(w view.WorkItem) bool { return open(w) && w.Short }},
		"talk":      {view.WorkFilter{Talk: true}, func(w view.WorkItem) bool { return open(w) && w.Talk }},
		"demand":    {view.WorkFilter{Demand: true}, func(w view.WorkItem) bool { return open(w) && w.Demand }},
		"formal":    {view.WorkFilter{Formal: true}, func(w view.WorkItem) bool { return open(w) && w.Formal }},
		"mine":      {view.WorkFilter{Mine: true}, func(w view.WorkItem) bool { return open(w) && (w.Leader == vera || w.StandIn == vera) }},
		"step":      {view.WorkFilter{Clock: "feedback"}, func(w view.WorkItem) bool { return open(w) && w.Clock == "feedback" }},
		"soon": {view.WorkFilter{Before: base.Add(3 * time.Hour)}, func(w view.WorkItem) bool {
			return open(w) && !w.DueAt.IsZero() && w.DueAt.Before(base.Add(3*time.Hour))
		}},
		"late assess employee": {view.WorkFilter{Stage: view.StageAssess, Office: gehoor.OfficeEmployee, Late: true},
			func(w view.WorkItem) bool {
				return w.Stage == view.StageAssess && w.Office == gehoor.OfficeEmployee && w.Late
			}},
	} {
		var want []view.WorkItem
		for _, w := range all {
			if f.keep(w) {
				want = append(want, w)
			}
		}
		for _, limit := range []int{1, 3, 100} {
			same(t, fmt.Sprintf("%s by %d", name, limit), pages(t, s, vera, f.filter, limit), want)
		}
	}
	same(t, "counts", get[view.Counts](t)(s.WorkCounts(t.Context(), veenhaven, vera)), count(all, open))
	same(t, "counts elsewhere", get[view.Counts](t)(s.WorkCounts(t.Context(), duinrade, vera)), view.Counts{})
}

func count(all []view.WorkItem, open func(view.WorkItem) bool) (c view.Counts) {
	add := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	for _, w := range all {
		add(&c.Open, open(w))
		add(&c.Late, open(w) && w.Late)
		add(&c.Waiting, open(w) && w.Waiting)
		add(&c.Short, open(w) && w.Short)
		add(&c.Talk, open(w) && w.Talk)
		add(&c.Demand, open(w) && w.Demand)
	}
	return c
}

// pages reads the whole work list page by page.
func pages(t *testing.T, s Stores, p gehoor.PersonID, f view.WorkFilter, limit int) []view.WorkItem {
	t.Helper()
	var out []view.WorkItem
	var after view.Cursor
	for {
		page, err := s.WorkList(t.Context(), veenhaven, p, f, after, limit)
		must(t, err)
		out = append(out, page...)
		if len(page) < limit {
			return out
		}
		last := page[len(page)-1]
		after = view.Cursor{DueAt: last.DueAt, Stream: last.Stream}
	}
}

func viewDue(t *testing.T, s Stores) {
	c := newScene(t, s)
	var want []view.DueItem
	for i := range 6 {
		c.org = []gehoor.OrgID{veenhaven, duinrade}[i%2]
		stream := newStream()
		at := gehoor.Moment(base.Add(time.Duration(6-i) * time.Minute))
		c.put(stream, view.Due{Stream: stream, At: at})
		want = append([]view.DueItem{{Org: c.org, Stream: stream, At: at}}, want...)
	}
	due := func(now time.Time, limit int) []view.DueItem {
		t.Helper()
		return get[[]view.DueItem](t)(s.DueBefore(t.Context(), now, view.DueItem{}, limit))
	}
	same(t, "before", due(want[0].At.Add(-time.Second), 10), []view.DueItem{})
	same(t, "at the moment", due(want[0].At, 10), want[:1])
	same(t, "all", due(want[5].At, 10), want)
	same(t, "two", due(want[5].At, 2), want[:2])
	after := func(one view.DueItem) []view.DueItem {
		t.Helper()
		return get[[]view.DueItem](t)(s.DueBefore(t.Context(), want[4].At, one, 2))
	}
	same(t, "two after the second", after(want[1]), want[2:4])
	same(t, "after the last but one", after(want[3]), want[4:5])
	same(t, "after the last", after(want[4]), []view.DueItem{})
	same(t, "after one that is gone", after(view.DueItem{Org: want[1].Org, At: want[1].At.Add(time.Second)}), want[2:4])
	c.org = want[0].Org
	c.put(want[0].Stream)
	same(t, "after it was looked at", due(want[5].At, 10), want[1:])
}

// viewSetting: what is due by an earlier setting than the organisation's newest is
// found until it is reckoned by that.
func viewSetting(t *testing.T, s Stores) {
	viewBehind(t, s, s.SettingBehind, gehoor.ProtocolStream,
		func(stream gehoor.StreamID, by gehoor.Seq) ledger.Row {
			return view.Due{Stream: stream, At: base, Setting: by}
		},
		func(seq gehoor.Seq) ledger.Row { return view.Setting{Stream: gehoor.ProtocolStream, Seq: seq} })
}

// viewChart: the same of dossiers with a person concerned, and the chart.
func viewChart(t *testing.T, s Stores) {
	viewBehind(t, s, s.ChartBehind, gehoor.ChartStream,
		func(stream gehoor.StreamID, by gehoor.Seq) ledger.Row {
			return view.Concerned{Stream: stream, Chart: by}
		},
		func(seq gehoor.Seq) ledger.Row { return view.Chart{Stream: gehoor.ChartStream, Seq: seq} })
}

func viewBehind(t *testing.T, s Stores, ask func(context.Context, view.Behind, int) ([]view.Behind, error), source gehoor.StreamID,
	reckoned func(gehoor.StreamID, gehoor.Seq) ledger.Row, row func(gehoor.Seq) ledger.Row) {
	scenes := map[gehoor.OrgID]*scene{veenhaven: newScene(t, s), duinrade: newScene(t, s)}
	scenes[duinrade].org = duinrade
	var all []view.Behind
	due := func(i int, setting gehoor.Seq) {
		all[i].Seq = setting
		scenes[all[i].Org].put(all[i].Stream, reckoned(all[i].Stream, setting))
	}
	for i := range 6 {
		all = append(all, view.Behind{Org: []gehoor.OrgID{duinrade, veenhaven}[i/3], Stream: newStream()})
		due(i, gehoor.Seq(i%3))
	}
	behind := func(after view.Behind, limit int) []view.Behind {
		return get[[]view.Behind](t)(ask(t.Context(), after, limit))
	}
	newest := func(org gehoor.OrgID, seq gehoor.Seq) {
		scenes[org].put(source, row(seq))
	}
	begin := view.Behind{}
	same(t, "without any", behind(begin, 10), []view.Behind{})
	newest(veenhaven, 1)
	same(t, "of one organisation", behind(begin, 10), all[3:4])
	newest(duinrade, 2)
	newest(veenhaven, 5)
	want := []view.Behind{all[0], all[1], all[3], all[4], all[5]}
	same(t, "of both", behind(begin, 10), want)
	same(t, "two", behind(begin, 2), want[:2])
	for i := range want {
		same(t, "those after one", behind(want[i], 10), append([]view.Behind{}, want[i+1:]...))
	}
	due(0, 2)
	due(3, 5)
	same(t, "after two were reckoned anew", behind(begin, 10), []view.Behind{all[1], all[4], all[5]})
	same(t, "rows", get[[]any](t)(s.Rows(t.Context(), veenhaven, source)), []any{row(5)})
}

func viewStaff(t *testing.T, s Stores) {
	c := newScene(t, s)
	a, b, left := c.person(gehoor.RoleCaseworker), c.person(gehoor.RoleCaseworker), c.person(gehoor.RoleCaseworker)
	head := c.person(gehoor.RoleHead)
	c.staff(left, gehoor.RoleCaseworker, false)
	office := gehoor.OfficeStream(gehoor.OfficeMayor)
	row := func(p gehoor.PersonID, place int) ledger.Row {
		return view.Triage{Stream: office, Office: gehoor.OfficeMayor, Person: p, Place: place}
	}
	c.put(office, row(head, 2), row(b, 0), row(left, 1), row(a, 3))
	triage := func(o gehoor.Office) []gehoor.PersonID {
		return get[[]gehoor.PersonID](t)(s.Triage(t.Context(), veenhaven, o))
	}
	same(t, "triage", triage(gehoor.OfficeMayor), []gehoor.PersonID{b, head, a})
	same(t, "triage of another office", triage(gehoor.OfficeEmployee), []gehoor.PersonID{})
	both := []gehoor.PersonID{a, b}
	slices.Sort(both)
	same(t, "caseworkers", get[[]gehoor.PersonID](t)(s.StaffWith(t.Context(), veenhaven, gehoor.RoleCaseworker)), both)
	same(t, "heads", get[[]gehoor.PersonID](t)(s.StaffWith(t.Context(), veenhaven, gehoor.RoleHead)), []gehoor.PersonID{head})
	same(t, "custodians", get[[]gehoor.PersonID](t)(s.StaffWith(t.Context(), veenhaven, gehoor.RoleCustodian)), []gehoor.PersonID{})
	same(t, "elsewhere", get[[]gehoor.PersonID](t)(s.StaffWith(t.Context(), duinrade, gehoor.RoleHead)), []gehoor.PersonID{})
}

// notice is one that is not confirmed, given so many hours after the beginning.
func notice(stream gehoor.StreamID, p gehoor.PersonID, hour int) view.Notice {
	return view.Notice{
		Stream: stream, Person: p, Signal: newID[gehoor.SignalID](), Function: gehoor.RoleMayor, GivenAt: base.Add(time.Duration(hour) * time.Hour),
		Severity: "serious", Office: "alderman", Formal: true, Stage: view.StageAssess, Late: true,
	}
}

// viewNotices: somebody is shown what they were told, what waits first and then the
// newest, by pages; nothing once they are excluded or left, and nobody else anything.
func viewNotices(t *testing.T, s Stores) {
	c := newScene(t, s)
	mayor, other, left := c.person(gehoor.RoleMayor), c.person(gehoor.RoleSecretary), c.person(gehoor.RoleMayor)
	var all []view.Notice
	for i := range 7 {
		stream := newStream()
		n := notice(stream, mayor, i/2)
		if i%3 == 0 {
			n.ConfirmedAt = base.Add(9 * time.Hour)
		}
		c.put(stream, item(stream), n, notice(stream, left, i))
		all = append(all, n)
	}
	slices.SortFunc(all, func(a, b view.Notice) int {
		return cmp.Or(a.ConfirmedAt.Compare(b.ConfirmedAt), b.GivenAt.Compare(a.GivenAt), cmp.Compare(a.Signal, b.Signal))
	})
	list := func(p gehoor.PersonID, after view.NoticeCursor, limit int) []view.Notice {
		return get[[]view.Notice](t)(s.Notices(t.Context(), veenhaven, p, after, limit))
	}
	same(t, "all", list(mayor, view.NoticeCursor{}, 100), all)
	var paged []view.Notice
	for after := (view.NoticeCursor{}); ; {
		page := list(mayor, after, 2)
		if paged = append(paged, page...); len(page) < 2 {
			break
		}
		after = page[1].Cursor()
	}
	same(t, "by pages", paged, all)
	same(t, "another's", list(other, view.NoticeCursor{}, 100), []view.Notice{})
	c.staff(left, gehoor.RoleMayor, false)
	same(t, "of somebody who left", list(left, view.NoticeCursor{}, 100), []view.Notice{})
	first := all[0]
	c.put(first.Stream, item(first.Stream), first, view.Excluded{Stream: first.Stream, Person: mayor})
	same(t, "after being excluded", list(mayor, view.NoticeCursor{}, 100), all[1:])
	same(t, "one of them", get[view.Notice](t)(s.Notice(t.Context(), veenhaven, mayor, all[1].Stream, all[1].Signal)), all[1])
	none := func(org gehoor.OrgID, p gehoor.PersonID, stream gehoor.StreamID, signal gehoor.SignalID) error {
		_, err := s.Notice(t.Context(), org, p, stream, signal)
		return err
	}
	for what, err := range map[string]error{
		"of which they are excluded": none(veenhaven, mayor, first.Stream, first.Signal),
		"another's":                  none(veenhaven, other, all[1].Stream, all[1].Signal),
		"of somebody who left":       none(veenhaven, left, all[1].Stream, all[1].Signal),
		"of another signal":          none(veenhaven, mayor, all[1].Stream, all[2].Signal),
		"elsewhere":                  none(duinrade, mayor, all[1].Stream, all[1].Signal),
	} {
		if !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("one %s: %v", what, err)
		}
	}
	elsewhere := get[[]view.Notice](t)(s.Notices(t.Context(), duinrade, mayor, view.NoticeCursor{}, 100))
	same(t, "elsewhere", elsewhere, []view.Notice{})
}

// viewHelps: those who wait to be called, who must be called first first.
func viewHelps(t *testing.T, s Stores) {
	c := newScene(t, s)
	var all []view.Help
	for i := range 4 {
		p := newID[gehoor.PersonID]()
		h := view.Help{Stream: gehoor.PersonStream(p), Person: p, Due: base.Add(time.Duration(4-i) * time.Hour)}
		c.put(h.Stream, h)
		all = append(all, h)
	}
	slices.Reverse(all)
	list := func(org gehoor.OrgID, limit int) []view.Help {
		return get[[]view.Help](t)(s.Helps(t.Context(), org, limit))
	}
	same(t, "all", list(veenhaven, 10), all)
	same(t, "two", list(veenhaven, 2), all[:2])
	same(t, "elsewhere", list(duinrade, 10), []view.Help{})
	c.put(all[0].Stream)
	same(t, "after a call", list(veenhaven, 10), all[1:])
}

// viewDeputy: for whom somebody stands in, as long as both work here and one is away.
func viewDeputy(t *testing.T, s Stores) {
	c := newScene(t, s)
	a, b, left := c.person(gehoor.RoleCaseworker), c.person(gehoor.RoleCaseworker), c.person(gehoor.RoleCaseworker)
	deputy := c.person(gehoor.RoleCaseworker)
	row := func(p gehoor.PersonID, active bool, by gehoor.PersonID) {
		stream := gehoor.PersonStream(p)
		c.put(stream, view.Staff{Stream: stream, Person: p, Role: gehoor.RoleCaseworker, Active: active, Deputy: by})
	}
	standsIn := func(org gehoor.OrgID, p gehoor.PersonID) []gehoor.PersonID {
		return get[[]gehoor.PersonID](t)(s.StandsInFor(t.Context(), org, p))
	}
	same(t, "at first", standsIn(veenhaven, deputy), []gehoor.PersonID{})
	same(t, "nobody", standsIn(veenhaven, ""), []gehoor.PersonID{})
	row(a, true, deputy)
	row(b, true, deputy)
	row(left, false, deputy)
	both := []gehoor.PersonID{a, b}
	slices.Sort(both)
	same(t, "both", standsIn(veenhaven, deputy), both)
	same(t, "elsewhere", standsIn(duinrade, deputy), []gehoor.PersonID{})
	row(a, true, "")
	same(t, "one is back", standsIn(veenhaven, deputy), []gehoor.PersonID{b})
}

// viewLeft: whoever left is found with what they held, until nothing is held by
// them any more; what is closed is let be.
func viewLeft(t *testing.T, s Stores) {
	c := newScene(t, s)
	stays, left := c.person(gehoor.RoleCaseworker), c.person(gehoor.RoleCaseworker)
	unknown := newID[gehoor.PersonID]()
	var want []view.Place
	for i := range 5 {
		stream := newStream()
		w := item(stream)
		rows := []ledger.Row{holder(stream, stays, gehoor.Conversation), holder(stream, unknown, gehoor.Conversation)}
		switch i {
		case 0, 1:
			rows = append(rows, holder(stream, left, gehoor.Conversation), holder(stream, left, gehoor.Case))
			want = append(want, view.Place{Org: veenhaven, Stream: stream})
		case 2:
			rows = append(rows, holder(stream, left, gehoor.Conversation))
			w.Stage = view.StageConclude // its words are there all the same
			want = append(want, view.Place{Org: veenhaven, Stream: stream})
		case 3:
			rows = append(rows, holder(stream, left, gehoor.Conversation), view.Excluded{Stream: stream, Person: left})
		}
		c.put(stream, append(rows, w)...)
	}
	slices.SortFunc(want, func(a, b view.Place) int { return cmp.Compare(a.Stream, b.Stream) })
	found := func(limit int) []view.Place {
		return get[[]view.Place](t)(s.LeftBehind(t.Context(), view.Place{}, limit))
	}
	same(t, "while all work here", found(10), []view.Place{})
	c.staff(left, gehoor.RoleCaseworker, false)
	same(t, "after one left", found(10), want)
	same(t, "one of them", found(1), want[:1])
	same(t, "those after it", get[[]view.Place](t)(s.LeftBehind(t.Context(), want[0], 10)), want[1:])
	c.put(want[0].Stream, item(want[0].Stream), holder(want[0].Stream, stays, gehoor.Conversation))
	same(t, "after one was looked at", found(10), want[1:])
}

// viewShort: dossiers with too few holders, and what is asked of people, are
// found by organisation and person.
func viewShort(t *testing.T, s Stores) {
	c := newScene(t, s)
	p, q := newID[gehoor.PersonID](), newID[gehoor.PersonID]()
	var short []view.Short
	var asked []gehoor.StreamID
	for i := range 4 {
		stream := newStream()
		short = append(short, view.Short{Stream: stream, Holders: i % 2})
		asked = append(asked, stream)
		c.put(stream, short[i], view.Asked{Stream: stream, Person: p})
	}
	slices.SortFunc(short, func(a, b view.Short) int { return cmp.Compare(a.Stream, b.Stream) })
	slices.Sort(asked)
	list := func(org gehoor.OrgID, limit int) []view.Short {
		return get[[]view.Short](t)(s.ShortHanded(t.Context(), org, limit))
	}
	ask := func(org gehoor.OrgID, who gehoor.PersonID, limit int) []gehoor.StreamID {
		return get[[]gehoor.StreamID](t)(s.Asked(t.Context(), org, who, limit))
	}
	same(t, "short-handed", list(veenhaven, 10), short)
	same(t, "two of them", list(veenhaven, 2), short[:2])
	same(t, "elsewhere", list(duinrade, 10), []view.Short{})
	same(t, "asked", ask(veenhaven, p, 10), asked)
	c.put(asked[1], view.Counsel{Stream: asked[1], Person: p}, view.Counsel{Stream: asked[1], Person: q})
	c.put(asked[0], view.Asked{Stream: asked[0], Person: p}, view.Counsel{Stream: asked[0], Person: p})
	counsels := func(org gehoor.OrgID, who gehoor.PersonID, limit int) []gehoor.StreamID {
		return get[[]gehoor.StreamID](t)(s.Counsels(t.Context(), org, who, limit))
	}
	same(t, "advices", counsels(veenhaven, p, 10), asked[:2])
	same(t, "one of them", counsels(veenhaven, p, 1), asked[:1])
	same(t, "of the other", counsels(veenhaven, q, 10), asked[1:2])
	same(t, "all, each once", counsels(veenhaven, "", 10), asked[:2])
	same(t, "advices elsewhere", counsels(duinrade, "", 10), []gehoor.StreamID{})
	for i, one := range asked[:2] {
		at := slices.IndexFunc(short, func(s view.Short) bool { return s.Stream == one })
		c.put(asked[i], short[at], view.Asked{Stream: one, Person: p})
	}
	same(t, "asked, two", ask(veenhaven, p, 2), asked[:2])
	same(t, "asked of nobody else", ask(veenhaven, q, 10), []gehoor.StreamID{})
	same(t, "asked elsewhere", ask(duinrade, p, 10), []gehoor.StreamID{})
	c.put(short[0].Stream, view.Asked{Stream: short[0].Stream, Person: q})
	same(t, "after it was seen to", list(veenhaven, 10), short[1:])
	same(t, "asked of another now", ask(veenhaven, q, 10), []gehoor.StreamID{short[0].Stream})
}
