package web

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
	"github.com/gehoor/gehoor/internal/web/page/forms"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Adopting what was written: what changes, and whether that is meant.

// compared adds what is asked now for the same purpose, nothing of a follow-up that
// is new.
func (s *Site) compared(r *http.Request, d *forms.Work) error {
	known, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p, id := d.FormWork.Work.For(), d.FormWork.Work.ID
	d.After = known.Chosen(p, id)
	if now := known.Now(p, id); now != nil {
		d.Asked, err = work.Read(now.JSON())
	}
	return err
}

func (s *Site) formAdoptPage(w http.ResponseWriter, r *http.Request, d forms.Work) error {
	if err := s.compared(r, &d); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, forms.AdoptPage(d))
}

// formAdopt lets the organisation ask the draft from now on.
func (s *Site) formAdopt(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	typed, seen, err := typedForm(r)
	if err != nil {
		return err
	}
	sure := typed.Get(forms.FieldSure) == "yes"
	if sure {
		err = s.cases.AdoptWork(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), seen, gehoor.Digest(typed.Get(forms.FieldFrom)))
		if err == nil {
			return formsTo(w, r, layout.PathForms, saidAdopted)
		}
	}
	var refusal *gehoor.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return err
	}
	d, failed := s.written(r, me)
	if failed != nil {
		return failed
	}
	if failed := s.compared(r, &d); failed != nil {
		return failed
	}
	d.Unsure = !sure
	if refusal != nil {
		d.Refused = d.Words.Refusal(refusal)
	}
	return s.show(w, r, http.StatusUnprocessableEntity, forms.AdoptPage(d))
}
