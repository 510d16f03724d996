package story

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
)

// moment is when something happens: a day and a time, a length after the moment
// before, or a length before the moment of playing.
type moment struct {
	base base
	day  protocol.Date // if base is fixed
	// n units are counted; unit is "" if base is fixed.
	n    int
	unit string
	// hour and minute are set if timed.
	timed        bool
	hour, minute int
}

type base int

const (
	fixed base = iota
	after      // the moment before it
	ago        // the moment of playing
)

var errMoment = errors.New(`a moment is "2026-01-05 09:00", "+2 days 09:00", "20 days ago 10:15", "three Mondays ago 09:00", "yesterday 16:00" or "2 hours ago"`)

var timePattern = regexp.MustCompile(`^([01][0-9]|2[0-3]):([0-5][0-9])$`)

var numbers = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// maxCount keeps what is counted within a few years.
const maxCount = 2000

func parseMoment(text string) (moment, error) {
	words := strings.Fields(text)
	var m moment
	if n := len(words); n > 1 {
		if t := timePattern.FindStringSubmatch(words[n-1]); t != nil {
			m.timed = true
			m.hour, _ = strconv.Atoi(t[1])
			m.minute, _ = strconv.Atoi(t[2])
			words = words[:n-1]
		}
	}
	if len(words) == 1 {
		return m.named(words[0])
	}
	return m.counted(words)
}

// named reads "2026-01-05", "today" and "yesterday", which need a time.
func (m moment) named(word string) (moment, error) {
	if !m.timed {
		return m, errMoment
	}
	switch word {
	case "today", "yesterday":
		m.base, m.unit = ago, "day"
		if word == "yesterday" {
			m.n = 1
		}
		return m, nil
	}
	day, err := protocol.ParseDate(word)
	if err != nil {
		return m, errMoment
	}
	m.day = day
	return m, nil
}

// counted reads "+2 days" and "three Mondays ago".
func (m moment) counted(words []string) (moment, error) {
	first := words[0]
	switch {
	case len(words) == 2 && strings.HasPrefix(first, "+"):
		m.base, first = after, first[1:]
	case len(words) == 3 && words[2] == "ago":
		m.base = ago
	default:
		return m, errMoment
	}
	n, err := strconv.Atoi(first)
	for i, word := range numbers {
		if word == first && m.base == ago {
			n, err = i+1, nil
		}
	}
	m.n, m.unit = n, strings.TrimSuffix(words[1], "s")
	if err != nil || n < 1 || n > maxCount || strings.HasPrefix(first, "+") {
		return m, errMoment
	}
	_, weekday := weekdays[m.unit]
	switch {
	case m.unit == "minute" || m.unit == "hour":
		if m.timed {
			return m, errMoment
		}
	case weekday && m.base == ago:
		if !m.timed {
			return m, errMoment
		}
	case m.unit != "day" && m.unit != "week" && m.unit != "month":
		return m, errMoment
	}
	return m, nil
}

var weekdays = map[string]time.Weekday{
	"Monday": time.Monday, "Tuesday": time.Tuesday, "Wednesday": time.Wednesday, "Thursday": time.Thursday,
	"Friday": time.Friday, "Saturday": time.Saturday, "Sunday": time.Sunday,
}

// resolve says which moment it is, if the story is played at now and the moment
// before it is previous. It is in UTC and whole seconds.
func (m moment) resolve(now, previous time.Time) (time.Time, error) {
	from, sign := now, -1
	if m.base == after {
		from, sign = previous, 1
	}
	if m.unit == "minute" || m.unit == "hour" {
		length := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour}[m.unit]
		return from.Add(time.Duration(sign*m.n) * length).UTC().Truncate(time.Second), nil
	}
	day := m.day
	if m.base != fixed {
		day = m.count(protocol.DateOf(from), sign)
	}
	if m.timed {
		return clockTime(day, m.hour, m.minute, 0)
	}
	local := from.In(protocol.Amsterdam())
	return clockTime(day, local.Hour(), local.Minute(), local.Second())
}

func (m moment) count(day protocol.Date, sign int) protocol.Date {
	switch m.unit {
	case "day":
		return day.AddDays(sign * m.n)
	case "week":
		return day.AddDays(sign * 7 * m.n)
	case "month":
		return day.AddMonths(sign * m.n)
	}
	back := (int(day.Weekday()) - int(weekdays[m.unit]) + 7) % 7
	if back == 0 {
		back = 7 // the last Monday, said on a Monday, was a week ago
	}
	return day.AddDays(-back - 7*(m.n-1))
}

// clockTime is a time of that day that exists, and exists once.
func clockTime(day protocol.Date, hour, minute, second int) (time.Time, error) {
	t := day.At(hour, minute, second)
	wall := t.In(protocol.Amsterdam()).Format(time.TimeOnly)
	if wall != fmt.Sprintf("%02d:%02d:%02d", hour, minute, second) {
		return t, fmt.Errorf("%s has no %02d:%02d: summer time begins", day, hour, minute)
	}
	for _, shift := range []time.Duration{time.Hour, -time.Hour} {
		if t.Add(shift).In(protocol.Amsterdam()).Format(time.TimeOnly) == wall {
			return t, fmt.Errorf("%s has %02d:%02d twice: summer time ends", day, hour, minute)
		}
	}
	return t, nil
}
