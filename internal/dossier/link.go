package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Dossiers belong together: colleagues each gave a signal, or somebody who lost
// a code gave another. Each keeps its own keys, clocks and holders, and neither
// reporter reads a word of the other (doc/decisions/0018).

// Linked: this dossier belongs with another one. The other has the same fact
// about this one.
type Linked struct {
	Dossier gehoor.DossierID `json:"dossier"`
	Reason  LinkReason       `json:"reason"`
}

// Unlinked takes it back, on both sides.
type Unlinked struct {
	Dossier gehoor.DossierID `json:"dossier"`
}

// LinkConfirmed: a second person agrees that somebody went on here with what they told in
// the other dossier, so that the two count as one incident when patterns are looked for.
type LinkConfirmed struct {
	Dossier gehoor.DossierID `json:"dossier"`
}

// LinkReason is why two dossiers belong together, as a holder of both understood
// their reporters.
type LinkReason string

// The reasons.
const (
	// LinkTogether: several people told of the same.
	LinkTogether LinkReason = "together"
	// LinkFollowUp: somebody went on with what they told before.
	LinkFollowUp LinkReason = "follow-up"
)

// LinkReasons lists them in the order in which they are shown.
func LinkReasons() []LinkReason { return []LinkReason{LinkTogether, LinkFollowUp} }

// Kind names the fact.
func (Linked) Kind() gehoor.Kind { return "dossier.linked" }

// Kind names the fact.
func (Unlinked) Kind() gehoor.Kind { return "dossier.unlinked" }

// Kind names the fact.
func (LinkConfirmed) Kind() gehoor.Kind { return "dossier.link-confirmed" }

// Codes of refusals about links.
const (
	// CodeLinked: the two are linked already.
	CodeLinked gehoor.Code = "dossier.linked-before"
	// CodeNotLinked: the two are not linked.
	CodeNotLinked gehoor.Code = "dossier.not-linked"
	// CodeOwnLink: whoever linked the two cannot confirm it.
	CodeOwnLink gehoor.Code = "dossier.own-link"
	// CodeLinkSelf: a dossier cannot be linked to itself.
	CodeLinkSelf gehoor.Code = "dossier.link-self"
)

// Link is that a dossier belongs with another one. Who is shown it must be one
// who may see the other.
type Link struct {
	Dossier gehoor.DossierID
	Reason  LinkReason
	By      gehoor.Actor
	At      time.Time
	// Second is who confirmed that it is one incident; "" if nobody did.
	Second gehoor.PersonID
}

// Once says whether the two are told by one person as one incident, as two people say.
func (l Link) Once() bool { return l.Reason == LinkFollowUp && l.Second != "" }

// Confirmable says whether somebody can say so as the second.
func (l Link) Confirmable(by gehoor.PersonID) bool {
	return l.Reason == LinkFollowUp && l.Second == "" && l.By != gehoor.ByPerson(by)
}

// ConfirmLink says as the second person that two dossiers tell of one incident.
func (s *State) ConfirmLink(by gehoor.PersonID, other gehoor.DossierID) ([]gehoor.Fact, error) {
	i := slices.IndexFunc(s.Links, func(l Link) bool { return l.Dossier == other && l.Reason == LinkFollowUp })
	switch {
	case i < 0:
		return nil, gehoor.Refuse(CodeNotLinked)
	case s.Links[i].Second != "":
		return nil, nil
	case !s.Links[i].Confirmable(by):
		return nil, gehoor.Refuse(CodeOwnLink)
	}
	return []gehoor.Fact{LinkConfirmed{Dossier: other}}, nil
}

// confirmLink takes what a second person said of a link.
func (s *State) confirmLink(other gehoor.DossierID, by gehoor.Actor) {
	s.Links = slices.Clone(s.Links)
	for i := range s.Links {
		if s.Links[i].Dossier == other {
			s.Links[i].Second, _ = by.Person()
		}
	}
}

// LinkTo links this dossier, whose ID is own, to another one.
func (s *State) LinkTo(own, other gehoor.DossierID, why LinkReason) ([]gehoor.Fact, error) {
	switch {
	case !slices.Contains(LinkReasons(), why):
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case own == other:
		return nil, gehoor.Refuse(CodeLinkSelf)
	case s.linkedTo(other):
		return nil, gehoor.Refuse(CodeLinked)
	}
	return []gehoor.Fact{Linked{Dossier: other, Reason: why}}, nil
}

// Unlink takes a link back.
func (s *State) Unlink(other gehoor.DossierID) ([]gehoor.Fact, error) {
	if !s.linkedTo(other) {
		return nil, gehoor.Refuse(CodeNotLinked)
	}
	return []gehoor.Fact{Unlinked{Dossier: other}}, nil
}

func (s *State) linkedTo(other gehoor.DossierID) bool {
	return slices.ContainsFunc(s.Links, func(l Link) bool { return l.Dossier == other })
}
