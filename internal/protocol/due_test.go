package protocol_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
	"pgregory.net/rapid"
)

func TestDue(t *testing.T) {
	const (
		local   = protocol.CountLocal
		urgent  = protocol.CountUrgent
		statute = protocol.CountStatutory
	)
	cal := calendar(t, "2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31")
	for _, c := range []struct {
		name, from, span string
		how              protocol.Counting
		want             string
	}{
		{"the day of the event is day 0", "2026-01-05 09:00", "7kd", local, "2026-01-12 23:59:59"},
		{"one second before midnight is still that day", "2026-01-05 23:59:59", "7kd", local, "2026-01-12 23:59:59"},
		{"calendar days end on Sunday if they must", "2026-01-04 09:00", "7kd", statute, "2026-01-11 23:59:59"},
		{"into summer time", "2026-03-25 10:00", "7kd", local, "2026-04-01 23:59:59"},
		{"into winter time", "2026-10-23 10:00", "7kd", local, "2026-10-30 23:59:59"},
		{"due on the night that summer time begins", "2026-03-22 10:00", "7kd", local, "2026-03-29 23:59:59"},
		{"due on the night that winter time begins", "2026-10-18 10:00", "7kd", local, "2026-10-25 23:59:59"},
		{"31 January and a month", "2026-01-31 09:00", "1mnd", local, "2026-02-28 23:59:59"},
		{"31 January and a month, leap year", "2028-01-31 09:00", "1mnd", local, "2028-02-29 23:59:59"},
		{"30 November and three months", "2025-11-30 09:00", "3mnd", local, "2026-02-28 23:59:59"},
		{"three months from the last of February", "2026-02-28 09:00", "3mnd", local, "2026-05-28 23:59:59"},
		{"leap day and a year", "2028-02-29 09:00", "12mnd", local, "2029-02-28 23:59:59"},
		{"six weeks is the same weekday", "2026-01-05 09:00", "6wk", local, "2026-02-16 23:59:59"},
		{"months, then weeks, then days", "2026-01-31 09:00", "1mnd+1wk+1kd", local, "2026-03-08 23:59:59"},

		{"working days around Easter", "2026-04-02 09:00", "5wd", local, "2026-04-13 17:00:00"},
		{"working days from a Sunday", "2026-01-04 09:00", "1wd", local, "2026-01-05 17:00:00"},
		{"an event after closing time is day 0 too", "2026-01-05 22:00", "1wd", local, "2026-01-06 17:00:00"},
		{"King's Day on Saturday costs no working day", "2025-04-25 09:00", "1wd", local, "2025-04-28 17:00:00"},
		{"King's Day on Monday does", "2026-04-24 09:00", "1wd", local, "2026-04-28 17:00:00"},
		{"two working days from Friday before Whitsun", "2026-05-22 16:50", "2wd", local, "2026-05-27 17:00:00"},
		{"closings lengthen working days", "2026-12-23 09:00", "2wd", local, "2027-01-05 17:00:00"},
		{"closings lengthen no statutory term", "2026-12-23 09:00", "2wd", statute, "2026-12-28 17:00:00"},
		{"a decreed day is no statutory working day", "2026-05-13 09:00", "1wd", statute, "2026-05-18 17:00:00"},
		{"a decreed day is an office day", "2026-05-13 09:00", "1wd", local, "2026-05-15 17:00:00"},

		{"hours are real time", "2026-01-05 09:00", "24u", local, "2026-01-06 09:00:00"},
		{"hours that end on Saturday run to noon", "2026-05-22 16:50", "24u", local, "2026-05-26 12:00:00"},
		{"not when it is urgent", "2026-05-22 16:50", "24u", urgent, "2026-05-23 16:50:00"},
		{"and not when the law counts hours", "2026-05-22 16:50", "72u", statute, "2026-05-25 16:50:00"},
		{"a day of 23 hours", "2026-03-28 10:00", "24u", urgent, "2026-03-29 11:00:00"},
		{"a day of 25 hours", "2026-10-24 10:00", "24u", urgent, "2026-10-25 09:00:00"},

		{"working hours over the night", "2026-01-05 15:00", "4wu", local, "2026-01-06 10:30:00"},
		{"working hours over the weekend", "2026-01-09 16:00", "4wu", local, "2026-01-12 11:30:00"},
		{"working hours end with the day", "2026-01-05 13:00", "4wu", local, "2026-01-05 17:00:00"},
		{"working hours begin at opening", "2026-01-05 03:00", "1wu", local, "2026-01-05 09:30:00"},
		{"working hours from a holiday", "2026-04-06 12:00", "1wu", local, "2026-04-07 09:30:00"},
		{"working hours, a day and more", "2026-01-05 08:30", "18wu", local, "2026-01-07 09:30:00"},
	} {
		got := cal.Due(at(t, c.from), span(t, c.span), c.how)
		if wall(got) != c.want {
			t.Errorf("%s: %s from %s is due %s, want %s", c.name, c.span, c.from, wall(got), c.want)
		}
		if got.Location() != time.UTC {
			t.Errorf("%s: not in UTC", c.name)
		}
	}
}

