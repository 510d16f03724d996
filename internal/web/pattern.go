package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/pattern"
)

// patternPage is what a panel weighs together, for whoever handles the dossier.
func (s *Site) patternPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	all, err := s.cases.Patterns(r.Context(), s.cfg.Org, me.Person, id)
	if err != nil {
		return err
	}
	c, err := s.caseOf(r, me, id)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, pattern.Title, dossier.TogetherPath(id), pattern.Files()...)
	return s.show(w, r, http.StatusOK, pattern.Page(p, pattern.Data{Case: c, Patterns: all}))
}
