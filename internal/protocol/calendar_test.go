package protocol_test

import (
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/protocols"
	"github.com/rickar/cal/v2/nl"
)

// The time zone is pinned in our program. When legal time in the Netherlands
// changes, the tzdata of a newer Go knows it first, and this test asks for a
// new file.
func TestAmsterdamIsWhatGoKnows(t *testing.T) {
	other, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	end := time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)
	for m := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC); m.Before(end); m = m.Add(time.Hour) {
		_, ours := m.In(protocol.Amsterdam()).Zone()
		_, theirs := m.In(other).Zone()
		if ours != theirs {
			t.Fatalf("at %v our clock is %d s before UTC, Go's %d s", m, ours, theirs)
		}
	}
}

func TestHolidaysByDate(t *testing.T) {
	cal := calendar(t)
	for day, want := range map[string]bool{
		"2026-01-01": true,
		"2026-04-03": true,  // Good Friday
		"2026-04-05": false, // Easter Sunday is a Sunday, and no more in the law
		"2026-04-06": true,
		"2025-04-26": true, // King's Day: the 27th is a Sunday
		"2025-04-27": false,
		"2031-04-26": true,
		"2031-04-27": false,
		"2026-04-27": true,
		"2026-04-26": false,
		"2026-05-05": true,
		"2026-05-14": true, // Ascension
		"2026-05-15": false,
		"2026-05-25": true, // Whit Monday
		"2026-12-25": true,
		"2026-12-26": true,
		"2026-12-24": false,
		"2038-04-26": true,  // the day after the latest Easter there is
		"2038-04-27": true,  // and King's Day after it
		"2285-03-23": true,  // the day after the earliest Easter there is
		"2028-02-29": false, // a leap day
	} {
		if got := cal.Holiday(date(t, day)); got != want {
			t.Errorf("%s: Holiday = %v", day, got)
		}
	}
}

// rickar/cal computes Easter and the holidays in its own way.
func TestHolidaysAgreeWithAnotherCalendar(t *testing.T) {
	cal := calendar(t)
	days := 0
	for year := 2020; year <= 2060; year++ {
		want := map[string]bool{}
		for _, h := range nl.Holidays {
			// Its "observed" day is the one that is kept when King's Day is a Sunday.
			if _, observed := h.Calc(year); !observed.IsZero() {
				want[observed.Format(time.DateOnly)] = true
			}
		}
		for d := date(t, time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)); d.Year == year; d = d.AddDays(1) {
			if cal.Holiday(d) != want[d.String()] {
				t.Errorf("%s: we say %v, the other calendar %v", d, cal.Holiday(d), want[d.String()])
			}
			if cal.Holiday(d) {
				days++
			}
		}
	}
	// Ascension falls on King's Day or 5 May now and then.
	if days < 41*8 || days > 41*9 {
		t.Errorf("%d holidays in 41 years", days)
	}
}

func TestDecreedAndClosedDays(t *testing.T) {
	cal := calendar(t, "2026-05-22")
	decreed, closed, ordinary := date(t, "2026-05-15"), date(t, "2026-05-22"), date(t, "2026-05-21")
	if !cal.Recognised(decreed) || !cal.WorkingDay(decreed) {
		t.Error("a decreed day extends terms of law and is a working day unless the office closes")
	}
	if cal.Recognised(closed) || cal.WorkingDay(closed) {
		t.Error("a closing day is no working day and extends no term of law")
	}
	if cal.Recognised(ordinary) || !cal.WorkingDay(ordinary) {
		t.Error("a Thursday is a Thursday")
	}
	if cal.Digest() == calendar(t).Digest() {
		t.Error("closings are not pinned")
	}
}

// Without the days of the newest decree, terms of law would end too early.
func TestDecreesReachTwoYearsAhead(t *testing.T) {
	h, err := protocol.ParseHolidays(protocols.Holidays())
	if err != nil {
		t.Fatal(err)
	}
	years := map[int]bool{}
	for _, d := range h.Decreed {
		years[d.On.Year] = true
		if calendar(t).Holiday(d.On) || d.On.Weekday() == time.Saturday || d.On.Weekday() == time.Sunday {
			t.Errorf("%s is no working day without the decree", d.On)
		}
	}
	for year := 2023; year <= 2028; year++ {
		if !years[year] {
			t.Errorf("no decreed day in %d", year)
		}
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2025-11-30", 3, "2026-02-28"},
		{"2027-11-30", 3, "2028-02-29"},
		{"2026-11-29", 3, "2027-02-28"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2026-08-31", 1, "2026-09-30"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-05-15", 0, "2026-05-15"},
	} {
		if got := date(t, c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.months, got, c.want)
		}
	}
	for _, bad := range []string{"", "2026-02-29", "2026-1-1", "26-01-01", "2026-01-01 ", "2026-13-01"} {
		if d, err := protocol.ParseDate(bad); err == nil {
			t.Errorf("ParseDate(%q) = %v", bad, d)
		}
	}
	// 22:30 UTC is the next day in the Netherlands in summer.
	late := time.Date(2026, 4, 26, 22, 30, 0, 0, time.UTC)
	if got := protocol.DateOf(late); got.String() != "2026-04-27" || !calendar(t).Holiday(got) {
		t.Errorf("half past midnight on King's Day is %s", got)
	}
}

