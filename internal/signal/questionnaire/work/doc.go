// Package work is a questionnaire that somebody is still writing: it need not be
// right yet. Its file has the same form as a finished one, so that
// [questionnaire.Parse] says what is wrong with it.
//
// Rules:
//
//   - Nothing is checked here and nothing is thrown away: what somebody typed
//     stays, right or wrong.
//   - A question keeps its id for good. Who copies one gets a new id.
//   - Every edit is a function of the work alone; who saves it keeps the one before,
//     so that the last edit can be undone.
//
// The package is pure: no clock, no files, no network.
package work

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// Texts is a text in each language; "" where it is not written yet.
type Texts map[gehoor.Language]string

// In returns the text in a language.
func (t Texts) In(l gehoor.Language) string { return t[l] }

// Form is the whole of it.
type Form struct {
	ID      questionnaire.ID `json:"id"`
	Version int              `json:"version"`
	// Purpose is "" in files that are older than follow-ups: an intake.
	Purpose   questionnaire.Purpose `json:"purpose,omitempty"`
	Languages []gehoor.Language     `json:"languages"`
	Title     Texts                 `json:"title"`
	Steps     []Step                `json:"steps"`
}

// Step is what is asked on one page.
type Step struct {
	ID        questionnaire.ID `json:"id"`
	Title     Texts            `json:"title"`
	Lead      Texts            `json:"lead,omitempty"`
	Questions []Question       `json:"questions"`
}

// Question is one thing that is asked.
type Question struct {
	ID          questionnaire.ID     `json:"id"`
	Kind        questionnaire.Kind   `json:"kind"`
	Label       Texts                `json:"label"`
	Help        Texts                `json:"help,omitempty"`
	Required    bool                 `json:"required"`
	Leaves      questionnaire.Leaves `json:"leaves"`
	Compartment gehoor.Compartment   `json:"compartment"`
	When        *Condition           `json:"when,omitempty"`
	Limit       *Limit               `json:"limit,omitempty"`
	Options     []Option             `json:"options,omitempty"`
	Files       *Files               `json:"files,omitempty"`
	Contacts    []Contact            `json:"contacts,omitempty"`
	Group       *Group               `json:"group,omitempty"`
}

// Condition is when it is asked.
type Condition struct {
	Question questionnaire.ID         `json:"question"`
	Equals   []questionnaire.OptionID `json:"equals"`
}

// Limit bounds a text.
type Limit struct {
	Characters int    `json:"characters"`
	Why        string `json:"why"`
}

// Option is an answer to choose.
type Option struct {
	ID    questionnaire.OptionID `json:"id"`
	Label Texts                  `json:"label"`
	Help  Texts                  `json:"help,omitempty"`
}

// Files bounds how many files answer it.
type Files struct {
	Most int    `json:"most"`
	Why  string `json:"why"`
}

// Contact is a number that helps.
type Contact struct {
	Label Texts  `json:"label"`
	Phone string `json:"phone"`
}

// Group is what is asked as often as needed.
type Group struct {
	Most      int        `json:"most"`
	Why       string     `json:"why"`
	Item      Texts      `json:"item"`
	Add       Texts      `json:"add"`
	Remove    Texts      `json:"remove"`
	Questions []Question `json:"questions"`
}

// Read reads a file. What is no JSON, or not of this form, is an error; what is
// wrong with the questions is not.
func Read(data []byte) (Form, error) {
	var f Form
	if len(data) > questionnaire.MaxBytes {
		return f, fmt.Errorf("work: the file is larger than any questionnaire")
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return Form{}, fmt.Errorf("work: no questionnaire: %w", err)
	}
	return f, nil
}

// File writes it as a file: with tabs, as those that are shipped.
func (f Form) File() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	_ = e.Encode(f) // every value of these types has a JSON form
	return b.Bytes()
}

// Check says what is wrong with it, nothing if it can be adopted as it is.
func (f Form) Check() (*questionnaire.Questionnaire, questionnaire.Faults) {
	q, err := questionnaire.Parse(f.File())
	faults, _ := err.(questionnaire.Faults) // Parse answers no other error
	return q, faults
}

// Follow begins work with a follow-up of an id that nobody has: one step with one
// question.
func Follow(known []*questionnaire.Questionnaire) Form {
	taken := make([]string, len(known))
	for i, q := range known {
		taken[i] = string(q.ID)
	}
	f := Form{
		ID: questionnaire.ID(free("follow-up", taken)), Version: 1, Purpose: questionnaire.FollowUp,
		Languages: []gehoor.Language{gehoor.Dutch, gehoor.English}, Title: Texts{},
	}
	f.AddQuestion(Place{Step: f.AddStep(), Inner: -1}, questionnaire.KindLongText)
	return f
}

// For is what the work is for.
func (f Form) For() questionnaire.Purpose {
	if f.Purpose == questionnaire.FollowUp {
		return f.Purpose
	}
	return questionnaire.Intake
}

// Copy begins work with a questionnaire, as its next version.
func Copy(q *questionnaire.Questionnaire, version int) (Form, error) {
	f, err := Read(q.JSON())
	f.Version = version
	return f, err
}

// Shown is the question as the reporter's page asks it, right or wrong.
func (q Question) Shown() questionnaire.Question {
	seen := questionnaire.Question{
		ID: q.ID, Kind: q.Kind, Label: shown(q.Label), Help: questionnaire.Texts(q.Help), Required: q.Required,
		Leaves: q.Leaves, Compartment: q.Compartment,
	}
	if q.Limit != nil {
		seen.Limit = &questionnaire.Limit{Characters: q.Limit.Characters}
	}
	if q.Files != nil {
		seen.Files = &questionnaire.Files{Most: q.Files.Most}
	}
	for _, o := range q.Options {
		seen.Options = append(seen.Options, questionnaire.Option{ID: o.ID, Label: shown(o.Label), Help: questionnaire.Texts(o.Help)})
	}
	for _, c := range q.Contacts {
		seen.Contacts = append(seen.Contacts, questionnaire.Contact{Label: shown(c.Label), Phone: c.Phone})
	}
	if g := q.Group; g != nil {
		seen.Group = &questionnaire.Group{
			Most: g.Most, Item: shown(g.Item), Add: shown(g.Add), Remove: shown(g.Remove),
		}
		for _, inner := range g.Questions {
			seen.Group.Questions = append(seen.Group.Questions, inner.Shown())
		}
	}
	return seen
}

// shown is a text with dots where it is not written yet.
func shown(t Texts) questionnaire.Texts {
	all := questionnaire.Texts{}
	for _, l := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		if all[l] = t[l]; t[l] == "" {
			all[l] = "…"
		}
	}
	return all
}

// whole says whether the question has the parts without which it cannot be shown.
func (q Question) whole() bool {
	return (q.Files != nil || !q.Kind.Filed()) && (q.Group != nil || q.Kind != questionnaire.KindGroup)
}

// Showable says whether the question can be shown: one that came from elsewhere may
// lack what its kind needs.
func (q Question) Showable() bool {
	if q.Group != nil {
		for _, inner := range q.Group.Questions {
			if !inner.whole() || inner.Kind == questionnaire.KindGroup {
				return false
			}
		}
	}
	return q.Kind.Valid() && q.whole()
}
