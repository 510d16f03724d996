package signal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// When and how a reporter can be reached outside of the messages here, as they say
// themselves (protocols.md §1.8, G-CONTACT). Where and by which number is in their words,
// sealed. Until they say so nothing is known, and nothing is refused by it.

// Way is one of contact outside of the messages here.
type Way string

// The ways, in the order in which they are shown.
const (
	WayPrivatePhone Way = "private-phone"
	WayPrivateMail  Way = "private-mail"
	WayWorkPhone    Way = "work-phone"
	WayWorkMail     Way = "work-mail"
	WayLetter       Way = "letter"
	WayInPerson     Way = "in-person"
)

// Ways lists them in the order in which they are shown.
func Ways() []Way {
	return []Way{WayPrivatePhone, WayPrivateMail, WayWorkPhone, WayWorkMail, WayLetter, WayInPerson}
}

// Time is part of a week in which a reporter can be reached, in Dutch time.
type Time string

// The times, in the order in which they are shown: mornings are from 8, afternoons from 12,
// and evenings from 18 until 22.
const (
	TimeMorning   Time = "morning"
	TimeAfternoon Time = "afternoon"
	TimeEvening   Time = "evening"
	TimeSaturday  Time = "saturday"
	TimeSunday    Time = "sunday"
)

// Times lists them in the order in which they are shown. The first three are of Monday to
// Friday; those of a weekend are from 8 until 22.
func Times() []Time {
	return []Time{TimeMorning, TimeAfternoon, TimeEvening, TimeSaturday, TimeSunday}
}

// The hours at which the times begin, and at which the last ends.
const (
	morning, afternoon, evening, night = 8, 12, 18, 22
)

// timeOf is the time of a moment in Dutch time; "" for the night.
func timeOf(at time.Time) Time {
	hour := at.Hour()
	switch {
	case hour < morning || hour >= night:
		return ""
	case at.Weekday() == time.Saturday:
		return TimeSaturday
	case at.Weekday() == time.Sunday:
		return TimeSunday
	case hour < afternoon:
		return TimeMorning
	case hour < evening:
		return TimeAfternoon
	}
	return TimeEvening
}

// Reach is by which ways and at which times. Without ways nobody is to be reached outside of
// the messages here.
type Reach struct {
	Ways  []Way  `json:"ways"`
	Times []Time `json:"times"`
}

// ReachSet: the reporter says when and how they can be reached. The last one holds.
type ReachSet struct {
	Signal gehoor.SignalID `json:"signal"`
	Reach
}

// Kind names the fact.
func (ReachSet) Kind() gehoor.Kind { return "signal.reach-set" }

// Codes of refusals about reaching a reporter.
const (
	// CodeReachTimes: there are ways, and no times.
	CodeReachTimes gehoor.Code = "signal.reach-times"
	// CodeUnsafe: not by this way, or not now.
	CodeUnsafe gehoor.Code = "contact.unsafe"
)

// Safe says whether a reporter can be reached by a way at a moment, which is in Dutch time.
// A letter has no hour.
func (r Reach) Safe(by Way, at time.Time) bool {
	return slices.Contains(r.Ways, by) && (by == WayLetter || slices.Contains(r.Times, timeOf(at)))
}

// Next is the first moment at which a reporter can be reached, not before another, which is
// in Dutch time; that moment itself if no times are known.
func (r Reach) Next(at time.Time) time.Time {
	if len(r.Ways) == 0 || len(r.Times) == 0 || slices.Contains(r.Times, timeOf(at)) {
		return at
	}
	for day := range 8 {
		for _, hour := range []int{morning, afternoon, evening} {
			next := time.Date(at.Year(), at.Month(), at.Day()+day, hour, 0, 0, 0, at.Location())
			if next.After(at) && slices.Contains(r.Times, timeOf(next)) {
				return next
			}
		}
	}
	return at
}

// SetReach says when and how the reporter can be reached.
func (s *State) SetReach(f ReachSet) ([]gehoor.Fact, error) {
	one, ok := s.byID[f.Signal]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	f.Ways, f.Times = some(Ways(), f.Ways), some(Times(), f.Times)
	switch {
	case f.Ways == nil || f.Times == nil:
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case len(f.Ways) > 0 && len(f.Times) == 0 && !slices.Equal(f.Ways, []Way{WayLetter}):
		return nil, gehoor.Refuse(CodeReachTimes)
	case one.Reach != nil && slices.Equal(one.Reach.Ways, f.Ways) && slices.Equal(one.Reach.Times, f.Times):
		return nil, nil // said twice
	}
	return []gehoor.Fact{f}, nil
}

// some are those of a list that were chosen, in the list's order; nil if one was chosen that
// is not in it.
func some[T comparable](of, chosen []T) []T {
	for _, one := range chosen {
		if !slices.Contains(of, one) {
			return nil
		}
	}
	all := make([]T, 0, len(chosen))
	for _, one := range of {
		if slices.Contains(chosen, one) {
			all = append(all, one)
		}
	}
	return all
}

// foldReach folds the fact of this file, and says whether it was one.
func (s *Signal) foldReach(f gehoor.Fact) bool {
	r, ok := f.(ReachSet)
	if ok {
		s.Reach = &r.Reach
	}
	return ok
}
