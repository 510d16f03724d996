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
	return store.Dialect{Lock: " FOR UPDATE", SkipLocked: " FOR UPDATE SKIP LOCKED"}
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

// Begin implements [store.Engine].
func (e *engine) Begin(ctx context.Context) (store.Tx, error) {
	t, err := e.pool.Begin(ctx)
	if err != nil && gone(err) && ctx.Err() == nil {
		t, err = e.pool.Begin(ctx) // an idle connection had died: nothing was begun
	}
	if err != nil {
		return nil, err
	}
	return &tx{t}, nil
}

type tx struct{ tx pgx.Tx }

// Read implements [store.Tx].
func (t *tx) Read(ctx context.Context, s store.Statement) error { return run(ctx, t.tx, s) }

// Run implements [store.Tx]: one round trip.
func (t *tx) Run(ctx context.Context, statements []store.Statement) (err error) {
	switch len(statements) {
	case 0:
		return nil
	case 1:
		return t.Read(ctx, statements[0])
	}
	batch := &pgx.Batch{}
	for _, s := range statements {
		batch.Queue(s.SQL, s.Args...)
	}
	results := t.tx.SendBatch(ctx, batch)
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
	err := t.tx.Commit(ctx)
	if err != nil && !errors.Is(err, pgx.ErrTxCommitRollback) && !errors.Is(err, pgx.ErrTxClosed) && gone(err) {
		return fmt.Errorf("%w: %w", ledger.ErrUncertain, err)
	}
	return err
}

// Rollback implements [store.Tx]. It has its own time: that of the transaction
// may be what ran out.
func (t *tx) Rollback(ctx context.Context) { _ = t.tx.Rollback(context.WithoutCancel(ctx)) }

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
