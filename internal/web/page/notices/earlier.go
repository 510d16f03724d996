package notices

import (
	"net/url"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// TitleEarlier is the neutral title of the page on which somebody says that they knew of
// a signal before they were told.
const TitleEarlier text.Key = "earlier.title"

// The questions of that page.
const (
	fieldSince = "since"
	fieldBy    = "by"
	fieldActed = "acted"
)

// Earlier is the page.
type Earlier struct {
	Me     *directory.Person
	Notice view.Notice
	// Typed is what was answered, Refused why it was not taken; nil the first time.
	Typed   url.Values
	Refused map[string]text.Key
}

// EarlierPath is the address of the page for one signal.
func EarlierPath(d gehoor.DossierID, s gehoor.SignalID) string {
	return layout.PathNotices + "/" + string(d) + "/" + string(s)
}

// ReadEarlier reads what was answered, and why it cannot be taken; nil if it can.
func ReadEarlier(form url.Values) (dossier.Earlier, map[string]text.Key) {
	e := dossier.Earlier{Since: strings.TrimSpace(form.Get(fieldSince)), By: form.Get(fieldBy), Acted: form.Get(fieldActed) == "yes"}
	refused := map[string]text.Key{}
	if _, err := protocol.ParseDate(e.Since); err != nil {
		refused[fieldSince] = "earlier.since-missing"
	}
	if a := form.Get(fieldActed); a != "yes" && a != "no" {
		refused[fieldActed] = "earlier.acted-missing"
	}
	if len(refused) == 0 {
		refused = nil
	}
	return e, refused
}

// RefusedBy is where on the page a refusal is said, nil if it belongs to none of its
// questions.
func RefusedBy(code gehoor.Code) map[string]text.Key {
	if code == casework.CodeEarlierDay {
		return map[string]text.Key{fieldSince: "earlier.since-to-come"}
	}
	return nil
}

func (e Earlier) error(w *text.Words, field string) string {
	if key, ok := e.Refused[field]; ok {
		return w.Say(key)
	}
	return ""
}

func (e Earlier) since(w *text.Words) part.Field {
	return part.Field{Name: fieldSince, Kind: "date", Label: w.Say("earlier.since"), Hint: w.Say("earlier.since-hint"), Value: e.Typed.Get(fieldSince), Error: e.error(w, fieldSince)}
}

// by are the functions of which somebody can have heard it.
func (e Earlier) by(w *text.Words) part.Choice {
	c := part.Choice{Name: fieldBy, Label: w.Say("earlier.by"), Hint: w.Say("earlier.by-hint"), Optional: true}
	t, _ := record.Of("knowledge.declared")
	f, _ := t.Field("told_by")
	for _, o := range f.Options {
		c.Options = append(c.Options, part.Option{Value: o.Value, Label: o.Label.In(w.Language()), Chosen: e.Typed.Get(fieldBy) == o.Value})
	}
	return c
}

func (e Earlier) acted(w *text.Words) part.Choice {
	c := part.Choice{Name: fieldActed, Label: w.Say("earlier.acted"), Hint: w.Say("earlier.acted-hint"), Error: e.error(w, fieldActed)}
	for _, o := range []part.Option{{Value: "yes", Label: w.Say("earlier.yes")}, {Value: "no", Label: w.Say("earlier.no")}} {
		o.Chosen = e.Typed.Get(fieldActed) == o.Value
		c.Options = append(c.Options, o)
	}
	return c
}

// problems are what is not right, in the order of the questions.
func (e Earlier) problems(w *text.Words) []part.Problem {
	var all []part.Problem
	if says := e.error(w, fieldSince); says != "" {
		all = append(all, part.Problem{ID: e.since(w).ID(), Text: says})
	}
	if says := e.error(w, fieldActed); says != "" {
		all = append(all, part.Problem{ID: e.acted(w).ID(), Text: says})
	}
	return all
}
