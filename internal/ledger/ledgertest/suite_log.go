package ledgertest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

func get2(t *testing.T, s Stores, org gehoor.OrgID) register.Head {
	t.Helper()
	h, err := s.Head(t.Context(), org)
	must(t, err)
	return h
}

// checkTree recomputes the tree from all leaves, by code that shares nothing
// with the store but package tlog, and compares every stored hash.
func checkTree(t *testing.T, s Stores, org gehoor.OrgID) {
	t.Helper()
	ctx := t.Context()
	h := get2(t, s, org)
	leaves, err := s.LeafHashes(ctx, org, 0, h.Size)
	must(t, err)
	var hashes []tlog.Hash
	for n, leaf := range leaves {
		more, err := tlog.StoredHashes(int64(n), leaf[:], tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
			out := make([]tlog.Hash, len(indexes))
			for i, x := range indexes {
				out[i] = hashes[x]
			}
			return out, nil
		}))
		must(t, err)
		hashes = append(hashes, more...)
	}
	indexes := make([]int64, len(hashes))
	for i := range indexes {
		indexes[i] = int64(i)
	}
	stored, err := s.Hashes(ctx, org, indexes)
	must(t, err)
	same(t, "stored hashes", stored, hashes)
	if _, err := s.Hashes(ctx, org, []int64{int64(len(hashes))}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Fatalf("a hash beyond the end: %v", err)
	}
}

// checkPlaces looks that every event has a leaf of its own that commits to it.
func checkPlaces(t *testing.T, s Stores, org gehoor.OrgID) {
	t.Helper()
	ctx := t.Context()
	leaves, err := s.LeafHashes(ctx, org, 0, get2(t, s, org).Size)
	must(t, err)
	used := map[int64]bool{}
	must(t, s.Streams(ctx, org, func(v ledger.Version) error {
		records, err := s.Load(ctx, org, v.Stream, 0)
		if err != nil {
			return err
		}
		if v.Seq > 0 && len(records) == 0 { // erased: its leaves are nobody's
			return nil
		}
		if int(v.Seq) != len(records) {
			return fmt.Errorf("%s has %d records, last seq %d", v.Stream, len(records), v.Seq)
		}
		for i, r := range records {
			p, err := s.Place(ctx, org, v.Stream, r.Seq)
			if err != nil {
				return err
			}
			if int(r.Seq) != i+1 || used[p.Index] || p.Salt != r.Salt || string(p.Data) != string(r.Data) ||
				leaves[p.Index] != register.LeafOf(r.Salt, r.Data) {
				return fmt.Errorf("%s at %d: not in its place", v.Stream, r.Seq)
			}
			used[p.Index] = true
		}
		return nil
	}))
}

func logLeaves(t *testing.T, s Stores) {
	ctx := t.Context()
	same(t, "empty head", get2(t, s, veenhaven), register.Head{})
	stream := newStream()
	after := gehoor.Seq(0)
	// Sizes that cross many shapes of the tree.
	for i := range 70 {
		n := i%5 + 1
		must(t, s.Append(ctx, batch(veenhaven, Extend(stream, after, n))))
		after += gehoor.Seq(n)
	}
	h := get2(t, s, veenhaven)
	same(t, "size", h.Size, int64(after))
	checkTree(t, s, veenhaven)
	checkPlaces(t, s, veenhaven)
	for _, seq := range []gehoor.Seq{1, 77, after} {
		p, err := s.Place(ctx, veenhaven, stream, seq)
		must(t, err)
		r := tlog.HashReaderFunc(func(i []int64) ([]tlog.Hash, error) { return s.Hashes(ctx, veenhaven, i) })
		root, err := tlog.TreeHash(h.Size, r)
		must(t, err)
		proof, err := tlog.ProveRecord(h.Size, p.Index, r)
		must(t, err)
		leaf := register.LeafOf(p.Salt, p.Data)
		must(t, tlog.CheckRecord(proof, h.Size, root, p.Index, tlog.RecordHash(leaf[:])))
	}
	for _, seq := range []gehoor.Seq{0, after + 1} {
		_, err := s.Place(ctx, veenhaven, stream, seq)
		wantErr(t, err, gehoor.ErrNotFound)
	}
	_, err := s.LeafHashes(ctx, veenhaven, 0, h.Size+1)
	wantErr(t, err, gehoor.ErrNotFound)
	part, err := s.LeafHashes(ctx, veenhaven, 3, 5)
	must(t, err)
	same(t, "leaves 3 to 5", len(part), 2)
}

func logApart(t *testing.T, s Stores) {
	ctx := t.Context()
	same(t, "no logs", get[[]gehoor.OrgID](t)(s.Logs(ctx)), []gehoor.OrgID{})
	for _, org := range []gehoor.OrgID{veenhaven, duinrade, veenhaven} {
		must(t, s.Append(ctx, batch(org, Extend(newStream(), 0, 3))))
	}
	same(t, "logs", get[[]gehoor.OrgID](t)(s.Logs(ctx)), []gehoor.OrgID{duinrade, veenhaven})
	same(t, "size", get2(t, s, veenhaven).Size, int64(6))
	checkTree(t, s, veenhaven)
	checkTree(t, s, duinrade)
}

// note is what the suite signs with: readable and no signature.
func note(tree tlog.Tree) ([]byte, error) { return fmt.Appendf(nil, "%d %s", tree.N, tree.Hash), nil }

func dummy() register.Leaf { return register.Leaf(random32()) }

