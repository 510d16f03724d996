package protocol_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
	"pgregory.net/rapid"
)

// Terms computed a second time, with nothing of package time that knows a calendar:
// days are counted one by one, and summer time is worked out from its rule.

// almanac is a day, counted from 1 January 2000, which was a Saturday.
type almanac struct{ year, month, day, number int }

func newAlmanac() almanac { return almanac{2000, 1, 1, 0} }

func leap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func lengthOf(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if leap(year) {
			return 29
		}
		return 28
	}
	return 31
}

// next is the day after.
func (a almanac) next() almanac {
	a.number++
	if a.day++; a.day > lengthOf(a.year, a.month) {
		a.day, a.month = 1, a.month+1
	}
	if a.month > 12 {
		a.month, a.year = 1, a.year+1
	}
	return a
}

func (a almanac) sunday() bool { return a.number%7 == 1 }

// onward walks until a day is found.
func (a almanac) onward(found func(almanac) bool) almanac {
	for !found(a) {
		a = a.next()
	}
	return a
}

// months later, the same day number or the month's last.
func (a almanac) months(n int) almanac {
	year, month := a.year, a.month
	for range n {
		if month++; month > 12 {
			year, month = year+1, 1
		}
	}
	day := min(a.day, lengthOf(year, month))
	return a.onward(func(x almanac) bool { return x.year == year && x.month == month && x.day == day })
}

// summer says whether summer time holds at the end of a day: from the last Sunday of
// March to the day before the last Sunday of October.
func (a almanac) summer() bool {
	last := func(month int) int {
		s := newAlmanac().onward(func(x almanac) bool {
			return x.year == a.year && x.month == month && x.sunday() && x.day+7 > 31
		})
		return s.number
	}
	return a.number >= last(3) && a.number < last(10)
}

// ends is the day's last second in the Netherlands, in Unix time.
func (a almanac) ends() int64 {
	const newYear2000 = 946684800 // 2000-01-01 00:00 UTC
	offset := int64(3600)
	if a.summer() {
		offset = 7200
	}
	return newYear2000 + int64(a.number+1)*86400 - 1 - offset
}

// TestTermsComputedTwice: months, weeks and days end where the almanac says, with leap
// years and the ends of months drawn often.
func TestTermsComputedTwice(t *testing.T) {
	cal := calendar(t)
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.SampledFrom([]int{2023, 2024, 2025, 2026, 2027, 2028, 2031, 2032}).Draw(t, "year")
		month := rapid.IntRange(1, 12).Draw(t, "month")
		length := lengthOf(year, month)
		day := rapid.OneOf(rapid.IntRange(1, length), rapid.Just(length)).Draw(t, "day")
		hour := rapid.IntRange(0, 23).Draw(t, "hour")
		s := protocol.Span{
			Months: rapid.IntRange(0, 37).Draw(t, "months"),
			Weeks:  rapid.IntRange(0, 60).Draw(t, "weeks"),
			Days:   rapid.IntRange(0, 400).Draw(t, "days"),
		}
		if !s.Valid() {
			t.Skip("no term")
		}
		want := newAlmanac().onward(func(a almanac) bool { return a.year == year && a.month == month && a.day == day }).months(s.Months)
		for range 7*s.Weeks + s.Days {
			want = want.next()
		}
		from := protocol.Date{Year: year, Month: time.Month(month), Day: day}.At(hour, 30, 0)
		for _, how := range []protocol.Counting{protocol.CountLocal, protocol.CountUrgent, protocol.CountStatutory} {
			if got := cal.Due(from, s, how).Unix(); got != want.ends() {
				t.Fatalf("%s from %04d-%02d-%02d ends at %d, want %d", s, year, month, day, got, want.ends())
			}
		}
	})
}

// TestLeapDays: terms from and to 29 February, by hand.
func TestLeapDays(t *testing.T) {
	cal := calendar(t)
	for _, c := range []struct{ from, span, want string }{
		{"2028-02-29 09:00", "12mnd", "2029-02-28 23:59:59"}, // a year without one
		{"2028-02-29 09:00", "48mnd", "2032-02-29 23:59:59"},
		{"2028-02-29 09:00", "1mnd", "2028-03-29 23:59:59"}, // no month's end stays one
		{"2028-02-29 09:00", "7kd", "2028-03-07 23:59:59"},
		{"2028-02-28 09:00", "1kd", "2028-02-29 23:59:59"},
		{"2027-02-28 09:00", "1kd", "2027-03-01 23:59:59"},
		{"2028-01-31 09:00", "1mnd", "2028-02-29 23:59:59"},
		{"2027-01-31 09:00", "1mnd", "2027-02-28 23:59:59"},
		{"2027-11-30 09:00", "3mnd", "2028-02-29 23:59:59"},
		{"2026-11-30 09:00", "3mnd", "2027-02-28 23:59:59"},
		{"2027-12-31 23:59", "2mnd", "2028-02-29 23:59:59"},
	} {
		for _, how := range []protocol.Counting{protocol.CountLocal, protocol.CountStatutory} {
			if got := wall(cal.Due(at(t, c.from), span(t, c.span), how)); got != c.want {
				t.Errorf("%s from %s runs to %s, want %s", c.span, c.from, got, c.want)
			}
		}
	}
}
