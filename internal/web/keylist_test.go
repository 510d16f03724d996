package web_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestKeyList: the list of keys is there for everybody once it was stated, byte by byte
// what the log names, and what a page for reporters is given.
func TestKeyList(t *testing.T) {
	n := newTown(t, nil)
	const path = "/.well-known/gehoor/keys.json"
	if got := webtest.Get(t, n.handler, path); got.Status != http.StatusNotFound {
		t.Errorf("before it was stated: %d", got.Status)
	}
	n.must(n.cases.StateKeys(t.Context(), "veenhaven"))
	got := webtest.Get(t, n.handler, path)
	var list struct {
		Edition int64
		Root    string
		People  []json.RawMessage
	}
	if err := json.Unmarshal(got.Body, &list); err != nil || got.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Fatalf("%v: %s", err, got.Body)
	}
	o, err := n.cases.Organisation(t.Context(), "veenhaven")
	n.must(err)
	stated := o.Keys.List
	if list.Edition != 1 || list.Root != o.Root || len(list.People) == 0 || len(list.People) != len(stated.People) {
		t.Fatalf("%d people of edition %d, stated %d", len(list.People), list.Edition, len(stated.People))
	}
	notes := map[gehoor.PersonID]string{}
	for i, raw := range list.People {
		if gehoor.DigestKey(raw) != stated.People[i].Entry {
			t.Errorf("the log names something else than %s", raw)
		}
		var one gehoor.PublishedKey
		n.must(json.Unmarshal(raw, &one))
		notes[one.Person] = one.Note
	}
	preview, err := n.cases.Preview(t.Context(), "veenhaven", gehoor.OfficeAlderman, nil)
	n.must(err)
	for _, p := range append(preview.Holders, preview.Custodians...) {
		if notes[p.ID] != p.Note {
			t.Errorf("%s is listed with another key than reporters are given", p.ID)
		}
	}
	if got := webtest.Get(t, n.handler, "/.well-known/gehoor/keys.tlog-proof"); got.Status != http.StatusNotFound {
		t.Errorf("a proof before any checkpoint: %d", got.Status)
	}
}
