package casework_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/google/go-cmp/cmp"
)

// TestThen: what an acknowledgement promises is what holds after it.
func TestThen(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.days(3)
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	promised := d.Then[box.Signal]
	if len(promised) != 1 || promised[0].Step != protocol.StepFeedback || !promised[0].Running {
		t.Fatalf("once acknowledged: %+v", promised)
	}
	if len(d.Open) != 2 || d.Open[0].Step != protocol.StepAcknowledge {
		t.Errorf("open now: %+v", d.Open)
	}

	w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	d, err = w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	if diff := cmp.Diff(promised, d.Open); diff != "" {
		t.Errorf("what holds is not what was promised (-promised +holds):\n%s", diff)
	}
	if len(d.Then) != 0 {
		t.Errorf("there is nothing left to acknowledge: %+v", d.Then)
	}
}

// TestOthers: whoever was told of a lateness has a name on the page, without
// holding anything.
func TestOthers(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.must(w.Write(t.Context(), veenhaven, bram, box.Dossier, box.Signal, words("when was it?")))
	w.days(30)
	w.tick()
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	names := func(people []*directory.Person) (ids []gehoor.PersonID) {
		for _, p := range people {
			ids = append(ids, p.ID)
		}
		return ids
	}
	if diff := cmp.Diff([]gehoor.PersonID{noor, bram}, names(d.Holders)); diff != "" {
		t.Errorf("holders: %s", diff)
	}
	if diff := cmp.Diff([]gehoor.PersonID{jet}, names(d.Others)); diff != "" {
		t.Errorf("others: %s", diff)
	}
}
