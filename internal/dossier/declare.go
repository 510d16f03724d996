package dossier

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// Whoever holds a dossier says, each time that they were given something to do in it, that
// they have no interest (protocols.md §1.10). They read first what it is about: else
// nobody could know. And each time that it is said whom it is about: that may be somebody
// else than they thought.

// NoInterestDeclared: whoever states it knows what the dossier is about, and has no
// interest in it.
type NoInterestDeclared struct{}

// Kind names the fact.
func (NoInterestDeclared) Kind() gehoor.Kind { return "dossier.no-interest-declared" }

// CodeDeclare: they must say first whether they have an interest.
const CodeDeclare gehoor.Code = "conflict.declare-first"

// MustDeclare says whether somebody who holds the dossier has not said, since they were
// last given something to do in it, that they have no interest.
func (s *State) MustDeclare(p gehoor.PersonID) bool {
	return s.Holds(p, gehoor.Conversation) && s.declared[p] <= max(s.assigned[p], s.concernedAt)
}

// DeclareNoInterest records that somebody has none. Said before is nothing.
func (s *State) DeclareNoInterest(p gehoor.PersonID) []gehoor.Fact {
	if !s.MustDeclare(p) {
		return nil
	}
	return []gehoor.Fact{NoInterestDeclared{}}
}

// foldDeclared notes who was given something to do, and who declared. It changes nothing
// else, and so looks at facts of others.
func (s *State) foldDeclared(e gehoor.Event, f gehoor.Fact) {
	switch f := f.(type) {
	case CompartmentMade:
		for _, g := range f.Grants {
			if f.Compartment == gehoor.Conversation {
				s.assigned[g.Person] = e.Seq
			}
		}
	case Granted:
		if f.Compartment == gehoor.Conversation {
			s.assigned[f.Person] = e.Seq
		}
	case HolderAbsent:
		s.assigned[f.Deputy] = e.Seq
	case NoInterestDeclared:
		if p, staff := e.Actor.Person(); staff {
			s.declared[p] = e.Seq
		}
	case record.Record:
		s.foldDeclaring(e, f)
	}
}

func (s *State) foldDeclaring(e gehoor.Event, r record.Record) {
	by, _ := e.Actor.Person()
	if p, _, ok := r.Assigns(); ok {
		s.assigned[p] = e.Seq
	}
	if pick, ok := r.Picks(); ok && !pick.TakenBack {
		s.concernedAt = e.Seq
	}
	if p, none := r.NoInterest(); none && p == by {
		s.declared[p] = e.Seq
	}
}
