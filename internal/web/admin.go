package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/admin"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// What an administrator sees and does. Nothing here comes from a dossier, nor from
// how many there are.

// adminFrame makes the frame of an administrator's page, and says how the person is
// named.
func (s *Site) adminFrame(r *http.Request, me *directory.Person, path string, files ...string) (layout.Page, string) {
	p := s.page(r, layout.ForStaff, admin.Title, path, append(admin.Files(), files...)...)
	return p, desk.Person(p.Words, me)
}

// adminPage is where an administrator begins.
func (s *Site) adminPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	o := admin.Overview{Trial: s.cfg.Owner.Trial}
	var err error
	if o.Open, err = s.cases.TakesSignals(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	if o.Lacks, err = s.cases.Readiness(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathAdmin)
	return s.show(w, r, http.StatusOK, admin.Page(p, name, o))
}
