package protocol

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/gehoor/gehoor"
)

// Escalated is the fact that records an escalation; Evaluate reads it, see
// [Fact].
const Escalated gehoor.Kind = "dossier.escalated"

// Vocabulary is every kind of fact that a definition may name. It is given as a
// value, so that this package knows no noun.
type Vocabulary []gehoor.Kind

func (v Vocabulary) has(k gehoor.Kind) bool { return slices.Contains(v, k) }

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

// Check says everything that is wrong with a definition, each on its own line
// and beginning with the step it is about; nil if nothing is. Evaluate may rely
// on what Check has passed, with the same law table.
func Check(d Definition, v Vocabulary, l Law) error {
	c := &checker{def: d, kinds: v, law: l}
	c.definition()
	return errors.Join(c.errs...)
}

type checker struct {
	def   Definition
	kinds Vocabulary
	law   Law
	where string
	errs  []error
}

func (c *checker) failf(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("%s: %s", c.where, fmt.Sprintf(format, args...)))
}

func (c *checker) definition() {
	c.where = fmt.Sprintf("protocol %q", c.def.Code)
	if !codePattern.MatchString(c.def.Code) {
		c.failf("a code is lower-case words with hyphens")
	}
	if !versionPattern.MatchString(c.def.Version) {
		c.failf("a version is three numbers, 1.0.0")
	}
	if !complete(c.def.Title) {
		c.failf("a title in Dutch and English is needed")
	}
	if n := len(c.def.Steps); n == 0 || n > maxSteps {
		c.failf("a protocol has 1 to %d steps, this has %d", maxSteps, n)
		return
	}
	c.kind(Escalated)
	for i, s := range c.def.Steps {
		c.where = fmt.Sprintf("step %q", s.Code)
		if slices.ContainsFunc(c.def.Steps[:i], func(o Step) bool { return o.Code == s.Code }) {
			c.failf("there are two steps of this name")
		}
		c.step(s)
	}
	c.circles()
}

func (c *checker) step(s Step) {
	if !codePattern.MatchString(string(s.Code)) {
		c.failf("a code is lower-case words with hyphens")
	}
	if !s.Actor.Valid() {
		c.failf("unknown role %q as its actor", s.Actor)
	}
	if !complete(s.Label) || !complete(s.Told) {
		c.failf("label and told are needed in Dutch and English")
	}
	c.startAndStop(s)
	for _, need := range s.Needs {
		if other, ok := c.def.Step(need); !ok {
			c.failf("needs the unknown step %q", need)
		} else if other.PerSignal && !s.PerSignal {
			c.failf("needs %q, which every signal has for itself", need)
		}
	}
	c.terms(s)
	if !s.Aim.IsZero() && !s.Aim.Valid() {
		c.failf("its aim is no term")
	}
}

func (c *checker) startAndStop(s Step) {
	if n := len(s.Start); n == 0 || n > maxStarts {
		c.failf("a step has 1 to %d starts, this has %d", maxStarts, n)
	}
	for _, start := range s.Start {
		c.kind(start.Kind)
		if !start.After.IsZero() && (!start.After.Valid() || !start.After.Calendar()) {
			c.failf("a start is delayed by months, weeks or days")
		}
		if slices.Contains(s.Stop, start.Kind) {
			c.failf("%q both starts and stops it", start.Kind)
		}
	}
	if len(s.Stop) == 0 {
		c.failf("nothing stops it")
	}
	for _, k := range s.Stop {
		c.kind(k)
	}
}

// terms: a step always has exactly one term that holds. A default is needed
// unless the law always holds, and then it must not be there.
func (c *checker) terms(s Step) {
	always := s.Statutory != nil && s.Statutory.If == ""
	switch {
	case always && s.Default != nil:
		c.failf("the law always holds, so a default never would")
	case !always && s.Default == nil:
		c.failf("a default term is needed where the law does not hold")
	}
	if t := s.Default; t != nil {
		if !t.Length.Valid() {
			c.failf("its default is no term")
		}
		if t.Basis != BasisGuidance && t.Basis != BasisDefault {
			c.failf("a default's basis is G or D; only the law table makes a term statutory")
		}
		c.ladder("default", t.Ladder)
	}
	if st := s.Statutory; st != nil {
		if t, ok := c.law.Term(st.Law); !ok {
			c.failf("the law table has no %q", st.Law)
		} else if !t.Length.Valid() {
			c.failf("%s sets no number, so no clock can run on it", st.Law)
		}
		if st.If != "" {
			c.kind(st.If)
		}
		c.ladder("statutory", st.Ladder)
	}
}

func (c *checker) ladder(name string, rungs []Rung) {
	breach := false
	for i, r := range rungs {
		if r.Level < 1 || r.Level > maxLevel {
			c.failf("%s: a level is 1 to %d", name, maxLevel)
		}
		if slices.ContainsFunc(rungs[:i], func(o Rung) bool { return o.Level >= r.Level }) {
			c.failf("%s: level %d must come after lower levels, once", name, r.Level)
		}
		if _, ok := r.To.Role(); !ok && r.To != OtherHolder {
			c.failf("%s: level %d goes to the unknown audience %q", name, r.Level, r.To)
		}
		if !r.placed() {
			c.failf("%s: level %d has no moment that can be counted", name, r.Level)
		}
		breach = breach || r.atBreach()
	}
	if !breach {
		c.failf("%s: no level comes when it is due, so nobody would notice", name)
	}
}

func (r Rung) atBreach() bool {
	return r.From == FromDue && r.After.IsZero() && r.Before.IsZero()
}

// placed says whether the rung is one of the four forms of [Rung]. A span in
// days, weeks, months or working days can be counted back and from a morning.
func (r Rung) placed() bool {
	dayed := func(s Span) bool { return s.Valid() && (s.Calendar() || s.WorkingDays > 0) }
	switch {
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
	for _, s := range c.def.Steps {
		if _, known := c.firstUnknownNeed(s); !done[s.Code] && known {
			c.where = fmt.Sprintf("step %q", s.Code)
			c.failf("needs itself, directly or through others")
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

func (c *checker) kind(k gehoor.Kind) {
	if !c.kinds.has(k) {
		c.failf("unknown kind of fact %q", k)
	}
}
