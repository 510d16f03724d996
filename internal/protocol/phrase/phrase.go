// Package phrase says the parts of a protocol in Dutch and English: terms, kinds of
// fact, who does a step, who is told. A picture, a regulation and a difference use
// the same words, so that a council and a caseworker read the same thing.
//
// Everything here is a pure function of values. A kind of fact has a sentence in the
// catalogue (fact.<kind>), in such an order that "after" can stand before it; one that
// this program does not know is named by its own name.
package phrase

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// Span is a length, "1 maand, 2 weken en 3 dagen"; the zero Span is "".
func Span(w *text.Words, s protocol.Span) string {
	var parts []string
	for _, p := range []struct {
		key text.Key
		n   int
	}{
		{"span.months", s.Months}, {"span.weeks", s.Weeks}, {"span.days", s.Days},
		{"span.working-days", s.WorkingDays}, {"span.hours", s.Hours}, {"span.working-hours", s.WorkingHours},
	} {
		if p.n != 0 {
			parts = append(parts, w.Say(p.key, text.Count("n", p.n)))
		}
	}
	return join(w, "span.and", parts)
}

// Or joins alternatives, "a, b of c".
func Or(w *text.Words, parts []string) string { return join(w, "phrase.or", parts) }

// And joins what holds together, "a, b en c".
func And(w *text.Words, parts []string) string { return join(w, "phrase.and", parts) }

func join(w *text.Words, key text.Key, parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return w.Say(key, text.With("these", strings.Join(parts[:last], ", ")), text.With("last", parts[last]))
}

// FactKey is the key of a kind's sentence.
func FactKey(k gehoor.Kind) text.Key { return text.Key("fact." + string(k)) }

// Fact is a kind of fact as a clause, "het signaal is ontvangen".
func Fact(w *text.Words, k gehoor.Kind) string {
	key := FactKey(k)
	if said := w.Say(key); said != string(key) {
		return said
	}
	return w.Say("phrase.unknown-fact", text.With("kind", string(k)))
}

// only says that something depends on a condition, for where a sentence is too long;
// [Begins] and [Condition] say which.
func only(w *text.Words, says string, c protocol.Condition) string {
	if c.IsZero() {
		return says
	}
	return w.Say("phrase.only-if", text.With("what", says))
}

// By is a kind of fact that only counts if that party recorded it.
func By(w *text.Words, k gehoor.Kind, p protocol.Party) string {
	fact := text.With("fact", Fact(w, k))
	switch p {
	case protocol.ByStaff:
		return w.Say("phrase.by-staff", fact)
	case protocol.ByReporter:
		return w.Say("phrase.by-reporter", fact)
	case protocol.ByParticipant:
		return w.Say("phrase.by-participant", fact)
	case protocol.BySystem:
		return w.Say("phrase.by-system", fact)
	}
	return Fact(w, k)
}

// Start is a way to begin, "7 dagen nadat het signaal is ontvangen". One without a
// delay is the fact alone.
func Start(w *text.Words, s protocol.Start) string {
	says := By(w, s.Kind, s.By)
	if !s.After.IsZero() {
		says = w.Say("phrase.after", text.With("span", Span(w, s.After)), text.With("fact", says))
	}
	if s.From != "" {
		says = w.Say("phrase.from-day", text.With("what", says))
	}
	return only(w, says, s.If)
}

// End is what ends a step that was not done, "het dossier is gesloten".
func End(w *text.Words, e protocol.End) string { return only(w, Fact(w, e.Kind), e.If) }

// When is when something begins, "nadat het signaal is ontvangen of 7 dagen nadat …".
func When(w *text.Words, starts []protocol.Start) string {
	var all []string
	for _, s := range starts {
		if s.After.IsZero() {
			all = append(all, w.Say("phrase.when", text.With("fact", Start(w, s))))
		} else {
			all = append(all, Start(w, s))
		}
	}
	return Or(w, all)
}

