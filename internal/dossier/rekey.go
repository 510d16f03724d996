package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// When somebody who has a compartment's key is shut out, the key is served to them no
// longer; but they may have kept it. So the compartment gets another one, its next epoch,
// for all who still hold it. What is written from then on cannot be opened with the key
// before, and whoever has the new one finds the ones before in it. Nothing of what was
// read before is taken back by it.

// CodeRekey: a new key must be made first, because somebody who has this one was shut out.
const CodeRekey gehoor.Code = "dossier.rekey-first"

// CodeOtherKey: it is sealed to a key that the compartment had before.
const CodeOtherKey gehoor.Code = "dossier.other-key"

// Rekeyed gives a compartment its next key.
type Rekeyed struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Recipient   string             `json:"recipient"`
	Grants      []Grant            `json:"grants"`
	Shares      []Share            `json:"shares"`
	Threshold   int                `json:"threshold"`
	// Before is the key before, sealed to the new one. Only somebody who had it can have
	// made that, which vouches for the new one.
	Before gehoor.ContentID `json:"before"`
}

// Kind names the fact.
func (Rekeyed) Kind() gehoor.Kind { return "dossier.compartment-rekeyed" }

// EarlierKey is a key that a compartment had before.
type EarlierKey struct {
	Epoch     int
	Recipient string
	// Content is the key, sealed to the one after it.
	Content gehoor.ContentID
}

// Exposed are the compartments whose present key somebody has who is shut out, and of
// which a holder can make another. None is whose shares are asked for: custodians give
// those of the present key. Who the reporter is gets no other key:
// nothing is written to it again.
func (s *State) Exposed(by gehoor.PersonID, now time.Time) []gehoor.Compartment {
	var all []gehoor.Compartment
	for _, c := range s.handled() {
		if b := s.boxes[c]; s.Holds(by, c) && !s.AskedFor(c, now) && slices.ContainsFunc(b.had, s.Excluded) && b.canRekey() {
			all = append(all, c)
		}
	}
	return all
}

// canRekey says whether it is known where to seal to each who has a code.
func (b Box) canRekey() bool {
	return !slices.ContainsFunc(b.Codes(), func(g Grant) bool { return g.Recipient == "" || g.Tag == "" })
}

// Rekey gives exposed compartments their next key: some of them, or all. It goes to
// exactly those who hold them and to whose codes open them, and its shares to the custodians
// there are.
func (s *State) Rekey(by gehoor.PersonID, list []Rekeyed, r Custody, now time.Time) ([]gehoor.Fact, error) {
	open := s.Exposed(by, now)
	var facts []gehoor.Fact
	for _, f := range list {
		i := slices.Index(open, f.Compartment)
		if i < 0 {
			return nil, gehoor.Refuse(CodeMade) // somebody was just before
		}
		open = slices.Delete(open, i, i+1)
		if err := s.checkRekey(f, r); err != nil {
			return nil, err
		}
		facts = append(facts, f)
	}
	return facts, nil
}

func (s *State) checkRekey(f Rekeyed, r Custody) error {
	b := s.boxes[f.Compartment]
	if f.Epoch != b.Epoch+1 || f.Before == "" || f.Recipient == b.Recipient {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	var people []gehoor.PersonID
	coded := 0
	for _, g := range f.Grants {
		if g.Person != "" {
			people = append(people, g.Person)
			continue
		}
		own, ok := b.CodeGrant(g.Coded())
		if !ok || own.Recipient != g.Recipient || g.Tag == "" {
			return gehoor.Refuse(CodeHolders)
		}
		coded++
	}
	if !sameSet(people, s.Holders(f.Compartment)) || coded != len(b.Codes()) {
		return gehoor.Refuse(CodeHolders)
	}
	if f.Threshold != r.Threshold || !sameCustodians(f.Shares, r.Custodians) {
		return gehoor.Refuse(CodeShares)
	}
	return nil
}

// Codes are the grants of those who have a code.
func (b Box) Codes() []Grant {
	return slices.DeleteFunc(slices.Clone(b.Grants), func(g Grant) bool { return g.Coded() == Coded{} })
}

// rekey takes the next key. Whoever is shut out has no grant of it.
func (s *State) rekey(f Rekeyed, at time.Time) {
	before := s.boxes[f.Compartment]
	b := CompartmentMade{
		Compartment: f.Compartment, Epoch: f.Epoch, Recipient: f.Recipient, Grants: f.Grants, Shares: f.Shares, Threshold: f.Threshold,
		Tag: before.Tag,
	}.box(at)
	b.Earlier = append([]EarlierKey{{before.Epoch, before.Recipient, f.Before}}, before.Earlier...)
	s.boxes[f.Compartment] = b
}

// box is the compartment as it was made.
func (f CompartmentMade) box(at time.Time) Box {
	b := Box{Epoch: f.Epoch, Recipient: f.Recipient, Grants: f.Grants, Shares: f.Shares, Threshold: f.Threshold, SharesAt: at, Tag: f.Tag}
	for _, g := range f.Grants {
		if g.Person != "" {
			b.had = append(b.had, g.Person)
		}
	}
	return b
}
