// Package knowledge is the page that says who knew what of a dossier, and when: a
// question of a day and a function, a table, a picture, and a file of it. That needs no
// key and no script, and prints whole. What reporters told themselves of who knew is in
// their accounts: the browser opens that when it is asked for.
//
// Of what a reporter or the program did it shows the day, never the time.
package knowledge

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// Title is the page's neutral title.
const Title text.Key = "knowledge.heading"

// Files are the logical names of what the page loads.
func Files() []string {
	return append(desk.Files(), "worklist/worklist.css", "dossier/dossier.css", "knowledge/knowledge.css", "knowledge/knowledge.js")
}

// The names in the form.
const (
	FieldDay      = "dag"
	FieldFunction = "functie"
)

// Ask is what is asked: who knew on a day, in a function.
type Ask struct {
	// On is the day, the zero value today. Wrong is what was typed where a day should be.
	On    protocol.Date
	Wrong string
	// Function is "" for every function.
	Function string
}

// Read is what is asked for.
func Read(q url.Values) Ask {
	a := Ask{Function: q.Get(FieldFunction)}
	if day := strings.TrimSpace(q.Get(FieldDay)); day != "" {
		d, err := protocol.ParseDate(day)
		if a.On = d; err != nil {
			a.Wrong = day
		}
	}
	return a
}

// day is the day that was chosen, as a browser fills it in.
func (a Ask) day() string {
	if a.On == (protocol.Date{}) {
		return ""
	}
	return a.On.String()
}

// at is the moment of which it is asked: the end of the day.
func (a Ask) at(now time.Time) time.Time {
	if a.On == (protocol.Date{}) {
		return now
	}
	return a.On.At(23, 59, 59)
}

// Data is what the page shows.
type Data struct {
	// Case is the dossier.
	Case  dossier.Case
	Known casework.Knowledge
	Ask   Ask
}

// at is the moment of which it is asked.
func (d Data) at() time.Time { return d.Ask.at(d.Case.Now) }

// kept are the hidden fields with which a form leads back to the same list.
func (d Data) kept() [][2]string {
	var all [][2]string
	q, _ := url.ParseQuery(strings.TrimPrefix(d.Case.Query, "?"))
	for name, values := range q {
		all = append(all, [2]string{name, values[0]})
	}
	return all
}

// row is one thing that somebody knew.
type row struct {
	function, who, since, what, how, recorded string
	afterwards                                bool
	replies                                   []string
}

// rows are who knew what at that moment, of the function that is asked for.
func (d Data) rows(w *text.Words) []row {
	var all []row
	for _, k := range d.Known.At(d.at(), d.Ask.Function) {
		for _, e := range k.First {
			all = append(all, d.row(w, e))
		}
	}
	return all
}

func (d Data) row(w *text.Words, e knowledge.Entry) row {
	return row{
		function: phrase.Upper(function(w, e.Function)), who: d.name(w, e.Person), since: since(w, e), afterwards: e.Afterwards,
		what: phrase.Upper(w.Say(what[e.What])), how: d.how(w, e), recorded: recorded(w, e),
		replies: d.replies(w, e),
	}
}

// replies say when who it is about replied.
func (d Data) replies(w *text.Words, e knowledge.Entry) []string {
	var all []string
	for _, ref := range e.Replies {
		for _, reply := range d.Known.All {
			if reply.What == knowledge.Reply && reply.Ref == ref {
				all = append(all, w.Say("knowledge.replied", text.With("day", w.Date(reply.RecordedAt))))
			}
		}
	}
	return all
}

// since is the day, or the moment.
func since(w *text.Words, e knowledge.Entry) string {
	if e.Day {
		return w.Date(e.Since)
	}
	return w.Moment(e.Since)
}

func recorded(w *text.Words, e knowledge.Entry) string {
	if e.RecordedDay() {
		return w.Date(e.RecordedAt)
	}
	return w.Moment(e.RecordedAt)
}

// how is how it is known, and by whom if somebody else said it.
func (d Data) how(w *text.Words, e knowledge.Entry) string {
	by, _ := e.By.Person()
	args := []text.Arg{text.With("name", d.name(w, by)), text.With("record", "")}
	if t, ok := record.Of(e.Kind); ok {
		args[1] = text.With("record", t.Label.In(w.Language()))
	}
	return phrase.Upper(w.Say(from[e.Source], args...))
}

// name is a person of staff, or that nobody is named.
func (d Data) name(w *text.Words, p gehoor.PersonID) string {
	for _, one := range d.Known.People {
		if p != "" && one.ID == p {
			return cmp.Or(one.Name, one.Function.In(w.Language()))
		}
	}
	return w.Say("knowledge.unnamed")
}

// function is what a function is called.
func function(w *text.Words, f string) string {
	if gehoor.Role(f).Valid() {
		return phrase.Lower(w.Say(text.RoleKey(gehoor.Role(f))))
	}
	if label, ok := knowledge.Label(f); ok {
		return label.In(w.Language())
	}
	return w.Say("knowledge.no-function")
}

// functions are those that can be chosen, by name.
func (d Data) functions(w *text.Words) []string {
	all := d.Known.Functions()
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(function(w, a), function(w, b)) })
	return all
}

// back is the dossier, and forms are the records with which something is added.
func (d Data) back() string { return dossier.Path(d.Known.Dossier) + d.Case.Query }

func (d Data) forms() []record.Type {
	var all []record.Type
	for _, kind := range []gehoor.Kind{"knowledge.recorded", "knowledge.answered", "dossier.heard", "top.informed"} {
		if t, ok := record.Of(kind); ok {
			all = append(all, t)
		}
	}
	return all
}

// says is of when and of whom the answer is.
func (d Data) says(w *text.Words) string {
	day, of := text.With("day", w.Date(d.at())), text.With("function", function(w, d.Ask.Function))
	now := d.Ask.On == (protocol.Date{})
	switch {
	case now && d.Ask.Function == "":
		return w.Say("knowledge.now")
	case now:
		return w.Say("knowledge.now-function", of)
	case d.Ask.Function == "":
		return w.Say("knowledge.on", day)
	}
	return w.Say("knowledge.on-function", day, of)
}

func (d Data) dayField(w *text.Words) part.Field {
	f := part.Field{Name: FieldDay, Label: w.Say("knowledge.on-day"), Hint: w.Say("knowledge.on-day-hint"), Kind: "date", Optional: true, Value: d.Ask.day()}
	if d.Ask.Wrong != "" {
		f.Error = w.Say("knowledge.no-day")
	}
	return f
}
