package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
)

// Claim implements [notify.Store].
func (db *DB) Claim(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]notify.Message, error) {
	var out []notify.Message
	err := db.exec(ctx, Statement{
		SQL:  fmt.Sprintf(claim, db.engine.Dialect().SkipLocked),
		Args: []any{micros(now), micros(now.Add(lease)), int64(limit)},
		Scan: func(row Row) error {
			var m notify.Message
			if err := row.Scan(&m.ID, &m.Org, &m.To, &m.Kind, moment{&m.NotBefore}, &m.Attempts, moment{&m.DeadAt}); err != nil {
				return err
			}
			out = append(out, m)
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b notify.Message) int {
		return cmp.Or(a.NotBefore.Compare(b.NotBefore), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// Sent implements [notify.Store].
func (db *DB) Sent(ctx context.Context, id string) error {
	return db.exec(ctx, Statement{SQL: sent, Args: []any{id}})
}

// Failed implements [notify.Store].
func (db *DB) Failed(ctx context.Context, id string, retryAt time.Time, dead bool) error {
	deadAt := noTime
	if dead {
		deadAt = micros(retryAt)
	}
	return db.exec(ctx, Statement{SQL: failed, Args: []any{id, micros(retryAt), deadAt}})
}

// Waiting implements [notify.Store].
func (db *DB) Waiting(ctx context.Context) (waiting, dead int, err error) {
	type counts struct{ waiting, dead int }
	c, err := One(ctx, db, func(c *counts) []any { return []any{&c.waiting, &c.dead} }, countOutbox)
	return c.waiting, c.dead, err
}

// Address implements [notify.Store].
func (db *DB) Address(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (notify.Address, error) {
	return One(ctx, db, func(a *notify.Address) []any { return []any{&a.Org, &a.Person, &a.Mail, &a.Lang} },
		readAddress, string(org), string(person))
}

// PutAddress implements [notify.Store].
func (db *DB) PutAddress(ctx context.Context, a notify.Address) error {
	if a.Mail == "" {
		return db.exec(ctx, Statement{SQL: deleteAddress, Args: []any{string(a.Org), string(a.Person)}})
	}
	return db.exec(ctx, Statement{SQL: putAddress, Args: []any{string(a.Org), string(a.Person), a.Mail, string(a.Lang)}})
}
