package personnel

import (
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Row is somebody in the file: of several lines with one number the first.
type Row struct {
	Line         int
	Number, Name string
	// Manager and StandIn are staff numbers, "" for none.
	Manager, StandIn     string
	Unit, Function, Mail string
	// Posts are in the order of their lines.
	Posts []chart.Post
}

// Problem is what can be wrong.
type Problem string

// The problems.
const (
	Quotes          Problem = "quotes"
	Cells           Problem = "cells"
	Long            Problem = "long"
	NumberMissing   Problem = "number-missing"
	NameMissing     Problem = "name-missing"
	NumberTwice     Problem = "number-twice"
	ManagersTwo     Problem = "managers-two"
	StandInsTwo     Problem = "stand-ins-two"
	OfficesMany     Problem = "offices-many"
	ManagerAbsent   Problem = "manager-absent"
	GoesRound       Problem = "round"
	StandInAbsent   Problem = "stand-in-absent"
	StandInOwn      Problem = "stand-in-own"
	OfficeUnknown   Problem = "office-unknown"
	PartyAlone      Problem = "party-alone"
	PartyLong       Problem = "party-long"
	DateWrong       Problem = "date-wrong"
	DateAlone       Problem = "date-alone"
	UntilBeforeFrom Problem = "until-before-from"
)

// shown is how much of a value that is too long is told.
const shown = 20

// Fault is what is wrong on a line; Value is what stands there.
type Fault struct {
	Line  int     `json:"line"`
	What  Problem `json:"what"`
	Value string  `json:"value"`
}

const (
	// MaxCell is the longest value, as JavaScript counts characters.
	MaxCell = 300
	// MaxParty is the longest party, in bytes, and MaxPosts how many offices the server
	// keeps of somebody.
	MaxParty = 60
	MaxPosts = 8
)

// Check makes rows into people and says, in the order of the lines, what is wrong. aliases
// are numbers that are another's now: their lines are lines of one person.
func Check(t Table, m Mapping, aliases map[string]string) ([]Row, []Fault) {
	c := checking{table: t, mapping: m, aliases: aliases, other: map[int]bool{}}
	for _, line := range t.Broken {
		c.tell(line, Quotes, "")
	}
	rows := make([]Row, 0, len(t.Lines))
	for _, l := range t.Lines {
		rows = append(rows, c.row(l))
	}
	people := c.together(rows)
	c.between(people)
	slices.SortStableFunc(c.faults, func(a, b Fault) int { return a.Line - b.Line })
	return people, c.faults
}

// checking is one look at a file.
type checking struct {
	table   Table
	mapping Mapping
	aliases map[string]string
	// other are lines under a number that is another's now.
	other  map[int]bool
	faults []Fault
}

func (c *checking) tell(line int, what Problem, value string) {
	c.faults = append(c.faults, Fault{line, what, value})
}

// cell is what a line has of a field, "" for nothing.
func (c *checking) cell(l Line, f Field) string {
	if at, ok := c.mapping[f]; ok && at >= 0 && at < len(l.Cells) {
		return l.Cells[at]
	}
	return ""
}

func (c *checking) number(l Line, f Field) string {
	said := c.cell(l, f)
	if now, ok := c.aliases[said]; ok {
		return now
	}
	return said
}

// row is what one line says.
func (c *checking) row(l Line) Row {
	if n := len(c.table.Headings); len(l.Cells) > n && slices.ContainsFunc(l.Cells[n:], func(v string) bool { return v != "" }) {
		c.tell(l.Line, Cells, strconv.Itoa(len(l.Cells)))
	}
	if i := slices.IndexFunc(l.Cells, func(v string) bool { return units(v) > MaxCell }); i >= 0 {
		c.tell(l.Line, Long, head(l.Cells[i], shown)+"…")
	}
	posts := c.post(l)
	r := Row{
		Line: l.Line, Number: c.number(l, Number), Name: c.name(l), Manager: c.number(l, Manager), StandIn: c.number(l, StandIn),
		Unit: c.cell(l, Unit), Function: c.cell(l, Function), Mail: c.cell(l, Mail), Posts: posts,
	}
	if r.Number == "" {
		c.tell(l.Line, NumberMissing, r.Name)
	}
	if r.Name == "" {
		c.tell(l.Line, NameMissing, r.Number)
	}
	if r.Number != c.cell(l, Number) {
		c.other[l.Line] = true
	}
	return r
}

// name is that in one column, or in up to three: "Noor", "van der", "Zilverberk".
func (c *checking) name(l Line) string {
	if whole := c.cell(l, Name); whole != "" {
		return whole
	}
	name := ""
	for _, f := range []Field{Given, Prefix, Surname} {
		if part := c.cell(l, f); part != "" && name != "" {
			name += " " + part
		} else {
			name += part
		}
	}
	return name
}

// post is the office of a line, if it has one.
func (c *checking) post(l Line) []chart.Post {
	word, party := c.cell(l, Office), c.cell(l, Party)
	office, known := gehoor.Office(""), true
	if word != "" {
		office, known = officeOf(word)
	}
	if !known {
		c.tell(l.Line, OfficeUnknown, word)
	}
	from, until := c.day(l, From), c.day(l, Until)
	if from != none && until != none && until.Before(from) {
		c.tell(l.Line, UntilBeforeFrom, from.String()+" – "+until.String())
	}
	if office == "" {
		c.alone(l.Line, known, party, from, until)
		return nil
	}
	if party != "" && !isPolitical(office) {
		c.tell(l.Line, PartyAlone, party)
	}
	if len(party) > MaxParty {
		c.tell(l.Line, PartyLong, party)
	}
	return []chart.Post{{Office: office, Party: party, From: from, Until: until}}
}

// alone tells of what belongs to an office where there is none.
func (c *checking) alone(line int, known bool, party string, from, until protocol.Date) {
	if !known {
		return
	}
	if party != "" {
		c.tell(line, PartyAlone, party)
	}
	if from == none {
		from = until
	}
	if from != none {
		c.tell(line, DateAlone, from.String())
	}
}

func (c *checking) day(l Line, f Field) protocol.Date {
	said := c.cell(l, f)
	if said == "" {
		return none
	}
	d, ok := dayOf(said)
	if !ok {
		c.tell(l.Line, DateWrong, said)
		return none
	}
	return d
}

// none is the day of what has none.
var none protocol.Date
