package dossier

import (
	"fmt"
	"maps"

	"github.com/gehoor/gehoor"
)

// Availability is the state of an opened stream: what was made available to
// whom. It says nothing about reading.
type Availability struct {
	given map[MadeAvailable]bool
}

// NewAvailability returns the state of a stream without events.
func NewAvailability() *Availability { return &Availability{given: map[MadeAvailable]bool{}} }

// Clone returns an independent copy.
func (a *Availability) Clone() *Availability { return &Availability{given: maps.Clone(a.given)} }

// Fold adds one event.
func (a *Availability) Fold(e gehoor.Event, f gehoor.Fact) error {
	if e.Kind.Noun() != "opened" {
		return nil
	}
	m, ok := f.(MadeAvailable)
	if !ok {
		return fmt.Errorf("dossier: unknown fact %q", e.Kind)
	}
	a.given[m] = true
	return nil
}

// Give records the first time that content goes to a person; later times are no
// new fact.
func (a *Availability) Give(p gehoor.PersonID, c gehoor.ContentID) []gehoor.Fact {
	m := MadeAvailable{Person: p, Content: c}
	if a.given[m] {
		return nil
	}
	return []gehoor.Fact{m}
}

// To says whether content was made available to the person.
func (a *Availability) To(p gehoor.PersonID, c gehoor.ContentID) bool {
	return a.given[MadeAvailable{Person: p, Content: c}]
}
