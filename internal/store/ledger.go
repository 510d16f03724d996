package store

import (
	"context"
	"encoding/hex"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
)

// Load implements [ledger.Store].
func (db *DB) Load(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, after gehoor.Seq) ([]ledger.Record, error) {
	return All(ctx, db, func(r *ledger.Record) []any {
		r.Stream = stream
		return []any{&r.Seq, hash{&r.Salt}, &r.Data}
	}, readEvents, string(org), string(stream), int64(after))
}

// Content implements [ledger.Store].
func (db *DB) Content(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) (ledger.Content, gehoor.StreamID, error) {
	type row struct {
		bytes  []byte
		stream gehoor.StreamID
	}
	raw, err := hex.DecodeString(string(id))
	if err != nil {
		return ledger.Content{}, "", gehoor.ErrNotFound
	}
	r, err := One(ctx, db, func(r *row) []any { return []any{&r.bytes, &r.stream} }, readContent, raw, string(org))
	if err != nil {
		return ledger.Content{}, "", err
	}
	return ledger.Content{ID: id, Bytes: r.bytes}, r.stream, nil
}

// streamPage is how many streams are read at once. Between pages no connection
// is held, so that visit may use the store.
const streamPage = 500

// Streams implements [ledger.Store].
func (db *DB) Streams(ctx context.Context, org gehoor.OrgID, visit func(ledger.Version) error) error {
	for last := ""; ; {
		page, err := All(ctx, db, func(v *ledger.Version) []any { return []any{&v.Stream, &v.Seq} },
			pageStreams, string(org), last, int64(streamPage))
		if err != nil {
			return err
		}
		for _, v := range page {
			if err := visit(v); err != nil {
				return err
			}
		}
		if len(page) < streamPage {
			return nil
		}
		last = string(page[len(page)-1].Stream)
	}
}
