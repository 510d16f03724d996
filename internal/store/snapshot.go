package store

import (
	"context"
	"fmt"
	"slices"
)

// Moment is the whole database as it was at one moment, for a backup: whatever
// is committed meanwhile is not in it. It is for one goroutine.
type Moment struct {
	Reader
	dialect Dialect
}

// Snapshot runs use with the database as it is now. Nobody who writes waits for
// it; how long it may last is said in the engines.
func (db *DB) Snapshot(ctx context.Context, use func(*Moment) error) error {
	if db.closed.Load() {
		return errClosed
	}
	return db.explain(ctx, db.engine.Snapshot(ctx, func(r Reader) error {
		return use(&Moment{Reader: r, dialect: db.engine.Dialect()})
	}))
}

// Table is a table of the schema, with all its columns in their order.
type Table struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
}

// Column is a column of a [Table].
type Column struct {
	Name string     `json:"name"`
	Type ColumnType `json:"type"`
	// Key is the place in the primary key, 0 outside it.
	Key int64 `json:"key,omitempty"`
}

// ColumnType is one of the three types that both engines keep alike.
type ColumnType string

// The types of columns, and what a row holds of them.
const (
	Text   ColumnType = "text"   // string
	Bigint ColumnType = "bigint" // int64
	Bytea  ColumnType = "bytea"  // []byte
)

// Fits says whether a value can stand in such a column; nil can in each, and the
// schema decides.
func (c ColumnType) Fits(value any) bool {
	switch value.(type) {
	case nil:
		return true
	case string:
		return c == Text
	case int64:
		return c == Bigint
	case []byte:
		return c == Bytea
	}
	return false
}

// versions is where the schema's steps are counted; it is no table of ours.
const versions = "goose_db_version"

// HeadTable is where logs stand. Checkpoints refer to it, and a database without
// its rows holds no organisation.
const HeadTable = "log_head"

// Tables lists the tables of the schema in an order in which rows can be put in:
// where logs stand first, the rest by name.
func (m *Moment) Tables(ctx context.Context) ([]Table, error) {
	type row struct {
		table string
		Column
	}
	rows, err := All(ctx, m, func(r *row) []any { return []any{&r.table, &r.Name, &r.Type, &r.Key} }, m.dialect.Columns)
	if err != nil {
		return nil, err
	}
	var out []Table
	for _, r := range rows {
		if r.table == versions {
			continue
		}
		if !slices.Contains([]ColumnType{Text, Bigint, Bytea}, r.Type) {
			return nil, fmt.Errorf("store: %s.%s has a type that the engines do not share", r.table, r.Name)
		}
		if len(out) == 0 || out[len(out)-1].Name != r.table {
			out = append(out, Table{Name: r.table})
		}
		last := &out[len(out)-1]
		last.Columns = append(last.Columns, r.Column)
	}
	if i := slices.IndexFunc(out, func(t Table) bool { return t.Name == HeadTable }); i > 0 {
		head := out[i]
		out = slices.Insert(slices.Delete(out, i, i+1), 0, head)
	}
	return out, nil
}

// Schema is the newest step of the schema that was taken.
func (m *Moment) Schema(ctx context.Context) (int64, error) {
	return One(ctx, m, column[int64], schemaVersion)
}

// Size is about how many bytes the database takes.
func (m *Moment) Size(ctx context.Context) (int64, error) {
	return One(ctx, m, column[int64], m.dialect.Size)
}

// Rows calls visit with every row of a table, in no order, one at a time: memory
// does not grow with the table. A row is given away.
func (m *Moment) Rows(ctx context.Context, t Table, visit func(row []any) error) error {
	return m.Read(ctx, Statement{SQL: selectAll(t), Scan: func(r Row) error {
		row, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		for i, c := range t.Columns {
			if !c.Type.Fits(row[i]) {
				return fmt.Errorf("%w: %s.%s", errColumn, t.Name, c.Name)
			}
		}
		return visit(row)
	}})
}

// Fill adds rows to a table, durably and in one transaction, for a restore into
// an empty database. It knows no rule: who calls it audits afterwards.
func (db *DB) Fill(ctx context.Context, t Table, rows [][]any) error {
	var statements []Statement
	for part := range slices.Chunk(rows, maxRows) {
		statements = append(statements, Statement{SQL: insertRows(t, len(part)), Args: slices.Concat(part...)})
	}
	return db.write(ctx, statements)
}

// Replace gives rows that are there, by their primary key, the columns beside it.
func (db *DB) Replace(ctx context.Context, t Table, rows [][]any) error {
	var statements []Statement
	for _, row := range rows {
		statements = append(statements, Statement{SQL: updateRow(t), Args: row})
	}
	return db.write(ctx, statements)
}

func (db *DB) write(ctx context.Context, statements []Statement) error {
	if db.closed.Load() {
		return errClosed
	}
	tx, err := db.engine.Begin(ctx)
	if err != nil {
		return db.explain(ctx, err)
	}
	defer tx.Rollback(ctx)
	if err := tx.Run(ctx, statements); err != nil {
		return db.explain(ctx, err)
	}
	return db.explain(ctx, tx.Commit(ctx))
}

// Empty says whether no table of ours has a row.
func (m *Moment) Empty(ctx context.Context) (bool, error) {
	tables, err := m.Tables(ctx)
	for _, t := range tables {
		some, err := All(ctx, m, column[int64], anyRow(t))
		if err != nil || len(some) > 0 {
			return false, err
		}
	}
	return err == nil, err
}
