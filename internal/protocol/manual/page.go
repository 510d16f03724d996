package manual

import (
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// Options are what a page needs beside the protocol.
type Options struct {
	// Words are those of the language.
	Words *text.Words
	// Law is the table in which statutory terms have their length and article.
	Law protocol.Law
	// Beside are other protocols, of which a condition may name steps and decisions.
	Beside []protocol.Definition
	// File and Picture are where the protocol's file and its drawing are, from the page;
	// "" if there is none.
	File, Picture string
}

// Page writes a definition that [protocol.Check] accepts.
func Page(d protocol.Definition, o Options) string {
	p := &page{Options: o, def: d}
	p.head()
	p.holds()
	p.roles()
	p.steps()
	p.guards()
	p.exits()
	p.parameters()
	p.cards()
	return strings.TrimRight(p.out.String(), "\n") + "\n"
}

type page struct {
	Options
	def protocol.Definition
	out strings.Builder
}

func (p *page) say(key text.Key, args ...text.Arg) string { return p.Words.Say(key, args...) }

func (p *page) in(t gehoor.Text) string { return t.In(p.Words.Language()) }

// line writes a line, and block one with an empty line after it.
func (p *page) line(s string)  { p.out.WriteString(s + "\n") }
func (p *page) block(s string) { p.line(s + "\n") }

// heading begins a part; nothing is written for one without lines.
func (p *page) part(key text.Key, lines []string) {
	if len(lines) == 0 {
		return
	}
	p.block("## " + p.say(key))
	for _, l := range lines {
		p.line(l)
	}
	p.line("")
}

func (p *page) head() {
	p.block("# " + plain(p.in(p.def.Title)))
	p.block(p.say("page.made", text.With("code", "`"+p.def.Code+"`"), text.With("version", p.def.Version), text.With("digest", "`"+string(p.def.Digest())+"`")))
	if p.File != "" {
		p.block("[" + p.say("page.file") + "](" + p.File + ")")
	}
	if p.Picture != "" {
		p.block("[![" + p.say("page.picture") + "](" + p.Picture + ")](" + p.Picture + ")")
	}
}

// holds says in which dossiers it holds, and until when.
func (p *page) holds() {
	lines := []string{p.say("page.holds-always")}
	if len(p.def.Trigger) > 0 {
		lines = append([]string{p.say("page.holds-when"), ""}, p.moments(p.def.Trigger)...)
	}
	if len(p.def.Until) > 0 {
		lines = append(append(lines, "", p.say("page.holds-until"), ""), p.moments(p.def.Until)...)
	}
	p.part("page.holds", lines)
}

func (p *page) moments(starts []protocol.Start) []string {
	var all []string
	for _, says := range phrase.Begins(p.Words, p.def, starts, p.Beside...) {
		all = append(all, "- "+plain(says))
	}
	return all
}

func (p *page) roles() {
	var lines []string
	for _, r := range p.def.Roles {
		key := text.Key("page.role")
		if r.Outside {
			key = "page.role-outside"
		}
		lines = append(lines, "- "+plain(p.say(key, text.With("label", p.in(r.Label)), text.With("chain", phrase.Chain(p.Words, r)))))
	}
	p.part("page.roles", lines)
}

func (p *page) guards() {
	var lines []string
	for _, g := range p.def.Guards {
		lines = append(lines, "- **"+g.Code+"** "+plain(p.guard(g)))
		lines = append(lines, p.list(phrase.Condition(p.Words, p.def, g.If, p.Beside...), "  ")...)
	}
	p.part("page.guards", lines)
}

// guard is a guard up to the list of its condition, if that is one.
func (p *page) guard(g protocol.Guard) string {
	var on []string
	for _, k := range g.On {
		on = append(on, phrase.Fact(p.Words, k))
	}
	args := []text.Arg{text.With("why", p.in(g.Why)), text.With("facts", phrase.Or(p.Words, on))}
	key, cond := text.Key("page.refuses"), text.Key("page.refuses-if")
	if g.Effect == protocol.Forces {
		s, _ := p.def.Step(g.Step)
		args = append(args, text.With("step", p.in(s.Label)))
		key, cond = "page.forces", "page.forces-if"
	}
	said := phrase.Condition(p.Words, p.def, g.If, p.Beside...)
	if said.Text == "" {
		return p.say(key, args...) + "."
	}
	return p.say(cond, append(args, text.With("condition", said.Text))...) + end(said)
}

func end(s phrase.Said) string {
	if len(s.Items) > 0 {
		return ":"
	}
	return "."
}

// list are the items of a condition, under a line.
func (p *page) list(s phrase.Said, indent string) []string {
	var all []string
	for _, one := range s.Items {
		says := indent + "- " + plain(one.Text)
		if len(one.Items) > 0 {
			says += ":"
		}
		all = append(append(all, says), p.list(one, indent+"  ")...)
	}
	return all
}

func (p *page) exits() {
	var lines []string
	for _, e := range p.def.Exits {
		lines = append(lines, "- **"+plain(p.in(e.Label))+"**")
		for _, r := range e.Requires {
			said := phrase.Condition(p.Words, p.def, r.If, p.Beside...)
			why := strings.TrimRight(p.in(r.Why), ". ")
			lines = append(lines, "  - "+plain(p.say("page.requires", text.With("why", why), text.With("condition", said.Text)))+end(said))
			lines = append(lines, p.list(said, "    ")...)
		}
	}
	p.part("page.exits", lines)
}

func (p *page) parameters() {
	var lines []string
	for _, one := range p.def.Parameters {
		lines = append(lines, "- "+plain(p.say("page.parameter", text.With("label", p.in(one.Label)), text.Count("n", one.Default), text.Count("least", one.Least), text.Count("most", one.Most))))
	}
	p.part("page.parameters", lines)
}

func (p *page) cards() {
	if len(p.def.Cards) == 0 {
		return
	}
	p.block("## " + p.say("page.cards"))
	for _, c := range p.def.Cards {
		p.block("### " + plain(p.in(c.Title)))
		p.texts("regulation.card-do", c.Do)
		p.texts("regulation.card-dont", c.Dont)
	}
}

func (p *page) texts(key text.Key, all []gehoor.Text) {
	if len(all) == 0 {
		return
	}
	p.block(p.say(key))
	for _, one := range all {
		p.line("- " + plain(p.in(one)))
	}
	p.line("")
}

// plain keeps a text from being read as Markdown.
func plain(s string) string {
	return strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[", "<", "&lt;", "\n", " ").Replace(s)
}

// number is the number of a step, as in the picture.
func number(i int) string { return strconv.Itoa(i + 1) }
