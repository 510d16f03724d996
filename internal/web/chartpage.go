package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/chart"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// The page of the organisation chart. What is on it comes by its script (chart.go).

// chartPage is where an administrator imports it.
func (s *Site) chartPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathChart, chart.Files()...)
	return s.show(w, r, http.StatusOK, chart.Page(p, chart.Data{Me: name, Org: s.cfg.Org, Root: o.Root, Now: s.now()}))
}

// chartSample is a file to begin with.
func (s *Site) chartSample(w http.ResponseWriter, r *http.Request, _ *directory.Person) error {
	name, file := chart.Sample(languageOf(r))
	return attachment(w, name, file)
}
