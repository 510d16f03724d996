package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/mod/sumdb/tlog"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gehoor-verify": main})
}

// TestScripts runs the program itself over testdata/*.txtar. Each script finds the
// vectors of testdata/log in vectors/, logs that were made for it in logs/, and
// the same logs served at $URL.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			if err := os.CopyFS(filepath.Join(env.WorkDir, "vectors"), os.DirFS("../../testdata/log")); err != nil {
				return err
			}
			if err := makeLogs(filepath.Join(env.WorkDir, "logs")); err != nil {
				return err
			}
			if err := makeRestored(filepath.Join(env.WorkDir, "logs")); err != nil {
				return err
			}
			server := httptest.NewServer(serve(filepath.Join(env.WorkDir, "logs")))
			env.Defer(server.Close)
			env.Setenv("URL", server.URL)
			return nil
		},
	})
}

// serve serves logs as files, and what a log should not do.
func serve(dir string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(dir)))
	mux.Handle("/elsewhere/", http.RedirectHandler("/grown/checkpoint", http.StatusFound))
	mux.HandleFunc("/broken/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.HandleFunc("/endless/", func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write(make([]byte, 1<<16)); err != nil {
				return
			}
		}
	})
	return mux
}

// makeLogs writes one log at two sizes, and another history of the same key.
func makeLogs(dir string) error {
	ctx := context.Background()
	key, err := register.NewCosigner("witness.duinrade.example", [32]byte{12})
	if err != nil {
		return err
	}
	for _, history := range []struct {
		random string
		names  []string // after one checkpoint, and after five more
	}{
		{"one", []string{"small", "grown"}}, // 200 leaves; 1,200 leaves: two levels of tiles
		{"another", []string{"forked-small", "forked"}},
	} {
		store := registertest.NewMemory()
		p, err := publisher(store, history.random)
		if err != nil {
			return err
		}
		for i, name := range history.names {
			if err := store.AppendReceived(registertest.Org, registertest.Streams()[0], 5); err != nil {
				return err
			}
			for range 1 + 4*i {
				if _, err := p.Publish(ctx); err != nil {
					return err
				}
			}
			if name == "grown" {
				if err := export(ctx, store, filepath.Join(dir, "alone")); err != nil {
					return err
				}
				if err := cosign(ctx, store, p, key); err != nil {
					return err
				}
			}
			if err := export(ctx, store, filepath.Join(dir, name)); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(dir, "witness.vkey"), []byte(key.Witness().VerifierKey()+"\n"), 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "log.vkey"), []byte(p.Signer.VerifierKey()+"\n"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// makeRestored writes a log that was backed up at 200 leaves, went on to 400 and
// was put back twice: once (restored), and that one once more (twice).
func makeRestored(dir string) error {
	ctx := context.Background()
	store := registertest.NewMemory()
	p, err := publisher(store, "restored")
	if err != nil {
		return err
	}
	publish := func(name string) error {
		if err := store.AppendReceived(registertest.Org, registertest.Streams()[0], 5); err != nil {
			return err
		}
		if _, err := p.Publish(ctx); err != nil {
			return err
		}
		key := []byte(p.Signer.VerifierKey() + "\n")
		return errors.Join(export(ctx, store, filepath.Join(dir, name)), os.WriteFile(filepath.Join(dir, name+".vkey"), key, 0o644))
	}
	if err := publish("held"); err != nil {
		return err
	}
	backup := store.Clone()
	if err := publish("beyond"); err != nil {
		return err
	}
	store = backup
	for i, name := range []string{"restored", "twice"} {
		before := p.Signer
		if p, err = publisher(store, name); err != nil {
			return err
		}
		if p.Signer, err = newSigner(register.Origin(fmt.Sprintf("gehoor.veenhaven.example/log/from-%d", i+1))); err != nil {
			return err
		}
		if err := registertest.Continue(ctx, store, p, before, gehoor.Seq(i+1), 0); err != nil {
			return err
		}
		if err := publish(name); err != nil {
			return err
		}
		if err := statements(ctx, store, filepath.Join(dir, name), i+1); err != nil {
			return err
		}
	}
	return nil
}

// statements writes what a restored log says of itself.
func statements(ctx context.Context, store register.Store, dir string, n int) error {
	if err := os.Mkdir(filepath.Join(dir, "continued"), 0o755); err != nil {
		return err
	}
	for i := 1; i <= n; i++ {
		data, err := register.BuildContinued(ctx, store, registertest.Org, gehoor.OrganisationStream, gehoor.Seq(i))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "continued", fmt.Sprint(i)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func newSigner(origin register.Origin) (*register.Signer, error) {
	secret, _, err := register.MakeKey(origin, [32]byte{11})
	if err != nil {
		return nil, err
	}
	return register.ParseSigner(secret)
}

// forgetful remembers no highest checkpoint.
type forgetful struct{}

func (forgetful) Highest(register.Origin) (tlog.Tree, error) { return tlog.Tree{}, nil }
func (forgetful) Raise(register.Origin, tlog.Tree) error     { return nil }

func publisher(store register.Store, random string) (*register.Publisher, error) {
	signer, err := newSigner("gehoor.veenhaven.example/log")
	if err != nil {
		return nil, err
	}
	return &register.Publisher{
		Org: registertest.Org, Store: store, Signer: signer, High: forgetful{}, Quantum: 200,
		Random: registertest.CountingRandom(random),
	}, nil
}

// cosign lets a witness sign the newest checkpoint.
func cosign(ctx context.Context, store register.Store, p *register.Publisher, key *register.Cosigner) error {
	head, err := store.Head(ctx, registertest.Org)
	if err != nil {
		return err
	}
	signed, err := key.Cosign(head.Note, p.Signer.Verifier(), time.Unix(1767600000, 0))
	if err != nil {
		return err
	}
	return store.Cosign(ctx, registertest.Org, head.Published, register.Published{Note: signed, Enough: true})
}

// export writes a log as the files that C2SP tlog-tiles serves.
func export(ctx context.Context, store register.Store, dir string) error {
	head, err := store.Head(ctx, registertest.Org)
	if err != nil {
		return err
	}
	paths := []string{register.CheckpointPath}
	for _, tile := range tlog.NewTiles(register.TileHeight, 0, head.Published) {
		paths = append(paths, register.TilePath(tile))
		if tile.L == 0 {
			tile.L = register.EntriesLevel
			paths = append(paths, register.TilePath(tile))
		}
	}
	for _, path := range paths {
		data, err := register.Tile(ctx, store, registertest.Org, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// TestImports keeps the program what its comment says: readable alone.
func TestImports(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, path := range imports(t, name) {
			inside, ours := strings.CutPrefix(path, "github.com/gehoor/gehoor")
			if ours && inside != "" && inside != "/internal/register" && inside != "/internal/seal" {
				t.Errorf("%s imports %s: an outsider must be able to read all that the verifier links", name, path)
			}
		}
	}
}
