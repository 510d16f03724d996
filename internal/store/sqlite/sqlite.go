// Package sqlite is Gehoor's embedded database: one file, no server, no cgo.
//
// One connection writes; what several requests bring meets in the batcher of
// package store and shares its commits. Other connections only read, and never
// wait for the writer (write-ahead log).
//
// A commit is on the disk before it is answered (synchronous=FULL). Deleted
// rows are overwritten with zeros (secure_delete). The folder must be on a local
// disk: network file systems do not lock as SQLite needs.
//
// What must differ from PostgreSQL: nothing in the SQL. SQLite locks the whole
// file for the writer, so the ends FOR UPDATE and SKIP LOCKED are empty.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"

	"github.com/gehoor/gehoor/internal/store"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver
)

// Options are what an operator may choose. The zero value is right.
type Options struct {
	// Readers is how many connections read at the same time; 0 is one per core,
	// at least four.
	Readers int
	// Schema stops bringing the schema up to date at this step, for a backup of
	// that time; 0 is the newest.
	Schema int64
}

// Open opens or makes the database file at path and brings its schema up to
// date. It refuses a file that it cannot write durably.
func Open(ctx context.Context, path string, o Options) (*store.DB, error) {
	e, err := NewEngine(ctx, path, o)
	if err != nil {
		return nil, err
	}
	return store.New(e), nil
}

// NewEngine is Open without the contracts, for tests that stand between the two.
func NewEngine(ctx context.Context, path string, o Options) (store.Engine, error) {
	e := &engine{path: path, turn: make(chan struct{}, 1)}
	if err := private(path); err != nil {
		return nil, fmt.Errorf("sqlite: open: %w", err)
	}
	var err error
	if e.writers, err = sql.Open("sqlite", writing(path, 0)); err != nil {
		return nil, fmt.Errorf("sqlite: open: %w", err)
	}
	e.writers.SetMaxOpenConns(1)
	if err := e.start(ctx, o); err != nil {
		_ = e.Close()
		return nil, fmt.Errorf("sqlite: open: %w", err)
	}
	return e, nil
}

// errAlone: SQLite deletes a write-ahead log that it finds beside an empty file, and
// with it what was confirmed.
var errAlone = errors.New("the file is not there or empty, and its write-ahead log is: put the file back where it was")

// private makes a missing file readable by its owner alone; SQLite gives the
// files beside it the same rights. Nothing else makes a file: a connection that is
// opened while the file is away must not put an empty one in its place.
func private(path string) error {
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		if file, err := os.Stat(path); err != nil || file.Size() == 0 {
			return errAlone
		}
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (e *engine) start(ctx context.Context, o Options) error {
	if err := e.checkDurable(ctx); err != nil {
		return err
	}
	if err := e.Migrate(ctx, migrate(ctx, o.Schema)); err != nil {
		return err
	}
	var err error
	if e.file, err = os.Stat(e.path); err != nil {
		return err
	}
	if e.readers, err = sql.Open("sqlite", dsn(e.path, "_pragma=query_only(1)")); err != nil {
		return err
	}
	if e.tidier, err = newTidier(ctx, e.path); err != nil {
		return err
	}
	n := o.Readers
	if n <= 0 {
		n = max(4, runtime.NumCPU())
	}
	e.readers.SetMaxOpenConns(n)
	e.readers.SetMaxIdleConns(n)
	return nil
}

// DSN opens a connection that writes as durably as ours and tidies up the log
// itself as often: for measurements with none of our code between.
func DSN(path string) string { return writing(path, tidyPages) }

// writing is a connection that may write, and itself copies the log to the file
// once so many pages lie in it, within a commit; 0 leaves it to somebody else. A transaction takes the file at once. A full
// group's pages are written once, at the commit, and should not spill before:
// hence a cache of 24 MB, of which memory is taken only as it is used.
func writing(path string, logPages int) string {
	return dsn(path, fmt.Sprintf("_txlock=immediate&_pragma=cache_size(-24000)&_pragma=wal_autocheckpoint(%d)", logPages))
}

// dsn spells the connection's settings.
//
//   - mode=rw: nothing makes the file but [NewEngine].
//   - busy_timeout is for other programs on the same file (a backup, gehoor
//     check); our own writers queue before it.
//   - journal_size_limit, 64 MiB: what a burst or a long read made of the
//     write-ahead log is given back.
func dsn(path, more string) string {
	const settings = "?mode=rw&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=secure_delete(1)&_pragma=journal_size_limit(67108864)&"
	return "file:" + (&url.URL{Path: path}).EscapedPath() + settings + more
}

var errNotDurable = errors.New("the file cannot be written durably: it needs a write-ahead log and full synchronisation")

// checkDurable asks the database itself: a setting that SQLite could not follow
// (as on a read-only disk) is silently another.
func (e *engine) checkDurable(ctx context.Context) error {
	var mode string
	var sync int
	if err := e.writers.QueryRowContext(ctx, `PRAGMA journal_mode`).Scan(&mode); err != nil {
		return err
	}
	if err := e.writers.QueryRowContext(ctx, `PRAGMA synchronous`).Scan(&sync); err != nil {
		return err
	}
	const full = 2
	if mode != "wal" || sync < full {
		return errNotDurable
	}
	return nil
}

func migrate(ctx context.Context, schema int64) func(*sql.DB) error {
	return func(db *sql.DB) error {
		p, err := goose.NewProvider(goose.DialectSQLite3, db, store.Migrations())
		if err != nil {
			return err
		}
		return store.MigrateTo(ctx, p, schema)
	}
}
