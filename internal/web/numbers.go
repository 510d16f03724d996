package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/protocols"
)

// Which numbers an organisation sets that its protocols leave to it: an administrator's
// page.

// numbersPage shows those that hold.
func (s *Site) numbersPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	d, err := s.numbers(r)
	if err != nil {
		return err
	}
	d.Fill()
	if r.URL.Query().Has(protocols.QueryNumbers) {
		d.Said = "numbers.kept"
	}
	return s.showNumbers(w, r, http.StatusOK, me, d)
}

func (s *Site) numbers(r *http.Request) (protocols.Numbers, error) {
	all, err := s.cases.Protocols(r.Context(), s.cfg.Org)
	return protocols.Numbers{Protocols: all}, err
}

func (s *Site) showNumbers(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, d protocols.Numbers) error {
	p, name := s.adminFrame(r, me, layout.PathNumbers, protocols.Files()...)
	d.Me, d.Who = name, s.who(r.Context(), p.Words)
	return s.show(w, r, status, protocols.NumbersPage(p, d))
}

// changeNumbers keeps the numbers that are typed, in place of those before. What was
// typed stands in the form again whatever happens.
func (s *Site) changeNumbers(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	after, err := strconv.ParseInt(r.PostForm.Get(protocols.FieldAfter), 10, 64)
	if err != nil || after < 0 {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	d, err := s.numbers(r)
	if err != nil {
		return err
	}
	numbers, ok := d.Read(r.PostForm)
	gates, days := d.Gates.Gates()
	d.Tried, d.Unsure = true, r.PostForm.Get(protocols.FieldSure) == ""
	if !ok || !days || d.Unsure {
		d.Refused = wordsOf(r).Say("numbers.not-kept")
		return s.showNumbers(w, r, http.StatusUnprocessableEntity, me, d)
	}
	err = s.cases.SetNumbers(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), numbers, gates, gehoor.Seq(after))
	var no *gehoor.Refusal
	switch {
	case errors.As(err, &no):
		d.Refused = wordsOf(r).Refusal(no)
		return s.showNumbers(w, r, http.StatusConflict, me, d)
	case err != nil:
		return err
	}
	http.Redirect(w, r, to(r, layout.PathNumbers)+"?"+protocols.QueryNumbers, http.StatusSeeOther)
	return nil
}
