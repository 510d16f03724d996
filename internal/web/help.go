package web

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/web/page/help"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Who does not know what to do asks the bureau to call, and who called says so.

func (s *Site) helpPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.showHelp(w, r, http.StatusOK, me, help.Data{})
}

// askHelp asks for a call, or takes that back. What is wrong in the form is said there.
func (s *Site) askHelp(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	name, phone := r.PostForm.Get(help.FieldName), r.PostForm.Get(help.FieldPhone)
	var err error
	if r.PostForm.Has(help.FieldDrop) {
		err = s.cases.DropHelp(r.Context(), s.cfg.Org, me.Person)
	} else {
		err = s.cases.AskHelp(r.Context(), s.cfg.Org, me.Person, name, phone)
	}
	var no *gehoor.Refusal
	if errors.As(err, &no) && (no.Code == casework.CodeHelpName || no.Code == casework.CodeHelpPhone) {
		return s.showHelp(w, r, http.StatusUnprocessableEntity, me, help.Data{Name: name, Phone: phone, Refused: no.Code})
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathHelp), http.StatusSeeOther)
	return nil
}

func (s *Site) showHelp(w http.ResponseWriter, r *http.Request, status int, me account.Session, d help.Data) (err error) {
	if d.Me, err = s.cases.Person(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	if !d.Me.OnlyEnters() {
		return gehoor.ErrNotFound
	}
	d.Now = s.now()
	return s.show(w, r, status, help.Page(s.page(r, layout.ForStaff, help.Title, layout.PathHelp, help.Files()...), d))
}

// helpGiven records that whoever waited was called.
func (s *Site) helpGiven(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	who, err := gehoor.ParsePersonID(r.PostForm.Get(help.FieldPerson))
	if err != nil {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if err := s.cases.GiveHelp(r.Context(), s.cfg.Org, me.Person, who); err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathStaff), http.StatusSeeOther)
	return nil
}
