package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// The code of a reporter or a participant is replaced by another: because somebody else has seen it,
// or because it was lost. The compartments keep their keys; what was sealed to
// what the old code gives stays where it is and is no longer served
// (doc/threat-model.md).

// CodeRenewed: from now on another code opens a signal, or what is kept for a
// participant. Grants are the keys of all compartments that the old one opened, sealed to
// what the new code gives. The actor is whose code it is, or who of staff gave a new one.
type CodeRenewed struct {
	Signal      gehoor.SignalID      `json:"signal,omitempty"`
	Participant gehoor.ParticipantID `json:"participant,omitempty"`
	Grants      []CodeGrant          `json:"grants"`
}

// Coded is whose code it is.
func (f CodeRenewed) Coded() Coded { return Coded{Signal: f.Signal, Participant: f.Participant} }

// CodeGrant is a compartment's key, sealed to what a code gives.
type CodeGrant struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Content     gehoor.ContentID   `json:"content"`
	Vouched
}

// Kind names the fact.
func (CodeRenewed) Kind() gehoor.Kind { return "dossier.code-renewed" }

// Renewal is that somebody got another code.
type Renewal struct {
	Coded
	By gehoor.Actor
	At time.Time
}

// OwnRenewal says whether whose code it is did it, so that nobody else saw it.
func (r Renewal) OwnRenewal() bool {
	return r.By == gehoor.ByReporter(r.Signal) || r.By == gehoor.ByParticipant(r.Participant)
}

// CodeSeen says whether somebody of staff has seen the code that opens something now: they
// gave it, as they give each participant the first.
func (s *State) CodeSeen(code Coded) bool {
	for _, r := range slices.Backward(s.Renewals) {
		if r.Coded == code {
			return !r.OwnRenewal()
		}
	}
	return code.Participant != ""
}

// Opens returns the compartments of which whoever has a code has the key, sorted by name.
func (s *State) Opens(code Coded) []gehoor.Compartment {
	return slices.DeleteFunc(s.Compartments(), func(c gehoor.Compartment) bool {
		_, has := s.boxes[c].CodeGrant(code)
		return !has
	})
}

// RenewCode replaces the keys of whoever has a code: grants are for exactly the
// compartments that it [State.Opens], so that nothing becomes unreadable with the new one.
func (s *State) RenewCode(code Coded, grants []CodeGrant) ([]gehoor.Fact, error) {
	var names []gehoor.Compartment
	for _, g := range grants {
		if b, ok := s.boxes[g.Compartment]; !ok || b.Epoch != g.Epoch {
			return nil, gehoor.Refuse(CodeNoCompartment)
		}
		names = append(names, g.Compartment)
	}
	if held := s.Opens(code); len(held) == 0 || !sameSet(names, held) {
		return nil, gehoor.Refuse(CodeHolders)
	}
	return []gehoor.Fact{CodeRenewed{Signal: code.Signal, Participant: code.Participant, Grants: grants}}, nil
}

func (s *State) renew(f CodeRenewed, by gehoor.Actor, at time.Time) {
	for name, b := range s.boxes {
		b.Grants = slices.DeleteFunc(b.Grants, func(g Grant) bool { return g.Person == "" && g.Coded() == f.Coded() })
		for _, g := range f.Grants {
			if g.Compartment == name && g.Epoch == b.Epoch {
				b.Grants = append(b.Grants, Grant{Signal: f.Signal, Participant: f.Participant, Content: g.Content, Vouched: g.Vouched})
			}
		}
		s.boxes[name] = b
	}
	s.Renewals = append(s.Renewals, Renewal{Coded: f.Coded(), By: by, At: at})
}
