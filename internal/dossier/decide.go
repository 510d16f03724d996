package dossier

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Codes of refusals about dossiers: what is impossible in any protocol.
const (
	// CodeMade: the compartment is there already.
	CodeMade gehoor.Code = "dossier.compartment-made-before"
	// CodeNoCompartment: the compartment must be made first.
	CodeNoCompartment gehoor.Code = "dossier.no-compartment"
	// CodeAlone: fewer than two people would hold the key.
	CodeAlone gehoor.Code = "dossier.nobody-alone"
	// CodeHolders: the keys were sealed to others than those who must have
	// them; the browser loads the list again.
	CodeHolders gehoor.Code = "dossier.holders-changed"
	// CodeShares: the shares are not for exactly the custodians there are.
	CodeShares gehoor.Code = "dossier.shares"
	// CodeExcluded: the person may know nothing of the dossier.
	CodeExcluded gehoor.Code = "dossier.excluded"
	// CodeGranted: the person has the key already.
	CodeGranted gehoor.Code = "dossier.granted-before"
)

// minHolders: nobody alone.
const minHolders = 2

// Recovery is what a new compartment must be recoverable with.
type Recovery struct {
	Custodians []gehoor.PersonID
	Threshold  int
}

// Open makes the dossier.
func (s *State) Open() []gehoor.Fact { return []gehoor.Fact{Opened{}} }

// Strike shuts out whom the reporter struck. It is stated after the signal, in
// the same act, so that the signal's place in the stream, which is in the
// reporter's receipt, does not count them.
func (s *State) Strike(struck []gehoor.PersonID) []gehoor.Fact {
	facts := make([]gehoor.Fact, len(struck))
	for i, p := range struck {
		facts[i] = Excluded{Person: p, Reason: ReasonReporter}
	}
	return facts
}

// MakeCompartment creates a compartment whose key goes to exactly the people
// in holders, and to the reporter of signal unless that is "". The identity
// compartment is the reporter's to share: it may go to anybody of holders, one
// person, or nobody.
func (s *State) MakeCompartment(f CompartmentMade, holders []gehoor.PersonID, signal gehoor.SignalID, r Recovery) ([]gehoor.Fact, error) {
	if _, ok := s.boxes[f.Compartment]; ok {
		return nil, gehoor.Refuse(CodeMade)
	}
	if err := checkGrants(f, holders, signal); err != nil {
		return nil, err
	}
	if f.Epoch != 1 || f.Threshold != r.Threshold || !sameCustodians(f.Shares, r.Custodians) {
		return nil, gehoor.Refuse(CodeShares)
	}
	return []gehoor.Fact{f}, nil
}

func checkGrants(f CompartmentMade, holders []gehoor.PersonID, signal gehoor.SignalID) error {
	var people []gehoor.PersonID
	reporters := 0
	for _, g := range f.Grants {
		switch {
		case g.Person != "" && g.Signal == "":
			people = append(people, g.Person)
		case g.Person == "" && g.Signal == signal && signal != "":
			reporters++
		default:
			return gehoor.Refuse(gehoor.CodeMalformed)
		}
	}
	if (signal != "") != (reporters == 1) {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if f.Compartment == gehoor.Identity {
		return subset(people, holders)
	}
	if len(holders) < minHolders {
		return gehoor.Refuse(CodeAlone)
	}
	if !sameSet(people, holders) {
		return gehoor.Refuse(CodeHolders)
	}
	return nil
}

func subset(people, of []gehoor.PersonID) error {
	for i, p := range people {
		if !slices.Contains(of, p) || slices.Contains(people[:i], p) {
			return gehoor.Refuse(CodeHolders)
		}
	}
	return nil
}

func sameSet(a, b []gehoor.PersonID) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func sameCustodians(shares []Share, custodians []gehoor.PersonID) bool {
	var got []gehoor.PersonID
	for _, s := range shares {
		got = append(got, s.Custodian)
	}
	return sameSet(got, custodians)
}

// Grant hands a compartment's key to one more person.
func (s *State) Grant(f Granted) ([]gehoor.Fact, error) {
	b, ok := s.boxes[f.Compartment]
	if !ok || b.Epoch != f.Epoch {
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	if s.Excluded(f.Person) {
		return nil, gehoor.Refuse(CodeExcluded)
	}
	if _, ok := b.Grant(f.Person); ok {
		return nil, gehoor.Refuse(CodeGranted)
	}
	return []gehoor.Fact{f}, nil
}

// WriteNote adds an internal note. The writer holds the case compartment, or
// makes it in the same act.
func (s *State) WriteNote(c gehoor.ContentID, by gehoor.PersonID, made bool) ([]gehoor.Fact, error) {
	if !made && !s.Holds(by, gehoor.Case) {
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{NoteWritten{Content: c}}, nil
}
