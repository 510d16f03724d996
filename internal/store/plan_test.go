package store_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
)

// filtered are queries that compare after all, each with its reason.
var filtered = map[string]string{
	"content": "the id alone is one row",
	"list":    "one office of a person's list, of which the index holds the order",
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
