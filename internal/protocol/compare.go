package protocol

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
)

// Aspect is what of a protocol, or of a step or another item of it, differs. It is the
// key in the protocol's file, where that has one.
type Aspect string

// The aspects of a protocol as a whole.
const (
	AspectTitle   Aspect = "title"
	AspectTrigger Aspect = "trigger"
	AspectUntil   Aspect = "until"
	AspectOrder   Aspect = "order" // of the steps that both have
)

// The aspects of an item. AspectItem is the item itself: it is new or gone, or what it
// says differs in a way that is told by Before and After.
const (
	AspectItem   Aspect = "item"
	AspectActor  Aspect = "actor"
	AspectEach   Aspect = "each" // signal or dossier
	AspectStart  Aspect = "start"
	AspectRecord Aspect = "record" // the facts
	AspectBy     Aspect = "by"     // who records them, and if what
	AspectRepeat Aspect = "repeat"
	AspectEnds   Aspect = "ends"
	AspectNeeds  Aspect = "needs"
	AspectTerm   Aspect = "term"  // its length
	AspectCases  Aspect = "cases" // other lengths of it
	AspectBasis  Aspect = "basis" // of that term
	AspectLate   Aspect = "late"  // its ladder
	AspectLaw    Aspect = "law"   // the term of the law, and the fact that makes it hold
	AspectByLaw  Aspect = "law-late"
	AspectAim    Aspect = "aim"
	AspectInform Aspect = "informs"
	AspectText   Aspect = "text" // what people read: a label, or a reason
	AspectTold   Aspect = "told"
	AspectOther  Aspect = "other" // something else, of which there is no more to say
)

// Item is what kind of thing differs.
type Item string

// The items.
const (
	ItemProtocol  Item = "protocol" // as a whole
	ItemStep      Item = "step"
	ItemRole      Item = "role"
	ItemParameter Item = "parameter"
	ItemGuard     Item = "guard"
	ItemExit      Item = "exit"
	ItemCard      Item = "card"
)

// How something differs.
type How string

// The ways.
const (
	Added   How = "added"
	Removed How = "removed"
	Changed How = "changed"
)

// Difference is one thing in which two editions of a protocol differ.
type Difference struct {
	Item Item
	// Code names the item; "" for the protocol as a whole. Label is what people call
	// it: the step's label, the guard's reason.
	Code   string
	Label  gehoor.Text
	How    How
	Aspect Aspect
	// Language is set for a text that people read, which each language has.
	Language gehoor.Language
	// Before and After are the values as a protocol's file writes them; "" for one that
	// is not there.
	Before, After string
	// From and To are the step in each edition; nil where it is not, and for what is no
	// step.
	From, To *Step
}

// Compare says what differs between two editions, in the order of the later one; what
// is gone comes last of its kind. It is empty if and only if both say the same,
// whatever their versions.
func Compare(before, after Definition) []Difference {
	c := &comparison{}
	whole := Difference{Item: ItemProtocol, Label: after.Title, How: Changed}
	c.texts(whole, AspectTitle, before.Title, after.Title)
	c.values(whole, AspectTrigger, starts(before.Trigger), starts(after.Trigger))
	c.values(whole, AspectUntil, starts(before.Until), starts(after.Until))
	c.values(whole, AspectOrder, listed(shared(before, after)), listed(shared(after, before)))
	if digest("rest\n", restOfWhole(before)) != digest("rest\n", restOfWhole(after)) {
		whole.Aspect = AspectOther
		c.all = append(c.all, whole)
	}
	c.steps(before, after)
	items(c, ItemRole, before.Roles, after.Roles, roleEntry)
	items(c, ItemParameter, before.Parameters, after.Parameters, parameterEntry)
	items(c, ItemGuard, before.Guards, after.Guards, guardEntry)
	items(c, ItemExit, before.Exits, after.Exits, exitEntry)
	items(c, ItemCard, before.Cards, after.Cards, cardEntry)
	return c.all
}

// comparison gathers differences.
type comparison struct{ all []Difference }

// values notes that an aspect has another value.
func (c *comparison) values(d Difference, a Aspect, before, after string) {
	if d.Aspect, d.Before, d.After = a, before, after; before != after {
		c.all = append(c.all, d)
	}
}

// texts notes in which languages a text is another.
func (c *comparison) texts(d Difference, a Aspect, before, after gehoor.Text) {
	for _, l := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		d.Language = l
		c.values(d, a, before.In(l), after.In(l))
	}
}

