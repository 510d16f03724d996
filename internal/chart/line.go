package chart

import (
	"cmp"
	"slices"

	"github.com/gehoor/gehoor"
)

// Relation is what one person is to another.
type Relation string

// The relations that a chart knows.
const (
	None Relation = ""
	// Self: they are the same.
	Self Relation = "self"
	// Superior: the other works under them, directly or further down.
	Superior Relation = "superior"
	// Subordinate: they work under the other, directly or further down.
	Subordinate Relation = "subordinate"
	// Deputy: they stand in for the other.
	Deputy Relation = "deputy"
)

// ShutsOut says whether somebody of a role may not know of a dossier because this is what
// they are to the person concerned. Whoever is above them, and is only told that there is a
// signal, goes on being told: the secretary must know (protocols.md §1.8, G-TOP). So does
// whoever stands in for them.
func (r Relation) ShutsOut(role gehoor.Role) bool {
	return r == Self || r == Subordinate || (r == Superior || r == Deputy) && role.Handles()
}

// Line is whom somebody works under, the nearest first.
func (c *Chart) Line(p gehoor.PersonID) []gehoor.PersonID {
	line := c.above(p)
	for i := 0; i < len(line); i++ {
		for _, up := range c.above(line[i]) {
			if up != p && !slices.Contains(line, up) {
				line = append(line, up)
			}
		}
	}
	return line
}

// above are those whom somebody works under directly: one, and until the next import those
// of whoever they turned out to be as well.
func (c *Chart) above(p gehoor.PersonID) []gehoor.PersonID {
	var all []gehoor.PersonID
	for _, up := range append([]gehoor.PersonID{c.places[p].Line}, c.beside[p]...) {
		if up != "" && up != p && !slices.Contains(all, up) {
			all = append(all, up)
		}
	}
	return all
}

// LeastTeam is how many work under somebody who leads a team. Of fewer it would be known who
// is meant.
const LeastTeam = 2

// LeadsTeam says whether a team works directly under somebody now.
func (c *Chart) LeadsTeam(p gehoor.PersonID) bool {
	now, n := c.StandsFor(p), 0
	for one := range c.places {
		if !c.Departed(one) && slices.ContainsFunc(c.above(one), func(up gehoor.PersonID) bool { return slices.Contains(now, up) }) {
			n++
		}
	}
	return n >= LeastTeam
}

// Relation says what somebody is to somebody else: by the lines, or else because they stand
// in for whoever is that. Who stands in for somebody in line is in line as long as the chart
// says that they do (protocols.md §1.10): when somebody is away no file knows. It goes one
// step: who stands in for a stand-in is nothing by it.
func (c *Chart) Relation(of, to gehoor.PersonID) Relation {
	if r := c.inLine(of, to); r != None {
		return r
	}
	for _, up := range c.above(of) {
		if to != "" && c.places[up].StandIn == to {
			return Subordinate // the other decides about them when their manager is away
		}
	}
	best := None
	for _, whom := range c.covers[of] {
		switch r := c.inLine(whom, to); {
		case r == Self:
			best = Deputy
		case c.Departed(whom): // nobody stands in for somebody who left
		case r == Subordinate: // of all the strictest
			return r
		case r == Superior:
			best = r
		}
	}
	return best
}

// inLine is the same by the lines alone. Under whoever heads the whole
// organisation stands everybody: there only those count who stand directly below
// (protocols.md §3.1, what is never seen about a secretary).
func (c *Chart) inLine(of, to gehoor.PersonID) Relation {
	switch {
	case of == to:
		return Self
	case slices.Contains(c.Line(to), of):
		return Superior
	case slices.Contains(c.above(of), to):
		return Subordinate
	case len(c.above(to)) > 0 && slices.Contains(c.Line(of), to):
		return Subordinate
	}
	return None
}

// Conflict is that somebody with an account is related to a person concerned.
type Conflict struct {
	Account  gehoor.PersonID
	Relation Relation
}

// Conflicts are those with an account who are the person concerned, or in their line,
// by account (protocols.md §0.3). Of an ID that was split, either of the two can be meant,
// so whoever is in the line of one of them is there.
func (c *Chart) Conflicts(concerned gehoor.PersonID) []Conflict {
	var all []Conflict
	for _, one := range c.StandsFor(concerned) {
		for account, person := range c.accounts {
			if r := c.Relation(person, one); r != None && !slices.Contains(all, Conflict{account, r}) {
				all = append(all, Conflict{account, r})
			}
		}
	}
	slices.SortFunc(all, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Relation, b.Relation))
	})
	return all
}
