package bench

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"

	"github.com/gehoor/gehoor/internal/store/sqlite"
)

// bare implements engine.
func (e *sqliteEngine) bare(ctx context.Context, where string) (bareDB, error) {
	db, err := sql.Open("sqlite", sqlite.DSN(where))
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	return &bareSQLite{db: db, conn: conn, prepared: map[string]*sql.Stmt{}}, nil
}

// bareSQLite is one connection with prepared statements.
type bareSQLite struct {
	db       *sql.DB
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
}

func (b *bareSQLite) close() {
	_ = b.conn.Close()
	_ = b.db.Close()
}

func (b *bareSQLite) exec(ctx context.Context, s statement) error {
	stmt, ok := b.prepared[s.sql]
	if !ok {
		var err error
		if stmt, err = b.conn.PrepareContext(ctx, s.sql); err != nil {
			return err
		}
		b.prepared[s.sql] = stmt
	}
	_, err := stmt.ExecContext(ctx, s.args...)
	return err
}

// write implements bareDB. It is given no context that ends: watching one costs
// more than a statement.
func (b *bareSQLite) write(_ context.Context, statements []statement) error {
	ctx := context.Background()
	if err := b.exec(ctx, statement{sql: "BEGIN IMMEDIATE"}); err != nil {
		return err
	}
	for _, s := range statements {
		if err := b.exec(ctx, s); err != nil {
			_ = b.exec(ctx, statement{sql: "ROLLBACK"})
			return err
		}
	}
	return b.exec(ctx, statement{sql: "COMMIT"})
}

func (b *bareSQLite) dump(ctx context.Context) (map[string]rows, error) {
	names, err := b.read(ctx, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'goose%'`)
	if err != nil {
		return nil, err
	}
	return dumpAll(ctx, names, b.read)
}

func (b *bareSQLite) read(ctx context.Context, text string) (rows, error) {
	found, err := b.conn.QueryContext(ctx, text)
	if err != nil {
		return rows{}, err
	}
	defer func() { _ = found.Close() }()
	var out rows
	if out.columns, err = found.Columns(); err != nil {
		return out, err
	}
	for found.Next() {
		row, into := make([]any, len(out.columns)), make([]any, len(out.columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := found.Scan(into...); err != nil {
			return out, err
		}
		out.values = append(out.values, row)
	}
	return out, found.Err()
}

func dumpAll(ctx context.Context, names rows, read func(context.Context, string) (rows, error)) (map[string]rows, error) {
	all := map[string]rows{}
	for _, row := range names.values {
		table := row[0].(string)
		var err error
		if all[table], err = read(ctx, "SELECT * FROM "+table); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// bare implements engine.
func (e *postgresEngine) bare(ctx context.Context, where string) (bareDB, error) {
	conn, err := pgx.Connect(ctx, e.dsn(where))
	if err != nil {
		return nil, err
	}
	return &barePostgres{conn}, nil
}

// barePostgres is one connection, with statements prepared by the driver.
type barePostgres struct{ conn *pgx.Conn }

func (b *barePostgres) close() { _ = b.conn.Close(context.Background()) }

// write implements bareDB, with all statements in one round trip.
func (b *barePostgres) write(ctx context.Context, statements []statement) error {
	return pgx.BeginFunc(ctx, b.conn, func(tx pgx.Tx) error {
		batch := &pgx.Batch{}
		for _, s := range statements {
			batch.Queue(s.sql, s.args...)
		}
		return tx.SendBatch(ctx, batch).Close()
	})
}

func (b *barePostgres) dump(ctx context.Context) (map[string]rows, error) {
	names, err := b.read(ctx, `SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'goose%'`)
	if err != nil {
		return nil, err
	}
	return dumpAll(ctx, names, b.read)
}

func (b *barePostgres) read(ctx context.Context, text string) (rows, error) {
	found, err := b.conn.Query(ctx, text)
	if err != nil {
		return rows{}, err
	}
	defer found.Close()
	var out rows
	for _, c := range found.FieldDescriptions() {
		out.columns = append(out.columns, c.Name)
	}
	for found.Next() {
		row, err := found.Values()
		if err != nil {
			return out, err
		}
		out.values = append(out.values, row)
	}
	return out, found.Err()
}
