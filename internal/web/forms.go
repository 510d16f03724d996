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

// formsAct begins a draft: with a copy, or with a file.
func (s *Site) formsAct(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	typed, seen, err := typedForm(r)
	if err != nil {
		return err
	}
	known, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	var f work.Form
	switch typed.Get(forms.FieldDo) {
	case forms.DoCopy:
		i := slices.IndexFunc(known.Known, func(q *questionnaire.Questionnaire) bool { return string(q.Digest()) == typed.Get(forms.FieldFrom) })
		if i < 0 {
			return gehoor.ErrNotFound
		}
		if f, err = work.Copy(known.Known[i], known.NextVersion(known.Known[i].ID)); err != nil {
			return err
		}
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
	return formsTo(w, r, forms.PathWork, saidCopied)
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

// texts are what was typed in both languages; nil if neither was.
func texts(typed url.Values, name string) work.Texts {
	t := work.Texts{}
	for _, l := range languages {
		if s := strings.TrimSpace(strings.Join(strings.Fields(typed.Get(name+"."+string(l))), " ")); s != "" {
			t[l] = s
		}
	}
	return t
}

// maybe is a text that may be left out.
func maybe(t work.Texts) work.Texts {
	if len(t) == 0 {
		return nil
	}
	return t
}

// number is what was typed, 0 if it is no number: which is told.
func number(typed url.Values, name string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(typed.Get(name)))
	return n
}

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

// writeQuestion puts what was typed into a question.
func writeQuestion(q *work.Question, p work.Place, typed url.Values) {
	q.Label, q.Help = texts(typed, "q.label"), maybe(texts(typed, "q.help"))
	if q.Limit != nil {
		q.Limit.Characters, q.Limit.Why = number(typed, "q.limit"), strings.TrimSpace(typed.Get("q.limit.why"))
	}
	if q.Files != nil {
		q.Files.Most, q.Files.Why = number(typed, "q.files"), strings.TrimSpace(typed.Get("q.files.why"))
	}
	if g := q.Group; g != nil {
		g.Most, g.Why = number(typed, "q.most"), strings.TrimSpace(typed.Get("q.most.why"))
		g.Item, g.Add, g.Remove = texts(typed, "q.item"), texts(typed, "q.add"), texts(typed, "q.remove")
	}
	for i := range q.Options {
		name := "q.option." + strconv.Itoa(i)
		q.Options[i].Label, q.Options[i].Help = texts(typed, name), maybe(texts(typed, name+".help"))
	}
	for i := range q.Contacts {
		name := "q.contact." + strconv.Itoa(i)
		q.Contacts[i].Label, q.Contacts[i].Phone = texts(typed, name), strings.TrimSpace(typed.Get(name+".phone"))
	}
	if q.ID != questionnaire.OfficeQuestion && p.Inner < 0 {
		q.When = condition(typed)
	}
	if forms.Fixed(*q) {
		return
	}
	q.Required = typed.Get("q.required") == "yes" && p.Inner < 0
	if kind := questionnaire.Kind(typed.Get("q.kind")); kind.Valid() && kind != q.Kind {
		q.Become(kind)
	}
}

// condition is when a question is asked; nil for always. Options of another question
// than the one that is chosen do not count.
func condition(typed url.Values) *work.Condition {
	question := typed.Get("q.when")
	if question == "" {
		return nil
	}
	c := &work.Condition{Question: questionnaire.ID(question), Equals: []questionnaire.OptionID{}}
	for _, one := range typed["q.equals"] {
		if of, option, _ := strings.Cut(one, " "); of == question {
			c.Equals = append(c.Equals, questionnaire.OptionID(option))
		}
	}
	return c
}

// editParts does what a button about an answer or a number says.
func editParts(q *work.Question, do, rest string) {
	what, place, _ := strings.Cut(rest, " ")
	i, err := strconv.Atoi(place)
	there := err == nil && i >= 0
	switch {
	case do == forms.DoAdd && what == "option":
		q.AddOption()
	case do == forms.DoAdd && what == "contact":
		q.Contacts = append(q.Contacts, work.Contact{Label: work.Texts{}})
	case do == forms.DoRemove && what == "option" && there && i < len(q.Options):
		q.Options = slices.Delete(q.Options, i, i+1)
	case do == forms.DoRemove && what == "contact" && there && i < len(q.Contacts):
		q.Contacts = slices.Delete(q.Contacts, i, i+1)
	case do == forms.DoUp && what == "option" && there && i > 0 && i < len(q.Options):
		q.Options[i-1], q.Options[i] = q.Options[i], q.Options[i-1]
	case do == forms.DoDown && what == "option" && there && i+1 < len(q.Options):
		q.Options[i+1], q.Options[i] = q.Options[i], q.Options[i+1]
	}
}

// compared adds what is asked now.
func (s *Site) compared(r *http.Request, d *forms.Work) error {
	known, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	d.After = known.Chosen()
	d.Asked, err = work.Read(known.Asked.JSON())
	return err
}

func (s *Site) formAdoptPage(w http.ResponseWriter, r *http.Request, d forms.Work) error {
	if err := s.compared(r, &d); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, forms.AdoptPage(d))
}

// formAdopt lets the organisation ask the draft from now on.
func (s *Site) formAdopt(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	typed, seen, err := typedForm(r)
	if err != nil {
		return err
	}
	sure := typed.Get(forms.FieldSure) == "yes"
	if sure {
		err = s.cases.AdoptWork(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), seen, gehoor.Digest(typed.Get(forms.FieldFrom)))
		if err == nil {
			return formsTo(w, r, layout.PathForms, saidAdopted)
		}
	}
	var refusal *gehoor.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return err
	}
	d, failed := s.written(r, me)
	if failed != nil {
		return failed
	}
	if failed := s.compared(r, &d); failed != nil {
		return failed
	}
	d.Unsure = !sure
	if refusal != nil {
		d.Refused = d.Words.Refusal(refusal)
	}
	return s.show(w, r, http.StatusUnprocessableEntity, forms.AdoptPage(d))
}
