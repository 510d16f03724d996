package work

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// Place is where a question stands. Inner is its place in a group, -1 outside.
type Place struct{ Step, Question, Inner int }

// Question returns a question, nil if there is none at the place.
func (f *Form) Question(p Place) *Question {
	list, i := f.list(p)
	if list == nil || i < 0 || i >= len(*list) {
		return nil
	}
	return &(*list)[i]
}

// list is where the question of a place stands among others.
func (f *Form) list(p Place) (*[]Question, int) {
	if p.Step < 0 || p.Step >= len(f.Steps) {
		return nil, 0
	}
	questions := &f.Steps[p.Step].Questions
	if p.Inner < 0 {
		return questions, p.Question
	}
	if p.Question < 0 || p.Question >= len(*questions) || (*questions)[p.Question].Group == nil {
		return nil, 0
	}
	return &(*questions)[p.Question].Group.Questions, p.Inner
}

// AddStep adds an empty step at the end and returns its place.
func (f *Form) AddStep() int {
	f.Steps = append(f.Steps, Step{ID: f.free("step", f.stepIDs()), Title: Texts{}, Questions: []Question{}})
	return len(f.Steps) - 1
}

// MoveStep moves a step by one place.
func (f *Form) MoveStep(i, by int) bool { return move(f.Steps, i, by) }

// RemoveStep takes a step out, with its questions.
func (f *Form) RemoveStep(i int) bool {
	if i < 0 || i >= len(f.Steps) {
		return false
	}
	f.Steps = slices.Delete(f.Steps, i, i+1)
	return true
}

// AddQuestion adds a question of a kind at the end of a step, or of the group at p,
// and returns its place.
func (f *Form) AddQuestion(p Place, kind questionnaire.Kind) (Place, bool) {
	list, _ := f.list(p)
	if list == nil {
		return p, false
	}
	q := Question{
		ID: f.free("question", f.questionIDs()), Label: Texts{}, Leaves: questionnaire.LeavesSealed, Compartment: gehoor.Conversation,
	}
	q.Become(kind)
	*list = append(*list, q)
	if p.Inner < 0 {
		p.Question = len(*list) - 1
	} else {
		p.Inner = len(*list) - 1
	}
	return p, true
}

// MoveQuestion moves a question by one place; at the end of a step it goes into
// the one beside it.
func (f *Form) MoveQuestion(p Place, by int) bool {
	list, i := f.list(p)
	if list == nil || i < 0 || i >= len(*list) {
		return false
	}
	if move(*list, i, by) {
		return true
	}
	to := p.Step + by
	if p.Inner >= 0 || to < 0 || to >= len(f.Steps) {
		return false
	}
	q := (*list)[i]
	*list = slices.Delete(*list, i, i+1)
	at := 0
	if by < 0 {
		at = len(f.Steps[to].Questions)
	}
	f.Steps[to].Questions = slices.Insert(f.Steps[to].Questions, at, q)
	return true
}

// CopyQuestion puts a copy behind a question, with an id of its own. The office
// cannot be asked twice.
func (f *Form) CopyQuestion(p Place) bool {
	q := f.Question(p)
	if q == nil || q.Leaves == questionnaire.LeavesServer {
		return false
	}
	list, i := f.list(p)
	again := f.deep(*q)
	again.ID = f.free(string(q.ID), f.questionIDs())
	*list = slices.Insert(*list, i+1, again)
	return true
}

// deep is a question that shares nothing with another.
func (f *Form) deep(q Question) Question {
	one := Form{Steps: []Step{{Questions: []Question{q}}}}
	again, _ := Read(one.File()) // what was just written can be read
	return again.Steps[0].Questions[0]
}

// RemoveQuestion takes a question out.
func (f *Form) RemoveQuestion(p Place) bool {
	list, i := f.list(p)
	if list == nil || i < 0 || i >= len(*list) {
		return false
	}
	*list = slices.Delete(*list, i, i+1)
	return true
}

