package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/gehoor/gehoor/internal/store/sqlite"
)

// filtered are queries that compare after all, each with its reason.
var filtered = map[string]string{
	"advice_drop": "the key alone is one row",
	"advice_move": "the key alone is one row",
	"content":     "the id alone is one row",
	"draft_move":  "of a dossier there are few drafts",
	"measures":    "the figures of a year count nearly all that was written down before its end",
}

// TestPlansOfAnEmptyDatabase: what PostgreSQL plans before the first row, and may
// keep for as long as a connection lives, looks for the key with an index, and
// never reads rows to compare a parameter with them.
func TestPlansOfAnEmptyDatabase(t *testing.T) {
	dsn := pgtest.DSN(t)
	reopen(t, dsn, openPostgres) // makes the tables
	conn, err := pgx.Connect(t.Context(), dsn)
	must(t, err)
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	for _, setting := range []string{"enable_seqscan = off", "plan_cache_mode = force_generic_plan"} {
		_, err := conn.Exec(t.Context(), "SET "+setting)
		must(t, err)
	}
	for name, sql := range store.KeyedQueries() {
		plan := explain(t, conn, name, sql)
		for line := range strings.Lines(plan) {
			compares := strings.Contains(line, "Filter:") && strings.Contains(line, "$") && filtered[name] == ""
			if compares || strings.Contains(line, "Seq Scan") {
				t.Errorf("%s: %s", name, strings.TrimSpace(line))
			}
		}
		if !strings.Contains(plan, "Index Cond:") {
			t.Errorf("%s uses no index:\n%s", name, plan)
		}
	}
}

// TestPlansOfSQLite: SQLite plans without having counted too. Each table that a
// question by a key reads is searched, by so much of the key as the golden file
// says: a plan that reads more is a line that changes there.
func TestPlansOfSQLite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	reopen(t, path, openSQLite) // makes the tables
	db, err := sql.Open("sqlite", sqlite.DSN(path))
	must(t, err)
	defer func() { _ = db.Close() }()
	var got strings.Builder
	queries := store.KeyedQueries()
	queries["left"] = store.LeftBehind
	queries["setting"] = store.SettingBehind
	queries["unlooked"] = store.Unlooked
	for _, name := range slices.Sorted(maps.Keys(queries)) {
		_, _ = fmt.Fprintln(&got, name)
		for _, line := range planOfSQLite(t, db, queries[name]) {
			_, _ = fmt.Fprintln(&got, "  "+line)
			if strings.HasPrefix(line, "SCAN") {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
	const golden = "testdata/plans-sqlite.txt"
	if os.Getenv("GEHOOR_UPDATE") != "" {
		must(t, os.WriteFile(golden, []byte(got.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("plans changed (-want +got); GEHOOR_UPDATE=1 writes them:\n%s", diff)
	}
}

func planOfSQLite(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	args := map[string]bool{}
	for _, p := range parameter.FindAllString(query, -1) {
		args[p] = true
	}
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, make([]any, len(args))...)
	must(t, err)
	defer func() { _ = rows.Close() }()
	var lines []string
	for rows.Next() {
		var id, parent, unused int
		var line string
		must(t, rows.Scan(&id, &parent, &unused, &line))
		lines = append(lines, line)
	}
	must(t, rows.Err())
	return lines
}

var parameter = regexp.MustCompile(`\$[0-9]+`)

func explain(t *testing.T, conn *pgx.Conn, name, sql string) string {
	t.Helper()
	distinct := map[string]bool{}
	for _, p := range parameter.FindAllString(sql, -1) {
		distinct[p] = true
	}
	_, err := conn.Exec(t.Context(), fmt.Sprintf("PREPARE plan_%s AS %s", name, sql))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	nulls := strings.TrimSuffix(strings.Repeat("NULL, ", len(distinct)), ", ")
	rows, err := conn.Query(t.Context(), fmt.Sprintf("EXPLAIN EXECUTE plan_%s(%s)", name, nulls), pgx.QueryExecModeSimpleProtocol)
	must(t, err)
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	return strings.Join(lines, "\n")
}

// TestHalfRow: a row that lacks something is an error of the engine, and no loop
// without end.
func TestHalfRow(t *testing.T) {
	all := store.HalfRow()
	if len(all) != 1 || strings.Count(all[0].SQL, "$") >= len(all[0].Args) {
		t.Errorf("half a row makes %v", all)
	}
}
