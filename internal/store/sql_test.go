package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// text is one piece of SQL in the source.
type text struct{ file, name, sql string }

var looksLikeSQL = regexp.MustCompile(`(?s)^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|ALTER|CREATE|DROP)\s+\S`)

// allSQL reads every string in the source of this package and of the engines.
func allSQL(t *testing.T) []text {
	t.Helper()
	var out []text
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "pgtest") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		name := ""
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok {
				name = spec.Names[0].Name
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				value, err := strconv.Unquote(lit.Value)
				if err == nil && looksLikeSQL.MatchString(value) {
					out = append(out, text{filepath.ToSlash(path), name, value})
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 50 {
		t.Fatalf("found only %d texts: the test looks in the wrong place", len(out))
	}
	return out
}

// TestSQLStandsInItsPlace: all SQL is in the two files that are read for it, and
// what differs is in the engine's.
func TestSQLStandsInItsPlace(t *testing.T) {
	for _, s := range allSQL(t) {
		if !slices.Contains([]string{"queries.go", "tables.go", "postgres/postgres.go", "postgres/snapshot.go", "sqlite/snapshot.go"}, s.file) {
			t.Errorf("%s: SQL outside queries.go: %.60s", s.file, s.sql)
		}
	}
}

// TestSQLIsPortable looks for what one of the engines does not read.
func TestSQLIsPortable(t *testing.T) {
	for _, s := range allSQL(t) {
		for _, bad := range []string{"*,", " * ", ".*", "RETURNING *", "?", "->", "::", "ILIKE", "NOW(", "OR REPLACE", "AUTOINCREMENT", "BOOLEAN"} {
			if strings.Contains(strings.ToUpper(s.sql), bad) {
				t.Errorf("%s: %s has %q", s.file, s.name, bad)
			}
		}
	}
}

// passBy names the texts that read work items or holders without may_see, each
// with its reason.
var passBy = map[string]string{
	"rowsWorkItem":  "replay compares one stream's rows; nobody is shown them",
	"rowsHolder":    "replay compares one stream's rows; nobody is shown them",
	"leftBehind":    "the clock takes away who left; nobody is shown anything",
	"leading":       "an append takes its old rows off the tally",
	"auditTally":    "check counts again; it shows numbers of faults, no items",
	"auditUntold":   "check counts again; it shows numbers of faults, no items",
	"auditExcluded": "check counts again; it shows numbers of faults, no items",
}

var readsItems = regexp.MustCompile(`(?i)\b(FROM|JOIN)\s+(work_item|holder)\b`)

// TestEveryListGoesThroughMaySee: no query reads work items or holders but
// through may_see.
func TestEveryListGoesThroughMaySee(t *testing.T) {
	through, past := 0, map[string]bool{}
	for _, s := range allSQL(t) {
		switch {
		case strings.Contains(s.sql, "may_see"):
			through++
		case passBy[s.name] != "":
			past[s.name] = true
		case readsItems.MatchString(s.sql):
			t.Errorf("%s: %s reads work items or holders past may_see:\n%s", s.file, s.name, s.sql)
		}
	}
	if through < 2 || len(past) != len(passBy) {
		t.Fatalf("%d texts go through may_see, %d of %d pass by: the test looks in the wrong place", through, len(past), len(passBy))
	}
}

// TestMaySee reads the view itself: it must ask for all three.
func TestMaySee(t *testing.T) {
	view, found := "", false
	files, err := filepath.Glob("migrations/*.sql")
	must(t, err)
	for _, file := range files { // the last one holds
		if _, made, again := strings.Cut(readFile(t, file), "CREATE VIEW may_see AS"); again {
			view, _, _ = strings.Cut(made, ";")
			found = true
		}
	}
	if !found {
		t.Fatal("no view may_see")
	}
	for _, must := range []string{"FROM staff", "s.active = 1", "JOIN holder", "NOT EXISTS (SELECT 1 FROM excluded", "x.person = h.person"} {
		if !strings.Contains(view, must) {
			t.Errorf("may_see does not ask %q", must)
		}
	}
}
