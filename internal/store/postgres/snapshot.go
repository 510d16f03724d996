package postgres

import (
	"context"

	"github.com/gehoor/gehoor/internal/store"
	"github.com/jackc/pgx/v5"
)

const (
	columns = `SELECT CAST(t.relname AS text), CAST(c.attname AS text), format_type(c.atttypid, NULL),
  CAST(coalesce(array_position(CAST(k.indkey AS smallint[]), c.attnum) + 1, 0) AS bigint)
FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
WHERE t.relkind = 'r' AND t.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = current_schema())
ORDER BY t.relname, c.attnum`
	// The tables in which words, keys and their names are.
	vacuum = `VACUUM event, content, mailbox, draft, session, holder, work_item`
	size   = `SELECT pg_database_size(current_database())`
)

// Snapshot implements [store.Engine]. Whole tables are read in it, and not by
// the indexes that serving is kept to. While it lasts the server cannot clean up
// rows that were deleted since.
func (e *engine) Snapshot(ctx context.Context, use func(store.Reader) error) error {
	return pgx.BeginTxFunc(ctx, e.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL enable_seqscan = on`); err != nil {
			return err
		}
		return use(moment{tx})
	})
}

// moment reads within one transaction.
type moment struct{ tx pgx.Tx }

// Read implements [store.Reader].
func (m moment) Read(ctx context.Context, s store.Statement) error { return run(ctx, m.tx, s) }
