package manual

import (
	"strings"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// steps are the table, and below it what does not fit in one: conditions, decisions,
// what the reporter reads.
func (p *page) steps() {
	p.block("## " + p.say("page.steps"))
	p.line("| | " + p.say("page.step") + " | " + p.say("page.who") + " | " + p.say("page.term") + " | " + p.say("page.late") + " |")
	p.line("|---|---|---|---|---|")
	for i, s := range p.def.Steps {
		p.line("| " + strings.Join([]string{
			number(i), plain(p.in(s.Label)), plain(phrase.Who(p.Words, p.def, s.Actor)),
			plain(strings.Join(phrase.Terms(p.Words, s, p.Law), "; ")), plain(strings.Join(phrase.Told(p.Words, p.def, rungs(s)), "; ")),
		}, " | ") + " |")
	}
	p.line("")
	for i, s := range p.def.Steps {
		p.step(i, s)
	}
}

// rungs are the ladder that holds without the law, else that of the law.
func rungs(s protocol.Step) []protocol.Rung {
	if s.Default != nil {
		return s.Default.Ladder
	}
	return s.Statutory.Ladder
}

func (p *page) step(i int, s protocol.Step) {
	p.block("### " + number(i) + ". " + plain(p.in(s.Label)))
	p.block("`" + string(s.Code) + "` · " + plain(p.in(s.Told)))
	var lines []string
	add := func(key text.Key, args ...text.Arg) { lines = append(lines, "- "+plain(p.say(key, args...))) }
	switch starts := phrase.Begins(p.Words, p.def, s.Start, p.Beside...); len(starts) {
	case 0:
		add("page.begins-forced")
	case 1:
		add("page.begins", text.With("when", starts[0]))
	default:
		add("page.begins-first")
		for _, when := range starts {
			lines = append(lines, "  - "+plain(when))
		}
	}
	if d := s.Decision; d != nil {
		lines = append(lines, "- "+plain(p.decision(*d)))
	} else {
		lines = append(lines, p.done(s)...)
	}
	if len(s.Needs) > 0 {
		add("page.needs", text.With("steps", phrase.And(p.Words, p.numbers(s.Needs))))
	}
	lines = append(append(lines, p.cases(s)...), p.ends(s)...)
	if s.Repeat {
		add("page.repeat")
	}
	for _, l := range lines {
		p.line(l)
	}
	p.line("")
}

func (p *page) decision(d protocol.Decision) string {
	var options []string
	undecided := p.say("picture.undecided-open")
	for _, o := range d.Options {
		options = append(options, p.in(o.Label))
		if o.Code == d.Undecided {
			undecided = p.say("picture.undecided", text.With("option", p.in(o.Label)))
		}
	}
	return phrase.Upper(p.say("picture.choice", text.With("options", phrase.Or(p.Words, options)))) + "; " + undecided
}

func (p *page) done(s protocol.Step) []string {
	var facts []string
	for _, k := range s.Stop {
		facts = append(facts, phrase.By(p.Words, k, s.StopBy))
	}
	lines := []string{"- " + plain(p.say("page.done", text.With("facts", phrase.Or(p.Words, facts))))}
	if said := phrase.Condition(p.Words, p.def, s.StopIf, p.Beside...); said.Text != "" {
		lines = append(lines, "- "+plain(p.say("page.counts", text.With("condition", said.Text)))+strings.TrimSuffix(end(said), "."))
		lines = append(lines, p.list(said, "  ")...)
	}
	if len(s.Informs) > 0 {
		lines = append(lines, "- "+plain(p.say("page.informs", text.With("who", phrase.Roles(p.Words, s.Informs)))))
	}
	return lines
}

// cases are the other lengths of the term, each with its condition.
func (p *page) cases(s protocol.Step) []string {
	if s.Default == nil {
		return nil
	}
	var lines []string
	for _, c := range s.Default.Cases {
		said := phrase.Condition(p.Words, p.def, c.If, p.Beside...)
		says := p.say("page.case", text.With("span", phrase.Span(p.Words, c.Length)), text.With("condition", said.Text))
		lines = append(lines, "- "+plain(says)+strings.TrimSuffix(end(said), "."))
		lines = append(lines, p.list(said, "  ")...)
	}
	return lines
}

func (p *page) ends(s protocol.Step) []string {
	var lines []string
	for _, e := range s.Ends {
		fact := phrase.Fact(p.Words, e.Kind)
		if said := phrase.Condition(p.Words, p.def, e.If, p.Beside...); said.Text != "" {
			fact = p.say("phrase.if", text.With("what", fact), text.With("condition", said.Line()))
		}
		lines = append(lines, "- "+plain(p.say("page.ends", text.With("fact", fact))))
	}
	return lines
}

// numbers are those of steps, by their codes.
func (p *page) numbers(codes []protocol.StepCode) []string {
	var all []string
	for i, s := range p.def.Steps {
		for _, c := range codes {
			if s.Code == c {
				all = append(all, number(i))
			}
		}
	}
	return all
}
