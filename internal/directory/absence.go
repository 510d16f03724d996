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
	// From is the day with which it begins, if that is later than the day on which it is
	// said. When it has come the same is recorded once more, without a day.
	From  protocol.Date `json:"from,omitzero"`
	Until protocol.Date `json:"until"`
	// Deputy stands in for them, wherever nothing keeps that person from a dossier; ""
	// if nobody does.
	Deputy gehoor.PersonID `json:"deputy,omitempty"`
}

// Returned ends that: the person signed in again, or who said it takes it back.
type Returned struct{}

// Later says whether it begins on a later day than now.
func (f Absent) Later(now time.Time) bool { return protocol.DateOf(now).Before(f.From) }

// Kind names the fact.
func (Absent) Kind() gehoor.Kind { return "person.absent" }

// Kind names the fact.
func (Returned) Kind() gehoor.Kind { return "person.returned" }

// Absence is one time that somebody was away, or will be. It lasts until they are back,
// also when the day is over: what is missing is somebody who reads.
type Absence struct {
	Absent
	By gehoor.Actor
	// At is when it began, zero as long as it has not.
	At time.Time
	// EndedAt is zero while it lasts; EndedBy is who ended it.
	EndedAt time.Time
	EndedBy gehoor.Actor
}

// Codes of refusals about absence.
const (
	// CodeAbsence: no such reason, or a day that has passed or is more than a year away.
	CodeAbsence gehoor.Code = "person.absence"
	// CodeAbsenceFrom: it would begin on a day that has passed, or after it ends; or the
	// person is away already.
	CodeAbsenceFrom gehoor.Code = "person.absence-from"
	// CodeDeputy: this person cannot stand in for the other.
	CodeDeputy gehoor.Code = "person.deputy"
)

// maxAbsence is the longest that can be said at once; who is away longer has left, or
// is declared again.
const maxAbsence = 366 * 24 * time.Hour

// lasts says whether somebody is away, or will be.
func (p *Person) lasts() bool { return p.Absence.EndedAt.IsZero() && p.Absence.Reason != "" }

// Away says whether somebody is away now, as is recorded.
func (p *Person) Away() bool { return p.lasts() && !p.Absence.At.IsZero() }

// GoesAway says whether somebody will be away, and it has not begun.
func (p *Person) GoesAway() bool { return p.Here() && p.lasts() && p.Absence.At.IsZero() }

// Begins is the first moment of an absence that has not begun.
func (p *Person) Begins() time.Time { return p.Absence.From.At(0, 0, 0) }

// AwayAt is [Person.Away], also when the day has come and that was not recorded yet.
func (p *Person) AwayAt(now time.Time) bool {
	return p.Away() || p.GoesAway() && !now.Before(p.Begins())
}

// Declare says that somebody is away, or will be. Said again it is no new fact; with
// another day or reason it takes the other's place.
func (p *Person) Declare(f Absent, now time.Time) ([]gehoor.Fact, error) {
	today := protocol.DateOf(now)
	until := f.Until.At(0, 0, 0)
	if f.From == today {
		f.From = protocol.Date{} // at once
	}
	switch {
	case !p.Here() || !p.Role.Handles():
		return nil, gehoor.Refuse(CodeGone)
	case !slices.Contains(AbsenceReasons(), f.Reason), !until.After(now.AddDate(0, 0, -1)), until.After(now.Add(maxAbsence)):
		return nil, gehoor.Refuse(CodeAbsence)
	case f.From != protocol.Date{} && (p.Away() || f.From.Before(today) || f.Until.Before(f.From)):
		return nil, gehoor.Refuse(CodeAbsenceFrom)
	case p.lasts() && p.Absence.Absent == f:
		return nil, nil
	}
	return []gehoor.Fact{f}, nil
}

// Begin records that an absence that was said before begins.
func (p *Person) Begin(now time.Time) []gehoor.Fact {
	if !p.GoesAway() || !p.AwayAt(now) {
		return nil
	}
	f := p.Absence.Absent
	f.From = protocol.Date{}
	return []gehoor.Fact{f}
}

// Deputy is who stands in for somebody now; "" if nobody does.
func (p *Person) Deputy() gehoor.PersonID {
	if !p.Away() {
		return ""
	}
	return p.Absence.Deputy
}

// Named is who stands in for somebody who is away or will be; "" if nobody does.
func (p *Person) Named() gehoor.PersonID {
	if !p.lasts() {
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

// Return ends an absence because the person is here; nothing if there is none, or if it
// has not begun.
func (p *Person) Return(now time.Time) []gehoor.Fact {
	if !p.AwayAt(now) {
		return nil
	}
	return []gehoor.Fact{Returned{}}
}

// CallBack takes an absence back, also one that has not begun.
func (p *Person) CallBack() []gehoor.Fact {
	if !p.lasts() {
		return nil
	}
	return []gehoor.Fact{Returned{}}
}

// declared adds that somebody is away, or will be.
func (p *Person) declared(e gehoor.Event, f Absent) {
	next := Absence{Absent: f, By: e.Actor, At: e.At}
	switch {
	case f.From != protocol.Date{}:
		next.At = time.Time{}
	case p.Away(): // since when does not change with until when
		next.At = p.Absence.At
	case p.GoesAway() && e.Actor == gehoor.System: // who said it goes on to be who did
		next.By = p.Absence.By
	}
	p.Absence = next
}
