package sqlite

import (
	"context"
	"database/sql"

	"github.com/gehoor/gehoor/internal/store"
)

const (
	columns = `SELECT m.name, c.name, lower(c.type), c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid`
	size = `SELECT page_count*page_size FROM pragma_page_count(), pragma_page_size()`
)

// Snapshot implements [store.Engine]. While it lasts the write-ahead log cannot
// be emptied: it grows by what is written meanwhile, and nobody waits.
func (e *engine) Snapshot(ctx context.Context, use func(store.Reader) error) error {
	tx, err := e.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // it has read alone
	return use(&moment{tx: tx, asked: map[string]*sql.Stmt{}})
}

// moment reads within one transaction.
type moment struct {
	tx    *sql.Tx
	asked map[string]*sql.Stmt // closed with the transaction
}

// Read implements [store.Reader].
func (m *moment) Read(ctx context.Context, s store.Statement) error {
	stmt, ok := m.asked[s.SQL]
	if !ok {
		var err error
		if stmt, err = m.tx.PrepareContext(ctx, s.SQL); err != nil {
			return err
		}
		m.asked[s.SQL] = stmt
	}
	return query(ctx, stmt, s)
}
