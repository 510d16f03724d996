package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
	"github.com/gehoor/gehoor/internal/web/page/forms"
)

// What was typed about a question, and what its buttons do to its parts: pure
// functions of the form.

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
