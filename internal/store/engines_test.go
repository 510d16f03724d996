package store_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/jackc/pgx/v5"
)

func TestMain(m *testing.M) {
	pgtest.Main(m)
}

const veenhaven gehoor.OrgID = "veenhaven"

// engines are the databases of this package's tests: where gives the address of
// a new, empty one, open opens it, also for the second time.
var engines = []struct {
	name  string
	where func(testing.TB) string
	open  func(context.Context, string) (store.Engine, error)
}{
	{"sqlite", func(t testing.TB) string { return filepath.Join(t.TempDir(), "gehoor.db") }, openSQLite},
	{"postgres", func(t testing.TB) string { return pgtest.DSN(t) }, openPostgres},
}

func openSQLite(ctx context.Context, path string) (store.Engine, error) {
	return sqlite.NewEngine(ctx, path, sqlite.Options{})
}

func openPostgres(ctx context.Context, dsn string) (store.Engine, error) {
	return postgres.NewEngine(ctx, dsn, postgres.Options{})
}

// onEngines runs a test on both.
func onEngines(t *testing.T, run func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error))) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) { run(t, e.where(t), e.open) })
	}
}

func reopen(t testing.TB, where string, open func(context.Context, string) (store.Engine, error)) *store.DB {
	t.Helper()
	e, err := open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	db := store.New(e)
	t.Cleanup(func() { _ = db.Close() })
	return db
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

// event is an event that the audit accepts; names are contents that it names.
func event(stream gehoor.StreamID, seq gehoor.Seq, names ...ledger.Content) ledger.Record {
	r := ledger.Record{Stream: stream, Seq: seq}
	_, _ = rand.Read(r.Salt[:])
	body := `{"contents":[`
	for i, c := range names {
		if i > 0 {
			body += ","
		}
		body += fmt.Sprintf("%q", c.ID)
	}
	r.Data = fmt.Appendf(nil, `{"v":1,"org":%q,"stream":%q,"seq":%d,"at":"2026-03-02T09:00:00Z","actor":"system","kind":"test.happened","body":%s]}}`,
		veenhaven, stream, seq, body)
	return r
}

// submission is what a reporter's browser causes: one new dossier with 5 events,
// 13 contents of 2 to 12 KiB, 10 view rows, a mailbox, 3 messages, and a draft
// that goes.
func submission(person ...gehoor.PersonID) ledger.Batch {
	id := newID[gehoor.DossierID]()
	stream := gehoor.DossierStream(id)
	b := ledger.Batch{Org: veenhaven}
	for i := range 13 {
		b.Contents = append(b.Contents, ledgertest.NewContent((2+i*10/12)<<10))
	}
	e := ledger.Extension{Stream: stream}
	e.Records = append(e.Records, event(stream, 1, b.Contents...))
	for i := range 4 {
		e.Records = append(e.Records, event(stream, gehoor.Seq(i+2)))
	}
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	e.Rows = append(e.Rows,
		view.WorkItem{Stream: stream, Dossier: id, Office: gehoor.OfficeManager, Language: gehoor.Dutch, Stage: view.StageReceive,
			ReceivedOn: day, ReporterOn: day, Waiting: true, Clock: "acknowledge", DueAt: day.AddDate(0, 0, 7)},
		view.Due{Stream: stream, At: day.AddDate(0, 0, 7)})
	for len(person) < 4 {
		person = append(person, newID[gehoor.PersonID]())
	}
	for _, p := range person {
		for _, c := range []gehoor.Compartment{gehoor.Conversation, gehoor.Identity} {
			e.Rows = append(e.Rows, view.Holder{Stream: stream, Person: p, Compartment: c})
		}
	}
	b.Extensions = []ledger.Extension{e}
	box := account.Mailbox{Org: veenhaven, Dossier: id, Signal: newID[gehoor.SignalID]()}
	_, _ = rand.Read(box.Lookup[:])
	b.Inserts = append(b.Inserts, box)
	for _, p := range person[:3] {
		b.Inserts = append(b.Inserts, notify.Message{ID: newID[string](), Org: veenhaven, To: p, Kind: notify.KindSignal, NotBefore: day})
	}
	b.Deletes = []ledger.Row{account.Draft{Org: veenhaven, Lookup: box.Lookup}}
	return b
}

// settle does what PostgreSQL's autovacuum does some minutes after so much was
// written. SQLite has and needs no such thing.
func settle(t testing.TB, engine, where string) {
	t.Helper()
	if engine != "postgres" {
		return
	}
	conn, err := pgx.Connect(t.Context(), where)
	must(t, err)
	defer func() { _ = conn.Close(t.Context()) }()
	_, err = conn.Exec(t.Context(), "VACUUM ANALYZE")
	must(t, err)
}
