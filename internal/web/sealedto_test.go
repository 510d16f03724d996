package web_test

import (
	"net/http"
	"testing"

	"github.com/gehoor/gehoor/internal/seal"
)

// TestSealedTo: what staff's page says of the key that its words are sealed to is looked at,
// and a header that says nothing of the kind is refused.
func TestSealedTo(t *testing.T) {
	n := newTown(t, nil)
	box := n.told()
	words, _ := n.sealed(seal.Message, "words")
	send := map[string]any{"signal": box.Signal, "sealed": words}
	for epoch, want := range map[string]int{"x": http.StatusBadRequest, "0": http.StatusBadRequest, "2": http.StatusConflict} {
		if p := n.api("noor", box.Dossier, "acknowledge", send, "X-Epoch", epoch); p.Status != want {
			t.Errorf("epoch %q: %d %s", epoch, p.Status, p.Body)
		}
	}
	if p := n.api("noor", box.Dossier, "acknowledge", send, "X-Epoch", "1"); p.Status != http.StatusNoContent {
		t.Errorf("the key there is: %d %s", p.Status, p.Body)
	}
}
