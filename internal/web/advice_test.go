package web_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	noted "github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// yearful is what a browser makes of a year: words, filled up with spaces.
func (n *town) yearful(words string) (b []byte, mark string) {
	n.t.Helper()
	return n.sealed(seal.Advice, words+strings.Repeat(" ", 255_000-len(words)))
}

// advice asks a script's question about notes.
func (n *town) advice(login, act string, body any) *webtest.Page {
	n.t.Helper()
	return n.do(login, http.MethodPost, "/api/desk/advice/"+act, line(n.t, body))
}

// noted is the mark of what somebody gets of a year.
func (n *town) noted(login string, year int) string {
	n.t.Helper()
	p := n.advice(login, "open", map[string]any{"year": year})
	var got struct {
		Mark   string
		Sealed []byte
	}
	if err := json.Unmarshal(p.Body, &got); err != nil || p.Status != http.StatusOK {
		n.t.Fatalf("open: %d %v %.200s", p.Status, err, p.Body)
	}
	if (got.Mark == "") != (len(got.Sealed) == 0) || got.Mark != "" && len(got.Sealed) != noted.SealedBytes {
		n.t.Errorf("mark %q of %d bytes", got.Mark, len(got.Sealed))
	}
	return got.Mark
}

// TestAdvice: an adviser keeps a year, a second tab does not save over it, and the page has
// nothing of it.
func TestAdvice(t *testing.T) {
	n := newTown(t, nil)
	says := func(p *webtest.Page, status int, code string) {
		t.Helper()
		if p.Status != status || !strings.Contains(string(p.Body), code) {
			t.Errorf("%d %.200s, want %d %s", p.Status, p.Body, status, code)
		}
	}
	page := func() string {
		t.Helper()
		p := n.get("fenna", "/nl"+layout.PathAdvice)
		webtest.Check(t, p)
		return string(p.Body)
	}
	empty := page()
	one, first := n.yearful("one")
	two, second := n.yearful("two")
	if got := n.noted("fenna", 2026); got != "" {
		t.Errorf("before anything: %q", got)
	}
	says(n.advice("fenna", "keep", map[string]any{"year": 2026, "sealed": one}), http.StatusNoContent, "")
	says(n.advice("fenna", "keep", map[string]any{"year": 2026, "sealed": one}), http.StatusNoContent, "") // the answer was lost
	says(n.advice("fenna", "keep", map[string]any{"year": 2026, "sealed": two}), http.StatusConflict, "advice.changed")
	if got := n.noted("fenna", 2026); got != first {
		t.Errorf("a second tab saved over it: %q", got)
	}
	says(n.advice("fenna", "keep", map[string]any{"year": 2026, "after": first, "sealed": two}), http.StatusNoContent, "")
	if page() != empty {
		t.Error("the page says whether something was noted")
	}
	says(n.advice("fenna", "drop", map[string]any{"year": 2026, "mark": first}), http.StatusConflict, "advice.changed")
	if got := n.noted("fenna", 2026); got != second {
		t.Errorf("moved: %q", got)
	}
	says(n.advice("fenna", "drop", map[string]any{"year": 2026, "mark": second}), http.StatusNoContent, "")
	if got := n.noted("fenna", 2026); got != "" {
		t.Errorf("dropped: %q", got)
	}
	for _, at := range []string{"?jaar=2024", "?jaar=x", "?jaar=9999", "?jaar=1999"} {
		webtest.Check(t, n.get("fenna", "/en"+layout.PathAdvice+at))
	}
}

// TestAdviceOfOthers: to whoever is no adviser, and to nobody, no question about notes has
// another answer than one about what never was; another adviser has their own.
func TestAdviceOfOthers(t *testing.T) {
	n := newTown(t, nil)
	one, mark := n.yearful("one")
	two, _ := n.yearful("two")
	if p := n.advice("fenna", "keep", map[string]any{"year": 2026, "sealed": one}); p.Status != http.StatusNoContent {
		t.Fatal(p.Status)
	}
	asks := map[string]any{
		"open": map[string]any{"year": 2026}, "keep": map[string]any{"year": 2026, "after": mark, "sealed": two}, "drop": map[string]any{"year": 2026, "mark": mark},
	}
	for _, one := range residents {
		if one.role == gehoor.RoleAdviser {
			continue
		}
		never := n.do(one.login, http.MethodGet, "/nl"+layout.PathStaff+"/nooit", "")
		if p := n.get(one.login, "/nl"+layout.PathAdvice); p.Status != http.StatusNotFound || !bytes.Equal(p.Body, never.Body) {
			t.Errorf("the page tells %s: %d", one.login, p.Status)
		}
		for act, body := range asks {
			if p := n.advice(one.login, act, body); p.Status != http.StatusNotFound || !strings.Contains(string(p.Body), `"code":"not-found"`) {
				t.Errorf("%s asks %s: %d %.200s", one.login, act, p.Status, p.Body)
			}
		}
	}
	for act, body := range asks {
		if p := n.advice("", act, body); p.Status != http.StatusUnauthorized {
			t.Errorf("nobody asks %s: %d", act, p.Status)
		}
		with := map[string]any{"person": n.ids["fenna"]}
		for k, v := range body.(map[string]any) {
			with[k] = v
		}
		if p := n.advice("fenna", act, with); p.Status != http.StatusBadRequest {
			t.Errorf("a person can be named with %s: %d", act, p.Status)
		}
	}
	if got := n.noted("fenna", 2026); got != mark {
		t.Errorf("it is %q now", got)
	}
}

