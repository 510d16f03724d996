package casework_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/register"
)

// A copy for the archive opens what staff did, with proofs, and nothing of what a
// handler may not know: when a reporter did something, and whom a reporter struck.
func TestExport(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.adopt()
	open := w.answered("open")
	_, err := w.Export(ctx, veenhaven, noor, open.Dossier)
	w.refused(err, dossier.CodeNotClosed)
	sub := submission("R1", gehoor.OfficeAlderman, noor, saar, milan)
	sub.Struck = []gehoor.PersonID{bram}
	box, err := w.Receive(ctx, veenhaven, sub)
	w.must(err)
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
	made := compartment("case", false, noor, saar, milan)
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitSupport, words("why"), &made))
	if _, err := w.Export(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("somebody who was struck: %v", err)
	}
	r, err := w.Export(ctx, veenhaven, saar, box.Dossier)
	w.must(err)
	if r.Category == "" || r.ClosedOn.String() != "2026-01-05" || r.DueOn.String() != "2028-01-06" || len(r.Events) != 11 {
		t.Fatalf("%d events, %+v", len(r.Events), r)
	}
	for i, e := range r.Events {
		if int(e.Seq) != i+1 || e.Leaf == (register.Leaf{}) || len(e.Proof) != 0 {
			t.Errorf("event %d: %+v", i+1, e)
		}
	}
	_, signer := logKey(t)
	high, err := register.OpenHighFile(filepath.Join(t.TempDir(), "highest"))
	w.must(err)
	_, err = (&register.Publisher{Org: veenhaven, Store: w.store, Signer: signer, Quantum: 64, Random: w.random, High: high}).Publish(ctx)
	w.must(err)
	r, err = w.Export(ctx, veenhaven, saar, box.Dossier)
	w.must(err)
	opened := 0
	for _, e := range r.Events {
		if len(e.Proof) == 0 {
			continue
		}
		opened++
		p, err := register.ParseProof(e.Proof)
		w.must(err)
		if bytes.Contains(p.Extra, []byte(`"reporter/`)) || bytes.Contains(p.Extra, []byte(bram)) {
			t.Errorf("event %d tells too much: %s", e.Seq, p.Extra[32:])
		}
	}
	// Acknowledgement, feedback, that she has no interest, the compartment, the closing and
	// the first copy.
	if opened != 6 || len(r.Events) != 12 {
		t.Errorf("%d of %d events are opened", opened, len(r.Events))
	}
}
