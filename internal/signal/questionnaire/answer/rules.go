package answer

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// FaultKey names what is wrong with an answer: a key of the catalogue.
type FaultKey string

// The faults there are, as the browser names them too.
const (
	// FaultRequired: it must be answered.
	FaultRequired FaultKey = "question.required"
	// FaultTooLong: it is longer than its limit.
	FaultTooLong FaultKey = "question.too-long"
	// FaultNoDate: it is no day of the calendar.
	FaultNoDate FaultKey = "question.no-date"
	// FaultNoPeriod: one of its days is none of the calendar.
	FaultNoPeriod FaultKey = "question.no-period"
	// FaultBackwards: the period ends before it begins.
	FaultBackwards FaultKey = "question.backwards"
	// FaultTooManyFiles: more files than the question takes.
	FaultTooManyFiles FaultKey = "question.too-many-files"
	// FaultTooMany: the group has more entries than it takes.
	FaultTooMany FaultKey = "question.too-many"
	// FaultUnfit: the question can have no such answer; our pages make none.
	FaultUnfit FaultKey = "question.unfit"
)

// Fault is what is wrong with an answer.
type Fault struct {
	Key FaultKey
	// Asked is the question, or the one inside a group.
	Asked questionnaire.Question
	// Limit and Over are numbers for the sentence.
	Limit, Over int
	// Inside a group: Inner is the question in it, Entry its place, from 0.
	Inner questionnaire.ID
	Entry int
}

// Asked returns the questions that are asked, in order: answers to those that are
// not do not count.
func Asked(q *questionnaire.Questionnaire, a Answers) []questionnaire.Question {
	counting := Answers{}
	var asked []questionnaire.Question
	for _, s := range q.Steps {
		for _, one := range s.Questions {
			if !visible(one, counting) {
				continue
			}
			counting[one.ID] = a[one.ID]
			asked = append(asked, one)
		}
	}
	return asked
}

func visible(q questionnaire.Question, a Answers) bool {
	if q.When == nil {
		return true
	}
	chosen := a[q.When.Question].chosen()
	return slices.ContainsFunc(q.When.Equals, func(o questionnaire.OptionID) bool { return slices.Contains(chosen, string(o)) })
}

// Check says what is wrong with an answer, nil if nothing is. An answer that is
// not there is wrong only if it is required.
func Check(q questionnaire.Question, v Value) *Fault {
	if v.Many == nil && v.Items == nil && tidy(v.Text) == "" || v.Empty() {
		if q.Required {
			return &Fault{Key: FaultRequired, Asked: q}
		}
		return nil
	}
	switch q.Kind {
	case questionnaire.KindText, questionnaire.KindLongText:
		return checkText(q, v)
	case questionnaire.KindDate:
		if v.Text == "" || !isDay(v.Text) {
			return &Fault{Key: FaultNoDate, Asked: q}
		}
	case questionnaire.KindPeriod:
		return checkPeriod(q, v)
	case questionnaire.KindAttachment, questionnaire.KindVoice:
		return checkFiles(q, v)
	case questionnaire.KindConsent:
		if v.Text != string(questionnaire.Yes) {
			return unfit(q)
		}
	case questionnaire.KindMultiple:
		if v.Many == nil || !offers(q, v.Many) {
			return unfit(q)
		}
	case questionnaire.KindGroup:
		return checkGroup(q, v)
	default:
		if v.Text == "" || !offers(q, []string{v.Text}) {
			return unfit(q)
		}
	}
	return nil
}

func unfit(q questionnaire.Question) *Fault { return &Fault{Key: FaultUnfit, Asked: q} }

func checkText(q questionnaire.Question, v Value) *Fault {
	if v.Text == "" || q.Limit == nil {
		return unfit(q)
	}
	if over := Units(tidy(v.Text)) - q.Limit.Characters; over > 0 {
		return &Fault{Key: FaultTooLong, Asked: q, Limit: q.Limit.Characters, Over: over}
	}
	return nil
}

