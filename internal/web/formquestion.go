package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/form"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
	"github.com/gehoor/gehoor/internal/web/page/forms"
)

// One step or one question of the questionnaire that is being written.

func (s *Site) formStepPage(w http.ResponseWriter, r *http.Request, d forms.Work) error {
	i, err := strconv.Atoi(r.PathValue("step"))
	if err != nil || i < 0 || i >= len(d.FormWork.Work.Steps) {
		return formsTo(w, r, forms.PathWork, "")
	}
	return s.show(w, r, http.StatusOK, forms.StepPage(forms.Step{Work: d, Index: i}))
}

// formStep saves what a step says.
func (s *Site) formStep(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	typed, seen, err := typedForm(r)
	if err != nil {
		return err
	}
	d, err := s.written(r, me)
	if err != nil {
		return err
	}
	i, err := strconv.Atoi(r.PathValue("step"))
	if err != nil || i < 0 || i >= len(d.FormWork.Work.Steps) {
		return formsTo(w, r, forms.PathWork, saidMoved)
	}
	step := &d.FormWork.Work.Steps[i]
	step.Title, step.Lead = texts(typed, "s.title"), maybe(texts(typed, "s.lead"))
	return s.saveTyped(w, r, me, &d, seen, func() error { return s.show(w, r, http.StatusConflict, forms.StepPage(forms.Step{Work: d, Index: i})) },
		forms.PathWork+"/"+r.PathValue("step"))
}

// saveTyped keeps what was typed into the work. If somebody else was first, the page
// shows it again on top of what is there now, unsaved, and says so.
func (s *Site) saveTyped(w http.ResponseWriter, r *http.Request, me *directory.Person, d *forms.Work, seen int64, again func() error, to string) error {
	err := s.cases.SaveForm(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), seen, d.FormWork.Work)
	if errors.Is(err, gehoor.Refuse(form.CodeMoved)) {
		d.Refused = d.Words.Say("refusal.form.moved") + " " + d.Words.Say("form.yours")
		_, d.Faults = d.FormWork.Work.Check()
		return again()
	}
	if err != nil {
		return err
	}
	return formsTo(w, r, to, saidSaved)
}

// questionOf reads "3" or "3.0" from the address: a question, or one in a group.
func questionOf(r *http.Request) (work.Place, bool) {
	step, err := strconv.Atoi(r.PathValue("step"))
	question, inner, grouped := strings.Cut(r.PathValue("question"), ".")
	p := work.Place{Step: step, Inner: -1}
	var err2, err3 error
	p.Question, err2 = strconv.Atoi(question)
	if grouped {
		p.Inner, err3 = strconv.Atoi(inner)
	}
	return p, err == nil && err2 == nil && err3 == nil
}

func (s *Site) formQuestionPage(w http.ResponseWriter, r *http.Request, d forms.Work) error {
	p, ok := questionOf(r)
	if !ok || d.FormWork.Work.Question(p) == nil {
		return formsTo(w, r, forms.PathWork, "")
	}
	return s.show(w, r, http.StatusOK, forms.QuestionPage(forms.Question{Work: d, Place: p}))
}

// formQuestion saves a question as it was typed, right or wrong, and does what a
// button about its answers or numbers says.
func (s *Site) formQuestion(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	typed, seen, err := typedForm(r)
	if err != nil {
		return err
	}
	d, err := s.written(r, me)
	if err != nil {
		return err
	}
	p, ok := questionOf(r)
	q := d.FormWork.Work.Question(p)
	if !ok || q == nil {
		return formsTo(w, r, forms.PathWork, saidMoved)
	}
	writeQuestion(q, p, typed)
	do, rest, _ := strings.Cut(typed.Get(forms.FieldDo), " ")
	editParts(q, do, rest)
	show := func() error {
		return s.show(w, r, http.StatusConflict, forms.QuestionPage(forms.Question{Work: d, Place: p}))
	}
	return s.saveTyped(w, r, me, &d, seen, show, forms.Address(p))
}
