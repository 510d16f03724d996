package register_test

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
)

type rfc6962 struct {
	Leaves    []string `json:"leaves"`
	EmptyRoot string   `json:"empty_root"`
	Roots     []string `json:"roots"`
	Inclusion []struct {
		Leaf, Size int64
		Path       []string
	} `json:"inclusion"`
	Consistency []struct {
		From, To int64
		Path     []string
	} `json:"consistency"`
}

// TestReferenceTree checks the tree that we build on against the known answers
// of RFC 6962's reference implementations.
func TestReferenceTree(t *testing.T) {
	data, err := os.ReadFile("../../testdata/log/rfc6962.json")
	if err != nil {
		t.Fatal(err)
	}
	var v rfc6962
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			hashes[i] = stored[x]
		}
		return hashes, nil
	})
	if empty, err := tlog.TreeHash(0, reader); err != nil || hex.EncodeToString(empty[:]) != v.EmptyRoot {
		t.Errorf("empty root %x, %v", empty, err)
	}
	for i, leaf := range v.Leaves {
		hashes, err := tlog.StoredHashes(int64(i), unhex(t, leaf), reader)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, hashes...)
		root, err := tlog.TreeHash(int64(i+1), reader)
		if err != nil || hex.EncodeToString(root[:]) != v.Roots[i] {
			t.Errorf("root of %d leaves is %x, %v; want %s", i+1, root, err, v.Roots[i])
		}
	}
	for _, c := range v.Inclusion {
		proof, err := tlog.ProveRecord(c.Size, c.Leaf, reader)
		if diff := cmp.Diff(c.Path, spell(proof)); err != nil || diff != "" {
			t.Errorf("leaf %d in %d: %v\n%s", c.Leaf, c.Size, err, diff)
		}
	}
	for _, c := range v.Consistency {
		proof, err := tlog.ProveTree(c.To, c.From, reader)
		if diff := cmp.Diff(c.Path, spell(proof)); err != nil || diff != "" {
			t.Errorf("%d from %d: %v\n%s", c.To, c.From, err, diff)
		}
	}
}

func spell[P ~[]tlog.Hash](path P) []string {
	out := []string{}
	for _, h := range path {
		out = append(out, hex.EncodeToString(h[:]))
	}
	return out
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
