package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/form"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
	"github.com/gehoor/gehoor/internal/web/page/forms"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// The questionnaire that is being written, as a whole: what its outline shows, and
// what the buttons beside its parts do.

// written loads the draft for a page; without one the list is shown.
func (s *Site) written(r *http.Request, me *directory.Person) (forms.Work, error) {
	there, err := s.cases.FormWork(r.Context(), s.cfg.Org)
	if err != nil {
		return forms.Work{}, err
	}
	d := forms.Work{Page: s.formsFrame(r, me), FormWork: there, Said: saidOf(r)}
	_, d.Faults = there.Work.Check()
	return d, nil
}

// withWork is for a page about the draft.
func (s *Site) withWork(h func(http.ResponseWriter, *http.Request, forms.Work) error) func(http.ResponseWriter, *http.Request, *directory.Person) error {
	return func(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
		d, err := s.written(r, me)
		if errors.Is(err, gehoor.ErrNotFound) {
			return s.formsPage(w, r, me)
		}
		if err != nil {
			return err
		}
		return h(w, r, d)
	}
}

func (s *Site) formWorkPage(w http.ResponseWriter, r *http.Request, d forms.Work) error {
	return s.show(w, r, http.StatusOK, forms.WorkPage(d))
}

func (s *Site) formSeePage(w http.ResponseWriter, r *http.Request, d forms.Work) error {
	return s.show(w, r, http.StatusOK, forms.SeePage(d))
}

// formWorkAct does something with a part of the draft.
func (s *Site) formWorkAct(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	typed, seen, err := typedForm(r)
	if err != nil {
		return err
	}
	by := gehoor.ByPerson(me.ID)
	do, rest, _ := strings.Cut(typed.Get(forms.FieldDo), " ")
	switch do {
	case forms.DoUndo:
		return s.formDone(w, r, s.cases.UndoForm(r.Context(), s.cfg.Org, by, seen), forms.PathWork, saidUndone)
	case forms.DoDrop:
		return s.formDone(w, r, s.cases.DropForm(r.Context(), s.cfg.Org, by, seen), layout.PathForms, saidDropped)
	}
	there, err := s.cases.FormWork(r.Context(), s.cfg.Org)
	if errors.Is(err, gehoor.ErrNotFound) {
		return formsTo(w, r, layout.PathForms, "")
	}
	if err != nil {
		return err
	}
	to, done := editWork(&there.Work, do, rest, typed)
	if !done {
		return formsTo(w, r, forms.PathWork, saidNot)
	}
	return s.formDone(w, r, s.cases.SaveForm(r.Context(), s.cfg.Org, by, seen, there.Work), to, saidSaved)
}

// formDone leads on, or says that somebody else was first.
func (s *Site) formDone(w http.ResponseWriter, r *http.Request, err error, to, said string) error {
	if errors.Is(err, gehoor.Refuse(form.CodeMoved)) {
		return formsTo(w, r, forms.PathWork, saidMoved)
	}
	if err != nil {
		return err
	}
	return formsTo(w, r, to, said)
}

// editWork does what a button of the outline says; to is where that can be seen.
func editWork(f *work.Form, do, rest string, typed url.Values) (to string, done bool) {
	p, isQuestion := placeOf(rest)
	at := forms.PathWork + "#step-" + strconv.Itoa(p.Step)
	by := 1
	if do == forms.DoUp {
		by = -1
	}
	switch do {
	case forms.DoSave:
		f.Title = texts(typed, "f.title")
		f.Version = number(typed, "f.version")
		return forms.PathWork, true
	case forms.DoStep:
		return forms.PathWork + "/" + strconv.Itoa(f.AddStep()), true
	case forms.DoAdd:
		kind := questionnaire.Kind(typed.Get("kind." + strconv.Itoa(p.Step)))
		if p.Inner >= 0 {
			kind = questionnaire.KindText
		}
		if !kind.Valid() {
			return at, false
		}
		added, ok := f.AddQuestion(p, kind)
		return forms.Address(added), ok
	case forms.DoUp, forms.DoDown:
		if !isQuestion {
			return forms.PathWork + "#step-" + strconv.Itoa(p.Step+by), f.MoveStep(p.Step, by)
		}
		q := f.Question(p)
		return questionAt(q), q != nil && f.MoveQuestion(p, by)
	case forms.DoAgain:
		q := f.Question(p)
		return questionAt(q), f.CopyQuestion(p)
	case forms.DoRemove:
		if !isQuestion {
			return forms.PathWork, f.RemoveStep(p.Step)
		}
		return at, f.RemoveQuestion(p)
	}
	return at, false
}

func questionAt(q *work.Question) string {
	if q == nil {
		return forms.PathWork
	}
	return forms.PathWork + "#question-" + string(q.ID)
}

// placeOf reads "2 3 -1", or "2" of a step.
func placeOf(s string) (p work.Place, isQuestion bool) {
	p = work.Place{Step: -1, Question: -1, Inner: -1}
	for i, field := range strings.Fields(s) {
		n, err := strconv.Atoi(field)
		if err != nil {
			return work.Place{Step: -1, Question: -1, Inner: -1}, false
		}
		switch i {
		case 0:
			p.Step = n
		case 1:
			p.Question, isQuestion = n, true
		case 2:
			p.Inner = n
		}
	}
	return p, isQuestion
}
