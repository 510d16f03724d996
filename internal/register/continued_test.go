package register_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
)

const continuedOrigin = origin + "/from-20260107t090000z"

// continued is a log that was put back: two checkpoints old, and the old one had
// gone on to a third.
func continued(t *testing.T) (w *world, restored *registertest.Memory, next *register.Publisher) {
	t.Helper()
	w = newWorld(t)
	w.receive(11) // three of them under no checkpoint yet
	w.publish(t)
	restored = w.store.Clone()
	w.receive(2)
	w.publish(t)
	next = w.with(restored, w.high)
	next.Signer = signer(t, continuedOrigin)
	if err := registertest.Continue(t.Context(), restored, next, w.signer, 1, 2*quantum); err != nil {
		t.Fatal(err)
	}
	return w, restored, next
}

func statement(t *testing.T, store register.Store) []byte {
	t.Helper()
	data, err := register.BuildContinued(t.Context(), store, org, gehoor.OrganisationStream, 1)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestContinued: the new log begins with the old one, says where that ended, and
// only its own key signs from then on.
func TestContinued(t *testing.T) {
	w, restored, next := continued(t)
	v, err := register.VerifyContinued(statement(t, restored), next.Signer.Verifier(), w.log())
	if err != nil {
		t.Fatal(err)
	}
	if v.From.N != quantum || v.Index != 11 || v.Size != 11 || v.Highest != 2*quantum || v.Log != next.Signer.VerifierKey() {
		t.Errorf("the statement says %+v", v)
	}
	high, err := w.high.Highest(continuedOrigin)
	if err != nil || high.N != 2*quantum {
		t.Errorf("the new log's highest is %d, %v", high.N, err)
	}
	if err := register.Consistent(t.Context(), restored, org, v.From, high); err != nil {
		t.Errorf("the new log does not begin with the old one: %v", err)
	}
	if old, _ := w.high.Highest(origin); old.N != 2*quantum {
		t.Errorf("the old log's highest is %d", old.N)
	}
	for seq, log := range map[gehoor.Seq]*register.Signer{1: w.signer, 8: w.signer, 9: next.Signer, 11: next.Signer} {
		data, err := register.BuildReceipt(t.Context(), restored, org, stream, seq)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := register.VerifyReceipt(data, log.Verifier()); err != nil {
			t.Errorf("receipt %d: %v", seq, err)
		}
	}
	if _, err := w.with(restored, w.high).Publish(t.Context()); err == nil {
		t.Error("the old key signs in the restored log")
	}
	if c, err := next.Publish(t.Context()); err != nil || c.Origin != continuedOrigin || c.N != 3*quantum {
		t.Errorf("it goes on with %+v, %v", c, err)
	}
	next.Before = nil // as serve has it
	if _, err := next.CatchUp(t.Context()); err != nil {
		t.Errorf("the next start: %v", err)
	}
}

// TestContinuedRefuses: nobody else's log, nor one whose past was changed, goes on.
func TestContinuedRefuses(t *testing.T) {
	w, _, next := continued(t)
	for name, c := range map[string]struct {
		before *register.Signer
		spoil  bool
	}{
		"another's log":  {signer(t, "gehoor.elsewhere.example/log"), false},
		"a changed past": {w.signer, true},
	} {
		store := w.store.Clone()
		if c.spoil {
			store = damaged(t, w)
		}
		p := *next
		p.Store, p.Signer, p.Before = store, signer(t, continuedOrigin+"-2"), c.before.Verifier()
		if _, err := p.CatchUp(t.Context()); !errors.Is(err, register.ErrFork) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// damaged is a log of three leaves, the last of which the tree's root uses, with
// another one in its place.
func damaged(t *testing.T, w *world) *registertest.Memory {
	t.Helper()
	store := registertest.NewMemory()
	p := w.with(store, nil)
	p.Quantum = 3
	if err := store.AppendReceived(org, stream, 3); err != nil {
		t.Fatal(err)
	}
	high, err := register.OpenHighFile(t.TempDir() + "/highest")
	if err != nil {
		t.Fatal(err)
	}
	p.High = high
	if _, err := p.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	store.Damage(org, 2)
	return store
}

// TestContinuedChanges: no byte of a statement can be changed unseen, and it is of
// one log about one other.
func TestContinuedChanges(t *testing.T) {
	w, restored, next := continued(t)
	data := statement(t, restored)
	changes(data, func(changed []byte, what string, at int) {
		if bytes.Equal(changed, data) {
			return
		}
		if _, err := register.VerifyContinued(changed, next.Signer.Verifier(), w.log()); err == nil {
			t.Errorf("%s at %d: still genuine", what, at)
		}
	})
	if _, err := register.VerifyContinued(data, w.log(), w.log()); !errors.Is(err, register.ErrOtherKey) {
		t.Errorf("by the old key: %v", err)
	}
	if _, err := register.VerifyContinued(data, next.Signer.Verifier(), next.Signer.Verifier()); !errors.Is(err, register.ErrOtherKey) {
		t.Errorf("about another log: %v", err)
	}
	receipt, err := register.BuildReceipt(t.Context(), restored, org, stream, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.VerifyContinued(receipt, w.log(), w.log()); !errors.Is(err, register.ErrMalformed) {
		t.Errorf("a receipt as a statement: %v", err)
	}
	if _, err := register.BuildContinued(t.Context(), restored, org, stream, 1); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("of another event: %v", err)
	}
}

func TestContinuedPath(t *testing.T) {
	for path, want := range map[string]int{
		"continued/1": 1, "continued/100": 100, "continued/0": 0, "continued/01": 0, "continued/+1": 0, "continued/101": 0,
		"continued/": 0, "continued/1/": 0, "continued": 0, "tile/0/000": 0, "continued/-1": 0,
	} {
		n, ok := register.ParseContinuedPath(path)
		if ok != (want > 0) || ok && n != want {
			t.Errorf("%q is %d, %v", path, n, ok)
		}
	}
}

// FuzzContinued: nothing but a known statement is genuine.
func FuzzContinued(f *testing.F) {
	addSeeds(f, "receipt")
	s, err := fuzzSigner()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := register.VerifyContinued(data, s.Verifier(), s.Verifier()); err == nil {
			t.Error("genuine under a key that signed nothing")
		}
	})
}
