package directory

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Office is the state of an office's stream: who receives signals about it.
type Office struct {
	Holders []gehoor.PersonID
}

// Clone returns an independent copy.
func (o *Office) Clone() *Office { return &Office{Holders: slices.Clone(o.Holders)} }

// Fold adds one event.
func (o *Office) Fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case HolderAdded:
		o.Holders = append(o.Holders, f.Person)
	case HolderRemoved:
		o.Holders = slices.DeleteFunc(o.Holders, func(p gehoor.PersonID) bool { return p == f.Person })
	default:
		return unknownOwn(e, "office")
	}
	return nil
}

// Codes of refusals about offices.
const (
	// CodeHolds: the person receives signals about this office already.
	CodeHolds gehoor.Code = "office.holds-already"
	// CodeHolder: the role of the person receives nothing about this office, or the
	// person does not work here.
	CodeHolder gehoor.Code = "office.holder"
	// CodeHoldsNot: the person does not receive signals about this office.
	CodeHoldsNot gehoor.Code = "office.holds-not"
)

// Add lets a person receive signals about the office.
func (o *Office) Add(p gehoor.PersonID) ([]gehoor.Fact, error) {
	if slices.Contains(o.Holders, p) {
		return nil, gehoor.Refuse(CodeHolds)
	}
	return []gehoor.Fact{HolderAdded{Person: p}}, nil
}

// Remove ends that.
func (o *Office) Remove(p gehoor.PersonID) ([]gehoor.Fact, error) {
	if !slices.Contains(o.Holders, p) {
		return nil, gehoor.Refuse(CodeHoldsNot)
	}
	return []gehoor.Fact{HolderRemoved{Person: p}}, nil
}

// MinHolders is how many independent people must be able to open a signal:
// nobody alone (architecture §6).
const MinHolders = 2

// Triage returns who will be able to open a signal: the office's active
// holders, and where those are fewer than [MinHolders] also the external
// desk's, both without whom the reporter struck. The order is the office's.
// enough is false if even then fewer than MinHolders are left.
func Triage(office, desk []*Person, struck []gehoor.PersonID) (holders []*Person, enough bool) {
	add := func(from []*Person) {
		for _, p := range from {
			known := slices.ContainsFunc(holders, func(h *Person) bool { return h.ID == p.ID })
			if p.Active() && p.Role.Handles() && !known && !slices.Contains(struck, p.ID) {
				holders = append(holders, p)
			}
		}
	}
	add(office)
	if len(holders) < MinHolders {
		add(desk)
	}
	return holders, len(holders) >= MinHolders
}
