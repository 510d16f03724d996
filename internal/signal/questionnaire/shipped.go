package questionnaire

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"sync"

	"github.com/gehoor/gehoor"
)

//go:embed burden-*.json signal-*.json
var files embed.FS

// shipped is read once. The files are part of the program, so a fault in one is
// a mistake of ours, and the program does not start.
var shipped = sync.OnceValue(func() []*Questionnaire {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	var all []*Questionnaire
	for _, e := range entries {
		data, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		q, err := Parse(data)
		if err != nil {
			panic(fmt.Errorf("%s: %w", e.Name(), err))
		}
		if name := fmt.Sprintf("%s-%d.json", q.ID, q.Version); name != e.Name() {
			panic(fmt.Errorf("%s holds %s", e.Name(), name))
		}
		all = append(all, q)
	}
	slices.SortFunc(all, func(a, b *Questionnaire) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Version, b.Version))
	})
	return all
})

// All returns every questionnaire that is shipped, by id and version. They are
// shared: nobody changes them.
func All() []*Questionnaire { return slices.Clone(shipped()) }

// Load returns one version of a questionnaire, or an error that is
// gehoor.ErrNotFound.
func Load(id ID, version int) (*Questionnaire, error) {
	for _, q := range shipped() {
		if q.ID == id && q.Version == version {
			return q, nil
		}
	}
	return nil, fmt.Errorf("questionnaire: load %s, version %d: %w", quote(string(id)), version, gehoor.ErrNotFound)
}

// Newest returns the highest version of a questionnaire: the one that is asked
// now. The error is gehoor.ErrNotFound.
func Newest(id ID) (*Questionnaire, error) {
	for _, q := range slices.Backward(shipped()) {
		if q.ID == id {
			return q, nil
		}
	}
	return nil, fmt.Errorf("questionnaire: load %s: %w", quote(string(id)), gehoor.ErrNotFound)
}
