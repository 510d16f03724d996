package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

func (n *town) counsel(login, act string, body any) *webtest.Page {
	n.t.Helper()
	return n.do(login, http.MethodPost, "/api/desk/counsel/"+act, line(n.t, body))
}

// TestCounsel: an adviser gives an advice to the mayor, who opens it, confirms it and answers;
// whoever leads the bureau reads that, and no place for words. To others it is not there.
func TestCounsel(t *testing.T) {
	n := newTown(t, nil)
	to, content := n.sealed(seal.Message, "to the mayor")
	own, ownName := n.sealed(seal.Message, "to the adviser")
	id := strings.Repeat("ab", 16)
	give := map[string]any{"id": id, "to": []any{map[string]any{"person": n.ids["meike"], "bytes": to}}, "own": own}
	page := func(login string) string {
		t.Helper()
		p := n.get(login, "/nl"+layout.PathCounsel)
		if p.Status != http.StatusOK {
			t.Fatalf("%s gets %d", login, p.Status)
		}
		webtest.Check(t, p)
		return string(p.Body)
	}
	if !strings.Contains(page("fenna"), said(gehoor.Dutch, "counsel.write")) || strings.Contains(page("meike"), said(gehoor.Dutch, "counsel.write")) {
		t.Error("who can write one is another")
	}
	for range 2 {
		if p := n.counsel("fenna", "give", give); p.Status != http.StatusNoContent {
			t.Fatalf("%d %s", p.Status, p.Body)
		}
	}
	open := func(login, content string) int {
		return n.counsel(login, "open", map[string]any{"id": id, "ids": []string{content}}).Status
	}
	if got := []int{open("meike", content), open("fenna", ownName), open("meike", ownName), open("jet", content), open("noor", content), open("floor", content), open("hidde", content)}; got[0] != 200 || got[1] != 200 {
		t.Errorf("opening gives %v", got)
	} else {
		for _, status := range got[2:] {
			if status != http.StatusNotFound {
				t.Errorf("opening gives %v", got)
			}
		}
	}
	if p := n.counsel("jet", "confirm", map[string]any{"id": id}); p.Status != http.StatusNotFound {
		t.Errorf("whoever leads the bureau confirms: %d", p.Status)
	}
	answer := map[string]any{"id": id, "sealed": to, "own": own}
	if p := n.counsel("meike", "answer", answer); p.Status < 400 || !strings.Contains(string(p.Body), "counsel.unconfirmed") {
		t.Errorf("answered before: %d %s", p.Status, p.Body)
	}
	if !strings.Contains(page("meike"), said(gehoor.Dutch, "counsel.confirm")) {
		t.Error("nothing asks to confirm")
	}
	if p := n.counsel("meike", "confirm", map[string]any{"id": id}); p.Status != http.StatusNoContent {
		t.Errorf("%d %s", p.Status, p.Body)
	}
	if body := page("jet"); !strings.Contains(body, "bevestigd op") || strings.Contains(body, content) || strings.Contains(body, "counsel-page") {
		t.Error("the register says nothing of it, or leads to the words")
	}
	for _, login := range []string{"noor", "floor", "hidde", "wies"} {
		if p := n.get(login, "/nl"+layout.PathCounsel); p.Status != http.StatusNotFound {
			t.Errorf("%s gets %d", login, p.Status)
		}
	}
	for name, body := range map[string]map[string]any{
		"a caseworker": {"id": strings.Repeat("cd", 16), "to": []any{map[string]any{"person": n.ids["noor"], "bytes": to}}, "own": own},
		"open words":   {"id": strings.Repeat("cd", 16), "to": []any{map[string]any{"person": n.ids["meike"], "bytes": []byte("words")}}, "own": own},
		"no ID":        {"id": "x", "to": []any{}, "own": own},
	} {
		if p := n.counsel("fenna", "give", body); p.Status < 400 || p.Status == http.StatusNotFound {
			t.Errorf("%s: %d", name, p.Status)
		}
	}
}
