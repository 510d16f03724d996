package store

import (
	"context"
	"errors"
	"fmt"
	"math/bits"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

var errTree = errors.New("store: the log's tree is damaged")

// head is an organisation's log while its row is locked. edge holds the roots of
// the complete subtrees at the right, from left to right: exactly the hashes
// that adding a leaf can ask for. It is kept in the row, so that an append
// reads no other hash, on whatever node.
type head struct {
	org       string
	size      int64
	published int64
	edge      []tlog.Hash
}

// peaks returns the stored indexes of the edge of a tree with n leaves.
func peaks(n int64) []int64 {
	var out []int64
	var start int64
	for rest := uint64(n); rest != 0; {
		level := bits.Len64(rest) - 1
		out = append(out, tlog.StoredHashIndex(level, start>>level))
		start += 1 << level
		rest &^= 1 << level
	}
	return out
}

func parseEdge(size int64, b []byte) ([]tlog.Hash, error) {
	if len(b) != bits.OnesCount64(uint64(size))*tlog.HashSize {
		return nil, errTree
	}
	return splitHashes(b), nil
}

func splitHashes(b []byte) []tlog.Hash {
	out := make([]tlog.Hash, 0, len(b)/tlog.HashSize)
	for ; len(b) >= tlog.HashSize; b = b[tlog.HashSize:] {
		out = append(out, tlog.Hash(b[:tlog.HashSize]))
	}
	return out
}

func joinHashes(hashes []tlog.Hash) []byte {
	out := make([]byte, 0, len(hashes)*tlog.HashSize)
	for _, h := range hashes {
		out = append(out, h[:]...)
	}
	return out
}

// add puts a leaf at the end and returns its index and the hashes that it adds.
func (h *head) add(leaf register.Leaf) (index int64, hashes []tlog.Hash, err error) {
	at := peaks(h.size)
	hashes, err = register.Extend(h.size, leaf, tlog.HashReaderFunc(func(want []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(want))
		for i, w := range want {
			found := false
			for j, p := range at {
				if p == w {
					out[i], found = h.edge[j], true
				}
			}
			if !found {
				return nil, errTree
			}
		}
		return out, nil
	}))
	if err != nil {
		return 0, nil, fmt.Errorf("extend log: %w", err)
	}
	// Each further hash swallowed the last root of the edge.
	h.edge = append(h.edge[:len(h.edge)-len(hashes)+1:len(h.edge)-len(hashes)+1], hashes[len(hashes)-1])
	h.size++
	return h.size - 1, hashes, nil
}

// clone lets a request be tried and undone.
func (h *head) clone() *head {
	c := *h
	c.edge = append([]tlog.Hash(nil), h.edge...)
	return &c
}

// readStored finds stored hashes by their index: hash i stands in the row of the
// leaf that completed it.
func readStored(ctx context.Context, r Reader, org string, indexes []int64) ([]tlog.Hash, error) {
	type place struct {
		leaf  int64
		level int
	}
	places := make([]place, len(indexes))
	var keys []any
	seen := map[int64]bool{}
	for i, index := range indexes {
		if index < 0 {
			return nil, errTree
		}
		level, n := tlog.SplitStoredHashIndex(index)
		places[i] = place{(n+1)<<level - 1, level}
		if !seen[places[i].leaf] {
			seen[places[i].leaf] = true
			keys = append(keys, places[i].leaf)
		}
	}
	rows := make(map[int64][]byte, len(keys))
	for _, s := range each(storedHashes, []any{org}, keys, func(row Row) error {
		var leaf int64
		var hashes []byte
		if err := row.Scan(&leaf, &hashes); err != nil {
			return err
		}
		rows[leaf] = hashes
		return nil
	}) {
		if err := r.Read(ctx, s); err != nil {
			return nil, err
		}
	}
	out := make([]tlog.Hash, len(indexes))
	for i, p := range places {
		b := rows[p.leaf]
		if len(b) < (p.level+1)*tlog.HashSize {
			return nil, errMissing
		}
		out[i] = tlog.Hash(b[p.level*tlog.HashSize:][:tlog.HashSize])
	}
	return out, nil
}

// errMissing: a hash beyond the end of the log was asked for.
var errMissing = fmt.Errorf("store: no such hash in the log: %w", gehoor.ErrNotFound)
