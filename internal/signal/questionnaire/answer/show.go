package answer

import (
	"cmp"
	"maps"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// Line is an answer as it is read back.
type Line struct {
	Asked questionnaire.Question
	Label string
	// Values has a line for each option that was chosen, or the text.
	Values []string
	// Ticked: a consent was given; it has no words of its own.
	Ticked bool
	// Entries are, for a group, the lines of each; Entry is what one is called.
	Entries [][]Line
	Entry   string
}

// Part is the answers of one step.
type Part struct {
	Step  questionnaire.ID
	Title string
	Lines []Line
}

// Parts returns the answers to everything that is asked, step by step; steps
// without answers have no lines.
func Parts(q *questionnaire.Questionnaire, a Answers, lang gehoor.Language) []Part {
	asked := Asked(q, a)
	parts := make([]Part, len(q.Steps))
	for i, s := range q.Steps {
		parts[i] = Part{Step: s.ID, Title: s.Title.In(lang)}
		for _, one := range s.Questions {
			is := func(other questionnaire.Question) bool { return other.ID == one.ID }
			if v := a[one.ID]; !v.Empty() && slices.ContainsFunc(asked, is) {
				parts[i].Lines = append(parts[i].Lines, line(one, v, lang))
			}
		}
	}
	return parts
}

// Strangers returns lines for answers to questions that the questionnaire does
// not have: an account of another version is shown all the same.
func Strangers(q *questionnaire.Questionnaire, a Answers) []Line {
	var lines []Line
	for _, id := range slices.Sorted(maps.Keys(a)) {
		if q != nil {
			if _, known := q.Question(id); known {
				continue
			}
		}
		lines = append(lines, Line{Label: string(id), Values: append(a[id].chosen(), entriesOf(a[id])...)})
	}
	return lines
}

// entriesOf are the texts in a group that nobody knows.
func entriesOf(v Value) []string {
	var all []string
	for _, item := range v.Items {
		for _, id := range slices.SortedFunc(maps.Keys(item), cmp.Compare) {
			all = append(all, item[id])
		}
	}
	return all
}

func line(q questionnaire.Question, v Value, lang gehoor.Language) Line {
	l := Line{Asked: q, Label: q.Label.In(lang)}
	switch {
	case q.Group != nil:
		l.Entry = q.Group.Item.In(lang)
		for _, item := range v.Items {
			var inner []Line
			for _, one := range q.Group.Questions {
				if item[one.ID] != "" {
					inner = append(inner, line(one, Value{Text: item[one.ID]}, lang))
				}
			}
			l.Entries = append(l.Entries, inner)
		}
	case q.Kind == questionnaire.KindConsent:
		l.Ticked = v.Text == string(questionnaire.Yes)
	default:
		for _, value := range v.chosen() {
			if o, ok := q.Option(questionnaire.OptionID(value)); ok {
				value = o.Label.In(lang)
			}
			l.Values = append(l.Values, value)
		}
	}
	return l
}
