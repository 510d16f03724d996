package wording

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Place is where on the pages a text stands. It is written into facts and never
// renamed.
type Place string

// The places.
const (
	HomeTitle Place = "home-title"
	HomeLead  Place = "home-lead"
	// HomeUs is who the organisation's people are.
	HomeUs   Place = "home-us"
	HomeWhat Place = "home-what"
	// ClosedLead is why no signals are taken in.
	ClosedLead Place = "closed-lead"

	// BeginFirst is read before somebody begins.
	BeginFirst Place = "begin-first"
	// Then is what is done with a signal.
	Then Place = "then"
	// SentNext is what happens next, once a signal is in.
	SentNext Place = "sent-next"
	// Protection is what protects a reporter who is treated worse.
	Protection Place = "protection"

	TalkCall    Place = "talk-call"
	TalkMeet    Place = "talk-meet"
	TalkAdviser Place = "talk-adviser"
	// TalkElsewhere is who else helps, inside the organisation or not.
	TalkElsewhere Place = "talk-elsewhere"

	PrivacyLead   Place = "privacy-lead"
	PrivacyWhy    Place = "privacy-why"
	PrivacyLong   Place = "privacy-long"
	PrivacyRights Place = "privacy-rights"
	PrivacyMore   Place = "privacy-more"

	AccessTested Place = "access-tested"
	// AccessLimits is what does not work well yet, beside what the program says.
	AccessLimits  Place = "access-limits"
	AccessContact Place = "access-contact"
)

// Size is how much a place takes.
type Size int

// The sizes. Line and Lead stand above lines that keep somebody safe.
const (
	// Prose is paragraphs, items and links.
	Prose Size = iota
	// Line is a heading.
	Line
	// Lead is one paragraph without links.
	Lead
)

// Bounds in characters: a heading fits on a telephone in three lines, a lead leaves
// what stands below it on the first screen, and nobody reads more than two pages.
const (
	maxLine  = 80
	maxLead  = 300
	maxProse = 4_000
)

// Max is how many characters a place of the size takes.
func (s Size) Max() int {
	switch s {
	case Line:
		return maxLine
	case Lead:
		return maxLead
	}
	return maxProse
}

// Size says how much the place takes.
func (p Place) Size() Size {
	switch p {
	case HomeTitle:
		return Line
	case HomeLead, ClosedLead, PrivacyLead:
		return Lead
	}
	return Prose
}

// Group is places that stand together: a page, or a part of the way that a reporter
// goes.
type Group string

// The groups.
const (
	GroupHome    Group = "start"
	GroupSignal  Group = "verloop"
	GroupTalk    Group = "contact"
	GroupPrivacy Group = "privacy"
	GroupAccess  Group = "toegankelijkheid"
)

// Groups lists them in the order in which they are shown.
func Groups() []Group {
	return []Group{GroupHome, GroupSignal, GroupTalk, GroupPrivacy, GroupAccess}
}

// Places are those of the group, from the top of the page to its end; nil for a group
// that there is not.
func (g Group) Places() []Place {
	switch g {
	case GroupHome:
		return []Place{HomeTitle, HomeLead, HomeUs, HomeWhat, ClosedLead}
	case GroupSignal:
		return []Place{BeginFirst, Then, SentNext, Protection}
	case GroupTalk:
		return []Place{TalkCall, TalkMeet, TalkAdviser, TalkElsewhere}
	case GroupPrivacy:
		return []Place{PrivacyLead, PrivacyWhy, PrivacyLong, PrivacyRights, PrivacyMore}
	case GroupAccess:
		return []Place{AccessTested, AccessLimits, AccessContact}
	}
	return nil
}

// Places are all that there are.
func Places() []Place {
	var all []Place
	for _, g := range Groups() {
		all = append(all, g.Places()...)
	}
	return all
}

// Valid says whether there is such a place.
func (p Place) Valid() bool { return slices.Contains(Places(), p) }

// Own is what an organisation says in its own words, by place.
type Own map[Place]gehoor.Text

// In is what it says at a place in a language; "" if that is the program's text. A
// text in the other language alone does not stand in for it: who reads English is
// better served by the program's English than by Dutch.
func (o Own) In(p Place, lang gehoor.Language) string { return o[p].In(lang) }
