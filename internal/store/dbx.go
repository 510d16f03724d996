package store

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/gehoor/gehoor"
)

// All runs a query and returns its rows; fields names where the columns of one
// row go, in the order of the text.
func All[T any](ctx context.Context, r Reader, fields func(*T) []any, sql string, args ...any) ([]T, error) {
	var out []T
	err := r.Read(ctx, Statement{SQL: sql, Args: args, Scan: func(row Row) error {
		var t T
		if err := row.Scan(fields(&t)...); err != nil {
			return err
		}
		out = append(out, t)
		return nil
	}})
	return out, err
}

// One is All for a query with at most one row; none is [gehoor.ErrNotFound].
func One[T any](ctx context.Context, r Reader, fields func(*T) []any, sql string, args ...any) (T, error) {
	all, err := All(ctx, r, fields, sql, args...)
	if err != nil || len(all) == 0 {
		var none T
		if err == nil {
			err = gehoor.ErrNotFound
		}
		return none, err
	}
	return all[0], nil
}

// column is the only field of a row that has one.
func column[T any](t *T) []any { return []any{t} }

// noTime stands for the zero time: it sorts after every date.
const noTime int64 = math.MaxInt64

// micros is how a moment is kept: microseconds since 1970 UTC. The years that
// fit are -290307 to 294246; no date of ours comes near.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return noTime
	}
	return t.UnixMicro()
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

var errColumn = errors.New("store: column of another type")

// moment scans what micros wrote.
type moment struct{ t *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return errColumn
	}
	*m.t = time.Time{}
	if n != noTime {
		*m.t = time.UnixMicro(n).UTC()
	}
	return nil
}

// flag scans what bit wrote.
type flag struct{ b *bool }

// subject reads whom something is about, but for whether it is a team.
type subject struct{ s *gehoor.Subject }

// Scan implements sql.Scanner.
func (s subject) Scan(src any) error {
	id, ok := src.(string)
	if !ok {
		return errColumn
	}
	*s.s = gehoor.SubjectOf(id, false)
	return nil
}

// Scan implements sql.Scanner.
func (f flag) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return errColumn
	}
	*f.b = n != 0
	return nil
}

// hash scans 32 bytes.
type hash struct{ to *[32]byte }

// Scan implements sql.Scanner.
func (h hash) Scan(src any) error {
	b, ok := src.([]byte)
	if !ok || len(b) != len(h.to) {
		return errColumn
	}
	copy(h.to[:], b)
	return nil
}
