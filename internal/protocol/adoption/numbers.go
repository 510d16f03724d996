package adoption

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Codes of refusals about numbers.
const (
	// CodeNumber: no protocol that is in force has this number, or it is there twice;
	// args: protocol, number.
	CodeNumber gehoor.Code = "protocol.number"
	// CodeNumberBounds: a number lies outside its bounds; args: number, least,
	// most.
	CodeNumberBounds gehoor.Code = "protocol.number-bounds"
	// CodeNumberGates: who decided, when, or where it was published is missing.
	CodeNumberGates gehoor.Code = "protocol.number-gates"
)

// Numbers are what an organisation set, since a fact.
type Numbers struct {
	// Seq is that fact; 0 if nobody set any.
	Seq gehoor.Seq
	At  time.Time
	By  gehoor.Actor
	ParametersSet
}

// Parameters are the numbers as a [protocol.Setting] has them; nil if there are none.
func (n Numbers) Parameters() map[string]map[string]int {
	var all map[string]map[string]int
	for _, one := range n.Numbers {
		if all == nil {
			all = map[string]map[string]int{}
		}
		if all[one.Protocol] == nil {
			all[one.Protocol] = map[string]int{}
		}
		all[one.Protocol][one.Parameter] = one.Value
	}
	return all
}

// LastNumbers are those that hold in dossiers that are opened now.
func (s *State) LastNumbers() Numbers {
	if n := len(s.Set); n > 0 {
		return s.Set[n-1]
	}
	return Numbers{}
}

// NumbersBy are the numbers as a fact set them, or the last one before it; the zero
// Numbers if none did.
func (s *State) NumbersBy(seq gehoor.Seq) Numbers {
	for _, n := range slices.Backward(s.Set) {
		if n.Seq <= seq {
			return n
		}
	}
	return Numbers{}
}

// numberGates are those that must be passed to set numbers. The works council, the data
// protection officer and the impact assessment were heard about the protocol, with the
// bounds within which a number stays.
var numberGates = []Gate{GateBody, GateOn, GatePublication}

// NumberGates are the gates that must be passed to set numbers, in their order.
func NumberGates() []Gate { return slices.Clone(numberGates) }

// SetNumbers sets the numbers of the protocols that are in force, in place of those
// before, for dossiers that are opened from now on. after is the Seq of
// [State.LastNumbers] as it was when this was decided. The same numbers again are no
// fact.
func (s *State) SetNumbers(numbers []Number, gates Gates, after gehoor.Seq, in Place) ([]gehoor.Fact, error) {
	last := s.LastNumbers()
	if last.Seq != after {
		return nil, gehoor.Refuse(CodeMoved)
	}
	numbers = slices.SortedFunc(slices.Values(numbers), func(a, b Number) int {
		return cmp.Or(cmp.Compare(a.Protocol, b.Protocol), cmp.Compare(a.Parameter, b.Parameter))
	})
	if err := checkNumbers(numbers, s.InForce(in.Shipped)); err != nil {
		return nil, err
	}
	gates = Gates{Body: gates.Body, On: gates.On, Publication: gates.Publication}
	if err := gates.check(in.Today); err != nil {
		return nil, err
	}
	missing := gates.Missing()
	if !in.Trial && slices.ContainsFunc(numberGates, func(g Gate) bool { return slices.Contains(missing, g) }) {
		return nil, gehoor.Refuse(CodeNumberGates)
	}
	if slices.Equal(numbers, last.Numbers) {
		return nil, nil
	}
	return []gehoor.Fact{ParametersSet{Numbers: numbers, Gates: gates}}, nil
}

// checkNumbers looks at numbers in their order.
func checkNumbers(numbers []Number, set protocol.Set) error {
	for i, n := range numbers {
		d, _ := set.Protocol(n.Protocol)
		p, there := d.Parameter(n.Parameter)
		twice := i > 0 && numbers[i-1].Protocol == n.Protocol && numbers[i-1].Parameter == n.Parameter
		switch {
		case !there || twice:
			return gehoor.Refuse(CodeNumber, "protocol", n.Protocol, "number", n.Parameter)
		case n.Value < p.Least || n.Value > p.Most:
			return gehoor.Refuse(CodeNumberBounds, "number", p.Name, "least", strconv.Itoa(p.Least), "most", strconv.Itoa(p.Most))
		}
	}
	return nil
}
