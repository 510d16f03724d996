package protocol

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/gehoor/gehoor"
)

// Limits of what guards and decisions have.
const (
	maxGuards   = 100
	maxOn       = 30
	maxOptions  = 30
	maxExits    = 40
	maxRequires = 20
	maxCases    = 10
)

var guardPattern = regexp.MustCompile(`^G-[A-Z]+(-[a-z0-9]+)*$`)

// starts checks facts with which something begins.
func (c *checker) starts(path string, list []Start) {
	for i, s := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.kind(at, s.Kind)
		c.party(at+".by", s.By)
		if !s.After.IsZero() && (!s.After.Valid() || !s.After.Calendar() || path != "start") {
			c.fail(at+".after", "a start cannot be delayed so", "delay the start of a step, by months, weeks or days")
		}
		if s.From != "" && (path != "start" || !c.isDay(s)) {
			c.fail(at+".from", fmt.Sprintf("%q is no day that %s tells", s.From, s.Kind), "name a field of the fact that is a date, at the start of a step")
		}
	}
}

func (c *checker) isDay(s Start) bool {
	t, _ := c.kinds.Kind(s.Kind)
	f, ok := t.Field(s.From)
	return ok && f.Type == ValueDate
}

func (c *checker) guards() {
	if len(c.def.Guards) > maxGuards {
		c.fail("guards", fmt.Sprintf("there are %d guards", len(c.def.Guards)), fmt.Sprintf("have at most %d", maxGuards))
	}
	for i, g := range c.def.Guards {
		c.path = fmt.Sprintf("guards[%d]", i)
		if !guardPattern.MatchString(g.Code) || slices.ContainsFunc(c.def.Guards[:i], func(o Guard) bool { return o.Code == g.Code }) {
			c.fail("id", fmt.Sprintf("%q cannot name a guard", g.Code), "write G- and a word of its own, such as G-BRON or G-BRON-own-request")
		}
		c.oneGuard(g)
	}
	c.path = ""
}

func (c *checker) oneGuard(g Guard) {
	if !complete(g.Why) {
		c.fail("why", "nobody is told why", "write it in Dutch and English")
	}
	if n := len(g.On); n == 0 || n > maxOn {
		c.fail("on", fmt.Sprintf("it looks at %d kinds of fact", n), fmt.Sprintf("name 1 to %d", maxOn))
	}
	for i, k := range g.On {
		c.kind(fmt.Sprintf("on[%d]", i), k)
	}
	if g.Stopped == "" || g.Passed == "" {
		c.fail("stories", "no story shows it at work, or none shows what it lets through", "name both")
	}
	switch g.Effect {
	case Refuses:
		if g.Step != "" {
			c.fail("step", "a guard that refuses forces nothing", "remove it")
		}
	case Forces:
		step, ok := c.def.Step(g.Step)
		if !ok {
			c.fail("step", fmt.Sprintf("it forces the unknown step %q", g.Step), "name a step of this protocol")
		} else if len(step.Ends) > 0 {
			c.fail("step", fmt.Sprintf("what it forces ends without being done, by %s", step.Ends[0].Kind), "remove the step’s ends")
		}
	default:
		c.fail("effect", fmt.Sprintf("%q is no effect", g.Effect), "write refuse or force")
	}
}

func (c *checker) decision(s Step) {
	d := s.Decision
	if d == nil {
		return
	}
	if n := len(d.Options); n < 2 || n > maxOptions {
		c.fail("options", fmt.Sprintf("there are %d options", n), fmt.Sprintf("have 2 to %d", maxOptions))
	}
	if !slices.Contains(s.Stop, Decided) {
		c.fail("record", "it is no decision if "+string(Decided)+" does not record it", "name that")
	}
	for i, o := range d.Options {
		at := fmt.Sprintf("options[%d]", i)
		if !codePattern.MatchString(o.Code) || slices.ContainsFunc(d.Options[:i], func(p Option) bool { return p.Code == o.Code }) {
			c.fail(at+".id", fmt.Sprintf("%q cannot name an option", o.Code), "take another name: "+codeMend)
		}
		if !complete(o.Label) {
			c.fail(at+".label", "the option has no label", "write it in Dutch and English")
		}
		if o.Code == d.Undecided && o.Closes {
			c.fail("undecided", "without a decision everything would end", "name an option that does not close, or escalate")
		}
	}
	if d.Undecided != "" && !s.offers(d.Undecided) {
		c.fail("undecided", fmt.Sprintf("it has no option %q", d.Undecided), "name one of its options, or escalate")
	}
}

