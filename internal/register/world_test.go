package register_test

import (
	"crypto/sha256"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
	"golang.org/x/mod/sumdb/note"
)

const (
	org    = registertest.Org
	origin = register.Origin("gehoor.veenhaven.example/log")
)

var stream = registertest.Streams()[0]

// fataler is what testing.TB and rapid.T have in common.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// world is one organisation's log in memory, with its key and its highest
// checkpoint in a file.
type world struct {
	fataler
	store     *registertest.Memory
	signer    *register.Signer
	high      *register.HighFile
	publisher *register.Publisher
}

const quantum = 8

func newWorld(t *testing.T) *world { return newWorldIn(t, t.TempDir()) }

func newWorldIn(t fataler, dir string) *world {
	t.Helper()
	high, err := register.OpenHighFile(filepath.Join(dir, "highest"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{fataler: t, store: registertest.NewMemory(), signer: signer(t, origin), high: high}
	w.publisher = &register.Publisher{
		Org: org, Store: w.store, Signer: w.signer, High: high, Quantum: quantum,
		Random: registertest.CountingRandom("dummies"),
	}
	return w
}

func signer(t fataler, name register.Origin) *register.Signer {
	t.Helper()
	secret, _, err := register.MakeKey(name, sha256.Sum256([]byte("gehoor test log key")))
	if err != nil {
		t.Fatal(err)
	}
	s, err := register.ParseSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (w *world) receive(n int) {
	w.Helper()
	if err := w.store.AppendReceived(org, stream, n); err != nil {
		w.Fatal(err)
	}
}

func (w *world) publish(t *testing.T) register.Checkpoint {
	w.Helper()
	c, err := w.publisher.Publish(t.Context())
	if err != nil {
		w.Fatal(err)
	}
	return c
}

func (w *world) receipt(t *testing.T, seq gehoor.Seq) []byte {
	w.Helper()
	data, err := register.BuildReceipt(t.Context(), w.store, org, stream, seq)
	if err != nil {
		w.Fatal(err)
	}
	return data
}

func (w *world) log() note.Verifier { return w.signer.Verifier() }

// clone goes on with a copy of the database and another highest checkpoint.
func (w *world) with(store *registertest.Memory, high register.HighWater) *register.Publisher {
	p := *w.publisher
	p.Store, p.High = store, high
	return &p
}

// changes calls try with every single-byte change of data: each bit flipped,
// each byte dropped, each byte doubled.
func changes(data []byte, try func(changed []byte, what string, at int)) {
	for i := range data {
		for bit := range 8 {
			c := []byte(string(data))
			c[i] ^= 1 << bit
			try(c, "flipped", i)
		}
		try([]byte(string(data[:i])+string(data[i+1:])), "dropped", i)
		try([]byte(string(data[:i+1])+string(data[i:])), "doubled", i)
	}
	for _, tail := range []string{"\n", " ", "x", "\x00"} {
		try([]byte(string(data)+tail), "longer", len(data))
	}
}

// line replaces line n (from 0) of a text.
func line(text []byte, n int, with string) []byte {
	lines := strings.Split(string(text), "\n")
	lines[n] = with
	return []byte(strings.Join(lines, "\n"))
}

type orgID = gehoor.OrgID

func seqNumber(n int) gehoor.Seq { return gehoor.Seq(n) }

func refused(code gehoor.Code) error { return gehoor.Refuse(code) }
