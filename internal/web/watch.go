package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/organisation"
	"github.com/gehoor/gehoor/internal/web/page/watch"
)

// Comparing the names of reporters who agreed with a file of the personnel system.

// watchPage is where somebody compares. The file stays in the browser.
func (s *Site) watchPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	all, agreed, err := s.cases.ToWatch(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, watch.Title, layout.PathWatch, watch.Files()...)
	return s.show(w, r, http.StatusOK, watch.Page(p, watch.Data{Me: desk.Person(p.Words, person), Org: s.cfg.Org, Agreed: agreed, All: all}))
}

// changeWatch switches comparing on, with the day of the works council's consent, or off.
func (s *Site) changeWatch(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	by, typed := gehoor.ByPerson(me.ID), strings.TrimSpace(r.PostForm.Get(organisation.FieldWatch))
	var err error
	switch r.PostForm.Get(organisation.FieldAct) {
	case organisation.ActWatch:
		on, wrong := protocol.ParseDate(typed)
		if wrong != nil {
			on = protocol.Date{}
		}
		err = s.cases.AgreeWatch(r.Context(), s.cfg.Org, by, on)
	case organisation.ActUnwatch:
		err = s.cases.EndWatch(r.Context(), s.cfg.Org, by)
	default:
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	var no *gehoor.Refusal
	if errors.As(err, &no) && no.Code == directory.CodeWatchDay {
		return s.wrongWatch(w, r, me, typed, wordsOf(r).Refusal(no))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathOrganisation)+"?"+organisation.QueryKept, http.StatusSeeOther)
	return nil
}

// wrongWatch shows the page again with what was typed.
func (s *Site) wrongWatch(w http.ResponseWriter, r *http.Request, me *directory.Person, typed, why string) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	now := o.Description()
	d := organisation.Data{Form: organisation.New(now), Now: now, Watch: organisation.Watch{Typed: typed, Wrong: why}}
	return s.showOrganisation(w, r, http.StatusUnprocessableEntity, me, o, d)
}
