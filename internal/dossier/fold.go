package dossier

import (
	"fmt"

	"github.com/gehoor/gehoor"
)

// Fold adds one event. Facts of other nouns are ignored; an unknown fact of our
// own is an error.
func (s *State) Fold(e gehoor.Event, f gehoor.Fact) error {
	if e.Kind.Noun() != "dossier" {
		return nil
	}
	switch f := f.(type) {
	case Opened:
		s.OpenedAt, s.Protocol = e.At, e.Protocol
	case CompartmentMade:
		s.boxes[f.Compartment] = Box{
			Epoch: f.Epoch, Recipient: f.Recipient, Grants: f.Grants, Shares: f.Shares, Threshold: f.Threshold,
		}
	case Granted:
		b := s.boxes[f.Compartment]
		if b.Epoch == f.Epoch {
			b.Grants = append(b.Grants, Grant{Person: f.Person, Content: f.Content})
			s.boxes[f.Compartment] = b
		}
	case Excluded:
		s.excluded[f.Person] = f.Reason
	case NoteWritten:
		s.Notes = append(s.Notes, Note{Content: f.Content, By: e.Actor, At: e.At})
	case Escalated:
		s.Lateness = append(s.Lateness, Late{Escalated: f, At: e.At})
	default:
		return fmt.Errorf("dossier: unknown fact %q", e.Kind)
	}
	return nil
}
