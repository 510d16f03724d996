package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestCards: whoever comes reads every card of the protocols in force, in both languages,
// and nothing has to be kept or signed for it.
func TestCards(t *testing.T) {
	all := protocol.NewSet(shipped.All(casework.Vocabulary())...)
	n := newTown(t, func(d *casework.Deps, _ *web.Config) { d.Protocols = all })
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		p := n.get("", "/"+string(lang)+"/kaarten")
		webtest.Check(t, p)
		main := webtest.Text(p.All("main")[0])
		cards := 0
		for _, d := range all {
			for _, c := range d.Cards {
				cards++
				for _, one := range append(append([]gehoor.Text{c.Title}, c.Do...), c.Dont...) {
					if !strings.Contains(main, one.In(lang)) {
						t.Errorf("%s: card %s lacks %q", lang, c.Code, one.In(lang))
					}
				}
			}
		}
		if cards < 15 {
			t.Errorf("only %d cards: this shows little", cards)
		}
	}
	if p := newTown(t, nil).get("", "/nl/kaarten"); !strings.Contains(webtest.Text(p.All("main")[0]), "Er zijn nog geen kaarten") {
		t.Error("without cards nothing is said")
	}
}

// TestCardsKept: of the program's files only the script that answers for the cards may
// answer for a page; the manifest leads to that page.
func TestCardsKept(t *testing.T) {
	n := newTown(t, nil)
	allowed := 0
	for _, l := range n.cfg.Assets.All() {
		w := httptest.NewRecorder()
		n.handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, l.Path, nil))
		if at := w.Header().Get("Service-Worker-Allowed"); at != "" {
			allowed++
			if !strings.Contains(l.Path, "cards-offline") {
				t.Errorf("%s may answer for %s", l.Path, at)
			}
		}
	}
	if allowed != 1 {
		t.Errorf("%d scripts may answer for a page", allowed)
	}
	var manifest struct {
		StartURL string `json:"start_url"`
		Scope    string `json:"scope"`
		Icons    []struct{ Src string }
	}
	m := n.get("", "/en/kaarten/kaarten.webmanifest")
	if err := json.Unmarshal(m.Body, &manifest); err != nil || manifest.StartURL != "/en/kaarten" || manifest.Scope != "/en/kaarten" || m.Header.Get("Content-Type") != "application/manifest+json" {
		t.Errorf("the manifest: %v %s", err, m.Body)
	}
	for _, icon := range manifest.Icons {
		if p := n.get("", icon.Src); p.Status != http.StatusOK {
			t.Errorf("%s: %d", icon.Src, p.Status)
		}
	}
}