// Begins are the ways in which a step begins, each with its condition in words: "nadat
// het signaal is doorgestuurd, als …".
func Begins(w *text.Words, d protocol.Definition, starts []protocol.Start, beside ...protocol.Definition) []string {
	var all []string
	for _, s := range starts {
		c := s.If
		s.If = protocol.Condition{}
		says := When(w, []protocol.Start{s})
		if said := Condition(w, d, c, beside...); said.Text != "" {
			says = w.Say("phrase.if", text.With("what", says), text.With("condition", said.Line()))
		}
		all = append(all, says)
	}
	return all
}

// Guard is what a guard of a definition does, in a sentence: what it refuses, or what it
// has somebody do, and on which condition.
func Guard(w *text.Words, d protocol.Definition, g protocol.Guard) string {
	var facts []string
	for _, k := range g.On {
		facts = append(facts, Fact(w, k))
	}
	on := text.With("facts", Or(w, facts))
	says := w.Say("phrase.guard-refuses", on)
	if g.Effect == protocol.Forces {
		step, _ := d.Step(g.Step)
		says = w.Say("phrase.guard-forces", on, text.With("step", step.Label.In(w.Language())))
	}
	if said := Condition(w, d, g.If); said.Text != "" {
		says = w.Say("phrase.if", text.With("what", says), text.With("condition", said.Line()))
	}
	return says + "."
}

// Who is somebody whom a protocol names, within a sentence: "behandelaar".
func Who(w *text.Words, d protocol.Definition, who protocol.Who) string {
	if r, ok := d.Role(who); ok {
		return r.Label.In(w.Language())
	}
	if r, ok := who.Role(); ok {
		return Lower(w.Say(text.RoleKey(r)))
	}
	if who == protocol.ActingHolder {
		return w.Say("phrase.acting-holder")
	}
	return w.Say("phrase.other-holder")
}

// Chain are those of the program who act for a role, the first first.
func Chain(w *text.Words, r protocol.Role) string { return Roles(w, r.Chain) }

// Roles are those of the program of whom the first does something, the first first.
func Roles(w *text.Words, roles []gehoor.Role) string {
	var all []string
	for _, one := range roles {
		all = append(all, Lower(w.Say(text.RoleKey(one))))
	}
	return join(w, "phrase.else", all)
}

// Basis is where a term comes from: "Wbk art. 2", "richtlijn" or "eigen keuze".
func Basis(w *text.Words, b protocol.Basis, article string) string {
	switch {
	case b == protocol.BasisStatutory:
		return article
	case b == protocol.BasisGuidance:
		return w.Say("phrase.basis-guidance")
	}
	return w.Say("phrase.basis-default")
}

// Terms are the terms of a step, the one that holds without the law first: "7 dagen,
// eigen keuze" and "7 dagen, Wbk art. 2, als …".
func Terms(w *text.Words, s protocol.Step, l protocol.Law) []string {
	var all []string
	if t := s.Default; t != nil {
		all = append(all, w.Say("phrase.term", text.With("span", Span(w, t.Length)), text.With("basis", Basis(w, t.Basis, ""))))
	}
	if s.Default != nil {
		for _, c := range s.Default.Cases {
			all = append(all, only(w, Span(w, c.Length), c.If))
		}
	}
	st := s.Statutory
	if st == nil {
		return all
	}
	law, _ := l.Term(st.Law)
	length := law.Length
	if !st.Length.IsZero() {
		length = st.Length
	}
	args := []text.Arg{text.With("span", Span(w, length)), text.With("basis", law.Article)}
	if st.If == "" {
		return append(all, w.Say("phrase.term", args...))
	}
	return append(all, w.Say("phrase.term-if", append(args, text.With("fact", Fact(w, st.If)))...))
}

// Told are those who are told while a step is not done, in their order, each once.
func Told(w *text.Words, d protocol.Definition, rungs []protocol.Rung) []string {
	var all []string
	for _, r := range rungs {
		if who := Who(w, d, r.To); !slices.Contains(all, who) {
			all = append(all, who)
		}
	}
	return all
}

// Upper begins a sentence.
func Upper(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

// Lower puts a name into a sentence. What is written in capitals stays, and “I”.
func Lower(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1]) {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}
