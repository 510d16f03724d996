package bench

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5"

	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/sqlite"
)

// engine is a kind of database that is measured.
type engine interface {
	name() string
	// version is what the database says of itself.
	version(ctx context.Context) (string, error)
	// fresh makes a new, empty database and says where it is.
	fresh(ctx context.Context) (where string, err error)
	// drop removes it.
	drop(where string)
	// open opens it, and brings its schema up to a step; 0 is the newest.
	open(ctx context.Context, where string, schema int64) (*store.DB, error)
	// oneProgram: it is made for one program at a time.
	oneProgram() bool
	// bare opens the same database past all our code.
	bare(ctx context.Context, where string) (bareDB, error)
	// install puts a closed database where gehoor serve finds it, dir being the
	// data folder.
	install(where, dir string) (*installation, error)
	// close ends what was started for the measurement.
	close()
}

// engines opens what is asked for. Without an answer that is SQLite, and
// PostgreSQL where a server is named or installed.
func engines(o Options) ([]engine, error) {
	var list []engine
	if o.Engine != "postgres" {
		dir, err := os.MkdirTemp(o.Dir, "gehoor-bench-")
		if err != nil {
			return nil, fmt.Errorf("bench: make a folder: %w", err)
		}
		list = append(list, &sqliteEngine{dir: dir})
	}
	if o.Engine == "sqlite" {
		return list, nil
	}
	pg, err := openPostgres(o)
	switch {
	case err == nil:
		return append(list, pg), nil
	case o.Engine == "" && o.DSN == "":
		o.Note("PostgreSQL is left out: " + err.Error())
		return list, nil
	}
	closeAll(list)
	return nil, err
}

func closeAll(list []engine) {
	for _, e := range list {
		e.close()
	}
}

// sqliteEngine makes files in a folder of its own.
type sqliteEngine struct {
	dir  string
	made int
}

func (e *sqliteEngine) name() string { return "sqlite" }

func (e *sqliteEngine) version(ctx context.Context) (string, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }()
	var v string
	err = db.QueryRowContext(ctx, `SELECT sqlite_version()`).Scan(&v)
	return "SQLite " + v, err
}

func (e *sqliteEngine) fresh(context.Context) (string, error) {
	e.made++
	return filepath.Join(e.dir, fmt.Sprintf("%d.db", e.made)), nil
}

func (e *sqliteEngine) drop(where string) {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(where + end)
	}
}

func (e *sqliteEngine) open(ctx context.Context, where string, schema int64) (*store.DB, error) {
	return sqlite.Open(ctx, where, sqlite.Options{Schema: schema})
}

func (e *sqliteEngine) oneProgram() bool { return true }

func (e *sqliteEngine) close() { _ = os.RemoveAll(e.dir) }

// postgresEngine makes databases on one server.
type postgresEngine struct {
	config *pgx.ConnConfig
	stop   func() // ends the server, if it is ours
}

func openPostgres(o Options) (*postgresEngine, error) {
	e := &postgresEngine{stop: func() {}}
	dsn := o.DSN
	if dsn == "" {
		var err error
		if dsn, e.stop, err = startPostgres(); err != nil {
			return nil, err
		}
	}
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		e.stop()
		return nil, fmt.Errorf("bench: that is no connection text")
	}
	e.config = config
	return e, nil
}

func (e *postgresEngine) name() string { return "postgres" }

func (e *postgresEngine) version(ctx context.Context) (v string, err error) {
	err = e.on(ctx, func(c *pgx.Conn) error { return c.QueryRow(ctx, `SHOW server_version`).Scan(&v) })
	return "PostgreSQL " + v, err
}

// on runs something with a connection to the server's own database.
func (e *postgresEngine) on(ctx context.Context, use func(*pgx.Conn) error) error {
	c, err := pgx.ConnectConfig(ctx, e.config)
	if err != nil {
		return fmt.Errorf("bench: connect to PostgreSQL: %w", err)
	}
	defer func() { _ = c.Close(context.WithoutCancel(ctx)) }()
	return use(c)
}

func (e *postgresEngine) fresh(ctx context.Context) (string, error) {
	name := "gehoor_bench_" + randomHex(8)
	err := e.on(ctx, func(c *pgx.Conn) error {
		_, err := c.Exec(ctx, `CREATE DATABASE `+name)
		return err
	})
	return name, err
}

func (e *postgresEngine) drop(where string) {
	ctx := context.Background()
	_ = e.on(ctx, func(c *pgx.Conn) error {
		_, err := c.Exec(ctx, `DROP DATABASE IF EXISTS `+where+` WITH (FORCE)`)
		return err
	})
}

func (e *postgresEngine) dsn(where string) string {
	c := e.config
	return fmt.Sprintf("host='%s' port=%d user='%s' password='%s' dbname=%s sslmode=prefer", c.Host, c.Port, c.User, c.Password, where)
}

func (e *postgresEngine) open(ctx context.Context, where string, schema int64) (*store.DB, error) {
	return postgres.Open(ctx, e.dsn(where), postgres.Options{Schema: schema})
}

func (e *postgresEngine) oneProgram() bool { return false }

func (e *postgresEngine) close() { e.stop() }
