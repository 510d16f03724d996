package protocol

import (
	"errors"
	"strconv"
	"strings"
)

// Span is the length of a term as it is written: either calendar units (months,
// weeks and days, taken in that order), or working days, or hours, or working
// hours, and never a mix of those four. The zero Span is no term.
type Span struct {
	Months, Weeks, Days int
	WorkingDays         int
	Hours               int
	WorkingHours        int
}

// maxCount bounds each number in a Span. 9,999 calendar days are 27 years,
// longer than any term there is, and counting so many working days takes well
// under a millisecond.
const maxCount = 9999

// errSpan never repeats its input.
var errSpan = errors.New("protocol: a term is written as 7kd, 5wd, 24u, 4wu, 6wk, 3mnd or 1mnd+2wk+3kd")

// The units in the order in which they are printed.
const (
	unitMonths       = "mnd"
	unitWeeks        = "wk"
	unitDays         = "kd"
	unitWorkingDays  = "wd"
	unitHours        = "u"
	unitWorkingHours = "wu"
)

type part struct {
	unit  string
	count int
}

func (s Span) parts() [6]part {
	return [6]part{
		{unitMonths, s.Months}, {unitWeeks, s.Weeks}, {unitDays, s.Days},
		{unitWorkingDays, s.WorkingDays}, {unitHours, s.Hours}, {unitWorkingHours, s.WorkingHours},
	}
}

// IsZero says whether there is no term.
func (s Span) IsZero() bool { return s == Span{} }

// Calendar says whether the span is in months, weeks and days.
func (s Span) Calendar() bool { return s.Months != 0 || s.Weeks != 0 || s.Days != 0 }

// Valid says whether the span is a term: in one family of units, and every
// number between 0 and 9,999.
func (s Span) Valid() bool {
	families := 0
	for _, n := range []int{s.WorkingDays, s.Hours, s.WorkingHours} {
		if n != 0 {
			families++
		}
	}
	if s.Calendar() {
		families++
	}
	for _, p := range s.parts() {
		if p.count < 0 || p.count > maxCount {
			return false
		}
	}
	return families == 1
}

// String writes the span as ParseSpan reads it; the zero Span is "".
func (s Span) String() string {
	var b strings.Builder
	for _, p := range s.parts() {
		if p.count == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('+')
		}
		b.WriteString(strconv.Itoa(p.count))
		b.WriteString(p.unit)
	}
	return b.String()
}

// ParseSpan reads a term in the one notation that String writes: numbers
// without leading zeros, each unit at most once, larger units first. Whatever
// it accepts, String gives back byte for byte.
func ParseSpan(text string) (Span, error) {
	var s Span
	for word := range strings.SplitSeq(text, "+") {
		digits := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz")
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || n > maxCount {
			return Span{}, errSpan
		}
		field := s.field(word[len(digits):])
		if field == nil {
			return Span{}, errSpan
		}
		*field = n
	}
	// Printing again is what refuses "07kd", "+7kd", "1kd+1wk" and "1kd+2kd".
	if !s.Valid() || s.String() != text {
		return Span{}, errSpan
	}
	return s, nil
}

func (s *Span) field(unit string) *int {
	switch unit {
	case unitMonths:
		return &s.Months
	case unitWeeks:
		return &s.Weeks
	case unitDays:
		return &s.Days
	case unitWorkingDays:
		return &s.WorkingDays
	case unitHours:
		return &s.Hours
	case unitWorkingHours:
		return &s.WorkingHours
	}
	return nil
}

// MarshalText writes the span as String does.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the span as ParseSpan does.
func (s *Span) UnmarshalText(text []byte) error {
	parsed, err := ParseSpan(string(text))
	if err == nil {
		*s = parsed
	}
	return err
}
