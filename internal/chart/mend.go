package chart

import (
	"cmp"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Mending who is who: two IDs that are one person, and one ID that was two. Neither can be
// taken back; a split mends a merge, and a merge a split. What was picked under an ID stays
// picked under it, and [Chart.StandsFor] says who that is.

// StandsFor says who an ID is now: itself, whom it was merged into, or the two people it
// stood for. An ID that never was in the chart stands for itself.
func (c *Chart) StandsFor(p gehoor.PersonID) []gehoor.PersonID {
	all := []gehoor.PersonID{p}
	for i := 0; i < len(all); {
		now := c.now[all[i]]
		if now == nil {
			i++
			continue
		}
		all = slices.Delete(all, i, i+1)
		for _, one := range now {
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	return all
}

// Aliases are all IDs under which somebody can have been picked who is, or can be, the same
// person, in the order of the IDs.
func (c *Chart) Aliases(p gehoor.PersonID) []gehoor.PersonID {
	now := c.StandsFor(p)
	all := append([]gehoor.PersonID{p}, now...)
	for id := range c.now {
		if slices.ContainsFunc(c.StandsFor(id), func(one gehoor.PersonID) bool { return slices.Contains(now, one) }) {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Same says whether two IDs are certainly one person.
func (c *Chart) Same(p, q gehoor.PersonID) bool {
	one, other := c.StandsFor(p), c.StandsFor(q)
	return len(one) == 1 && slices.Equal(one, other)
}

// Unclear says whether an ID can stand for more than one person.
func (c *Chart) Unclear(p gehoor.PersonID) bool { return len(c.StandsFor(p)) > 1 }

// Merge decides that two IDs are one person; after is [Chart.Seq] as it was when it was
// prepared, and used says whether an account is in use.
func (c *Chart) Merge(m Merged, after gehoor.Seq, used func(gehoor.PersonID) bool) ([]gehoor.Fact, error) {
	if err := c.mendable(m.Edition, m.Reason, after); err != nil {
		return nil, err
	}
	kept, there := c.places[m.Kept]
	other, too := c.places[m.Other]
	switch {
	case m.Kept == m.Other:
		return nil, gehoor.Refuse(CodeSame)
	case !there || !too:
		return nil, gehoor.Refuse(CodePerson)
	case slices.Contains(c.Line(m.Kept), m.Other) || slices.Contains(c.Line(m.Other), m.Kept):
		return nil, gehoor.Refuse(CodeLine)
	}
	accounts := slices.DeleteFunc([]gehoor.PersonID{kept.Account, other.Account}, func(a gehoor.PersonID) bool { return a == "" || !used(a) })
	if len(accounts) > 1 {
		return nil, gehoor.Refuse(CodeAccounts)
	}
	if m.Account = ""; len(accounts) > 0 {
		m.Account = accounts[0]
	}
	return []gehoor.Fact{m}, nil
}

// Split decides that an ID stood for two people.
func (c *Chart) Split(s Split, after gehoor.Seq) ([]gehoor.Fact, error) {
	if err := c.mendable(s.Edition, s.Reason, after); err != nil {
		return nil, err
	}
	if _, there := c.places[s.Person]; !there || s.Here == s.Gone {
		return nil, gehoor.Refuse(CodePerson)
	}
	for _, p := range []gehoor.PersonID{s.Here, s.Gone} {
		if _, err := gehoor.ParsePersonID(string(p)); err != nil || c.Knows(p) {
			return nil, gehoor.Refuse(CodePerson)
		}
	}
	return []gehoor.Fact{s}, nil
}

// mendable refuses what nobody can do or gave no reason for.
func (c *Chart) mendable(e Edition, reason gehoor.ContentID, after gehoor.Seq) error {
	switch {
	case after != c.Seq || !c.Exists():
		return gehoor.Refuse(CodeBehind)
	case !e.sound():
		return gehoor.Refuse(CodeNames)
	case reason == "":
		return gehoor.Refuse(CodeReason)
	}
	return nil
}

// Knows says whether an ID is or was somebody's.
func (c *Chart) Knows(p gehoor.PersonID) bool {
	_, there := c.places[p]
	return there || c.now[p] != nil
}

// merge makes one person of two: with the offices of both, under the managers of both
// until the next import says where they stand, and there if one of them is.
func (c *Chart) merge(m Merged) {
	c.begin()
	kept, other := c.places[m.Kept], c.places[m.Other]
	left, bothLeft := c.departed[m.Kept]
	bothLeft = bothLeft && c.Departed(m.Other)
	above := slices.Concat(c.above(m.Kept), c.above(m.Other))
	kept.Person, kept.Account, kept.Posts = m.Kept, m.Account, slices.Concat(kept.Posts, other.Posts)
	kept.Line = cmp.Or(kept.Line, other.Line)
	if kept.StandIn == "" || kept.StandIn == m.Other {
		kept.StandIn = other.StandIn
	}
	if kept.StandIn == m.Kept {
		kept.StandIn = ""
	}
	c.retire(m.Other, m.Kept)
	c.place([]Place{kept})
	if bothLeft {
		c.depart([]gehoor.PersonID{m.Kept}, left)
	}
	c.worksUnder(m.Kept, above)
}

// split puts somebody in the place of an ID that stood for two, and beside them whoever
// left, as if they had stood there too: nobody can say where they stood.
func (c *Chart) split(s Split, at time.Time) {
	c.begin()
	here := c.places[s.Person]
	left, gone := c.departed[s.Person]
	above := c.above(s.Person)
	other := here
	here.Person, other.Person, other.Account = s.Here, s.Gone, ""
	c.retire(s.Person, s.Here, s.Gone)
	c.place([]Place{here, other})
	if gone {
		c.depart([]gehoor.PersonID{s.Here, s.Gone}, left)
	} else {
		c.depart([]gehoor.PersonID{s.Gone}, at)
	}
	c.worksUnder(s.Here, slices.Clone(above))
	c.worksUnder(s.Gone, above)
}

// retire takes an ID out of the chart: it stands for others now, and whoever stood below
// it or was its stand-in stands by the first of those.
func (c *Chart) retire(p gehoor.PersonID, now ...gehoor.PersonID) {
	if c.now == nil {
		c.now = map[gehoor.PersonID][]gehoor.PersonID{}
	}
	to := now[0]
	for id, one := range c.places {
		if id == p || one.Line != p && one.StandIn != p {
			continue
		}
		if one.Line == p {
			one.Line = to
		}
		if one.StandIn == p {
			c.standsIn(id, to)
			one.StandIn = to
		}
		c.places[id] = one
	}
	delete(c.beside, p)
	for id, above := range c.beside {
		if i := slices.Index(above, p); i >= 0 {
			above = slices.Clone(above)
			above[i] = to
			c.beside[id] = above
		}
	}
	c.standsIn(p, "")
	if account := c.places[p].Account; c.accounts[account] == p {
		delete(c.accounts, account)
	}
	delete(c.places, p)
	delete(c.departed, p)
	c.now[p] = now
}

// worksUnder says whom somebody works under beside the manager of their place.
func (c *Chart) worksUnder(p gehoor.PersonID, above []gehoor.PersonID) {
	rest := slices.DeleteFunc(above, func(up gehoor.PersonID) bool { return up == c.places[p].Line || up == p })
	if len(rest) == 0 {
		return
	}
	if c.beside == nil {
		c.beside = map[gehoor.PersonID][]gehoor.PersonID{}
	}
	c.beside[p] = rest
}
