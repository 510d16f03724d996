package phrase

import (
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// Changed is an item of a protocol that differs between two editions, with a sentence
// for each thing in which it does.
type Changed struct {
	Item  string
	Lines []string
}

// Differences says in sentences what differs between two editions, in the order of
// [protocol.Compare]; none if and only if both say the same. Beside are other
// protocols, of which a condition may name steps and decisions.
func Differences(w *text.Words, l protocol.Law, before, after protocol.Definition, beside ...protocol.Definition) []Changed {
	x := &differ{words: w, law: l, before: before, after: after, beside: beside}
	var all []Changed
	for _, d := range protocol.Compare(before, after) {
		item := x.item(d)
		if n := len(all); n > 0 && all[n-1].Item == item {
			all[n-1].Lines = append(all[n-1].Lines, x.line(d))
			continue
		}
		all = append(all, Changed{item, []string{x.line(d)}})
	}
	return all
}

// differ says differences between two editions.
type differ struct {
	words         *text.Words
	law           protocol.Law
	before, after protocol.Definition
	beside        []protocol.Definition
}

var itemKeys = map[protocol.Item]text.Key{
	protocol.ItemProtocol: "protocols.item-protocol", protocol.ItemStep: "protocols.item-step", protocol.ItemRole: "protocols.item-role",
	protocol.ItemParameter: "protocols.item-parameter", protocol.ItemGuard: "protocols.item-guard", protocol.ItemExit: "protocols.item-exit",
	protocol.ItemCard: "protocols.item-card",
}

var aspectKeys = map[protocol.Aspect]text.Key{
	protocol.AspectTitle: "protocols.aspect-title", protocol.AspectTrigger: "protocols.aspect-trigger", protocol.AspectUntil: "protocols.aspect-until",
	protocol.AspectOrder: "protocols.aspect-order", protocol.AspectItem: "protocols.aspect-item", protocol.AspectActor: "protocols.aspect-actor",
	protocol.AspectEach: "protocols.aspect-each", protocol.AspectStart: "protocols.aspect-start", protocol.AspectRecord: "protocols.aspect-record",
	protocol.AspectBy: "protocols.aspect-by", protocol.AspectRepeat: "protocols.aspect-repeat", protocol.AspectEnds: "protocols.aspect-ends",
	protocol.AspectNeeds: "protocols.aspect-needs", protocol.AspectTerm: "protocols.aspect-term", protocol.AspectCases: "protocols.aspect-cases",
	protocol.AspectBasis: "protocols.aspect-basis", protocol.AspectLate: "protocols.aspect-late", protocol.AspectLaw: "protocols.aspect-law",
	protocol.AspectByLaw: "protocols.aspect-by-law", protocol.AspectAim: "protocols.aspect-aim", protocol.AspectInform: "protocols.aspect-informs", protocol.AspectText: "protocols.aspect-text",
	protocol.AspectTold: "protocols.aspect-told",
}

// item names what differs. A guard has its code: its reason is a sentence.
func (x *differ) item(d protocol.Difference) string {
	label := d.Label.In(x.words.Language())
	if label == "" || d.Item == protocol.ItemGuard {
		label = d.Code
	}
	return x.words.Say(itemKeys[d.Item], text.With("name", label))
}

// line is one difference in a sentence.
func (x *differ) line(d protocol.Difference) string {
	w := x.words
	switch {
	case d.How == protocol.Added:
		return w.Say("protocols.added")
	case d.How == protocol.Removed:
		return w.Say("protocols.removed")
	case d.Aspect == protocol.AspectOther:
		return w.Say("protocols.changed")
	}
	what := w.Say(aspectKeys[d.Aspect])
	if d.Language == gehoor.English {
		what = w.Say("protocols.in-english", text.With("what", what))
	}
	before, after := x.value(d, x.before, d.From, d.Before), x.value(d, x.after, d.To, d.After)
	if before == after { // the words are the same, and the file is not
		before, after = x.quoted(d.Before), x.quoted(d.After)
	}
	return w.Say("protocols.from-to", text.With("what", what), text.With("before", before), text.With("after", after))
}

func (x *differ) quoted(s string) string {
	if s == "" {
		return x.words.Say("protocols.nothing")
	}
	return x.words.Say("cond.quoted", text.With("what", s))
}

// value is a value of an aspect in words; written is as the file has it.
func (x *differ) value(d protocol.Difference, def protocol.Definition, s *protocol.Step, written string) string {
	if written == "" {
		return x.words.Say("protocols.nothing")
	}
	var says string
	switch {
	case d.Language != "":
	case s != nil:
		says = x.ofStep(d.Aspect, def, *s)
	case d.Aspect == protocol.AspectItem:
		says = x.ofItem(d, def)
	default:
		says = x.ofWhole(d.Aspect, def)
	}
	if says == "" {
		return x.quoted(written)
	}
	return says
}

func (x *differ) ofWhole(a protocol.Aspect, def protocol.Definition) string {
	switch a {
	case protocol.AspectTrigger:
		return x.begins(def, def.Trigger)
	case protocol.AspectUntil:
		return x.begins(def, def.Until)
	case protocol.AspectOrder:
		var steps []string
		for _, s := range def.Steps {
			steps = append(steps, s.Label.In(x.words.Language()))
		}
		return strings.Join(steps, "; ")
	}
	return ""
}

func (x *differ) begins(def protocol.Definition, starts []protocol.Start) string {
	return strings.Join(Begins(x.words, def, starts, x.beside...), "; ")
}

// ofStep is an aspect of a step.
func (x *differ) ofStep(a protocol.Aspect, def protocol.Definition, s protocol.Step) string {
	w := x.words
	usual, law := protocol.Term{}, protocol.Statutory{}
	if s.Default != nil {
		usual = *s.Default
	}
	if s.Statutory != nil {
		law = *s.Statutory
	}
	switch a {
	case protocol.AspectActor:
		return Who(w, def, s.Actor)
	case protocol.AspectEach:
		if s.PerSignal {
			return w.Say("protocols.each-signal")
		}
		return w.Say("protocols.each-dossier")
	case protocol.AspectStart:
		return x.begins(def, s.Start)
	case protocol.AspectRecord, protocol.AspectBy:
		return x.records(def, s)
	case protocol.AspectRepeat:
		if s.Repeat {
			return w.Say("protocols.yes")
		}
		return w.Say("protocols.no")
	case protocol.AspectEnds:
		return x.ends(def, s)
	case protocol.AspectNeeds:
		return And(w, x.labels(def, s.Needs))
	case protocol.AspectTerm:
		return Span(w, usual.Length)
	case protocol.AspectCases:
		return x.cases(def, usual.Cases)
	case protocol.AspectBasis:
		return Basis(w, usual.Basis, string(usual.Basis))
	case protocol.AspectLate:
		return x.rungs(def, usual.Ladder)
	case protocol.AspectLaw:
		return strings.Join(Terms(w, protocol.Step{Statutory: &law}, x.law), "; ")
	case protocol.AspectByLaw:
		return x.rungs(def, law.Ladder)
	case protocol.AspectAim:
		return Span(w, s.Aim)
	case protocol.AspectInform:
		return Roles(w, s.Informs)
	}
	return ""
}

// with adds a condition to what is said.
func (x *differ) with(says string, def protocol.Definition, c protocol.Condition) string {
	said := Condition(x.words, def, c, x.beside...)
	if said.Text == "" {
		return says
	}
	return x.words.Say("phrase.if", text.With("what", says), text.With("condition", said.Line()))
}

// records is what records that a step was done, by whom, and if what.
func (x *differ) records(def protocol.Definition, s protocol.Step) string {
	var facts []string
	for _, k := range s.Stop {
		facts = append(facts, By(x.words, k, s.StopBy))
	}
	return x.with(Or(x.words, facts), def, s.StopIf)
}

func (x *differ) ends(def protocol.Definition, s protocol.Step) string {
	var ends []string
	for _, e := range s.Ends {
		ends = append(ends, x.with(Fact(x.words, e.Kind), def, e.If))
	}
	return strings.Join(ends, "; ")
}

func (x *differ) cases(def protocol.Definition, cases []protocol.Case) string {
	var all []string
	for _, c := range cases {
		all = append(all, x.with(Span(x.words, c.Length), def, c.If))
	}
	return strings.Join(all, "; ")
}

func (x *differ) labels(def protocol.Definition, codes []protocol.StepCode) []string {
	var all []string
	for _, code := range codes {
		s, _ := def.Step(code)
		all = append(all, x.quoted(s.Label.In(x.words.Language())))
	}
	return all
}

func (x *differ) rungs(def protocol.Definition, rungs []protocol.Rung) string {
	var all []string
	for _, r := range rungs {
		all = append(all, Rung(x.words, def, r))
	}
	return strings.Join(all, "; ")
}

// ofItem is what an item that is no step says.
func (x *differ) ofItem(d protocol.Difference, def protocol.Definition) string {
	w := x.words
	switch d.Item {
	case protocol.ItemRole:
		if r, ok := def.Role(protocol.Who(d.Code)); ok && r.Outside {
			return w.Say("protocols.outside", text.With("chain", Chain(w, r)))
		} else if ok {
			return Chain(w, r)
		}
	case protocol.ItemParameter:
		for _, p := range def.Parameters {
			if p.Name == d.Code {
				return w.Say("protocols.bounds", text.Count("n", p.Default), text.Count("least", p.Least), text.Count("most", p.Most))
			}
		}
	case protocol.ItemGuard:
		for _, g := range def.Guards {
			if g.Code == d.Code {
				return x.guard(def, g)
			}
		}
	case protocol.ItemExit:
		for _, e := range def.Exits {
			if e.Code == d.Code {
				return x.exit(def, e)
			}
		}
	}
	return ""
}

// guard is what a guard does at what, if what, and whether at once.
func (x *differ) guard(def protocol.Definition, g protocol.Guard) string {
	var facts []string
	for _, k := range g.On {
		facts = append(facts, Fact(x.words, k))
	}
	on := text.With("facts", Or(x.words, facts))
	says := x.words.Say("protocols.refuses", on)
	if g.Effect == protocol.Forces {
		s, _ := def.Step(g.Step)
		says = x.words.Say("protocols.forces", on, text.With("step", s.Label.In(x.words.Language())))
	}
	if says = x.with(says, def, g.If); g.AtOnce {
		says = x.words.Say("protocols.at-once", text.With("what", says))
	}
	return says
}

// exit is what an exit requires.
func (x *differ) exit(def protocol.Definition, e protocol.Exit) string {
	var all []string
	for _, r := range e.Requires {
		all = append(all, Condition(x.words, def, r.If, x.beside...).Line())
	}
	return strings.Join(all, "; ")
}
