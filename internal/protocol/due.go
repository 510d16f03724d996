package protocol

import "time"

// Counting says whose days count, and what closed days do to a term in hours.
type Counting int

const (
	// CountLocal counts the office's own working days. A term in hours that ends on
	// a day on which the office is closed runs to noon of its next working day.
	CountLocal Counting = iota
	// CountUrgent counts as CountLocal, but hours are real time whatever the day: for
	// severity E3 and above.
	CountUrgent
	// CountStatutory leaves local closings out of account, and hours are real time.
	CountStatutory
)

// Office hours (protocols.md §1.2): Monday to Friday from 08:30 to 17:00.
const (
	openHour, openMinute = 8, 30
	closeHour            = 17
)

// Due is the last second that is in time for a term of length s that begins
// with an event at from. A span that is not Valid is due at from.
//
//   - months, weeks, days: 23:59:59 of the last day; the day of the event is day 0
//   - working days: 17:00 of the n-th working day after the day of the event
//   - hours: real time, see [Counting]
//   - working hours: counted only while the office is open
func (c Calendar) Due(from time.Time, s Span, how Counting) time.Time {
	from = from.UTC()
	switch {
	case !s.Valid():
		return from
	case s.WorkingDays > 0:
		return c.addWorkingDays(DateOf(from), s.WorkingDays, how).At(closeHour, 0, 0)
	case s.Hours > 0:
		return c.addHours(from, s.Hours, how)
	case s.WorkingHours > 0:
		return c.addWorkingHours(from, time.Duration(s.WorkingHours)*time.Hour, how)
	}
	return addCalendar(DateOf(from), s).At(23, 59, 59)
}

// addCalendar adds months, then weeks and days.
func addCalendar(d Date, s Span) Date { return d.AddMonths(s.Months).AddDays(7*s.Weeks + s.Days) }

// works says whether a day counts as a working day.
func (c Calendar) works(d Date, how Counting) bool {
	if how == CountStatutory {
		return !c.Recognised(d)
	}
	return c.WorkingDay(d)
}

// addWorkingDays goes n working days on, or back if n is negative.
func (c Calendar) addWorkingDays(d Date, n int, how Counting) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(step)
		if c.works(d, how) {
			n--
		}
	}
	return d
}

func (c Calendar) addHours(from time.Time, hours int, how Counting) time.Time {
	due := from.Add(time.Duration(hours) * time.Hour)
	if day := DateOf(due); how == CountLocal && !c.works(day, how) {
		return c.addWorkingDays(day, 1, how).At(12, 0, 0)
	}
	return due
}

func (c Calendar) addWorkingHours(from time.Time, left time.Duration, how Counting) time.Time {
	day := DateOf(from)
	for {
		if c.works(day, how) {
			opens, closes := day.At(openHour, openMinute, 0), day.At(closeHour, 0, 0)
			if from.Before(opens) {
				from = opens
			}
			if open := closes.Sub(from); open >= left {
				return from.Add(left)
			} else if open > 0 {
				left -= open
			}
		}
		day = day.AddDays(1)
	}
}

// Extended is due as the Algemene termijnenwet extends it, for a term of length
// s that began with an event at from: it ends on no Saturday, Sunday or
// recognised holiday (art. 1), and a term of at least three days holds at least
// two other days (art. 2). Terms in hours, over 90 days, over twelve weeks or
// over three months are not extended (art. 4), nor are terms in working days.
func (c Calendar) Extended(from time.Time, s Span, due time.Time) time.Time {
	if !extendable(s) {
		return due
	}
	last := DateOf(due)
	if s.Months > 0 || s.Weeks > 0 || s.Days >= 3 {
		last = c.withTwoDays(DateOf(from), last)
	}
	for c.Recognised(last) {
		last = last.AddDays(1)
	}
	return last.At(23, 59, 59)
}

// withTwoDays moves last on until two days after the event's day, up to and
// including last, are no weekend and no recognised holiday.
func (c Calendar) withTwoDays(event, last Date) Date {
	free := 0
	for d := event.AddDays(1); ; d = d.AddDays(1) {
		if !c.Recognised(d) {
			free++
		}
		if free == 2 {
			if last.Before(d) {
				return d
			}
			return last
		}
	}
}

// extendable is art. 4 of the Algemene termijnenwet. A term in several units is
// weighed unit by unit: none that a law uses here comes near the limits.
func extendable(s Span) bool {
	return s.Valid() && s.Calendar() && s.Days <= 90 && s.Weeks <= 12 && s.Months <= 3
}

// morning is when a warning comes: the opening of the office on that day, or
// on the last working day before it. A warning that nobody is there to read is
// none.
func (c Calendar) morning(d Date) time.Time {
	if !c.works(d, CountLocal) {
		d = c.addWorkingDays(d, -1, CountLocal)
	}
	return d.At(openHour, openMinute, 0)
}
