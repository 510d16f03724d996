package knowledge

import (
	"slices"
	"sort"
	"time"

	"github.com/gehoor/gehoor"
)

// List answers who knew, at any moment.
type List struct {
	// All are the entries in the order in which it was known; of the same moment, in
	// which it was written down.
	All []Entry

	knowers   []Knower // by since
	functions []string
}

// Knower is somebody who knew something: a person in a function, or a function alone.
type Knower struct {
	Person   gehoor.PersonID
	Function string
	// First are the entries, by since. What was made available to them, or written by
	// them, is there once for each class: later times tell nothing new.
	First []Entry
}

// Since is from when they knew anything.
func (k Knower) Since() time.Time { return k.First[0].Since }

// NewList puts entries in order.
func NewList(entries []Entry) List {
	l := List{All: slices.Clone(entries)}
	slices.SortStableFunc(l.All, func(a, b Entry) int {
		if c := a.Since.Compare(b.Since); c != 0 {
			return c
		}
		return a.RecordedAt.Compare(b.RecordedAt)
	})
	type who struct {
		person   gehoor.PersonID
		function string
	}
	type first struct {
		who
		what   What
		source Source
	}
	at, seen := map[who]int{}, map[first]bool{}
	for _, e := range l.All {
		if e.What == Reply {
			continue
		}
		w := who{e.Person, e.Function}
		i, known := at[w]
		if !known {
			i = len(l.knowers)
			at[w], l.knowers = i, append(l.knowers, Knower{Person: e.Person, Function: e.Function})
		}
		k := &l.knowers[i]
		f := first{w, e.What, e.Source}
		if !seen[f] || e.Source != FromLog && e.Source != FromAct {
			seen[f] = true
			k.First = append(k.First, e)
		}
	}
	for _, k := range l.knowers {
		if !slices.Contains(l.functions, k.Function) {
			l.functions = append(l.functions, k.Function)
		}
	}
	return l
}

// Functions are those in which somebody knew, in the order in which they first did.
func (l List) Functions() []string { return slices.Clone(l.functions) }

// Until are the entries of what was known at a moment, however much later it was written
// down.
func (l List) Until(t time.Time) []Entry {
	return l.All[:sort.Search(len(l.All), func(i int) bool { return l.All[i].Since.After(t) })]
}

// At is who knew anything at a moment, and what first: of one function, or of all with
// function "".
func (l List) At(t time.Time, function string) []Knower {
	n := sort.Search(len(l.knowers), func(i int) bool { return l.knowers[i].Since().After(t) })
	var all []Knower
	for _, k := range l.knowers[:n] {
		if function != "" && k.Function != function {
			continue
		}
		k.First = k.First[:sort.Search(len(k.First), func(i int) bool { return k.First[i].Since.After(t) })]
		all = append(all, k)
	}
	return all
}
