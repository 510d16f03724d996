package chart

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// By which office a signal goes on. A reporter chooses one, and whoever handles assesses
// it; the chart says which offices the person concerned holds.

// WholeCollege is how a first assessment names the mayor and aldermen together; no
// reporter chooses it, and nobody holds it.
const WholeCollege gehoor.Office = "whole-college"

// Offices are those that somebody holds or held on one of some days, in the order of
// [gehoor.Offices]. Who holds none is a manager if somebody works under them, or else an
// employee. Of an ID that was split they are those of both.
func (c *Chart) Offices(p gehoor.PersonID, days ...protocol.Date) []gehoor.Office {
	var all []gehoor.Office
	for _, one := range c.StandsFor(p) {
		place, there := c.places[one]
		if !there {
			continue
		}
		found := false
		for _, post := range place.Posts {
			if slices.ContainsFunc(days, post.heldOn) {
				all, found = append(all, post.Office), true
			}
		}
		switch {
		case found:
		case c.leads(one):
			all = append(all, gehoor.OfficeManager)
		default:
			all = append(all, gehoor.OfficeEmployee)
		}
	}
	return slices.DeleteFunc(gehoor.Offices(), func(o gehoor.Office) bool { return !slices.Contains(all, o) })
}

// Changes is the first day after another on which an office of somebody begins, or has
// ended; zero if none is known. Of an ID that was split it is that of both.
func (c *Chart) Changes(p gehoor.PersonID, after protocol.Date) protocol.Date {
	var first protocol.Date
	for _, one := range c.StandsFor(p) {
		for _, post := range c.places[one].Posts {
			days := []protocol.Date{post.From}
			if post.Until != (protocol.Date{}) {
				days = append(days, post.Until.AddDays(1))
			}
			for _, day := range days {
				if after.Before(day) && (first == protocol.Date{} || day.Before(first)) {
					first = day
				}
			}
		}
	}
	return first
}

// heldOn says whether a day is one of those for which an office is held; both ends are.
func (p Post) heldOn(day protocol.Date) bool {
	return !day.Before(p.From) && (p.Until == protocol.Date{} || !p.Until.Before(day))
}

// Holders are those who hold or held an office on some day from one to another, by ID; of
// the whole college the mayor and the aldermen.
func (c *Chart) Holders(o gehoor.Office, from, to protocol.Date) []gehoor.PersonID {
	var all []gehoor.PersonID
	for id, place := range c.places {
		if slices.ContainsFunc(place.Posts, func(p Post) bool {
			begin, end := c.held(id, p)
			return within(p.Office, o) && !to.Before(begin) && (end == protocol.Date{} || !end.Before(from))
		}) {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}

// Alone is who held an office by themself on every day from one to another, as far as the
// chart says since when; "" if that is nobody, or more than one did. Of an office that
// several hold at a time the chart may not have all, so it is never one.
func (c *Chart) Alone(o gehoor.Office, from, to protocol.Date) gehoor.PersonID {
	holders := c.Holders(o, from, to)
	if !o.OneSeat() || len(holders) != 1 {
		return ""
	}
	for _, p := range c.places[holders[0]].Posts {
		begin, end := c.held(holders[0], p)
		if p.Office == o && begin != (protocol.Date{}) && !from.Before(begin) && (end == protocol.Date{} || !end.Before(to)) {
			return holders[0]
		}
	}
	return ""
}

// NextHolder is the first day after another on which somebody begins to hold an office; zero
// if none is known.
func (c *Chart) NextHolder(o gehoor.Office, after protocol.Date) protocol.Date {
	var first protocol.Date
	for _, place := range c.places {
		for _, p := range place.Posts {
			if within(p.Office, o) && after.Before(p.From) && (first == protocol.Date{} || p.From.Before(first)) {
				first = p.From
			}
		}
	}
	return first
}

// held is the time for which somebody holds an office, which ends when they leave.
func (c *Chart) held(id gehoor.PersonID, p Post) (from, until protocol.Date) {
	until = p.Until
	if at, gone := c.departed[id]; gone {
		if left := protocol.DateOf(at); until == (protocol.Date{}) || left.Before(until) {
			until = left
		}
	}
	return p.From, until
}

// within says whether who holds one office is of another.
func within(one, of gehoor.Office) bool {
	return one == of || of == WholeCollege && (one == gehoor.OfficeMayor || one == gehoor.OfficeAlderman)
}

// leads says whether somebody who is here works under a person.
func (c *Chart) leads(p gehoor.PersonID) bool {
	for id, place := range c.places {
		if !c.Departed(id) && (place.Line == p || slices.Contains(c.beside[id], p)) {
			return true
		}
	}
	return false
}

// strictest are the offices that decide who directs and who is told, the one of whom the
// fewest may hear first: where several are concerned, or one person holds several, the
// signal goes on by the first of them (protocols.md §3.1).
var strictest = []gehoor.Office{
	gehoor.OfficeMayor, gehoor.OfficeSecretary, gehoor.OfficeCouncilClerk, gehoor.OfficeAlderman, gehoor.OfficeCouncilMember,
	gehoor.OfficeCommitteeMember, gehoor.OfficeFactionStaff, gehoor.OfficeBureau, gehoor.OfficeAdviser,
	gehoor.OfficeManager, gehoor.OfficeEmployee, gehoor.OfficeContractor,
}

// Fitting is the office by which a signal about people with these offices goes on, and
// whether the one by which it does fits: it is that one, or takes the same way. Of people
// of whom the chart says nothing every office fits.
func Fitting(by gehoor.Office, held []gehoor.Office) (fitting gehoor.Office, fits bool) {
	if slices.Contains(held, WholeCollege) {
		return WholeCollege, by == WholeCollege
	}
	for _, o := range strictest {
		if slices.Contains(held, o) {
			return o, by == o || ordinary(by) && ordinary(o) ||
				by == WholeCollege && (o == gehoor.OfficeMayor || o == gehoor.OfficeAlderman)
		}
	}
	return by, true
}

// ordinary says whether a signal about an office takes the way of those about people who
// work here; one about nobody knows whom does.
func ordinary(o gehoor.Office) bool {
	switch o {
	case gehoor.OfficeEmployee, gehoor.OfficeManager, gehoor.OfficeContractor, gehoor.OfficeUnknown:
		return true
	}
	return false
}
