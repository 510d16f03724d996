package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
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
	return s.whileOpen(w, r, layout.PathHome, func(w http.ResponseWriter, r *http.Request) error {
		return s.tell(w, r, "home.title", layout.PathHome, about.Home)
	})
}

// whileOpen answers as long as signals are taken in; otherwise the page says that
// they are not, and where somebody can go instead. In a trial they always are.
func (s *Site) whileOpen(w http.ResponseWriter, r *http.Request, path string, page handler) error {
	err := s.takesSignals(r)
	if errors.Is(err, &gehoor.Refusal{Code: directory.CodeIntakeClosed}) {
		return s.tell(w, r, "home.title", path, about.Closed)
	}
	if err != nil {
		return err
	}
	return page(w, r)
}

// takesSignals refuses while signals are not taken in.
func (s *Site) takesSignals(r *http.Request) error {
	if s.cfg.Owner.Trial {
		return nil
	}
	open, err := s.cases.TakesSignals(r.Context(), s.cfg.Org)
	if err == nil && !open {
		err = gehoor.Refuse(directory.CodeIntakeClosed)
	}
	return err
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

// explanations lists what we can answer with, for who was told a number on the
// telephone.
func (s *Site) explanations(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, layout.ForReporter, "explain.title", layout.PathExplain)
	return s.show(w, r, http.StatusOK, about.Explanations(page, page.Words.Explanations()))
}

// explanation says why one of our answers came and what to do then. Its address
// has a number that tells nothing.
func (s *Site) explanation(w http.ResponseWriter, r *http.Request) error {
	number := strings.ToUpper(r.PathValue("number"))
	page := s.page(r, layout.ForReporter, "explain.title", layout.PathExplain+"/"+number)
	for _, e := range page.Words.Explanations() {
		if e.Code.Number() == number {
			return s.show(w, r, http.StatusOK, about.Explain(page, e))
		}
	}
	return gehoor.ErrNotFound
}

// tell shows a page that only tells.
func (s *Site) tell(w http.ResponseWriter, r *http.Request, title text.Key, path string, page func(layout.Page) templ.Component) error {
	return s.show(w, r, http.StatusOK, page(s.page(r, layout.ForReporter, title, path)))
}
