package web_test

import (
	"encoding/json"
	"net/http"
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

// TestCardsKept: the script answers for the page of the cards and for nothing above it,
// and a browser asks for it again; the manifest leads to the page.
func TestCardsKept(t *testing.T) {
	n := newTown(t, nil)
	p := n.get("", "/en/kaarten/offline.js")
	if p.Status != http.StatusOK || p.Header.Get("Service-Worker-Allowed") != "/en/kaarten" || p.Header.Get("Cache-Control") != "no-cache" ||
		!strings.HasPrefix(p.Header.Get("Content-Type"), "text/javascript") || p.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("the script: %d %v", p.Status, p.Header)
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
