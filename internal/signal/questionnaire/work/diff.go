package work

import (
	"bytes"
	"encoding/json"

	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// How a question differs from what is asked now.
type How string

// The ways there are.
const (
	Added   How = "added"
	Changed How = "changed"
	Moved   How = "moved"
	Removed How = "removed"
)

// Difference is one question that is not what it was.
type Difference struct {
	How How
	ID  questionnaire.ID
	// Label is what it says now; of one that was removed, what it said.
	Label Texts
}

// Differences compares a work with another: first what is new or other, in its
// order, and then what is gone.
func (f Form) Differences(before Form) []Difference {
	type at struct {
		q    Question
		step questionnaire.ID
	}
	old := map[questionnaire.ID]at{}
	for _, s := range before.Steps {
		for _, q := range s.Questions {
			old[q.ID] = at{q, s.ID}
		}
	}
	var all []Difference
	now := map[questionnaire.ID]bool{}
	for _, s := range f.Steps {
		for _, q := range s.Questions {
			now[q.ID] = true
			was, there := old[q.ID]
			switch {
			case !there:
				all = append(all, Difference{Added, q.ID, q.Label})
			case !same(was.q, q):
				all = append(all, Difference{Changed, q.ID, q.Label})
			case was.step != s.ID:
				all = append(all, Difference{Moved, q.ID, q.Label})
			}
		}
	}
	for _, s := range before.Steps {
		for _, q := range s.Questions {
			if !now[q.ID] {
				all = append(all, Difference{Removed, q.ID, q.Label})
			}
		}
	}
	return all
}

func same(a, b Question) bool {
	one, _ := json.Marshal(a)
	other, _ := json.Marshal(b)
	return bytes.Equal(one, other)
}
