package dossier

import (
	"cmp"
	"encoding/json"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// island is the JSON that the page's script reads from the element "dossier";
// browser/lib/dossierpage.ts has the same shape.
type island struct {
	ID   gehoor.DossierID `json:"id"`
	Root string           `json:"root"`
	Me   gehoor.PersonID  `json:"me"`
	// Holders get the key of a compartment that is made here, custodians a share
	// of it.
	Holders    []key `json:"holders"`
	Carers     []key `json:"carers"`
	Custodians []key `json:"custodians"`
	Threshold  int   `json:"threshold"`
	// Outdated are the compartments whose shares the visitor can renew.
	Outdated []gehoor.Compartment `json:"outdated"`
	// Rekeyings are the compartments that want another key, which the visitor can make.
	Rekeyings []rekeying `json:"rekeyings"`
	// Proposals are what would be recorded of records that wait for a second person.
	Proposals []unconfirmed `json:"proposals"`
	// Said is what staff said, and Authors are who did.
	Said    []statement `json:"said"`
	Authors []author    `json:"authors"`
	// Addable are those to whom the visitor may give keys.
	Addable []addable `json:"addable"`
	// Forms are the questionnaires with which an account can have been written.
	Forms []labels `json:"forms"`
}

// key is somebody's key as the root signed it.
type key struct {
	Person gehoor.PersonID `json:"person"`
	Note   string          `json:"note"`
}

// addable is somebody's key, and which compartments they have no key of.
type addable struct {
	key
	Lacks []gehoor.Compartment `json:"lacks"`
}

func addables(people []casework.Addable) []addable {
	all := make([]addable, len(people))
	for i, p := range people {
		all[i] = addable{key{p.ID, p.Note}, p.Lacks}
	}
	return all
}

// unconfirmed is the fact that a second person's yes records.
type unconfirmed struct {
	Kind gehoor.Kind   `json:"kind"`
	Body record.Record `json:"body"`
}

func proposals(list []dossier.RecordProposal) []unconfirmed {
	all := make([]unconfirmed, len(list))
	for i, one := range list {
		r := one.Record
		r.Proposal, r.Proposer = one.Seq, one.By
		all[i] = unconfirmed{r.What, r}
	}
	return all
}

// statement is something that somebody said, what they signed, and on which day.
type statement struct {
	Content   gehoor.ContentID `json:"content"`
	Person    gehoor.PersonID  `json:"person"`
	On        protocol.Date    `json:"on"`
	Kind      gehoor.Kind      `json:"kind"`
	Body      json.RawMessage  `json:"body"`
	Intent    []byte           `json:"intent,omitempty"`
	Signature []byte           `json:"signature,omitempty"`
}

func statements(list []casework.Said) []statement {
	all := make([]statement, len(list))
	for i, one := range list {
		e := one.Event
		all[i] = statement{Content: one.Content, Person: one.Person, On: protocol.DateOf(e.At), Kind: e.Kind, Body: e.Body}
		if e.Sig != nil {
			all[i].Intent, all[i].Signature = e.Sig.Intent, e.Sig.Signature
		}
	}
	return all
}

// author is somebody who said something, and all that the root said of their keys.
type author struct {
	Person gehoor.PersonID `json:"person"`
	Name   string          `json:"name"`
	Notes  []string        `json:"notes"`
}

func authors(people []*directory.Person, lang gehoor.Language) []author {
	all := make([]author, len(people))
	for i, p := range people {
		all[i] = author{p.ID, cmp.Or(p.Name, p.Function.In(lang)), p.Notes}
	}
	return all
}

// rekeying is a compartment that wants another key, and for whom.
type rekeying struct {
	Name      gehoor.Compartment `json:"name"`
	Holders   []key              `json:"holders"`
	Reporters []dossier.Vouched  `json:"reporters"`
}

func rekeyings(list []casework.Rekeying) []rekeying {
	all := make([]rekeying, len(list))
	for i, one := range list {
		all[i] = rekeying{Name: one.Name, Holders: keys(one.Holders), Reporters: []dossier.Vouched{}}
		for _, g := range one.Codes {
			all[i].Reporters = append(all[i].Reporters, g.Vouched)
		}
	}
	return all
}

func newIsland(c Case, lang gehoor.Language) island {
	return island{
		ID: c.Dossier.ID, Root: c.Root, Me: c.Me.ID,
		Holders: keys(c.Dossier.Holders), Carers: keys(c.Dossier.Carers), Custodians: keys(c.Dossier.Custodians), Threshold: c.Dossier.Threshold,
		Outdated:  c.Dossier.Outdated,
		Rekeyings: rekeyings(c.Dossier.Rekeyings),
		Proposals: proposals(c.Dossier.Waiting),
		Said:      statements(c.Dossier.Said),
		Authors:   authors(c.Dossier.Authors, lang),
		Addable:   addables(c.Dossier.Addable),
		Forms:     allLabels(c.Forms, lang),
	}
}

func keys(people []*directory.Person) []key {
	all := make([]key, len(people))
	for i, p := range people {
		all[i] = key{Person: p.ID, Note: p.Note}
	}
	return all
}

// labels are what is shown of a questionnaire beside its answers, in the
// reader's language: the answers name questions and options by their ids.
type labels struct {
	ID      questionnaire.ID `json:"id"`
	Version int              `json:"version"`
	Digest  gehoor.Digest    `json:"digest"`
	Steps   []stepLabels     `json:"steps"`
}

type stepLabels struct {
	Title     string           `json:"title"`
	Questions []questionLabels `json:"questions"`
}

type questionLabels struct {
	ID      questionnaire.ID                  `json:"id"`
	Kind    questionnaire.Kind                `json:"kind"`
	Label   string                            `json:"label"`
	Options map[questionnaire.OptionID]string `json:"options,omitempty"`
	// Item and Questions are of a repeating group.
	Item      string           `json:"item,omitempty"`
	Questions []questionLabels `json:"questions,omitempty"`
}

// FormsOf are the questionnaires of which the accounts and answers of a dossier may
// be.
func FormsOf(d casework.Dossier, forms casework.Forms) []*questionnaire.Questionnaire {
	var first, last time.Time
	for _, s := range d.Signals {
		if first.IsZero() || s.ReceivedAt.Before(first) {
			first = s.ReceivedAt
		}
		if s.ReceivedAt.After(last) {
			last = s.ReceivedAt
		}
	}
	return forms.Sent(forms.Between(first, last), d.Signals...)
}

func allLabels(forms []*questionnaire.Questionnaire, lang gehoor.Language) []labels {
	var all []labels
	for _, q := range forms {
		l := labels{ID: q.ID, Version: q.Version, Digest: q.Digest()}
		for _, s := range q.Steps {
			l.Steps = append(l.Steps, stepLabels{Title: s.Title.In(lang), Questions: questions(s.Questions, lang)})
		}
		all = append(all, l)
	}
	return all
}

func questions(list []questionnaire.Question, lang gehoor.Language) []questionLabels {
	all := make([]questionLabels, len(list))
	for i, q := range list {
		all[i] = questionLabels{ID: q.ID, Kind: q.Kind, Label: q.Label.In(lang)}
		for _, o := range q.Options {
			if all[i].Options == nil {
				all[i].Options = map[questionnaire.OptionID]string{}
			}
			all[i].Options[o.ID] = o.Label.In(lang)
		}
		if q.Group != nil {
			all[i].Item = q.Group.Item.In(lang)
			all[i].Questions = questions(q.Group.Questions, lang)
		}
	}
	return all
}
