package keeping

import (
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// Data is the page's data.
type Data struct {
	Me   string
	Form Form
	// Now are the rules that hold; its Seq is 0 if there are none.
	Now directory.Adoption
	// Faulty: what is wrong is said beside its field. Compared: what changes is shown,
	// and can be adopted. Unsure: that was not confirmed.
	Faulty, Compared, Unsure bool
	// Kept: rules were just adopted. Changed: somebody else did since the form was
	// opened.
	Kept, Changed bool
	// Imported: the form has the rules of a file. File is what was pasted and is none.
	Imported bool
	File     string
	BadFile  bool
	// From are former rules in the form, if some are.
	From *directory.Adoption
	// Former are what held, the newest first, and Who says who recorded it.
	Former []directory.Adoption
	Who    func(gehoor.Actor) string
}

// proposal says whether the form begins with what ships: nothing was adopted yet.
func (d Data) proposal() bool { return d.Now.Seq == 0 }

// subject is what a rule is for, in words.
func subject(w *text.Words, rules retention.Rules, r retention.Rule) string {
	switch {
	case len(r.Exits) > 0:
		return w.Say("keeping.of-exits", text.With("exits", exits(w, r.Exits)))
	case rules.PerExit():
		return w.Say("keeping.of-rest")
	}
	return w.Say("keeping.of-dossier")
}

func exits(w *text.Words, all []retention.Exit) string {
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = desk.Exit(w, dossier.Exit(e))
	}
	return strings.Join(names, "; ")
}

// term is how long and from when on.
func term(w *text.Words, r retention.Rule) string {
	if r.Term.IsZero() {
		return w.Say("keeping.no-term")
	}
	return w.Say("keeping.term-closed", text.With("term", desk.Span(w, r.Term)))
}

func action(w *text.Words, a retention.Action) string {
	if a == retention.Transfer {
		return w.Say("keeping.action-transfer")
	}
	return w.Say("keeping.action-destroy")
}

func basis(w *text.Words, b protocol.Basis) string {
	switch b {
	case protocol.BasisStatutory:
		return w.Say("keeping.basis-law")
	case protocol.BasisGuidance:
		return w.Say("keeping.basis-guidance")
	}
	return w.Say("keeping.basis-own")
}

// decided says which body decided, and when, as far as it is known.
func decided(w *text.Words, a directory.RetentionAdopted) string {
	on := ""
	if a.On != (protocol.Date{}) {
		on = day(w, a.On)
	}
	switch {
	case a.By != "" && on != "":
		return w.Say("keeping.decided-by-on", text.With("by", a.By), text.With("on", on))
	case a.By != "":
		return w.Say("keeping.decided-by", text.With("by", a.By))
	case on != "":
		return w.Say("keeping.decided-on", text.With("on", on))
	}
	return ""
}

func day(w *text.Words, d protocol.Date) string { return desk.Day(w, d.At(12, 0, 0)) }

// difference is something that adopting the form changes.
type difference struct {
	label string
	lines []string
}

// differences compares the form with what holds.
func (d Data) differences(w *text.Words) []difference {
	before, after := d.Now.RetentionAdopted, d.Form.Adopted()
	var all []difference
	for _, r := range after.Rules.Rules {
		was, ok := byCode(before.Rules, r.Code)
		one := difference{label: subject(w, after.Rules, r)}
		if !ok {
			one.label = w.Say("keeping.new", text.With("what", one.label))
			one.lines = []string{term(w, r) + "; " + action(w, r.Action), w.Say("keeping.category") + ": " + orNothing(w, r.Category)}
		} else if one.lines = changes(w, described(w, before.Rules, was), described(w, after.Rules, r)); one.lines == nil {
			continue
		}
		all = append(all, one)
	}
	for _, r := range before.Rules.Rules {
		if _, ok := byCode(after.Rules, r.Code); !ok {
			all = append(all, difference{w.Say("keeping.gone", text.With("what", subject(w, before.Rules, r))), []string{term(w, r) + "; " + action(w, r.Action)}})
		}
	}
	if was, is := decided(w, before), decided(w, after); was != is {
		all = append(all, difference{w.Say("keeping.decision"), []string{change(w, "", was, is)}})
	}
	return all
}

