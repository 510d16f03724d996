package web

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/about"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// welcome leads from "/" to the beginning in the visitor's language.
func (s *Site) welcome(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Vary", "Accept-Language")
	http.Redirect(w, r, to(r, layout.PathHome), http.StatusSeeOther)
	return nil
}

func (s *Site) home(w http.ResponseWriter, r *http.Request) error {
	return s.tell(w, r, "home.title", layout.PathHome, about.Home)
}

func (s *Site) talk(w http.ResponseWriter, r *http.Request) error {
	return s.tell(w, r, "talk.title", layout.PathTalk, about.Talk)
}

func (s *Site) how(w http.ResponseWriter, r *http.Request) error {
	return s.tell(w, r, "how.title", layout.PathHow, about.How)
}

func (s *Site) privacy(w http.ResponseWriter, r *http.Request) error {
	return s.tell(w, r, "privacy.title", layout.PathPrivacy, about.Privacy)
}

func (s *Site) accessibility(w http.ResponseWriter, r *http.Request) error {
	return s.tell(w, r, "access.title", layout.PathAccess, about.Access)
}

// tell shows a page that only tells.
func (s *Site) tell(w http.ResponseWriter, r *http.Request, title text.Key, path string, page func(layout.Page) templ.Component) error {
	return s.show(w, r, http.StatusOK, page(s.page(r, layout.ForReporter, title, path)))
}