func (c *checker) exits() {
	if len(c.def.Exits) > maxExits {
		c.fail("exits", fmt.Sprintf("there are %d exits", len(c.def.Exits)), fmt.Sprintf("have at most %d", maxExits))
	}
	for i, x := range c.def.Exits {
		at := fmt.Sprintf("exits[%d]", i)
		if !codePattern.MatchString(x.Code) || slices.ContainsFunc(c.def.Exits[:i], func(o Exit) bool { return o.Code == x.Code }) {
			c.fail(at+".id", fmt.Sprintf("%q cannot name an exit", x.Code), "take another name: "+codeMend)
		} else if !c.offersExit(x.Code) {
			c.fail(at+".id", fmt.Sprintf("the program knows no exit %q", x.Code), "gehoor protocol facts lists them at "+string(Closed))
		}
		if !complete(x.Label) {
			c.fail(at+".label", "the exit has no label", "write it in Dutch and English")
		}
		if len(x.Requires) > maxRequires {
			c.fail(at+".requires", fmt.Sprintf("it requires %d things", len(x.Requires)), fmt.Sprintf("have at most %d", maxRequires))
		}
		for j, r := range x.Requires {
			if r.If.IsZero() || !complete(r.Why) {
				c.fail(fmt.Sprintf("%s.requires[%d]", at, j), "a requirement has no condition, or does not say what is lacking", "write both, in Dutch and English")
			}
		}
	}
}

// offersExit says whether a dossier can end so at all.
func (c *checker) offersExit(code string) bool {
	t, _ := c.kinds.Kind(Closed)
	f, ok := t.Field(FieldExit)
	return !ok || len(f.Options) == 0 || slices.Contains(f.Options, code)
}

func (c *checker) cases(t *Term) {
	if len(t.Cases) > maxCases {
		c.fail("term.cases", fmt.Sprintf("there are %d cases", len(t.Cases)), fmt.Sprintf("have at most %d", maxCases))
	}
	for i, one := range t.Cases {
		at := fmt.Sprintf("term.cases[%d]", i)
		if one.If.IsZero() {
			c.fail(at+".if", "it does not say when this length holds", "write a condition")
		}
		if !one.Length.Valid() {
			c.fail(at+".length", "this is no term", "write it in one unit, or in months, weeks and days")
		}
		if len(one.Ladder) > 0 {
			c.ladder(at+".late", one.Ladder)
		}
	}
	if p := t.Pause; p != nil && (len(p.Reasons) == 0 || !p.Longest.Valid()) {
		c.fail("term.pause", "a pause has no reasons, or no longest length", "write both")
	}
	if x := t.Extension; x != nil && !x.Length.Valid() {
		c.fail("term.extension", "an extension has no length", "write how much longer the term can become")
	}
}

// stricter refuses a promise that is looser than the law on any day of some years.
func (c *checker) stricter(st *Statutory) {
	l, ok := c.law.Term(st.Law)
	if !ok || st.Length.IsZero() {
		return
	}
	if !st.Length.Valid() {
		c.fail("law.length", "its length is no term", "write it in one unit, or in months, weeks and days")
		return
	}
	var bare Calendar
	for d, n := (Date{2026, 1, 1}), 0; n < 3*366; d, n = d.AddDays(1), n+1 {
		from := d.At(9, 0, 0)
		if bare.Due(from, l.Length, CountStatutory).Before(bare.Due(from, st.Length, CountStatutory)) {
			c.fail("law.length", fmt.Sprintf("%s is looser than the law, which says %s (%s)", st.Length, l.Length, l.Article), "make it shorter, or leave it out")
			return
		}
	}
}

// unreachable refuses steps that only begin with what is recorded in steps that never
// begin.
func (c *checker) unreachable() {
	records := map[gehoor.Kind]bool{}
	for _, s := range c.def.Steps {
		for _, k := range s.Stop {
			records[k] = true
		}
	}
	reached, again := map[StepCode]bool{}, true
	recorded := map[gehoor.Kind]bool{}
	for again {
		again = false
		for _, s := range c.def.Steps {
			if reached[s.Code] || !slices.ContainsFunc(c.def.startsOf(s), func(o Start) bool { return !records[o.Kind] || recorded[o.Kind] }) {
				continue
			}
			reached[s.Code], again = true, true
			for _, k := range s.Stop {
				recorded[k] = true
			}
		}
	}
	for i, s := range c.def.Steps {
		if !reached[s.Code] && len(c.def.startsOf(s)) > 0 {
			c.path, c.step = fmt.Sprintf("steps[%d]", i), s.Code
			c.fail("start", "it can never begin: it waits for what is recorded in steps that wait for it", "let one of them begin with something else")
		}
	}
	c.path, c.step = "", ""
}
