package chart

import (
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
)

// PartySuspends says whether somebody of a role is suspended for being of the party of a
// person concerned, until two have decided (protocols.md §0.3): whoever handles, keeps a
// key, or is told. Not a mayor, whose duty under Gemeentewet 170 no program takes away:
// what they are told is that there is a signal, and no word of it.
func PartySuspends(role gehoor.Role) bool {
	return role.Handles() || role == gehoor.RoleCustodian || role.IsTold() && role != gehoor.RoleMayor
}

// Fellows are those with an account who are or were of a party that a person concerned is
// or was of, as the chart has it, by account. Who that person is themselves is not among
// them.
func (c *Chart) Fellows(concerned gehoor.PersonID) []gehoor.PersonID {
	them := c.StandsFor(concerned)
	var theirs []string
	for _, one := range them {
		theirs = append(theirs, c.parties(one)...)
	}
	if len(theirs) == 0 {
		return nil
	}
	var all []gehoor.PersonID
	for account, person := range c.accounts {
		if !slices.Contains(them, person) && slices.ContainsFunc(c.parties(person), func(p string) bool { return slices.Contains(theirs, p) }) {
			all = append(all, account)
		}
	}
	slices.Sort(all)
	return all
}

// parties are those of somebody's offices, whenever they held them: to change party does
// not end a friendship, and two can decide that it does. Capitals do not count.
func (c *Chart) parties(p gehoor.PersonID) []string {
	var all []string
	for _, post := range c.places[p].Posts {
		if name := strings.ToLower(strings.Join(strings.Fields(post.Party), " ")); name != "" {
			all = append(all, name)
		}
	}
	return all
}
