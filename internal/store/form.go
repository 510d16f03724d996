package store

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/form"
)

// Form implements [form.Store].
func (db *DB) Form(ctx context.Context, org gehoor.OrgID) (form.Draft, error) {
	return One(ctx, db, func(d *form.Draft) []any {
		d.Org = org
		return []any{&d.Revision, &d.By, moment{&d.SavedAt}, &d.File, &d.Before}
	}, readForm, string(org))
}

// PutForm implements [form.Store].
func (db *DB) PutForm(ctx context.Context, d form.Draft) (bool, error) {
	before := d.Before
	if before == nil {
		before = []byte{}
	}
	n, err := db.count(ctx, putForm, string(d.Org), d.Revision, string(d.By), micros(d.SavedAt), d.File, before)
	return n == 1, err
}

// DropForm implements [form.Store].
func (db *DB) DropForm(ctx context.Context, org gehoor.OrgID, revision int64) error {
	return db.exec(ctx, Statement{SQL: dropForm, Args: []any{string(org), revision}})
}
