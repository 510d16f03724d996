package backup_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/view"
	"golang.org/x/mod/sumdb/tlog"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

const veenhaven gehoor.OrgID = "veenhaven"

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// engines are both databases, each new and empty, at a step of the schema.
var engines = map[string]func(t testing.TB) func(schema int64) *store.DB{
	"sqlite": func(t testing.TB) func(int64) *store.DB {
		path := filepath.Join(t.TempDir(), "gehoor.db")
		return func(schema int64) *store.DB {
			return keep(t)(sqlite.Open(t.Context(), path, sqlite.Options{Schema: schema}))
		}
	},
	"postgres": func(t testing.TB) func(int64) *store.DB {
		dsn := pgtest.DSN(t)
		return func(schema int64) *store.DB {
			return keep(t)(postgres.Open(t.Context(), dsn, postgres.Options{Schema: schema}))
		}
	},
}

func keep(t testing.TB) func(*store.DB, error) *store.DB {
	return func(db *store.DB, err error) *store.DB {
		t.Helper()
		must(t, err)
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newID[T ~string]() T {
	var b [16]byte
	_, _ = rand.Read(b[:])
	return gehoor.NewID[T](b)
}

// event is an event that an audit accepts; names are contents that it names.
func event(stream gehoor.StreamID, seq gehoor.Seq, names ...ledger.Content) ledger.Record {
	r := ledger.Record{Stream: stream, Seq: seq}
	_, _ = rand.Read(r.Salt[:])
	ids := []string{}
	for _, c := range names {
		ids = append(ids, fmt.Sprintf("%q", c.ID))
	}
	r.Data = fmt.Appendf(nil, `{"v":1,"org":%q,"stream":%q,"seq":%d,"at":"2026-03-02T09:00:00Z","actor":"system","kind":"test.happened","body":{"contents":[%s]}}`,
		veenhaven, stream, seq, join(ids))
	return r
}

func join(parts []string) (out string) {
	for i, p := range parts {
		if i > 0 {
			out += ","
		}
		out += p
	}
	return out
}

var noor = newID[gehoor.PersonID]()

var fenna = newID[gehoor.PersonID]()

// notes puts a confidential adviser, and what she noted in a year.
func notes(t testing.TB, db *store.DB) {
	t.Helper()
	stream := gehoor.PersonStream(fenna)
	must(t, db.Append(t.Context(), ledger.Batch{Org: veenhaven, Extensions: []ledger.Extension{{
		Stream: stream, Records: []ledger.Record{event(stream, 1)},
		Rows: []ledger.Row{view.Staff{Stream: stream, Person: fenna, Role: gehoor.RoleAdviser, Active: true}},
	}}}))
	y := advice.Year{Org: veenhaven, Person: fenna, Year: 2026, Mark: advice.Mark{1}, Sealed: bytes.Repeat([]byte("\x00sealed"), advice.SealedBytes)[:advice.SealedBytes]}
	kept, err := db.PutAdvice(t.Context(), y, advice.Mark{})
	if err != nil || !kept {
		t.Fatalf("kept %v, %v", kept, err)
	}
}

// people puts somebody of staff, with a login, an address and an open session.
func people(t testing.TB, db *store.DB) {
	t.Helper()
	stream := gehoor.PersonStream(noor)
	must(t, db.Append(t.Context(), ledger.Batch{Org: veenhaven, Extensions: []ledger.Extension{{
		Stream: stream, Records: []ledger.Record{event(stream, 1)},
		Rows: []ledger.Row{view.Staff{Stream: stream, Person: noor, Role: gehoor.RoleCaseworker, Active: true}},
	}}}))
	must(t, db.PutLogin(t.Context(), account.Login{Org: veenhaven, Name: "noor", Person: noor})) // wrapped is empty, not NULL
	must(t, db.PutSession(t.Context(), account.Session{Token: [32]byte{1}, Org: veenhaven, Person: noor, CreatedAt: now, SeenAt: now}))
	must(t, db.PutDraft(t.Context(), account.Draft{Org: veenhaven, Lookup: [32]byte{7}, Sealed: []byte("sealed\x00words"), SavedOn: now}))
}

// signal puts a dossier with contents of these sizes.
func signal(ctx context.Context, db *store.DB, sizes ...int) (gehoor.StreamID, error) {
	id := newID[gehoor.DossierID]()
	stream := gehoor.DossierStream(id)
	b := ledger.Batch{Org: veenhaven}
	for _, size := range sizes {
		b.Contents = append(b.Contents, ledgertest.NewContent(size))
	}
	b.Extensions = []ledger.Extension{{
		Stream: stream, Records: []ledger.Record{event(stream, 1, b.Contents...), event(stream, 2)},
		Rows: []ledger.Row{
			view.WorkItem{Stream: stream, Dossier: id, Office: gehoor.OfficeManager, Language: gehoor.Dutch, Stage: view.StageReceive,
				ReceivedOn: now, ReporterOn: now, Waiting: true, Clock: "acknowledge", DueAt: now.AddDate(0, 0, 7)},
			view.Holder{Stream: stream, Person: noor, Compartment: gehoor.Conversation},
		},
	}}
	box := account.Mailbox{Org: veenhaven, Dossier: id, Signal: newID[gehoor.SignalID]()}
	_, _ = rand.Read(box.Lookup[:])
	b.Inserts = []ledger.Row{box, notify.Message{ID: newID[string](), Org: veenhaven, To: noor, Kind: notify.KindSignal, NotBefore: now}}
	return stream, db.Append(ctx, b)
}

func publish(t testing.TB, db *store.DB, quantum int64) {
	t.Helper()
	_, err := db.Publish(t.Context(), veenhaven, quantum, func() register.Leaf { return register.Leaf{1} },
		func(tree tlog.Tree) ([]byte, error) { return fmt.Appendf(nil, "%d %s", tree.N, tree.Hash), nil })
	must(t, err)
}

// town is a database with people, some dossiers, and a log of which not all is
// published.
func town(t testing.TB, db *store.DB) {
	t.Helper()
	people(t, db)
	for i := range 30 {
		_, err := signal(t.Context(), db, 300, 2000+i)
		must(t, err)
		if i%10 == 0 {
			publish(t, db, 16)
		}
	}
	if _, err := signal(t.Context(), db, ledger.MaxContentBytes, 1); err != nil {
		t.Fatal(err)
	}
}

func audit(t testing.TB, db *store.DB) {
	t.Helper()
	r, err := store.Audit(t.Context(), db, veenhaven)
	must(t, err)
	if !r.Clean() || r.Events == 0 {
		t.Fatalf("%d events, found %v", r.Events, r.Findings)
	}
}

// dump reads all rows of all tables, sorted.
func dump(t testing.TB, db *store.DB) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	must(t, db.Snapshot(t.Context(), func(m *store.Moment) error {
		tables, err := m.Tables(t.Context())
		for _, table := range tables {
			err := m.Rows(t.Context(), table, func(row []any) error {
				all[table.Name] = append(all[table.Name], fmt.Sprintf("%T%q", row, row))
				return nil
			})
			must(t, err)
			slices.SortFunc(all[table.Name], cmp.Compare[string])
		}
		return err
	}))
	return all
}
