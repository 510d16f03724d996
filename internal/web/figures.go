package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/figures"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Figures of the whole organisation.

// figuresPage shows who carried what in a year that is over.
func (s *Site) figuresPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	f, err := s.cases.BurdenFigures(r.Context(), s.cfg.Org, me.ID, figures.Read(r.URL.Query()))
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, figures.Title, layout.PathFigures, figures.Files()...)
	return s.show(w, r, http.StatusOK, figures.Page(p, figures.Data{Me: me, Figures: f}))
}
