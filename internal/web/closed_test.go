package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/gehoor/gehoor/internal/wording"
)

// closed is a site that is no trial, of an organisation that takes nothing in yet.
func closed(t *testing.T) http.Handler {
	t.Helper()
	store := ledgertest.NewMemory()
	n := byte(0)
	random := func(b []byte) {
		n++
		clear(b)
		b[0] = n
	}
	cases := casework.New(casework.Deps{Events: store, Lists: store, Accounts: store, Log: store, Source: ledger.Source{Now: now, Random: random}})
	err := cases.Found(t.Context(), "veenhaven", casework.Founding{
		Founded:    directory.Founded{Name: "Gemeente Veenhaven", Root: "root", Log: "log", Threshold: 2, Phone: "14 0000"},
		Custodians: []gehoor.PersonID{"0123456789abcdef0123456789abcdef", "1123456789abcdef0123456789abcdef"},
	})
	if err != nil {
		t.Fatal(err)
	}
	cfg := webtest.Config(t)
	cfg.Owner.Trial, cfg.Owner.Desk, cfg.Cases = false, layout.Desk{Name: "Meldpunt Rietland", Phone: "0999 - 65 43 21"}, cases
	h, err := web.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

var now = func() time.Time { return webtest.Now }

// TestClosed: where a reporter begins stands in plain words that nothing is taken
// in, whom to call, and the way back for who has a code; scripts are refused with
// a stable code, and nothing of the page that asks is sent.
func TestClosed(t *testing.T) {
	h := closed(t)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	for _, path := range []string{"/nl/", "/en/", "/nl" + layout.PathBegin, "/en" + layout.PathBegin} {
		p := webtest.Get(t, h, path)
		webtest.Check(t, p)
		if p.Status != http.StatusOK {
			t.Errorf("%s: %d", path, p.Status)
		}
		links := ""
		for _, a := range p.All("a") {
			links += " " + webtest.Attr(a, "href")
		}
		for _, want := range []string{"tel:0999123456", "tel:0999654321", path[:3] + layout.PathTalk, path[:3] + layout.PathResume} {
			if !strings.Contains(links, want) {
				t.Errorf("%s: no link to %s", path, want)
			}
		}
		if strings.Contains(links, path[:3]+layout.PathBegin) && strings.HasSuffix(path, "/") || len(p.All("form")) > 0 {
			t.Errorf("%s asks for a signal", path)
		}
		if !strings.Contains(webtest.Text(p.All("main")[0]), "Meldpunt Rietland") {
			t.Errorf("%s does not name the desk", path)
		}
		for _, width := range widths {
			webtest.Size(t, tab, width, 900)
			webtest.Go(t, tab, server.URL+path)
			webtest.Axe(t, tab)
			if over := webtest.Overflow(t, tab); over > 0 {
				t.Errorf("%d %s is %d pixels too wide", width, path, over)
			}
			shoot(t, tab, width, "/closed"+path)
		}
	}
	if p := webtest.Get(t, h, "/nl"+layout.PathResume); p.Status != http.StatusOK || len(p.All("form")) == 0 {
		t.Errorf("who has a code cannot come back: %d", p.Status)
	}
	if p := webtest.Get(t, h, "/nl"+layout.PathDiary); p.Status != http.StatusOK || p.ByID("start") != nil || p.ByID("drop") == nil || !webtest.Has(p.ByID("entry"), "hidden") {
		t.Errorf("who keeps a diary cannot read it, or somebody can begin one: %d", p.Status)
	}
	for path, body := range map[string]string{
		"/api/preview": `{"office":"employee","struck":[]}`,
		"/api/draft":   `{"lookup":"` + strings.Repeat("0", 64) + `","sealed":"AA=="}`,
		"/api/diary":   `{"lookup":"` + strings.Repeat("0", 64) + `","mark":"` + strings.Repeat("0", 64) + `","sealed":"AA=="}`,
	} {
		r := httptest.NewRequest(http.MethodPost, "http://gehoor.test"+path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), `"intake.closed"`) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// TestClosedInOwnWords: why nothing is taken in, the organisation may say itself; whom
// to call stands below it whatever it says.
func TestClosedInOwnWords(t *testing.T) {
	n := newTown(t, func(d *casework.Deps, c *web.Config) { d.Trial, c.Owner.Trial = false, false })
	own := wording.Own{wording.ClosedLead: {NL: "Wij verhuizen tot maandag.", EN: "We are moving until Monday."}}
	n.must(n.cases.WordTexts(t.Context(), "veenhaven", gehoor.System, 0, wording.GroupHome, own))
	for lang, want := range map[string]string{"/nl/": "Wij verhuizen tot maandag.", "/en/": "We are moving until Monday."} {
		p := n.get("", lang)
		webtest.Check(t, p)
		main := webtest.Text(p.All("main")[0])
		if !strings.Contains(main, want) || !strings.Contains(main, n.cfg.Owner.Phone) || strings.Index(main, want) > strings.Index(main, n.cfg.Owner.Phone) {
			t.Errorf("%s: %s", lang, main)
		}
	}
}
