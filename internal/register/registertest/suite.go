package registertest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

// AppendFunc appends n events to a stream through the store's own ledger.
type AppendFunc func(t *testing.T, org gehoor.OrgID, stream gehoor.StreamID, n int)

// NewFunc opens an empty store, closed when the test ends.
type NewFunc func(t *testing.T) (register.Store, AppendFunc)

// The names that the suite uses; a store that wants organisations or streams
// made beforehand makes these.
const (
	Org      gehoor.OrgID = "veenhaven"
	OtherOrg gehoor.OrgID = "lageland"
)

// Streams are the streams that the suite appends to.
func Streams() []gehoor.StreamID {
	return []gehoor.StreamID{
		gehoor.DossierStream("0123456789abcdef0123456789abcdef"),
		gehoor.DossierStream("fedcba9876543210fedcba9876543210"),
		gehoor.OrganisationStream,
	}
}

// Run proves the law of [register.Store] of the stores that open makes.
func Run(t *testing.T, open NewFunc) {
	t.Helper()
	for _, test := range []struct {
		name string
		run  func(*suite)
	}{
		{"empty log", (*suite).empty},
		{"appended leaves open to their events", (*suite).places},
		{"hashes come in the order asked", (*suite).hashes},
		{"a checkpoint takes its quantum, filled with dummies", (*suite).dummies},
		{"what is over waits", (*suite).overflow},
		{"a refused signature rolls all back", (*suite).rollback},
		{"the first checkpoint that covers a size", (*suite).checkpoints},
		{"cosignatures come later", (*suite).cosign},
		{"organisations are apart", (*suite).apart},
		{"publishers take turns", (*suite).concurrent},
		{"appending goes on while publishing", (*suite).busy},
	} {
		t.Run(test.name, func(t *testing.T) {
			store, appendEvents := open(t)
			test.run(&suite{T: t, ctx: t.Context(), store: store, append: appendEvents, random: CountingRandom(test.name)})
		})
	}
}

// suite is one test of the law.
type suite struct {
	*testing.T
	ctx    context.Context
	store  register.Store
	append AppendFunc
	random func([]byte)
}

const quantum = 8

func (s *suite) dummy() register.Leaf {
	var leaf register.Leaf
	s.random(leaf[:])
	return leaf
}

func (s *suite) head(org gehoor.OrgID) register.Head {
	s.Helper()
	h, err := s.store.Head(s.ctx, org)
	if err != nil {
		s.Fatalf("Head: %v", err)
	}
	return h
}

// publish publishes with a note that only says which tree it is.
func (s *suite) publish(org gehoor.OrgID) tlog.Tree {
	s.Helper()
	var signed tlog.Tree
	note, err := s.store.Publish(s.ctx, org, quantum, s.dummy, func(tree tlog.Tree) ([]byte, error) {
		signed = tree
		return noteOf(tree), nil
	})
	if err != nil {
		s.Fatalf("Publish: %v", err)
	}
	if string(note) != string(noteOf(signed)) {
		s.Fatalf("Publish answers %q, signed was %q", note, noteOf(signed))
	}
	return signed
}

func noteOf(tree tlog.Tree) []byte { return fmt.Appendf(nil, "%d %s", tree.N, tree.Hash) }

// leaves returns all leaves and checks the stored hash of each.
func (s *suite) leaves(org gehoor.OrgID) []register.Leaf {
	s.Helper()
	size := s.head(org).Size
	leaves, err := s.store.LeafHashes(s.ctx, org, 0, size)
	if err != nil || int64(len(leaves)) != size {
		s.Fatalf("LeafHashes(0, %d) gives %d: %v", size, len(leaves), err)
	}
	for i, leaf := range leaves {
		got, err := s.store.Hashes(s.ctx, org, []int64{tlog.StoredHashIndex(0, int64(i))})
		if err != nil || len(got) != 1 || got[0] != tlog.RecordHash(leaf[:]) {
			s.Fatalf("the stored hash of leaf %d is %v, %v", i, got, err)
		}
	}
	return leaves
}

