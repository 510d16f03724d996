package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/view"
	"golang.org/x/mod/sumdb/tlog"
)

// audit runs an audit that must be clean.
func audit(t testing.TB, db *store.DB) *store.Report {
	t.Helper()
	r, err := store.Audit(t.Context(), db, veenhaven)
	must(t, err)
	if !r.Clean() {
		t.Fatalf("audit found %v", r.Findings)
	}
	return r
}

func publish(t testing.TB, db *store.DB, quantum int64) {
	t.Helper()
	_, err := db.Publish(t.Context(), veenhaven, quantum, func() register.Leaf { return register.Leaf{1} },
		func(tree tlog.Tree) ([]byte, error) { return fmt.Appendf(nil, "%d %s", tree.N, tree.Hash), nil })
	must(t, err)
}

// write changes the database behind the store's back.
func write(t testing.TB, where string, open func(context.Context, string) (store.Engine, error), statements ...string) {
	t.Helper()
	e, err := open(t.Context(), where)
	must(t, err)
	defer func() { must(t, e.Close()) }()
	tx, err := e.Begin(t.Context())
	must(t, err)
	for _, s := range statements {
		must(t, tx.Run(t.Context(), []store.Statement{{SQL: s}}))
	}
	must(t, tx.Commit(t.Context()))
}

func TestAuditOfNothing(t *testing.T) {
	onEngines(t, func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error)) {
		if r := audit(t, reopen(t, where, open)); r.Streams != 0 || r.Leaves != 0 {
			t.Fatalf("an empty database has %+v", r)
		}
	})
}

// TestAudit damages a database in every way that the audit names, one at a time.
func TestAudit(t *testing.T) {
	onEngines(t, func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error)) {
		db := reopen(t, where, open)
		must(t, db.Append(t.Context(), staff(desk...)))
		long := submission(desk...)
		stream := long.Extensions[0].Stream
		must(t, db.Append(t.Context(), long))
		for i := range 300 { // more than a page of events
			seq := gehoor.Seq(5 + i)
			must(t, db.Append(t.Context(), ledger.Batch{Org: veenhaven,
				Extensions: []ledger.Extension{{Stream: stream, After: seq, Records: []ledger.Record{event(stream, seq+1)}, Rows: long.Extensions[0].Rows}}}))
		}
		must(t, db.Append(t.Context(), submission(desk...)))
		publish(t, db, 400)
		publish(t, db, 400)
		if r := audit(t, db); r.Leaves != 800 || r.Events != int64(len(desk)+305+5) || r.Streams != len(desk)+2 || r.Contents != 26 {
			t.Fatalf("audit saw %+v", r)
		}
		for _, d := range damages(string(stream)) {
			write(t, where, open, d.do)
			r, err := store.Audit(t.Context(), db, veenhaven)
			must(t, err)
			found := false
			for _, f := range r.Findings {
				found = found || f.What == d.find
			}
			if !found {
				t.Errorf("%s: want %q among %v", d.do, d.find, r.Findings)
			}
			write(t, where, open, d.undo...)
			audit(t, db)
		}
	})
}

type damage struct {
	do   string
	undo []string
	find store.FindingKind
}

