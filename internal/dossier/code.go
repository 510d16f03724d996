package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// A reporter's code is replaced by another: because somebody else has seen it,
// or because it was lost. The compartments keep their keys; what was sealed to
// what the old code gives stays where it is and is no longer served
// (doc/threat-model.md).

// CodeRenewed: from now on another code opens a signal. Grants are the keys of
// all compartments that the reporter holds, sealed to what the new code gives.
// The actor is the reporter, or who of staff gave a new one.
type CodeRenewed struct {
	Signal gehoor.SignalID `json:"signal"`
	Grants []ReporterGrant `json:"grants"`
}

// ReporterGrant is a compartment's key, sealed to a reporter.
type ReporterGrant struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Content     gehoor.ContentID   `json:"content"`
	Vouched
}

// Kind names the fact.
func (CodeRenewed) Kind() gehoor.Kind { return "dossier.code-renewed" }

// Renewal is that a signal got another code.
type Renewal struct {
	Signal gehoor.SignalID
	By     gehoor.Actor
	At     time.Time
}

// OwnRenewal says whether the reporter did it, so that nobody else saw the code.
func (r Renewal) OwnRenewal() bool { return r.By == gehoor.ByReporter(r.Signal) }

// ReporterHolds returns the compartments of which a signal's reporter has the
// key, sorted by name.
func (s *State) ReporterHolds(signal gehoor.SignalID) []gehoor.Compartment {
	return slices.DeleteFunc(s.Compartments(), func(c gehoor.Compartment) bool {
		_, has := s.boxes[c].ReporterGrant(signal)
		return !has
	})
}

// RenewCode replaces a reporter's keys: grants are for exactly the compartments
// that [State.ReporterHolds], so that nothing becomes unreadable with the new
// code.
func (s *State) RenewCode(signal gehoor.SignalID, grants []ReporterGrant) ([]gehoor.Fact, error) {
	var names []gehoor.Compartment
	for _, g := range grants {
		if b, ok := s.boxes[g.Compartment]; !ok || b.Epoch != g.Epoch {
			return nil, gehoor.Refuse(CodeNoCompartment)
		}
		names = append(names, g.Compartment)
	}
	if held := s.ReporterHolds(signal); len(held) == 0 || !sameSet(names, held) {
		return nil, gehoor.Refuse(CodeHolders)
	}
	return []gehoor.Fact{CodeRenewed{Signal: signal, Grants: grants}}, nil
}

func (s *State) renew(f CodeRenewed, by gehoor.Actor, at time.Time) {
	for name, b := range s.boxes {
		b.Grants = slices.DeleteFunc(b.Grants, func(g Grant) bool { return g.Signal == f.Signal && f.Signal != "" })
		for _, g := range f.Grants {
			if g.Compartment == name && g.Epoch == b.Epoch {
				b.Grants = append(b.Grants, Grant{Signal: f.Signal, Content: g.Content, Vouched: g.Vouched})
			}
		}
		s.boxes[name] = b
	}
	s.Renewals = append(s.Renewals, Renewal{Signal: f.Signal, By: by, At: at})
}
