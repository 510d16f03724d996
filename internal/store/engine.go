package store

import (
	"context"
	"database/sql"
)

// Row is one row of an answer.
type Row interface {
	Scan(dest ...any) error
}

// Statement is one text with its arguments. Arguments are string, int64 and
// []byte, and nil for NULL: what both engines bind the same way.
type Statement struct {
	SQL  string
	Args []any
	// Scan is called with each row of the answer; nil means that there is none.
	Scan func(Row) error
	// Count, unless nil, gets the number of rows written.
	Count *int64
}

// Reader runs queries; [All] and [One] work on it.
type Reader interface {
	Read(ctx context.Context, s Statement) error
}

// Fault says what an engine's error means for whoever asked.
type Fault int

const (
	// FaultRequest: the statement itself was refused (a constraint, a text that
	// the engine cannot keep). Repeating it is useless, others are unharmed.
	FaultRequest Fault = iota
	// FaultAway: the database cannot be reached or cannot write now.
	FaultAway
	// FaultRetry: the engine chose this transaction to give way to another.
	FaultRetry
)

// Dialect is what the SQL of the two engines cannot share.
type Dialect struct {
	// Lock ends a SELECT whose rows are held until the commit.
	Lock string
	// SkipLocked ends a SELECT that passes rows by which others hold.
	SkipLocked string
	// Columns lists every column of every table: table, column, type as the schema
	// spells it (text, bigint, bytea), and the place in the primary key, 0 outside.
	Columns string
	// Size is about how many bytes the database takes.
	Size string
	// OneWriter: transactions that write wait for each other, so that single
	// rows too go through the batcher and share its commits.
	OneWriter bool
}

// Engine is one database: connections, transactions, and what errors mean. Its
// methods are safe for concurrent use and answer the driver's errors unwrapped.
type Engine interface {
	Reader
	// Begin starts a transaction that writes.
	Begin(ctx context.Context) (Tx, error)
	// Snapshot runs use with a Reader that sees one moment, whatever is committed
	// meanwhile. Its statements must not overlap.
	Snapshot(ctx context.Context, use func(Reader) error) error
	// Migrations returns a connection pool for schema changes and runs use
	// with it, alone among all nodes.
	Migrate(ctx context.Context, use func(*sql.DB) error) error
	// Scrub has deleted rows overwritten or given back on the disk, as far as the
	// engine can; the engines say how far that is. An error that is
	// [gehoor.ErrUnavailable] means that it must be asked again.
	Scrub(ctx context.Context) error
	Dialect() Dialect
	Fault(err error) Fault
	// Close waits for what is running and lets go of everything.
	Close() error
}

// Tx is a transaction. After Commit or Rollback it is of no use.
type Tx interface {
	Reader
	// Run runs the statements in order, in one round trip where the engine can,
	// and stops at the first error.
	Run(ctx context.Context, statements []Statement) error
	// Commit makes everything durable. An error that is [ledger.ErrUncertain]
	// means that it may have happened; any other means that nothing did.
	Commit(ctx context.Context) error
	// Rollback undoes everything; after a failed Commit it does no harm.
	Rollback(ctx context.Context)
}
