package directory

import (
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
)

// KeysKnown is a list of keys that was stated, and since when it holds.
type KeysKnown struct {
	// Seq is its event in the organisation's stream.
	Seq  gehoor.Seq
	At   time.Time
	List gehoor.KeyList
}

// CodeKeys: what should be stated of the keys is not whole.
const CodeKeys gehoor.Code = "organisation.keys"

// Receiving is who receives signals about an office.
type Receiving struct {
	Office  gehoor.Office
	Holders []*Person
}

// PublishKeys is what is published of the keys to which a reporter's browser may be
// asked to seal: those of whoever receives signals, and of custodians. It is sorted by
// ID and says nothing that a page for reporters does not.
func PublishKeys(holdings []Receiving, custodians []*Person) []gehoor.PublishedKey {
	var all []gehoor.PublishedKey
	of := func(p *Person) *gehoor.PublishedKey {
		i, there := slices.BinarySearchFunc(all, p.ID, func(k gehoor.PublishedKey, id gehoor.PersonID) int {
			return strings.Compare(string(k.Person), string(id))
		})
		if !there {
			all = slices.Insert(all, i, gehoor.PublishedKey{Person: p.ID, Function: p.Function, Name: p.Name, Note: p.Note})
		}
		return &all[i]
	}
	for _, h := range holdings {
		open, _ := Triage(h.Holders, nil, nil)
		for _, p := range open {
			one := of(p)
			one.Offices = append(one.Offices, h.Office)
		}
	}
	for _, p := range custodians {
		of(p).Custodian = true
	}
	return all
}

// StateKeys states which keys there are from now on; nothing if it is what was stated
// last. The edition is given here.
func (o *Organisation) StateKeys(l gehoor.KeyList) ([]gehoor.Fact, error) {
	if o.Keys.List.Edition > 0 && o.Keys.List.Same(l) {
		return nil, nil
	}
	l.Edition = o.Keys.List.Edition + 1
	if !l.Valid() {
		return nil, gehoor.Refuse(CodeKeys)
	}
	return []gehoor.Fact{KeysStated{l}}, nil
}
