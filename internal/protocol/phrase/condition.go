package phrase

import (
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/clause"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
)

// Said is a condition in words: a clause before which "if" can stand. One that is too
// deep for a sentence is the line before a list.
type Said struct {
	Text  string
	Items []Said
	// joined: it is more than one thing, and another "and" or "or" beside it would leave
	// open what belongs together.
	joined bool
	// when is of which fact it is, "the last time that a talk was held": it follows what
	// is said of the same fact once.
	when string
}

// Limits of what stands in one clause; more becomes a list.
const (
	maxInOneClause = 2
	maxClauseRunes = 220
)

// Condition says a condition of a definition; of no condition it says nothing. Beside
// are other protocols of which it may name steps and decisions.
func Condition(w *text.Words, d protocol.Definition, c protocol.Condition, beside ...protocol.Definition) Said {
	asked := clause.Of(c)
	if asked == nil {
		return Said{}
	}
	t := &teller{words: w, known: append([]protocol.Definition{d}, beside...)}
	return t.closed(t.clause(asked, false))
}

// Line is all of it in one line, its lists with numbers in brackets.
func (s Said) Line() string { return s.numbered("") }

func (s Said) numbered(before string) string {
	if len(s.Items) == 0 {
		return s.Text
	}
	items := make([]string, len(s.Items))
	for i, one := range s.Items {
		n := before + strconv.Itoa(i+1)
		items[i] = "(" + n + ") " + one.numbered(n+".")
	}
	return s.Text + ": " + strings.Join(items, "; ")
}

// teller makes one condition into words.
type teller struct {
	words *text.Words
	// known are the protocol, and those beside it.
	known []protocol.Definition
	// within: a list of facts is being asked, so that "now" must be told from "then".
	within bool
	// decision is the one that the condition is about, if it names one.
	decision protocol.StepCode
}

func (t *teller) say(key text.Key, args ...text.Arg) string { return t.words.Say(key, args...) }

// either is one of two sentences, for what is so and for what is not.
func (t *teller) either(not bool, yes, no text.Key, args ...text.Arg) Said {
	if not {
		yes = no
	}
	return Said{Text: t.say(yes, args...)}
}

// clause says a clause, or that it is not so.
func (t *teller) clause(c clause.Clause, not bool) Said {
	switch c := c.(type) {
	case clause.All:
		return t.all(c.Of, not)
	case clause.Either:
		return t.oneOf(c.Of, not)
	case clause.Not:
		return t.clause(c.Of, !not)
	case clause.Each:
		return t.each(c, not)
	case clause.Compared:
		return t.compared(c, not)
	case clause.Among:
		return t.among(c, not)
	case clause.Affirmed:
		return t.affirmed(c.Field, not)
	case clause.Has:
		return t.has(c, not)
	case clause.Progress:
		if step := text.With("step", t.step(c.Step)); c.Open {
			return t.either(not, "cond.open", "cond.not-open", step)
		} else {
			return t.either(not, "cond.done", "cond.not-done", step)
		}
	case clause.Formal:
		return t.either(not, "cond.formal", "cond.not-formal")
	case clause.Unread:
		return t.either(not, "cond.unread", "cond.not-unread", text.With("source", c.Source))
	}
	return Said{}
}

// affirmed says that a question was answered with yes, or not with yes.
func (t *teller) affirmed(f clause.Field, not bool) Said {
	if f.Name == record.FieldSecond && len(asked(f)) == 0 {
		return t.about(f, t.either(not, "cond.seconded", "cond.not-seconded"))
	}
	if f.Name == record.FieldAlike && len(asked(f)) == 0 {
		return t.about(f, t.either(not, "cond.alike", "cond.not-alike"))
	}
	if f.Name == record.FieldCompared && len(asked(f)) == 0 {
		return t.about(f, t.either(not, "cond.compared", "cond.not-compared"))
	}
	if f.Name == record.FieldDifferent && len(asked(f)) == 0 {
		return t.about(f, t.either(not, "cond.different", "cond.not-different"))
	}
	return t.about(f, t.either(not, "cond.yes", "cond.not-yes", text.With("question", t.question(f))))
}

// names is the decision that one of the parts asks for.
func names(parts []clause.Clause) protocol.StepCode {
	for _, c := range parts {
		a, ok := c.(clause.Among)
		if f, field := a.What.(clause.Field); ok && field && f.Name == protocol.FieldDecision && len(a.Answers) == 1 {
			return protocol.StepCode(a.Answers[0])
		}
	}
	return ""
}

// all says that each part is so, and what is the exception to that.
func (t *teller) all(parts []clause.Clause, not bool) Said {
	if d := names(parts); d != "" {
		outer := t.decision
		t.decision = d
		defer func() { t.decision = outer }()
	}
	if not {
		return t.list(parts, true, "cond.not-all", Or)
	}
	last := len(parts) - 1
	if n, ok := parts[last].(clause.Not); ok && composed(n.Of) {
		if rule := t.closed(t.list(parts[:last], false, "cond.all", And)); len(rule.Items) == 0 {
			except := t.closed(t.clause(n.Of, false))
			says := t.say("cond.unless", text.With("what", rule.Text), text.With("unless", except.Text))
			return Said{Text: says, Items: except.Items, joined: true}
		}
	}
	return t.list(parts, false, "cond.all", And)
}

