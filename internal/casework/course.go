package casework

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
)

// Course is how a dossier stands in one of the protocols that it follows: every step,
// also those that have not begun.
type Course struct {
	Protocol protocol.Definition
	Law      protocol.Law
	Stands   []protocol.Standing
	// Numbers are those that the protocol leaves to the organisation.
	Numbers []CourseNumber
}

// CourseNumber is a number as it holds in a dossier.
type CourseNumber struct {
	protocol.Parameter
	Value int
	// Set is the decision by which the organisation set it; zero if it is as the protocol
	// proposes.
	Set adoption.Numbers
}

// courses are those of the protocols that it follows, or did.
func (r rules) courses(facts []protocol.Fact, set []protocol.Definition, now time.Time) []Course {
	var all []Course
	for _, d := range set {
		stands := protocol.Stand(d, r.setting, facts, now)
		begun := func(one protocol.Standing) bool { return one.State != protocol.StateWaiting }
		if slices.ContainsFunc(stands, begun) {
			all = append(all, Course{d, r.setting.Law, stands, r.numbersOf(d)})
		}
	}
	return all
}

// number is a number of a protocol as it holds, and whether the protocol has it.
func (r rules) number(code, name string) (int, bool) {
	d, ok := r.set.Protocol(code)
	i := slices.IndexFunc(d.Parameters, func(p protocol.Parameter) bool { return p.Name == name })
	if !ok || i < 0 {
		return 0, false
	}
	return r.setting.Number(d.Code, d.Parameters[i]), true
}

// numbersOf are the numbers of a protocol as they hold.
func (r rules) numbersOf(d protocol.Definition) []CourseNumber {
	var all []CourseNumber
	for _, p := range d.Parameters {
		one := CourseNumber{Parameter: p, Value: r.setting.Number(d.Code, p)}
		if _, set := r.setting.Parameters[d.Code][p.Name]; set {
			one.Set = r.numbers
		}
		all = append(all, one)
	}
	return all
}
