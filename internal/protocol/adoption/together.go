package adoption

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// AdoptAll lets dossiers that are opened from now on follow several protocols at once:
// all of them, or none if one is refused. The After of the first pins the set that was
// in force when this was decided; of the others it is not read. Why one of several is
// refused is a [Refused].
func (s *State) AdoptAll(all []Proposal, in Place) ([]gehoor.Fact, error) {
	facts, _, err := s.adoptAll(all, in)
	return facts, err
}

// AdoptWith adopts them as [State.AdoptAll] does and, with the same decision, sets
// numbers of theirs. Numbers that were set before and are not among these stay.
func (s *State) AdoptWith(all []Proposal, numbers []Number, gates Gates, in Place) ([]gehoor.Fact, error) {
	facts, next, err := s.adoptAll(all, in)
	if err != nil || len(numbers) == 0 {
		return facts, err
	}
	merged := slices.Clone(numbers)
	for _, before := range next.LastNumbers().Numbers {
		same := func(n Number) bool { return n.Protocol == before.Protocol && n.Parameter == before.Parameter }
		if !slices.ContainsFunc(numbers, same) {
			merged = append(merged, before)
		}
	}
	set, err := next.SetNumbers(merged, gates, next.LastNumbers().Seq, in)
	return append(facts, set...), err
}

// adoptAll also returns the state afterwards.
func (s *State) adoptAll(all []Proposal, in Place) ([]gehoor.Fact, *State, error) {
	next, facts := s.Clone(), []gehoor.Fact(nil)
	for i, p := range all {
		if i > 0 {
			p.After = next.InForce(in.Shipped).Digest()
		}
		one, err := next.Adopt(p, in)
		if err != nil && len(all) > 1 {
			err = Refused{p.Definition.Code, err}
		}
		if err != nil {
			return nil, nil, err
		}
		for _, f := range one {
			if err := next.Fold(gehoor.Event{Kind: f.Kind()}, f); err != nil {
				return nil, nil, err
			}
		}
		facts = append(facts, one...)
	}
	return facts, next, nil
}

// Refused is why one of several protocols is not adopted; none of them was.
type Refused struct {
	// Protocol names it.
	Protocol string
	Err      error
}

// Error names the protocol and says why.
func (r Refused) Error() string { return r.Protocol + ": " + r.Err.Error() }

// Unwrap gives why.
func (r Refused) Unwrap() error { return r.Err }
