package dossier

import (
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Box is one compartment in its present epoch.
type Box struct {
	Epoch     int
	Recipient string
	Grants    []Grant
	Shares    []Share
	Threshold int
	// SharesAt is when the shares were cut.
	SharesAt time.Time
	// Tag is as in [CompartmentMade], of the first key.
	Tag string
	// Earlier are the keys before the present one, newest first.
	Earlier []EarlierKey
	// had are all who were given the present key, those who hold it no longer too.
	had []gehoor.PersonID
}

// Grant returns the person's grant, and whether there is one.
func (b Box) Grant(p gehoor.PersonID) (Grant, bool) {
	i := slices.IndexFunc(b.Grants, func(g Grant) bool { return g.Person == p && p != "" })
	if i < 0 {
		return Grant{}, false
	}
	return b.Grants[i], true
}

// CodeGrant returns the grant of whoever has a code, and whether there is one.
func (b Box) CodeGrant(who Coded) (Grant, bool) {
	i := slices.IndexFunc(b.Grants, func(g Grant) bool { return g.Coded() == who && who != Coded{} })
	if i < 0 {
		return Grant{}, false
	}
	return b.Grants[i], true
}

// Note is an internal note, or an internal file.
type Note struct {
	Content gehoor.ContentID
	// File: the content says what the file is.
	File bool
	By   gehoor.Actor
	At   time.Time
}

// Late is a lateness that was escalated.
type Late struct {
	Escalated
	At time.Time
}

// Change is somebody who came to hold the dossier after it was opened, or who
// holds it no longer.
type Change struct {
	Person gehoor.PersonID
	// By is who did it: another holder, the person, or the system.
	By gehoor.Actor
	At time.Time
	// Ended is why the person holds it no longer; "" for somebody who came.
	Ended Withdrawal
}

// Recovered says whether the person came by a recovery: nobody else gives keys
// to themselves.
func (c Change) Recovered() bool { return c.Ended == "" && c.By == gehoor.ByPerson(c.Person) }

// Taken is the fact with which a dossier took up a later setting.
type Taken struct {
	Seq     gehoor.Seq
	Setting gehoor.Seq
}

// State is a dossier without its signals.
type State struct {
	OpenedAt time.Time
	// Protocol pins the set of definitions that the dossier follows; Protocols and
	// Setting are as in [Opened] and [SettingChanged].
	Protocol  gehoor.Digest
	Protocols []gehoor.Digest
	Setting   gehoor.Seq
	// Numbers is as in [Opened].
	Numbers gehoor.Seq
	// Taken is when it took up later settings, oldest first.
	Taken    []Taken
	Notes    []Note
	Lateness []Late
	// Changes are who came and went since, oldest first.
	Changes []Change
	// Recoveries are the attempts to recover the keys, oldest first.
	Recoveries []Recovery
	// Namings are when a court or the law required that somebody knows who the reporter is,
	// oldest first.
	Namings []Naming
	// Closings are when it was closed and opened again, oldest first.
	Closings []Closing
	// LegalHolds are what forbade or forbids that it is destroyed, oldest first.
	LegalHolds []Hold
	// Erasures are the requests that it is erased, oldest first.
	Erasures []ErasureRequest
	// Renewals are when a reporter's code was replaced, oldest first.
	Renewals []Renewal
	// Links are the dossiers that this one belongs with, oldest first.
	Links []Link
	// Records are what was written down, oldest first.
	Records []Recorded
	// RecordProposals are records that wait for a second person, oldest first.
	RecordProposals []RecordProposal
	// Notices are what people at the top were told, oldest first.
	Notices []Notice
	// Letters are the sealed letters that were made, oldest first.
	Letters []Letter
	// Looked is what the chart said when it was last looked into; zero if it never was.
	Looked LinesChecked
	// Drill is set in a stream in which a recovery is only tried.
	Drill DrillBegun

	boxes    map[gehoor.Compartment]Box
	excluded map[gehoor.PersonID][]Reason          // why
	cleared  map[gehoor.PersonID][]gehoor.PersonID // persons concerned in spite of whom they may go on
	// When each was last given something to do, and last said to have no interest; and
	// when it was last said whom the dossier is about.
	assigned, declared map[gehoor.PersonID]gehoor.Seq
	concernedAt        gehoor.Seq

	patterns patterns
	proposal Proposal
	absent   map[gehoor.PersonID]time.Time
	deputies map[gehoor.PersonID]gehoor.PersonID // of who is absent
}

// New returns the state of a stream without events.
func New() *State {
	return &State{boxes: map[gehoor.Compartment]Box{}, excluded: map[gehoor.PersonID][]Reason{}, cleared: map[gehoor.PersonID][]gehoor.PersonID{}, assigned: map[gehoor.PersonID]gehoor.Seq{}, declared: map[gehoor.PersonID]gehoor.Seq{}, absent: map[gehoor.PersonID]time.Time{}, deputies: map[gehoor.PersonID]gehoor.PersonID{}}
}

// Clone returns an independent copy.
func (s *State) Clone() *State {
	c := *s
	c.Taken = slices.Clone(s.Taken)
	c.Notes = slices.Clone(s.Notes)
	c.Lateness = slices.Clone(s.Lateness)
	c.Changes = slices.Clone(s.Changes)
	c.Recoveries = cloneRecoveries(s.Recoveries)
	c.Namings = slices.Clone(s.Namings)
	c.Closings = slices.Clone(s.Closings)
	c.LegalHolds = slices.Clone(s.LegalHolds)
	c.Erasures = slices.Clone(s.Erasures)
	c.Renewals = slices.Clone(s.Renewals)
	c.Links = slices.Clone(s.Links)
	c.Records = slices.Clone(s.Records)
	c.RecordProposals = slices.Clone(s.RecordProposals)
	c.Notices = slices.Clone(s.Notices)
	c.Letters = slices.Clone(s.Letters)
	c.absent = maps.Clone(s.absent)
	c.deputies = maps.Clone(s.deputies)
	c.boxes = maps.Clone(s.boxes)
	for name, b := range c.boxes {
		b.Grants = slices.Clone(b.Grants)
		c.boxes[name] = b
	}
	c.excluded = maps.Clone(s.excluded)
	c.cleared = maps.Clone(s.cleared)
	c.patterns.looked, c.patterns.changed = maps.Clone(s.patterns.looked), maps.Clone(s.patterns.changed)
	c.assigned, c.declared = maps.Clone(s.assigned), maps.Clone(s.declared)
	return &c
}

// Exists says whether the dossier was opened.
func (s *State) Exists() bool { return !s.OpenedAt.IsZero() }

// Box returns a compartment, and whether it was made.
func (s *State) Box(c gehoor.Compartment) (Box, bool) {
	b, ok := s.boxes[c]
	return b, ok
}

// Excluded says whether a person may know nothing of the dossier.
func (s *State) Excluded(p gehoor.PersonID) bool {
	_, ok := s.excluded[p]
	return ok
}

// Exclusions returns all who are excluded, by person ID.
func (s *State) Exclusions() []gehoor.PersonID {
	return slices.Sorted(maps.Keys(s.excluded))
}

// Holds says whether a person has the key of a compartment and may use it.
func (s *State) Holds(p gehoor.PersonID, c gehoor.Compartment) bool {
	_, ok := s.boxes[c].Grant(p)
	return ok && !s.Excluded(p)
}

// Holders returns the persons of staff who hold a compartment's key, in the
// order in which they got it.
func (s *State) Holders(c gehoor.Compartment) []gehoor.PersonID {
	var holders []gehoor.PersonID
	for _, g := range s.boxes[c].Grants {
		if g.Person != "" && !s.Excluded(g.Person) {
			holders = append(holders, g.Person)
		}
	}
	return holders
}

// ShortHanded says whether fewer people hold the dossier than must; who is away does
// not count.
func (s *State) ShortHanded() bool {
	return s.Exists() && len(s.Present()) < MinHolders
}

// handled are the compartments that all who handle the dossier hold: all but who the
// reporter is. The conversation comes first.
func (s *State) handled() []gehoor.Compartment {
	all := []gehoor.Compartment{gehoor.Conversation}
	for _, c := range s.Compartments() {
		if c != gehoor.Conversation && c != gehoor.Identity {
			all = append(all, c)
		}
	}
	return all
}

// Compartments returns what was made, sorted by name.
func (s *State) Compartments() []gehoor.Compartment {
	return slices.Sorted(maps.Keys(s.boxes))
}