func byCode(r retention.Rules, code string) (retention.Rule, bool) {
	for _, one := range r.Rules {
		if one.Code == code {
			return one, true
		}
	}
	return retention.Rule{}, false
}

// said is a field of a rule in words.
type said struct{ label, value string }

func described(w *text.Words, all retention.Rules, r retention.Rule) []said {
	return []said{
		{w.Say("keeping.of"), subject(w, all, r)},
		{w.Say("keeping.term"), term(w, r)},
		{w.Say("keeping.category"), r.Category},
		{w.Say("keeping.source"), r.Source},
		{w.Say("keeping.basis"), basis(w, r.Basis)},
		{w.Say("keeping.ground-nl"), r.Ground.NL},
		{w.Say("keeping.ground-en"), r.Ground.EN},
		{w.Say("keeping.action"), action(w, r.Action)},
	}
}

// changes are the fields that differ.
func changes(w *text.Words, before, after []said) []string {
	var lines []string
	for i := range after {
		if before[i].value != after[i].value {
			lines = append(lines, change(w, after[i].label, before[i].value, after[i].value))
		}
	}
	return lines
}

func change(w *text.Words, label, was, is string) string {
	s := w.Say("keeping.change", text.With("was", orNothing(w, was)), text.With("is", orNothing(w, is)))
	if label != "" {
		return label + ": " + s
	}
	return s
}

func orNothing(w *text.Words, s string) string {
	if s == "" {
		return w.Say("organisation.nothing")
	}
	return s
}

// fault is what is wrong with a field of a rule, "" if nothing is or it is not shown.
func (d Data) fault(w *text.Words, i int, field string) string {
	if !d.Faulty {
		return ""
	}
	for _, f := range d.Form.Faults() {
		if f.Rule == i && f.Field == field {
			return say(w, f)
		}
	}
	return ""
}

// say is a fault in words.
func say(w *text.Words, f retention.Fault) string {
	switch {
	case f.Why == retention.WhyMissing && f.Field == retention.FieldCategory:
		return w.Say("keeping.fault-category")
	case f.Why == retention.WhyMissing:
		return w.Say("organisation.fault-missing")
	case f.Why == retention.WhyText:
		return w.Say("keeping.fault-text", text.Count("n", retention.MaxText))
	case f.Why == retention.WhyTerm:
		return w.Say("keeping.fault-term")
	case f.Why == retention.WhyTwice && f.Field == retention.FieldExits:
		return w.Say("keeping.fault-twice")
	case f.Why == retention.WhyRest:
		return w.Say("keeping.fault-rest")
	case f.Field == retention.FieldCode:
		return w.Say("keeping.fault-code")
	}
	return w.Say("organisation.fault-choice")
}

// problems are the faults for the summary. Each leads to its field.
func (d Data) problems(w *text.Words) []part.Problem {
	var all []part.Problem
	if len(d.Form.Rules) == 0 {
		all = append(all, part.Problem{ID: "rules", Text: w.Say("keeping.fault-none")})
	}
	for _, f := range d.Form.Faults() {
		at := f.Field
		if at == retention.FieldTerm {
			at = "years"
		}
		if at == retention.FieldCode || at == retention.FieldOf || at == retention.FieldTrigger {
			at = retention.FieldExits // what is hidden is told at the first field that is seen
		}
		all = append(all, part.Problem{ID: part.Field{Name: name(f.Rule, at)}.ID(), Text: heading(w, f.Rule) + ", " + label(w, f.Field) + ": " + say(w, f)})
	}
	if d.Form.badBy() {
		all = append(all, part.Problem{ID: d.by(w).ID(), Text: d.by(w).Label + ": " + d.by(w).Error})
	}
	if d.Form.badOn() {
		all = append(all, part.Problem{ID: d.on(w).ID(), Text: d.on(w).Label + ": " + d.on(w).Error})
	}
	return all
}

