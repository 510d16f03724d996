package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// engine is one SQLite file.
type engine struct {
	path    string
	file    os.FileInfo // what stood at path when it was opened
	writers *sql.DB     // one connection
	readers *sql.DB
	tidier  *tidier
	asked   sync.Map // text → *sql.Stmt, for readers

	turn chan struct{} // holds one token while somebody writes; guards what follows
	conn *sql.Conn
	made map[string]*sql.Stmt // prepared on conn
}

// errReplaced: writing on would go into a file that nobody can find again.
var errReplaced = errors.New("sqlite: the database file was removed or replaced; put it back or restart")

// Dialect implements [store.Engine].
func (e *engine) Dialect() store.Dialect {
	return store.Dialect{OneWriter: true, Columns: columns, Size: size}
}

// Migrate implements [store.Engine]. The file has one writer at a time, so
// nothing more is needed to be alone.
func (e *engine) Migrate(_ context.Context, use func(*sql.DB) error) error { return use(e.writers) }

// errRead: the write-ahead log cannot be emptied while somebody reads from it.
var errRead = fmt.Errorf("sqlite: the write-ahead log is being read: %w", gehoor.ErrUnavailable)

// Scrub implements [store.Engine]. Deleted rows are zeros in the file's pages by
// then (secure_delete), and the pages as they were before lie in no file of ours
// once the write-ahead log is copied and cut to nothing. What the file system or
// the disk keeps of blocks that it was given back is beyond us.
func (e *engine) Scrub(context.Context) error {
	busy, _, _, err := e.tidier.checkpoint("TRUNCATE")
	if err == nil && busy != 0 {
		err = errRead
	}
	return err
}

// Close implements [store.Engine].
func (e *engine) Close() error {
	e.turn <- struct{}{}
	defer func() { <-e.turn }()
	e.drop()
	var err error
	if e.tidier != nil {
		err = e.tidier.close()
		e.tidier = nil // a second Close has nothing to end
	}
	if e.readers != nil {
		err = errors.Join(err, e.readers.Close())
	}
	return errors.Join(err, e.writers.Close())
}

// Read implements [store.Engine].
func (e *engine) Read(ctx context.Context, s store.Statement) error {
	stmt, err := e.reading(ctx, s.SQL)
	if err != nil {
		return err
	}
	return query(ctx, stmt, s)
}

// reading returns a prepared statement; the texts are those of package store,
// a few dozen.
func (e *engine) reading(ctx context.Context, text string) (*sql.Stmt, error) {
	if stmt, ok := e.asked.Load(text); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := e.readers.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if first, raced := e.asked.LoadOrStore(text, stmt); raced {
		_ = stmt.Close()
		return first.(*sql.Stmt), nil
	}
	return stmt, nil
}

func query(ctx context.Context, stmt *sql.Stmt, s store.Statement) error {
	rows, err := stmt.QueryContext(ctx, s.Args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if s.Scan == nil {
			continue
		}
		if err := s.Scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Begin implements [store.Engine]: it waits for its turn and takes the file's
// write lock at once, so that no transaction fails half-way for want of it.
func (e *engine) Begin(ctx context.Context) (store.Tx, error) {
	select {
	case e.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	err := e.begin(ctx)
	if err != nil {
		<-e.turn
		return nil, err
	}
	return &tx{e: e}, nil
}

func (e *engine) begin(ctx context.Context) error {
	now, err := os.Stat(e.path)
	if err != nil || !os.SameFile(now, e.file) {
		return errors.Join(errReplaced, err)
	}
	if e.conn == nil {
		if e.conn, err = e.writers.Conn(ctx); err != nil {
			e.conn = nil
			return err
		}
		e.made = map[string]*sql.Stmt{}
	}
	if err := e.exec("BEGIN IMMEDIATE"); err != nil {
		// A connection that still is in a transaction cannot be trusted.
		e.drop()
		return err
	}
	return nil
}

// drop closes the writing connection; the next Begin makes a new one.
func (e *engine) drop() {
	if e.conn == nil {
		return
	}
	for _, s := range e.made {
		_ = s.Close()
	}
	_ = e.conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = e.conn.Close()
	e.conn, e.made = nil, nil
}

// maxMade bounds the prepared statements of the writing connection. Each table
// has one per number of rows; a busy server uses a hundred or so.
const maxMade = 300

// prepare returns a statement of the writing connection. It is never given a
// context that ends: watching one costs more than the statement, and the time
// of a transaction is bounded by what it does.
func (e *engine) prepare(text string) (*sql.Stmt, error) {
	if s, ok := e.made[text]; ok {
		return s, nil
	}
	if len(e.made) >= maxMade {
		for text, s := range e.made {
			_ = s.Close()
			delete(e.made, text)
			break
		}
	}
	s, err := e.conn.PrepareContext(context.Background(), text)
	if err == nil {
		e.made[text] = s
	}
	return s, err
}

func (e *engine) exec(text string) error {
	s, err := e.prepare(text)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(context.Background())
	return err
}

// tx is the turn of one writer.
type tx struct {
	e    *engine
	over bool
}

// Read implements [store.Tx].
func (t *tx) Read(_ context.Context, s store.Statement) error {
	stmt, err := t.e.prepare(s.SQL)
	if err != nil {
		return err
	}
	if s.Scan != nil {
		return query(context.Background(), stmt, s)
	}
	result, err := stmt.ExecContext(context.Background(), s.Args...)
	if err == nil && s.Count != nil {
		*s.Count, err = result.RowsAffected()
	}
	return err
}

// Run implements [store.Tx].
func (t *tx) Run(ctx context.Context, statements []store.Statement) error {
	for _, s := range statements {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.Read(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// Commit implements [store.Tx]. When the disk fails in this very step, the
// commit may have reached the log although it was not confirmed: a later start
// could find it there. Every other failure comes before.
func (t *tx) Commit(context.Context) error {
	err := t.e.exec("COMMIT")
	if err == nil {
		if t.e.tidier.restOf() {
			_ = t.e.exec(`PRAGMA wal_checkpoint(PASSIVE)`) // if not now, then later
		}
		t.e.tidier.committed()
		t.end()
		return nil
	}
	t.undo()
	if code(err) == lib.SQLITE_IOERR {
		return fmt.Errorf("%w: %w", ledger.ErrUncertain, err)
	}
	return err
}

// Rollback implements [store.Tx].
func (t *tx) Rollback(context.Context) {
	if !t.over {
		t.undo()
	}
}

// undo rolls back. SQLite does so itself after some faults and then says that
// there is nothing to roll back; a new connection is right in both cases.
func (t *tx) undo() {
	if err := t.e.exec("ROLLBACK"); err != nil {
		t.e.drop()
	}
	t.end()
}

func (t *tx) end() {
	t.over = true
	<-t.e.turn
}

// code is SQLite's primary result code, 0 for another error.
func code(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}

// Fault implements [store.Engine].
func (e *engine) Fault(err error) store.Fault {
	switch code(err) {
	case lib.SQLITE_FULL, lib.SQLITE_IOERR, lib.SQLITE_READONLY, lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_CANTOPEN,
		lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_NOMEM, lib.SQLITE_PERM, lib.SQLITE_INTERRUPT, lib.SQLITE_PROTOCOL,
		lib.SQLITE_AUTH:
		return store.FaultAway
	}
	if errors.Is(err, errReplaced) || errors.Is(err, gehoor.ErrUnavailable) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, sql.ErrConnDone) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return store.FaultAway
	}
	return store.FaultRequest
}
