package text

import (
	"fmt"
	"time"
	_ "time/tzdata" // a server without zone files must still know Amsterdam

	"github.com/gehoor/gehoor"
)

// zone is where all organisations that Gehoor serves have their clocks.
var zone = mustZone("Europe/Amsterdam")

func mustZone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// Date is a day in full, "vrijdag 5 juni 2026", as Amsterdam counts it. Days
// that are kept as UTC midnight are the same day in Amsterdam.
func (w *Words) Date(t time.Time) string {
	t = t.In(zone)
	return fmt.Sprintf("%s %d %s %d", w.locale.WeekdayWide(t.Weekday()), t.Day(), w.locale.MonthWide(t.Month()), t.Year())
}

// Month formats a month with its year: "oktober 2027".
func (w *Words) Month(t time.Time) string {
	return w.locale.MonthWide(t.Month()) + " " + t.Format("2006")
}

// Day is a day without its name, "5 juni 2026".
func (w *Words) Day(t time.Time) string {
	t = t.In(zone)
	return fmt.Sprintf("%d %s %d", t.Day(), w.locale.MonthWide(t.Month()), t.Year())
}

// Clock is a time of day in Amsterdam, "14.30 uur" or "14:30".
func (w *Words) Clock(t time.Time) string {
	t = t.In(zone)
	if w.lang == gehoor.Dutch {
		return t.Format("15.04 uur")
	}
	return t.Format("15:04")
}

// Moment is a day and a time of day.
func (w *Words) Moment(t time.Time) string {
	return w.Say("time.moment", With("date", w.Date(t)), With("time", w.Clock(t)))
}

// Weekday is the day's name, "maandag".
func (w *Words) Weekday(d time.Weekday) string { return w.locale.WeekdayWide(d) }

// Number is n with the language's own grouping.
func (w *Words) Number(n int) string { return w.locale.FmtNumber(float64(n), 0) }

// Year is the year of a moment, as Amsterdam counts it.
func Year(t time.Time) int { return t.In(zone).Year() }
