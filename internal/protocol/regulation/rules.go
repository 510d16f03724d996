package regulation

import (
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// in is a text in the language of the document, as part of a sentence.
func (r *writer) in(t gehoor.Text) string {
	return strings.TrimRight(t.In(r.words.Language()), ". ")
}

// scope is the article that says in which dossiers the protocol holds.
func (r *writer) scope() Article {
	a := Article{Heading: r.say("regulation.scope")}
	if len(r.def.Trigger) == 0 {
		a.Paragraphs = append(a.Paragraphs, Paragraph{Text: r.say("regulation.scope-always")})
	} else {
		a.Paragraphs = append(a.Paragraphs, Paragraph{r.say("regulation.scope-when"), r.starts(r.def.Trigger)})
	}
	if len(r.def.Until) > 0 {
		a.Paragraphs = append(a.Paragraphs, Paragraph{r.say("regulation.scope-until"), r.starts(r.def.Until)})
	}
	return a
}

// starts are moments by letter, each with its condition.
func (r *writer) starts(list []protocol.Start) []Item {
	var all []Item
	for _, s := range list {
		all = append(all, r.start(s))
	}
	return all
}

func (r *writer) start(s protocol.Start) Item {
	plain := s
	plain.If = protocol.Condition{}
	says := r.say("regulation.moment", text.With("fact", phrase.Start(r.words, plain)))
	if !s.After.IsZero() {
		says = r.say("regulation.moment-after", text.With("when", phrase.Start(r.words, plain)))
	}
	return r.only(says, s.If)
}

// only adds a condition to an item: in the sentence, or by number under it.
func (r *writer) only(says string, c protocol.Condition) Item {
	return r.conditional("regulation.only-if", says, c)
}

func (r *writer) conditional(key text.Key, says string, c protocol.Condition) Item {
	said := r.condition(c)
	if said.Text == "" {
		return Item{Text: says}
	}
	return Item{r.say(key, text.With("what", says), text.With("condition", said.Text)), itemsOf(said)}
}

func (r *writer) condition(c protocol.Condition) phrase.Said {
	return phrase.Condition(r.words, r.def, c, r.beside...)
}

func itemsOf(s phrase.Said) []Item {
	var all []Item
	for _, one := range s.Items {
		all = append(all, Item{one.Text, itemsOf(one)})
	}
	return all
}

// sentence is a paragraph about a condition; of none it is empty.
func (r *writer) sentence(key text.Key, c protocol.Condition) Paragraph {
	said := r.condition(c)
	if said.Text == "" {
		return Paragraph{}
	}
	p := Paragraph{r.say(key, text.With("condition", said.Text)), itemsOf(said)}
	if p.Text += "."; len(p.Items) > 0 {
		p.Text = strings.TrimSuffix(p.Text, ".") + ":"
	}
	return p
}

// roles is the article that says who acts for whom.
func (r *writer) roles() Article {
	p := Paragraph{Text: r.say("regulation.roles-are")}
	for _, one := range r.def.Roles {
		key := text.Key("regulation.role")
		if one.Outside {
			key = "regulation.role-outside"
		}
		p.Items = append(p.Items, Item{Text: r.say(key, text.With("label", r.in(one.Label)), text.With("chain", phrase.Chain(r.words, one)))})
	}
	return Article{Heading: r.say("regulation.roles"), Paragraphs: []Paragraph{p}}
}

// cases are the other lengths of a term.
func (r *writer) cases(s protocol.Step) Paragraph {
	if s.Default == nil || len(s.Default.Cases) == 0 {
		return Paragraph{}
	}
	p := Paragraph{Text: r.say("regulation.cases")}
	for _, c := range s.Default.Cases {
		p.Items = append(p.Items, r.conditional("regulation.case", phrase.Span(r.words, c.Length), c.If))
	}
	return p
}

// decision are the options of a choice, and what holds while there is none.
func (r *writer) decision(s protocol.Step) Paragraph {
	d := s.Decision
	if d == nil {
		return Paragraph{}
	}
	p := Paragraph{Text: r.say("regulation.decision-open")}
	for _, o := range d.Options {
		if o.Code == d.Undecided {
			p.Text = r.say("regulation.decision", text.With("option", r.in(o.Label)))
		}
		p.Items = append(p.Items, Item{Text: r.in(o.Label)})
	}
	return p
}

// counts says under which condition what is recorded counts.
func (r *writer) counts(s protocol.Step) Paragraph {
	if s.Decision != nil {
		return Paragraph{} // that the question was answered is what its article says
	}
	return r.sentence("regulation.counts", s.StopIf)
}

// pausing says whether the term may stand still or be made longer.
func (r *writer) pausing(s protocol.Step) Paragraph {
	if s.Default == nil {
		return Paragraph{}
	}
	var says string
	if p := s.Default.Pause; p != nil {
		says = r.say("regulation.pause", text.With("span", phrase.Span(r.words, p.Longest)))
	}
	if e := s.Default.Extension; e != nil {
		says = join(says, r.say("regulation.extension", text.With("span", phrase.Span(r.words, e.Length))))
	}
	return Paragraph{Text: says}
}

// forcing are the guards that make the step be done.
func (r *writer) forcing(s protocol.Step) Paragraph {
	p := Paragraph{Text: r.say("regulation.forced")}
	for _, g := range r.def.Guards {
		if g.Effect == protocol.Forces && g.Step == s.Code {
			p.Items = append(p.Items, r.only(phrase.Or(r.words, facts(r.words, g.On)), g.If))
		}
	}
	if len(p.Items) == 0 {
		return Paragraph{}
	}
	return p
}

// guard is the article of one guard: what it keeps from happening, when, and why.
func (r *writer) guard(g protocol.Guard) Article {
	a := Article{Heading: g.Code}
	on := text.With("facts", phrase.Or(r.words, facts(r.words, g.On)))
	if g.Effect == protocol.Forces {
		a.Paragraphs = append(a.Paragraphs, Paragraph{Text: r.say("regulation.guard-forces", on, text.With("step", r.ref(g.Step)))})
	} else {
		a.Paragraphs = append(a.Paragraphs, Paragraph{Text: r.say("regulation.guard-refuses", on)})
	}
	if p := r.sentence("regulation.guard-if", g.If); p.Text != "" {
		a.Paragraphs = append(a.Paragraphs, p)
	}
	a.Paragraphs = append(a.Paragraphs, Paragraph{Text: r.say("regulation.guard-why", text.With("why", r.in(g.Why)))})
	if g.AtOnce {
		a.Paragraphs = append(a.Paragraphs, Paragraph{Text: r.say("regulation.guard-at-once")})
	}
	return a
}

// exits is the article that says how a dossier can end: what is required, in the words
// of the protocol and as it is asked.
func (r *writer) exits() Article {
	p := Paragraph{Text: r.say("regulation.exits-are")}
	for _, e := range r.def.Exits {
		one := Item{Text: r.in(e.Label)}
		if len(e.Requires) > 0 {
			one.Text = r.say("regulation.exit-requires", text.With("label", one.Text))
		}
		for _, need := range e.Requires {
			said := r.condition(need.If)
			one.Items = append(one.Items, Item{r.say("regulation.exit-need", text.With("why", r.in(need.Why)), text.With("condition", said.Text)), itemsOf(said)})
		}
		p.Items = append(p.Items, one)
	}
	return Article{Heading: r.say("regulation.exits"), Paragraphs: []Paragraph{p}}
}

// parameters is the article of the numbers that the organisation sets.
func (r *writer) parameters() Article {
	p := Paragraph{Text: r.say("regulation.parameters-are")}
	for _, one := range r.def.Parameters {
		p.Items = append(p.Items, Item{Text: r.say("regulation.parameter", text.With("label", r.in(one.Label)),
			text.Count("n", one.Default), text.Count("least", one.Least), text.Count("most", one.Most))})
	}
	return Article{Heading: r.say("regulation.parameters"), Paragraphs: []Paragraph{p}}
}

// general are the articles of the first chapter.
func (r *writer) general() []Article {
	all := []Article{r.terms(), r.counting(), r.scope()}
	if len(r.def.Roles) > 0 {
		all = append(all, r.roles())
	}
	if len(r.def.Parameters) > 0 {
		all = append(all, r.parameters())
	}
	return all
}

// rules are the chapters of guards and of how a dossier ends.
func (r *writer) rules() {
	if len(r.def.Guards) > 0 {
		var all []Article
		for _, g := range r.def.Guards {
			all = append(all, r.guard(g))
		}
		r.chapter("regulation.chapter-guards", all...)
	}
	if len(r.def.Exits) > 0 {
		r.chapter("regulation.chapter-exits", r.exits())
	}
}

// asks says whether something depends on a condition.
func (r *writer) asks() bool {
	return slices.ContainsFunc(r.def.Guards, func(g protocol.Guard) bool { return !g.If.IsZero() }) ||
		slices.ContainsFunc(r.def.Steps, func(s protocol.Step) bool {
			return !s.StopIf.IsZero() && s.Decision == nil || ending(s) || slices.ContainsFunc(s.Start, func(o protocol.Start) bool { return !o.If.IsZero() }) ||
				s.Default != nil && len(s.Default.Cases) > 0
		})
}