// Root computes RFC 6962's tree hash straight from its definition (§2.1).
func Root(leaves []register.Leaf) tlog.Hash {
	switch n := len(leaves); n {
	case 0:
		return tlog.Hash{}
	case 1:
		return tlog.RecordHash(leaves[0][:])
	default:
		k := 1
		for k*2 < n {
			k *= 2
		}
		return tlog.NodeHash(Root(leaves[:k]), Root(leaves[k:]))
	}
}

func (s *suite) empty() {
	if h := s.head(Org); h.Size != 0 || h.Published != 0 || len(h.Note) != 0 {
		s.Errorf("a new log has head %+v", h)
	}
	if _, err := s.store.Checkpoint(s.ctx, Org, 1); !errors.Is(err, gehoor.ErrNotFound) {
		s.Errorf("Checkpoint answers %v, want not found", err)
	}
	if _, err := s.store.Place(s.ctx, Org, Streams()[0], 1); !errors.Is(err, gehoor.ErrNotFound) {
		s.Errorf("Place answers %v, want not found", err)
	}
	if tree := s.publish(Org); tree.N != quantum {
		s.Errorf("a log without events publishes %d leaves, want %d", tree.N, quantum)
	}
}

func (s *suite) places() {
	for i, stream := range Streams() {
		s.append(s.T, Org, stream, i+1)
	}
	leaves := s.leaves(Org)
	if len(leaves) != 6 {
		s.Fatalf("six events left %d leaves", len(leaves))
	}
	seen := make(map[int64]bool)
	for i, stream := range Streams() {
		for seq := gehoor.Seq(1); seq <= gehoor.Seq(i+1); seq++ {
			p, err := s.store.Place(s.ctx, Org, stream, seq)
			if err != nil {
				s.Fatalf("Place(%s, %d): %v", stream, seq, err)
			}
			if seen[p.Index] || register.LeafOf(p.Salt, p.Data) != leaves[p.Index] {
				s.Errorf("place %d of %s, %d does not open its leaf", p.Index, stream, seq)
			}
			seen[p.Index] = true
		}
		for _, seq := range []gehoor.Seq{-1, 0, gehoor.Seq(i + 2)} {
			if _, err := s.store.Place(s.ctx, Org, stream, seq); !errors.Is(err, gehoor.ErrNotFound) {
				s.Errorf("Place(%s, %d) answers %v, want not found", stream, seq, err)
			}
		}
	}
}

func (s *suite) hashes() {
	s.append(s.T, Org, Streams()[0], 13)
	count := tlog.StoredHashCount(13)
	all := make([]int64, 0, count)
	for i := range count {
		all = append(all, i)
	}
	forward, err := s.store.Hashes(s.ctx, Org, all)
	if err != nil || int64(len(forward)) != count {
		s.Fatalf("Hashes gives %d of %d: %v", len(forward), count, err)
	}
	slices.Reverse(all)
	backward, err := s.store.Hashes(s.ctx, Org, append(all, 0, 0))
	if err != nil {
		s.Fatal(err)
	}
	slices.Reverse(forward)
	if want := append(forward, backward[count], backward[count]); !slices.Equal(backward, want) || backward[count] != backward[count-1] {
		s.Error("hashes asked backwards and twice come in another order")
	}
	if got, err := s.store.Hashes(s.ctx, Org, nil); err != nil || len(got) != 0 {
		s.Errorf("no indexes give %v, %v", got, err)
	}
	if _, err := s.store.Hashes(s.ctx, Org, []int64{0, count}); err == nil {
		s.Error("a hash that is not there is no error")
	}
}

