package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/sqlite"
)

// marked makes a dossier in whose event, content and mailbox a text can be found.
func marked(t *testing.T, db *store.DB, canary string, id gehoor.DossierID, lookup byte) ledger.Version {
	t.Helper()
	e := ledgertest.Extend(gehoor.DossierStream(id), 0, 3)
	for i := range e.Records {
		e.Records[i].Data = bytes.Repeat([]byte(canary+" in an event "), 50)
		copy(e.Records[i].Salt[:], canary)
	}
	content := ledgertest.NewContent(1)
	content.Bytes = bytes.Repeat([]byte(canary+" in a content "), 6000) // on pages of its own
	box := account.Mailbox{Org: "veenhaven", Dossier: id, Signal: gehoor.SignalID(canary + "000000000000")}
	box.Lookup[0] = lookup
	must(t, db.Append(t.Context(), ledger.Batch{
		Org: "veenhaven", Extensions: []ledger.Extension{e}, Contents: []ledger.Content{content}, Inserts: []ledger.Row{box},
	}))
	return ledger.Version{Stream: e.Stream, Seq: 3}
}

// TestErasedIsGone: what was erased is in no file of the database from the moment
// that it was scrubbed, while the server runs on; what was not is there.
func TestErasedIsGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	must(t, err)
	defer func() { must(t, db.Close()) }()
	const erased, kept = "canary-7f3a9c-erased", "canary-4b1d02-kept.."
	doomed := gehoor.DossierID("0123456789abcdef0123456789abcdef")
	v := marked(t, db, erased, doomed, 1)
	marked(t, db, kept, "fedcba9876543210fedcba9876543210", 2)
	if n := count(t, path, erased); n < 100 {
		t.Fatalf("the text is there %d times only: the search is broken", n)
	}
	must(t, db.Append(t.Context(), ledger.Batch{
		Org: "veenhaven", Extensions: []ledger.Extension{ledgertest.Extend(gehoor.OrganisationStream, 0, 1)},
		Erases: []ledger.Version{v}, Deletes: []ledger.Row{account.Destroyed{Org: "veenhaven", Dossier: doomed}},
	}))
	if count(t, path, erased) == 0 {
		t.Error("before the scrub the write-ahead log has it no more: the test shows nothing")
	}
	must(t, db.Scrub(t.Context()))
	if n := count(t, path, erased); n != 0 {
		t.Errorf("what was erased is there %d times", n)
	}
	if count(t, path, kept) == 0 {
		t.Error("what was kept is gone")
	}
}

// TestScrubWaitsForReaders: as long as somebody reads an older state the log cannot
// be emptied, and that is said.
func TestScrubWaitsForReaders(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	e, db := engineAt(t, path)
	must(t, db.Append(t.Context(), one(10)))
	err := e.Snapshot(t.Context(), func(r store.Reader) error {
		must(t, r.Read(t.Context(), store.Statement{SQL: "SELECT count(*) FROM event"}))
		must(t, db.Append(t.Context(), one(10)))
		return db.Scrub(t.Context())
	})
	if err == nil {
		t.Error("scrubbed under a reader")
	}
	must(t, db.Scrub(t.Context()))
}

// count says how often a text is in the database's files.
func count(t *testing.T, path, text string) int {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	must(t, err)
	n := 0
	for _, name := range files {
		b, err := os.ReadFile(name)
		must(t, err)
		n += bytes.Count(b, []byte(text))
	}
	return n
}
