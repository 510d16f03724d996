package web

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/rehearse"
)

// Rehearsing a protocol: an administrator's page. What plays is given to the site,
// because pages do not import stories; it has a municipality of its own.

// rehearsePage shows the form.
func (s *Site) rehearsePage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	return s.showRehearsal(w, r, http.StatusOK, me, rehearse.Data{})
}

// rehearse plays what was chosen, and shows what came of it.
func (s *Site) rehearse(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	if s.cfg.Rehearsals == nil {
		return gehoor.ErrNotFound
	}
	d := rehearse.Data{Request: rehearse.Read(r.PostForm)}
	status := http.StatusOK
	adopted, err := s.cases.Protocols(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	d.Request.Adopted = adopted.Set
	d.Timelines, err = s.cfg.Rehearsals.Play(r.Context(), d.Request)
	var faults rehearsal.Faults
	switch {
	case errors.As(err, &faults):
		d.Faults, status = &faults, http.StatusUnprocessableEntity
	case errors.Is(err, rehearsal.ErrBusy):
		d.Busy, status = true, http.StatusServiceUnavailable
	case errors.Is(err, rehearsal.ErrTooLong):
		d.TooLong, status = true, http.StatusUnprocessableEntity
	case err != nil:
		return err
	}
	return s.showRehearsal(w, r, status, me, d)
}

func (s *Site) showRehearsal(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, d rehearse.Data) error {
	if s.cfg.Rehearsals == nil {
		return gehoor.ErrNotFound
	}
	p, name := s.adminFrame(r, me, layout.PathRehearse, rehearse.Files()...)
	d.Me, d.Stories, d.Protocols = name, s.cfg.Rehearsals.Stories(), s.cfg.Rehearsals.Protocols()
	return s.show(w, r, status, rehearse.Page(p, d))
}
