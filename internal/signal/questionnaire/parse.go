package questionnaire

import (
	"strings"
)

// Parse reads a questionnaire and checks all its rules. An error is [Faults]:
// everything that is wrong, with lines and how to mend it.
func Parse(data []byte) (*Questionnaire, error) {
	root, err := grow(data)
	if err != nil {
		return nil, err
	}
	r := &reader{}
	q := r.root(root)
	if len(r.faults) == 0 {
		r.checkWhole(q, root)
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	q.source = string(data)
	q.digest = digestOf(data)
	return q, nil
}

// join writes ids for an error.
func join[T ~string](ids []T) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(id)
	}
	return strings.Join(all, ", ")
}
