package web

import (
	"net/http"
	"net/url"

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
	return s.show(w, r, http.StatusOK, cards.Page(p, cards.Of(now.Set)))
}

// cardsOffline is the script that answers for that page without a connection. It is
// served below the page, and may answer for the page itself and for nothing above it.
func (s *Site) cardsOffline(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Service-Worker-Allowed", layout.In(languageOf(r), layout.PathCards))
	file := r.Clone(r.Context())
	file.URL = &url.URL{Path: s.link(cards.Offline).Path}
	s.cfg.Assets.ServeHTTP(sameNext{w}, file)
	return nil
}

// sameNext lets a browser ask again: under this address the next release has another
// script.
type sameNext struct{ http.ResponseWriter }

func (w sameNext) WriteHeader(status int) {
	w.Header().Set("Cache-Control", "no-cache")
	w.ResponseWriter.WriteHeader(status)
}

func (w sameNext) Write(b []byte) (int, error) {
	w.Header().Set("Cache-Control", "no-cache")
	return w.ResponseWriter.Write(b)
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