func logPublish(t *testing.T, s Stores) {
	ctx := t.Context()
	const quantum = 8
	_, err := s.Checkpoint(ctx, veenhaven, 1)
	wantErr(t, err, gehoor.ErrNotFound)
	publish := func(size, published int64) {
		t.Helper()
		msg, err := s.Publish(ctx, veenhaven, quantum, dummy, note)
		must(t, err)
		h := get2(t, s, veenhaven)
		same(t, "head", h, register.Head{Size: size, Published: published, Note: msg})
		root, err := tlog.TreeHash(published, tlog.HashReaderFunc(func(i []int64) ([]tlog.Hash, error) { return s.Hashes(ctx, veenhaven, i) }))
		must(t, err)
		want, _ := note(tlog.Tree{N: published, Hash: root})
		same(t, "note", string(msg), string(want))
		again, err := s.Checkpoint(ctx, veenhaven, published-quantum+1)
		must(t, err)
		same(t, "checkpoint", string(again), string(msg))
	}
	publish(8, 8) // only dummies, also for a log that was not there
	must(t, s.Append(ctx, batch(veenhaven, Extend(newStream(), 0, 3))))
	publish(16, 16) // five dummies
	must(t, s.Append(ctx, batch(veenhaven, Extend(newStream(), 0, 21))))
	publish(37, 24) // overflow waits
	publish(37, 32)
	publish(40, 40)
	_, err = s.Checkpoint(ctx, veenhaven, 41)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.Checkpoint(ctx, duinrade, 1)
	wantErr(t, err, gehoor.ErrNotFound)
	checkTree(t, s, veenhaven)
	checkPlaces(t, s, veenhaven)
	if _, err := s.Publish(ctx, veenhaven, 0, dummy, note); err == nil {
		t.Fatal("a quantum of nothing was accepted")
	}
}

func logPublishFails(t *testing.T, s Stores) {
	ctx := t.Context()
	must(t, s.Append(ctx, batch(veenhaven, Extend(newStream(), 0, 3))))
	before := get2(t, s, veenhaven)
	fault := errors.New("no key")
	_, err := s.Publish(ctx, veenhaven, 8, dummy, func(tlog.Tree) ([]byte, error) { return nil, fault })
	wantErr(t, err, fault)
	same(t, "head", get2(t, s, veenhaven), before)
	must(t, s.Append(ctx, batch(veenhaven, Extend(newStream(), 0, 1))))
	checkTree(t, s, veenhaven)
}

// logCosign lets witnesses answer: late, in part, and for a checkpoint that is no
// longer the newest.
func logCosign(t *testing.T, s Stores) {
	ctx := t.Context()
	const quantum = 4
	newest := func(n int) []register.Published {
		t.Helper()
		return get[[]register.Published](t)(s.Newest(ctx, veenhaven, n))
	}
	same(t, "newest of none", newest(2), []register.Published{})
	wantErr(t, s.Cosign(ctx, veenhaven, quantum, register.Published{Note: []byte("nothing")}), gehoor.ErrNotFound)
	var notes []register.Published
	for range 3 {
		msg := get[[]byte](t)(s.Publish(ctx, veenhaven, quantum, dummy, note))
		notes = append(notes, register.Published{Note: msg})
	}
	get[[]byte](t)(s.Publish(ctx, duinrade, quantum, dummy, note))
	same(t, "newest two", newest(2), []register.Published{notes[2], notes[1]})
	_, err := s.Cosigned(ctx, veenhaven, 1)
	wantErr(t, err, gehoor.ErrNotFound)

	cosign := func(size int64, suffix string, enough bool) register.Published {
		t.Helper()
		now := register.Published{Note: append(notes[size/quantum-1].Note, suffix...), Enough: enough}
		must(t, s.Cosign(ctx, veenhaven, size, now))
		return now
	}
	notes[1] = cosign(8, " one", false)
	_, err = s.Cosigned(ctx, veenhaven, 1)
	wantErr(t, err, gehoor.ErrNotFound)
	notes[1] = cosign(8, " two", true)
	same(t, "head", string(get2(t, s, veenhaven).Note), string(notes[2].Note))
	notes[2] = cosign(12, " one", true)
	same(t, "head", string(get2(t, s, veenhaven).Note), string(notes[2].Note))
	same(t, "newest of all", newest(9), []register.Published{notes[2], notes[1], notes[0]})
	for size, want := range map[int64][]byte{1: notes[1].Note, 8: notes[1].Note, 9: notes[2].Note, 12: notes[2].Note} {
		same(t, "cosigned", string(get[[]byte](t)(s.Cosigned(ctx, veenhaven, size))), string(want))
	}
	same(t, "first", string(get[[]byte](t)(s.Checkpoint(ctx, veenhaven, 1))), string(notes[0].Note))
	for _, size := range []int64{0, 5, 13} {
		wantErr(t, s.Cosign(ctx, veenhaven, size, register.Published{Note: []byte("nothing")}), gehoor.ErrNotFound)
	}
	_, err = s.Cosigned(ctx, veenhaven, 13)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.Cosigned(ctx, duinrade, 1)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "published", get2(t, s, veenhaven).Published, int64(12))
}

// logConcurrent publishes from two sides while others append.
func logConcurrent(t *testing.T, s Stores) {
	ctx := t.Context()
	const rounds, quantum = 15, 4
	var mu sync.Mutex
	notes := map[string]bool{}
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			for range rounds {
				msg, err := s.Publish(ctx, veenhaven, quantum, dummy, note)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				notes[string(msg)] = true
				mu.Unlock()
			}
		})
	}
	for range 3 {
		wait.Go(func() {
			for range rounds {
				if err := s.Append(ctx, batch(veenhaven, Extend(newStream(), 0, 2))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	same(t, "checkpoints", len(notes), 2*rounds)
	same(t, "published", get2(t, s, veenhaven).Published, int64(2*rounds*quantum))
	checkTree(t, s, veenhaven)
	checkPlaces(t, s, veenhaven)
}
