package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/web/page/cards"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// The step cards, which anybody may read, print and keep on a device.

func (s *Site) cardsPage(w http.ResponseWriter, r *http.Request) error {
	now, err := s.cases.Protocols(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForReporter, cards.Title, layout.PathCards, cards.Files()...)
	p.Manifest = p.To(cards.PathManifest)
	return s.show(w, r, http.StatusOK, cards.Page(p, now.Set.Cards()))
}

// assets serves the files of the program. The script that answers for the cards without a
// connection lies among them, as part of the program that the log names; it is the one
// that a browser may let answer for a page elsewhere, and asks to for that page alone.
func (s *Site) assets() http.Handler {
	offline := s.link(cards.Offline).Path
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == offline {
			w.Header().Set("Service-Worker-Allowed", "/")
		}
		s.cfg.Assets.ServeHTTP(w, r)
	})
}

// webManifest is the form of the W3C's Web Application Manifest.
type webManifest struct {
	Name      string    `json:"name"`
	ShortName string    `json:"short_name"`
	Lang      string    `json:"lang"`
	ID        string    `json:"id"`
	StartURL  string    `json:"start_url"`
	Scope     string    `json:"scope"`
	Display   string    `json:"display"`
	Icons     []webIcon `json:"icons"`
}

type webIcon struct {
	Src   string `json:"src"`
	Sizes string `json:"sizes"`
	Type  string `json:"type"`
}

// cardsManifest says how the page is put among the programs of a device: by a neutral
// name.
func (s *Site) cardsManifest(w http.ResponseWriter, r *http.Request) error {
	p := s.page(r, layout.ForReporter, cards.Title, layout.PathCards)
	at := p.To(layout.PathCards)
	return showAs(w, http.StatusOK, "application/manifest+json", webManifest{
		Name: p.Words.Say(cards.Title) + " – " + p.Org.Name, ShortName: p.Words.Say(cards.Title), Lang: string(p.Words.Language()),
		ID: at, StartURL: at, Scope: at, Display: "standalone", Icons: []webIcon{{p.Icon.Path, "any", "image/svg+xml"}},
	})
}
