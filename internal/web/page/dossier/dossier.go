// Package dossier is the page of one case, for somebody who holds it: what is
// due, the reporter's words, the conversation, what can be done now, and the
// notes that the reporter never sees.
//
// The server puts in what it may know: stages, terms, days, who of staff did
// what. Words are places that the browser fills (package sealed), and every
// text that is typed here is sealed before it is sent; no form of this page has
// names or an address, so that without its script it sends nothing.
//
// Of what a reporter did the page shows the day, never the time; of what staff
// did, the time too.
package dossier

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/slip"
)

// Title is the page's neutral title.
const Title text.Key = "dossier.title"

// Files are the logical names of what the page loads.
func Files() []string {
	return append(desk.Files(), "dossier/dossier.css", "sealed/files.css", slip.Style, "dossier/dossier.js")
}

// Path is the page's address without the language.
func Path(id gehoor.DossierID) string { return layout.PathDossier + string(id) }

// openPath is where the page's script fetches ciphertexts, and actPath what
// stands before the name of an act.
func openPath(id gehoor.DossierID) string { return OpenPath(id) }
func actPath(id gehoor.DossierID) string  { return "/api/desk/dossier/" + string(id) + "/" }

// OpenPath is where a script fetches the ciphertexts of a dossier.
func OpenPath(id gehoor.DossierID) string { return actPath(id) + "open" }

// Case is the page's data.
type Case struct {
	Org gehoor.OrgID
	// Root is the verifier key of the organisation's root: this browser checks
	// keys of staff against it before it grants, and knows it again.
	Root string
	// Me is who looks.
	Me      *directory.Person
	Dossier casework.Dossier
	// Forms are the questionnaires of which the accounts may be.
	Forms []*questionnaire.Questionnaire
	// FollowUps are those that can be sent.
	FollowUps []*questionnaire.Questionnaire
	// List is the work list from which somebody came, without the language; "" is the
	// whole of it.
	List string
	// Query is "?…" of the page's own address, so that its other pages lead back there too.
	Query string
	// Letter is the number of the sealed letter that a record is about, as the address
	// says; 0 for none.
	Letter int
	// Measure is that of the measure that a record is about, likewise.
	Measure int
	Now     time.Time
}

// list is where the page leads back to.
func (c Case) list() string { return cmp.Or(c.List, layout.PathStaff) }

// stage is that of the signal which is least far.
func (c Case) stage() view.Stage {
	if _, closed := c.closing(); closed {
		return view.StageConclude
	}
	least := view.StageAddress
	for _, s := range c.Dossier.Signals {
		switch {
		case s.Nobody():
			least = view.StageAssess
		case s.AcknowledgedAt.IsZero():
			return view.StageReceive
		case s.FeedbackAt.IsZero():
			least = view.StageAssess
		}
	}
	return least
}

func (c Case) any(is func(signal.Signal) bool) bool {
	return slices.ContainsFunc(c.Dossier.Signals, is)
}

func (c Case) notSafe() bool { return c.any(func(s signal.Signal) bool { return s.NotSafe }) }
func (c Case) formal() bool  { return c.any(func(s signal.Signal) bool { return s.Formal }) }
func (c Case) plain() bool   { return c.any(func(s signal.Signal) bool { return s.Plain }) }

