package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

// tileError is a resource that is missing or does not fit.
type tileError struct {
	path string
	code code
}

func (e *tileError) Error() string { return fmt.Sprintf("%s: %s", e.code, e.path) }

// rebuild reads every bundle of entries and every tile of hashes of a log of
// size leaves, and computes its root from the entries alone (RFC 6962 §2.1).
// Tiles that say something else than the entries are an error. It fills in
// what seen asks for, and holds no more than one tile per level.
func rebuild(ctx context.Context, from source, size int64, seen *sights) (now tlog.Hash, err error) {
	r := rebuilder{from: from, size: size}
	var whole edge
	for n := int64(0); n*register.TileWidth < size; n++ {
		leaves, err := r.entries(ctx, n)
		if err != nil {
			return now, err
		}
		for _, leaf := range leaves {
			seen.leaf(whole.size, leaf)
			hash := tlog.RecordHash(leaf[:])
			whole.add(hash)
			seen.tree(&whole)
			if err := r.add(ctx, 0, hash); err != nil {
				return now, err
			}
		}
	}
	return whole.root(), r.finish(ctx)
}

// sights is what is looked for on the way through a log: the roots of smaller
// trees, by their size, and single leaves, by their index.
type sights struct {
	roots  map[int64]tlog.Hash
	leaves map[int64]register.Leaf
}

func (s *sights) leaf(index int64, leaf register.Leaf) {
	if _, asked := s.leaves[index]; asked {
		s.leaves[index] = leaf
	}
}

func (s *sights) tree(e *edge) {
	if _, asked := s.roots[e.size]; asked {
		s.roots[e.size] = e.root()
	}
}

// rebuilder compares tiles with what the entries give.
type rebuilder struct {
	from source
	size int64
	// levels are the tiles that are not full yet, from the leaves up.
	levels []level
}

type level struct {
	done   int64 // full tiles so far
	hashes []byte
}

// entries reads bundle number n.
func (r *rebuilder) entries(ctx context.Context, n int64) ([]register.Leaf, error) {
	tile := r.tile(register.EntriesLevel, n, min(register.TileWidth, r.size-n*register.TileWidth))
	bundle, err := r.fetch(ctx, tile, int64(register.EntryBytes))
	if err != nil {
		return nil, err
	}
	leaves, err := register.ParseEntries(bundle, tile.W)
	if err != nil {
		return nil, &tileError{register.TilePath(tile), logWrongTile}
	}
	return leaves, nil
}

func (r *rebuilder) tile(l int, n, width int64) tlog.Tile {
	return tlog.Tile{H: register.TileHeight, L: l, N: n, W: int(width)}
}

// add puts a hash at a level; a tile that is full is compared, and its root
// goes a level up.
func (r *rebuilder) add(ctx context.Context, l int, hash tlog.Hash) error {
	if l == len(r.levels) {
		r.levels = append(r.levels, level{})
	}
	at := &r.levels[l]
	at.hashes = append(at.hashes, hash[:]...)
	if len(at.hashes) < register.TileWidth*tlog.HashSize {
		return nil
	}
	if err := r.compare(ctx, l); err != nil {
		return err
	}
	var tree edge
	for rest := at.hashes; len(rest) > 0; rest = rest[tlog.HashSize:] {
		tree.add(tlog.Hash(rest[:tlog.HashSize]))
	}
	at.done, at.hashes = at.done+1, at.hashes[:0]
	return r.add(ctx, l+1, tree.root())
}

// finish compares the partial tiles at the right edge.
func (r *rebuilder) finish(ctx context.Context) error {
	for l := range r.levels {
		if len(r.levels[l].hashes) == 0 {
			continue
		}
		if err := r.compare(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

func (r *rebuilder) compare(ctx context.Context, l int) error {
	want := r.levels[l].hashes
	tile := r.tile(l, r.levels[l].done, int64(len(want)/tlog.HashSize))
	have, err := r.fetch(ctx, tile, tlog.HashSize)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, want) {
		return &tileError{register.TilePath(tile), logWrongTile}
	}
	return nil
}

// fetch reads a tile whose entries have this many bytes. Where a log keeps no
// partial tile any more, the full one begins with it (C2SP tlog-tiles,
// "Partial Tiles").
func (r *rebuilder) fetch(ctx context.Context, tile tlog.Tile, entry int64) ([]byte, error) {
	path := register.TilePath(tile)
	data, err := r.from.fetch(ctx, path, int64(tile.W)*entry)
	if errors.Is(err, errMissing) && tile.W < register.TileWidth {
		full := tile
		full.W = register.TileWidth
		data, err = r.from.fetch(ctx, register.TilePath(full), register.TileWidth*entry)
		data = data[:min(len(data), tile.W*int(entry))]
	}
	switch {
	case errors.Is(err, errMissing):
		return nil, &tileError{path, logIncomplete}
	case errors.Is(err, errTooLarge):
		return nil, &tileError{path, logWrongTile}
	case err != nil:
		return nil, err
	}
	return data, nil
}

// edge is the right edge of a growing tree: the roots of its complete subtrees,
// largest first. The zero edge is the empty tree.
type edge struct {
	size  int64
	roots []tlog.Hash
}

func (e *edge) add(hash tlog.Hash) {
	e.roots = append(e.roots, hash)
	for n := e.size; n&1 == 1; n >>= 1 {
		last := len(e.roots) - 1
		e.roots[last-1] = tlog.NodeHash(e.roots[last-1], e.roots[last])
		e.roots = e.roots[:last]
	}
	e.size++
}

// root joins the subtrees from the right, as RFC 6962 §2.1 splits from the left.
func (e *edge) root() tlog.Hash {
	if e.size == 0 {
		return tlog.Hash{}
	}
	hash := e.roots[len(e.roots)-1]
	for i := len(e.roots) - 2; i >= 0; i-- {
		hash = tlog.NodeHash(e.roots[i], hash)
	}
	return hash
}
