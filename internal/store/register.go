package store

import (
	"context"
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

// Head implements [register.Store].
func (db *DB) Head(ctx context.Context, org gehoor.OrgID) (register.Head, error) {
	h, _, err := headOf(ctx, db, org)
	return h, err
}

func headOf(ctx context.Context, db Reader, org gehoor.OrgID) (register.Head, []tlog.Hash, error) {
	type row struct {
		register.Head
		edge []byte
	}
	all, err := All(ctx, db, func(r *row) []any { return []any{&r.Size, &r.edge, &r.Published, &r.Note} }, readHead, string(org))
	if err != nil || len(all) == 0 {
		return register.Head{}, nil, err
	}
	edge, err := parseEdge(all[0].Size, all[0].edge)
	return all[0].Head, edge, err
}

// Hashes implements [register.Store].
func (db *DB) Hashes(ctx context.Context, org gehoor.OrgID, indexes []int64) ([]tlog.Hash, error) {
	return readStored(ctx, db, string(org), indexes)
}

// LeafHashes implements [register.Store]. Leaves that are not there are
// [gehoor.ErrNotFound].
func (db *DB) LeafHashes(ctx context.Context, org gehoor.OrgID, from, to int64) ([]register.Leaf, error) {
	leaves, err := All(ctx, db, func(l *register.Leaf) []any { return []any{hash{(*[32]byte)(l)}} },
		readLeaves, string(org), from, to)
	if err == nil && int64(len(leaves)) != to-from {
		return nil, fmt.Errorf("leaves %d to %d: %w", from, to, gehoor.ErrNotFound)
	}
	return leaves, err
}

// Place implements [register.Store].
func (db *DB) Place(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, seq gehoor.Seq) (register.Place, error) {
	return One(ctx, db, func(p *register.Place) []any { return []any{&p.Index, hash{&p.Salt}, &p.Data} },
		readPlace, string(org), string(stream), int64(seq))
}

// Checkpoint implements [register.Store].
func (db *DB) Checkpoint(ctx context.Context, org gehoor.OrgID, size int64) ([]byte, error) {
	return One(ctx, db, column[[]byte], firstCover, string(org), size)
}

// Cosigned implements [register.Store].
func (db *DB) Cosigned(ctx context.Context, org gehoor.OrgID, size int64) ([]byte, error) {
	return One(ctx, db, column[[]byte], firstCosigned, string(org), size)
}

// Newest implements [register.Store].
func (db *DB) Newest(ctx context.Context, org gehoor.OrgID, n int) ([]register.Published, error) {
	return All(ctx, db, func(p *register.Published) []any { return []any{&p.Note, flag{&p.Enough}} },
		newestCheckpoints, string(org), int64(n))
}

// Cosign implements [register.Store].
func (db *DB) Cosign(ctx context.Context, org gehoor.OrgID, size int64, now register.Published) error {
	if db.closed.Load() {
		return errClosed
	}
	if err := db.cosign(ctx, org, size, now); err != nil {
		return db.explain(ctx, err)
	}
	return nil
}

func (db *DB) cosign(ctx context.Context, org gehoor.OrgID, size int64, now register.Published) error {
	tx, err := db.engine.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	var there int64
	err = tx.Run(ctx, []Statement{
		{SQL: cosignCheckpoint, Args: []any{string(org), size, now.Note, bit(now.Enough)}, Count: &there},
		{SQL: cosignHead, Args: []any{string(org), size, now.Note}},
	})
	if err == nil && there == 0 {
		err = fmt.Errorf("checkpoint of %d leaves: %w", size, gehoor.ErrNotFound)
	}
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// Logs implements [register.Store].
func (db *DB) Logs(ctx context.Context) ([]gehoor.OrgID, error) {
	return All(ctx, db, column[gehoor.OrgID], listLogs)
}

// Publish implements [register.Store]. sign is called while the log is locked:
// it must not use the store. A crash before the commit leaves no dummy and no
// checkpoint; what was signed by then was given to nobody.
func (db *DB) Publish(ctx context.Context, org gehoor.OrgID, quantum int64, dummy func() register.Leaf, sign func(tlog.Tree) ([]byte, error)) ([]byte, error) {
	if quantum < 1 {
		return nil, fmt.Errorf("store: publish: quantum %d", quantum)
	}
	if db.closed.Load() {
		return nil, errClosed
	}
	asked := []*request{{work: &work{org: string(org)}}}
	var note []byte
	err := db.ensureHeads(ctx, asked)
	if err == nil {
		note, err = db.publish(ctx, asked, quantum, dummy, sign)
	}
	if err != nil {
		return nil, db.explain(ctx, err)
	}
	return note, nil
}

func (db *DB) publish(ctx context.Context, asked []*request, quantum int64, dummy func() register.Leaf, sign func(tlog.Tree) ([]byte, error)) ([]byte, error) {
	tx, err := db.engine.Begin(ctx)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback(ctx)
	g := &transaction{db: db, tx: tx}
	if err := g.lock(ctx, asked); err != nil {
		return nil, err
	}
	org := asked[0].work.org
	h := g.heads[org]
	size := h.published + quantum
	if err := g.fill(ctx, h, size, dummy); err != nil {
		return nil, err
	}
	root, err := tlog.TreeHash(size, tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		return readStored(ctx, tx, org, indexes)
	}))
	if err != nil {
		return nil, err
	}
	note, err := sign(tlog.Tree{N: size, Hash: root})
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	err = tx.Run(ctx, []Statement{
		{SQL: addCheckpoint, Args: []any{org, size, note}},
		{SQL: publishHead, Args: []any{org, size, note}},
	})
	if err != nil {
		return nil, err
	}
	return note, tx.Commit(ctx)
}

// fill adds dummies until the log has size leaves.
func (g *transaction) fill(ctx context.Context, h *head, size int64, dummy func() register.Leaf) error {
	before := h.size
	if before >= size {
		return nil
	}
	var rows []any
	for h.size < size {
		leaf := dummy()
		index, hashes, err := h.add(leaf)
		if err != nil {
			return err
		}
		rows = append(rows, h.org, index, leaf[:], joinHashes(hashes))
	}
	statements := g.db.texts.statements(tableLeaf, rows)
	return g.tx.Run(ctx, append(statements, Statement{SQL: moveHead, Args: []any{h.org, h.size, joinHashes(h.edge), before}}))
}

// OrgHead is an organisation's name with where its log stands.
type OrgHead struct {
	Org gehoor.OrgID
	register.Head
}

// Heads lists the logs that have a leaf, in the order of their names.
func Heads(ctx context.Context, r Reader) ([]OrgHead, error) {
	orgs, err := All(ctx, r, column[gehoor.OrgID], listLogs)
	if err != nil {
		return nil, err
	}
	heads := make([]OrgHead, len(orgs))
	for i, org := range orgs {
		h, _, err := headOf(ctx, r, org)
		if err != nil {
			return nil, err
		}
		heads[i] = OrgHead{org, h}
	}
	return heads, nil
}
