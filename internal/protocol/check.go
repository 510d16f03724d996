package protocol

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
)

// Escalated is the fact that records an escalation; Evaluate reads it, see
// [Fact].
const Escalated gehoor.Kind = "dossier.escalated"

// Limits of a definition: protocol B, the longest that is planned, has 21 steps
// and 4 levels.
const (
	maxSteps  = 200
	maxStarts = 10
	maxLevel  = 9
)

var (
	codePattern    = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	versionPattern = regexp.MustCompile(`^\d{1,4}\.\d{1,4}\.\d{1,4}$`)
)

// Problem is one thing that is wrong with what a definition says.
type Problem struct {
	// Path is where, in the keys of a protocol's file: "steps[2].start[0]".
	Path string
	// Step is the step it is about, "" if it is about no single one.
	Step StepCode
	// What is wrong, Mend how to put it right.
	What, Mend string
}

// Problems are all that was found.
type Problems []Problem

// Error has a line for each problem.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.What + ": " + one.Mend
		if one.Step != "" {
			lines[i] = fmt.Sprintf("step %q: %s", one.Step, lines[i])
		}
	}
	return strings.Join(lines, "\n")
}

// Check says everything that is wrong with a definition; nothing if nothing is.
// Evaluate may rely on what Check has passed, with the same law table.
func Check(d Definition, v Vocabulary, l Law) Problems {
	c := &checker{def: d, kinds: v, law: l}
	c.definition()
	return c.problems
}

type checker struct {
	def      Definition
	kinds    Vocabulary
	law      Law
	path     string // of the step that is looked at
	step     StepCode
	problems Problems
}

// fail notes a problem at a path below the step, or below the whole.
func (c *checker) fail(at, what, mend string) {
	path := c.path
	if path != "" && at != "" {
		path += "."
	}
	c.problems = append(c.problems, Problem{Path: path + at, Step: c.step, What: what, Mend: mend})
}

const codeMend = "write small letters and digits, with hyphens between words"

func (c *checker) definition() {
	if !codePattern.MatchString(c.def.Code) {
		c.fail("protocol", fmt.Sprintf("%q names no protocol", c.def.Code), codeMend)
	}
	if !versionPattern.MatchString(c.def.Version) {
		c.fail("version", fmt.Sprintf("%q is no version", c.def.Version), "write three numbers, 1.0.0")
	}
	if !complete(c.def.Title) {
		c.fail("title", "a title is missing", "write it in Dutch and English")
	}
	if n := len(c.def.Steps); n == 0 || n > maxSteps {
		c.fail("steps", fmt.Sprintf("there are %d steps", n), fmt.Sprintf("have 1 to %d steps", maxSteps))
		return
	}
	c.kind("", Escalated)
	c.roles()
	c.parameters()
	c.cards()
	c.starts("trigger", c.def.Trigger)
	c.starts("until", c.def.Until)
	for i, s := range c.def.Steps {
		c.path, c.step = fmt.Sprintf("steps[%d]", i), s.Code
		if slices.ContainsFunc(c.def.Steps[:i], func(o Step) bool { return o.Code == s.Code }) {
			c.fail("id", "there are two steps of this name", "rename one")
		}
		c.one(s)
	}
	c.path, c.step = "", ""
	c.guards()
	c.exits()
	c.circles()
	c.unreachable()
}

func (c *checker) one(s Step) {
	if !codePattern.MatchString(string(s.Code)) {
		c.fail("id", fmt.Sprintf("%q names no step", s.Code), codeMend)
	}
	if !c.isRole(s.Actor) {
		c.fail("actor", fmt.Sprintf("unknown role %q as its actor", s.Actor), "write "+c.knownRoles())
	}
	if !complete(s.Label) {
		c.fail("label", "it has no label", "write it in Dutch and English")
	}
	if !complete(s.Told) {
		c.fail("told", "nothing tells the reporter what will happen", "write it in Dutch and English")
	}
	if s.Card != "" && !slices.ContainsFunc(c.def.Cards, func(o Card) bool { return o.Code == s.Card }) {
		c.fail("card", fmt.Sprintf("there is no card %q", s.Card), "write it under cards")
	}
	c.startAndStop(s)
	c.informs(s)
	c.decision(s)
	for i, need := range s.Needs {
		at := fmt.Sprintf("needs[%d]", i)
		if other, ok := c.def.Step(need); !ok {
			c.fail(at, fmt.Sprintf("it needs the unknown step %q", need), "name a step of this protocol")
		} else if other.PerSignal && !s.PerSignal {
			c.fail(at, fmt.Sprintf("it needs %q, which every signal has for itself", need), "let this step be each signal’s too")
		}
	}
	c.terms(s)
	if !s.Aim.IsZero() && !s.Aim.Valid() {
		c.fail("aim", "its aim is no term", "write it in one unit, or in months, weeks and days")
	}
}