func (s *suite) dummies() {
	s.append(s.T, Org, Streams()[0], 3)
	tree := s.publish(Org)
	leaves := s.leaves(Org)
	if tree.N != quantum || len(leaves) != quantum || tree.Hash != Root(leaves) {
		s.Errorf("published %d of %d leaves, root right: %t", tree.N, len(leaves), tree.Hash == Root(leaves))
	}
	h := s.head(Org)
	if h.Published != quantum || string(h.Note) != string(noteOf(tree)) {
		s.Errorf("head after publishing is %+v", h)
	}
	for i, leaf := range leaves {
		if slices.Contains(leaves[:i], leaf) {
			s.Errorf("leaf %d is there twice", i)
		}
	}
	s.append(s.T, Org, Streams()[0], 1)
	if p, err := s.store.Place(s.ctx, Org, Streams()[0], 4); err != nil || p.Index != quantum {
		s.Errorf("the event after the dummies is at %d, %v; want %d", p.Index, err, quantum)
	}
}

func (s *suite) overflow() {
	s.append(s.T, Org, Streams()[1], 2*quantum+3)
	leaves := s.leaves(Org)
	for i, waiting := range []int64{quantum + 3, 3, 0} {
		tree := s.publish(Org)
		size := int64(quantum * (i + 1))
		if i == 2 {
			leaves = s.leaves(Org)
		}
		if tree.N != size || tree.Hash != Root(leaves[:size]) {
			s.Errorf("checkpoint %d has size %d and root %v", i, tree.N, tree.Hash)
		}
		if h := s.head(Org); h.Size-h.Published != waiting {
			s.Errorf("after checkpoint %d, %d wait, want %d", i, h.Size-h.Published, waiting)
		}
	}
}

func (s *suite) rollback() {
	s.append(s.T, Org, Streams()[0], 3)
	s.publish(Org)
	s.append(s.T, Org, Streams()[0], 2)
	before, refused := s.head(Org), errors.New("refused")
	_, err := s.store.Publish(s.ctx, Org, quantum, s.dummy, func(tlog.Tree) ([]byte, error) { return nil, refused })
	if !errors.Is(err, refused) {
		s.Errorf("Publish answers %v, want the signer's error", err)
	}
	if after := s.head(Org); after.Size != before.Size || after.Published != before.Published || string(after.Note) != string(before.Note) {
		s.Errorf("head was %+v, after a refusal %+v", before, after)
	}
	tree := s.publish(Org)
	if leaves := s.leaves(Org); tree.N != 2*quantum || tree.Hash != Root(leaves) {
		s.Errorf("after a refusal the log publishes %d of %d", tree.N, len(leaves))
	}
}

func (s *suite) checkpoints() {
	s.append(s.T, Org, Streams()[0], 1)
	trees := []tlog.Tree{s.publish(Org), s.publish(Org), s.publish(Org)}
	for size := int64(1); size <= 3*quantum; size++ {
		note, err := s.store.Checkpoint(s.ctx, Org, size)
		if want := noteOf(trees[(size-1)/quantum]); err != nil || string(note) != string(want) {
			s.Errorf("Checkpoint(%d) is %q, %v; want %q", size, note, err, want)
		}
	}
	if _, err := s.store.Checkpoint(s.ctx, Org, 3*quantum+1); !errors.Is(err, gehoor.ErrNotFound) {
		s.Errorf("Checkpoint beyond the newest answers %v, want not found", err)
	}
}

func (s *suite) cosign() {
	var notes []register.Published
	for range 2 {
		notes = append(notes, register.Published{Note: noteOf(s.publish(Org))})
	}
	if _, err := s.store.Cosigned(s.ctx, Org, 1); !errors.Is(err, gehoor.ErrNotFound) {
		s.Errorf("Cosigned before any was: %v", err)
	}
	notes[1] = register.Published{Note: append(notes[1].Note, " cosigned"...), Enough: true}
	if err := s.store.Cosign(s.ctx, Org, 2*quantum, notes[1]); err != nil {
		s.Fatalf("Cosign: %v", err)
	}
	if err := s.store.Cosign(s.ctx, Org, quantum+1, notes[1]); !errors.Is(err, gehoor.ErrNotFound) {
		s.Errorf("Cosign of a size that is not published: %v", err)
	}
	if got, err := s.store.Cosigned(s.ctx, Org, 1); err != nil || string(got) != string(notes[1].Note) {
		s.Errorf("Cosigned is %q, %v", got, err)
	}
	if h := s.head(Org); h.Published != 2*quantum || string(h.Note) != string(notes[1].Note) {
		s.Errorf("head after cosigning is %+v", h)
	}
	newest, err := s.store.Newest(s.ctx, Org, 3)
	if err != nil || len(newest) != 2 || !newest[0].Enough || newest[1].Enough || string(newest[1].Note) != string(notes[0].Note) {
		s.Errorf("Newest is %+v, %v", newest, err)
	}
}

