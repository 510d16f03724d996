package personnel

import (
	"cmp"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Before is the chart that is there.
type Before struct {
	// People are everybody that there ever was, also who left.
	People []Person
	Places []chart.Place
	// Left are those who left.
	Left     []gehoor.PersonID
	Accounts []Account
	// Refused are accounts that an administrator said are not these people's.
	Refused []Refused
	// Forget are those who left so long ago that their names are kept no more.
	Forget []gehoor.PersonID
}

// Kind is what can happen to somebody.
type Kind string

// The kinds, in the order in which they are told.
const (
	New      Kind = "new"
	Renamed  Kind = "renamed"
	Moved    Kind = "moved"
	Works    Kind = "function"
	Departed Kind = "left"
	Back     Kind = "back"
	Other    Kind = "other"
)

// Kinds are all.
func Kinds() []Kind { return []Kind{New, Renamed, Moved, Works, Departed, Back, Other} }

// Change is what happens to one person; Before is nil for who was not there.
type Change struct {
	Person Person
	Kinds  []Kind
	Before *Person
}

// Plan is what an import would do.
type Plan struct {
	// People are everybody as they will be, also who left: their number leads back to them.
	People []Person
	// Here are those who work there.
	Here []Person
	// Places are whole: only those that are new or changed.
	Places []chart.Place
	// Left are those who leave with this import.
	Left    []gehoor.PersonID
	Changes []Change
	// Had is how many worked there before.
	Had     int
	Matches []Match
	// Forgets is how many names go that were kept until now.
	Forgets int
}

// Means is what a plan is made with.
type Means struct {
	// NewID gives a random ID for a number that is new: the same each time.
	NewID func(number string) gehoor.PersonID
	// Today: an office that ended before is kept, although no file has it any more.
	Today protocol.Date
	// Unticked says which matches do not hold.
	Unticked func(Match) bool
}

// Compare says what an import of these rows would do; the rows have no faults.
func Compare(rows []Row, b Before, m Means) Plan {
	c := comparing{
		means: m, known: map[string]Person{}, ids: map[string]gehoor.PersonID{"": ""},
		gone: map[gehoor.PersonID]bool{}, had: map[gehoor.PersonID]chart.Place{}, account: map[gehoor.PersonID]gehoor.PersonID{},
	}
	there := slices.DeleteFunc(slices.Clone(b.People), func(p Person) bool { return !p.Somebody() })
	for _, p := range there {
		if p.Number != "" {
			c.known[p.Number] = p
		}
	}
	for _, id := range b.Left {
		c.gone[id] = true
	}
	for _, p := range b.Places {
		c.had[p.Person] = p
	}
	for _, r := range rows {
		c.number(r.Number)
	}
	c.plan.Had = len(there) - len(c.gone)
	for _, r := range rows {
		c.plan.Here = append(c.plan.Here, c.person(r))
	}
	c.plan.Matches = matches(c.plan.Here, b.Accounts, b.Places, b.Refused)
	for _, one := range c.plan.Matches {
		if !m.Unticked(one) {
			c.account[one.Person] = one.Account
		}
	}
	for i, r := range rows {
		c.change(c.plan.Here[i], r)
	}
	c.rest(b)
	return c.plan
}

// comparing is one comparison.
type comparing struct {
	means   Means
	known   map[string]Person          // by number
	ids     map[string]gehoor.PersonID // by number
	gone    map[gehoor.PersonID]bool
	had     map[gehoor.PersonID]chart.Place
	account map[gehoor.PersonID]gehoor.PersonID
	plan    Plan
}

// number gives a number its ID.
func (c *comparing) number(n string) {
	if was, there := c.known[n]; there {
		c.ids[n] = was.ID
	} else {
		c.ids[n] = c.means.NewID(n)
	}
}

// person is who a row is.
func (c *comparing) person(r Row) Person {
	p := Person{
		ID: c.ids[r.Number], Number: r.Number, Name: r.Name, Former: []string{}, Unit: r.Unit, Function: r.Function, Mail: r.Mail, Manager: c.ids[r.Manager],
	}
	if was, there := c.known[r.Number]; there {
		p.Former = formerOf(r.Name, was)
	}
	return p
}

// change adds what happens to somebody of the file.
func (c *comparing) change(p Person, r Row) {
	old, stood := c.had[p.ID]
	place := chart.Place{
		Person: p.ID, Line: p.Manager, StandIn: c.ids[r.StandIn], Account: c.account[p.ID], Posts: postsOf(r.Posts, old.Posts, c.means.Today),
	}
	if !stood || c.gone[p.ID] || !samePlace(old, place) {
		c.plan.Places = append(c.plan.Places, place)
	}
	was, there := c.known[r.Number]
	switch kinds := c.kinds(p, was, place, old); {
	case !there:
		c.plan.Changes = append(c.plan.Changes, Change{Person: p, Kinds: []Kind{New}})
	case len(kinds) > 0:
		c.plan.Changes = append(c.plan.Changes, Change{Person: p, Kinds: kinds, Before: &was})
	}
}

func (c *comparing) kinds(now, was Person, place, old chart.Place) (all []Kind) {
	if c.gone[now.ID] {
		all = append(all, Back)
	}
	if now.Name != was.Name {
		all = append(all, Renamed)
	}
	if now.Manager != was.Manager || now.Unit != was.Unit {
		all = append(all, Moved)
	}
	if now.Function != was.Function || !samePosts(place.Posts, old.Posts) {
		all = append(all, Works)
	}
	if len(all) == 0 && (now.Mail != was.Mail || place.StandIn != old.StandIn || place.Account != old.Account) {
		all = append(all, Other)
	}
	return all
}

// rest adds those who are not in the file.
func (c *comparing) rest(b Before) {
	stays := known(c.plan.Here)
	everybody := slices.Clone(c.plan.Here)
	for _, p := range b.People {
		if _, here := stays[p.ID]; here {
			continue
		}
		everybody = append(everybody, p)
		if p.Somebody() && !c.gone[p.ID] {
			c.plan.Left = append(c.plan.Left, p.ID)
			c.plan.Changes = append(c.plan.Changes, Change{Person: p, Kinds: []Kind{Departed}})
		}
	}
	forget := map[gehoor.PersonID]bool{}
	for _, id := range b.Forget {
		if _, here := stays[id]; !here {
			forget[id] = true
		}
	}
	c.plan.People = without(everybody, forget)
	c.plan.Forgets = len(everybody) - len(c.plan.People)
}

// Nothing says whether an import would change nothing at all.
func (p Plan) Nothing() bool { return len(p.Changes) == 0 && len(p.Places) == 0 && p.Forgets == 0 }

// ManyLeave says whether so many leave that it may be the wrong file: more than percent of
// those who worked there. The browser asks at ten.
func (p Plan) ManyLeave(percent int) bool { return len(p.Left)*100 > p.Had*percent }

// Loose are how many stay and have nobody above them any more.
func (p Plan) Loose() int {
	n := 0
	for _, c := range p.Changes {
		if c.Before != nil && c.Before.Manager != "" && c.Person.Manager == "" {
			n++
		}
	}
	return n
}

// formerOf are the earlier names of somebody: a name that they have again is none.
func formerOf(name string, was Person) []string {
	before := append([]string{was.Name}, was.Former...)
	if was.Name == name {
		before = was.Former
	}
	all := []string{}
	for _, one := range before {
		if one != name && !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

// postsOf are the offices of somebody: those of the file, and those that ended before.
func postsOf(posts, old []chart.Post, today protocol.Date) []chart.Post {
	var all []chart.Post
	for _, o := range old {
		again := slices.ContainsFunc(posts, func(p chart.Post) bool { return p.Office == o.Office && p.From == o.From })
		if o.Until != none && o.Until.Before(today) && !again {
			all = append(all, o)
		}
	}
	all = append(all, posts...)
	return all[max(0, len(all)-MaxPosts):]
}

func samePlace(a, b chart.Place) bool {
	return a.Line == b.Line && a.StandIn == b.StandIn && a.Account == b.Account && samePosts(a.Posts, b.Posts)
}

// samePosts says whether two lists have the same, in any order.
func samePosts(a, b []chart.Post) bool {
	sorted := func(posts []chart.Post) []chart.Post {
		return slices.SortedFunc(slices.Values(posts), func(p, q chart.Post) int {
			return cmp.Or(cmp.Compare(p.Office, q.Office), cmp.Compare(p.Party, q.Party), cmp.Compare(p.From.String(), q.From.String()),
				cmp.Compare(p.Until.String(), q.Until.String()))
		})
	}
	return slices.Equal(sorted(a), sorted(b))
}