func (c *checker) startAndStop(s Step) {
	if n := len(c.def.startsOf(s)); n == 0 || n > maxStarts {
		c.fail("start", fmt.Sprintf("it has %d starts", n), fmt.Sprintf("have 1 to %d starts, or let a guard force it", maxStarts))
	}
	c.starts("start", s.Start)
	for i, start := range s.Start {
		if slices.Contains(s.Stop, start.Kind) && !s.Repeat && start.If.IsZero() && s.StopIf.IsZero() {
			c.fail(fmt.Sprintf("start[%d]", i), fmt.Sprintf("%q both starts and stops it", start.Kind), "let it end with another fact, or let it repeat")
		}
	}
	c.party("by", s.StopBy)
	c.repeat(s)
	if len(s.Stop) == 0 {
		c.fail("record", "nothing stops it", "name the fact that records that it was done")
	}
	for i, k := range s.Stop {
		c.kind(fmt.Sprintf("record[%d]", i), k)
	}
}

// informs: who is told is told of a signal, once, and that does the step.
func (c *checker) informs(s Step) {
	for i, r := range s.Informs {
		at := fmt.Sprintf("informs[%d]", i)
		if !r.IsTold() {
			c.fail(at, fmt.Sprintf("nobody with the role %q is told of a signal and confirms it", r), "write mayor, deputy-mayor, secretary, deputy-secretary or council-clerk")
		}
	}
	switch {
	case len(s.Informs) == 0:
	case !slices.Contains(s.Stop, NoticeGiven):
		c.fail("informs", "that somebody was told does not do it", "name "+string(NoticeGiven)+" under record")
	case s.StopIf.IsZero():
		c.fail("informs", "it would be done when there is nobody to tell", "write record-if: who was told, such as \"mayor\" in fact.functions")
	case !s.PerSignal || s.Repeat:
		c.fail("informs", "it is not done once for each signal", "write each: signal, and no repeat")
	}
}

// repeat: a delay would begin turns that nobody saw begin, and a step that begins
// itself again needs an end.
func (c *checker) repeat(s Step) {
	for i, end := range s.Ends {
		at := fmt.Sprintf("ends[%d]", i)
		c.kind(at, end.Kind)
		// With conditions the same kind can begin it in one case and end it in another.
		starts := func(o Start) bool { return o.Kind == end.Kind && (end.If.IsZero() || o.If.IsZero()) }
		if slices.Contains(s.Stop, end.Kind) || slices.ContainsFunc(s.Start, starts) {
			c.fail(at, fmt.Sprintf("%q starts or stops it too", end.Kind), "let it end with another fact, or say when it begins and when it ends")
		}
	}
	if !s.Repeat {
		return
	}
	if slices.ContainsFunc(s.Start, func(o Start) bool { return !o.After.IsZero() }) {
		c.fail("start", "a step that repeats has a start with a delay", "remove the delay, or make the term longer")
	}
	again := slices.ContainsFunc(s.Start, func(o Start) bool { return slices.Contains(s.Stop, o.Kind) })
	if again && !slices.ContainsFunc(s.Ends, func(e End) bool { return e.If.IsZero() }) {
		c.fail("ends", "it begins again each time that it is done, and never ends", "say which fact ends it, such as dossier.closed")
	}
}

func (c *checker) party(at string, p Party) {
	if p != "" && !p.Valid() {
		c.fail(at, fmt.Sprintf("%q is nobody", p), "write staff, reporter or system")
	}
}

