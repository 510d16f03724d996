package witness_test

import (
	"crypto/sha256"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
	"github.com/gehoor/gehoor/internal/witness"
)

const (
	org     = registertest.Org
	origin  = register.Origin("gehoor.veenhaven.example/log")
	quantum = 8
)

var now = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)

// world is a log that is published.
type world struct {
	t         testing.TB
	store     *registertest.Memory
	publisher *register.Publisher
}

func newWorld(t testing.TB, history string) *world {
	t.Helper()
	w := &world{t: t, store: registertest.NewMemory()}
	w.publisher = &register.Publisher{
		Org: org, Store: w.store, Signer: signer(t, origin), High: forgetful{}, Quantum: quantum,
		Random: registertest.CountingRandom(history),
	}
	return w
}

// branch is the same log as it is now, which goes on otherwise.
func (w *world) branch(history string) *world {
	other := newWorld(w.t, history)
	other.store = w.store.Clone()
	other.publisher.Store = other.store
	return other
}

func (w *world) publish() register.Checkpoint {
	w.t.Helper()
	c, err := w.publisher.Publish(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// publishTo publishes until the log has so many leaves.
func (w *world) publishTo(size int64) (c register.Checkpoint) {
	w.t.Helper()
	for c.N < size {
		c = w.publish()
	}
	return c
}

func (w *world) note(size int64) []byte {
	w.t.Helper()
	msg, err := w.store.Checkpoint(w.t.Context(), org, size)
	if err != nil {
		w.t.Fatal(err)
	}
	return msg
}

// request asks to cosign the checkpoint of size leaves after old.
func (w *world) request(old, size int64) []byte {
	w.t.Helper()
	var proof tlog.TreeProof
	if old <= size {
		var err error
		if proof, err = register.ProveConsistency(w.t.Context(), w.store, org, old, size); err != nil {
			w.t.Fatal(err)
		}
	}
	return register.AddCheckpoint{Old: old, Proof: proof, Checkpoint: w.note(size)}.Format()
}

// circle asks witnesses, any of which is enough.
func (w *world) circle(quorum string, members ...member) *witness.Circle {
	w.t.Helper()
	text := ""
	names := ""
	for _, m := range members {
		text += "witness " + m.name + " " + m.key + " " + m.url + "\n"
		names += " " + m.name
	}
	policy, err := register.ParsePolicy([]byte(text + "group g " + quorum + names + "\nquorum g\n"))
	if err != nil {
		w.t.Fatal(err)
	}
	return &witness.Circle{Org: org, Store: w.store, Log: w.publisher.Signer.Verifier(), Policy: policy}
}

// member is a witness of a circle.
type member struct{ name, key, url string }

// ask publishes and asks.
func (w *world) ask(c *witness.Circle) []witness.Answer {
	w.t.Helper()
	answers, err := c.Ask(w.t.Context(), w.publish(), time.Minute)
	if err != nil {
		w.t.Fatal(err)
	}
	return answers
}

func signer(t testing.TB, name register.Origin) *register.Signer {
	t.Helper()
	secret, _, err := register.MakeKey(name, sha256.Sum256([]byte(name)))
	if err != nil {
		t.Fatal(err)
	}
	s, err := register.ParseSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func cosigner(t testing.TB, name register.Origin) *register.Cosigner {
	t.Helper()
	c, err := register.NewCosigner(name, sha256.Sum256([]byte(name)))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// open begins to witness over the log in a folder.
func open(t testing.TB, dir string) *witness.Witness {
	t.Helper()
	w, err := witness.Open(dir, cosigner(t, "witness.duinrade.example"), []note.Verifier{signer(t, origin).Verifier()}, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return w
}

// served is a witness behind an address.
func served(t testing.TB, name string, h http.Handler, key *register.Witness) member {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return member{name: name, key: key.VerifierKey(), url: s.URL}
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// forgetful remembers no highest checkpoint.
type forgetful struct{}

func (forgetful) Highest(register.Origin) (tlog.Tree, error) { return tlog.Tree{}, nil }
func (forgetful) Raise(register.Origin, tlog.Tree) error     { return nil }
