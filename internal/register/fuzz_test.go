package register_test

import (
	"bytes"
	"testing"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

// seeds are the files with which a parser's fuzzing begins; [TestSeeds] fails
// when a target has none, so that a moved folder cannot empty it silently.
var seeds = map[string][]string{
	"receipt":    {"*.tlog-proof", "refused/*.tlog-proof"},
	"checkpoint": {"checkpoint"},
	"promise":    {"promise"},
}

func seed(t testing.TB, target string) [][]byte {
	t.Helper()
	var all [][]byte
	for _, pattern := range seeds[target] {
		for _, file := range glob(t, pattern) {
			all = append(all, read(t, file))
		}
	}
	return all
}

func TestSeeds(t *testing.T) {
	for target := range seeds {
		for i, s := range seed(t, target) {
			if len(s) == 0 {
				t.Errorf("seed %d of %s is empty", i, target)
			}
		}
	}
	if len(seed(t, "receipt")) < 10 || len(badTilePaths) < 10 {
		t.Error("too few seeds")
	}
}

func addSeeds(f *testing.F, target string) {
	for _, s := range seed(f, target) {
		f.Add(s)
	}
}

// FuzzReceipt: what parses is written back byte for byte, and nothing but a
// known receipt is genuine.
func FuzzReceipt(f *testing.F) {
	addSeeds(f, "receipt")
	secret, _, err := register.MakeKey("fuzz.example", [32]byte{3})
	if err != nil {
		f.Fatal(err)
	}
	nobody, err := register.ParseSigner(secret)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := register.ParseProof(data); err == nil && !bytes.Equal(p.Format(), data) {
			t.Errorf("written back as %q", p.Format())
		}
		if r, err := register.ParseReceipt(data); err == nil && r.Event.Kind != register.KindReceived {
			t.Errorf("a receipt of %s", r.Event.Kind)
		}
		if _, err := register.VerifyReceipt(data, nobody.Verifier()); err == nil {
			t.Error("genuine under a key that signed nothing")
		}
		if _, err := register.VerifyInstalled(data, nobody.Verifier()); err == nil {
			t.Error("installed under a key that signed nothing")
		}
	})
}

// FuzzCheckpoint signs any text, so that the parser behind the signature is
// reached: what parses is signed again as the same bytes, but for extensions.
func FuzzCheckpoint(f *testing.F) {
	addSeeds(f, "checkpoint")
	s, err := fuzzSigner()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := register.ParseCheckpoint(data, s.Verifier()); err == nil {
			again, err := register.ParseCheckpoint(data, s.Verifier())
			if err != nil || again.N < 0 || again.N > register.MaxSize {
				t.Errorf("%+v, %v", again, err)
			}
		}
		c, err := register.ParseTree(string(data))
		if err != nil {
			return
		}
		msg, err := register.SignCheckpoint(s, c.Tree)
		if err != nil {
			t.Fatalf("a parsed tree cannot be signed: %v", err)
		}
		if again, err := register.ParseCheckpoint(msg, s.Verifier()); err != nil || again.Tree != c.Tree {
			t.Errorf("%+v reads back as %+v, %v", c, again, err)
		}
		// The arithmetic of the tree ends for every size that parses.
		if c.N > 0 {
			_ = tlog.CheckRecord(nil, c.N, c.Hash, c.N-1, tlog.Hash{})
		}
	})
}

// FuzzPromise: a text that parses is signed again as the same text.
func FuzzPromise(f *testing.F) {
	for _, s := range seed(f, "promise") {
		f.Add(s)
		f.Add(s[:bytes.Index(s, []byte("\n\n"))+1])
	}
	s, err := fuzzSigner()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = register.VerifyPromise(data, s.Verifier())
		p, err := register.ParsePromise(string(data))
		if err != nil || p.Origin != s.Origin() {
			return
		}
		msg, err := register.SignPromise(s, p)
		if err != nil || !bytes.HasPrefix(msg, append(data[:len(data):len(data)], '\n')) {
			t.Errorf("signed again as %q, %v", msg, err)
		}
	})
}

// FuzzTilePath: what parses is spelt the same.
func FuzzTilePath(f *testing.F) {
	for _, path := range append(badTilePaths, "tile/0/000", "tile/entries/x001/234.p/17", "tile/63/999") {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		tile, err := register.ParseTilePath(path)
		if err != nil {
			return
		}
		if register.TilePath(tile) != path || tile.W < 1 || tile.W > register.TileWidth || tile.N < 0 {
			t.Errorf("%q is %+v, spelt %q", path, tile, register.TilePath(tile))
		}
	})
}

// FuzzEntries: a bundle that parses has as many entries as asked.
func FuzzEntries(f *testing.F) {
	f.Add(append([]byte{0, 32}, make([]byte, 32)...), 1)
	f.Add([]byte{}, 0)
	f.Fuzz(func(t *testing.T, bundle []byte, n int) {
		if leaves, err := register.ParseEntries(bundle, n); err == nil && len(leaves) != n {
			t.Errorf("%d entries, want %d", len(leaves), n)
		}
	})
}

func fuzzSigner() (*register.Signer, error) {
	secret, _, err := register.MakeKey(origin, [32]byte{5})
	if err != nil {
		return nil, err
	}
	return register.ParseSigner(secret)
}
