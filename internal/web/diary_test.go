package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// asks is what a reporter's script asks.
func (n *town) asks(path string, body any) *webtest.Page {
	n.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(line(n.t, body)))
	r.Header.Set("Content-Type", "application/json")
	return webtest.Do(n.t, n.handler, r)
}

// TestDiary: an entry gets the day of the server, comes back with its mark, is there once
// however often it is sent, and goes when its writer says so.
func TestDiary(t *testing.T) {
	n := newTown(t, nil)
	code, mark := strings.Repeat("0a", 32), strings.Repeat("0b", 32)
	sealed, _ := n.sealed(seal.Diary, "one")
	entry := func(mark string, sealed []byte) map[string]any {
		return map[string]any{"lookup": code, "mark": mark, "sealed": sealed}
	}
	back := func() (got struct {
		State string
		Draft []byte
		Diary *struct {
			Until   string
			Entries []struct {
				On, Mark string
				Sealed   []byte
			}
		}
	}, status int) {
		p := n.asks("/api/back", map[string]any{"lookup": code})
		if p.Status == http.StatusOK {
			n.must(json.Unmarshal(p.Body, &got))
		}
		return got, p.Status
	}
	if p := n.asks("/api/begin", map[string]any{"lookup": code}); p.Status != http.StatusOK {
		t.Fatalf("begin: %d", p.Status)
	}
	for range 2 {
		if p := n.asks("/api/diary", entry(mark, sealed)); p.Status != http.StatusNoContent {
			t.Fatalf("add: %d %s", p.Status, p.Body)
		}
	}
	got, _ := back()
	if got.State != "draft" || got.Draft != nil || got.Diary == nil || len(got.Diary.Entries) != 1 {
		t.Fatalf("%+v", got)
	}
	// The town's clock stands at 5 June 2026.
	if e := got.Diary.Entries[0]; e.On != "2026-06-05" || e.Mark != mark || string(e.Sealed) != string(sealed) || got.Diary.Until != "2027-07-01" {
		t.Errorf("on %s, mark %s, until %s", e.On, e.Mark, got.Diary.Until)
	}
	for name, body := range map[string]any{
		"no mark":      entry("", sealed),
		"another case": entry(strings.ToUpper(mark), sealed),
		"not sealed":   entry(mark, []byte("words")),
		"nothing":      entry(mark, nil),
		"a day":        map[string]any{"lookup": code, "mark": mark, "sealed": sealed, "on": "2020-01-01"},
		"no code":      map[string]any{"lookup": "x", "mark": mark, "sealed": sealed},
	} {
		if p := n.asks("/api/diary", body); p.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, p.Status, p.Body)
		}
	}
	long, _ := n.sealed(seal.Diary, strings.Repeat("x", 70_000))
	if p := n.asks("/api/diary", entry(strings.Repeat("0c", 32), long)); p.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d %s", p.Status, p.Body)
	}
	if p := n.asks("/api/diary/drop", map[string]any{"lookup": code}); p.Status != http.StatusNoContent {
		t.Errorf("drop: %d", p.Status)
	}
	if _, status := back(); status != http.StatusNotFound {
		t.Errorf("it is still there: %d", status)
	}
}