// restOfWhole is what no aspect of the whole and no item tells.
func restOfWhole(d Definition) Definition {
	d.Version, d.Title, d.Steps, d.Roles, d.Parameters, d.Trigger = "", gehoor.Text{}, nil, nil, nil, nil
	d.Until, d.Guards, d.Exits, d.Cards = nil, nil, nil, nil
	return d
}

// shared are the steps of d that the other has too, in the order of d.
func shared(d, other Definition) []StepCode {
	var codes []StepCode
	for _, s := range d.Steps {
		if _, ok := other.Step(s.Code); ok {
			codes = append(codes, s.Code)
		}
	}
	return codes
}

func (c *comparison) steps(before, after Definition) {
	for i := range after.Steps {
		to := &after.Steps[i]
		d := Difference{Item: ItemStep, Code: string(to.Code), Label: to.Label, How: Added, Aspect: AspectItem, To: to}
		if from, ok := before.Step(to.Code); ok {
			d.How, d.From = Changed, &from
			c.step(d)
		} else {
			c.all = append(c.all, d)
		}
	}
	for i := range before.Steps {
		from := &before.Steps[i]
		if _, ok := after.Step(from.Code); !ok {
			c.all = append(c.all, Difference{Item: ItemStep, Code: string(from.Code), Label: from.Label, How: Removed, Aspect: AspectItem, From: from})
		}
	}
}

// step compares one step in two editions.
func (c *comparison) step(d Difference) {
	n := len(c.all)
	for _, a := range aspects {
		c.values(d, a.aspect, a.write(d.From), a.write(d.To))
	}
	c.texts(d, AspectText, d.From.Label, d.To.Label)
	c.texts(d, AspectTold, d.From.Told, d.To.Told)
	rest := digest("step\n", restOfStep(*d.From)) != digest("step\n", restOfStep(*d.To))
	if rest || n == len(c.all) && digest("step\n", d.From) != digest("step\n", d.To) {
		d.Aspect = AspectOther
		c.all = append(c.all, d)
	}
}

// aspects are how each aspect of a step is written; [restOfStep] is the rest.
var aspects = []struct {
	aspect Aspect
	write  func(*Step) string
}{
	{AspectActor, func(s *Step) string { return string(s.Actor) }},
	{AspectEach, func(s *Step) string {
		if s.PerSignal {
			return "signal"
		}
		return "dossier"
	}},
	{AspectStart, func(s *Step) string { return starts(s.Start) }},
	{AspectRecord, func(s *Step) string { return listed(s.Stop) }},
	{AspectBy, func(s *Step) string { return onlyIf(string(s.StopBy), s.StopIf) }},
	{AspectRepeat, func(s *Step) string { return strconv.FormatBool(s.Repeat) }},
	{AspectEnds, func(s *Step) string { return joined(s.Ends) }},
	{AspectNeeds, func(s *Step) string { return listed(s.Needs) }},
	{AspectTerm, func(s *Step) string { return s.usual().Length.String() }},
	{AspectCases, func(s *Step) string { return joined(s.usual().Cases) }},
	{AspectBasis, func(s *Step) string { return string(s.usual().Basis) }},
	{AspectLate, func(s *Step) string { return joined(s.usual().Ladder) }},
	{AspectLaw, func(s *Step) string { return s.byLaw().String() }},
	{AspectByLaw, func(s *Step) string { return joined(s.byLaw().Ladder) }},
	{AspectAim, func(s *Step) string { return s.Aim.String() }},
	{AspectInform, func(s *Step) string { return listed(s.Informs) }},
}

// restOfStep is what no aspect of a step tells: its decision, its card, pause and
// extension.
func restOfStep(s Step) Step {
	s.Actor, s.PerSignal, s.Start, s.Stop, s.StopBy, s.StopIf = "", false, nil, nil, "", Condition{}
	s.Repeat, s.Ends, s.Needs, s.Statutory, s.Aim, s.Label, s.Told = false, nil, nil, nil, Span{}, gehoor.Text{}, gehoor.Text{}
	s.Informs = nil
	t := s.usual()
	t.Length, t.Basis, t.Ladder, t.Cases = Span{}, "", nil, nil
	s.Default = &t
	return s
}

func (s *Step) usual() Term {
	if s.Default == nil {
		return Term{}
	}
	return *s.Default
}

