package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/store"
)

// ErrNotEmpty: a restore goes into an empty database only.
var ErrNotEmpty = errors.New("backup: the database is not empty")

// Fill puts the rows of a backup into an empty database whose schema is the
// backup's (Manifest.Schema). in is read again from its beginning: what was
// checked before must still be there. Parts of files go to blobs. Logs get their heads last; a database that
// was filled half-way has none and is of no use to anybody.
func Fill(ctx context.Context, db *store.DB, blobs blob.Store, c *Checked, in io.Reader, note func(Progress)) error {
	if err := fits(ctx, db, c.Manifest); err != nil {
		return err
	}
	var heads part
	r := &reading{got: map[string]string{}, files: map[string][]byte{}, want: c.sums, note: func(p Progress) {
		if note != nil {
			note(Progress{What: p.What, Done: p.Done, Of: c.Bytes})
		}
	}}
	r.visit = func(p part) error {
		switch {
		case p.bytes != nil:
			err := blobs.Put(ctx, p.key, int64(len(p.bytes)), bytes.NewReader(p.bytes))
			if errors.Is(err, blob.ErrExists) {
				return nil
			}
			return err
		case p.table.Name != store.HeadTable:
			return db.Fill(ctx, p.table, p.rows)
		}
		heads.table = p.table
		heads.rows = append(heads.rows, clone(p.rows)...)
		return db.Fill(ctx, p.table, unborn(p.table, p.rows))
	}
	if err := r.all(ctx, in); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := db.Replace(ctx, heads.table, heads.rows); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	return nil
}

// fits looks that the database is empty and has the backup's tables.
func fits(ctx context.Context, db *store.DB, m *Manifest) error {
	return db.Snapshot(ctx, func(now *store.Moment) error {
		empty, err := now.Empty(ctx)
		if err != nil {
			return err
		}
		if !empty {
			return ErrNotEmpty
		}
		tables, err := now.Tables(ctx)
		if err != nil {
			return err
		}
		for _, t := range m.Tables {
			i := slices.IndexFunc(tables, func(have store.Table) bool { return have.Name == t.Name })
			if i < 0 || !slices.Equal(tables[i].Columns, t.Columns) {
				return fmt.Errorf("backup: its table %q is not that of schema %d", t.Name, m.Schema)
			}
		}
		return nil
	})
}

// clone keeps rows beyond their part, whose bytes they share.
func clone(rows [][]any) [][]any {
	out := make([][]any, len(rows))
	for i, row := range rows {
		out[i] = slices.Clone(row)
		for j, value := range row {
			if b, ok := value.([]byte); ok {
				out[i][j] = slices.Clone(b)
			}
		}
	}
	return out
}

// unborn are heads of logs without a leaf: no program lists such an organisation.
// The rows must be there, because checkpoints refer to them.
func unborn(t store.Table, rows [][]any) [][]any {
	out := clone(rows)
	for _, row := range out {
		for i, c := range t.Columns {
			switch c.Name {
			case "size", "published":
				row[i] = int64(0)
			case "edge":
				row[i] = []byte{}
			case "note":
				row[i] = nil
			}
		}
	}
	return out
}