// composed says whether a clause is made of others.
func composed(c clause.Clause) bool {
	switch c.(type) {
	case clause.All, clause.Either:
		return true
	}
	return false
}

func (t *teller) oneOf(parts []clause.Clause, not bool) Said {
	if not {
		return t.list(parts, true, "cond.none", And)
	}
	return t.list(parts, false, "cond.either", Or)
}

// list says a few short parts in one clause, each denied if the whole is; others follow
// the line of the key, which denies for all of them.
func (t *teller) list(parts []clause.Clause, not bool, key text.Key, join func(*text.Words, []string) string) Said {
	if len(parts) == 1 {
		return t.clause(parts[0], not)
	}
	if s, ok := t.inline(parts, not, join); ok {
		return s
	}
	s := Said{Text: t.say(key), joined: true}
	for _, c := range parts {
		s.Items = append(s.Items, t.closed(t.clause(c, false)))
	}
	return s
}

// inline says parts in one clause, if that leaves nothing open.
func (t *teller) inline(parts []clause.Clause, not bool, join func(*text.Words, []string) string) (Said, bool) {
	if len(parts) > maxInOneClause {
		return Said{}, false
	}
	var says []string
	runes, when := 0, ""
	for i, c := range parts {
		s := t.clause(c, not)
		if i == 0 {
			when = s.when
		}
		if s.joined || len(s.Items) > 0 || s.when != when {
			return Said{}, false
		}
		says, runes = append(says, s.Text), runes+len([]rune(s.Text))
	}
	return Said{Text: join(t.words, says), joined: true, when: when}, runes <= maxClauseRunes
}

// closed says of which fact it is.
func (t *teller) closed(s Said) Said {
	if s.when != "" {
		s.Text, s.when = t.say("cond.of", text.With("what", s.Text), text.With("when", s.when)), ""
	}
	return s
}

func (t *teller) has(c clause.Has, not bool) Said {
	if not {
		return Said{Text: t.say("cond.not-fact", text.With("fact", Fact(t.words, c.Kind)))}
	}
	return Said{Text: Fact(t.words, c.Kind)}
}

// each says that something was so of some, all or none of the facts of a kind.
func (t *teller) each(e clause.Each, not bool) Said {
	fact := text.With("fact", t.facts(e.List))
	key, with := text.Key("cond.some"), text.Key("cond.some-with")
	switch {
	case e.Quantity == clause.OfAll && not:
		key, with = "cond.some", "cond.some-not"
	case e.Quantity == clause.OfAll:
		key, with = "cond.each", "cond.each-with"
	case e.Quantity == clause.OfSome == not:
		key, with = "cond.never", "cond.never-with"
	}
	if e.Of == nil {
		return Said{Text: t.say(key, fact)}
	}
	asked := t.inner(e.Of)
	return Said{Text: t.say(with, fact, text.With("what", asked.Text)), Items: asked.Items, joined: asked.joined}
}

// inner says what is asked of the facts of a list.
func (t *teller) inner(c clause.Clause) Said {
	outer := t.within
	t.within = true
	defer func() { t.within = outer }()
	return t.closed(t.clause(c, false))
}

// facts is a kind of fact, with which of them are meant.
func (t *teller) facts(l clause.List) string {
	fact := Fact(t.words, l.Kind)
	if l.If == nil {
		return fact
	}
	return t.say("cond.facts", text.With("fact", fact), text.With("what", t.inner(l.If).Line()))
}

// among says which answer was given.
func (t *teller) among(c clause.Among, not bool) Said {
	var answers []string
	for _, a := range c.Answers {
		answers = append(answers, t.answer(c.What, a))
	}
	are := text.With("answers", Or(t.words, answers))
	switch what := c.What.(type) {
	case clause.Offices:
		return t.either(not, "cond.office", "cond.not-office", are)
	case clause.DecidedOn:
		return t.either(not, "cond.decided", "cond.not-decided", are, text.With("step", t.step(what.Step)))
	case clause.Field:
		question := text.With("question", t.question(what))
		switch {
		case what.Name == fieldBy:
			return t.about(what, t.either(not, "cond.by", "cond.not-by", are))
		case t.many(what):
			return t.about(what, t.either(not, "cond.includes", "cond.not-includes", question, are))
		}
		return t.about(what, t.either(not, "cond.answer", "cond.not-answer", question, are))
	}
	return t.either(not, "cond.equal", "cond.not-equal", text.With("left", t.value(c.What)), text.With("right", Or(t.words, answers)))
}

// about is of which fact it is.
func (t *teller) about(f clause.Field, s Said) Said {
	switch f.Of.Place {
	case clause.LastOf:
		s.when = t.say("cond.last-time", text.With("fact", t.fact(f)))
	case clause.FirstOf:
		s.when = t.say("cond.first-time", text.With("fact", t.fact(f)))
	}
	return s
}

func (t *teller) fact(f clause.Field) string {
	if len(f.Of.Kinds) == 0 {
		return ""
	}
	return Fact(t.words, f.Of.Kinds[0])
}
