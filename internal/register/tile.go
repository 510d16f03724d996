package register

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/tlog"
)

// TileHeight and TileWidth are those of C2SP tlog-tiles: a tile holds up to 256
// hashes, eight levels of the tree.
const (
	TileHeight = 8
	TileWidth  = 1 << TileHeight
)

// The content types that C2SP tlog-tiles prescribes. Tiles never change and may
// be cached for ever; a checkpoint for no more than a few seconds.
const (
	CheckpointType = "text/plain; charset=utf-8"
	TileType       = "application/octet-stream"
)

// CheckpointPath is where the newest checkpoint is served.
const CheckpointPath = "checkpoint"

// EntriesLevel is the level of a [tlog.Tile] that holds entries, not hashes.
const EntriesLevel = -1

// maxTilePath bounds a path: the longest for a tree of [MaxSize] leaves is half
// as long.
const maxTilePath = 64

// EntryBytes is an entry as bundles hold it: its length in two bytes, then the
// leaf.
const EntryBytes = 2 + len(Leaf{})

// TilePath spells where a tile is served, "tile/<L>/<N>[.p/<W>]" or
// "tile/entries/<N>[.p/<W>]" (C2SP tlog-tiles, "Merkle Tree", "Log entries").
func TilePath(t tlog.Tile) string {
	t.H = TileHeight
	path := strings.TrimPrefix(t.Path(), "tile/8/")
	if rest, ok := strings.CutPrefix(path, "data/"); ok {
		path = "entries/" + rest
	}
	return "tile/" + path
}

// ParseTilePath reads a path in its only spelling; everything else is
// [gehoor.ErrNotFound], because a stranger's path is no more than that.
func ParseTilePath(path string) (tlog.Tile, error) {
	rest, ok := strings.CutPrefix(path, "tile/")
	if !ok || len(path) > maxTilePath {
		return tlog.Tile{}, gehoor.ErrNotFound
	}
	level, number, ok := strings.Cut(rest, "/")
	if !ok || level == "data" { // what package tlog calls the entries
		return tlog.Tile{}, gehoor.ErrNotFound
	}
	if level == "entries" {
		level = "data"
	}
	t, err := tlog.ParseTilePath("tile/8/" + level + "/" + number)
	if err != nil || t.L > 63 || t.N > MaxSize/TileWidth || TilePath(t) != path {
		return tlog.Tile{}, gehoor.ErrNotFound
	}
	return t, nil
}

// Tile returns what is served under a path of C2SP tlog-tiles: the newest
// checkpoint, a tile of hashes or a bundle of entries. Whatever the newest
// checkpoint does not cover is [gehoor.ErrNotFound], like a path that is none.
// It reads at most 256 hashes or leaves.
func Tile(ctx context.Context, store Store, org gehoor.OrgID, path string) ([]byte, error) {
	if path != CheckpointPath && !strings.HasPrefix(path, "tile/") {
		return nil, gehoor.ErrNotFound
	}
	if path == CheckpointPath {
		return shown(ctx, store, org)
	}
	t, err := ParseTilePath(path)
	if err != nil {
		return nil, err
	}
	head, err := store.Head(ctx, org)
	if err != nil {
		return nil, fmt.Errorf("register: read head: %w", err)
	}
	if !covers(head.Published, t) {
		return nil, gehoor.ErrNotFound
	}
	if t.L == EntriesLevel {
		return entries(ctx, store, org, t)
	}
	data, err := tlog.ReadTileData(t, reader(ctx, store, org))
	if err != nil {
		return nil, fmt.Errorf("register: read tile: %w", err)
	}
	return data, nil
}

// shown is the checkpoint that is served: the newest, but as long as its
// witnesses have not answered the one before, if that one has enough
// cosignatures. So whoever asks for witnesses is not refused for the seconds in
// which they are asked, a log whose witnesses are away is at most one checkpoint
// behind, and what is served never gets smaller.
func shown(ctx context.Context, store Store, org gehoor.OrgID) ([]byte, error) {
	newest, err := store.Newest(ctx, org, 2)
	switch {
	case err != nil:
		return nil, fmt.Errorf("register: read checkpoints: %w", err)
	case len(newest) == 0:
		return nil, gehoor.ErrNotFound
	case len(newest) == 2 && !newest[0].Enough && newest[1].Enough && sameLog(newest[0].Note, newest[1].Note):
		return newest[1].Note, nil
	}
	return newest[0].Note, nil
}

// sameLog says whether two of our checkpoints have one origin: after a restore the
// one before may be of the log before, which nobody follows any more.
func sameLog(a, b []byte) bool {
	one, err := PeekCheckpoint(a)
	two, other := PeekCheckpoint(b)
	return err == nil && other == nil && one.Origin == two.Origin
}

// covers says whether a tree of size leaves determines every hash of the tile.
func covers(size int64, t tlog.Tile) bool {
	level := max(t.L, 0) // entries are as wide as level 0
	if level*TileHeight >= 63 {
		return false
	}
	return t.N*TileWidth+int64(t.W) <= size>>(level*TileHeight)
}

// entries makes a bundle: each entry is its length in two bytes, big-endian,
// and the 32 bytes of the leaf.
func entries(ctx context.Context, store Store, org gehoor.OrgID, t tlog.Tile) ([]byte, error) {
	from := t.N * TileWidth
	leaves, err := store.LeafHashes(ctx, org, from, from+int64(t.W))
	if err != nil {
		return nil, fmt.Errorf("register: read entries: %w", err)
	}
	if len(leaves) != t.W {
		return nil, fmt.Errorf("register: read entries: got %d of %d", len(leaves), t.W)
	}
	b := make([]byte, 0, len(leaves)*EntryBytes)
	for _, leaf := range leaves {
		b = binary.BigEndian.AppendUint16(b, uint16(len(leaf)))
		b = append(b, leaf[:]...)
	}
	return b, nil
}

// ParseEntries reads a bundle of exactly n of our entries.
func ParseEntries(bundle []byte, n int) ([]Leaf, error) {
	if n < 0 || n > TileWidth || len(bundle) != n*EntryBytes {
		return nil, fmt.Errorf("register: entries: %w", ErrMalformed)
	}
	leaves := make([]Leaf, n)
	for i := range leaves {
		entry := bundle[i*EntryBytes:]
		if binary.BigEndian.Uint16(entry) != uint16(len(Leaf{})) {
			return nil, fmt.Errorf("register: entries: %w", ErrMalformed)
		}
		copy(leaves[i][:], entry[2:])
	}
	return leaves, nil
}
