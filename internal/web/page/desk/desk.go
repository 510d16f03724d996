// Package desk has what the pages of staff share: the bar with the way to the
// work list and out, the short reference of a dossier, how a term that is
// running is told, and what their drawings are written with.
//
// Everything here is a pure function of values; now is one of them. Whether a
// term is of the law or our own is always said in words, and so is lateness:
// never by a colour alone.
package desk

import (
	"fmt"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
)

// PathSignOut is where the form that signs out leads. It answers a script with
// 204, and a browser without scripts by leading to layout.PathSignIn.
const PathSignOut = "/api/desk/sign-out"

// Files are the logical names of what every page of staff loads.
func Files() []string { return []string{"desk/desk.css", "desk/bar.js"} }

// referenceDigits: six hexadecimal digits are 16 million dossiers; people use
// the reference among the few that they can see.
const referenceDigits = 6

// Reference is a dossier's short name, "3F9 A2C", so that people can talk about
// it on the telephone without a name. It is the beginning of its ID, so it says
// nothing; the space does not break.
func Reference(id gehoor.DossierID) string {
	if len(id) < referenceDigits {
		return string(id)
	}
	s := strings.ToUpper(string(id[:referenceDigits]))
	return s[:3] + "\u00a0" + s[3:]
}

// Day is a date without the day of the week, "5 juni 2026".
func Day(w *text.Words, t time.Time) string { return w.Day(t) }

// Urgency is how a running term stands.
type Urgency int

// The urgencies, the calmest first.
const (
	Ahead   Urgency = iota // more than two days
	Soon                   // today, tomorrow or the day after
	Overdue                // the target has passed
)

// soonDays: whoever looks on Friday still sees what is due on Sunday.
const soonDays = 2

// Left says how much of a term is left in days as the Netherlands count them:
// "nog 3 dagen", "vandaag", "2 dagen te laat".
func Left(w *text.Words, due, now time.Time) (string, Urgency) {
	days := daysBetween(protocol.DateOf(now), protocol.DateOf(due))
	switch {
	case now.After(due) && days == 0:
		return w.Say("desk.late-today"), Overdue
	case now.After(due):
		return w.Say("desk.days-late", text.Count("n", -days)), Overdue
	case days == 0:
		return w.Say("desk.today"), Soon
	case days <= soonDays:
		return w.Say("desk.days-left", text.Count("n", days)), Soon
	}
	return w.Say("desk.days-left", text.Count("n", days)), Ahead
}

func daysBetween(from, to protocol.Date) int {
	utc := func(d protocol.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }
	return int(utc(to).Sub(utc(from)) / (24 * time.Hour))
}

// Basis says whether a term is set by the law or by the organisation itself.
func Basis(w *text.Words, statutory bool) string {
	if statutory {
		return w.Say("desk.statutory")
	}
	return w.Say("desk.default")
}

// Stage is a stage's name.
func Stage(w *text.Words, s view.Stage) string {
	switch s {
	case view.StageReceive:
		return w.Say("desk.stage-receive")
	case view.StageAssess:
		return w.Say("desk.stage-assess")
	case view.StageAddress:
		return w.Say("desk.stage-address")
	case view.StageConclude:
		return w.Say("desk.stage-conclude")
	}
	return string(s)
}

// Stages lists the stages in their order.
func Stages() []view.Stage {
	return []view.Stage{view.StageReceive, view.StageAssess, view.StageAddress, view.StageConclude}
}

// Step is a protocol step's name as something to do. A step of a protocol that
// these pages do not know yet is shown by its code.
func Step(w *text.Words, step protocol.StepCode, label gehoor.Text) string {
	switch step {
	case protocol.StepAcknowledge:
		return w.Say("desk.step-acknowledge")
	case protocol.StepFeedback:
		return w.Say("desk.step-feedback")
	case protocol.StepErasure:
		return w.Say("erasure.step")
	}
	if called := label.In(w.Language()); called != "" {
		return phrase.Lower(called)
	}
	return string(step)
}

// Office is the position of the person concerned, as staff reads it: where a
// reporter says "I don't know", nobody here does.
func Office(w *text.Words, o gehoor.Office) string {
	if o == gehoor.OfficeUnknown {
		return w.Say("desk.office-unknown")
	}
	return w.Say(text.OfficeKey(o))
}

// Language is a language's name.
func Language(w *text.Words, l gehoor.Language) string {
	if l == gehoor.English {
		return w.Say("desk.english")
	}
	return w.Say("desk.dutch")
}

// Upper begins a sentence.
func Upper(s string) string { return phrase.Upper(s) }

// Person is how a member of staff is named: the function, and the name where
// the organisation publishes it.
func Person(w *text.Words, p *directory.Person) string {
	function := p.Function.In(w.Language())
	if p.Name == "" {
		return function
	}
	return fmt.Sprintf("%s (%s)", p.Name, function)
}
