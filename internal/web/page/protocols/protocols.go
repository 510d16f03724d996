// Package protocols is where an administrator sees by which protocols an organisation
// works, adopts another edition with what the law asks before, and says on which days
// the office is closed.
//
// The rules of package admin hold here: ordinary forms, which work without scripts and
// with a keyboard. A file is first looked at: what is wrong with it by line and column,
// or what it changes. Only then is it adopted. What was typed stands in the form again
// whatever happens. Nothing here comes from a dossier, nor from how many there are.
package protocols

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// Files are what these pages load beside those of every administrator's page.
func Files() []string { return []string{"protocols/protocols.css"} }

// The names in the forms.
const (
	FieldAct   = "act"
	FieldFile  = "file"
	FieldAfter = "after"
	FieldCode  = "code"
	FieldSure  = "sure"
	fieldBody  = "body"
	fieldOn    = "on"
	fieldCouns = "council"
	fieldNot   = "not-needed"
	fieldDPO   = "officer"
	fieldDPIA  = "assessed"
	fieldPubl  = "publication"
	// FieldAct says what a button does.
	ActLook   = "look"
	ActAdopt  = "adopt"
	ActRetire = "retire"
	// QueryAdopted, QueryRetired and QueryClosed say what was just done.
	QueryAdopted = "vastgesteld"
	QueryRetired = "ingetrokken"
	QueryClosed  = "bewaard"
	// QueryLook names a protocol that comes with the program, to look at it.
	QueryLook = "bekijk"
)

// Data is what the page of protocols shows.
type Data struct {
	casework.Protocols
	Me  string
	Who func(gehoor.Actor) string
	// File is what was pasted, with its faults, or what it says.
	File   string
	Faults language.Faults
	Looked *protocol.Definition
	// Reaches are what adopting it changes in dossiers that are open.
	Reaches []adoption.Reach
	Gates   GateForm
	// Fits are how what is in force fits those that are shipped, with what is looked
	// at.
	Fits []casework.ProfileFit
	// Profiles are what we recommend to organisations of some size, Chosen the one that
	// is looked at.
	Profiles []casework.Recommended
	Chosen   *casework.Recommended
	// Refused says why something did not happen; Said what did.
	Refused string
	Said    text.Key
	// Unsure: adopting was not confirmed. Tried: what is missing is told beside its
	// field.
	Unsure, Tried bool
}

// GateForm is what was typed about the decision.
type GateForm struct{ Body, On, Council, NotNeeded, Officer, Assessed, Publication string }

// ReadGates reads it from a form.
func ReadGates(v url.Values) GateForm {
	get := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	return GateForm{get(fieldBody), get(fieldOn), get(fieldCouns), get(fieldNot), get(fieldDPO), get(fieldDPIA), get(fieldPubl)}
}

// Gates are what the form says; ok is false if a day in it is none.
func (g GateForm) Gates() (gates adoption.Gates, ok bool) {
	ok = true
	day := func(s string) protocol.Date {
		if s == "" {
			return protocol.Date{}
		}
		d, err := protocol.ParseDate(s)
		ok = ok && err == nil
		return d
	}
	return adoption.Gates{
		Body: g.Body, On: day(g.On), WorksCouncilOn: day(g.Council), NotNeeded: g.NotNeeded,
		OfficerOn: day(g.Officer), AssessedOn: day(g.Assessed), Publication: g.Publication,
	}, ok
}

// after pins what is in force as it is shown.
func (d Data) after() string { return string(d.Set.Digest()) }

// shipped says whether a protocol is as it came with the program.
func (d Data) shipped(p protocol.Definition) bool {
	s, ok := d.Protocols.Shipped.Protocol(p.Code)
	return ok && s.Digest() == p.Digest()
}

// retirable says whether a protocol can be retired: what comes with the program cannot.
func (d Data) retirable(p protocol.Definition) bool {
	_, always := d.Protocols.Shipped.Protocol(p.Code)
	return !always
}

// former are the adoptions, the newest first, that are not in force now.
func (d Data) former() []adoption.Adoption {
	var all []adoption.Adoption
	for _, a := range slices.Backward(d.All) {
		if now, ok := d.Set.Protocol(a.Protocol); !ok || now.Digest() != a.Digest {
			all = append(all, a)
		}
	}
	return all
}