// TestAdviceMalformed: what no page of ours sends is refused, and changes nothing.
func TestAdviceMalformed(t *testing.T) {
	n := newTown(t, nil)
	good, mark := n.yearful("one")
	short, _ := n.sealed(seal.Advice, "two visits")
	for name, c := range map[string]struct {
		body   map[string]any
		status int
	}{
		"no year":       {map[string]any{"sealed": good}, http.StatusBadRequest},
		"no such year":  {map[string]any{"year": 26, "sealed": good}, http.StatusBadRequest},
		"a wrong mark":  {map[string]any{"year": 2026, "after": "x", "sealed": good}, http.StatusBadRequest},
		"not sealed":    {map[string]any{"year": 2026, "sealed": bytes.Repeat([]byte("x"), noted.SealedBytes)}, http.StatusBadRequest},
		"nothing":       {map[string]any{"year": 2026}, http.StatusBadRequest},
		"a short one":   {map[string]any{"year": 2026, "sealed": short}, http.StatusBadRequest},
		"too large":     {map[string]any{"year": 2026, "sealed": bytes.Repeat([]byte("x"), seal.MaxBytes+1)}, http.StatusRequestEntityTooLarge},
		"far too large": {map[string]any{"year": 2026, "sealed": bytes.Repeat([]byte("x"), web.MaxRequestBytes)}, http.StatusRequestEntityTooLarge},
	} {
		if p := n.advice("fenna", "keep", c.body); p.Status != c.status {
			t.Errorf("%s: %d %.200s", name, p.Status, p.Body)
		}
	}
	for _, body := range []map[string]any{{}, {"year": 2026, "mark": "x"}, {"year": 2026, "mark": strings.ToUpper(mark)}} {
		if p := n.advice("fenna", "drop", body); p.Status != http.StatusBadRequest {
			t.Errorf("drop %v: %d", body, p.Status)
		}
	}
	if p := n.advice("fenna", "open", map[string]any{"year": 2026, "mark": mark}); p.Status != http.StatusBadRequest {
		t.Errorf("open with a mark: %d", p.Status)
	}
	if got := n.noted("fenna", 2026); got != "" {
		t.Errorf("kept: %q", got)
	}
}

// TestAdviceUnlogged: no ordinary line of the log says that an adviser looked or noted
// something.
func TestAdviceUnlogged(t *testing.T) {
	var log bytes.Buffer
	n := newTown(t, func(_ *casework.Deps, cfg *web.Config) { cfg.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
	one, _ := n.yearful("one")
	n.get("fenna", "/nl"+layout.PathAdvice)
	n.advice("fenna", "open", map[string]any{"year": 2026})
	n.advice("fenna", "keep", map[string]any{"year": 2026, "sealed": one})
	if strings.Contains(log.String(), "advice") || strings.Contains(log.String(), layout.PathAdvice) {
		t.Errorf("the log tells of it: %s", &log)
	}
	n.get("fenna", "/nl"+layout.PathEnter)
	if !strings.Contains(log.String(), layout.PathEnter) {
		t.Error("the log tells of nothing: the test finds nothing")
	}
}

// TestAdviserLeaves: an administrator is told what goes with an adviser, before.
func TestAdviserLeaves(t *testing.T) {
	n := newTown(t, nil)
	for login, want := range map[string]bool{"fenna": true, "hidde": false} {
		body := webtest.Text(n.get("floor", n.person(login)).All("main")[0])
		if strings.Contains(body, "de eigen aantekeningen van gesprekken verdwijnen") != want || strings.Contains(body, "verdwijnen alle eigen aantekeningen") != want {
			t.Errorf("the page of %s tells of notes: %v", login, !want)
		}
	}
}
