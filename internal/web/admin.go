package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
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
	return s.showAdmin(w, r, http.StatusOK, me, "")
}

func (s *Site) showAdmin(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, trouble string) error {
	h, err := s.cases.Health(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathAdmin)
	return s.show(w, r, status, admin.Page(p, name, admin.Overview{Trial: s.cfg.Owner.Trial, Health: h, Now: s.now(), Trouble: trouble}))
}

// changeIntake opens or closes intake. In a trial there is nothing to open.
func (s *Site) changeIntake(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	act := map[string]func(context.Context, gehoor.OrgID, gehoor.Actor) error{
		admin.ActOpen: s.cases.OpenIntake, admin.ActClose: s.cases.CloseIntake,
	}[r.PostForm.Get(admin.FieldAct)]
	if act == nil || s.cfg.Owner.Trial {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if r.PostForm.Get(admin.FieldSure) == "" {
		return s.showAdmin(w, r, http.StatusUnprocessableEntity, me, wordsOf(r).Say("people.not-sure"))
	}
	err := act(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID))
	var no *gehoor.Refusal
	if errors.As(err, &no) && no.Code == directory.CodeNotReady { // somebody left meanwhile: the page says what lacks
		return s.showAdmin(w, r, http.StatusConflict, me, wordsOf(r).Refusal(no))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathAdmin), http.StatusSeeOther)
	return nil
}
