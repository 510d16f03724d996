package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// A dossier is closed with the way in which it ended and with reasons, once its
// reporters were told. A closed dossier stays: it can be read, it is reopened by
// whoever holds it, and by itself as soon as a reporter does something. From the
// day of closing the term runs after which it is destroyed.

// Exit is how a dossier ended (protocols.md §1.7). Which of them can be chosen, and
// what each demands, is a protocol's.
type Exit string

// The ways to end.
const (
	// ExitFollowedUp: what was to be done is done.
	ExitFollowedUp Exit = "followed-up"
	// ExitSupport: the reporter wanted support and got it; nothing else is needed.
	ExitSupport Exit = "support-given"
	// ExitInformal: it was settled informally.
	ExitInformal Exit = "resolved-informally"
	// ExitPassedOn: another track or body took it over.
	ExitPassedOn Exit = "passed-on"
	// ExitNone: nothing is done with it, for a reason.
	ExitNone Exit = "no-follow-up"
	// ExitCorrected: the norm was set in a talk, and kept since.
	ExitCorrected Exit = "corrective-talk"
	// ExitTeam: the team was helped, and it is better.
	ExitTeam Exit = "team-approach"
	// ExitComplaint: the complaint was decided.
	ExitComplaint Exit = "complaint-decided"
	// ExitInquiry: an inquiry ended, whatever it found.
	ExitInquiry Exit = "inquiry-concluded"
	// ExitWrongdoing: the employer took a standpoint on wrongdoing.
	ExitWrongdoing Exit = "wrongdoing-decided"
	// ExitPolice: it was reported to the police.
	ExitPolice Exit = "reported-to-police"
	// ExitDecided: the competent body decided.
	ExitDecided Exit = "body-decided"
	// ExitJoined: it goes on in another dossier.
	ExitJoined Exit = "joined"
	// ExitTakenBack: whoever agreed that a confidential adviser passed it on took that back.
	ExitTakenBack Exit = "taken-back"
)

// Exits are all ways to end, in the order in which they are shown.
func Exits() []Exit {
	return append(PlainExits(), ExitCorrected, ExitTeam, ExitComplaint, ExitInquiry, ExitWrongdoing, ExitPolice, ExitDecided, ExitJoined, ExitTakenBack)
}

// PlainExits are those that need nothing more than reasons: they are offered where no
// protocol says how a dossier can end.
func PlainExits() []Exit {
	return []Exit{ExitFollowedUp, ExitSupport, ExitInformal, ExitPassedOn, ExitNone}
}

// Closed ends the work on a dossier. Content is why, in the compartment for
// internal words.
type Closed struct {
	Exit    Exit             `json:"exit"`
	Content gehoor.ContentID `json:"content"`
}

// Reopened ends that. Content is why, if a member of staff did it; a reporter need
// give no reason.
type Reopened struct {
	Content gehoor.ContentID `json:"content,omitempty"`
}

// Exported: somebody made a copy of the closed dossier for the archive, which this
// program does not see any more.
type Exported struct{}

// KnowledgeExported: somebody made a file of who knew what, and when, which this program
// does not see any more.
type KnowledgeExported struct{}

// Kind names the fact.
func (KnowledgeExported) Kind() gehoor.Kind { return "dossier.knowledge-exported" }

// Kind names the fact.
func (Exported) Kind() gehoor.Kind { return "dossier.exported" }

// Kind names the fact.
func (Closed) Kind() gehoor.Kind { return "dossier.closed" }

// Kind names the fact.
func (Reopened) Kind() gehoor.Kind { return "dossier.reopened" }

// Closing is one time that the dossier was closed, or opened again.
type Closing struct {
	// Exit is "" for a reopening.
	Exit    Exit
	Content gehoor.ContentID
	By      gehoor.Actor
	At      time.Time
}

// Codes of refusals about closing.
const (
	// CodeClosed: the dossier is closed; reopen it first.
	CodeClosed gehoor.Code = "dossier.closed-before"
	// CodeNotClosed: the dossier is not closed.
	CodeNotClosed gehoor.Code = "dossier.not-closed"
	// CodeUntold: a reporter was not told yet that the signal is here, or what was
	// done with it.
	CodeUntold gehoor.Code = "dossier.reporter-not-told"
)

// Closing returns how the dossier was closed, and whether it is closed now.
func (s *State) Closing() (Closing, bool) {
	if len(s.Closings) == 0 {
		return Closing{}, false
	}
	last := s.Closings[len(s.Closings)-1]
	return last, last.Exit != ""
}

// Close ends the work. told says whether every reporter was told that the signal
// is here and what was done with it. Whoever closes holds the compartment for the
// reasons, or makes it in the same act.
func (s *State) Close(f Closed, by gehoor.PersonID, made, told bool) ([]gehoor.Fact, error) {
	switch _, closed := s.Closing(); {
	case closed:
		return nil, gehoor.Refuse(CodeClosed)
	case !slices.Contains(Exits(), f.Exit):
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case !told:
		return nil, gehoor.Refuse(CodeUntold)
	case !made && !s.Holds(by, gehoor.Case):
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{f}, nil
}

// Reopen takes the work up again, for reasons.
func (s *State) Reopen(c gehoor.ContentID, by gehoor.PersonID) ([]gehoor.Fact, error) {
	if _, closed := s.Closing(); !closed {
		return nil, gehoor.Refuse(CodeNotClosed)
	}
	if !s.Holds(by, gehoor.Case) {
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{Reopened{Content: c}}, nil
}

// Export records that somebody makes a copy for the archive, of a closed dossier and
// with its internal words.
func (s *State) Export(by gehoor.PersonID) ([]gehoor.Fact, error) {
	if _, closed := s.Closing(); !closed {
		return nil, gehoor.Refuse(CodeNotClosed)
	}
	if !s.Holds(by, gehoor.Case) {
		return nil, gehoor.Refuse(CodeNoCompartment)
	}
	return []gehoor.Fact{Exported{}}, nil
}

// ExportKnowledge records that somebody makes a file of who knew what. There are no words
// in it, so whoever holds the dossier can.
func (s *State) ExportKnowledge() []gehoor.Fact { return []gehoor.Fact{KnowledgeExported{}} }

// Return takes the work up again because a reporter did something. What a
// reporter says never lies in a closed file.
func (s *State) Return() []gehoor.Fact {
	if _, closed := s.Closing(); !closed {
		return nil
	}
	return []gehoor.Fact{Reopened{}}
}

// foldClosing adds one event about closing; ok is false for another fact.
func (s *State) foldClosing(e gehoor.Event, f gehoor.Fact) (ok bool) {
	switch f := f.(type) {
	case Closed:
		s.Closings = append(s.Closings, Closing{Exit: f.Exit, Content: f.Content, By: e.Actor, At: e.At})
	case Exported, KnowledgeExported:
		// Told; a copy changes nothing here.
	case Reopened:
		s.proposal = Proposal{}
		s.Closings = append(s.Closings, Closing{Content: f.Content, By: e.Actor, At: e.At})
	default:
		return false
	}
	return true
}
