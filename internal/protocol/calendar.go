package protocol

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
)

// Holidays are the recognised holidays of the country, as data
// (protocols/holidays.json).
type Holidays struct {
	Version int `json:"version"`
	// Source is the law that names them.
	Source string `json:"source"`
	// Recurring come back every year: Algemene termijnenwet art. 3(1) and (2).
	Recurring []Recurring `json:"recurring"`
	// Decreed are single days made equal to them by royal decree, art. 3(3).
	Decreed []Decreed `json:"decreed"`
}

// Recurring is a holiday that every year has.
type Recurring struct {
	// Rule is a day ("12-25"), a number of days from Easter Sunday ("easter+39",
	// "easter-2"), or "kings-day": 27 April, or 26 if 27 is a Sunday.
	Rule   string      `json:"rule"`
	Name   gehoor.Text `json:"name"`
	Source string      `json:"source"`
}

// Decreed is one day that counts as a recognised holiday when a statutory term
// ends on it. Whether the town hall works that day, its closings say.
type Decreed struct {
	On     Date   `json:"on"`
	Source string `json:"source"`
}

// Closings are the days on which one organisation's office is closed, beside
// weekends and recurring holidays. They lengthen working days and hours, and
// never a statutory term.
type Closings struct {
	Org  gehoor.OrgID `json:"org"`
	Days []Closing    `json:"days"`
}

// Closing is one such day.
type Closing struct {
	On  Date   `json:"on"`
	Why string `json:"why"`
}

// Limits of a calendar. A century has fewer than 700 decreed days, and an
// office that closes a hundred days a year fills ten years; more is a mistake.
const (
	maxRecurring = 50
	maxDays      = 1000
)

// Calendar answers which days count. Make it with [NewCalendar]; it does not
// change afterwards and may be shared.
type Calendar struct {
	rules    []rule
	decreed  map[Date]bool
	closed   map[Date]bool
	digest   gehoor.Digest
	holidays Holidays
	closings Closings
}

// rule is a Recurring, parsed. With easter the day is counted from Easter
// Sunday; else it is day of month.
type rule struct {
	easter bool
	kings  bool
	month  time.Month
	day    int
}

// ParseHolidays reads protocols/holidays.json. Unknown keys, unknown rules and
// days that do not exist are errors.
func ParseHolidays(data []byte) (Holidays, error) {
	var h Holidays
	if err := decodeStrict(data, &h); err != nil {
		return Holidays{}, fmt.Errorf("protocol: holidays: %w", err)
	}
	if _, err := NewCalendar(h, Closings{}); err != nil {
		return Holidays{}, err
	}
	return h, nil
}

// ParseClosings reads one organisation's closings.
func ParseClosings(data []byte) (Closings, error) {
	var c Closings
	if err := decodeStrict(data, &c); err != nil {
		return Closings{}, fmt.Errorf("protocol: closings: %w", err)
	}
	if _, err := gehoor.ParseOrgID(string(c.Org)); err != nil {
		return Closings{}, fmt.Errorf("protocol: closings: %w", err)
	}
	if len(c.Days) > maxDays {
		return Closings{}, fmt.Errorf("protocol: closings: more than %d days", maxDays)
	}
	return c, nil
}

// NewCalendar puts the country's holidays and an organisation's closings
// together. The zero Closings is an office that only weekends and holidays
// close.
func NewCalendar(h Holidays, c Closings) (Calendar, error) {
	if h.Version != 1 {
		return Calendar{}, fmt.Errorf("protocol: holidays: version %d is not known, only 1", h.Version)
	}
	if len(h.Recurring) > maxRecurring || len(h.Decreed) > maxDays || len(c.Days) > maxDays {
		return Calendar{}, errors.New("protocol: calendar: too many days")
	}
	cal := Calendar{decreed: map[Date]bool{}, holidays: h}
	for i, r := range h.Recurring {
		parsed, err := parseRule(r.Rule)
		if err != nil {
			return Calendar{}, fmt.Errorf("protocol: holidays: recurring %d: %w", i+1, err)
		}
		cal.rules = append(cal.rules, parsed)
	}
	for _, d := range h.Decreed {
		cal.decreed[d.On] = true
	}
	return cal.WithClosings(c), nil
}

// WithClosings is the calendar with other closings than it had.
func (c Calendar) WithClosings(other Closings) Calendar {
	c.closings, c.closed = other, make(map[Date]bool, len(other.Days))
	for _, d := range other.Days {
		c.closed[d.On] = true
	}
	c.digest = digest("gehoor calendar v1\n", struct {
		Holidays Holidays
		Closings Closings
	}{c.holidays, other})
	return c
}

// Closings are the organisation's own closings in the calendar.
func (c Calendar) Closings() Closings { return c.closings }

var errRule = errors.New(`a rule is "12-25", "easter+39", "easter-2" or "kings-day"`)

func parseRule(text string) (rule, error) {
	if text == "kings-day" {
		return rule{kings: true}, nil
	}
	if rest, ok := strings.CutPrefix(text, "easter"); ok {
		days, err := strconv.Atoi(rest)
		if err != nil || days < -60 || days > 60 || (rest[0] != '+' && rest[0] != '-') {
			return rule{}, errRule
		}
		return rule{easter: true, day: days}, nil
	}
	// 2001 is no leap year: a holiday that three years in four do not have is
	// no recurring holiday.
	d, err := ParseDate("2001-" + text)
	if err != nil {
		return rule{}, errRule
	}
	return rule{month: d.Month, day: d.Day}, nil
}

func (r rule) on(year int) Date {
	switch {
	case r.easter:
		return easter(year).AddDays(r.day)
	case r.kings:
		d := Date{year, time.April, 27}
		if d.Weekday() == time.Sunday {
			return d.AddDays(-1)
		}
		return d
	}
	return Date{year, r.month, r.day}
}

// easter is Easter Sunday of the Gregorian calendar, by the anonymous
// algorithm of 1876 (Meeus, Astronomical Algorithms, ch. 8).
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return Date{year, time.Month(month), day}
}

// Holiday says whether the day is a recurring recognised holiday.
func (c Calendar) Holiday(d Date) bool {
	for _, r := range c.rules {
		if r.on(d.Year) == d {
			return true
		}
	}
	return false
}

// Recognised says whether a statutory term that ends on the day is extended
// (Algemene termijnenwet art. 1 and 3): Saturday, Sunday, a recurring holiday,
// or a day decreed equal to one.
func (c Calendar) Recognised(d Date) bool {
	return weekend(d) || c.decreed[d] || c.Holiday(d)
}

// WorkingDay says whether the office works: Monday to Friday, no recurring
// holiday, and not closed by the organisation.
func (c Calendar) WorkingDay(d Date) bool {
	return !weekend(d) && !c.closed[d] && !c.Holiday(d)
}

// Digest pins the holidays and the closings.
func (c Calendar) Digest() gehoor.Digest { return c.digest }

func weekend(d Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}
