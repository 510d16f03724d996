package personnel

import "strings"

// between tells what is wrong between people.
func (c *checking) between(rows []Row) {
	known := map[string]Row{}
	for _, r := range rows {
		if r.Number != "" {
			known[r.Number] = r
		}
	}
	for _, r := range rows {
		if _, there := known[r.Manager]; r.Manager != "" && !there {
			c.tell(r.Line, ManagerAbsent, r.Manager)
		}
		_, there := known[r.StandIn]
		switch {
		case r.StandIn == "":
		case !there:
			c.tell(r.Line, StandInAbsent, r.StandIn)
		case r.StandIn == r.Number:
			c.tell(r.Line, StandInOwn, r.StandIn)
		}
	}
	done := map[string]bool{}
	for _, r := range rows {
		if r.Number != "" {
			c.round(known, done, r.Number)
		}
	}
}

// mostInRound is how many numbers of a line that goes round are told.
const mostInRound = 12

// round follows the line above somebody, and tells if it comes back to where it was: one
// fault for each such line, with the numbers on the way. done are those whose line was
// followed.
func (c *checking) round(people map[string]Row, done map[string]bool, start string) {
	var way []string
	on := map[string]int{}
	for at := start; at != "" && !done[at]; at = people[at].Manager {
		if _, there := people[at]; !there {
			break
		}
		if turned, ok := on[at]; ok {
			c.tellRound(people, way[turned:], at)
			break
		}
		on[at] = len(way)
		way = append(way, at)
	}
	for _, number := range way {
		done[number] = true
	}
}

func (c *checking) tellRound(people map[string]Row, round []string, at string) {
	first := people[at].Line
	for _, number := range round {
		first = min(first, people[number].Line)
	}
	told := append(round[:len(round):len(round)], at)
	c.tell(first, GoesRound, strings.Join(told[:min(len(told), mostInRound)], " → "))
}