// damages change one thing each and put it back. Bytes are changed by swapping
// rows or by text that both engines read.
func damages(stream string) []damage {
	at := "org = 'veenhaven' AND stream = '" + stream + "'"
	return []damage{
		{"UPDATE event SET seq = 900 WHERE " + at + " AND seq = 290", []string{"UPDATE event SET seq = 290 WHERE " + at + " AND seq = 900"}, store.FindGap},
		{"UPDATE event SET seq = 900 WHERE " + at + " AND seq = 305", []string{"UPDATE event SET seq = 305 WHERE " + at + " AND seq = 900"}, store.FindOrphan},
		{"UPDATE stream SET seq = 306 WHERE " + at, []string{"UPDATE stream SET seq = 305 WHERE " + at}, store.FindGap},
		{"UPDATE event SET stream = stream || 'x' WHERE " + at + " AND seq = 1", []string{"UPDATE event SET stream = '" + stream + "' WHERE seq = 1 AND stream = '" + stream + "x'"}, store.FindGap},
		{"UPDATE event SET leaf = leaf + 5000 WHERE " + at + " AND seq = 7", []string{"UPDATE event SET leaf = leaf - 5000 WHERE " + at + " AND seq = 7"}, store.FindLeaf},
		{"UPDATE leaf SET idx = 9000 WHERE org = 'veenhaven' AND idx = 100", []string{"UPDATE leaf SET idx = 100 WHERE org = 'veenhaven' AND idx = 9000"}, store.FindTree},
		{"UPDATE tally SET late = late + 1 WHERE org = 'veenhaven' AND person = '" + string(desk[1]) + "'",
			[]string{"UPDATE tally SET late = late - 1 WHERE org = 'veenhaven' AND person = '" + string(desk[1]) + "'"}, store.FindLists},
		{"UPDATE tally SET person = 'x' WHERE org = 'veenhaven' AND person = '" + string(desk[1]) + "'",
			[]string{"UPDATE tally SET person = '" + string(desk[1]) + "' WHERE person = 'x'"}, store.FindLists},
		{"INSERT INTO excluded (org, stream, person) VALUES ('veenhaven', '" + stream + "', '" + string(desk[1]) + "')",
			[]string{"DELETE FROM excluded WHERE org = 'veenhaven'"}, store.FindLists},
		{"UPDATE content SET stream = 'dossier/x' WHERE " + at, []string{"UPDATE content SET stream = '" + stream + "' WHERE stream = 'dossier/x'"}, store.FindOrphan},
		{"UPDATE content SET stream = 'person/" + string(desk[0]) + "' WHERE " + at,
			[]string{"UPDATE content SET stream = '" + stream + "' WHERE stream LIKE 'person%'"}, store.FindUnnamed},
		{"UPDATE checkpoint SET size = 801 WHERE size = 800", []string{"UPDATE checkpoint SET size = 800 WHERE size = 801"}, store.FindHead},
		{"UPDATE stream SET erased = 1 WHERE " + at, []string{"UPDATE stream SET erased = 0 WHERE " + at}, store.FindOrphan},
	}
}

// staff puts active people.
func staff(people ...gehoor.PersonID) ledger.Batch {
	b := ledger.Batch{Org: veenhaven}
	for _, p := range people {
		stream := gehoor.PersonStream(p)
		b.Extensions = append(b.Extensions, ledger.Extension{Stream: stream, Records: []ledger.Record{event(stream, 1)},
			Rows: []ledger.Row{view.Staff{Stream: stream, Person: p, Role: gehoor.RoleCaseworker, Active: true}}})
	}
	return b
}

// TestAuditOfChangedBytes changes what cannot be put back.
func TestAuditOfChangedBytes(t *testing.T) {
	for _, d := range []struct {
		do   string
		find store.FindingKind
	}{
		{"UPDATE content SET bytes = id", store.FindContent},
		{"UPDATE event SET data = salt WHERE seq = 2", store.FindLeaf},
		{"UPDATE event SET data = salt WHERE seq = 3", store.FindMalformed},
		{"UPDATE event SET salt = (SELECT l.leaf FROM leaf l WHERE l.idx = 1 AND l.org = 'veenhaven') WHERE seq = 2", store.FindLeaf},
		{"UPDATE leaf SET leaf = (SELECT l.leaf FROM leaf l WHERE l.idx = 1 AND l.org = 'veenhaven') WHERE idx = 2", store.FindTree},
		{"UPDATE leaf SET hashes = leaf WHERE idx = 3", store.FindTree},
		{"UPDATE log_head SET edge = (SELECT l.hashes FROM leaf l WHERE l.idx = 0 AND l.org = 'veenhaven'), size = 4", store.FindHead},
		{"DELETE FROM event WHERE seq = 2", store.FindGap},
	} {
		t.Run(strings.ReplaceAll(d.do, " ", "_"), func(t *testing.T) {
			onEngines(t, func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error)) {
				db := reopen(t, where, open)
				must(t, db.Append(t.Context(), submission(desk...)))
				audit(t, db)
				write(t, where, open, d.do)
				r, err := store.Audit(t.Context(), db, veenhaven)
				must(t, err)
				for _, f := range r.Findings {
					if f.What == d.find {
						return
					}
				}
				t.Fatalf("want %q among %v", d.find, r.Findings)
			})
		})
	}
}