func TestDueOfNoTerm(t *testing.T) {
	from := at(t, "2026-01-05 09:00")
	for _, s := range []protocol.Span{{}, {Days: -3}, {Hours: 1, Days: 1}, {WorkingDays: 1 << 40}} {
		if got := calendar(t).Due(from, s, protocol.CountLocal); !got.Equal(from) {
			t.Errorf("%+v is due %v", s, got)
		}
	}
}

// Each case names the article of the Algemene termijnenwet.
func TestExtended(t *testing.T) {
	cal := calendar(t, "2026-01-12")
	for _, c := range []struct{ name, from, span, want string }{
		{"art. 1: Sunday to Monday", "2026-01-11 09:00", "7kd", "2026-01-19 23:59:59"},
		{"art. 1: Good Friday to Tuesday", "2026-03-27 09:00", "7kd", "2026-04-07 23:59:59"},
		{"art. 1: a working day stays", "2026-01-06 09:00", "7kd", "2026-01-13 23:59:59"},
		{"art. 1: a local closing extends nothing", "2026-01-05 09:00", "7kd", "2026-01-12 23:59:59"},
		{"art. 2: three days over Easter", "2026-04-02 09:00", "3kd", "2026-04-08 23:59:59"},
		{"art. 2: not for two days", "2026-04-02 09:00", "2kd", "2026-04-07 23:59:59"},
		{"art. 2: seven days over Christmas", "2026-12-24 09:00", "7kd", "2026-12-31 23:59:59"},
		{"art. 3(3): a decreed day", "2026-05-08 09:00", "7kd", "2026-05-18 23:59:59"},
		{"art. 4: ninety days", "2026-01-10 09:00", "90kd", "2026-04-10 23:59:59"},
		{"art. 4: three months, Sunday to Monday", "2026-02-15 09:00", "3mnd", "2026-05-18 23:59:59"},
		{"art. 4: four months are not extended", "2026-01-17 09:00", "4mnd", "2026-05-17 23:59:59"},
		{"art. 4: 91 days are not extended", "2026-01-10 09:00", "91kd", "2026-04-11 23:59:59"},
		{"art. 4: thirteen weeks are not extended", "2026-01-10 09:00", "13wk", "2026-04-11 23:59:59"},
		{"art. 4: twelve weeks are", "2026-01-10 09:00", "12wk", "2026-04-07 23:59:59"},
		{"art. 4: hours are not extended", "2026-01-09 12:00", "24u", "2026-01-10 12:00:00"},
	} {
		s, from := span(t, c.span), at(t, c.from)
		got := cal.Extended(from, s, cal.Due(from, s, protocol.CountStatutory))
		if wall(got) != c.want {
			t.Errorf("%s: %s from %s runs to %s, want %s", c.name, c.span, c.from, wall(got), c.want)
		}
	}
}

func anyMoment() *rapid.Generator[time.Time] {
	begin := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	return rapid.Map(rapid.Int64Range(begin, begin+6*365*86400), func(s int64) time.Time {
		return time.Unix(s, 0).UTC()
	})
}

func TestDueProperties(t *testing.T) {
	cal := calendar(t, "2026-05-15", "2026-12-24")
	rapid.Check(t, func(t *rapid.T) {
		from := anyMoment().Draw(t, "from")
		s := anySpan().Draw(t, "span")
		how := rapid.SampledFrom([]protocol.Counting{
			protocol.CountLocal, protocol.CountUrgent, protocol.CountStatutory,
		}).Draw(t, "how")
		due := cal.Due(from, s, how)
		if !due.After(from) {
			t.Fatalf("due %v is not after %v", due, from)
		}
		if ext := cal.Extended(from, s, due); ext.Before(due) || ext.Sub(due) > 10*24*time.Hour {
			t.Fatalf("extended from %v to %v", due, ext)
		}
		if s.Hours > 0 && how == protocol.CountLocal {
			// By the rule of protocols.md §1.2 a term that ends on a Sunday
			// evening runs to Monday noon, and one that ends an hour after
			// midnight does not: later events may be due earlier.
			return
		}
		later := from.Add(time.Duration(rapid.Int64Range(0, 40*86400).Draw(t, "later")) * time.Second)
		if cal.Due(later, s, how).Before(due) {
			t.Fatalf("a later event at %v is due earlier", later)
		}
	})
}
