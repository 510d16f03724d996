// Package postgres is Gehoor's database for several nodes: PostgreSQL 14 or
// newer.
//
// Any number of nodes may use one database. Each appends through its own
// batcher; they meet at the rows of log_head, which are locked in the order of
// their names. Nodes hold no state that another must know.
//
// What must differ from SQLite, and why:
//
//   - FOR UPDATE on log_head, because here several write at once;
//   - FOR UPDATE SKIP LOCKED when claiming messages, so that nodes pass each
//     other by instead of waiting;
//   - COLLATE "C" on every TEXT: a locale would sort names differently from
//     SQLite and from Go, and compares more slowly;
//   - STORAGE EXTERNAL for ciphertext: it does not compress, and trying costs time;
//   - single rows are written at once and not through the batcher, because the
//     server shares commits itself.
//
// It uses pgx's own interface and not database/sql: only that sends a group's
// statements in one round trip.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/gehoor/gehoor/internal/store"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Options are what an operator may choose. The zero value is right.
type Options struct {
	// Conns is how many connections this node may hold; 0 is 8.
	Conns int
	// Schema stops bringing the schema up to date at this step, for a backup of
	// that time; 0 is the newest.
	Schema int64
}

const (
	defaultConns = 8
	// statements is how many prepared statements a connection keeps: each table
	// has one per number of rows, up to 16, beside some dozens of queries.
	statements = 512
)

// Open connects to the database that dsn names (a URL or key=value pairs) and
// brings its schema up to date; of several nodes one does, the others wait. It
// refuses a server that does not keep what it confirmed.
func Open(ctx context.Context, dsn string, o Options) (*store.DB, error) {
	e, err := NewEngine(ctx, dsn, o)
	if err != nil {
		return nil, err
	}
	return store.New(e), nil
}

// errDSN does not repeat the text, which may hold a password.
var errDSN = errors.New("postgres: malformed connection text")

// NewEngine is Open without the contracts, for tests that stand between the two.
func NewEngine(ctx context.Context, dsn string, o Options) (store.Engine, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, errDSN
	}
	config.MaxConns = int32(max(o.Conns, 0))
	if o.Conns <= 0 {
		config.MaxConns = defaultConns
	}
	config.ConnConfig.StatementCacheCapacity = statements
	config.AfterConnect = useIndexes
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("postgres: open: %w", err)
	}
	e := &engine{pool: pool}
	if err := e.start(ctx, o.Schema); err != nil {
		pool.Close()
		return nil, fmt.Errorf("postgres: open: %w", err)
	}
	return e, nil
}

// useIndexes keeps a plan from being made for an empty table and kept while the
// table grows: a connection's prepared statement is planned for good after five
// uses, and before the server has counted it would read the whole table each
// time. Every query that is asked in serving has an index; those that have none
// (the audit) still read tables.
func useIndexes(ctx context.Context, c *pgx.Conn) error {
	_, err := c.Exec(ctx, `SET enable_seqscan = off`)
	return err
}

func (e *engine) start(ctx context.Context, schema int64) error {
	if err := e.checkDurable(ctx); err != nil {
		return err
	}
	return e.Migrate(ctx, migrate(ctx, schema))
}

var errNotDurable = errors.New("the server does not keep what it confirmed: fsync, full_page_writes and synchronous_commit must be on")

func (e *engine) checkDurable(ctx context.Context) error {
	for _, setting := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
		var value string
		if err := e.pool.QueryRow(ctx, `SELECT current_setting($1)`, setting).Scan(&value); err != nil {
			return err
		}
		if value == "off" {
			return errNotDurable
		}
	}
	return nil
}

func migrate(ctx context.Context, schema int64) func(*sql.DB) error {
	return func(db *sql.DB) error {
		alone, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return err
		}
		p, err := goose.NewProvider(goose.DialectPostgres, db, sorted{store.Migrations()}, goose.WithSessionLocker(alone))
		if err != nil {
			return err
		}
		if err := store.MigrateTo(ctx, p, schema); err != nil {
			return err
		}
		for _, column := range ciphertext {
			if _, err := db.ExecContext(ctx, column); err != nil {
				return err
			}
		}
		return nil
	}
}

// ciphertext lists the columns that do not compress. Saying so again is harmless.
var ciphertext = []string{
	`ALTER TABLE content ALTER COLUMN bytes SET STORAGE EXTERNAL`,
	`ALTER TABLE draft ALTER COLUMN sealed SET STORAGE EXTERNAL`,
	`ALTER TABLE login ALTER COLUMN wrapped SET STORAGE EXTERNAL`,
}

// Migrate implements [store.Engine].
func (e *engine) Migrate(_ context.Context, use func(*sql.DB) error) error {
	db := stdlib.OpenDBFromPool(e.pool)
	defer func() { _ = db.Close() }()
	return use(db)
}

// sorted is the folder of migrations with COLLATE "C" after every TEXT.
type sorted struct{ fs.FS }
