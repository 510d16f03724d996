package pattern

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// SubjectKind says what a subject is.
type SubjectKind = gehoor.SubjectKind

// The kinds.
const (
	KindPerson = gehoor.SubjectPerson
	KindTeam   = gehoor.SubjectTeam
	KindOffice = gehoor.SubjectOffice
	KindBody   = gehoor.SubjectBody
)

// Subject is whom incidents are about.
type Subject = gehoor.Subject

// IncidentID names an incident among all about one subject.
type IncidentID string

// Incident is what counts of one signal about one subject. It holds no words.
type Incident struct {
	ID IncidentID
	// Day is when it was told, at midnight UTC; of a stub that was entered later, the day
	// on which it had been told.
	Day      time.Time
	Severity Severity
	// Same is the incident that this one tells of too; "" if it is the first to.
	Same IncidentID
	// Reporter is the incident whose reporter told this one, which can be itself; "" if
	// nobody knows whether that is somebody who told of another.
	Reporter IncidentID
	// TalkOn is the last day on which somebody talked with the subject after it; zero for
	// never.
	TalkOn time.Time
	// NothingOn is the day on which several signals were weighed and nothing was to be
	// done; zero for never.
	NothingOn time.Time
}

// Severity is how serious something is, if it is true (protocols.md §1.5).
type Severity string

// The severities, rising. Before somebody assessed it, it is "".
const (
	Limited  Severity = "limited"
	Moderate Severity = "moderate"
	Serious  Severity = "serious"
	Acute    Severity = "acute"
)

// High says whether one such incident is enough to be weighed by a panel.
func (s Severity) High() bool { return s == Serious || s == Acute }

// group is the incident under which i counts.
func (i Incident) group() IncidentID {
	if i.Same != "" {
		return i.Same
	}
	return i.ID
}

// within says whether two days lie at most so many months apart.
func within(a, b time.Time, months int) bool {
	if a.After(b) {
		a, b = b, a
	}
	return !b.After(a.AddDate(0, months, 0))
}

// most is the largest number of days that lie in one window of so many months that holds
// the day at.
func most(days []time.Time, at time.Time, months int) int {
	slices.SortFunc(days, time.Time.Compare)
	best, end := 0, 0
	for start, first := range days {
		if first.After(at) {
			break
		}
		last := first.AddDate(0, months, 0)
		for end < len(days) && !days[end].After(last) {
			end++
		}
		if !at.After(last) {
			best = max(best, end-start)
		}
	}
	return best
}