// label is how the field of a rule is called.
func label(w *text.Words, field string) string {
	switch field {
	case retention.FieldTerm:
		return w.Say("keeping.term")
	case retention.FieldCategory:
		return w.Say("keeping.category")
	case retention.FieldSource:
		return w.Say("keeping.source")
	case retention.FieldGroundNL:
		return w.Say("keeping.ground-nl")
	case retention.FieldGroundEN:
		return w.Say("keeping.ground-en")
	case retention.FieldBasis:
		return w.Say("keeping.basis")
	case retention.FieldAction:
		return w.Say("keeping.action")
	}
	return w.Say("keeping.exits")
}

// showRank: where the rules can be adopted, looking once more is not the first thing
// to do.
func (d Data) showRank() part.Rank {
	if d.Compared && !d.Form.Wrong() {
		return part.Secondary
	}
	return part.Primary
}

func heading(w *text.Words, i int) string {
	return w.Say("keeping.rule", text.With("n", strconv.Itoa(i+1)))
}

func (d Data) by(w *text.Words) part.Field {
	f := part.Field{Name: fieldBy, Label: w.Say("keeping.by"), Hint: w.Say("keeping.by-hint"), Value: d.Form.By, Optional: true}
	if d.Faulty && d.Form.badBy() {
		f.Error = w.Say("organisation.fault-line", text.Count("n", directory.MaxLine))
	}
	return f
}

func (d Data) on(w *text.Words) part.Field {
	f := part.Field{Name: fieldOn, Label: w.Say("keeping.on"), Value: d.Form.On, Optional: true, Kind: "date"}
	if d.Faulty && d.Form.badOn() {
		f.Error = w.Say("keeping.fault-on")
	}
	return f
}

// field is a question of a rule, with what was typed.
func (d Data) field(w *text.Words, i int, field, label, hint, value string, optional bool) part.Field {
	return part.Field{Name: name(i, field), Label: label, Hint: hint, Value: value, Error: d.fault(w, i, field), Optional: optional}
}

// exitChoice asks for which ways of closing a rule holds. One that there is not,
// from a file, is shown by its code, so that nothing is lost unseen.
func (d Data) exitChoice(w *text.Words, i int) part.Choice {
	c := part.Choice{
		Name: name(i, retention.FieldExits), Label: w.Say("keeping.exits"), Hint: w.Say("keeping.exits-hint"),
		Error: d.fault(w, i, retention.FieldExits), Several: true, Optional: true,
	}
	if c.Error == "" {
		c.Error = d.fault(w, i, retention.FieldCode)
	}
	chosen := map[string]bool{}
	for _, e := range d.Form.Rules[i].Exits {
		chosen[e] = true
	}
	for _, e := range dossier.Exits() {
		c.Options = append(c.Options, part.Option{Value: string(e), Label: desk.Exit(w, e), Chosen: chosen[string(e)]})
		delete(chosen, string(e))
	}
	for _, e := range d.Form.Rules[i].Exits {
		if chosen[e] {
			c.Options = append(c.Options, part.Option{Value: e, Label: e, Chosen: true})
			delete(chosen, e)
		}
	}
	return c
}

func (d Data) basisChoice(w *text.Words, i int) part.Choice {
	c := part.Choice{Name: name(i, retention.FieldBasis), Label: w.Say("keeping.basis"), Error: d.fault(w, i, retention.FieldBasis)}
	for _, b := range []protocol.Basis{protocol.BasisStatutory, protocol.BasisGuidance, protocol.BasisDefault} {
		c.Options = append(c.Options, part.Option{Value: string(b), Label: basis(w, b), Chosen: d.Form.Rules[i].Basis == string(b)})
	}
	return c
}

func (d Data) actionChoice(w *text.Words, i int) part.Choice {
	c := part.Choice{Name: name(i, retention.FieldAction), Label: w.Say("keeping.action"), Error: d.fault(w, i, retention.FieldAction)}
	for _, a := range []retention.Action{retention.Destroy, retention.Transfer} {
		c.Options = append(c.Options, part.Option{Value: string(a), Label: action(w, a), Chosen: d.Form.Rules[i].Action == string(a)})
	}
	return c
}
