package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/notices"
)

// What people at the top are told, and that they confirm it.

// noticesPage shows somebody at the top the signals of which they were told.
func (s *Site) noticesPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	all, err := s.cases.Notices(r.Context(), s.cfg.Org, me.ID, notices.Read(r.URL.Query()), notices.PageSize+1)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, notices.Title, layout.PathNotices, notices.Files()...)
	return s.show(w, r, http.StatusOK, notices.Page(p, notices.List{Me: me, All: all}))
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
