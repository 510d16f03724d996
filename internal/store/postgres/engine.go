package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// engine is one database of a PostgreSQL server.
type engine struct{ pool *pgxpool.Pool }

// Dialect implements [store.Engine].
func (e *engine) Dialect() store.Dialect {
	return store.Dialect{Lock: " FOR UPDATE", SkipLocked: " FOR UPDATE SKIP LOCKED", Columns: columns, Size: size}
}

// Close implements [store.Engine].
func (e *engine) Close() error {
	e.pool.Close()
	return nil
}

// Read implements [store.Engine]. A question that met a connection which died
// while idle is asked once more, if no row had come yet. A write never is: pgx's
// SafeToRetry also says yes when the connection broke after the text was sent.
func (e *engine) Read(ctx context.Context, s store.Statement) error {
	scan, started := s.Scan, false
	if scan != nil {
		s.Scan = func(r store.Row) error {
			started = true
			return scan(r)
		}
	}
	err := run(ctx, e.pool, s)
	if question := strings.HasPrefix(s.SQL, "SELECT") && !started; question && gone(err) && ctx.Err() == nil {
		return run(ctx, e.pool, s)
	}
	return err
}

// gone says whether the connection broke, rather than the server answering.
func gone(err error) bool {
	var answer *pgconn.PgError
	if errors.As(err, &answer) {
		return strings.HasPrefix(answer.Code, "57P")
	}
	return err != nil
}

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func run(ctx context.Context, q querier, s store.Statement) error {
	rows, err := q.Query(ctx, s.SQL, s.Args...)
	if err != nil {
		return err
	}
	return drain(rows, s)
}

// drain reads an answer to its end.
func drain(rows pgx.Rows, s store.Statement) error {
	defer rows.Close()
	for rows.Next() {
		if s.Scan == nil {
			continue
		}
		if err := s.Scan(rows); err != nil {
			return err
		}
	}
	rows.Close()
	if s.Count != nil {
		*s.Count = rows.CommandTag().RowsAffected()
	}
	return rows.Err()
}

// Scrub implements [store.Engine]. VACUUM takes deleted rows out of the tables, so
// that no query and no dump finds them. It overwrites no disk: their bytes stay in
// free space of pages until other rows come there, in the write-ahead log until
// its files are used again, and in whatever archive or replica was made of it
// (doc/operate.md says what an operator does about that).
func (e *engine) Scrub(ctx context.Context) error {
	_, err := e.pool.Exec(ctx, vacuum)
	return err
}

// Begin implements [store.Engine]. The server hears of it with the first
// statements, in their round trip.
func (e *engine) Begin(ctx context.Context) (store.Tx, error) {
	conn, err := e.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	return &tx{pool: e.pool, conn: conn}, nil
}

// tx is a transaction on a connection of its own.
type tx struct {
	pool  *pgxpool.Pool
	conn  *pgxpool.Conn // nil when it is over
	begun bool
}

// Read implements [store.Tx].
func (t *tx) Read(ctx context.Context, s store.Statement) error {
	return t.Run(ctx, []store.Statement{s})
}

// Run implements [store.Tx]: one round trip.
func (t *tx) Run(ctx context.Context, statements []store.Statement) error {
	switch {
	case t.conn == nil:
		return pgx.ErrTxClosed
	case len(statements) == 0:
		return nil
	case !t.begun:
		return t.begin(ctx, statements)
	case len(statements) == 1:
		return run(ctx, t.conn, statements[0])
	}
	return t.send(ctx, statements)
}

// begin runs the first statements. If they met a connection which died while
// idle, another is taken: nothing was committed, and no row had come yet.
func (t *tx) begin(ctx context.Context, statements []store.Statement) error {
	t.begun = true
	started := false
	watched := make([]store.Statement, 0, len(statements)+1)
	watched = append(watched, store.Statement{SQL: "BEGIN"})
	for _, s := range statements {
		if scan := s.Scan; scan != nil {
			s.Scan = func(r store.Row) error {
				started = true
				return scan(r)
			}
		}
		watched = append(watched, s)
	}
	err := t.send(ctx, watched)
	if err == nil || started || ctx.Err() != nil || !gone(err) {
		return err
	}
	conn, again := t.pool.Acquire(ctx)
	if again != nil {
		return err
	}
	t.conn.Release() // it is broken, so the pool lets it go
	t.conn = conn
	return t.send(ctx, watched)
}

func (t *tx) send(ctx context.Context, statements []store.Statement) (err error) {
	batch := &pgx.Batch{}
	for _, s := range statements {
		batch.Queue(s.SQL, s.Args...)
	}
	results := t.conn.SendBatch(ctx, batch)
	defer func() { err = errors.Join(err, results.Close()) }()
	for _, s := range statements {
		rows, err := results.Query()
		if err != nil {
			return err
		}
		if err := drain(rows, s); err != nil {
			return err
		}
	}
	return nil
}

// Commit implements [store.Tx]. If the server answers, it says what happened; if
// the connection breaks, or the server is being stopped, nobody knows. pgx's
// SafeToRetry is not asked: its "conn closed" may come after the COMMIT was sent.
func (t *tx) Commit(ctx context.Context) error {
	if t.conn == nil {
		return pgx.ErrTxClosed
	}
	defer t.end()
	if !t.begun {
		return nil
	}
	done, err := t.conn.Exec(ctx, "COMMIT", pgx.QueryExecModeSimpleProtocol)
	switch {
	case err == nil && done.String() == "ROLLBACK":
		return pgx.ErrTxCommitRollback
	case err != nil && gone(err):
		return fmt.Errorf("%w: %w", ledger.ErrUncertain, err)
	}
	return err
}

// Rollback implements [store.Tx]. It has its own time: that of the transaction
// may be what ran out.
func (t *tx) Rollback(ctx context.Context) {
	if t.conn == nil {
		return
	}
	if t.begun && !t.conn.Conn().IsClosed() {
		_, _ = t.conn.Exec(context.WithoutCancel(ctx), "ROLLBACK", pgx.QueryExecModeSimpleProtocol)
	}
	t.end()
}

// end gives the connection back; the pool closes one that is still in a
// transaction.
func (t *tx) end() {
	t.conn.Release()
	t.conn = nil
}

// Fault implements [store.Engine].
func (e *engine) Fault(err error) store.Fault {
	var answer *pgconn.PgError
	if !errors.As(err, &answer) {
		return faultOf(err)
	}
	const readOnly, noDatabase, lockTimeout = "25006", "3D000", "55P03"
	switch class := answer.Code[:min(2, len(answer.Code))]; {
	case class == "40", answer.Code == lockTimeout: // deadlock, serialisation
		return store.FaultRetry
	case class == "08", class == "28", class == "53", class == "57", class == "58", class == "XX",
		answer.Code == readOnly, answer.Code == noDatabase:
		return store.FaultAway
	}
	return store.FaultRequest
}

// faultOf judges what the server did not say: a broken connection, a time that
// ran out, or an answer of our own code.
func faultOf(err error) store.Fault {
	var connect *pgconn.ConnectError
	switch {
	case errors.As(err, &connect), errors.Is(err, gehoor.ErrUnavailable), errors.Is(err, context.DeadlineExceeded),
		errors.Is(err, context.Canceled), errors.Is(err, pgx.ErrTxCommitRollback), isNetwork(err):
		return store.FaultAway
	}
	return store.FaultRequest
}
