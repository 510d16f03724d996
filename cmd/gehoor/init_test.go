package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
)

// initIn runs gehoor init with the example, and answers what it printed and how it
// ended.
func initIn(t *testing.T, dir string, args ...string) (begun, string, int) {
	t.Helper()
	plan := filepath.Join(t.TempDir(), "plan.yaml")
	if err := os.WriteFile(plan, founding.Example(), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := program(t, append([]string{"init", "--json", "--data", dir, "--from", plan, "--root-file", filepath.Join(filepath.Dir(plan), "root.age")}, args...)...)
	cmd.Stdin = strings.NewReader(strings.Repeat("zes woorden van niets en niemand\n", 2))
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	_ = cmd.Run() // how it ended is looked at
	var b begun
	if cmd.ProcessState.ExitCode() == 0 {
		if err := json.Unmarshal(out.Bytes(), &b); err != nil {
			t.Fatalf("%s: %v", out.String(), err)
		}
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(plan), "root.age")); (err == nil) != (cmd.ProcessState.ExitCode() == 0) {
		t.Errorf("init ended with %d, the root's file: %v", cmd.ProcessState.ExitCode(), err)
	}
	return b, errs.String(), cmd.ProcessState.ExitCode()
}

// TestInitPostgres: with a database elsewhere the data folder holds the keys alone,
// one database takes an organisation once, and what was refused leaves no folder.
func TestInitPostgres(t *testing.T) {
	dsn := pgtest.New(t).DSN()
	dir := filepath.Join(t.TempDir(), "data")
	b, errs, code := initIn(t, dir, "--database", dsn)
	if code != 0 || len(b.Invitations) != 9 {
		t.Fatalf("ended with %d, %d invitations: %s", code, len(b.Invitations), errs)
	}
	if _, err := os.Stat(folder(dir).database()); err == nil {
		t.Error("there is a database in the data folder too")
	}
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	invited, err := db.Invitations(t.Context(), b.Organisation)
	if err != nil || len(invited) != 9 {
		t.Errorf("%d invitations in the database: %v", len(invited), err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if out := expect(t, 0, "staff", "list", "--data", dir, "--database", dsn); strings.Count(out, "invited until") != 9 {
		t.Errorf("staff: %s", out)
	}

	second := filepath.Join(t.TempDir(), "second")
	if _, errs, code := initIn(t, second, "--database", dsn); code != 2 || !strings.Contains(errs, "holds veenhaven already") {
		t.Errorf("founded twice: %d %s", code, errs)
	}
	if _, err := os.Stat(second); err == nil {
		t.Error("a founding that was refused left its folder")
	}
	if _, _, code := initIn(t, second, "--database", "postgres://nobody@127.0.0.1:1/none"); code != 2 {
		t.Errorf("without a database: %d", code)
	}
	if _, err := os.Stat(second); err == nil {
		t.Error("a founding without a database left its folder")
	}
}
