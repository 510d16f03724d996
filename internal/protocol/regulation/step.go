package regulation

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// step is the article of one step: who, by when and on what basis, what records it,
// what must be done before, what happens when it is late, what the reporter is told.
func (r *writer) step(s protocol.Step) Article {
	a := Article{Heading: phrase.Upper(s.Label.In(r.words.Language()))}
	for _, p := range []Paragraph{r.who(s), r.within(s), r.onlyIf(s), r.cases(s), r.byLaw(s), r.forcing(s), r.decision(s), r.done(s), r.counts(s), r.informs(s), r.before(s), r.again(s), r.ends(s), r.pausing(s), r.late(s), r.lateByLaw(s), r.aim(s), r.card(s), r.told(s)} {
		if p.Text != "" {
			a.Paragraphs = append(a.Paragraphs, p)
		}
	}
	return a
}

func (r *writer) who(s protocol.Step) Paragraph {
	who := text.With("who", phrase.Who(r.words, r.def, s.Actor))
	if s.PerSignal {
		return Paragraph{Text: r.say("regulation.who-signal", who)}
	}
	return Paragraph{Text: r.say("regulation.who-dossier", who)}
}

// within says the term. One start stands in the sentence, several follow by letter; one
// that only a guard begins has none.
func (r *writer) within(s protocol.Step) Paragraph {
	if s.Default == nil {
		law := r.lawOf(s)
		return r.term(s, law.Length, r.say("regulation.basis-law", text.With("article", law.Article)))
	}
	if s.Default.Basis == protocol.BasisGuidance {
		return r.term(s, s.Default.Length, r.say("regulation.basis-guidance"))
	}
	return r.term(s, s.Default.Length, r.say("regulation.basis-own"))
}

func (r *writer) term(s protocol.Step, length protocol.Span, basis string) Paragraph {
	span, from := text.With("span", phrase.Span(r.words, length)), text.With("basis", basis)
	if len(s.Start) == 1 {
		only := s.Start[0]
		only.If = protocol.Condition{}
		return Paragraph{Text: r.say("regulation.within", span, from, text.With("when", phrase.When(r.words, []protocol.Start{only})))}
	}
	if len(s.Start) == 0 {
		return Paragraph{Text: r.say("regulation.within-forced", span, from)}
	}
	return Paragraph{r.say("regulation.within-first", span, from), r.starts(s.Start)}
}

// onlyIf is the condition of the one start; several have theirs by letter.
func (r *writer) onlyIf(s protocol.Step) Paragraph {
	if len(s.Start) != 1 {
		return Paragraph{}
	}
	return r.sentence("regulation.begins-if", s.Start[0].If)
}

// lawOf is the term of the law of a step, with the shorter length that is promised.
func (r *writer) lawOf(s protocol.Step) protocol.LawTerm {
	law, _ := r.law.Term(s.Statutory.Law)
	if !s.Statutory.Length.IsZero() {
		law.Length = s.Statutory.Length
	}
	return law
}

// byLaw says when the law takes over from the default.
func (r *writer) byLaw(s protocol.Step) Paragraph {
	if s.Statutory == nil || s.Statutory.If == "" {
		return Paragraph{}
	}
	law := r.lawOf(s)
	return Paragraph{Text: r.say("regulation.by-law", text.With("fact", phrase.Fact(r.words, s.Statutory.If)),
		text.With("span", phrase.Span(r.words, law.Length)), text.With("article", law.Article))}
}

func (r *writer) done(s protocol.Step) Paragraph {
	if s.Decision != nil {
		return Paragraph{Text: r.say("regulation.done-decision")}
	}
	var facts []string
	for _, k := range s.Stop {
		facts = append(facts, phrase.By(r.words, k, s.StopBy))
	}
	return Paragraph{Text: r.say("regulation.done", text.With("facts", phrase.Or(r.words, facts)))}
}

func (r *writer) before(s protocol.Step) Paragraph {
	if len(s.Needs) == 0 {
		return Paragraph{}
	}
	var all []string
	for _, code := range s.Needs {
		all = append(all, r.ref(code))
	}
	return Paragraph{Text: r.say("regulation.before", text.With("steps", phrase.And(r.words, all)))}
}

// again says that the step repeats, and after what it need not be done any more.
func (r *writer) again(s protocol.Step) Paragraph {
	var says string
	if s.Repeat {
		says = r.say("regulation.again")
	}
	if len(s.Ends) > 0 && !ending(s) {
		var ends []string
		for _, end := range s.Ends {
			ends = append(ends, phrase.Fact(r.words, end.Kind))
		}
		says = join(says, r.say("regulation.ends", text.With("fact", phrase.Or(r.words, ends))))
	}
	return Paragraph{Text: says}
}

// ending says whether something ends the step on a condition.
func ending(s protocol.Step) bool {
	return slices.ContainsFunc(s.Ends, func(e protocol.End) bool { return !e.If.IsZero() })
}

// ends are the moments after which the step need not be done, if one has a condition.
func (r *writer) ends(s protocol.Step) Paragraph {
	if !ending(s) {
		return Paragraph{}
	}
	p := Paragraph{Text: r.say("regulation.ends-when")}
	for _, end := range s.Ends {
		p.Items = append(p.Items, r.only(r.say("regulation.moment", text.With("fact", phrase.Fact(r.words, end.Kind))), end.If))
	}
	return p
}

func facts(w *text.Words, kinds []gehoor.Kind) []string {
	var all []string
	for _, k := range kinds {
		all = append(all, phrase.Fact(w, k))
	}
	return all
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

func (r *writer) late(s protocol.Step) Paragraph {
	if s.Default == nil {
		return r.rungs("regulation.late", s.Statutory.Ladder)
	}
	return r.rungs("regulation.late", s.Default.Ladder)
}

// lateByLaw is who is told where the law sets the term, if the default has others.
func (r *writer) lateByLaw(s protocol.Step) Paragraph {
	if s.Statutory == nil || s.Default == nil {
		return Paragraph{}
	}
	return r.rungs("regulation.late-by-law", s.Statutory.Ladder)
}

func (r *writer) rungs(key text.Key, rungs []protocol.Rung) Paragraph {
	if len(rungs) == 0 {
		return Paragraph{}
	}
	p := Paragraph{Text: r.say(key)}
	for _, rung := range rungs {
		p.Items = append(p.Items, Item{Text: phrase.Rung(r.words, r.def, rung)})
	}
	return p
}

// informs says whom the program tells.
func (r *writer) informs(s protocol.Step) Paragraph {
	if len(s.Informs) == 0 {
		return Paragraph{}
	}
	return Paragraph{Text: r.say("regulation.informs", text.With("who", phrase.Roles(r.words, s.Informs)))}
}

func (r *writer) aim(s protocol.Step) Paragraph {
	if s.Aim.IsZero() {
		return Paragraph{}
	}
	return Paragraph{Text: r.say("regulation.aim", text.With("span", phrase.Span(r.words, s.Aim)))}
}

func (r *writer) told(s protocol.Step) Paragraph {
	return Paragraph{Text: r.say("regulation.told", text.With("told", s.Told.In(r.words.Language())))}
}
