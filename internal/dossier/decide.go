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
	// CodeEligible: the keys cannot go to this person. It does not say why: the
	// asker may not know whom a reporter struck.
	CodeEligible gehoor.Code = "dossier.not-eligible"
	// CodeGranted: the person has the key already.
	CodeGranted gehoor.Code = "dossier.granted-before"
)

// MinHolders: nobody alone.
const MinHolders = 2

// Custody is what a new compartment must be recoverable with.
type Custody struct {
	Custodians []gehoor.PersonID
	Threshold  int
}

// Open makes the dossier.
func (s *State) Open(by Opened) []gehoor.Fact { return []gehoor.Fact{by} }

// ChangeSetting has the dossier follow a later fact of the stream of protocols.
func (s *State) ChangeSetting(to gehoor.Seq) []gehoor.Fact {
	if to <= s.Setting {
		return nil
	}
	return []gehoor.Fact{SettingChanged{Setting: to}}
}

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
// in holders, and to whose code it is unless that is zero. The identity
// compartment is the reporter's to share: it may go to anybody of holders, one
// person, or nobody.
func (s *State) MakeCompartment(f CompartmentMade, holders []gehoor.PersonID, code Coded, r Custody) ([]gehoor.Fact, error) {
	if _, ok := s.boxes[f.Compartment]; ok {
		return nil, gehoor.Refuse(CodeMade)
	}
	if err := checkGrants(f, holders, code); err != nil {
		return nil, err
	}
	if f.Epoch != 1 || f.Threshold != r.Threshold || !sameCustodians(f.Shares, r.Custodians) {
		return nil, gehoor.Refuse(CodeShares)
	}
	return []gehoor.Fact{f}, nil
}

func checkGrants(f CompartmentMade, holders []gehoor.PersonID, code Coded) error {
	var people []gehoor.PersonID
	coded := 0
	for _, g := range f.Grants {
		switch {
		case g.Person != "" && g.Coded() == Coded{}:
			people = append(people, g.Person)
		case g.Person == "" && g.Coded() == code && code != Coded{}:
			coded++
		default:
			return gehoor.Refuse(gehoor.CodeMalformed)
		}
	}
	if (code != Coded{}) != (coded == 1) {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if f.Compartment == gehoor.Identity {
		return subset(people, holders)
	}
	if len(holders) < MinHolders {
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

func sameSet[T ~string](a, b []T) bool {
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
		return nil, gehoor.Refuse(CodeEligible)
	}
	if _, ok := b.Grant(f.Person); ok {
		return nil, gehoor.Refuse(CodeGranted)
	}
	return []gehoor.Fact{f}, nil
}

// Passes returns the compartments whose keys one person has to give to another:
// those that the giver holds and the other does not. Who the reporter is stays
// with those whom the reporter chose.
func (s *State) Passes(from, to gehoor.PersonID) []gehoor.Compartment {
	var pass []gehoor.Compartment
	for _, c := range s.handled() {
		if s.Holds(from, c) && !s.Holds(to, c) && (c != gehoor.Care || s.cares(to)) {
			pass = append(pass, c)
		}
	}
	return pass
}

// Add lets one more person hold the dossier: keys are for exactly what [Passes],
// sealed to that person.
func (s *State) Add(by, to gehoor.PersonID, keys []Granted) ([]gehoor.Fact, error) {
	pass := s.Passes(by, to)
	if len(pass) == 0 {
		return nil, gehoor.Refuse(CodeGranted)
	}
	var facts []gehoor.Fact
	for _, k := range keys {
		if k.Person != to || !slices.Contains(pass, k.Compartment) {
			return nil, gehoor.Refuse(CodeHolders)
		}
		one, err := s.Grant(k)
		if err != nil {
			return nil, err
		}
		facts = append(facts, one...)
		pass = slices.DeleteFunc(pass, func(c gehoor.Compartment) bool { return c == k.Compartment })
	}
	if len(pass) > 0 {
		return nil, gehoor.Refuse(CodeHolders)
	}
	return facts, nil
}

// HandOver ends a holder's own work on the dossier. others are the holders who
// work here, without the one who goes and with the one who comes.
func (s *State) HandOver(by gehoor.PersonID, others []gehoor.PersonID) ([]gehoor.Fact, error) {
	if len(others) < MinHolders {
		return nil, gehoor.Refuse(CodeAlone)
	}
	return []gehoor.Fact{Withdrawn{Person: by, Reason: WithdrawalHandedOver}}, nil
}

// LoseKey records that a holder can open the keys no longer.
func (s *State) LoseKey(p gehoor.PersonID) []gehoor.Fact {
	return []gehoor.Fact{Withdrawn{Person: p, Reason: WithdrawalLost}}
}

// Leave records which holders do not work here any more.
func (s *State) Leave(gone []gehoor.PersonID) []gehoor.Fact {
	facts := make([]gehoor.Fact, len(gone))
	for i, p := range gone {
		facts[i] = Withdrawn{Person: p, Reason: WithdrawalLeft}
	}
	return facts
}

// WriteNote adds an internal note. The writer holds the case compartment, or
// makes it in the same act.
func (s *State) WriteNote(c gehoor.ContentID, by gehoor.PersonID, made bool) ([]gehoor.Fact, error) {
	if !made && !s.Holds(by, gehoor.Case) {
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{NoteWritten{Content: c}}, nil
}

// AddFile adds an internal file. The one who adds it holds the case compartment.
func (s *State) AddFile(f FileAdded, by gehoor.PersonID) ([]gehoor.Fact, error) {
	if !s.Holds(by, gehoor.Case) {
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{f}, nil
}
