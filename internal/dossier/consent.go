package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// What a reporter agreed to. Consent that somebody who works here may know who the
// reporter is, comes with the key of the identity compartment, sealed to that person by
// the reporter's own browser; taken back, the key is served no more.

// Codes of refusals about consent.
const (
	// CodeConsented: the reporter agreed to this before.
	CodeConsented gehoor.Code = "consent.given-before"
	// CodeNoConsent: there is nothing to take back.
	CodeNoConsent gehoor.Code = "consent.none"
	// CodeNameless: the reporter did not say who they are.
	CodeNameless gehoor.Code = "consent.nameless"
)

// Consented is a consent that was not taken back.
type Consented struct {
	record.Consent
	At time.Time
}

// Consents are those of a signal's reporter that stand, oldest first.
func (s *State) Consents(id gehoor.SignalID) []Consented {
	var all []Consented
	for _, r := range s.Records {
		c, given, ok := r.Record.Consent()
		switch {
		case !ok || r.Signal != id:
		case given:
			all = append(all, Consented{c, r.At})
		default:
			all = slices.DeleteFunc(all, func(o Consented) bool { return o.Same(c) })
		}
	}
	return all
}

// Consent records what a reporter agrees to. key is the identity compartment's, sealed to
// the person who may know who the reporter is; nil if that person has it, and for every
// other consent.
func (s *State) Consent(id gehoor.SignalID, c record.Consent, key *Granted) ([]gehoor.Fact, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(s.Consents(id), func(o Consented) bool { return o.Consent == c }) {
		return nil, gehoor.Refuse(CodeConsented)
	}
	facts := []gehoor.Fact{c.Record(id, record.KindConsent)}
	if c.For != record.ForIdentity && key != nil {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if _, own := s.boxes[gehoor.Identity].CodeGrant(Coded{Signal: id}); !own && (c.For == record.ForIdentity || c.For == record.ForWatch) {
		return nil, gehoor.Refuse(CodeNameless)
	}
	if c.For != record.ForIdentity {
		return facts, nil
	}
	if c.Person == "" || s.Holds(c.Person, gehoor.Identity) {
		if key != nil {
			return nil, gehoor.Refuse(CodeHolders)
		}
		return facts, nil
	}
	if key == nil || key.Person != c.Person || key.Compartment != gehoor.Identity || !s.Holds(c.Person, gehoor.Conversation) {
		return nil, gehoor.Refuse(CodeHolders)
	}
	more, err := s.Grant(*key)
	return append(facts, more...), err
}

// WithdrawConsent takes back what a reporter agreed to, for all purposes. Whom the
// reporter chose when the signal was sent is taken back in the same way.
func (s *State) WithdrawConsent(id gehoor.SignalID, c record.Consent) ([]gehoor.Fact, error) {
	if err := c.CheckBack(); err != nil {
		return nil, err
	}
	b := s.boxes[gehoor.Identity]
	_, own := b.CodeGrant(Coded{Signal: id})
	_, knows := b.Grant(c.Person)
	given := slices.ContainsFunc(s.Consents(id), func(o Consented) bool { return o.Same(c) })
	if !given && s.Required(c.Person) {
		return nil, gehoor.Refuse(CodeNamingStays)
	}
	if !given && !(own && knows && c.For == record.ForIdentity) {
		return nil, gehoor.Refuse(CodeNoConsent)
	}
	return []gehoor.Fact{c.Record(id, record.KindConsentBack)}, nil
}

// consented ends the holding of the identity compartment of somebody of whom the reporter
// takes the consent back. What the law required stays.
func (s *State) consented(r record.Record) {
	c, given, ok := r.Consent()
	if !ok || given || c.For != record.ForIdentity || c.Person == "" || s.Required(c.Person) {
		return
	}
	b := s.boxes[gehoor.Identity]
	if _, own := b.CodeGrant(Coded{Signal: r.Signal}); own {
		b.Grants = slices.DeleteFunc(slices.Clone(b.Grants), func(g Grant) bool { return g.Person == c.Person })
		s.boxes[gehoor.Identity] = b
	}
}

// HasKey says whether content is the key of a compartment that a person holds now: one
// that was taken back is not.
func (s *State) HasKey(p gehoor.PersonID, c gehoor.ContentID) bool {
	for _, b := range s.boxes {
		if g, ok := b.Grant(p); ok && g.Content == c {
			return !s.Excluded(p)
		}
	}
	return false
}
