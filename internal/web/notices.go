package web

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/notices"
)

// What people at the top are told, that they confirm it, and that they knew it before.

// noticesPage shows somebody at the top the signals of which they were told.
func (s *Site) noticesPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	all, err := s.cases.Notices(r.Context(), s.cfg.Org, me.ID, notices.Read(r.URL.Query()), notices.PageSize+1)
	if err != nil {
		return err
	}
	waiting, err := s.cases.WaitingLong(r.Context(), s.cfg.Org, me.ID)
	if err != nil {
		return err
	}
	given, err := s.cases.Counsels(r.Context(), s.cfg.Org, me.ID)
	if err != nil {
		return err
	}
	advices := 0
	for _, one := range given {
		if to, _ := one.Of(me.ID); to.ConfirmedAt.IsZero() {
			advices++
		}
	}
	p := s.page(r, layout.ForStaff, notices.Title, layout.PathNotices, notices.Files()...)
	return s.show(w, r, http.StatusOK, notices.Page(p, notices.List{Me: me, All: all, Advices: advices, WaitingLong: waiting, Declared: r.URL.Query().Has(notices.AskDeclared)}))
}

// confirmNotice records that somebody knows of a signal.
func (s *Site) confirmNotice(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	dossier, err := gehoor.ParseDossierID(r.PostForm.Get(notices.FieldDossier))
	if err != nil {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	signal, err := gehoor.ParseSignalID(r.PostForm.Get(notices.FieldSignal))
	if err != nil {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if err := s.cases.ConfirmNotice(r.Context(), s.cfg.Org, me.ID, dossier, signal); err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathNotices)+"#confirmed", http.StatusSeeOther)
	return nil
}

// earlierPage is where somebody at the top says that they knew of a signal before.
func (s *Site) earlierPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	return s.showEarlier(w, r, http.StatusOK, notices.Earlier{Me: me})
}

// declareEarlier records it. What is wrong in the form is said there.
func (s *Site) declareEarlier(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	dossier, signal, err := noticeOf(r)
	if err != nil {
		return err
	}
	said, refused := notices.ReadEarlier(r.PostForm)
	if refused == nil {
		err = s.cases.DeclareEarlier(r.Context(), s.cfg.Org, me.ID, dossier, signal, said)
		var no *gehoor.Refusal
		if errors.As(err, &no) {
			refused = notices.RefusedBy(no.Code)
		}
	}
	switch {
	case refused != nil:
		return s.showEarlier(w, r, http.StatusUnprocessableEntity, notices.Earlier{Me: me, Typed: r.PostForm, Refused: refused})
	case err != nil:
		return err
	}
	http.Redirect(w, r, to(r, layout.PathNotices)+"?"+notices.AskDeclared+"=1", http.StatusSeeOther)
	return nil
}

func (s *Site) showEarlier(w http.ResponseWriter, r *http.Request, status int, e notices.Earlier) error {
	dossier, signal, err := noticeOf(r)
	if err != nil {
		return err
	}
	if e.Notice, err = s.cases.Told(r.Context(), s.cfg.Org, e.Me.ID, dossier, signal); err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, notices.TitleEarlier, notices.EarlierPath(dossier, signal), notices.Files()...)
	return s.show(w, r, status, notices.EarlierPage(p, e))
}

// noticeOf is the signal of the address; what is none is not there.
func noticeOf(r *http.Request) (gehoor.DossierID, gehoor.SignalID, error) {
	dossier, err := gehoor.ParseDossierID(r.PathValue("dossier"))
	if err != nil {
		return "", "", gehoor.ErrNotFound
	}
	signal, err := gehoor.ParseSignalID(r.PathValue("signal"))
	if err != nil {
		return "", "", gehoor.ErrNotFound
	}
	return dossier, signal, nil
}
