package store

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/draft"
)

// PutStaffDraft implements [draft.Store].
func (db *DB) PutStaffDraft(ctx context.Context, d draft.Draft, after draft.Mark) (bool, error) {
	args := []any{
		string(d.Org), string(d.Person), string(gehoor.DossierStream(d.Dossier)), string(d.Form),
		d.Mark[:], micros(d.KeptAt), notNull(d.Sealed),
	}
	sql := moveStaffDraft
	if after == (draft.Mark{}) {
		sql, args = addStaffDraft, append(args, string(d.Form.Signal()))
	} else {
		args = append(args, after[:])
	}
	n, err := db.count(ctx, sql, args...)
	return n > 0, err
}

// StaffDrafts implements [draft.Store].
func (db *DB) StaffDrafts(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]draft.Draft, error) {
	return All(ctx, db, func(d *draft.Draft) []any {
		d.Org, d.Dossier, d.Person = org, id, who
		return []any{&d.Form, hash{(*[32]byte)(&d.Mark)}, moment{&d.KeptAt}, &d.Sealed}
	}, ownStaffDrafts, string(org), string(who), string(gehoor.DossierStream(id)))
}

// Drafting implements [draft.Store].
func (db *DB) Drafting(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]draft.Notice, error) {
	return All(ctx, db, func(n *draft.Notice) []any { return []any{&n.Form, &n.Person, moment{&n.KeptAt}} },
		othersDrafts, string(org), string(who), string(gehoor.DossierStream(id)))
}

// Unsent implements [draft.Store].
func (db *DB) Unsent(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]draft.Unsent, error) {
	type row struct {
		draft.Unsent
		stream gehoor.StreamID
	}
	rows, err := All(ctx, db, func(r *row) []any { return []any{&r.stream, &r.Drafts, moment{&r.KeptAt}} },
		unsentDrafts, string(org), string(who))
	out := make([]draft.Unsent, len(rows))
	for i, r := range rows {
		out[i] = r.Unsent
		out[i].Dossier, _ = r.stream.Dossier()
	}
	return out, err
}

// DropStaffDraft implements [draft.Store].
func (db *DB) DropStaffDraft(ctx context.Context, s draft.Sent) error {
	for _, one := range dropsOf(s) {
		if err := db.exec(ctx, one); err != nil {
			return err
		}
	}
	return nil
}

// dropsOf are what takes a draft away that was sent: a statement for each mark.
func dropsOf(s draft.Sent) []Statement {
	all := make([]Statement, len(s.Marks))
	for i, m := range s.Marks {
		all[i] = Statement{SQL: dropStaffDraft, Args: []any{
			string(s.Org), string(s.Person), string(gehoor.DossierStream(s.Dossier)), string(s.Form), m[:],
		}}
	}
	return all
}

// lost is what takes away the drafts of who may not see a dossier any more.
func lost(l draft.Lost) Statement {
	if l.Dossier == "" {
		return Statement{SQL: dropDraftsOf, Args: []any{string(l.Org), string(l.Person)}}
	}
	return Statement{SQL: dropDraftsIn, Args: []any{string(l.Org), string(l.Person), string(gehoor.DossierStream(l.Dossier))}}
}

// SweepStaffDrafts implements [draft.Store].
func (db *DB) SweepStaffDrafts(ctx context.Context, before time.Time) (int, error) {
	old, err := db.count(ctx, sweepOldDrafts, micros(before))
	if err != nil {
		return 0, err
	}
	orphans, err := db.count(ctx, sweepLostDrafts)
	return old + orphans, err
}
