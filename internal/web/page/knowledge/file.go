package knowledge

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// FileName is what the file is called; nothing in it tells what the dossier is about.
const FileName = "wie-wist-wat.csv"

// File is every entry of what is asked for as CSV for a spreadsheet: UTF-8 with a byte
// order mark, semicolons, an entry a row. It names functions, and people by a number
// within their function, because it leaves the desk (domain.md: by function, not name).
func File(w *text.Words, d Data) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	out.Comma, out.UseCRLF = ';', true
	header := []string{}
	for _, key := range []text.Key{"knowledge.function", "knowledge.number", "knowledge.since", "knowledge.what", "knowledge.how", "knowledge.file-record", "knowledge.recorded", "knowledge.by", "knowledge.afterwards", "knowledge.replies"} {
		header = append(header, w.Say(key))
	}
	write(out, header)
	numbers := d.numbers()
	for _, e := range d.Known.Until(d.at()) {
		if d.Ask.Function == "" || e.Function == d.Ask.Function {
			write(out, d.cells(w, e, numbers))
		}
	}
	out.Flush() // a Buffer never fails
	return b.Bytes()
}

// cells are those of an entry.
func (d Data) cells(w *text.Words, e knowledge.Entry, numbers map[gehoor.PersonID]int) []string {
	number, kept, later := "", "", ""
	if n, ok := numbers[e.Person]; ok {
		number = strconv.Itoa(n)
	}
	if e.Source == knowledge.FromHandler || e.Source == knowledge.FromThemselves {
		kept = w.Say(text.Key("fact." + string(e.Kind)))
	}
	if e.Afterwards {
		later = w.Say("knowledge.yes")
	}
	return []string{
		function(w, e.Function), number, moment(e.Since, e.Day), w.Say(what[e.What]), w.Say(cmp.Or(inFile[e.Source], from[e.Source])),
		kept, moment(e.RecordedAt, e.RecordedDay()), d.by(w, e, numbers), later, strings.Join(d.replies(w, e), " "),
	}
}

// by is who wrote it down: a function and a number.
func (d Data) by(w *text.Words, e knowledge.Entry, numbers map[gehoor.PersonID]int) string {
	p, staff := e.By.Person()
	if !staff {
		if _, reporter := e.By.Signal(); reporter {
			return w.Say("knowledge.by-reporter")
		}
		return w.Say("knowledge.by-program")
	}
	for _, one := range d.Known.People {
		if one.ID == p {
			return function(w, string(one.Role)) + " " + strconv.Itoa(numbers[p])
		}
	}
	return ""
}

// numbers gives the people of one role each a number, in the order in which they came
// into it.
func (d Data) numbers() map[gehoor.PersonID]int {
	count, numbers := map[gehoor.Role]int{}, map[gehoor.PersonID]int{}
	for _, p := range d.Known.People {
		count[p.Role]++
		numbers[p.ID] = count[p.Role]
	}
	return numbers
}

// moment is a day, or a moment of it in Dutch time, as spreadsheets read them.
func moment(t time.Time, day bool) string {
	if day {
		return t.Format(time.DateOnly)
	}
	return t.In(protocol.Amsterdam()).Format("2006-01-02 15:04")
}

// write writes a row of which no cell is a formula to a spreadsheet.
func write(out *csv.Writer, cells []string) {
	safe := make([]string, len(cells))
	for i, c := range cells {
		safe[i] = harmless(c)
	}
	_ = out.Write(safe)
}

// harmless is a cell that a spreadsheet takes for text, whatever it begins with.
func harmless(cell string) string {
	if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
		return "'" + cell
	}
	return cell
}