func (s *Step) byLaw() Statutory {
	if s.Statutory == nil {
		return Statutory{}
	}
	return *s.Statutory
}

// String writes the law, a shorter length and the fact that makes it hold: "WBK-ACK if
// signal.made-formal".
func (s Statutory) String() string {
	out := string(s.Law)
	if !s.Length.IsZero() {
		out += " in " + s.Length.String()
	}
	if s.If != "" {
		out += " if " + string(s.If)
	}
	return out
}

// String writes a start: "signal.received by reporter after 7kd".
func (s Start) String() string {
	out := string(s.Kind)
	if s.By != "" {
		out += " by " + string(s.By)
	}
	if !s.After.IsZero() {
		out += " after " + s.After.String()
	}
	return onlyIf(out, s.If)
}

// String writes another length of a term: "24u if …".
func (c Case) String() string {
	out := c.Length.String()
	if c.Urgent {
		out += " urgent"
	}
	if len(c.Ladder) > 0 {
		out += " (" + joined(c.Ladder) + ")"
	}
	return onlyIf(out, c.If)
}

// String writes a rung: "1 at due + 2wd to head-of-bureau".
func (r Rung) String() string {
	at := string(r.From)
	if !r.After.IsZero() {
		at += " + " + r.After.String()
	}
	if !r.Before.IsZero() {
		at += " - " + r.Before.String()
	}
	return strconv.Itoa(r.Level) + " at " + at + " to " + string(r.To)
}

func onlyIf(s string, c Condition) string {
	if c.IsZero() {
		return s
	}
	return strings.TrimSpace(s + " if " + c.String())
}

func starts(all []Start) string { return joined(all) }

func joined[T interface{ String() string }](all []T) string {
	out := make([]string, len(all))
	for i, one := range all {
		out[i] = one.String()
	}
	return strings.Join(out, "; ")
}

func listed[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, one := range all {
		out[i] = string(one)
	}
	return strings.Join(out, ", ")
}

// entry is an item that is no step, as it is compared.
type entry struct {
	code, value string
	text        gehoor.Text
}

func roleEntry(r Role) entry {
	value := listed(r.Chain)
	if r.Outside {
		value += " outside"
	}
	return entry{string(r.Code), strings.TrimSpace(value), r.Label}
}

func parameterEntry(p Parameter) entry {
	return entry{p.Name, strconv.Itoa(p.Default) + " (" + strconv.Itoa(p.Least) + " - " + strconv.Itoa(p.Most) + ")", p.Label}
}

func guardEntry(g Guard) entry {
	value := strings.TrimSpace(string(g.Effect) + " " + listed(g.On))
	if g.Step != "" {
		value += " " + string(g.Step)
	}
	value = onlyIf(value, g.If)
	if g.AtOnce {
		value += " at-once"
	}
	return entry{g.Code, value, g.Why}
}

func exitEntry(x Exit) entry {
	requires := make([]string, len(x.Requires))
	for i, r := range x.Requires {
		requires[i] = r.If.String()
	}
	return entry{x.Code, strings.Join(requires, "; "), x.Label}
}

func cardEntry(c Card) entry { return entry{code: c.Code, text: c.Title} }

// items compares two lists of items by their codes.
func items[T any](c *comparison, kind Item, before, after []T, as func(T) entry) {
	find := func(all []T, code string) int {
		return slices.IndexFunc(all, func(one T) bool { return as(one).code == code })
	}
	for _, one := range after {
		to := as(one)
		d := Difference{Item: kind, Code: to.code, Label: to.text, How: Added, Aspect: AspectItem, After: to.value}
		i := find(before, to.code)
		if i < 0 {
			c.all = append(c.all, d)
			continue
		}
		n, from := len(c.all), as(before[i])
		d.How = Changed
		c.values(d, AspectItem, from.value, to.value)
		c.texts(d, AspectText, from.text, to.text)
		if n == len(c.all) && digest("item\n", before[i]) != digest("item\n", one) {
			d.Aspect, d.Before, d.After = AspectOther, "", ""
			c.all = append(c.all, d)
		}
	}
	for _, one := range before {
		if from := as(one); find(after, from.code) < 0 {
			c.all = append(c.all, Difference{Item: kind, Code: from.code, Label: from.text, How: Removed, Aspect: AspectItem, Before: from.value})
		}
	}
}