func (s *suite) apart() {
	s.append(s.T, Org, Streams()[0], 2)
	s.append(s.T, OtherOrg, Streams()[0], 5)
	s.publish(OtherOrg)
	if h := s.head(Org); h.Size != 2 || h.Published != 0 {
		s.Errorf("the other's checkpoint changed the head to %+v", h)
	}
	if _, err := s.store.Place(s.ctx, Org, Streams()[0], 3); !errors.Is(err, gehoor.ErrNotFound) {
		s.Errorf("the other's event is found: %v", err)
	}
	logs, err := s.store.Logs(s.ctx)
	if err != nil || !slices.Contains(logs, Org) || !slices.Contains(logs, OtherOrg) || len(logs) != 2 {
		s.Errorf("Logs is %v, %v", logs, err)
	}
}

func (s *suite) concurrent() {
	s.append(s.T, Org, Streams()[0], 2*quantum+1)
	const publishers, each = 4, 3
	var wg sync.WaitGroup
	var mu sync.Mutex
	signed := make(map[int64]tlog.Hash)
	for range publishers {
		wg.Go(func() {
			for range each {
				_, err := s.store.Publish(s.ctx, Org, quantum, s.dummy, func(tree tlog.Tree) ([]byte, error) {
					mu.Lock()
					defer mu.Unlock()
					if _, twice := signed[tree.N]; twice {
						s.Errorf("size %d is signed twice", tree.N)
					}
					signed[tree.N] = tree.Hash
					return noteOf(tree), nil
				})
				if err != nil {
					s.Errorf("Publish: %v", err)
				}
			}
		})
	}
	wg.Wait()
	s.history(signed, publishers*each)
}

// history checks that the checkpoints are those of one growing log.
func (s *suite) history(signed map[int64]tlog.Hash, want int) {
	s.Helper()
	leaves := s.leaves(Org)
	for size, root := range signed {
		if size%quantum != 0 || root != Root(leaves[:size]) {
			s.Errorf("the checkpoint of size %d is not of this log", size)
		}
	}
	if len(signed) != want || s.head(Org).Published != int64(want*quantum) {
		s.Errorf("%d checkpoints, head %+v; want %d", len(signed), s.head(Org), want)
	}
}

func (s *suite) busy() {
	const rounds = 6
	signed := make(map[int64]tlog.Hash)
	var wg sync.WaitGroup
	wg.Go(func() {
		for range rounds {
			_, err := s.store.Publish(s.ctx, Org, quantum, s.dummy, func(tree tlog.Tree) ([]byte, error) {
				signed[tree.N] = tree.Hash
				return noteOf(tree), nil
			})
			if err != nil {
				s.Errorf("Publish: %v", err)
			}
		}
	})
	for range 4 * rounds {
		s.append(s.T, Org, Streams()[0], 2)
	}
	wg.Wait()
	s.history(signed, rounds)
	s.leavesAllOpen(Streams()[0], 8*rounds)
}

func (s *suite) leavesAllOpen(stream gehoor.StreamID, n int) {
	s.Helper()
	leaves := s.leaves(Org)
	for seq := gehoor.Seq(1); seq <= gehoor.Seq(n); seq++ {
		p, err := s.store.Place(s.ctx, Org, stream, seq)
		if err != nil || register.LeafOf(p.Salt, p.Data) != leaves[p.Index] {
			s.Errorf("event %d does not open its leaf: %v", seq, err)
		}
	}
}
