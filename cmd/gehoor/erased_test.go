package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/backup"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// installation is an installation of the test's.
func installation(t *testing.T, database, dir string) (*store.DB, *casework.Casework) {
	t.Helper()
	db, err := openDatabase(t.Context(), database, folder(dir).database(), 0)
	check(t, err)
	t.Cleanup(func() { _ = db.Close() })
	files, closeFiles, err := where{Data: dir}.files(t.Context())
	check(t, err)
	t.Cleanup(func() { _ = closeFiles() })
	c, err := casesWith(folder(dir), db, files, veenhaven.Org, casework.Publishing{}, nil, time.Now)
	check(t, err)
	return db, c
}

// overdue is the demo's dossier whose term is over, and the sealed account of its
// reporter.
func overdue(t *testing.T, db *store.DB, c *casework.Casework) (gehoor.DossierID, ledger.Content) {
	t.Helper()
	noor := personOf(t, db, "noor")
	due, err := c.DueForDestruction(t.Context(), veenhaven.Org, noor)
	check(t, err)
	if len(due) != 1 {
		t.Fatalf("%d dossiers are due", len(due))
	}
	id, _ := due[0].Stream.Dossier()
	d, err := c.Dossier(t.Context(), veenhaven.Org, noor, id)
	check(t, err)
	content, _, err := db.Content(t.Context(), veenhaven.Org, d.Signals[0].Account)
	check(t, err)
	return id, content
}

func personOf(t *testing.T, db *store.DB, login string) gehoor.PersonID {
	t.Helper()
	l, err := db.Login(t.Context(), veenhaven.Org, login)
	check(t, err)
	return l.Person
}

// destroyDemo destroys the demo's dossier whose term is over, as its people do.
func destroyDemo(t *testing.T, dir string) (gehoor.DossierID, ledger.Content) {
	t.Helper()
	db, c := installation(t, "", dir)
	id, content := overdue(t, db, c)
	why := []byte("sealed: nothing needs it any more")
	sum := sha256.Sum256(why)
	reasons := ledger.Content{ID: gehoor.ContentID(hex.EncodeToString(sum[:])), Bytes: why}
	check(t, c.ProposeDestruction(t.Context(), veenhaven.Org, personOf(t, db, "noor"), id, reasons))
	check(t, c.ConfirmDestruction(t.Context(), veenhaven.Org, personOf(t, db, "bram"), id))
	known, err := keepErased(t.Context(), folder(dir).erased(), c, veenhaven.Org, 0)
	check(t, err)
	if again, err := keepErased(t.Context(), folder(dir).erased(), c, veenhaven.Org, 0); err != nil || again != known || known != 1 {
		t.Fatalf("%d listed, then %d: %v", known, again, err)
	}
	check(t, db.Close())
	return id, content
}

