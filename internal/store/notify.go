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
func (db *DB) Claim(ctx context.Context, org gehoor.OrgID, now time.Time, lease time.Duration, limit int) ([]notify.Message, error) {
	return db.ClaimHook(ctx, org, "", now, lease, limit)
}

// ClaimHook implements [notify.Store].
func (db *DB) ClaimHook(ctx context.Context, org gehoor.OrgID, hook notify.Hook, now time.Time, lease time.Duration, limit int) ([]notify.Message, error) {
	var out []notify.Message
	err := db.exec(ctx, Statement{
		SQL:  fmt.Sprintf(claim, db.engine.Dialect().SkipLocked),
		Args: []any{string(org), micros(now), micros(now.Add(lease)), int64(limit), micros(now.Add(notify.MaxWait)), string(hook)},
		Scan: func(row Row) error {
			var m notify.Message
			if err := row.Scan(messageFields(&m)...); err != nil {
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

func messageFields(m *notify.Message) []any {
	return []any{&m.ID, &m.Org, &m.To, &m.Reporter, &m.Hook, &m.Kind, moment{&m.NotBefore}, &m.Attempts, moment{&m.DeadAt}, flag{&m.Quiet}, &m.Reason}
}

func messageColumns(m notify.Message) []any {
	return []any{m.ID, string(m.Org), string(m.To), string(m.Reporter), string(m.Hook), string(m.Kind), micros(m.NotBefore), micros(m.NotBefore),
		int64(m.Attempts), micros(m.DeadAt), bit(m.Quiet)}
}

// Enqueue implements [notify.Store].
func (db *DB) Enqueue(ctx context.Context, m notify.Message) error {
	return db.exec(ctx, Statement{SQL: enqueue, Args: messageColumns(m)})
}

// Sent implements [notify.Store].
func (db *DB) Sent(ctx context.Context, id string) error {
	return db.exec(ctx, Statement{SQL: sent, Args: []any{id}})
}

// Failed implements [notify.Store].
func (db *DB) Failed(ctx context.Context, id string, retryAt time.Time, dead bool, reason string) error {
	deadAt := noTime
	if dead {
		deadAt = micros(retryAt)
	}
	return db.exec(ctx, Statement{SQL: failed, Args: []any{id, micros(retryAt), deadAt, reason}})
}

// Waiting implements [notify.Store].
func (db *DB) Waiting(ctx context.Context, org gehoor.OrgID) (waiting, dead int, err error) {
	type counts struct{ waiting, dead int }
	c, err := One(ctx, db, func(c *counts) []any { return []any{&c.waiting, &c.dead} }, countOutbox, string(org))
	return c.waiting, c.dead, err
}

// DeleteHooksBefore implements [notify.Store].
func (db *DB) DeleteHooksBefore(ctx context.Context, notBefore time.Time) (int, error) {
	return db.count(ctx, deleteHooksBefore, micros(notBefore))
}

// Trouble implements [notify.Store].
func (db *DB) Trouble(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, scope notify.Scope) (notify.Trouble, error) {
	return One(ctx, db, func(t *notify.Trouble) []any { return []any{&t.Messages, &t.Dead, moment{&t.Since}} },
		countTrouble, string(org), string(who), int64(scope))
}

// Undelivered implements [notify.Store].
func (db *DB) Undelivered(ctx context.Context, org gehoor.OrgID, limit int) ([]notify.Message, error) {
	return All(ctx, db, messageFields, listTrouble, string(org), int64(limit))
}

// Retry implements [notify.Store].
func (db *DB) Retry(ctx context.Context, org gehoor.OrgID, id string, now time.Time) (int, error) {
	return db.count(ctx, retryTrouble, string(org), id, micros(now))
}

// Drop implements [notify.Store].
func (db *DB) Drop(ctx context.Context, org gehoor.OrgID, id string) (int, error) {
	return db.count(ctx, dropTrouble, string(org), id)
}

// MailTexts implements [notify.Store].
func (db *DB) MailTexts(ctx context.Context, org gehoor.OrgID) (string, error) {
	return One(ctx, db, column[string], readTexts, string(org))
}

// PutMailTexts implements [notify.Store].
func (db *DB) PutMailTexts(ctx context.Context, org gehoor.OrgID, yaml string) error {
	if yaml == "" {
		return db.exec(ctx, Statement{SQL: dropTexts, Args: []any{string(org)}})
	}
	return db.exec(ctx, Statement{SQL: putTexts, Args: []any{string(org), yaml}})
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

// Reach implements [notify.Store].
func (db *DB) Reach(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (notify.Reach, error) {
	return One(ctx, db, func(r *notify.Reach) []any { return []any{&r.Org, &r.Person, &r.Name, &r.Phone} },
		readReach, string(org), string(person))
}

func newsFields(n *notify.News) []any {
	return []any{&n.Org, &n.Link, hash{&n.Code}, &n.Sealed, flag{&n.Confirmed}, moment{&n.AskedOn}}
}

// News implements [notify.Store].
func (db *DB) News(ctx context.Context, org gehoor.OrgID, link notify.Link) (notify.News, error) {
	return One(ctx, db, newsFields, readNews, string(org), string(link))
}

// NewsByCode implements [notify.Store].
func (db *DB) NewsByCode(ctx context.Context, org gehoor.OrgID, code [32]byte) (notify.News, error) {
	return One(ctx, db, newsFields, readNewsByCode, string(org), code[:])
}

// PutNews implements [notify.Store].
func (db *DB) PutNews(ctx context.Context, n notify.News) error {
	return db.exec(ctx, Statement{SQL: putNews, Args: []any{string(n.Org), string(n.Link), n.Code[:], n.Sealed, bit(n.Confirmed), micros(n.AskedOn)}})
}

// DeleteNews implements [notify.Store].
func (db *DB) DeleteNews(ctx context.Context, org gehoor.OrgID, link notify.Link) error {
	return db.exec(ctx, Statement{SQL: deleteNews, Args: []any{string(org), string(link)}})
}

// DeleteNewsBefore implements [notify.Store].
func (db *DB) DeleteNewsBefore(ctx context.Context, asked time.Time) (int, error) {
	return db.count(ctx, deleteNewsBefore, micros(asked))
}