func checkPeriod(q questionnaire.Question, v Value) *Fault {
	p, ok := ReadPeriod(tidy(v.Text))
	switch {
	case !ok:
		return &Fault{Key: FaultNoPeriod, Asked: q}
	case p.From != "" && p.To != "" && p.To < p.From:
		return &Fault{Key: FaultBackwards, Asked: q}
	}
	return nil
}

// checkFiles: names that our pages can have made, each once.
func checkFiles(q questionnaire.Question, v Value) *Fault {
	if q.Files == nil || v.Many == nil {
		return unfit(q)
	}
	for i, name := range v.Many {
		if tidy(name) != name || name == "" || Units(name) > questionnaire.MaxFileName || slices.Contains(v.Many[:i], name) {
			return unfit(q)
		}
	}
	if len(v.Many) > q.Files.Most {
		return &Fault{Key: FaultTooManyFiles, Asked: q, Limit: q.Files.Most}
	}
	return nil
}

func checkGroup(q questionnaire.Question, v Value) *Fault {
	if q.Group == nil || v.Items == nil {
		return unfit(q)
	}
	if len(v.Items) > q.Group.Most {
		return &Fault{Key: FaultTooMany, Asked: q, Limit: q.Group.Most}
	}
	for i, item := range v.Items {
		for id := range item {
			if !slices.ContainsFunc(q.Group.Questions, func(inner questionnaire.Question) bool { return inner.ID == id }) {
				return &Fault{Key: FaultUnfit, Asked: q, Entry: i}
			}
		}
		for _, inner := range q.Group.Questions {
			if f := Check(inner, Value{Text: item[inner.ID]}); f != nil {
				f.Inner, f.Entry = inner.ID, i
				return f
			}
		}
	}
	return nil
}

// offers says whether all ids are options, and none is there twice.
func offers(q questionnaire.Question, ids []string) bool {
	for i, id := range ids {
		if _, there := q.Option(questionnaire.OptionID(id)); !there || slices.Contains(ids[:i], id) {
			return false
		}
	}
	return true
}

// isDay says whether a text is a day of the calendar, as a date field gives it.
func isDay(s string) bool {
	s = tidy(s)
	day, err := time.Parse(time.DateOnly, s)
	return err == nil && day.Format(time.DateOnly) == s
}

// Faults returns everything that is wrong, by the questions' ids.
func Faults(q *questionnaire.Questionnaire, a Answers) map[questionnaire.ID]*Fault {
	found := map[questionnaire.ID]*Fault{}
	for _, one := range Asked(q, a) {
		if f := Check(one, a[one.ID]); f != nil {
			found[one.ID] = f
		}
	}
	return found
}

// Kept returns what is sealed: answers to what is asked, tidied, without those
// that are empty.
func Kept(q *questionnaire.Questionnaire, a Answers) Answers {
	kept := Answers{}
	for _, one := range Asked(q, a) {
		if v := a[one.ID].tidied(); !v.Empty() {
			kept[one.ID] = v
		}
	}
	return kept
}

// within are the kept answers of one compartment.
func within(q *questionnaire.Questionnaire, a Answers, c gehoor.Compartment) Answers {
	all, kept := Kept(q, a), Answers{}
	for _, one := range Asked(q, a) {
		if v, ok := all[one.ID]; ok && one.Compartment == c {
			kept[one.ID] = v
		}
	}
	return kept
}

// Office, NotSafe and TalkAsked are all that leaves the reporter's end unsealed, beside the
// language. The answers must have no faults.
func Office(q *questionnaire.Questionnaire, a Answers) gehoor.Office {
	return gehoor.Office(Kept(q, a)[questionnaire.OfficeQuestion].Text)
}

// NotSafe says whether the reporter agreed to show that they are not safe.
func NotSafe(q *questionnaire.Questionnaire, a Answers) bool {
	return Kept(q, a)[questionnaire.NotSafeQuestion].Text == string(questionnaire.Yes)
}

// TalkAsked says whether the reporter agreed to show that they want to talk.
func TalkAsked(q *questionnaire.Questionnaire, a Answers) bool {
	return Kept(q, a)[questionnaire.TalkQuestion].Text == string(questionnaire.Yes)
}
