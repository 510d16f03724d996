package register_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

func TestPlanNext(t *testing.T) {
	for _, test := range []struct {
		head register.Head
		want register.Plan
	}{
		{register.Head{}, register.Plan{Size: 8, Dummies: 8}},
		{register.Head{Size: 3}, register.Plan{Size: 8, Dummies: 5}},
		{register.Head{Size: 8}, register.Plan{Size: 8}},
		{register.Head{Size: 30, Published: 16}, register.Plan{Size: 24, Waiting: 6}},
	} {
		if diff := cmp.Diff(test.want, register.PlanNext(test.head, 8)); diff != "" {
			t.Errorf("%+v: %s", test.head, diff)
		}
	}
}

func TestNextPublish(t *testing.T) {
	at := time.Date(2026, 1, 5, 9, 0, 1, 500, time.UTC)
	if got, want := register.NextPublish(at, 2*time.Second), time.Date(2026, 1, 5, 9, 0, 2, 0, time.UTC); !got.Equal(want) {
		t.Errorf("next is %v, want %v", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		every := time.Duration(rapid.Int64Range(1, int64(24*time.Hour)).Draw(t, "every"))
		now := time.Unix(0, rapid.Int64Range(0, 1<<62).Draw(t, "now"))
		next := register.NextPublish(now, every)
		if !next.After(now) || next.Sub(now) > every {
			t.Errorf("next after %v is %v, every %v", now, next, every)
		}
		if later := register.NextPublish(next, every); later.Sub(next) != every {
			t.Errorf("after %v comes %v", next, later)
		}
	})
}

// TestProofByIsKept publishes on schedule and looks whether every leaf that
// existed at the promise is covered by the promised moment.
func TestProofByIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		head := register.Head{Published: quantum * rapid.Int64Range(0, 5).Draw(t, "published")}
		head.Size = head.Published + rapid.Int64Range(1, 100).Draw(t, "waiting")
		every := time.Duration(rapid.IntRange(1, 3600).Draw(t, "seconds")) * time.Second
		now := time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "now"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanoseconds"))
		before, size, last := register.ProofBy(head, quantum, now, every), head.Published, now
		for size < head.Size {
			last = register.NextPublish(last, every)
			size += quantum
		}
		if !last.Before(before) {
			t.Errorf("promised before %v, covered at %v", before, last)
		}
	})
}

func TestPublish(t *testing.T) {
	w := newWorld(t)
	w.receive(11)
	for i, want := range []int64{8, 16, 24} {
		c := w.publish(t)
		if c.N != want || c.Origin != origin {
			t.Errorf("checkpoint %d is %+v", i, c)
		}
		if high, err := w.high.Highest(origin); err != nil || high != c.Tree {
			t.Errorf("the highest is %+v, %v; want %+v", high, err, c.Tree)
		}
	}
}

func TestPublishRefusesQuantum(t *testing.T) {
	w := newWorld(t)
	w.publisher.Quantum = 0
	if _, err := w.publisher.Publish(t.Context()); !errors.Is(err, register.ErrMalformed) {
		t.Errorf("a quantum of nothing: %v", err)
	}
}

// TestRestoredDatabase puts back yesterday's database: nothing is signed, and
// nothing is added.
func TestRestoredDatabase(t *testing.T) {
	w := newWorld(t)
	w.receive(3)
	w.publish(t)
	backup := w.store.Clone()
	w.receive(20)
	w.publish(t)
	restored := w.with(backup, w.high)
	before, _ := backup.Head(t.Context(), org)
	for range 3 {
		if _, err := restored.Publish(t.Context()); !errors.Is(err, register.ErrBelowHighest) {
			t.Errorf("the restored log publishes: %v", err)
		}
	}
	if _, err := restored.CatchUp(t.Context()); !errors.Is(err, register.ErrBelowHighest) {
		t.Errorf("the restored log catches up: %v", err)
	}
	if after, _ := backup.Head(t.Context(), org); after.Size != before.Size || after.Published != before.Published {
		t.Errorf("the restored log grew from %+v to %+v", before, after)
	}
}

