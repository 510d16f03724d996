package chart

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Chart is the state of an organisation's chart. The zero value is one that nobody made
// yet.
type Chart struct {
	// Seq is the last fact; 0 if there is none.
	Seq gehoor.Seq
	// Edition is the newest making of the names.
	Edition

	places   map[gehoor.PersonID]Place
	departed map[gehoor.PersonID]time.Time         // since when they are known to have left
	accounts map[gehoor.PersonID]gehoor.PersonID   // the person of an account
	covers   map[gehoor.PersonID][]gehoor.PersonID // for whom somebody stands in
	now      map[gehoor.PersonID][]gehoor.PersonID // whom an earlier ID stands for
	beside   map[gehoor.PersonID][]gehoor.PersonID // whom else somebody works under, until the next import
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
	d.now = maps.Clone(c.now)
	d.beside = maps.Clone(c.beside)
	return &d
}

// Fold adds one event.
func (c *Chart) Fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Imported:
		c.Edition = f.Edition.clone()
		c.beside = nil // where everybody stands now was said anew
	case Placed:
		c.place(f.Places)
	case Departed:
		c.depart(f.People, e.At)
	case KeyGiven:
		c.Keys = append(c.Keys, f.Keys...)
	case Merged:
		c.Edition = f.Edition.clone()
		c.merge(f)
	case Split:
		c.Edition = f.Edition.clone()
		c.split(f, e.At)
	case NamesDestroyed: // nothing here holds them
	default:
		if e.Kind.Noun() == "chart" {
			return fmt.Errorf("chart: unknown fact %q", e.Kind)
		}
		return nil
	}
	c.Seq = e.Seq
	return nil
}

func (e Edition) clone() Edition {
	e.Keys = slices.Clone(e.Keys)
	return e
}

// begin makes room for the first people.
func (c *Chart) begin() {
	if c.places == nil {
		c.places, c.departed = map[gehoor.PersonID]Place{}, map[gehoor.PersonID]time.Time{}
		c.accounts, c.covers = map[gehoor.PersonID]gehoor.PersonID{}, map[gehoor.PersonID][]gehoor.PersonID{}
	}
}

func (c *Chart) depart(people []gehoor.PersonID, at time.Time) {
	c.begin() // there may be nobody yet
	for _, p := range people {
		delete(c.accounts, c.places[p].Account)
		c.departed[p] = at
	}
}

func (c *Chart) place(places []Place) {
	c.begin()
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

// Place returns where somebody stands or stood, and whether they are or were in the chart.
// Of an ID that was merged or split there is no place: [Chart.StandsFor] says who it is.
func (c *Chart) Place(p gehoor.PersonID) (Place, bool) {
	one, ok := c.places[p]
	return one, ok
}

// Departed says whether somebody was in the chart and is not any more.
func (c *Chart) Departed(p gehoor.PersonID) bool {
	_, gone := c.departed[p]
	return gone
}

// Places are those of everybody who is there now, by ID.
func (c *Chart) Places() []Place {
	var all []Place
	for _, id := range slices.Sorted(maps.Keys(c.places)) {
		if !c.Departed(id) {
			all = append(all, c.places[id])
		}
	}
	return all
}

// Gone are those who left, by ID.
func (c *Chart) Gone() []gehoor.PersonID { return slices.Sorted(maps.Keys(c.departed)) }

// Forgettable are those of them whose names the next edition leaves out: they left longer
// ago than names are kept. What a dossier says of them it says in words of its own.
func (c *Chart) Forgettable(now time.Time) []gehoor.PersonID {
	return slices.DeleteFunc(c.Gone(), func(p gehoor.PersonID) bool { return c.departed[p].AddDate(0, KeptMonths, 0).After(now) })
}

// KeptMonths is how long the name of somebody who left is kept: as long as signals about
// one person are weighed together (protocols.md §1.9).
const KeptMonths = 36

// Key returns the key of the names as it was sealed to a reader, and whether it was.
func (c *Chart) Key(reader gehoor.PersonID) (Key, bool) {
	i := slices.IndexFunc(c.Keys, func(k Key) bool { return k.Person == reader })
	if i < 0 {
		return Key{}, false
	}
	return c.Keys[i], true
}
