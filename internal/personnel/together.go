package personnel

import (
	"fmt"
	"slices"

	"github.com/gehoor/gehoor/internal/chart"
)

// gathering puts together lines of one person: systems write one for each office or
// employment.
type gathering struct {
	*checking
	people map[string]Row
	// works are those of whom a line without an office was there.
	works map[string]bool
	order []string
}

// together gives one row for each person. At most one line of somebody has no office.
func (c *checking) together(rows []Row) []Row {
	g := gathering{checking: c, people: map[string]Row{}, works: map[string]bool{}}
	for _, r := range rows {
		g.add(r)
	}
	all := make([]Row, 0, len(g.order))
	for _, key := range g.order {
		all = append(all, g.people[key])
	}
	return all
}

func (g *gathering) add(r Row) {
	key := r.Number
	if key == "" {
		key = fmt.Sprintf("line %d", r.Line)
	}
	before, there := g.people[key]
	there = there && r.Number != ""
	works := len(r.Posts) == 0
	switch {
	case !there:
		g.people[key] = r
		g.order = append(g.order, key)
	case !g.other[r.Line] && !g.other[before.Line] && (works && g.works[key] || plain(before.Name) != plain(r.Name)):
		g.tell(r.Line, NumberTwice, fmt.Sprintf("%s (%d)", r.Number, before.Line))
	default:
		g.people[key] = g.join(before, r)
	}
	if works {
		g.works[key] = true
	}
}

// join is two lines of one person. What is said of the employment goes first, wherever it
// stands, and what is said under a number that is another's now last.
func (g *gathering) join(before, r Row) Row {
	if differ(before.Manager, r.Manager) {
		g.tell(r.Line, ManagersTwo, before.Manager+", "+r.Manager)
	}
	if differ(before.StandIn, r.StandIn) {
		g.tell(r.Line, StandInsTwo, before.StandIn+", "+r.StandIn)
	}
	posts := slices.Clone(before.Posts)
	for _, p := range r.Posts {
		if !slices.Contains(before.Posts, p) {
			posts = append(posts, p)
		}
	}
	if len(posts) == MaxPosts+1 {
		g.tell(r.Line, OfficesMany, r.Number)
	}
	if g.other[before.Line] && !g.other[r.Line] || len(r.Posts) == 0 && !g.other[r.Line] {
		return filled(r, before, posts)
	}
	return filled(before, r, posts)
}

// filled is one of two lines, with what only the other says.
func filled(one, other Row, posts []chart.Post) Row {
	or := func(a, b string) string {
		if a == "" {
			return b
		}
		return a
	}
	return Row{
		Line: min(one.Line, other.Line), Number: one.Number, Name: one.Name, Manager: or(one.Manager, other.Manager), StandIn: or(one.StandIn, other.StandIn),
		Unit: or(one.Unit, other.Unit), Function: or(one.Function, other.Function), Mail: or(one.Mail, other.Mail), Posts: posts,
	}
}

func differ(a, b string) bool { return a != "" && b != "" && a != b }
