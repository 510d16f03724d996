package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// HolderAbsent: somebody who holds the dossier is away. They keep its keys and do not
// count among those who can look after it.
type HolderAbsent struct {
	Person gehoor.PersonID `json:"person"`
}

// HolderReturned ends that.
type HolderReturned struct {
	Person gehoor.PersonID `json:"person"`
}

// Kind names the fact.
func (HolderAbsent) Kind() gehoor.Kind { return "dossier.holder-absent" }

// Kind names the fact.
func (HolderReturned) Kind() gehoor.Kind { return "dossier.holder-returned" }

// Absent says whether a holder is away.
func (s *State) Absent(p gehoor.PersonID) bool { return !s.AbsentSince(p).IsZero() }

// AbsentSince is since when a holder is away; zero for who is not.
func (s *State) AbsentSince(p gehoor.PersonID) time.Time { return s.absent[p] }

// Present returns the holders of the conversation who are not away.
func (s *State) Present() []gehoor.PersonID {
	return slices.DeleteFunc(s.Holders(gehoor.Conversation), s.Absent)
}

// Miss records which of these people are away; those who hold nothing here, and whom
// it knows to be away, are left out.
func (s *State) Miss(away []gehoor.PersonID) []gehoor.Fact {
	var facts []gehoor.Fact
	for _, p := range away {
		if s.Holds(p, gehoor.Conversation) && !s.Absent(p) {
			facts = append(facts, HolderAbsent{Person: p})
		}
	}
	return facts
}

// Welcome records that somebody is back.
func (s *State) Welcome(p gehoor.PersonID) []gehoor.Fact {
	if !s.Absent(p) {
		return nil
	}
	return []gehoor.Fact{HolderReturned{Person: p}}
}

// foldAbsence adds one event about absence; ok is false for another fact.
func (s *State) foldAbsence(e gehoor.Event, f gehoor.Fact) (ok bool) {
	switch f := f.(type) {
	case HolderAbsent:
		s.absent[f.Person] = e.At
	case HolderReturned:
		delete(s.absent, f.Person)
	default:
		return false
	}
	return true
}