// The limits of what is new: small ones, that somebody can raise.
const (
	newCharacters = 500
	newFiles      = 3
	newInGroup    = 200
	newRepeats    = 5
)

// Become gives a question a kind, with the parts that the kind needs. Parts of
// the kind before are kept only if the new one has them too.
func (q *Question) Become(kind questionnaire.Kind) {
	q.Kind = kind
	if !kind.Typed() {
		q.Limit = nil
	} else if q.Limit == nil {
		q.Limit = &Limit{Characters: newCharacters, Why: "a few sentences"}
	}
	if !kind.Filed() {
		q.Files = nil
	} else if q.Files == nil {
		q.Files = &Files{Most: newFiles, Why: "more can be added in the mailbox"}
	}
	switch {
	case kind == questionnaire.KindYesNoUnknown:
		q.Options = yesNo()
	case !kind.Chosen():
		q.Options = nil
	case len(q.Options) == 0:
		q.Options = []Option{{ID: "a", Label: Texts{}}, {ID: "b", Label: Texts{}}}
	}
	if kind != questionnaire.KindGroup {
		q.Group = nil
	} else if q.Group == nil {
		inner := Question{ID: "first", Label: Texts{}, Leaves: questionnaire.LeavesSealed, Compartment: q.Compartment}
		inner.Become(questionnaire.KindText)
		inner.Limit = &Limit{Characters: newInGroup, Why: "one line each time"}
		q.Group = &Group{Most: newRepeats, Why: "more go in a text", Item: Texts{}, Add: Texts{}, Remove: Texts{}, Questions: []Question{inner}}
	}
	if kind == questionnaire.KindConsent || kind.Filed() {
		q.Required = false
	}
}

func yesNo() []Option {
	return []Option{
		{ID: questionnaire.Yes, Label: Texts{gehoor.Dutch: "Ja", gehoor.English: "Yes"}},
		{ID: questionnaire.No, Label: Texts{gehoor.Dutch: "Nee", gehoor.English: "No"}},
		{ID: questionnaire.Unknown, Label: Texts{gehoor.Dutch: "Dat weet ik niet", gehoor.English: "I don’t know"}},
	}
}

// AddOption adds an answer to choose, with an id of its own.
func (q *Question) AddOption() {
	taken := make([]string, len(q.Options))
	for i, o := range q.Options {
		taken[i] = string(o.ID)
	}
	id := questionnaire.OptionID(free("option", taken))
	q.Options = append(q.Options, Option{ID: id, Label: Texts{}})
}

// move exchanges an item with the one beside it.
func move[T any](list []T, i, by int) bool {
	if i < 0 || i >= len(list) || i+by < 0 || i+by >= len(list) {
		return false
	}
	list[i], list[i+by] = list[i+by], list[i]
	return true
}

func (f *Form) stepIDs() []string {
	ids := make([]string, len(f.Steps))
	for i, s := range f.Steps {
		ids[i] = string(s.ID)
	}
	return ids
}

func (f *Form) questionIDs() []string {
	var ids []string
	for _, s := range f.Steps {
		for _, q := range s.Questions {
			ids = append(ids, string(q.ID))
			if q.Group != nil {
				for _, inner := range q.Group.Questions {
					ids = append(ids, string(inner.ID))
				}
			}
		}
	}
	return ids
}

func (f *Form) free(stem string, taken []string) questionnaire.ID {
	return questionnaire.ID(free(stem, taken))
}

// maxStem leaves room for a number in an id of forty characters.
const maxStem = 34

// free is an id that nobody has: the stem with a number.
func free(stem string, taken []string) string {
	if cut := strings.LastIndexByte(stem, '-'); cut > 0 {
		if _, err := strconv.Atoi(stem[cut+1:]); err == nil {
			stem = stem[:cut]
		}
	}
	stem = stem[:min(len(stem), maxStem)]
	for i := 2; ; i++ {
		if id := stem + "-" + strconv.Itoa(i); !slices.Contains(taken, id) {
			return id
		}
	}
}
