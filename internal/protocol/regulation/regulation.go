package regulation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// Document is a regulation.
type Document struct {
	Language gehoor.Language
	Title    string
	// Preamble are the lines before the first chapter.
	Preamble []string
	Chapters []Chapter
	// Closing are the lines of whoever adopts it, after the last article.
	Closing []string
	// Annex are the cards, for who does a step.
	Annex Annex
}

// Chapter is a part with its articles.
type Chapter struct {
	Heading  string
	Articles []Article
}

// Article is one article. Its paragraphs are numbered if there is more than one.
type Article struct {
	Number int
	// Heading has the number.
	Heading    string
	Paragraphs []Paragraph
}

// Paragraph is a sentence, and what follows it by letter.
type Paragraph struct {
	Text  string
	Items []Item
}

// Item is a part of a sentence, and what follows it in turn: by number under a letter,
// by letter under a number.
type Item struct {
	Text  string
	Items []Item
}

// Annex is what people keep at hand; one without cards is none.
type Annex struct {
	Heading, Text string
	Cards         []Card
}

// Card is what somebody does and leaves at a step.
type Card struct {
	Heading string
	// For says at which articles; "" if at none.
	For      string
	Do, Dont List
}

// List are lines under a line.
type List struct {
	Text  string
	Lines []string
}

// writer makes one document.
type writer struct {
	def    protocol.Definition
	beside []protocol.Definition
	law    protocol.Law
	words  *text.Words
	doc    Document
	// article is where each step stands.
	article map[protocol.StepCode]int
	next    int
}

// Of writes a definition that [protocol.Check] accepts, in the language of the words.
// Beside are other protocols, of which a condition may name steps and decisions.
func Of(w *text.Words, d protocol.Definition, l protocol.Law, beside ...protocol.Definition) Document {
	r := &writer{def: d, beside: beside, law: l, words: w, article: map[protocol.StepCode]int{}}
	r.doc.Language, r.doc.Title = w.Language(), r.say("regulation.title", text.With("title", r.title()))
	r.preamble()
	general := r.general()
	r.number(len(general))
	r.chapter("regulation.chapter-general", general...)
	steps := make([]Article, len(d.Steps))
	for i, s := range d.Steps {
		steps[i] = r.step(s)
	}
	r.chapter("regulation.chapter-steps", steps...)
	r.rules()
	r.chapter("regulation.chapter-end", r.force(), r.citing())
	r.doc.Annex = r.annex()
	r.doc.Closing = []string{r.say("regulation.adopted"), r.say("regulation.consent"), r.say("regulation.signed")}
	return r.doc
}

func (r *writer) say(key text.Key, args ...text.Arg) string { return r.words.Say(key, args...) }

func (r *writer) title() string { return r.def.Title.In(r.words.Language()) }

// number gives each step its article, so that one can name another; before is how many
// come before the first.
func (r *writer) number(before int) {
	for i, s := range r.def.Steps {
		r.article[s.Code] = before + 1 + i
	}
}

// chapter adds a chapter, and numbers its articles on.
func (r *writer) chapter(key text.Key, articles ...Article) {
	for i := range articles {
		r.next++
		articles[i].Number = r.next
		for _, p := range articles[i].Paragraphs {
			punctuate(p.Items, ".")
		}
		articles[i].Heading = r.say("regulation.article", text.With("n", strconv.Itoa(r.next)), text.With("heading", articles[i].Heading))
	}
	n := strconv.Itoa(len(r.doc.Chapters) + 1)
	r.doc.Chapters = append(r.doc.Chapters, Chapter{r.say("regulation.chapter", text.With("n", n), text.With("heading", r.say(key))), articles})
}

// punctuate ends each item of a list, and the last one the sentence.
func punctuate(items []Item, end string) {
	for i := range items {
		stop := ";"
		if i == len(items)-1 {
			stop = end
		}
		if inner := items[i].Items; len(inner) > 0 {
			items[i].Text += ":"
			punctuate(inner, stop)
		} else {
			items[i].Text += stop
		}
	}
}

// plain are items without others under them.
func plain(lines ...string) []Item {
	var all []Item
	for _, l := range lines {
		all = append(all, Item{Text: l})
	}
	return all
}

func (r *writer) preamble() {
	r.doc.Preamble = []string{r.say("regulation.body"), r.say("regulation.read")}
	var articles []string
	for _, s := range r.def.Steps {
		if s.Statutory == nil {
			continue
		}
		if law, ok := r.law.Term(s.Statutory.Law); ok && !slices.Contains(articles, law.Article) {
			articles = append(articles, law.Article)
		}
	}
	if len(articles) > 0 {
		r.doc.Preamble = append(r.doc.Preamble, r.say("regulation.having-regard", text.With("articles", phrase.And(r.words, articles))))
	} else {
		r.doc.Preamble = append(r.doc.Preamble, r.say("regulation.having-regard-none"))
	}
	r.doc.Preamble = append(r.doc.Preamble, r.say("regulation.considering"), r.say("regulation.decides"))
}

