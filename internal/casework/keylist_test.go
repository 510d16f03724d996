package casework_test

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/register"
)

// checkpoints publishes the log of the world, as often as it is called.
func (w *world) checkpoints() (publish func()) {
	w.t.Helper()
	_, signer := logKey(w.t)
	high, err := register.OpenHighFile(filepath.Join(w.t.TempDir(), "highest"))
	w.must(err)
	p := register.Publisher{Org: veenhaven, Store: w.store, Signer: signer, Quantum: 64, Random: w.random, High: high}
	return func() {
		_, err := p.Publish(w.t.Context())
		w.must(err)
	}
}

// TestStateKeys: the list of keys that reporters' browsers seal to is a fact whenever
// it changed, and only then; it has whoever a preview names and nobody else, and the
// log proves it to anybody.
func TestStateKeys(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	public, _ := logKey(t)
	log, err := register.ParseVerifier(public)
	w.must(err)
	publish := w.checkpoints()
	if _, err := w.Keys(ctx, veenhaven); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a list before any was stated: %v", err)
	}
	state := func(edition int64) (casework.Keys, register.Stated) {
		t.Helper()
		w.must(w.StateKeys(ctx, veenhaven))
		w.must(w.StateKeys(ctx, veenhaven))
		publish()
		keys, err := w.Keys(ctx, veenhaven)
		w.must(err)
		proof, err := w.KeysProof(ctx, veenhaven)
		w.must(err)
		stated, err := register.VerifyStated(proof, log)
		w.must(err)
		if stated.Keys.Edition != edition || len(stated.Keys.People) != len(keys.People) {
			t.Fatalf("edition %d of %d people, of %d keys", stated.Keys.Edition, len(stated.Keys.People), len(keys.People))
		}
		for i, p := range keys.People {
			data, err := json.Marshal(p)
			w.must(err)
			if stated.Keys.People[i] != (gehoor.KeyEntry{Person: p.Person, Entry: gehoor.DigestKey(data)}) {
				t.Errorf("the log says something else of %s", p.Person)
			}
		}
		return keys, stated
	}
	first, one := state(1)
	var people []gehoor.PersonID
	for _, p := range first.People {
		people = append(people, p.Person)
	}
	if diff := cmp.Diff([]gehoor.PersonID{sem, noor, bram, saar, milan, fleur}, people); diff != "" { // jet leads, and receives nothing
		t.Errorf("who is listed (-want +got)\n%s", diff)
	}
	w.listsPreviews(first.People)

	w.must(w.Leave(ctx, veenhaven, gehoor.System, milan))
	second, two := state(2)
	if slices.ContainsFunc(second.People, func(p gehoor.PublishedKey) bool { return p.Person == milan }) {
		t.Error("who left is listed")
	}
	if two.Proof.Index <= one.Proof.Index || two.Event.Seq <= one.Event.Seq {
		t.Error("a later list does not come later")
	}
	w.listsPreviews(second.People)
	if _, err := register.VerifyInstalled(mustProof(t, w), log); !errors.Is(err, register.ErrMalformed) {
		t.Errorf("it is a proof of a program too: %v", err)
	}
}

func mustProof(t *testing.T, w *world) []byte {
	t.Helper()
	proof, err := w.KeysProof(t.Context(), veenhaven)
	w.must(err)
	return proof
}

// listsPreviews: whom a page for reporters names, the list has, with the office.
func (w *world) listsPreviews(people []gehoor.PublishedKey) {
	w.t.Helper()
	used := map[gehoor.PersonID]bool{}
	find := func(id gehoor.PersonID, note string, fits func(gehoor.PublishedKey) bool) {
		w.t.Helper()
		used[id] = true
		i := slices.IndexFunc(people, func(k gehoor.PublishedKey) bool { return k.Person == id })
		if i < 0 || people[i].Note != note || !fits(people[i]) {
			w.t.Errorf("%s is shown to reporters and not listed so", id)
		}
	}
	for _, o := range gehoor.Offices() {
		p, err := w.Preview(w.t.Context(), veenhaven, o, nil)
		w.must(err)
		for _, h := range p.Holders {
			find(h.ID, h.Note, func(k gehoor.PublishedKey) bool {
				return slices.Contains(k.Offices, o) || slices.Contains(k.Offices, gehoor.OfficeExternalDesk)
			})
		}
		for _, h := range p.Custodians {
			find(h.ID, h.Note, func(k gehoor.PublishedKey) bool { return k.Custodian })
		}
	}
	if len(used) != len(people) {
		w.t.Errorf("%d people are listed, %d shown to reporters", len(people), len(used))
	}
}

// TestStateKeysBeforeIntake: nobody is listed before anybody could be shown.
func TestStateKeysBeforeIntake(t *testing.T) {
	n := real(t)
	n.must(n.StateKeys(t.Context(), veenhaven))
	if _, err := n.Keys(t.Context(), veenhaven); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("listed before intake: %v", err)
	}
	if _, err := n.KeysProof(t.Context(), veenhaven); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("proved before intake: %v", err)
	}
}