// TestRestoreErasesAgain: a backup that holds a dossier which was destroyed since
// does not bring it back, on either engine; without the list it does, and says so.
func TestRestoreErasesAgain(t *testing.T) {
	dir := seeded(t)
	file := filepath.Join(t.TempDir(), "backup.tar")
	expect(t, 0, "backup", "--data", dir, "--to", file)
	id, content := destroyDemo(t, dir)
	expect(t, 0, "check", "--data", dir)
	if bytes.Contains(readAll(t, dir), content.Bytes[100:300]) {
		t.Error("what was destroyed is in the data folder")
	}
	list := folder(dir).erased()

	without := filepath.Join(t.TempDir(), "without")
	if out := expect(t, 0, "restore", "--from", file, "--data", without); !strings.Contains(out, "IS BACK") {
		t.Errorf("without the list it says:\n%s", out)
	}
	if db, c := installation(t, "", without); true {
		if again, _ := overdue(t, db, c); again != id {
			t.Error("the test shows nothing: the backup does not hold the dossier")
		}
		check(t, db.Close())
	}
	if !bytes.Contains(readAll(t, without), content.Bytes[100:300]) {
		t.Error("the search is broken: it does not find what is there")
	}

	for engine, database := range map[string]string{"sqlite": "", "postgres": pgtest.New(t).DSN()} {
		t.Run(engine, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "data")
			args := []string{"--data", to}
			if database != "" {
				args = append(args, "--database", database)
			}
			out := expect(t, 0, append([]string{"restore", "--from", file, "--erased", list}, args...)...)
			if !strings.Contains(out, "1 dossiers that were in the backup") || strings.Contains(out, "IS BACK") {
				t.Errorf("it says:\n%s", out)
			}
			expect(t, 0, append([]string{"check"}, args...)...)
			expect(t, 0, append([]string{"replay"}, args...)...)
			if database == "" && bytes.Contains(readAll(t, to), content.Bytes[100:300]) {
				t.Error("what was destroyed is in the restored folder")
			}
			kept, err := backup.ReadErased(folder(to).erased())
			if err != nil || len(kept) != 1 {
				t.Errorf("the list that goes along: %v %v", kept, err)
			}
			db, c := installation(t, database, to)
			if _, _, err := db.Content(t.Context(), veenhaven.Org, content.ID); !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("its words: %v", err)
			}
			o, err := c.Organisation(t.Context(), veenhaven.Org)
			check(t, err)
			if len(o.Erased) != 1 || !o.Erased[0].Again || !o.Erased[0].ErasedAt.Equal(kept[0].At) {
				t.Errorf("the organisation keeps %+v", o.Erased)
			}
			// A server that starts here does not list it twice.
			if _, err := keepErased(t.Context(), folder(to).erased(), c, veenhaven.Org, 0); err != nil {
				t.Error(err)
			}
			if kept, err = backup.ReadErased(folder(to).erased()); err != nil || len(kept) != 1 {
				t.Errorf("listed again: %v %v", kept, err)
			}
			check(t, db.Close())
		})
	}
}

// TestRetentionChores: rules are shown, adopted with a category, and counted by; a
// destruction has a statement, and a proof that names no words.
func TestRetentionChores(t *testing.T) {
	dir := seeded(t)
	has := func(out, want string) {
		t.Helper()
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
	has(expect(t, 0, "retention", "show", "--data", dir), "Veenhaven 0.1")
	has(expect(t, 0, "retention", "show", "--shipped", "--data", dir), `"term": "24mnd"`)
	has(expect(t, 0, "retention", "due", "--data", dir), "2 closed dossiers: 1 with their term over")
	has(expect(t, 0, "retention", "statement", "--data", dir), "destroyed nothing")
	expect(t, 2, "retention", "adopt", "--data", dir) // no category
	rules := filepath.Join(t.TempDir(), "rules.json")
	check(t, os.WriteFile(rules, []byte(`{"version": 1}`), 0o600))
	expect(t, 2, "retention", "adopt", "--data", dir, "--file", rules)
	expect(t, 2, "retention", "adopt", "--data", dir, "--category", "1.2", "--on", "yesterday")
	id, _ := destroyDemo(t, dir)
	has(expect(t, 0, "retention", "adopt", "--data", dir, "--category", "1.2", "--by", "het college", "--on", "2026-01-13"), "keeps by sha256-")
	has(expect(t, 0, "retention", "show", "--data", dir), "decided by het college on 2026-01-13")
	to := filepath.Join(t.TempDir(), "statements")
	expect(t, 0, "retention", "statement", "--data", dir, "--out", to)
	text := expect(t, 0, "retention", "statement", "--data", dir)
	for _, want := range []string{"Verklaring van vernietiging", string(id), "Veenhaven 0.1", "24mnd na het sluiten", "behandelaar"} {
		has(text, want)
	}
	if strings.Contains(text, "Noor") || strings.Contains(text, "medewerker") {
		t.Errorf("the statement says too much:\n%s", text)
	}
}
