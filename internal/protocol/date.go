package protocol

import (
	_ "embed"
	"errors"
	"time"
)

// amsterdamTZ is Europe/Amsterdam of the IANA time zone database 2025c, as it
// lies in Go's lib/time/zoneinfo.zip (public domain). It is pinned here, and
// not asked of the machine, so that two nodes can never disagree about a term;
// a test compares it with the tzdata of the Go that builds us.
//
//go:embed amsterdam.tzif
var amsterdamTZ []byte

var amsterdam = func() *time.Location {
	loc, err := time.LoadLocationFromTZData("Europe/Amsterdam", amsterdamTZ)
	if err != nil {
		panic("protocol: embedded time zone: " + err.Error())
	}
	return loc
}()

// Amsterdam is Dutch legal time, the same on every machine.
func Amsterdam() *time.Location { return amsterdam }

// Date is a day in the Netherlands. Its fields are always a day that exists
// when it comes from [DateOf] or [ParseDate].
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day that it is in the Netherlands at that moment.
func DateOf(t time.Time) Date {
	return dateUTC(t.UTC().Add(time.Duration(ahead(t.Unix())) * time.Second))
}

// Day is the Dutch day of a moment as a moment: midnight UTC of that date, which
// is still that date in the Netherlands. Handlers see no more than this of what a
// reporter did (architecture §12).
func Day(t time.Time) time.Time {
	d := DateOf(t)
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

var errDate = errors.New("protocol: a day is written as 2026-01-31")

// ParseDate reads "2026-01-31"; a day that does not exist is an error.
func ParseDate(s string) (Date, error) {
	if len(s) != len(time.DateOnly) {
		return Date{}, errDate
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, errDate
	}
	return dateUTC(t), nil
}

// String writes "2026-01-31".
func (d Date) String() string { return d.utc().Format(time.DateOnly) }

// MarshalText writes the day as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the day as ParseDate does.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// At is the moment in UTC when clocks in the Netherlands show that time. Where
// summer time begins or ends no term is due, so every time used here exists
// exactly once.
func (d Date) At(hour, minute, second int) time.Time {
	there := time.Date(d.Year, d.Month, d.Day, hour, minute, second, 0, time.UTC)
	offset := ahead(there.Unix() - ahead(there.Unix()))
	return there.Add(-time.Duration(offset) * time.Second)
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// AddDays is the day so many days later, or earlier if days is negative.
func (d Date) AddDays(days int) Date {
	return dateUTC(time.Date(d.Year, d.Month, d.Day+days, 0, 0, 0, 0, time.UTC))
}

// AddMonths is the same day number so many months later (or earlier), or the
// last day of that month if it has no such day: 31 January and one month is
// the last of February.
func (d Date) AddMonths(months int) Date {
	first := time.Date(d.Year, d.Month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(first.Year(), first.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// Before says whether the day is earlier than the other.
func (d Date) Before(other Date) bool { return d.utc().Before(other.utc()) }

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

func dateUTC(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// DaysAfter counts the days from another day to this one; negative if this is
// earlier.
func (d Date) DaysAfter(other Date) int { return int(d.utc().Sub(other.utc()) / (24 * time.Hour)) }