// terms: a step always has exactly one term that holds. A default is needed
// unless the law always holds, and then it must not be there.
func (c *checker) terms(s Step) {
	always := s.Statutory != nil && s.Statutory.If == ""
	switch {
	case always && s.Default != nil:
		c.fail("term", "the law always holds, so a default never would", "remove the term, or say when the law holds")
	case !always && s.Default == nil:
		c.fail("", "a default term is needed where the law does not hold", "write a term")
	}
	if t := s.Default; t != nil {
		if !t.Length.Valid() {
			c.fail("term.length", "its default is no term", "write it in one unit, or in months, weeks and days")
		}
		if t.Basis != BasisGuidance && t.Basis != BasisDefault {
			c.fail("term.basis", "only the law table makes a term statutory", "let its basis be guidance or default (G or D)")
		}
		c.ladder("term.late", t.Ladder)
		c.cases(t)
	}
	if st := s.Statutory; st != nil {
		if t, ok := c.law.Term(st.Law); !ok {
			c.fail("law.term", fmt.Sprintf("the law table has no %q", st.Law), "name a term of the table (gehoor protocol law)")
		} else if !t.Length.Valid() {
			c.fail("law.term", fmt.Sprintf("%s sets no number, so no clock can run on it", st.Law), "write a default term, and name the article in the label")
		}
		if st.If != "" {
			c.kind("law.if", st.If)
		}
		c.stricter(st)
		c.ladder("law.late", st.Ladder)
	}
}

func (c *checker) ladder(path string, rungs []Rung) {
	breach := false
	for i, r := range rungs {
		at := fmt.Sprintf("%s[%d]", path, i)
		if r.Level < 1 || r.Level > maxLevel {
			c.fail(at+".level", fmt.Sprintf("level %d is none", r.Level), fmt.Sprintf("a level is 1 to %d", maxLevel))
		}
		if slices.ContainsFunc(rungs[:i], func(o Rung) bool { return o.Level >= r.Level }) {
			c.fail(at+".level", fmt.Sprintf("level %d stands in the wrong place", r.Level), "let it come after lower levels, once")
		}
		if !c.isRole(r.To) && r.To != OtherHolder && r.To != ActingHolder {
			c.fail(at+".to", fmt.Sprintf("level %d goes to the unknown audience %q", r.Level, r.To), "write "+string(ActingHolder)+", "+string(OtherHolder)+", "+c.knownRoles())
		}
		if !r.placed() {
			c.fail(at+".at", fmt.Sprintf("level %d has no moment that can be counted", r.Level), "count months, weeks, days or working days from start or due")
		}
		breach = breach || r.atBreach()
	}
	if !breach {
		c.fail(path, "no level comes when it is due, so nobody would notice", "add a level at due")
	}
}

func (r Rung) atBreach() bool {
	return r.From == FromDue && r.Percent == 0 && r.After.IsZero() && r.Before.IsZero()
}

// placed says whether the rung is one of the forms of [Rung]. A span in
// days, weeks, months or working days can be counted back and from a morning.
func (r Rung) placed() bool {
	dayed := func(s Span) bool { return s.Valid() && (s.Calendar() || s.WorkingDays > 0) }
	switch {
	case r.Percent != 0:
		return r.Percent > 0 && r.Percent < 100 && r.From == "" && r.After.IsZero() && r.Before.IsZero()
	case r.From == FromStart:
		return dayed(r.After) && r.Before.IsZero()
	case r.From != FromDue:
		return false
	case !r.Before.IsZero():
		return dayed(r.Before) && r.After.IsZero()
	}
	return r.After.IsZero() || r.After.Valid()
}

// circles refuses steps that need each other, which could never be done.
func (c *checker) circles() {
	done := map[StepCode]bool{}
	for range c.def.Steps {
		for _, s := range c.def.Steps {
			if !slices.ContainsFunc(s.Needs, func(n StepCode) bool { return !done[n] }) {
				done[s.Code] = true
			}
		}
	}
	for i, s := range c.def.Steps {
		if _, known := c.firstUnknownNeed(s); !done[s.Code] && known {
			c.path, c.step = fmt.Sprintf("steps[%d]", i), s.Code
			c.fail("needs", "it needs itself, directly or through others", "remove one of the needs")
		}
	}
}

// firstUnknownNeed keeps circles quiet about a step whose needs do not exist:
// that was told already.
func (c *checker) firstUnknownNeed(s Step) (StepCode, bool) {
	for _, n := range s.Needs {
		if _, ok := c.def.Step(n); !ok {
			return n, false
		}
	}
	return "", true
}

func (c *checker) kind(at string, k gehoor.Kind) {
	if !c.kinds.has(k) {
		c.fail(at, fmt.Sprintf("unknown kind of fact %q", k), "name one that gehoor protocol facts lists")
	}
}
