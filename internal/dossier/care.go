package dossier

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// What is written about care lies in a compartment of its own, so that who handles the case
// need not read how somebody is, and who cares need not read the case. Where two or more
// care coordinators handle the dossier, they alone get its key; a small town hall has one
// circle for both, and then all who handle do.

// coordinators are those who were made care coordinators.
func (s *State) coordinators() []gehoor.PersonID {
	var all []gehoor.PersonID
	for _, r := range s.Records {
		if p, ok := r.Coordinates(); ok && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// Carers are those of the people who handle the dossier who get the key of what is written
// about care.
func (s *State) Carers(handling []gehoor.PersonID) []gehoor.PersonID {
	named := s.coordinators()
	carers := slices.DeleteFunc(slices.Clone(handling), func(p gehoor.PersonID) bool { return !slices.Contains(named, p) })
	if len(carers) < MinHolders {
		return handling
	}
	return carers
}

// cares says whether somebody who comes to handle the dossier gets the key of it too.
func (s *State) cares(p gehoor.PersonID) bool {
	handling := append(s.Holders(gehoor.Conversation), p)
	return slices.Contains(s.Carers(handling), p)
}

// WordsIn is where the words of a record lie that is written now. Those about care lie with
// the other internal words in a dossier whose compartment for care was not made yet.
func (s *State) WordsIn(kind gehoor.Kind) gehoor.Compartment {
	t, _ := record.Of(kind)
	if _, made := s.boxes[gehoor.Care]; !made && t.Compartment() == gehoor.Care {
		return gehoor.Case
	}
	return t.Compartment()
}
