package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/people"
)

// holdersMatrix shows who receives signals about whom in one picture, and who keeps a
// share of every key.
func (s *Site) holdersMatrix(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	m := people.Matrix{Threshold: o.Founded.Threshold, Now: s.now()}
	if m.Holdings, err = s.cases.Holdings(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	if m.People, err = s.cases.Staff(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	for _, id := range o.Custodians {
		one, err := s.cases.Known(r.Context(), s.cfg.Org, id)
		if err != nil {
			return err
		}
		if one.Here() {
			m.Custodians = append(m.Custodians, one)
		}
	}
	p, name := s.adminFrame(r, me, layout.PathMatrix)
	m.Me = name
	return s.show(w, r, http.StatusOK, people.MatrixPage(p, m))
}
