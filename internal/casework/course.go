package casework

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
)

// Course is how a dossier stands in one of the protocols that it follows: every step,
// also those that have not begun.
type Course struct {
	Protocol protocol.Definition
	Law      protocol.Law
	Stands   []protocol.Standing
}

// courses are those of the protocols that it follows, or did.
func courses(set []protocol.Definition, s protocol.Setting, facts []protocol.Fact, now time.Time) []Course {
	var all []Course
	for _, d := range set {
		stands := protocol.Stand(d, s, facts, now)
		begun := func(one protocol.Standing) bool { return one.State != protocol.StateWaiting }
		if slices.ContainsFunc(stands, begun) {
			all = append(all, Course{d, s.Law, stands})
		}
	}
	return all
}
