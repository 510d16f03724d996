package sealed

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// form is a questionnaire as lib/answers.ts reads it: the file's own names, in
// one language, without what only a page or a translator needs.
type form struct {
	ID        questionnaire.ID      `json:"id"`
	Version   int                   `json:"version"`
	Purpose   questionnaire.Purpose `json:"purpose"`
	Digest    gehoor.Digest         `json:"digest"`
	Languages []gehoor.Language     `json:"languages"`
	Title     questionnaire.Texts   `json:"title"`
	Steps     []step                `json:"steps"`
}

type step struct {
	ID        questionnaire.ID    `json:"id"`
	Title     questionnaire.Texts `json:"title"`
	Questions []question          `json:"questions"`
}

type question struct {
	ID          questionnaire.ID     `json:"id"`
	Kind        questionnaire.Kind   `json:"kind"`
	Label       questionnaire.Texts  `json:"label"`
	Required    bool                 `json:"required"`
	Leaves      questionnaire.Leaves `json:"leaves"`
	Compartment gehoor.Compartment   `json:"compartment"`
	When        *when                `json:"when,omitempty"`
	Limit       *limit               `json:"limit,omitempty"`
	Options     []option             `json:"options,omitempty"`
	Files       *files               `json:"files,omitempty"`
	Group       *group               `json:"group,omitempty"`
}

type when struct {
	Question questionnaire.ID         `json:"question"`
	Equals   []questionnaire.OptionID `json:"equals"`
}

type limit struct {
	Characters int `json:"characters"`
}

type option struct {
	ID    questionnaire.OptionID `json:"id"`
	Label questionnaire.Texts    `json:"label"`
}

type files struct {
	Most int `json:"most"`
}

type group struct {
	Most      int                 `json:"most"`
	Item      questionnaire.Texts `json:"item"`
	Questions []question          `json:"questions"`
}

func newForms(lang gehoor.Language, all []*questionnaire.Questionnaire) []form {
	forms := make([]form, len(all))
	for i, q := range all {
		forms[i] = form{
			ID: q.ID, Version: q.Version, Purpose: q.Purpose, Digest: q.Digest(),
			Languages: []gehoor.Language{lang}, Title: in(q.Title, lang),
		}
		for _, s := range q.Steps {
			forms[i].Steps = append(forms[i].Steps, step{s.ID, in(s.Title, lang), newQuestions(lang, s.Questions)})
		}
	}
	return forms
}

func newQuestions(lang gehoor.Language, all []questionnaire.Question) []question {
	list := make([]question, len(all))
	for i, q := range all {
		one := question{
			ID: q.ID, Kind: q.Kind, Label: in(q.Label, lang),
			Required: q.Required, Leaves: q.Leaves, Compartment: q.Compartment,
		}
		if q.When != nil {
			one.When = &when{q.When.Question, q.When.Equals}
		}
		if q.Limit != nil {
			one.Limit = &limit{q.Limit.Characters}
		}
		for _, o := range q.Options {
			one.Options = append(one.Options, option{o.ID, in(o.Label, lang)})
		}
		if q.Files != nil {
			one.Files = &files{q.Files.Most}
		}
		if g := q.Group; g != nil {
			one.Group = &group{g.Most, in(g.Item, lang), newQuestions(lang, g.Questions)}
		}
		list[i] = one
	}
	return list
}

// in keeps one language of a text.
func in(t questionnaire.Texts, lang gehoor.Language) questionnaire.Texts {
	return questionnaire.Texts{lang: t.In(lang)}
}
