package adoption

import (
	"github.com/gehoor/gehoor"
)

// AdoptAll lets dossiers that are opened from now on follow several protocols at once:
// all of them, or none if one is refused. The After of the first pins the set that was
// in force when this was decided; of the others it is not read. Why one of several is
// refused is a [Refused].
func (s *State) AdoptAll(all []Proposal, in Place) ([]gehoor.Fact, error) {
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
			return nil, err
		}
		for _, f := range one {
			if err := next.Fold(gehoor.Event{Kind: f.Kind()}, f); err != nil {
				return nil, err
			}
		}
		facts = append(facts, one...)
	}
	return facts, nil
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