// fields ask for the decision. What is missing is told once somebody tried to adopt.
func (d Data) fields(w *text.Words) []part.Field {
	gates, _ := d.Gates.Gates()
	missing := gates.Missing()
	field := func(name, value string, gate adoption.Gate, kind string) part.Field {
		f := part.Field{Name: name, Label: w.Say(labels[name]), Value: value, Kind: kind, Optional: d.Trial || name == fieldNot}
		if name == fieldNot || name == fieldPubl || name == fieldBody {
			f.MaxLength = adoption.MaxText
		}
		if hint, ok := hints[name]; ok {
			f.Hint = w.Say(hint)
		}
		switch {
		case kind == "date" && value != "" && !isDay(value):
			f.Error = w.Say("protocols.no-day")
		case d.Tried && !d.Trial && name != fieldNot && slices.Contains(missing, gate):
			f.Error = w.Say("protocols.missing")
		}
		return f
	}
	return []part.Field{
		field(fieldBody, d.Gates.Body, adoption.GateBody, ""), field(fieldOn, d.Gates.On, adoption.GateOn, "date"),
		field(fieldCouns, d.Gates.Council, adoption.GateWorksCouncil, "date"), field(fieldNot, d.Gates.NotNeeded, adoption.GateWorksCouncil, ""),
		field(fieldDPO, d.Gates.Officer, adoption.GateOfficer, "date"), field(fieldDPIA, d.Gates.Assessed, adoption.GateAssessed, "date"),
		field(fieldPubl, d.Gates.Publication, adoption.GatePublication, ""),
	}
}

var (
	labels = map[string]text.Key{
		fieldBody: "protocols.body", fieldOn: "protocols.on", fieldCouns: "protocols.council", fieldNot: "protocols.not-needed",
		fieldDPO: "protocols.officer", fieldDPIA: "protocols.assessed", fieldPubl: "protocols.publication",
	}
	hints = map[string]text.Key{
		fieldBody: "protocols.body-hint", fieldNot: "protocols.not-needed-hint", fieldPubl: "protocols.publication-hint",
	}
)

func isDay(s string) bool {
	_, err := protocol.ParseDate(s)
	return err == nil
}

// decided says in sentences what was recorded with an adoption.
func decided(w *text.Words, a adoption.Adoption) []string {
	day := func(d protocol.Date) text.Arg { return text.With("date", w.Date(d.At(12, 0, 0))) }
	g := a.Gates
	var all []string
	if g.Body != "" && g.On != (protocol.Date{}) {
		all = append(all, w.Say("protocols.said-body", text.With("body", g.Body), day(g.On)))
	}
	if g.WorksCouncilOn != (protocol.Date{}) {
		all = append(all, w.Say("protocols.said-council", day(g.WorksCouncilOn)))
	}
	if g.NotNeeded != "" {
		all = append(all, w.Say("protocols.said-not-needed", text.With("why", g.NotNeeded)))
	}
	if g.OfficerOn != (protocol.Date{}) {
		all = append(all, w.Say("protocols.said-officer", day(g.OfficerOn)))
	}
	if g.AssessedOn != (protocol.Date{}) {
		all = append(all, w.Say("protocols.said-assessed", day(g.AssessedOn)))
	}
	if g.Publication != "" {
		all = append(all, w.Say("protocols.said-publication", text.With("where", g.Publication)))
	}
	if len(g.Missing()) > 0 {
		all = append(all, w.Say("protocols.said-missing"))
	}
	return all
}

// title is how a protocol is called, with its edition.
func title(w *text.Words, p protocol.Definition) string {
	return w.Say("protocols.version", text.With("title", p.Title.In(w.Language())), text.With("version", p.Version))
}

// differences are what the file that was looked at changes, in sentences.
func (d Data) differences(w *text.Words) []phrase.Changed {
	before, ok := d.Set.Protocol(d.Looked.Code)
	if !ok {
		return nil
	}
	return phrase.Differences(w, d.Law, before, *d.Looked, d.Set...)
}

// guards says of each what it does.
func (d Data) guards(w *text.Words, all []protocol.Held) []string {
	said := make([]string, len(all))
	for i, h := range all {
		said[i] = w.Say("protocols.reach-guard", text.With("guard", h.Guard.Code), text.With("why", h.Guard.Why.In(w.Language()))) + " " +
			phrase.Guard(w, *d.Looked, h.Guard)
	}
	return said
}

// unfit says of each which step is not there.
func unfit(w *text.Words, all []protocol.Unfit) []string {
	said := make([]string, len(all))
	for i, u := range all {
		said[i] = w.Say("protocols.reach-step", text.With("guard", u.Guard.Code), text.With("step", string(u.Step)))
	}
	return said
}

// fault is one fault of a file in a line.
func fault(w *text.Words, f language.Fault) string {
	return w.Say("protocols.fault", text.With("line", strconv.Itoa(f.Line)), text.With("column", strconv.Itoa(f.Column)), text.With("what", f.What), text.With("mend", f.Mend))
}
