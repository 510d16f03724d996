package draw

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// maxNoteLines bounds what one note below the picture says.
const maxNoteLines = 12

// Section is a list below the picture.
type Section struct {
	Heading string
	Lines   []string
}

// Below are the lists that stand below the whole picture, for whoever shows its sheets:
// boxes name conditions, locks and roles that only these explain. Whoever is told when a
// step is late, which makes boxes long, is among them.
func Below(d protocol.Definition, o Options) []Section {
	p := &picture{routing: &routing{graph: &graph{def: d}}, words: o.Words, law: o.Law}
	all := p.sections()
	if told := p.lateLines(); len(told) > 0 {
		all = append(all, Section{p.words.Say("picture.told-late"), told})
	}
	return all
}

// lateLines say who is told when a step is late: steps of which the same are told
// together.
func (p *picture) lateLines() []string {
	var order []string
	steps := map[string][]string{}
	for i, s := range p.def.Steps {
		for _, says := range late(p.words, p.def, s) {
			if steps[says] == nil {
				order = append(order, says)
			}
			steps[says] = append(steps[says], strconv.Itoa(i+1))
		}
	}
	var all []string
	for _, says := range order {
		all = append(all, p.words.Say("picture.step-says", text.With("n", phrase.And(p.words, steps[says])), text.With("says", says)))
	}
	return all
}

// sections are what boxes and arrows do not say: when the protocol holds, who is who,
// what locks are, and how it can end.
func (p *picture) sections() []Section {
	var all []Section
	add := func(key text.Key, lines []string) {
		if len(lines) > 0 {
			all = append(all, Section{p.words.Say(key), lines})
		}
	}
	if len(p.def.Trigger)+len(p.def.Until) > 0 {
		add("picture.holds", p.holds())
	}
	add("picture.conditions", p.conditionLines())
	add("picture.roles", p.roleLines())
	add("picture.locks", p.lockLines())
	add("picture.exits", p.exitLines())
	return all
}

func (p *picture) holds() []string {
	w := p.words
	all := []string{w.Say("picture.holds-always")}
	if len(p.def.Trigger) > 0 {
		all = []string{w.Say("picture.holds-when", text.With("facts", p.starts(p.def.Trigger)))}
	}
	if len(p.def.Until) > 0 {
		all = append(all, w.Say("picture.holds-until", text.With("facts", p.starts(p.def.Until))))
	}
	return all
}

func (p *picture) starts(list []protocol.Start) string {
	var all []string
	for _, s := range list {
		all = append(all, phrase.Start(p.words, s))
	}
	return phrase.Or(p.words, all)
}

// conditionLines are the conditions of each step, which its box only mentions.
func (p *picture) conditionLines() []string {
	w := p.words
	var all []string
	for i, s := range p.def.Steps {
		n := text.With("n", strconv.Itoa(i+1))
		add := func(key text.Key, c protocol.Condition, args ...text.Arg) {
			if said := phrase.Condition(w, p.def, c); said.Text != "" {
				all = append(all, phrase.Upper(w.Say(key, append(args, n, text.With("condition", said.Line()))...))+".")
			}
		}
		for _, start := range s.Start {
			if !start.If.IsZero() {
				for _, when := range phrase.Begins(w, p.def, []protocol.Start{start}) {
					all = append(all, phrase.Upper(w.Say("picture.condition-begins", n, text.With("when", when)))+".")
				}
			}
		}
		if s.Default != nil {
			for _, c := range s.Default.Cases {
				add("picture.condition-term", c.If, text.With("span", phrase.Span(w, c.Length)))
			}
		}
		if s.Decision == nil {
			add("picture.condition-counts", s.StopIf)
		}
		for _, end := range s.Ends {
			add("picture.condition-ends", end.If, text.With("fact", phrase.Fact(w, end.Kind)))
		}
	}
	return all
}

func (p *picture) roleLines() []string {
	var all []string
	for _, r := range p.def.Roles {
		args := []text.Arg{text.With("label", phrase.Upper(r.Label.In(p.words.Language()))), text.With("chain", phrase.Chain(p.words, r))}
		if r.Outside {
			all = append(all, p.words.Say("picture.role-outside", args...))
		} else {
			all = append(all, p.words.Say("picture.role", args...))
		}
	}
	return all
}

