package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/form"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrations are the schema's steps, one folder for both engines, in the form
// that goose reads.
func Migrations() fs.FS {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the folder is embedded: it cannot be missing
	}
	return sub
}

// MigrateTo takes the schema's steps up to one, or all of them for 0. It refuses a
// database that a newer program has been at: this one would not keep its rules.
func MigrateTo(ctx context.Context, p *goose.Provider, schema int64) error {
	sources := p.ListSources()
	newest := sources[len(sources)-1].Version
	now, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if now > newest {
		return fmt.Errorf("the database has schema %d, of a newer program; this one knows up to %d", now, newest)
	}
	if schema == 0 {
		schema = newest
	}
	if schema > newest {
		return fmt.Errorf("schema %d is of a newer program; this one knows up to %d", schema, newest)
	}
	_, err = p.UpTo(ctx, schema)
	return err
}

// DB keeps all contracts over one engine. It is safe for concurrent use.
type DB struct {
	engine  Engine
	texts   texts
	batcher *batcher
	known   sync.Map // organisations whose log_head exists
	closed  atomic.Bool
}

var (
	_ ledger.Store     = (*DB)(nil)
	_ ledger.PartStore = (*DB)(nil)
	_ view.Store       = (*DB)(nil)
	_ account.Store    = (*DB)(nil)
	_ notify.Store     = (*DB)(nil)
	_ form.Store       = (*DB)(nil)
	_ draft.Store      = (*DB)(nil)
	_ advice.Store     = (*DB)(nil)
	_ register.Store   = (*DB)(nil)
)

// New returns a DB over an engine whose schema is up to date. The DB owns the
// engine from now on.
func New(e Engine) *DB {
	db := &DB{engine: e}
	db.batcher = newBatcher(db.serve)
	return db
}

// Close lets what was begun finish, answers it, and closes the engine. What is
// asked later is answered with [gehoor.ErrUnavailable].
func (db *DB) Close() error {
	if db.closed.Swap(true) {
		return nil
	}
	db.batcher.close()
	return db.engine.Close()
}

// Read runs a query; it makes DB a [Reader]. A text that no database of ours
// can hold is in no row, so a question about it has no answer.
func (db *DB) Read(ctx context.Context, s Statement) error {
	for _, arg := range s.Args {
		if text, ok := arg.(string); ok && !storable(text) {
			return nil
		}
	}
	return db.run(ctx, s)
}

func (db *DB) run(ctx context.Context, s Statement) error {
	if db.closed.Load() {
		return errClosed
	}
	return db.explain(ctx, db.engine.Read(ctx, s))
}

var errClosed = fmt.Errorf("store: closed: %w", gehoor.ErrUnavailable)

// explain turns an engine's error into one that callers know.
func (db *DB) explain(ctx context.Context, err error) error {
	switch {
	case err == nil, errors.Is(err, ledger.ErrUncertain), errors.Is(err, gehoor.ErrUnavailable):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("store: %w", ctx.Err())
	case errors.Is(err, sql.ErrConnDone), db.engine.Fault(err) != FaultRequest:
		return fmt.Errorf("store: %w: %w", gehoor.ErrUnavailable, err)
	}
	return fmt.Errorf("store: %w", err)
}

// exec writes single rows, durably. On an engine with one writer they share the
// batcher's commits.
func (db *DB) exec(ctx context.Context, s Statement) error {
	if db.engine.Dialect().OneWriter {
		err := db.batcher.submit(ctx, &request{single: &s})
		if errors.Is(err, ledger.ErrUncertain) {
			// Single rows are put or deleted: doing it again is right.
			return fmt.Errorf("%w: %w", gehoor.ErrUnavailable, err)
		}
		return err
	}
	return db.run(ctx, s)
}

// Scrub implements [ledger.Store].
func (db *DB) Scrub(ctx context.Context) error {
	if db.closed.Load() {
		return errClosed
	}
	return db.explain(ctx, db.engine.Scrub(ctx))
}

// Append implements [ledger.Store].
func (db *DB) Append(ctx context.Context, b ledger.Batch) error {
	w, err := prepare(b)
	if err != nil {
		return err
	}
	return db.batcher.submit(ctx, &request{work: w})
}

// Rewrite implements [ledger.Store].
func (db *DB) Rewrite(ctx context.Context, org gehoor.OrgID, at ledger.Version, rows []ledger.Row) error {
	if err := ledger.CheckRewrite(org, at); err != nil {
		return err
	}
	w := &work{org: string(org)}
	if err := w.extend(ledger.Extension{Stream: at.Stream, After: at.Seq, Rows: rows}); err != nil {
		return err
	}
	return db.batcher.submit(ctx, &request{work: w})
}
