package plain

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
)

// page is some questions of a step. Without scripts a question cannot come up
// while another is being answered, so a question whose condition looks at one of
// the same page begins the next.
type page struct {
	step      int // its place in the questionnaire, from 0
	further   bool
	questions []questionnaire.Question
}

// paged divides a questionnaire into pages.
func paged(q *questionnaire.Questionnaire) []page {
	var pages []page
	for i, s := range q.Steps {
		here := page{step: i}
		for _, one := range s.Questions {
			if one.When != nil && here.asks(one.When.Question) {
				pages = append(pages, here)
				here = page{step: i, further: true}
			}
			here.questions = append(here.questions, one)
		}
		pages = append(pages, here)
	}
	return pages
}

func (p page) asks(id questionnaire.ID) bool {
	return slices.ContainsFunc(p.questions, func(q questionnaire.Question) bool { return q.ID == id })
}

// asked are the questions of a page that are asked, given the answers.
func (p *Plain) asked(n int, a answer.Answers) []questionnaire.Question {
	all := answer.Asked(p.form, a)
	return slices.DeleteFunc(slices.Clone(p.pages[n-1].questions), func(q questionnaire.Question) bool {
		return !slices.ContainsFunc(all, func(one questionnaire.Question) bool { return one.ID == q.ID })
	})
}

// beside is the page after one, or before it: 0 is before the first, one more
// than there are is the check. Pages with nothing to ask are skipped.
func (p *Plain) beside(n, by int, a answer.Answers) int {
	for n += by; n >= 1 && n <= len(p.pages) && len(p.asked(n, a)) == 0; n += by {
	}
	return n
}

// pageOf is the first page of a step.
func (p *Plain) pageOf(step questionnaire.ID) int {
	return 1 + slices.IndexFunc(p.pages, func(one page) bool { return p.form.Steps[one.step].ID == step })
}

// faulty is the first page with something that is wrong, 0 if there is none.
func (p *Plain) faulty(a answer.Answers) int {
	faults := answer.Faults(p.form, a)
	for i, one := range p.pages {
		if slices.ContainsFunc(one.questions, func(q questionnaire.Question) bool { return faults[q.ID] != nil }) {
			return i + 1
		}
	}
	return 0
}

// merge puts what was typed on a page in the place of the earlier answers.
func (p *Plain) merge(n int, a answer.Answers, form url.Values) {
	for _, q := range p.asked(n, a) {
		if v := typed(q, form); v.Empty() {
			delete(a, q.ID)
		} else {
			a[q.ID] = v
		}
	}
}

// typed is the answer to a question in a form, as it is.
func typed(q questionnaire.Question, form url.Values) answer.Value {
	id := string(q.ID)
	switch q.Kind {
	case questionnaire.KindMultiple:
		return answer.Value{Many: form[id]}
	case questionnaire.KindPeriod:
		return answer.Value{Text: answer.JoinPeriod(form.Get(id+".from"), form.Get(id+".until"))}
	case questionnaire.KindGroup:
		return answer.Value{Items: entries(q, form)}
	}
	return answer.Value{Text: lines(form.Get(id))}
}

// entries are those of a group that the form has, empty ones too: the page shows
// them again.
func entries(q questionnaire.Question, form url.Values) []answer.Item {
	var items []answer.Item
	for i := range q.Group.Most {
		item, there := answer.Item{}, false
		for _, inner := range q.Group.Questions {
			name := string(q.ID) + "-" + strconv.Itoa(i) + "-" + string(inner.ID)
			there = there || form.Has(name)
			if text := lines(form.Get(name)); text != "" {
				item[inner.ID] = text
			}
		}
		if !there {
			break
		}
		items = append(items, item)
	}
	return items
}

// lines is a text with the line ends that we use; a browser sends others.
func lines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// add gives a group one more entry, if there is room.
func (p *Plain) add(a answer.Answers, group questionnaire.ID) {
	q, ok := p.form.Question(group)
	if !ok || q.Group == nil {
		return
	}
	v := a[group]
	if len(v.Items) == 0 {
		v.Items = []answer.Item{{}}
	}
	if len(v.Items) < q.Group.Most {
		v.Items = append(v.Items, answer.Item{})
	}
	a[group] = v
}

// remove takes an entry out of a group; what names it is "group-place".
func (p *Plain) remove(a answer.Answers, what string) {
	cut := strings.LastIndexByte(what, '-')
	if cut < 0 {
		return
	}
	group := questionnaire.ID(what[:cut])
	i, err := strconv.Atoi(what[cut+1:])
	v := a[group]
	if err != nil || i < 0 || i >= len(v.Items) {
		return
	}
	v.Items = slices.Delete(slices.Clone(v.Items), i, i+1)
	if len(v.Items) == 0 {
		delete(a, group)
		return
	}
	a[group] = v
}
