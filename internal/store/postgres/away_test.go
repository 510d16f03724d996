package postgres_test

import (
	"crypto/rand"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/postgres/pgserver"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/jackc/pgx/v5"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func one() ledger.Batch {
	var id [16]byte
	_, _ = rand.Read(id[:])
	stream := gehoor.DossierStream(gehoor.NewID[gehoor.DossierID](id))
	return ledger.Batch{Org: "veenhaven", Extensions: []ledger.Extension{ledgertest.Extend(stream, 0, 1)},
		Contents: []ledger.Content{ledgertest.NewContent(3000)}}
}

// TestServerGone takes the server's power away while others append: everything
// that was confirmed is there afterwards, what was refused is not, and the node
// goes on without a restart.
func TestServerGone(t *testing.T) {
	server := pgtest.New(t)
	db := open(t, server.DSN())
	must(t, db.Append(t.Context(), one()))

	told := appendUntilGone(t, db, server)
	if _, err := db.Load(t.Context(), "veenhaven", gehoor.OrganisationStream, 0); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Fatalf("load without a server: %v", err)
	}
	if err := db.PutDraft(t.Context(), account.Draft{Org: "veenhaven", Sealed: []byte{1}}); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Fatalf("draft without a server: %v", err)
	}
	must(t, server.Start())
	must(t, db.Append(t.Context(), one()))
	t.Logf("%d confirmed, %d refused, %d unknown", len(told.confirmed), len(told.refused), len(told.unsure))
	for _, b := range told.confirmed {
		if !there(t, db, b) {
			t.Fatal("what was confirmed is gone")
		}
	}
	for _, b := range told.refused {
		if there(t, db, b) {
			t.Fatal("what was refused is there")
		}
	}
	for _, b := range told.unsure {
		before := there(t, db, b)
		err := db.Append(t.Context(), b)
		if replayed := errors.Is(err, gehoor.Refuse(gehoor.CodeReplayed)); replayed != before || !replayed && err != nil {
			t.Fatalf("asked again: %v, it was there: %v", err, before)
		}
	}
}

// answers sorts what callers were told.
type answers struct {
	sync.Mutex
	confirmed, refused, unsure []ledger.Batch
}

func (a *answers) add(t *testing.T, b ledger.Batch, err error) {
	a.Lock()
	defer a.Unlock()
	switch {
	case err == nil:
		a.confirmed = append(a.confirmed, b)
	case errors.Is(err, ledger.ErrUncertain):
		a.unsure = append(a.unsure, b)
	case errors.Is(err, gehoor.ErrUnavailable):
		a.refused = append(a.refused, b)
		t.Logf("refused: %v", err)
	default:
		t.Errorf("answer %v", err)
	}
}

// appendUntilGone lets eight callers append, stops the server while they do, and
// returns when each has met an error.
func appendUntilGone(t *testing.T, db *store.DB, server *pgserver.Server) *answers {
	t.Helper()
	const callers, before = 8, 50
	told := &answers{}
	done := make(chan struct{}, callers)
	var wait sync.WaitGroup
	for range callers {
		wait.Go(func() {
			for {
				b := one()
				err := db.Append(t.Context(), b)
				told.add(t, b, err)
				if err != nil {
					return
				}
				select {
				case done <- struct{}{}:
				default:
				}
			}
		})
	}
	for range before {
		<-done
	}
	server.Stop()
	wait.Wait()
	return told
}

func there(t *testing.T, db *store.DB, b ledger.Batch) bool {
	t.Helper()
	records, err := db.Load(t.Context(), b.Org, b.Extensions[0].Stream, 0)
	must(t, err)
	_, _, err = db.Content(t.Context(), b.Org, b.Contents[0].ID)
	if (len(records) == 1) != (err == nil) {
		t.Fatalf("%d records, content %v", len(records), err)
	}
	return err == nil
}

// TestOpenTogether lets several nodes meet an empty database at once.
func TestOpenTogether(t *testing.T) {
	dsn := pgtest.DSN(t)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			db, err := postgres.Open(t.Context(), dsn, postgres.Options{Conns: 3})
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Append(t.Context(), one()); err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestSchema(t *testing.T) {
	dsn := pgtest.DSN(t)
	open(t, dsn)
	conn, err := pgx.Connect(t.Context(), dsn)
	must(t, err)
	defer func() { _ = conn.Close(t.Context()) }()
	var texts, others int
	must(t, conn.QueryRow(t.Context(), `SELECT count(*), count(*) FILTER (WHERE collation_name IS DISTINCT FROM 'C')
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE table_schema = 'public' AND data_type = 'text' AND table_type = 'BASE TABLE'`).Scan(&texts, &others))
	if texts < 40 || others != 0 {
		t.Errorf("%d of %d texts are not sorted by bytes", others, texts)
	}
	var external int
	must(t, conn.QueryRow(t.Context(), `SELECT count(*) FROM pg_attribute WHERE attstorage = 'e' AND attrelid IN ('content'::regclass, 'draft'::regclass)`).Scan(&external))
	if external != 2 {
		t.Errorf("%d columns of ciphertext are kept as they are, want 2", external)
	}
}

func TestOpenRefuses(t *testing.T) {
	dsn := pgtest.DSN(t)
	for what, text := range map[string]string{
		"a server that forgets": dsn + " options='-c synchronous_commit=off'",
		"no database":           strings.Replace(dsn, "dbname=", "dbname=no_", 1),
		"no text":               "postgres://user:secret-5e1@host:port:x/",
	} {
		db, err := postgres.Open(t.Context(), text, postgres.Options{})
		if err == nil {
			_ = db.Close()
			t.Errorf("%s was opened", what)
			continue
		}
		if strings.Contains(err.Error(), "secret-5e1") {
			t.Errorf("%s: the error repeats the password: %v", what, err)
		}
	}
}
