package view

import (
	"cmp"
	"fmt"
	"slices"
)

// Sort puts rows in the order in which [Store.Rows] returns them: by the name
// of their type, then field by field. Replay sorts what it computed the same
// way and compares.
func Sort(rows []any) { slices.SortFunc(rows, compare) }

func compare(a, b any) int {
	if c := cmp.Compare(fmt.Sprintf("%T", a), fmt.Sprintf("%T", b)); c != 0 {
		return c
	}
	switch a := a.(type) {
	case WorkItem:
		return cmp.Compare(a.Stream, b.(WorkItem).Stream) // one per stream at most
	case Due:
		return cmp.Compare(a.Stream, b.(Due).Stream) // one per stream at most
	case Setting:
		return cmp.Compare(a.Stream, b.(Setting).Stream) // one per stream at most
	case Concerned:
		return cmp.Compare(a.Stream, b.(Concerned).Stream) // one per stream at most
	case Chart:
		return cmp.Compare(a.Stream, b.(Chart).Stream) // one per stream at most
	case Unlooked:
		return cmp.Compare(a.Stream, b.(Unlooked).Stream) // one per stream at most
	case Incident:
		b := b.(Incident)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Signal, b.Signal), cmp.Compare(a.Subject.ID(), b.Subject.ID()))
	case Measure:
		b := b.(Measure)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Bearer, b.Bearer))
	case Holder:
		b := b.(Holder)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Compartment, b.Compartment))
	case Excluded:
		b := b.(Excluded)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Person, b.Person))
	case Short:
		return cmp.Compare(a.Stream, b.(Short).Stream) // one per stream at most
	case Closed:
		return cmp.Compare(a.Stream, b.(Closed).Stream) // one per stream at most
	case Asked:
		b := b.(Asked)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Person, b.Person))
	case Counsel:
		b := b.(Counsel)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Person, b.Person))
	case Notice:
		b := b.(Notice)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Signal, b.Signal))
	case Help:
		return cmp.Compare(a.Stream, b.(Help).Stream) // one per stream at most
	case Staff:
		b := b.(Staff)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Role, b.Role))
	case Triage:
		b := b.(Triage)
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Office, b.Office), cmp.Compare(a.Person, b.Person))
	}
	return 0
}
