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
	files map[FileMadeAvailable]bool
}

// NewAvailability returns the state of a stream without events.
func NewAvailability() *Availability {
	return &Availability{given: map[MadeAvailable]bool{}, files: map[FileMadeAvailable]bool{}}
}

// Clone returns an independent copy.
func (a *Availability) Clone() *Availability {
	return &Availability{given: maps.Clone(a.given), files: maps.Clone(a.files)}
}

// Fold adds one event.
func (a *Availability) Fold(e gehoor.Event, f gehoor.Fact) error {
	if e.Kind.Noun() != "opened" {
		return nil
	}
	switch f := f.(type) {
	case MadeAvailable:
		a.given[f] = true
	case FileMadeAvailable:
		a.files[f] = true
	default:
		return fmt.Errorf("dossier: unknown fact %q", e.Kind)
	}
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

// GiveFile records the first time that a part of a file goes to a person; other
// parts and later times are no new fact.
func (a *Availability) GiveFile(p gehoor.PersonID, c gehoor.ContentID) []gehoor.Fact {
	m := FileMadeAvailable{Person: p, Content: c}
	if a.files[m] {
		return nil
	}
	return []gehoor.Fact{m}
}

// To says whether content was made available to the person.
func (a *Availability) To(p gehoor.PersonID, c gehoor.ContentID) bool {
	return a.given[MadeAvailable{Person: p, Content: c}]
}

// FileTo says whether a part of a file was made available to the person.
func (a *Availability) FileTo(p gehoor.PersonID, c gehoor.ContentID) bool {
	return a.files[FileMadeAvailable{Person: p, Content: c}]
}