// terms is the article that says what words mean.
func (r *writer) terms() Article {
	items := []string{r.say("regulation.term-day"), r.say("regulation.term-working-day")}
	if r.uses(func(s protocol.Span) bool { return s.WorkingHours > 0 }) {
		items = append(items, r.say("regulation.term-working-hour"))
	}
	items = append(items, r.say("regulation.term-recorded"), r.say("regulation.term-own"))
	if r.has(protocol.BasisGuidance) {
		items = append(items, r.say("regulation.term-guidance"))
	}
	if r.asks() {
		items = append(items, r.say("regulation.term-condition"))
	}
	return Article{Heading: r.say("regulation.terms"), Paragraphs: []Paragraph{{r.say("regulation.terms-are"), plain(items...)}}}
}

// counting is the article that says how terms are counted.
func (r *writer) counting() Article {
	keys := []text.Key{"regulation.count-first", "regulation.count-days"}
	if r.uses(func(s protocol.Span) bool { return s.Months > 0 }) {
		keys = append(keys, "regulation.count-months")
	}
	keys = append(keys, "regulation.count-working-days")
	if r.uses(func(s protocol.Span) bool { return s.Hours > 0 }) {
		keys = append(keys, "regulation.count-hours")
	}
	if r.warns() {
		keys = append(keys, "regulation.count-warning")
	}
	if r.has(protocol.BasisStatutory) {
		keys = append(keys, "regulation.count-law")
	}
	keys = append(keys, "regulation.count-closed", "regulation.count-late")
	var all []Paragraph
	for _, k := range keys {
		all = append(all, Paragraph{Text: r.say(k)})
	}
	return Article{Heading: r.say("regulation.counting"), Paragraphs: all}
}

// uses says whether a term or a level is counted in some way.
func (r *writer) uses(is func(protocol.Span) bool) bool {
	return slices.ContainsFunc(r.def.Steps, func(s protocol.Step) bool { return slices.ContainsFunc(r.spans(s), is) })
}

// warns says whether somebody is told before a term is over.
func (r *writer) warns() bool {
	return slices.ContainsFunc(r.def.Steps, func(s protocol.Step) bool {
		return slices.ContainsFunc(rungs(s), func(one protocol.Rung) bool {
			return one.From == protocol.FromStart || one.Percent > 0 || !one.Before.IsZero()
		})
	})
}

// rungs are all levels of a step.
func rungs(s protocol.Step) []protocol.Rung {
	var all []protocol.Rung
	if s.Default != nil {
		all = append(all, s.Default.Ladder...)
		for _, c := range s.Default.Cases {
			all = append(all, c.Ladder...)
		}
	}
	if s.Statutory != nil {
		all = append(all, s.Statutory.Ladder...)
	}
	return all
}

// spans are all lengths that a step names.
func (r *writer) spans(s protocol.Step) []protocol.Span {
	all := []protocol.Span{s.Aim}
	for _, start := range s.Start {
		all = append(all, start.After)
	}
	if s.Default != nil {
		all = append(all, s.Default.Length)
		for _, c := range s.Default.Cases {
			all = append(all, c.Length)
		}
	}
	if s.Statutory != nil {
		law, _ := r.law.Term(s.Statutory.Law)
		all = append(all, law.Length)
	}
	for _, rung := range rungs(s) {
		all = append(all, rung.After, rung.Before)
	}
	return all
}

// has says whether a term has a basis.
func (r *writer) has(b protocol.Basis) bool {
	return slices.ContainsFunc(r.def.Steps, func(s protocol.Step) bool {
		return b == protocol.BasisStatutory && s.Statutory != nil || s.Default != nil && s.Default.Basis == b
	})
}

func (r *writer) force() Article {
	return Article{Heading: r.say("regulation.force"), Paragraphs: []Paragraph{
		{Text: r.say("regulation.force-on")}, {Text: r.say("regulation.force-open")},
	}}
}

func (r *writer) citing() Article {
	return Article{Heading: r.say("regulation.citing"), Paragraphs: []Paragraph{
		{Text: r.say("regulation.cited-as", text.With("title", r.doc.Title))},
		{Text: r.say("regulation.made-from", text.With("code", r.def.Code), text.With("version", r.def.Version), text.With("digest", string(r.def.Digest())))},
	}}
}

// ref names the article of a step, "artikel 3 (ontvangst bevestigen)".
func (r *writer) ref(code protocol.StepCode) string {
	s, _ := r.def.Step(code)
	return r.say("regulation.ref", text.With("n", strconv.Itoa(r.article[code])), text.With("heading", strings.TrimSpace(s.Label.In(r.words.Language()))))
}
