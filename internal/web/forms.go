package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/form"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/forms"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Writing the questions that reporters are asked. Every form says which revision of
// the draft it was made from; whoever saves after another is told, and finds what
// they typed.

// What a query says of the page that follows.
const (
	saidSaved   = "a"
	saidCopied  = "b"
	saidUndone  = "c"
	saidDropped = "d"
	saidAdopted = "e"
	saidNot     = "f"
	saidMoved   = "g"
	saidBegun   = "h"
	saidRetired = "i"
)

func saidOf(r *http.Request) text.Key {
	switch q := r.URL.Query(); {
	case q.Has(saidSaved):
		return "form.said-saved"
	case q.Has(saidCopied):
		return "form.said-copied"
	case q.Has(saidUndone):
		return "form.said-undone"
	case q.Has(saidDropped):
		return "form.said-dropped"
	case q.Has(saidAdopted):
		return "form.said-adopted"
	case q.Has(saidNot):
		return "form.said-not"
	case q.Has(saidMoved):
		return "refusal.form.moved"
	case q.Has(saidBegun):
		return "form.said-begun"
	case q.Has(saidRetired):
		return "form.said-retired"
	}
	return ""
}

func (s *Site) formsFrame(r *http.Request, me *directory.Person) forms.Page {
	p, name := s.adminFrame(r, me, r.URL.Path[len("/nl"):], forms.Files...)
	return forms.Page{Page: p, Me: name}
}

// formsTo leads to one of these pages by GET.
func formsTo(w http.ResponseWriter, r *http.Request, path, said string) error {
	path, place, _ := strings.Cut(path, "#")
	if said != "" {
		path += "?" + said
	}
	if place != "" {
		path += "#" + place
	}
	http.Redirect(w, r, layout.In(languageOf(r), path), http.StatusSeeOther)
	return nil
}

// typedForm reads a form, and which revision of the draft it was made from.
func typedForm(r *http.Request) (url.Values, int64, error) {
	if err := r.ParseForm(); err != nil {
		return nil, 0, gehoor.Refuse(gehoor.CodeMalformed)
	}
	seen, err := strconv.ParseInt(r.PostForm.Get(forms.FieldSeen), 10, 64)
	if err != nil || seen < 0 {
		return nil, 0, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return r.PostForm, seen, nil
}

// formsPage is the list of questionnaires.
func (s *Site) formsPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	return s.showForms(w, r, me, http.StatusOK, "", nil)
}

func (s *Site) showForms(w http.ResponseWriter, r *http.Request, me *directory.Person, status int, problem string, lines []string) error {
	d := forms.List{Page: s.formsFrame(r, me), Problem: problem, Lines: lines, Said: saidOf(r)}
	var err error
	if d.Forms, err = s.cases.Forms(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	switch there, err := s.cases.FormWork(r.Context(), s.cfg.Org); {
	case err == nil:
		d.Work = &there
		if by, err := s.cases.Person(r.Context(), s.cfg.Org, there.By); err == nil {
			d.WorkBy = desk.Person(d.Words, by)
		}
	case !errors.Is(err, gehoor.ErrNotFound):
		return err
	}
	return s.show(w, r, status, forms.ListPage(d))
}

// formsAct begins a draft: with a copy, with a file, or with a new follow-up. It also
// takes a follow-up out of what handlers can send.
func (s *Site) formsAct(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	typed, seen, err := typedForm(r)
	if err != nil {
		return err
	}
	known, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	f, said := work.Form{}, saidCopied
	switch typed.Get(forms.FieldDo) {
	case forms.DoCopy:
		i := slices.IndexFunc(known.Known, func(q *questionnaire.Questionnaire) bool { return string(q.Digest()) == typed.Get(forms.FieldFrom) })
		if i < 0 {
			return gehoor.ErrNotFound
		}
		if f, err = work.Copy(known.Known[i], known.NextVersion(known.Known[i].ID)); err != nil {
			return err
		}
	case forms.DoFollow:
		f, said = work.Follow(known.Known), saidBegun
	case forms.DoRetire:
		return s.retireForm(w, r, me, questionnaire.ID(typed.Get(forms.FieldFrom)))
	case forms.DoImport:
		file := strings.TrimSpace(typed.Get(forms.FieldFile))
		if f, err = work.Read([]byte(file)); err != nil || len(f.Steps) == 0 {
			words := text.For(languageOf(r))
			return s.showForms(w, r, me, http.StatusUnprocessableEntity, words.Say("form.file-none"), nil)
		}
	default:
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	err = s.cases.SaveForm(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), seen, f)
	if errors.Is(err, gehoor.Refuse(form.CodeMoved)) {
		return formsTo(w, r, layout.PathForms, saidMoved)
	}
	if err != nil {
		return err
	}
	return formsTo(w, r, forms.PathWork, said)
}

// retireForm takes a follow-up out of what handlers can send. Pressed twice it is
// out once.
func (s *Site) retireForm(w http.ResponseWriter, r *http.Request, me *directory.Person, id questionnaire.ID) error {
	err := s.cases.RetireForm(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), id)
	if err != nil && !errors.Is(err, gehoor.Refuse(questionnaire.CodeRetired)) {
		return err
	}
	return formsTo(w, r, layout.PathForms, saidRetired)
}

// formFile sends a questionnaire, or the draft, as a file.
func (s *Site) formFile(w http.ResponseWriter, r *http.Request, _ *directory.Person) error {
	name := r.PathValue("digest")
	if name == "concept" {
		there, err := s.cases.FormWork(r.Context(), s.cfg.Org)
		if err != nil {
			return err
		}
		return formAttachment(w, "concept.json", there.File)
	}
	known, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	for _, q := range known.Known {
		if string(q.Digest()) == name {
			return formAttachment(w, string(q.ID)+"-"+strconv.Itoa(q.Version)+".json", q.JSON())
		}
	}
	return gehoor.ErrNotFound
}

func formAttachment(w http.ResponseWriter, name string, file []byte) error {
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return send(w, http.StatusOK, "application/json", file)
}
