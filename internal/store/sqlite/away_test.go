package sqlite_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/sqlite"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func one(size int) ledger.Batch {
	var id [16]byte
	_, _ = rand.Read(id[:])
	stream := gehoor.DossierStream(gehoor.NewID[gehoor.DossierID](id))
	return ledger.Batch{Org: "veenhaven", Extensions: []ledger.Extension{ledgertest.Extend(stream, 0, 1)},
		Contents: []ledger.Content{ledgertest.NewContent(size)}}
}

// pragma asks the writing connection.
func pragma(t *testing.T, e store.Engine, text string) (value string) {
	t.Helper()
	tx, err := e.Begin(t.Context())
	must(t, err)
	defer tx.Rollback(t.Context())
	must(t, tx.Read(t.Context(), store.Statement{SQL: "PRAGMA " + text, Scan: func(r store.Row) error { return r.Scan(&value) }}))
	return value
}

func engineAt(t *testing.T, path string) (store.Engine, *store.DB) {
	t.Helper()
	e, err := sqlite.NewEngine(t.Context(), path, sqlite.Options{})
	must(t, err)
	db := store.New(e)
	t.Cleanup(func() { _ = db.Close() })
	return e, db
}

func TestSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder with spaces & signs?#%", "gehoor.db")
	must(t, os.Mkdir(filepath.Dir(path), 0o700))
	e, db := engineAt(t, path)
	for setting, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1", "busy_timeout": "5000",
	} {
		if got := pragma(t, e, setting); got != want {
			t.Errorf("%s is %s, want %s", setting, got, want)
		}
	}
	must(t, db.Append(t.Context(), one(10)))
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s is %v", filepath.Base(name), info.Mode())
		}
	}
}

// TestFullAndReadOnly: a database that cannot write says so, keeps what it has,
// still reads, and goes on when the cause is gone.
func TestFullAndReadOnly(t *testing.T) {
	for name, states := range map[string][2]string{
		"full":      {"max_page_count = 1", "max_page_count = 1000000"}, // 1 is raised to what is in use
		"read only": {"query_only = 1", "query_only = 0"},
	} {
		t.Run(name, func(t *testing.T) {
			e, db := engineAt(t, filepath.Join(t.TempDir(), "gehoor.db"))
			kept := one(1000)
			must(t, db.Append(t.Context(), kept))
			pragma(t, e, states[0])
			refused := one(200 << 10)
			if err := db.Append(t.Context(), refused); !errors.Is(err, gehoor.ErrUnavailable) || errors.Is(err, ledger.ErrUncertain) {
				t.Fatalf("answer %v", err)
			}
			pragma(t, e, states[0]) // the connection may be a new one
			err := db.PutDraft(t.Context(), account.Draft{Org: "veenhaven", Sealed: make([]byte, 200<<10), SavedOn: time.Unix(0, 0)})
			if !errors.Is(err, gehoor.ErrUnavailable) {
				t.Fatalf("draft: %v", err)
			}
			_, _, err = db.Content(t.Context(), "veenhaven", kept.Contents[0].ID)
			must(t, err)
			pragma(t, e, states[1])
			must(t, db.Append(t.Context(), refused))
		})
	}
}

// TestFileGone: writing into a file that nobody can find again would lose what
// was confirmed.
func TestFileGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	_, db := engineAt(t, path)
	must(t, db.Append(t.Context(), one(10)))
	must(t, os.Rename(path, path+".away"))
	if err := db.Append(t.Context(), one(10)); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Fatalf("without its file: %v", err)
	}
	must(t, os.WriteFile(path, nil, 0o600))
	if err := db.Append(t.Context(), one(10)); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Fatalf("with another file: %v", err)
	}
	must(t, os.Rename(path+".away", path))
	must(t, db.Append(t.Context(), one(10)))
}

// TestOtherProgram: a backup or check that holds the file for a moment is waited
// for.
func TestOtherProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	_, db := engineAt(t, path)
	other, _ := engineAt(t, path)
	tx, err := other.Begin(t.Context())
	must(t, err)
	answer := make(chan error)
	go func() { answer <- db.Append(context.Background(), one(10)) }()
	tx.Rollback(t.Context())
	must(t, <-answer)
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "text"), []byte(strings.Repeat("this is no database ", 100)), 0o600))
	for what, path := range map[string]string{
		"a folder": dir, "a missing folder": filepath.Join(dir, "no", "gehoor.db"), "another file": filepath.Join(dir, "text"),
	} {
		if db, err := sqlite.Open(t.Context(), path, sqlite.Options{}); err == nil {
			_ = db.Close()
			t.Errorf("%s was opened", what)
		}
	}
}

// TestDeletedIsGone: what was deleted is in no file once the log was tidied up.
func TestDeletedIsGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	must(t, err)
	canary := []byte("canary-7f3a9c-canary")
	d := account.Draft{Org: "veenhaven", Lookup: [32]byte{1}, Sealed: bytes.Repeat(canary, 500), SavedOn: time.Unix(0, 0)}
	must(t, db.PutDraft(t.Context(), d))
	must(t, db.PutDraft(t.Context(), account.Draft{Org: "veenhaven", Lookup: [32]byte{2}, Sealed: []byte("kept-4b1d"), SavedOn: time.Unix(0, 0)}))
	must(t, db.DeleteDraft(t.Context(), d.Org, d.Lookup, 0))
	must(t, db.Close())
	files, err := filepath.Glob(path + "*")
	must(t, err)
	kept := false
	for _, name := range files {
		b, err := os.ReadFile(name)
		must(t, err)
		kept = kept || bytes.Contains(b, []byte("kept-4b1d"))
		if bytes.Contains(b, canary) {
			t.Errorf("%s still holds what was deleted", filepath.Base(name))
		}
	}
	if !kept {
		t.Error(fmt.Sprint("nothing was found at all in ", files))
	}
}

// TestAwayMakesNothing: readers that come while the file is away find nothing and
// make nothing. SQLite would delete the write-ahead log beside an empty file, and
// with it what was confirmed.
func TestAwayMakesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{Readers: 16})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	must(t, db.Append(t.Context(), one(1000)))
	head, err := db.Head(t.Context(), "veenhaven")
	must(t, err)
	must(t, os.Rename(path, path+".away"))
	var reading sync.WaitGroup
	for range 64 { // more than there are connections yet
		reading.Go(func() { _, _ = db.Head(context.Background(), "veenhaven") })
	}
	reading.Wait()
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something made a file: %v", err)
	}
	if _, err := sqlite.Open(t.Context(), path, sqlite.Options{}); err == nil || !strings.Contains(err.Error(), "put the file back") {
		t.Errorf("a second program: %v", err)
	}
	must(t, os.Rename(path+".away", path))
	after, err := db.Head(t.Context(), "veenhaven")
	must(t, err)
	if after.Size != head.Size || head.Size == 0 {
		t.Errorf("the log has %d leaves, and had %d", after.Size, head.Size)
	}
	must(t, db.Append(t.Context(), one(1000)))
}
