package plain

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// number is the page of questions that an address names.
func (p *Plain) number(r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("page"))
	if err != nil || n < 1 || n > len(p.pages) {
		return 0, gehoor.ErrNotFound
	}
	return n, nil
}

// questionsPage shows a page of questions with what was answered.
func (p *Plain) questionsPage(w http.ResponseWriter, r *http.Request, _ *visitor, d draft) error {
	n, err := p.number(r)
	if err != nil {
		return err
	}
	if len(p.asked(n, d.Answers)) == 0 { // an answer that asked it was taken back
		return p.toPage(w, r, p.beside(n, 1, d.Answers))
	}
	shown := p.shown(r, n, d.Answers)
	shown.Answers, shown.Entries = p.storied(d, shown.Words.Say("diary.see")), d.kept.entries
	shown.Saved = has(r, querySaved)
	if has(r, queryFaults) {
		shown.Faults = answer.Faults(p.form, d.Answers)
	}
	return p.frame.Show(w, r, http.StatusOK, pages.QuestionsPage(shown))
}

func (p *Plain) shown(r *http.Request, n int, a answer.Answers) pages.Questions {
	here := p.pages[n-1]
	return pages.Questions{
		Page: p.page(r, pages.PathPage(n)), Number: n, At: here.step + 1, Of: len(p.form.Steps) + 1,
		Step: p.form.Steps[here.step], Further: here.further, Asked: p.asked(n, a), Answers: a,
	}
}

// answers takes what was typed on a page. It is saved before anything else
// happens; if it cannot be, it is shown again with the reason.
func (p *Plain) answers(w http.ResponseWriter, r *http.Request) error {
	n, err := p.number(r)
	if err != nil {
		return err
	}
	form, err := readForm(r)
	if err != nil {
		return err
	}
	v, how := p.visitor(r)
	switch {
	case how == outside:
		return p.leaveFor(w, r, how)
	case v.session != "" && how == inside:
		return p.to(w, r, pages.PathBox)
	case v.code != nil && how == inside: // nothing was asked yet
		return p.to(w, r, pages.PathCode)
	}
	d, err := p.load(r.Context(), &v)
	if errors.Is(err, errSent) || errors.Is(err, gehoor.Refuse(gehoor.CodeNoMailbox)) {
		return p.noDraft(w, r, v, how, err)
	}
	if err != nil {
		return p.unsaved(w, r, n, form, how, err)
	}
	p.merge(n, d.Answers, form)
	do, about, _ := strings.Cut(form.Get(pages.FieldDo), "-")
	switch do {
	case pages.DoAdd:
		p.add(d.Answers, questionnaire.ID(about))
	case pages.DoRemove:
		p.remove(d.Answers, about)
	}
	d.Page = n
	if err := p.save(r.Context(), v, d); err != nil {
		return p.unsaved(w, r, n, form, how, err)
	}
	if how == away {
		return p.leaveFor(w, r, how)
	}
	p.keep(w, v.purse)
	return p.after(w, r, n, d, do)
}

// noDraft is for a code whose signal was sent, or whose draft is gone.
func (p *Plain) noDraft(w http.ResponseWriter, r *http.Request, v visitor, how standing, err error) error {
	if errors.Is(err, errSent) && how == inside {
		p.keep(w, v.purse)
		return p.to(w, r, pages.PathBox)
	}
	return p.leaveFor(w, r, outside)
}

// unsaved shows what was typed once more and says why it was not saved. Whoever
// was away too long does not see it: the device may be in other hands by now.
func (p *Plain) unsaved(w http.ResponseWriter, r *http.Request, n int, form url.Values, how standing, err error) error {
	if how != inside {
		return err
	}
	status, why := p.frame.Failure(r, err)
	a := answer.Answers{}
	for _, q := range p.pages[n-1].questions {
		if v := typed(q, form); !v.Empty() {
			a[q.ID] = v
		}
	}
	shown := p.shown(r, n, a)
	shown.Asked, shown.Unsaved = p.pages[n-1].questions, why
	return p.frame.Show(w, r, status, pages.QuestionsPage(shown))
}

// after leads on from a page that was saved.
func (p *Plain) after(w http.ResponseWriter, r *http.Request, n int, d draft, do string) error {
	switch do {
	case pages.DoStop:
		return p.stopped(w, r, "")
	case pages.DoBack:
		return p.toPage(w, r, max(1, p.beside(n, -1, d.Answers)))
	case pages.DoSave:
		return p.to(w, r, pages.PathPage(n)+"?"+querySaved)
	case pages.DoAdd, pages.DoRemove:
		return p.toPage(w, r, n)
	}
	faults := answer.Faults(p.form, d.Answers)
	for _, q := range p.asked(n, d.Answers) {
		if faults[q.ID] != nil {
			return p.to(w, r, pages.PathPage(n)+"?"+queryFaults)
		}
	}
	return p.toPage(w, r, p.beside(n, 1, d.Answers))
}

// toPage leads to a page of questions, or to the check behind the last.
func (p *Plain) toPage(w http.ResponseWriter, r *http.Request, n int) error {
	if n > len(p.pages) {
		return p.to(w, r, pages.PathCheck)
	}
	return p.to(w, r, pages.PathPage(max(1, n)))
}
