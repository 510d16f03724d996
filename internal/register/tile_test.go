package register_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
)

func TestTilePaths(t *testing.T) {
	for path, want := range map[string]tlog.Tile{
		"tile/0/000":                     {H: 8, L: 0, N: 0, W: 256},
		"tile/1/003.p/17":                {H: 8, L: 1, N: 3, W: 17},
		"tile/entries/x001/x234/067":     {H: 8, L: -1, N: 1234067, W: 256},
		"tile/entries/999.p/255":         {H: 8, L: -1, N: 999, W: 255},
		"tile/63/x001/000":               {H: 8, L: 63, N: 1000, W: 256},
		"tile/5/x001/x234/067.p/1":       {H: 8, L: 5, N: 1234067, W: 1},
		"tile/0/x001/x000/x000/x000/000": {H: 8, L: 0, N: 1e12, W: 256},
	} {
		got, err := register.ParseTilePath(path)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", path, err, diff)
		}
		if register.TilePath(got) != path {
			t.Errorf("%s is spelt %s", path, register.TilePath(got))
		}
	}
}

var badTilePaths = []string{
	"", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/+0/000",
	"tile/-1/000", "tile/64/000", "tile/data/000", "tile/Entries/000", "tile/entries", "tile/8/0/000/x", "/tile/0/000",
	"tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p", "tile/0/.p/1",
	"tile/0/x000/000", "tile/0/001/000", "tile/0/x001", "tile/0/000/", "tile/0/000 ", "tile/0/../checkpoint",
	"tile/0/x999/x999/x999/x999/x999/x999/x999/x999/x999/999", "tile/0/x999/x999/x999/x999/999", "tile/0/%300",
}

func TestTilePathsRefused(t *testing.T) {
	for _, path := range badTilePaths {
		if got, err := register.ParseTilePath(path); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%q is %+v, %v", path, got, err)
		}
	}
}

// TestTilesRebuildTheTree reads a log as an outsider does and computes the root
// from the bundles of entries, with the definition of the tree.
func TestTilesRebuildTheTree(t *testing.T) {
	for _, size := range []int64{1, 8, 255, 256, 257, 600} {
		w := newWorld(t)
		w.publisher.Quantum = size
		w.receive(5)
		c := w.publish(t)
		var leaves []register.Leaf
		for _, tile := range tlog.NewTiles(register.TileHeight, 0, c.N) {
			data, err := register.Tile(t.Context(), w.store, org, register.TilePath(tile))
			if err != nil || len(data) != tile.W*tlog.HashSize {
				t.Fatalf("size %d, %s: %d bytes, %v", size, register.TilePath(tile), len(data), err)
			}
			if tile.L != 0 {
				continue
			}
			tile.L = register.EntriesLevel
			bundle, err := register.Tile(t.Context(), w.store, org, register.TilePath(tile))
			if err != nil {
				t.Fatal(err)
			}
			more, err := register.ParseEntries(bundle, tile.W)
			if err != nil {
				t.Fatal(err)
			}
			for i, leaf := range more {
				if hash := tlog.RecordHash(leaf[:]); !bytes.Equal(hash[:], data[i*32:][:32]) {
					t.Errorf("size %d: entry %d is not the tile's", size, len(leaves)+i)
				}
			}
			leaves = append(leaves, more...)
		}
		if root := registertest.Root(leaves); int64(len(leaves)) != size || root != c.Hash {
			t.Errorf("size %d: %d leaves give %v, signed is %v", size, len(leaves), root, c.Hash)
		}
	}
}

// TestUnpublishedIsNotServed looks for every leaf that no checkpoint covers.
func TestUnpublishedIsNotServed(t *testing.T) {
	w := newWorld(t)
	w.receive(300)
	try := func(path string, served bool) {
		t.Helper()
		data, err := register.Tile(t.Context(), w.store, org, path)
		if served && (err != nil || len(data) == 0) {
			t.Errorf("%s is not served: %v", path, err)
		}
		if !served && !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s is served: %d bytes, %v", path, len(data), err)
		}
	}
	try("checkpoint", false)
	try("tile/0/000.p/1", false)
	for published := int64(quantum); published <= 264; published += quantum {
		w.publish(t)
		for _, kind := range []string{"0", "entries"} {
			if published < 256 {
				try(fmt.Sprintf("tile/%s/000.p/%d", kind, published), true)
				try(fmt.Sprintf("tile/%s/000", kind), false)
			}
			if published < 255 {
				try(fmt.Sprintf("tile/%s/000.p/%d", kind, published+1), false)
			}
		}
		try("tile/1/000.p/1", published >= 256)
		try("tile/1/000.p/2", false)
		try("tile/7/000.p/1", false)
		try("tile/63/000.p/1", false)
		try("checkpoint", true)
	}
	try("tile/0/000", true)
	try("tile/entries/001.p/8", true)
	try("tile/entries/001.p/9", false)
	for _, path := range badTilePaths {
		try(path, false)
	}
}

func TestParseEntriesRefuses(t *testing.T) {
	good := append([]byte{0, 32}, make([]byte, 32)...)
	for name, test := range map[string]struct {
		bundle []byte
		n      int
	}{
		"short":          {good[:33], 1},
		"long":           {append(good[:34:34], 0), 1},
		"other length":   {append([]byte{0, 31}, make([]byte, 32)...), 1},
		"too many":       {make([]byte, 257*register.EntryBytes), 257},
		"less than none": {nil, -1},
	} {
		if _, err := register.ParseEntries(test.bundle, test.n); !errors.Is(err, register.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
