package dossier

import (
	"fmt"
	"slices"

	"github.com/gehoor/gehoor"
)

// Fold adds one event. Facts of other nouns are ignored; an unknown fact of our
// own is an error.
func (s *State) Fold(e gehoor.Event, f gehoor.Fact) error {
	s.foldDeclared(e, f)
	if s.foldRecord(e, f) { // of whatever noun: the catalogue has many
		return nil
	}
	if e.Kind.Noun() != "dossier" {
		return nil
	}
	switch f := f.(type) {
	case Opened:
		s.OpenedAt, s.Protocol, s.Protocols, s.Setting, s.Numbers = e.At, e.Protocol, f.Protocols, f.Setting, f.Numbers
	case SettingChanged:
		s.Setting = f.Setting
		s.Taken = append(s.Taken, Taken{Seq: e.Seq, Setting: f.Setting})
	case CompartmentMade:
		s.boxes[f.Compartment] = f.box(e.At)
	case Rekeyed:
		s.rekey(f, e.At)
	case SharesRenewed:
		if b := s.boxes[f.Compartment]; b.Epoch == f.Epoch {
			b.Shares, b.Threshold, b.SharesAt = f.Shares, f.Threshold, e.At
			s.boxes[f.Compartment] = b
		}
	case Granted:
		b := s.boxes[f.Compartment]
		if b.Epoch == f.Epoch {
			b.Grants = append(b.Grants, Grant{Person: f.Person, Content: f.Content})
			b.had = append(slices.Clip(b.had), f.Person)
			s.boxes[f.Compartment] = b
		}
		s.named(e.Actor, f)
		if f.Compartment == gehoor.Conversation {
			s.Changes = append(s.Changes, Change{Person: f.Person, By: e.Actor, At: e.At})
		}
	case Withdrawn:
		s.withdraw(f.Person)
		s.Changes = append(s.Changes, Change{Person: f.Person, By: e.Actor, At: e.At, Ended: f.Reason})
	case NoInterestDeclared:
		// See foldDeclared.
	case ShortHanded:
		// Told; how many hold it is counted.
	case CodeRenewed:
		s.renew(f, e.Actor, e.At)
	case Linked:
		s.Links = append(s.Links, Link{Dossier: f.Dossier, Reason: f.Reason, By: e.Actor, At: e.At})
	case Unlinked:
		s.Links = slices.DeleteFunc(slices.Clone(s.Links), func(l Link) bool { return l.Dossier == f.Dossier })
		s.changesAll(e.Seq)
	case LinkConfirmed:
		s.confirmLink(f.Dossier, e.Actor)
	case NoteWritten:
		s.Notes = append(s.Notes, Note{Content: f.Content, By: e.Actor, At: e.At})
	case FileAdded:
		s.Notes = append(s.Notes, Note{Content: f.Content, File: true, By: e.Actor, At: e.At})
	case LetterSealed:
		s.Letters = append(s.Letters, Letter{LetterSealed: f, By: e.Actor, At: e.At})
	case NoticeGiven:
		s.noticed(f, e.At)
	case Escalated:
		s.Lateness = append(s.Lateness, Late{Escalated: f, At: e.At})
	default:
		if s.foldConcerned(f) || s.foldPattern(e, f) || s.foldAbsence(e, f) || s.foldRecovery(e, f) || s.foldNaming(e, f) || s.foldClosing(e, f) || s.foldRetention(e, f) || s.foldErasure(e, f) {
			return nil
		}
		return fmt.Errorf("dossier: unknown fact %q", e.Kind)
	}
	return nil
}

// withdraw takes a person's grants from every compartment.
func (s *State) withdraw(p gehoor.PersonID) {
	for name, b := range s.boxes {
		b.Grants = slices.DeleteFunc(b.Grants, func(g Grant) bool { return g.Person == p })
		s.boxes[name] = b
	}
}
