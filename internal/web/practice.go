package web

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/practice"
)

// Who works here reads the step cards and practises them; an administrator sees how many
// did.

func (s *Site) practicePage(w http.ResponseWriter, r *http.Request, me account.Session) (err error) {
	var d practice.Data
	if d.Me, err = s.cases.Person(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	if d.Cards, err = s.cases.Cards(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, practice.Page(s.page(r, layout.ForStaff, practice.Title, layout.PathPractice, practice.Files()...), d))
}

func (s *Site) practiseCard(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.showCard(w, r, http.StatusOK, me, practice.CardData{})
}

// learnCard records that somebody read a card, or practised it. What is wrong is shown
// line by line.
func (s *Site) learnCard(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	card := r.PathValue("card")
	var err error
	chosen := practice.ReadChosen(r.PostForm)
	if r.PostForm.Has(practice.FieldRead) {
		err = s.cases.ReadCard(r.Context(), s.cfg.Org, me.Person, card)
	} else {
		err = s.cases.PractiseCard(r.Context(), s.cfg.Org, me.Person, card, chosen)
	}
	var no *gehoor.Refusal
	if errors.As(err, &no) && no.Code == casework.CodePractice {
		return s.showCard(w, r, http.StatusUnprocessableEntity, me, practice.CardData{Chosen: chosen, Tried: true})
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathPractice+"/"+card), http.StatusSeeOther)
	return nil
}

func (s *Site) showCard(w http.ResponseWriter, r *http.Request, status int, me account.Session, d practice.CardData) (err error) {
	if d.Me, err = s.cases.Person(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	if d.Card, err = s.cases.Card(r.Context(), s.cfg.Org, r.PathValue("card")); err != nil {
		return err
	}
	return s.show(w, r, status, practice.CardPage(s.page(r, layout.ForStaff, practice.Title, practice.Path(d.Card), practice.Files()...), d))
}

// learnedPage shows an administrator how many read which card.
func (s *Site) learnedPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	all, err := s.cases.Learned(r.Context(), s.cfg.Org, me.ID)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, practice.LearnedPage(s.page(r, layout.ForStaff, practice.TitleLearned, layout.PathLearned, practice.Files()...), me, all))
}
