package store

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/advice"
)

// PutAdvice implements [advice.Store].
func (db *DB) PutAdvice(ctx context.Context, y advice.Year, after advice.Mark) (bool, error) {
	args := []any{string(y.Org), string(y.Person), int64(y.Year), y.Mark[:], notNull(y.Sealed)}
	sql := moveAdvice
	if after == (advice.Mark{}) {
		sql = addAdvice
	} else {
		args = append(args, after[:])
	}
	n, err := db.count(ctx, sql, args...)
	return n > 0, err
}

// Advice implements [advice.Store].
func (db *DB) Advice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int) (advice.Year, error) {
	return One(ctx, db, func(y *advice.Year) []any {
		y.Org, y.Person, y.Year = org, who, year
		return []any{hash{(*[32]byte)(&y.Mark)}, &y.Sealed}
	}, readAdvice, string(org), string(who), int64(year))
}

// AdviceYears implements [advice.Store].
func (db *DB) AdviceYears(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]int, error) {
	return All(ctx, db, func(y *int) []any { return []any{y} }, adviceYears, string(org), string(who))
}

// DropAdvice implements [advice.Store].
func (db *DB) DropAdvice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int, mark advice.Mark) (bool, error) {
	n, err := db.count(ctx, dropAdvice, string(org), string(who), int64(year), mark[:])
	return n > 0, err
}
