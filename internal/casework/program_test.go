package casework_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
)

func someProgram(version string) gehoor.Program {
	return gehoor.Program{
		Version: version, Go: "go1.26", Platform: "linux/amd64", Binary: gehoor.Digest("sha256-" + content("f")),
		Policy: "default-src 'none'", Assets: []gehoor.Asset{{Path: "/a/a.js", Integrity: "sha384-AAAA"}},
	}
}

// TestInstallProgram: a program that starts again is not stated again; another one
// is, and each can be proved to anybody once a checkpoint covers it. No other event
// of the organisation can.
func TestInstallProgram(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	public, signer := logKey(t)
	log, err := register.ParseVerifier(public)
	w.must(err)
	first, err := w.InstallProgram(ctx, veenhaven, someProgram("v1"))
	w.must(err)
	again, err := w.InstallProgram(ctx, veenhaven, someProgram("v1"))
	w.must(err)
	second, err := w.InstallProgram(ctx, veenhaven, someProgram("v2"))
	w.must(err)
	if first.Seq == 0 || again.Seq != first.Seq || second.Seq != first.Seq+1 || !second.Program.Equal(someProgram("v2")) {
		t.Errorf("installed at %d, %d and %d", first.Seq, again.Seq, second.Seq)
	}
	if _, err := w.ProgramProof(ctx, veenhaven, first.Seq); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a proof before any checkpoint: %v", err)
	}
	high, err := register.OpenHighFile(filepath.Join(t.TempDir(), "highest"))
	w.must(err)
	p := register.Publisher{Org: veenhaven, Store: w.store, Signer: signer, Quantum: 64, Random: w.random, High: high}
	_, err = p.Publish(ctx)
	w.must(err)
	for seq := gehoor.Seq(0); seq <= second.Seq+1; seq++ {
		proof, err := w.ProgramProof(ctx, veenhaven, seq)
		if seq != first.Seq && seq != second.Seq {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("a proof of event %d: %v", seq, err)
			}
			continue
		}
		w.must(err)
		installed, err := register.VerifyInstalled(proof, log)
		w.must(err)
		if want := map[gehoor.Seq]string{first.Seq: "v1", second.Seq: "v2"}[seq]; installed.Program.Version != want || installed.Event.Seq != seq {
			t.Errorf("event %d proves %+v", seq, installed.Program)
		}
		if _, err := register.VerifyReceipt(proof, log); !errors.Is(err, register.ErrMalformed) {
			t.Errorf("it is a receipt of a signal too: %v", err)
		}
	}
	if _, err := w.InstallProgram(ctx, "elsewhere", someProgram("v1")); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("installed where nothing was founded: %v", err)
	}
}
