package directory

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// AbsenceReason is why somebody is away. None of them says that somebody is ill:
// nobody needs to know that to see that dossiers go on.
type AbsenceReason string

const (
	// AbsencePlanned: it was agreed.
	AbsencePlanned AbsenceReason = "planned"
	// AbsenceSudden: it was not to be foreseen.
	AbsenceSudden AbsenceReason = "sudden"
	// AbsenceUnreachable: nobody can reach them.
	AbsenceUnreachable AbsenceReason = "unreachable"
)

// AbsenceReasons are those that somebody can choose, in the order in which they are
// shown.
func AbsenceReasons() []AbsenceReason {
	return []AbsenceReason{AbsencePlanned, AbsenceSudden, AbsenceUnreachable}
}

// Absent says that somebody who works here is away, as far as is known until a day.
type Absent struct {
	Reason AbsenceReason `json:"reason"`
	Until  protocol.Date `json:"until"`
	// Deputy stands in for them, wherever nothing keeps that person from a dossier; ""
	// if nobody does.
	Deputy gehoor.PersonID `json:"deputy,omitempty"`
}

// Returned ends that: the person signed in again, or who said it takes it back.
type Returned struct{}

// Kind names the fact.
func (Absent) Kind() gehoor.Kind { return "person.absent" }

// Kind names the fact.
func (Returned) Kind() gehoor.Kind { return "person.returned" }

// Absence is one time that somebody was away. It lasts until they are back, also when
// the day is over: what is missing is somebody who reads.
type Absence struct {
	Absent
	By gehoor.Actor
	At time.Time
	// EndedAt is zero while it lasts; EndedBy is who ended it.
	EndedAt time.Time
	EndedBy gehoor.Actor
}

// Codes of refusals about absence.
const (
	// CodeAbsence: no such reason, or a day that has passed or is more than a year away.
	CodeAbsence gehoor.Code = "person.absence"
	// CodeDeputy: this person cannot stand in for the other.
	CodeDeputy gehoor.Code = "person.deputy"
)

// maxAbsence is the longest that can be said at once; who is away longer has left, or
// is declared again.
const maxAbsence = 366 * 24 * time.Hour

// Away says whether somebody is away now.
func (p *Person) Away() bool { return p.Absence.EndedAt.IsZero() && p.Absence.Reason != "" }

// Declare says that somebody is away. Said again it is no new fact; with another day
// or reason it takes the other's place.
func (p *Person) Declare(f Absent, now time.Time) ([]gehoor.Fact, error) {
	until := f.Until.At(0, 0, 0)
	switch {
	case !p.Here() || !p.Role.Handles():
		return nil, gehoor.Refuse(CodeGone)
	case !slices.Contains(AbsenceReasons(), f.Reason), !until.After(now.AddDate(0, 0, -1)), until.After(now.Add(maxAbsence)):
		return nil, gehoor.Refuse(CodeAbsence)
	case p.Away() && p.Absence.Absent == f:
		return nil, nil
	}
	return []gehoor.Fact{f}, nil
}

// Deputy is who stands in for somebody now; "" if nobody does.
func (p *Person) Deputy() gehoor.PersonID {
	if !p.Away() {
		return ""
	}
	return p.Absence.Deputy
}

// MayDeputise refuses who cannot stand in for somebody: only another person with the
// same role, who works here, can be sealed to and is not away, does. Whether they may
// know of a dossier is asked in each.
func (p *Person) MayDeputise(of *Person) error {
	if p.ID == of.ID || !p.AtDesk() || p.Role != of.Role || p.Away() {
		return gehoor.Refuse(CodeDeputy)
	}
	return nil
}

// Return ends an absence; nothing if there is none.
func (p *Person) Return() []gehoor.Fact {
	if !p.Away() {
		return nil
	}
	return []gehoor.Fact{Returned{}}
}
