package chart

import (
	"fmt"
	"maps"
	"slices"

	"github.com/gehoor/gehoor"
)

// Chart is the state of an organisation's chart. The zero value is one that nobody made
// yet.
type Chart struct {
	// Seq is the last fact; 0 if there is none.
	Seq gehoor.Seq
	// Recipient, Names and Keys are as in [Imported].
	Recipient string
	Names     []gehoor.ContentID
	Keys      []Key

	places   map[gehoor.PersonID]Place
	departed map[gehoor.PersonID]bool
	accounts map[gehoor.PersonID]gehoor.PersonID   // the person of an account
	covers   map[gehoor.PersonID][]gehoor.PersonID // for whom somebody stands in
}

// Exists says whether a chart was ever imported.
func (c *Chart) Exists() bool { return c.Seq != 0 }

// Clone returns an independent copy.
func (c *Chart) Clone() *Chart {
	d := *c
	d.Names = slices.Clone(c.Names)
	d.Keys = slices.Clone(c.Keys)
	d.places = maps.Clone(c.places)
	d.departed = maps.Clone(c.departed)
	d.accounts = maps.Clone(c.accounts)
	d.covers = maps.Clone(c.covers)
	return &d
}

// Fold adds one event.
func (c *Chart) Fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Imported:
		c.Recipient, c.Names, c.Keys = f.Recipient, f.Names, slices.Clone(f.Keys)
	case Placed:
		c.place(f.Places)
	case Departed:
		c.place(nil) // there may be nobody yet
		for _, p := range f.People {
			delete(c.accounts, c.places[p].Account)
			c.departed[p] = true
		}
	case KeyGiven:
		c.Keys = append(c.Keys, f.Keys...)
	default:
		if e.Kind.Noun() == "chart" {
			return fmt.Errorf("chart: unknown fact %q", e.Kind)
		}
		return nil
	}
	c.Seq = e.Seq
	return nil
}

func (c *Chart) place(places []Place) {
	if c.places == nil {
		c.places, c.departed, c.accounts = map[gehoor.PersonID]Place{}, map[gehoor.PersonID]bool{}, map[gehoor.PersonID]gehoor.PersonID{}
		c.covers = map[gehoor.PersonID][]gehoor.PersonID{}
	}
	for _, p := range places {
		c.standsIn(p.Person, p.StandIn)
		if before := c.places[p.Person].Account; c.accounts[before] == p.Person {
			delete(c.accounts, before)
		}
		c.places[p.Person] = p
		delete(c.departed, p.Person)
		if p.Account != "" {
			c.accounts[p.Account] = p.Person
		}
	}
}

// standsIn says who stands in for somebody from now on; "" is nobody.
func (c *Chart) standsIn(whom, now gehoor.PersonID) {
	before := c.places[whom].StandIn
	if before == now {
		return
	}
	if before != "" {
		c.covers[before] = slices.DeleteFunc(slices.Clone(c.covers[before]), func(p gehoor.PersonID) bool { return p == whom })
	}
	if now != "" {
		c.covers[now] = append(slices.Clip(c.covers[now]), whom)
	}
}

// Place returns where somebody stands or stood, and whether they were ever in the chart.
func (c *Chart) Place(p gehoor.PersonID) (Place, bool) {
	one, ok := c.places[p]
	return one, ok
}

// Departed says whether somebody was in the chart and is not any more.
func (c *Chart) Departed(p gehoor.PersonID) bool { return c.departed[p] }

// Places are those of everybody who is there now, by ID.
func (c *Chart) Places() []Place {
	var all []Place
	for _, id := range slices.Sorted(maps.Keys(c.places)) {
		if !c.departed[id] {
			all = append(all, c.places[id])
		}
	}
	return all
}

// Gone are those who left, by ID.
func (c *Chart) Gone() []gehoor.PersonID { return slices.Sorted(maps.Keys(c.departed)) }

// Key returns the key of the names as it was sealed to a reader, and whether it was.
func (c *Chart) Key(reader gehoor.PersonID) (Key, bool) {
	i := slices.IndexFunc(c.Keys, func(k Key) bool { return k.Person == reader })
	if i < 0 {
		return Key{}, false
	}
	return c.Keys[i], true
}
