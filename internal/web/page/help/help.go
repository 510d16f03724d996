// Package help is the page of somebody who enters what was told to them: they do not know
// what to do, and ask the bureau to call; and what remains for them once they handed a
// signal over (protocols.md §0.15). It says nothing of any signal, so that it is the same
// for who was shut out of one. It works without scripts.
package help

import (
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// Title is the page's neutral title.
const Title text.Key = "help.title"

// PathCalled takes that somebody was called.
const PathCalled = layout.PathHelp + "/gebeld"

// Files are the logical names of what the page loads.
func Files() []string { return desk.Files() }

// The fields of the forms.
const (
	FieldName   = "name"
	FieldPhone  = "phone"
	FieldDrop   = "drop"
	FieldPerson = "person"
)

// Data is what the page is made of.
type Data struct {
	Me  *directory.Person
	Now time.Time
	// Name and Phone are what was typed, Refused why it was not taken; "" if nothing was.
	Name, Phone string
	Refused     gehoor.Code
}

// late: they should have been called by now.
func (d Data) late() bool { return d.Me.Help.Open() && !d.Now.Before(d.Me.Help.Due) }

// called: somebody spoke with them, and not longer ago than a month.
func (d Data) called() bool {
	h := d.Me.Help
	by, _ := h.By.Person()
	return !h.EndedAt.IsZero() && by != d.Me.ID && d.Now.Sub(h.EndedAt) < 31*24*time.Hour
}

func (d Data) name(w *text.Words) part.Field {
	value := d.Name
	if d.Refused == "" {
		value = d.Me.Name
	}
	return part.Field{Name: FieldName, Label: w.Say("help.name"), Hint: w.Say("help.name-hint"), Value: value, MaxLength: 60, Autocomplete: "name", Error: d.error(w, casework.CodeHelpName)}
}

func (d Data) phone(w *text.Words) part.Field {
	return part.Field{Name: FieldPhone, Kind: "tel", Label: w.Say("help.phone"), Hint: w.Say("help.phone-hint"), Value: d.Phone, MaxLength: 24, Autocomplete: "tel", Error: d.error(w, casework.CodeHelpPhone)}
}

func (d Data) error(w *text.Words, code gehoor.Code) string {
	if d.Refused != code {
		return ""
	}
	return w.Say(text.Key("refusal." + string(code)))
}

// problems are what is not right.
func (d Data) problems(w *text.Words) []part.Problem {
	for _, f := range []part.Field{d.name(w), d.phone(w)} {
		if f.Error != "" {
			return []part.Problem{{ID: f.ID(), Text: f.Error}}
		}
	}
	return nil
}

func tone(d Data) part.Tone {
	if d.late() {
		return part.Warning
	}
	return part.Info
}
