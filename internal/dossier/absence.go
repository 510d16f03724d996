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
	// Deputy stands in for them here; "" if nobody does, or if whoever does elsewhere
	// may know nothing of this dossier.
	Deputy gehoor.PersonID `json:"deputy,omitempty"`
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

// Miss records which of these people are away, and who stands in for them; those who
// hold nothing here, and of whom it knows just that, are left out.
func (s *State) Miss(away []HolderAbsent) []gehoor.Fact {
	var facts []gehoor.Fact
	for _, one := range away {
		if s.Excluded(one.Deputy) {
			one.Deputy = ""
		}
		if s.Holds(one.Person, gehoor.Conversation) && (!s.Absent(one.Person) || s.deputies[one.Person] != one.Deputy) {
			facts = append(facts, one)
		}
	}
	return facts
}

// DeputyOf is who stands in for an absent holder here; "" if nobody does, or who did
// may know nothing of the dossier since.
func (s *State) DeputyOf(p gehoor.PersonID) gehoor.PersonID {
	deputy := s.deputies[p]
	if !s.Absent(p) || deputy == "" || s.Excluded(deputy) {
		return ""
	}
	return deputy
}

// ActsFor is who acts in somebody's place: the deputy of who is away, if that person
// has the keys and is not away too; else "".
func (s *State) ActsFor(p gehoor.PersonID) gehoor.PersonID {
	deputy := s.DeputyOf(p)
	if deputy == "" || s.Absent(deputy) || !s.Holds(deputy, gehoor.Conversation) {
		return ""
	}
	return deputy
}

// Keyless are those who stand in for a holder and do not have the keys yet, each once.
func (s *State) Keyless() []gehoor.PersonID {
	var all []gehoor.PersonID
	for _, p := range s.Holders(gehoor.Conversation) {
		deputy := s.DeputyOf(p)
		if deputy != "" && !s.Holds(deputy, gehoor.Conversation) && !slices.Contains(all, deputy) {
			all = append(all, deputy)
		}
	}
	return all
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
		if !s.Absent(f.Person) { // else only who stands in is another one
			s.absent[f.Person] = e.At
		}
		s.deputies[f.Person] = f.Deputy
	case HolderReturned:
		delete(s.absent, f.Person)
		delete(s.deputies, f.Person)
	default:
		return false
	}
	return true
}
