package rehearsal

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
)

// Line is one thing in which two timelines may differ, in words.
type Line struct {
	// What is compared; A and B how it is under each, Differs what that comes to, or ""
	// where no days can be counted.
	What, A, B, Differs string
}

// KnownLines are [Difference.Known] in words.
func (d Difference) KnownLines(w *text.Words) []Line {
	lines := make([]Line, len(d.Known))
	for i, k := range d.Known {
		lines[i] = Line{
			What: about(d.who(k, w), k.Dossier, w),
			A:    moment(k.A, "rehearse.never", w), B: moment(k.B, "rehearse.never", w), Differs: differs(k.Days, w),
		}
	}
	return lines
}

// who is a role or a person, in words.
func (d Difference) who(k Known, w *text.Words) string {
	if k.Function != "" {
		for _, f := range slices.Concat(d.a.Functions, d.b.Functions) {
			if f.Code == k.Function {
				return w.Say("rehearse.anybody", text.With("role", f.Label.In(w.Language())))
			}
		}
	}
	if k.Person == "" {
		return w.Say("rehearse.anybody", text.With("role", w.Say(text.RoleKey(k.Role))))
	}
	p, _ := d.a.person(k.Person)
	return w.Say("rehearse.person", text.With("name", cmp.Or(p.Name, k.Person)), text.With("function", p.Function.In(w.Language())))
}

// StepLines are when a step began, was due, and how late it was.
func (d Difference) StepLines(s StepPair, w *text.Words) []Line {
	var a, b Clock
	if s.A != nil {
		a = *s.A
	}
	if s.B != nil {
		b = *s.B
	}
	lines := []Line{
		{w.Say("rehearse.begins"), moment(a.Started, "rehearse.not-begun", w), moment(b.Started, "rehearse.not-begun", w), differs(s.Started, w)},
	}
	if s.A == nil || s.B == nil || a.Due != b.Due {
		lines = append(lines, Line{w.Say("rehearse.due"), moment(a.Due, "rehearse.not-begun", w), moment(b.Due, "rehearse.not-begun", w), differs(s.Due, w)})
	}
	if s.LateA > 0 || s.LateB > 0 {
		lines = append(lines, Line{w.Say("rehearse.lateness"), lateness(s.A, s.LateA, w), lateness(s.B, s.LateB, w), longer(s, w)})
	}
	return lines
}

// longer says how many days longer a step was late under B.
func longer(s StepPair, w *text.Words) string {
	n := s.LateB - s.LateA
	switch {
	case s.A == nil || s.B == nil:
		return ""
	case n < 0:
		return w.Say("rehearse.shorter", text.Count("n", -n))
	case n > 0:
		return w.Say("rehearse.longer", text.Count("n", n))
	}
	return w.Say("rehearse.same")
}

// StepName is what a step is called, with the signal and, if it is not the first,
// its turn.
func (d Difference) StepName(s StepPair, w *text.Words) string {
	name := about(d.label(s.Step, w.Language()), cmp.Or(s.Signal, s.Dossier), w)
	if s.Turn > 1 {
		return w.Say("rehearse.turn", text.With("what", name), text.Count("n", s.Turn))
	}
	return name
}

// label is the name of a step under either protocol.
func (d Difference) label(step string, lang gehoor.Language) string {
	if label := d.a.Label(step, lang); label != step {
		return label
	}
	return d.b.Label(step, lang)
}

// Say tells an act that is skipped, and why.
func (d Difference) Say(e Entry, w *text.Words) (what, why string) {
	return d.b.Say(e, w), d.b.Why(e, w)
}

func about(what, dossier string, w *text.Words) string {
	return w.Say("rehearse.about", text.With("what", what), text.With("dossier", dossier))
}

func moment(t time.Time, never text.Key, w *text.Words) string {
	if t.IsZero() {
		return w.Say(never)
	}
	return w.Moment(t)
}

func lateness(c *Clock, days int, w *text.Words) string {
	switch {
	case c == nil:
		return w.Say("rehearse.not-begun")
	case days == 0:
		return w.Say("rehearse.in-time")
	}
	return w.Say("rehearse.days", text.Count("n", days))
}

// differs says how many days later something is under B.
func differs(days *int, w *text.Words) string {
	switch {
	case days == nil:
		return ""
	case *days < 0:
		return w.Say("rehearse.earlier", text.Count("n", -*days))
	case *days > 0:
		return w.Say("rehearse.later", text.Count("n", *days))
	}
	return w.Say("rehearse.same")
}

// Print writes the difference for people to read.
func (d Difference) Print(out io.Writer, w *text.Words) error {
	b := bufio.NewWriter(out)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(b, format+"\n", args...) }
	say := func(indent string, l Line) {
		s := w.Say("rehearse.pair", text.With("what", l.What), text.With("a", l.A), text.With("b", l.B))
		if l.Differs != "" {
			s += " (" + l.Differs + ")"
		}
		line("%s%s", indent, s)
	}
	line("%s", w.Say("rehearse.comparison", text.With("story", d.Story), text.With("title", titled(d.Title, d.TitleNL, w.Language()))))
	for _, s := range d.Sides(w) {
		line("%s", s)
	}
	line("\n%s", w.Say("rehearse.known-heading"))
	for _, l := range d.KnownLines(w) {
		say("  ", l)
	}
	line("\n%s", w.Say("rehearse.steps-heading"))
	for _, s := range d.Steps {
		line("  %s", d.StepName(s, w))
		for _, l := range d.StepLines(s, w) {
			say("    ", l)
		}
	}
	line("\n%s", w.Say("rehearse.skipped-heading"))
	for _, e := range d.Skipped {
		what, why := d.Say(e, w)
		line("  %s:%d: %s\n    %s", d.Story, e.Line, what, why)
	}
	if len(d.Skipped) == 0 {
		line("  %s", w.Say("rehearse.skipped-none"))
	}
	return b.Flush()
}

// Sides names the protocols of A and of B.
func (d Difference) Sides(w *text.Words) []string {
	var sides []string
	for _, p := range d.A {
		sides = append(sides, side("A", p, w))
	}
	for _, p := range d.B {
		sides = append(sides, side("B", p, w))
	}
	return sides
}

func side(name string, p Protocol, w *text.Words) string {
	return w.Say("rehearse.side", text.With("side", name), text.With("code", p.Code), text.With("version", p.Version), text.With("title", p.Title.In(w.Language())))
}
