package dossier

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// Who has an interest (protocols.md §0.3). Being the person concerned, the reporter, a
// witness or in line excludes for good. Every other interest suspends: the person is shut
// out just so, until two others decide whether they may go on.

// CodeNotSuspended: there is nothing to decide about this person.
const CodeNotSuspended gehoor.Code = "conflict.nothing-to-decide"

// InterestsDecided: nobody is suspended any more.
type InterestsDecided struct{}

// Kind names the fact.
func (InterestsDecided) Kind() gehoor.Kind { return "dossier.interests-decided" }

// suspends says whether two people still have to decide what follows from the reason.
func (r Reason) suspends() bool { return r == ReasonSuspended || r == ReasonParty }

// lasting says whether the reason never ends.
func (r Reason) lasting() bool { return r == ReasonReporter || r == ReasonConflict }

// Suspended are those about whom two have still to decide, by person ID.
func (s *State) Suspended() []gehoor.PersonID {
	return slices.DeleteFunc(s.Exclusions(), func(p gehoor.PersonID) bool { return !s.IsSuspended(p) })
}

// IsSuspended says whether two have still to decide about a person.
func (s *State) IsSuspended(p gehoor.PersonID) bool {
	return slices.ContainsFunc(s.excluded[p], Reason.suspends)
}

// lasts says whether a person is shut out for good.
func (s *State) lasts(p gehoor.PersonID) bool {
	return slices.ContainsFunc(s.excluded[p], Reason.lasting)
}

// Exclude shuts out for good somebody who has an interest: their keys are withdrawn, and
// they know nothing of the dossier from now on. Nothing follows for who is shut out for
// good already. If they were suspended, that ends with it.
func (s *State) Exclude(p gehoor.PersonID) []gehoor.Fact {
	return s.settled(append(s.shut(p, ReasonConflict), s.resume(p)...))
}

// Suspend shuts somebody out until two others have decided about their interest.
func (s *State) Suspend(p gehoor.PersonID) []gehoor.Fact { return s.shut(p, ReasonSuspended) }

func (s *State) shut(p gehoor.PersonID, why Reason) []gehoor.Fact {
	if s.lasts(p) || slices.Contains(s.excluded[p], why) {
		return nil
	}
	var facts []gehoor.Fact
	if s.Holds(p, gehoor.Conversation) {
		facts = append(facts, Withdrawn{Person: p, Reason: WithdrawalConflict})
	}
	return append(facts, Excluded{Person: p, Reason: why})
}

// resume ends every reason for which somebody is suspended.
func (s *State) resume(p gehoor.PersonID) []gehoor.Fact {
	var facts []gehoor.Fact
	for _, why := range s.excluded[p] {
		if why.suspends() {
			facts = append(facts, Readmitted{p, why})
		}
	}
	return facts
}

// DecideInterest is what follows when two have decided about somebody who is suspended:
// they can be given the keys again, or are shut out for good.
func (s *State) DecideInterest(p gehoor.PersonID, mayContinue bool) []gehoor.Fact {
	if !mayContinue {
		return s.Exclude(p)
	}
	return s.settled(s.resume(p))
}

// settled adds to facts that nobody is suspended any more, if that is so by them.
func (s *State) settled(facts []gehoor.Fact) []gehoor.Fact {
	var now, then int
	for _, reasons := range s.excluded {
		for _, why := range reasons {
			if why.suspends() {
				now++
			}
		}
	}
	then = now
	for _, f := range facts {
		switch f := f.(type) {
		case Excluded:
			if f.Reason.suspends() {
				then++
			}
		case Readmitted:
			if f.Reason.suspends() {
				then--
			}
		}
	}
	if now > 0 && then == 0 {
		return append(facts, InterestsDecided{})
	}
	return facts
}

// decidable refuses a declaration that contradicts itself, and a decision about somebody
// who is not suspended.
func (s *State) decidable(r record.Record) error {
	if r.What == record.KindConflict && r.Fields["conflict"] == false && r.Fields["involved"] == true {
		return gehoor.Refuse(record.CodeWrong, "field", "involved")
	}
	if p, _, ok := r.DecidesInterest(); ok && !s.IsSuspended(p) {
		return gehoor.Refuse(CodeNotSuspended)
	}
	return nil
}

// decided notes a decision: what else was proposed about the same person is decided too,
// and who may go on is not suspended again for the party of the same persons concerned.
func (s *State) decided(r record.Record) {
	p, mayContinue, ok := r.DecidesInterest()
	if !ok {
		return
	}
	s.RecordProposals = slices.DeleteFunc(s.RecordProposals, func(one RecordProposal) bool {
		other, _, ok := one.DecidesInterest()
		return ok && other == p
	})
	if !mayContinue {
		return
	}
	for _, one := range s.Concerned() {
		s.cleared[p] = append(slices.Clone(s.cleared[p]), one.Person)
	}
}

// MayGoOn says whether two decided that somebody may go on although this is a person
// concerned.
func (s *State) MayGoOn(p, concerned gehoor.PersonID) bool {
	return slices.Contains(s.cleared[p], concerned)
}
