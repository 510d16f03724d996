package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// What stands in the way of destroying a closed dossier, and who proposed it. That
// it was destroyed is a fact of the organisation: of the dossier nothing is left.

// HoldGround is why a dossier must not be destroyed, whatever its term says.
type HoldGround string

const (
	// HoldCourt: a court, or somebody in a procedure before one, needs it.
	HoldCourt HoldGround = "court"
	// HoldRequest: somebody asked for it under the Woo, which forbids to destroy what
	// was asked for (Woo art. 4.1a).
	HoldRequest HoldGround = "woo-request"
	// HoldWeighing: it is being weighed, as part of a pattern.
	HoldWeighing HoldGround = "weighing"
	// HoldArchives: it must be kept or handed over under the Archiefwet.
	HoldArchives HoldGround = "archives-act"
)

// HoldGrounds are those that somebody can choose, in the order in which they are
// shown.
func HoldGrounds() []HoldGround {
	return []HoldGround{HoldRequest, HoldCourt, HoldWeighing, HoldArchives}
}

// Held forbids that the dossier is destroyed. Content is why, in the compartment
// for internal words; it also names the hold.
type Held struct {
	Ground  HoldGround       `json:"ground"`
	Content gehoor.ContentID `json:"content"`
}

// HoldReleased ends a hold. Held is the content of the fact that began it.
type HoldReleased struct {
	Held    gehoor.ContentID `json:"held"`
	Content gehoor.ContentID `json:"content"`
}

// DestructionProposed: somebody proposes that the dossier is destroyed under a rule
// of retention. Rule is its code, Rules pins what was adopted; Content is why, in
// the compartment for internal words.
type DestructionProposed struct {
	Rule    string           `json:"rule"`
	Rules   gehoor.Digest    `json:"rules"`
	Content gehoor.ContentID `json:"content"`
}

// DestructionDropped: the proposal is taken back, or somebody does not agree.
type DestructionDropped struct{}

// Kind names the fact.
func (Held) Kind() gehoor.Kind { return "dossier.held" }

// Kind names the fact.
func (HoldReleased) Kind() gehoor.Kind { return "dossier.hold-released" }

// Kind names the fact.
func (DestructionProposed) Kind() gehoor.Kind { return "dossier.destruction-proposed" }

// Kind names the fact.
func (DestructionDropped) Kind() gehoor.Kind { return "dossier.destruction-dropped" }

// Hold is one hold, and how it ended if it did.
type Hold struct {
	Held
	By gehoor.Actor
	At time.Time
	// ReleasedAt is zero while it lasts; Why is the content of the release.
	ReleasedAt time.Time
	ReleasedBy gehoor.Actor
	Why        gehoor.ContentID
}

// Active says whether the hold lasts.
func (h Hold) Active() bool { return h.ReleasedAt.IsZero() }

// Proposal is a proposal to destroy the dossier.
type Proposal struct {
	DestructionProposed
	By gehoor.PersonID
	At time.Time
}

// Codes of refusals about retention.
const (
	// CodeHeld: a hold forbids it.
	CodeHeld gehoor.Code = "retention.held"
	// CodeHoldOver: there is no such hold, or it has ended.
	CodeHoldOver gehoor.Code = "retention.hold-over"
	// CodeProposed: it was proposed already; somebody else confirms it.
	CodeProposed gehoor.Code = "retention.proposed-before"
	// CodeNotProposed: nobody proposed it, or the proposal does not count any more.
	CodeNotProposed gehoor.Code = "retention.not-proposed"
	// CodeSecond: whoever proposed it cannot confirm it.
	CodeSecond gehoor.Code = "retention.second-person"
)

// Held says whether a hold lasts.
func (s *State) Held() bool { return slices.ContainsFunc(s.LegalHolds, Hold.Active) }

// Proposed returns the proposal that waits for a second person, and whether there
// is one. It ends with a reopening, with a hold, and when whoever made it may not
// see the dossier any more.
func (s *State) Proposed() (Proposal, bool) {
	p := s.proposal
	return p, p.By != "" && !s.Held() && s.Holds(p.By, gehoor.Conversation)
}

// Hold forbids that the dossier is destroyed. Whoever does it holds the
// compartment for the reasons, or makes it in the same act.
func (s *State) Hold(f Held, by gehoor.PersonID, made bool) ([]gehoor.Fact, error) {
	if !slices.Contains(HoldGrounds(), f.Ground) {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if !made && !s.Holds(by, gehoor.Case) {
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{f}, nil
}

// ReleaseHold ends a hold.
func (s *State) ReleaseHold(f HoldReleased, by gehoor.PersonID) ([]gehoor.Fact, error) {
	lasts := func(h Hold) bool { return h.Content == f.Held && h.Active() }
	if !slices.ContainsFunc(s.LegalHolds, lasts) {
		return nil, gehoor.Refuse(CodeHoldOver)
	}
	if !s.Holds(by, gehoor.Case) {
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{f}, nil
}

// ProposeDestruction proposes that a closed dossier is destroyed. That its term is
// over the caller has seen.
func (s *State) ProposeDestruction(f DestructionProposed, by gehoor.PersonID) ([]gehoor.Fact, error) {
	_, closed := s.Closing()
	_, proposed := s.Proposed()
	switch {
	case !closed:
		return nil, gehoor.Refuse(CodeNotClosed)
	case s.Held():
		return nil, gehoor.Refuse(CodeHeld)
	case proposed:
		return nil, gehoor.Refuse(CodeProposed)
	case !s.Holds(by, gehoor.Case):
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{f}, nil
}

// DropDestruction takes a proposal back, or says no to it.
func (s *State) DropDestruction() ([]gehoor.Fact, error) {
	if _, proposed := s.Proposed(); !proposed {
		return nil, gehoor.Refuse(CodeNotProposed)
	}
	return []gehoor.Fact{DestructionDropped{}}, nil
}

// ConfirmDestruction returns what a second person confirms. No fact of the dossier
// follows: it is destroyed.
func (s *State) ConfirmDestruction(by gehoor.PersonID) (Proposal, error) {
	p, proposed := s.Proposed()
	_, closed := s.Closing()
	switch {
	case s.Held():
		return p, gehoor.Refuse(CodeHeld)
	case !closed:
		return p, gehoor.Refuse(CodeNotClosed)
	case !proposed:
		return p, gehoor.Refuse(CodeNotProposed)
	case p.By == by:
		return p, gehoor.Refuse(CodeSecond)
	case !s.Holds(by, gehoor.Conversation):
		return p, gehoor.ErrNotFound
	}
	return p, nil
}

// foldRetention adds one event about retention; ok is false for another fact.
func (s *State) foldRetention(e gehoor.Event, f gehoor.Fact) (ok bool) {
	switch f := f.(type) {
	case Held:
		s.LegalHolds = append(s.LegalHolds, Hold{Held: f, By: e.Actor, At: e.At})
		s.proposal = Proposal{}
	case HoldReleased:
		for i := range s.LegalHolds {
			if h := &s.LegalHolds[i]; h.Content == f.Held && h.Active() {
				h.ReleasedAt, h.ReleasedBy, h.Why = e.At, e.Actor, f.Content
			}
		}
	case DestructionProposed:
		by, _ := e.Actor.Person()
		s.proposal = Proposal{DestructionProposed: f, By: by, At: e.At}
	case DestructionDropped:
		s.proposal = Proposal{}
	default:
		return false
	}
	return true
}
