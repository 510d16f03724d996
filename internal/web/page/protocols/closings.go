package protocols

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// spare is how many empty lines the form of closing days has.
const spare = 5

const fieldCount = "days"

// Row is one closing day as it was typed.
type Row struct{ On, Why string }

// Closings is what the page of closing days shows.
type Closings struct {
	casework.Protocols
	Me  string
	Who func(gehoor.Actor) string
	// Rows are the days to come, as they were typed, and some empty ones.
	Rows    []Row
	Refused string
	Said    text.Key
}

// Fill begins the form with what holds.
func (c *Closings) Fill() {
	c.Rows = nil
	for _, d := range c.coming() {
		c.Rows = append(c.Rows, Row{d.On.String(), d.Why})
	}
	c.Rows = append(c.Rows, make([]Row, spare)...)
}

func (c Closings) coming() []protocol.Closing { return c.days(true) }

// Passed are the days that have come: they stay as they are.
func (c Closings) Passed() []protocol.Closing { return c.days(false) }

func (c Closings) days(coming bool) []protocol.Closing {
	var all []protocol.Closing
	for _, d := range c.Days {
		if c.Today.Before(d.On) == coming {
			all = append(all, d)
		}
	}
	return all
}

// ReadRows reads the form. Lines that were emptied are gone.
func ReadRows(v url.Values) []Row {
	n, _ := strconv.Atoi(v.Get(fieldCount))
	var rows []Row
	for i := range min(max(n, 0), adoption.MaxClosings+spare) {
		r := Row{strings.TrimSpace(v.Get(rowName(i, "on"))), strings.TrimSpace(v.Get(rowName(i, "why")))}
		if r != (Row{}) {
			rows = append(rows, r)
		}
	}
	return rows
}

// Typed are the days that rows say; ok is false if one of them is none.
func Typed(rows []Row) (days []protocol.Closing, ok bool) {
	ok = true
	for _, r := range rows {
		on, err := protocol.ParseDate(r.On)
		ok = ok && err == nil
		days = append(days, protocol.Closing{On: on, Why: r.Why})
	}
	return days, ok
}

func rowName(i int, field string) string { return "d." + strconv.Itoa(i) + "." + field }

// field is one of the two fields of a line.
func (c Closings) field(w *text.Words, i int, name string) part.Field {
	r := c.Rows[i]
	f := part.Field{Name: rowName(i, name), Label: w.Say("closings.why"), Optional: true}
	if name == "on" {
		f.Label, f.Kind, f.Value = w.Say("closings.on"), "date", r.On
		if c.Refused != "" && r != (Row{}) && !isDay(r.On) {
			f.Error = w.Say("protocols.no-day")
		}
		return f
	}
	f.Value, f.MaxLength = r.Why, adoption.MaxWhy
	if c.Refused != "" && r.On != "" && r.Why == "" {
		f.Error = w.Say("closings.no-why")
	}
	return f
}

// shown is a day for people to read.
func shown(w *text.Words, d protocol.Closing) string {
	return w.Say("closings.day", text.With("date", w.Date(d.On.At(12, 0, 0))), text.With("why", d.Why))
}
