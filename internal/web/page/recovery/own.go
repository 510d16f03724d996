package recovery

import (
	"net/url"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// OwnTitle is the neutral title of the page on which somebody says that they are away.
const OwnTitle text.Key = "absence.title"

// OwnFiles are the logical names of what that page loads.
func OwnFiles() []string { return append(desk.Files(), "recovery/recovery.css") }

// Own is the data of the page on which somebody says of themselves that they are away.
type Own struct {
	Me *directory.Person
	// Deputies are those who can stand in for them, Deputy who does, now or when it
	// begins; nil if nobody.
	Deputies []*directory.Person
	Deputy   *directory.Person
	// Typed is what was sent and refused, Refused why; "" if nothing was.
	Typed   Typed
	Refused gehoor.Code
}

// Typed is what stands in the form.
type Typed struct {
	From, Until string
	Deputy      gehoor.PersonID
}

// given is what the form begins with: what was refused, or what holds now.
func (o Own) given() Typed {
	if o.Refused == "" && goes(o.Me) {
		return Typed{From: fromDay(o.Me), Until: o.Me.Absence.Until.String(), Deputy: o.Me.Named()}
	}
	return o.Typed
}

// from says what is wrong with the first day; "" if nothing is.
func (o Own) from(w *text.Words) string {
	if o.Refused == directory.CodeAbsenceFrom {
		return w.Say("absence.own-from-wrong")
	}
	return ""
}

// heading says from and until when somebody is away.
func (o Own) heading(w *text.Words) string {
	key := text.Key("absence.own-now")
	if o.Me.GoesAway() {
		key = "absence.own-ahead"
	}
	return w.Say(key, text.With("from", w.Date(from(o.Me))), text.With("day", w.Date(o.Me.Absence.Until.At(12, 0, 0))))
}

// until says what is wrong with the last day; "" if nothing is.
func (o Own) until(w *text.Words) string {
	if o.Refused == directory.CodeAbsence {
		return w.Say("absence.own-until-wrong")
	}
	return ""
}

// says names who stands in for whoever is away.
func (o Own) says(w *text.Words) string {
	if o.Deputy == nil {
		return w.Say("deputy.none-is")
	}
	return w.Say("deputy.is", text.With("name", desk.Upper(desk.Person(w, o.Deputy))))
}

// ReadOwn reads the form.
func ReadOwn(v url.Values) Typed {
	return Typed{From: v.Get(FieldFrom), Until: v.Get(FieldUntil), Deputy: gehoor.PersonID(v.Get(FieldDeputy))}
}

// Absent is what the form says: an absence that was agreed.
func (t Typed) Absent() (directory.Absent, error) {
	f := directory.Absent{Reason: directory.AbsencePlanned}
	var err error
	if f.Until, err = protocol.ParseDate(t.Until); err != nil {
		return f, gehoor.Refuse(directory.CodeAbsence)
	}
	if t.From != "" {
		if f.From, err = protocol.ParseDate(t.From); err != nil {
			return f, gehoor.Refuse(directory.CodeAbsenceFrom)
		}
	}
	if t.Deputy == "" {
		return f, nil
	}
	if f.Deputy, err = gehoor.ParsePersonID(string(t.Deputy)); err != nil {
		return f, gehoor.Refuse(directory.CodeDeputy)
	}
	return f, nil
}