// offices are those that the signals are about, each once.
func (c Case) offices(w *text.Words) string {
	var names []string
	for _, s := range c.Dossier.Signals {
		if name := desk.Office(w, s.Office); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// name is how somebody of staff is named here: those whom the dossier does not
// know are colleagues without a name.
func (c Case) name(w *text.Words, id gehoor.PersonID) string {
	if id == c.Me.ID {
		return w.Say("dossier.you")
	}
	for _, p := range slices.Concat(c.Dossier.Holders, c.Dossier.Others, c.Dossier.Keyless) {
		if p.ID == id {
			return desk.Person(w, p)
		}
	}
	return w.Say("dossier.colleague")
}

// names joins several names: "Noor, Bram en Jet" would need a list of the
// language; commas do for both.
func (c Case) names(w *text.Words, ids []gehoor.PersonID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = c.name(w, id)
	}
	return strings.Join(names, ", ")
}

// author is who wrote an entry or a note.
func (c Case) author(w *text.Words, by gehoor.Actor) string {
	id, staff := by.Person()
	switch {
	case !staff:
		return w.Say("dossier.reporter")
	case id == c.Me.ID:
		return w.Say("dossier.author-you")
	}
	return c.name(w, id)
}

// box returns a compartment, and whether it was made.
func (c Case) box(name gehoor.Compartment) (casework.Box, bool) {
	i := slices.IndexFunc(c.Dossier.Boxes, func(b casework.Box) bool { return b.Name == name })
	if i < 0 {
		return casework.Box{}, false
	}
	return c.Dossier.Boxes[i], true
}

// holds says whether the visitor has the key of a compartment.
func (c Case) holds(name gehoor.Compartment) bool {
	b, ok := c.box(name)
	return ok && b.Key != ""
}

// short says how few hold the dossier.
func (c Case) short(w *text.Words) string {
	if len(c.Dossier.Addable) == 0 {
		return w.Say("dossier.short-nobody")
	}
	if len(c.Dossier.Holders) > 1 { // who is away can read it too
		return w.Say("dossier.short-absent")
	}
	return w.Say("dossier.short")
}

// rekeyedFor are those who get another key, by name or function, and who have a code.
func (c Case) rekeyedFor(w *text.Words) []string {
	var names []string
	reporter, participant := false, false
	for _, one := range c.Dossier.Rekeyings {
		_, own := one.Name.Participant()
		participant = participant || own
		reporter = reporter || !own && len(one.Codes) > 0
		for _, p := range one.Holders {
			if name := desk.Upper(desk.Person(w, p)); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if reporter {
		names = append(names, w.Say("dossier.rekey-reporter"))
	}
	if participant {
		names = append(names, w.Say("dossier.rekey-participants"))
	}
	return names
}

// custodians are those who get a share, by name or function.
func (c Case) custodians(w *text.Words) []string {
	names := make([]string, len(c.Dossier.Custodians))
	for i, p := range c.Dossier.Custodians {
		names[i] = desk.Upper(desk.Person(w, p))
	}
	return names
}

// change says who came or went, and when.
// informed is what one person at the top was told, and whether they confirmed it.
func (c Case) informed(w *text.Words, one dossier.Notice) string {
	who, day := text.With("name", desk.Upper(c.name(w, one.Person))), text.With("day", desk.Day(w, one.At))
	if one.ConfirmedAt.IsZero() {
		return w.Say("dossier.informed-waits", who, day)
	}
	return w.Say("dossier.informed-confirmed", who, day, text.With("confirmed", desk.Day(w, one.ConfirmedAt)))
}

// change is somebody who came or went.
func (c Case) change(w *text.Words, one dossier.Change) string {
	who, day := text.With("name", desk.Upper(c.name(w, one.Person))), text.With("day", desk.Day(w, one.At))
	switch one.Ended {
	case dossier.WithdrawalLeft:
		return w.Say("dossier.change-left", who, day)
	case dossier.WithdrawalLost:
		return w.Say("dossier.change-lost", who, day)
	case dossier.WithdrawalConflict:
		return w.Say("dossier.change-conflict", who, day)
	case dossier.WithdrawalHandedOver:
		return w.Say("dossier.change-handed-over", who, day)
	}
	if one.Recovered() {
		return w.Say("dossier.change-recovered", who, day)
	}
	by, _ := one.By.Person()
	return w.Say("dossier.change-added", who, day, text.With("by", c.name(w, by)))
}

// aloneKnows says whether the visitor has a key to who the reporter is: it is
// not given on with the others.
func (c Case) aloneKnows() bool { return c.holds(gehoor.Identity) }

// canNote says whether the visitor can write a note: the compartment for notes
// is not there yet, or the key is.
func (c Case) canNote() bool {
	_, made := c.box(gehoor.Case)
	return !made || c.holds(gehoor.Case)
}

// canWrite says the same of a record of a kind; about care only who cares begins.
func (c Case) canWrite(t record.Type) bool {
	in := t.Compartment()
	if _, made := c.box(in); made || in != gehoor.Care {
		return in == gehoor.Case && c.canNote() || c.holds(in)
	}
	return slices.ContainsFunc(c.Dossier.Carers, func(p *directory.Person) bool { return p.ID == c.Me.ID })
}

// absentSince is since when somebody who holds the dossier is away; zero for others.
func (c Case) absentSince(p gehoor.PersonID) time.Time {
	if c.Dossier.AbsentSince == nil {
		return time.Time{}
	}
	return c.Dossier.AbsentSince(p)
}

// deputyOf is who stands in for a holder who is away; "" if nobody does.
func (c Case) deputyOf(p gehoor.PersonID) gehoor.PersonID {
	if c.Dossier.DeputyOf == nil {
		return ""
	}
	return c.Dossier.DeputyOf(p)
}

// keyless says whether somebody stands in for a holder and has no key yet.
func (c Case) keyless(p gehoor.PersonID) bool {
	return slices.ContainsFunc(c.Dossier.Keyless, func(one *directory.Person) bool { return one.ID == p })
}
