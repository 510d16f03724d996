package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/view"
)

// few holds every thousandth dossier, and the desk holds all.
const few gehoor.PersonID = "00000000000000000000000000000009"

// fill makes n open dossiers: one in a hundred is late, one in a thousand about
// the mayor, every second waits.
func fill(b *testing.B, db *store.DB, n int) {
	b.Helper()
	staff := ledger.Batch{Org: veenhaven}
	for _, p := range append([]gehoor.PersonID{few}, desk...) {
		stream := gehoor.PersonStream(p)
		staff.Extensions = append(staff.Extensions, ledger.Extension{Stream: stream, Records: []ledger.Record{event(stream, 1)},
			Rows: []ledger.Row{view.Staff{Stream: stream, Person: p, Role: gehoor.RoleCaseworker, Active: true}}})
	}
	must(b, db.Append(b.Context(), staff))
	const each = 100
	for i := 0; i < n; i += each {
		batch := ledger.Batch{Org: veenhaven}
		for j := i; j < i+each; j++ {
			batch.Extensions = append(batch.Extensions, dossier(j))
		}
		must(b, db.Append(b.Context(), batch))
	}
}

func dossier(i int) ledger.Extension {
	id := newID[gehoor.DossierID]()
	stream := gehoor.DossierStream(id)
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	w := view.WorkItem{
		Stream: stream, Dossier: id, Office: gehoor.OfficeManager, Language: gehoor.Dutch, Stage: view.StageReceive,
		ReceivedOn: day, ReporterOn: day, Clock: "acknowledge", DueAt: day.Add(time.Duration(i*7919%100000) * time.Minute),
		Late: i%100 == 0, Waiting: i%2 == 0, Formal: i%200 == 0, Demand: i%1000 == 0, Leader: desk[i%2],
	}
	if i%500 == 0 {
		w.Clock = "demand"
	}
	people := desk
	if i%1000 == 0 {
		w.Office = gehoor.OfficeMayor
		people = append([]gehoor.PersonID{few}, desk...)
	}
	e := ledger.Extension{Stream: stream, Records: []ledger.Record{event(stream, 1)},
		Rows: []ledger.Row{w, view.Due{Stream: stream, At: w.DueAt}}}
	for _, p := range people {
		e.Rows = append(e.Rows, view.Holder{Stream: stream, Person: p, Compartment: gehoor.Conversation},
			view.Holder{Stream: stream, Person: p, Compartment: gehoor.Case})
	}
	if i%500 == 0 {
		e.Rows = append(e.Rows, view.Excluded{Stream: stream, Person: desk[3]})
	}
	return e
}

// BenchmarkLists shows how each question grows from 10³ to 10⁵ dossiers.
func BenchmarkLists(b *testing.B) {
	for _, e := range engines {
		for _, n := range []int{1_000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/%d", e.name, n), func(b *testing.B) {
				where := e.where(b)
				db := reopen(b, where, e.open)
				fill(b, db, n)
				settle(b, e.name, where)
				benchLists(b, db)
			})
		}
	}
}

func benchLists(b *testing.B, db *store.DB) {
	ctx := b.Context()
	list := func(p gehoor.PersonID, f view.WorkFilter, after view.Cursor) func() error {
		return func() error {
			_, err := db.WorkList(ctx, veenhaven, p, f, after, 50)
			return err
		}
	}
	middle := view.Cursor{DueAt: time.Date(2026, 4, 5, 0, 0, 0, 0, time.UTC), Stream: "dossier/8"}
	for _, q := range []struct {
		name string
		ask  func() error
	}{
		{"all", list(desk[0], view.WorkFilter{}, view.Cursor{})},
		{"all-excluded-some", list(desk[3], view.WorkFilter{}, view.Cursor{})},
		{"all-middle", list(desk[0], view.WorkFilter{}, middle)},
		{"few", list(few, view.WorkFilter{}, view.Cursor{})},
		{"late", list(desk[0], view.WorkFilter{Late: true}, view.Cursor{})},
		{"waiting", list(desk[0], view.WorkFilter{Waiting: true}, view.Cursor{})},
		{"mine", list(desk[0], view.WorkFilter{Mine: true}, view.Cursor{})},
		{"formal", list(desk[0], view.WorkFilter{Formal: true}, view.Cursor{})},
		{"demand", list(desk[0], view.WorkFilter{Demand: true}, view.Cursor{})},
		{"step", list(desk[0], view.WorkFilter{Clock: "demand"}, view.Cursor{})},
		{"week", list(desk[0], view.WorkFilter{Before: time.Date(2026, 3, 8, 23, 0, 0, 0, time.UTC)}, view.Cursor{})},
		{"mine-formal-step", list(desk[0], view.WorkFilter{Mine: true, Formal: true, Clock: "demand"}, view.Cursor{})},
		{"mayor", list(desk[0], view.WorkFilter{Office: gehoor.OfficeMayor}, view.Cursor{})},
		{"no-such-stage", list(desk[0], view.WorkFilter{Stage: view.StageAddress}, view.Cursor{})},
		{"concluded", list(desk[0], view.WorkFilter{Stage: view.StageConclude}, view.Cursor{})},
		{"counts", func() error { _, err := db.WorkCounts(ctx, veenhaven, desk[0]); return err }},
		{"counts-few", func() error { _, err := db.WorkCounts(ctx, veenhaven, few); return err }},
		{"due", func() error {
			_, err := db.DueBefore(ctx, time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), view.DueItem{}, 100)
			return err
		}},
		{"append", func() error {
			return db.Append(ctx, ledger.Batch{Org: veenhaven, Extensions: []ledger.Extension{dossier(1)}})
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				must(b, q.ask())
			}
		})
	}
}

// BenchmarkLoad reads a stream of 10,000 events.
func BenchmarkLoad(b *testing.B) {
	const events, each = 10_000, 1_000
	for _, e := range engines {
		b.Run(e.name, func(b *testing.B) {
			db := reopen(b, e.where(b), e.open)
			stream := gehoor.DossierStream(newID[gehoor.DossierID]())
			for after := gehoor.Seq(0); after < events; after += each {
				x := ledger.Extension{Stream: stream, After: after}
				for seq := after + 1; seq <= after+each; seq++ {
					x.Records = append(x.Records, event(stream, seq))
				}
				must(b, db.Append(b.Context(), ledger.Batch{Org: veenhaven, Extensions: []ledger.Extension{x}}))
			}
			for b.Loop() {
				records, err := db.Load(b.Context(), veenhaven, stream, 0)
				must(b, err)
				if len(records) != events {
					b.Fatal(len(records))
				}
			}
		})
	}
}
