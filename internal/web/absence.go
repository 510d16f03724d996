package web

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/recovery"
)

// changeAbsence says that somebody is away, from and until when and who stands in, or that they
// are back.
func (s *Site) changeAbsence(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	who, err := gehoor.ParsePersonID(r.PostForm.Get(recovery.FieldPerson))
	if err != nil {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if r.PostForm.Get(recovery.FieldAct) == recovery.ActBack {
		err = s.cases.CallBack(r.Context(), s.cfg.Org, me.Person, who)
	} else {
		var away directory.Absent
		if away, err = recovery.ReadOwn(r.PostForm).Absent(); err != nil {
			return err
		}
		away.Reason = directory.AbsenceReason(r.PostForm.Get(recovery.FieldReason))
		err = s.cases.DeclareAbsent(r.Context(), s.cfg.Org, me.Person, who, away)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathRecovery)+"#absence", http.StatusSeeOther)
	return nil
}

// ownAbsencePage is where somebody who handles says that they are away.
func (s *Site) ownAbsencePage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.showOwnAbsence(w, r, http.StatusOK, me, recovery.Own{})
}

// changeOwnAbsence says so, or that they are back. What is wrong in the form is said there.
func (s *Site) changeOwnAbsence(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	typed := recovery.ReadOwn(r.PostForm)
	var err error
	if r.PostForm.Get(recovery.FieldAct) == recovery.ActBack {
		err = s.cases.CallBack(r.Context(), s.cfg.Org, me.Person, me.Person)
	} else {
		var away directory.Absent
		if away, err = typed.Absent(); err == nil {
			err = s.cases.DeclareAbsent(r.Context(), s.cfg.Org, me.Person, me.Person, away)
		}
	}
	var no *gehoor.Refusal
	switch {
	case errors.As(err, &no) && (no.Code == directory.CodeAbsence || no.Code == directory.CodeAbsenceFrom || no.Code == directory.CodeDeputy):
		return s.showOwnAbsence(w, r, http.StatusUnprocessableEntity, me, recovery.Own{Typed: typed, Refused: no.Code})
	case err != nil:
		return err
	}
	http.Redirect(w, r, to(r, layout.PathAway), http.StatusSeeOther)
	return nil
}

func (s *Site) showOwnAbsence(w http.ResponseWriter, r *http.Request, status int, me account.Session, o recovery.Own) (err error) {
	if o.Me, err = s.cases.Person(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	if !o.Me.Role.Handles() {
		return gehoor.ErrNotFound
	}
	if o.Deputies, err = s.cases.MayDeputise(r.Context(), s.cfg.Org, o.Me); err != nil {
		return err
	}
	if who := o.Me.Named(); who != "" {
		if o.Deputy, err = s.cases.Person(r.Context(), s.cfg.Org, who); err != nil {
			return err
		}
	}
	p := s.page(r, layout.ForStaff, recovery.OwnTitle, layout.PathAway, recovery.OwnFiles()...)
	return s.show(w, r, status, recovery.OwnPage(p, o))
}
