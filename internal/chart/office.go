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