// TestForkIsNoticed lets a restored database grow past the highest checkpoint
// with the mark removed, then brings the mark back.
func TestForkIsNoticed(t *testing.T) {
	w := newWorld(t)
	w.publish(t)
	fork := w.store.Clone()
	w.publish(t)
	high, err := register.OpenHighFile(filepath.Join(t.TempDir(), "forgotten"))
	if err != nil {
		t.Fatal(err)
	}
	forgetful := w.with(fork, high)
	for range 3 {
		if _, err := forgetful.Publish(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.with(fork, w.high).Publish(t.Context()); !errors.Is(err, register.ErrFork) {
		t.Errorf("a larger log with another history publishes: %v", err)
	}
	if high, _ := w.high.Highest(origin); high.N != 2*quantum {
		t.Errorf("the fork raised the highest to %d", high.N)
	}
}

// TestDamagedLeafStopsPublishing changes a leaf whose hash the last tree used.
// Damage deeper in the tree is found by receipts and by whoever reads all tiles.
func TestDamagedLeafStopsPublishing(t *testing.T) {
	w := newWorld(t)
	w.receive(3)
	w.publisher.Quantum = 3 // a tree whose last leaf is a hash of its own
	w.publish(t)
	w.store.Damage(org, 2)
	if _, err := w.publisher.Publish(t.Context()); !errors.Is(err, register.ErrFork) {
		t.Errorf("a log with a changed leaf publishes: %v", err)
	}
}

// failingHigh fails once to raise, as when the machine dies after the commit.
type failingHigh struct {
	register.HighWater
	fail bool
}

func (f *failingHigh) Raise(o register.Origin, tree tlog.Tree) error {
	if f.fail {
		f.fail = false
		return errors.New("died")
	}
	return f.HighWater.Raise(o, tree)
}

func TestDeathBetweenCommitAndMark(t *testing.T) {
	w := newWorld(t)
	w.publish(t)
	p := w.with(w.store, &failingHigh{HighWater: w.high, fail: true})
	if _, err := p.Publish(t.Context()); err == nil {
		t.Fatal("a mark that cannot be kept is no error")
	}
	if tree, err := p.CatchUp(t.Context()); err != nil || tree.N != 2*quantum {
		t.Errorf("afterwards the log catches up to %d, %v", tree.N, err)
	}
	if high, _ := w.high.Highest(origin); high.N != 2*quantum {
		t.Errorf("afterwards the highest is %d", high.N)
	}
	if c, err := p.Publish(t.Context()); err != nil || c.N != 3*quantum {
		t.Errorf("afterwards the log publishes %d, %v", c.N, err)
	}
}

// losingStore signs and then fails to commit.
type losingStore struct {
	*registertest.Memory
	lose bool
}

func (s *losingStore) Publish(ctx context.Context, o orgID, q int64, dummy func() register.Leaf, sign func(tlog.Tree) ([]byte, error)) ([]byte, error) {
	return s.Memory.Publish(ctx, o, q, dummy, func(tree tlog.Tree) ([]byte, error) {
		msg, err := sign(tree)
		if s.lose {
			return nil, errors.New("disk full")
		}
		return msg, err
	})
}

func TestFailedCommitLeavesNoMark(t *testing.T) {
	w := newWorld(t)
	store := &losingStore{Memory: w.store, lose: true}
	p := w.with(w.store, w.high)
	p.Store = store
	if _, err := p.Publish(t.Context()); err == nil {
		t.Fatal("a failed commit is no error")
	}
	store.lose = false
	if c, err := p.Publish(t.Context()); err != nil || c.N != quantum {
		t.Errorf("after a failed commit the log publishes %d, %v", c.N, err)
	}
}

func TestPublishersOfOneLog(t *testing.T) {
	w := newWorld(t)
	w.receive(20)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 5 {
				if _, err := w.publisher.Publish(t.Context()); err != nil {
					t.Errorf("Publish: %v", err)
				}
			}
		})
	}
	wg.Wait()
	head, err := w.store.Head(t.Context(), org)
	high, highErr := w.high.Highest(origin)
	if err != nil || highErr != nil || head.Published != high.N || head.Published != 20*quantum {
		t.Errorf("published %d, highest %d: %v, %v", head.Published, high.N, err, highErr)
	}
}

// TestHistoryIsOne appends and publishes in any order and with any quantum; all
// checkpoints must be of one log and all receipts must hold.
func TestHistoryIsOne(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		sub, err := os.MkdirTemp(dir, "")
		if err != nil {
			rt.Fatal(err)
		}
		w := newWorldIn(rt, sub)
		w.publisher.Quantum = rapid.Int64Range(1, 20).Draw(rt, "quantum")
		var trees []tlog.Tree
		total := 0
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			n := rapid.IntRange(0, 15).Draw(rt, "events")
			w.receive(n)
			total += n
			trees = append(trees, w.publish(t).Tree)
		}
		for j, to := range trees {
			for _, from := range trees[:j+1] {
				if err := register.Consistent(t.Context(), w.store, org, from, to); err != nil {
					rt.Errorf("%d after %d: %v", to.N, from.N, err)
				}
			}
		}
		for seq := 1; seq <= total; seq++ {
			data, err := register.BuildReceipt(t.Context(), w.store, org, stream, seqNumber(seq))
			if errors.Is(err, refused(register.CodeProofPending)) {
				break
			}
			if err != nil {
				rt.Fatal(err)
			}
			if _, err := register.VerifyReceipt(data, w.log()); err != nil {
				rt.Errorf("receipt %d: %v", seq, err)
			}
		}
	})
}