func TestBadCalendars(t *testing.T) {
	for name, text := range map[string]string{
		"unknown key":      `{"version":1,"source":"x","recurring":[],"decreed":[],"extra":1}`,
		"unknown version":  `{"version":2,"source":"x","recurring":[],"decreed":[]}`,
		"unknown rule":     `{"version":1,"source":"x","recurring":[{"rule":"passover","name":{"nl":"a","en":"b"},"source":"x"}]}`,
		"no such day":      `{"version":1,"source":"x","recurring":[{"rule":"02-30","name":{"nl":"a","en":"b"},"source":"x"}]}`,
		"leap day":         `{"version":1,"source":"x","recurring":[{"rule":"02-29","name":{"nl":"a","en":"b"},"source":"x"}]}`,
		"bare easter":      `{"version":1,"source":"x","recurring":[{"rule":"easter","name":{"nl":"a","en":"b"},"source":"x"}]}`,
		"unsigned easter":  `{"version":1,"source":"x","recurring":[{"rule":"easter1","name":{"nl":"a","en":"b"},"source":"x"}]}`,
		"far from easter":  `{"version":1,"source":"x","recurring":[{"rule":"easter+400","name":{"nl":"a","en":"b"},"source":"x"}]}`,
		"bad decreed day":  `{"version":1,"source":"x","recurring":[],"decreed":[{"on":"2026-02-30","source":"x"}]}`,
		"something behind": `{"version":1,"source":"x","recurring":[],"decreed":[]} {}`,
		"cut off":          `{"version":1,`,
		"too large":        `{"source":"` + strings.Repeat("x", 300<<10) + `"}`,
	} {
		if _, err := protocol.ParseHolidays([]byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for name, text := range map[string]string{
		"no organisation": `{"days":[]}`,
		"bad day":         `{"org":"veenhaven","days":[{"on":"tomorrow","why":"x"}]}`,
		"unknown key":     `{"org":"veenhaven","dagen":[]}`,
	} {
		if _, err := protocol.ParseClosings([]byte(text)); err == nil {
			t.Errorf("closings, %s: no error", name)
		}
	}
}

func TestTooManyDays(t *testing.T) {
	h, err := protocol.ParseHolidays(protocols.Holidays())
	if err != nil {
		t.Fatal(err)
	}
	var day []string
	for range 1001 {
		day = append(day, `{"on":"2026-12-24","why":"x"}`)
	}
	text := `{"org":"veenhaven","days":[` + strings.Join(day, ",") + `]}`
	if _, err := protocol.ParseClosings([]byte(text)); err == nil {
		t.Error("1001 closings are read")
	}
	if _, err := protocol.NewCalendar(h, protocol.Closings{Days: make([]protocol.Closing, 1001)}); err == nil {
		t.Error("1001 closings make a calendar")
	}
}

func TestShippedClosings(t *testing.T) {
	c, err := protocol.ParseClosings(protocols.ClosingsVeenhaven())
	if err != nil || c.Org != "veenhaven" || len(c.Days) == 0 {
		t.Fatalf("%+v, %v", c, err)
	}
	for _, d := range c.Days {
		if d.Why == "" || !calendar(t).WorkingDay(d.On) {
			t.Errorf("%s needs no closing, or has no reason", d.On)
		}
	}
}

func FuzzParseHolidays(f *testing.F) {
	f.Add(protocols.Holidays())
	f.Add([]byte(`{"version":1,"source":"x","recurring":[{"rule":"easter+1"}],"decreed":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := protocol.ParseHolidays(data)
		if err != nil {
			return
		}
		cal, err := protocol.NewCalendar(h, protocol.Closings{})
		if err != nil {
			t.Fatalf("read, but no calendar: %v", err)
		}
		cal.Due(time.Unix(1_800_000_000, 0), protocol.Span{WorkingDays: 20}, protocol.CountLocal)
	})
}

func FuzzParseClosings(f *testing.F) {
	f.Add(protocols.ClosingsVeenhaven())
	f.Add([]byte(`{"org":"veenhaven","days":[{"on":"2026-01-02","why":""}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := protocol.ParseClosings(data); err == nil && c.Org == "" {
			t.Error("closings of nobody")
		}
	})
}
