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
)

// ShutsOut says whether somebody of a role may not know of a dossier because this is what
// they are to the person concerned. Whoever is above them, and is only told that there is a
// signal, goes on being told: the secretary must know (protocols.md §1.8, G-TOP).
func (r Relation) ShutsOut(role gehoor.Role) bool {
	return r == Self || r == Subordinate || r == Superior && role.Handles()
}

// Line is whom somebody works under, the nearest first.
func (c *Chart) Line(p gehoor.PersonID) []gehoor.PersonID {
	var line []gehoor.PersonID
	for up := c.places[p].Line; up != "" && up != p && !slices.Contains(line, up); up = c.places[up].Line {
		line = append(line, up)
	}
	return line
}

// Relation says what somebody is to somebody else. Under whoever heads the whole
// organisation stands everybody: there only those count who stand directly below
// (protocols.md §3.1, what is never seen about a secretary).
func (c *Chart) Relation(of, to gehoor.PersonID) Relation {
	switch {
	case of == to:
		return Self
	case slices.Contains(c.Line(to), of):
		return Superior
	case c.places[of].Line == to && to != "":
		return Subordinate
	case c.places[to].Line != "" && slices.Contains(c.Line(of), to):
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
// by account (protocols.md §0.3).
func (c *Chart) Conflicts(concerned gehoor.PersonID) []Conflict {
	var all []Conflict
	for account, person := range c.accounts {
		if r := c.Relation(person, concerned); r != None {
			all = append(all, Conflict{account, r})
		}
	}
	slices.SortFunc(all, func(a, b Conflict) int { return cmp.Compare(a.Account, b.Account) })
	return all
}
