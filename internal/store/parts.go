package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
)

// partRow is a part with its name as it is stored.
type partRow struct {
	ledger.Part
	id []byte
}

func partFields(p *partRow) []any {
	return []any{&p.id, &p.Org, &p.Stream, &p.By, &p.Size, moment{&p.On}, &p.State}
}

func (p partRow) part() ledger.Part {
	p.ID = gehoor.ContentID(hex.EncodeToString(p.id))
	return p.Part
}

// ReservePart implements [ledger.PartStore]. What fits is asked before, outside
// the write: so several at once may go over by their own sizes.
func (db *DB) ReservePart(ctx context.Context, p ledger.Part, r ledger.Room) error {
	if err := p.Check(); err != nil {
		return err
	}
	id, err := hex.DecodeString(string(p.ID))
	if err != nil {
		return fmt.Errorf("part: %w", err)
	}
	there, err := All(ctx, db, partFields, readPart, id)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		have, err := db.UnnamedParts(ctx, p.Org, p.By)
		if err != nil {
			return err
		}
		if err := r.Fits(have, p.Size, p.By); err != nil {
			return err
		}
	}
	_, reporter := p.By.Signal()
	var written int64
	err = db.exec(ctx, Statement{SQL: reservePart, Count: &written,
		Args: []any{id, string(p.Org), string(p.Stream), string(p.By), bit(reporter), p.Size, micros(p.On)}})
	if err == nil && written == 0 {
		return gehoor.Refuse(gehoor.CodeFilePart)
	}
	return err
}

// KeepPart implements [ledger.PartStore].
func (db *DB) KeepPart(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) error {
	raw, err := hex.DecodeString(string(id))
	if err != nil {
		return gehoor.ErrNotFound
	}
	if err := db.exec(ctx, Statement{SQL: keepPart, Args: []any{raw, string(org)}}); err != nil {
		return err
	}
	_, err = db.Part(ctx, org, id)
	return err
}

// Part implements [ledger.PartStore].
func (db *DB) Part(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) (ledger.Part, error) {
	raw, err := hex.DecodeString(string(id))
	if err != nil {
		return ledger.Part{}, gehoor.ErrNotFound
	}
	p, err := One(ctx, db, partFields, readPart, raw)
	if err == nil && p.Org != org {
		err = gehoor.ErrNotFound
	}
	if err != nil {
		return ledger.Part{}, err
	}
	return p.part(), nil
}

// DoomParts implements [ledger.PartStore].
func (db *DB) DoomParts(ctx context.Context, before time.Time, limit int) ([]ledger.Part, error) {
	if err := db.exec(ctx, Statement{SQL: doomParts, Args: []any{micros(before)}}); err != nil {
		return nil, err
	}
	rows, err := All(ctx, db, partFields, doomedParts, int64(limit))
	parts := make([]ledger.Part, len(rows))
	for i, r := range rows {
		parts[i] = r.part()
	}
	return parts, err
}

// ForgetPart implements [ledger.PartStore].
func (db *DB) ForgetPart(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) error {
	raw, err := hex.DecodeString(string(id))
	if err != nil {
		return nil
	}
	return db.exec(ctx, Statement{SQL: forgetPart, Args: []any{raw, string(org)}})
}

// UnnamedParts implements [ledger.PartStore].
func (db *DB) UnnamedParts(ctx context.Context, org gehoor.OrgID, by gehoor.Actor) (ledger.Room, error) {
	return One(ctx, db, func(r *ledger.Room) []any { return []any{&r.Unnamed, &r.All, &r.Crowd} }, sumParts, string(org), string(by))
}