// lockLines are the guards by their numbers. One at a fact that no step records says
// at which.
func (p *picture) lockLines() []string {
	var all []string
	for i, g := range p.def.Guards {
		n, why := text.With("n", strconv.Itoa(i+1)), text.With("why", g.Why.In(p.words.Language()))
		shown := g.Effect == protocol.Forces || slices.ContainsFunc(p.def.Steps, func(s protocol.Step) bool { return locks(g, s) })
		if shown {
			all = append(all, p.words.Say("picture.lock-is", n, why))
			continue
		}
		var facts []string
		for _, k := range g.On {
			facts = append(facts, phrase.Fact(p.words, k))
		}
		all = append(all, p.words.Say("picture.lock-on", n, why, text.With("facts", phrase.Or(p.words, facts))))
	}
	return all
}

// locks says whether a guard can refuse what records a step.
func locks(g protocol.Guard, s protocol.Step) bool {
	return g.Effect == protocol.Refuses && slices.ContainsFunc(s.Stop, func(k gehoor.Kind) bool { return slices.Contains(g.On, k) })
}

func (p *picture) exitLines() []string {
	var all []string
	for _, e := range p.def.Exits {
		label := e.Label.In(p.words.Language())
		var needs []string
		for _, r := range e.Requires {
			needs = append(needs, strings.TrimRight(r.Why.In(p.words.Language()), ". "))
		}
		if len(needs) == 0 {
			all = append(all, label+".")
			continue
		}
		all = append(all, p.words.Say("picture.exit-requires", text.With("label", label), text.With("requires", strings.Join(needs, "; ")))+".")
	}
	return all
}

// guards are the numbers of those of the protocol that do something to a step.
func (p *picture) guards(is func(protocol.Guard) bool) string {
	var numbers []string
	for i, g := range p.def.Guards {
		if is(g) {
			numbers = append(numbers, strconv.Itoa(i+1))
		}
	}
	return phrase.And(p.words, numbers)
}

// rules are what a box says of its decision, its locks and its card.
func (p *picture) rules(s protocol.Step) []string {
	w := p.words
	var all []string
	if d := s.Decision; d != nil {
		all = append(all, p.decision(d)...)
	}
	if !s.StopIf.IsZero() {
		all = append(all, w.Say("picture.only"))
	}
	if by := p.guards(func(g protocol.Guard) bool { return g.Effect == protocol.Forces && g.Step == s.Code }); by != "" {
		all = append(all, w.Say("picture.forced", text.With("locks", by)))
	}
	if by := p.guards(func(g protocol.Guard) bool { return locks(g, s) }); by != "" {
		all = append(all, w.Say("picture.lock", text.With("locks", by)))
	}
	for _, c := range p.def.Cards {
		if c.Code == s.Card {
			all = append(all, w.Say("picture.card", text.With("title", c.Title.In(w.Language()))))
		}
	}
	return all
}

func (p *picture) decision(d *protocol.Decision) []string {
	w := p.words
	var options []string
	undecided := w.Say("picture.undecided-open")
	for _, o := range d.Options {
		label := o.Label.In(w.Language())
		options = append(options, label)
		if o.Code == d.Undecided {
			undecided = w.Say("picture.undecided", text.With("option", label))
		}
	}
	return []string{w.Say("picture.choice", text.With("options", phrase.Or(w, options))), undecided}
}

// measureSections breaks the lists into lines of the picture's width, and says how
// high they are. A sheet has none ([Below]).
func (p *picture) measureSections() float64 {
	if p.on != nil {
		return 0
	}
	height := 0.0
	for _, s := range p.sections() {
		p.below = append(p.below, line{s.Heading, "pp-label", legendLine})
		for _, l := range s.Lines {
			for i, one := range wrap(l, smallSize, p.width-2*margin, false, maxNoteLines) {
				down := smallLine
				if i == 0 {
					down += paragraph
				}
				p.below = append(p.below, line{one, "pp-small", down})
			}
		}
	}
	for _, l := range p.below {
		height += l.down
	}
	return height
}

func (p *picture) writeSections(y float64) {
	for _, l := range p.below {
		y += l.down
		p.say("text", l.says, "class", l.class, "x", num(margin), "y", num(y))
	}
}
