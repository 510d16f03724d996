package language

import (
	"errors"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// The keys of what stands beside the steps.
var (
	roleShape        = keys("id label chain", "outside")
	parameterShape   = keys("id label default least most", "")
	decisionShape    = keys("id actor each term label told options undecided", "start repeat ends needs card")
	optionShape      = keys("id label", "closes")
	guardShape       = keys("id why on effect applies stories", "if step")
	storiesShape     = keys("stopped passed", "")
	exitShape        = keys("id label", "requires")
	requirementShape = keys("if why", "")
	cardShape        = keys("id title do", "dont")
)

// escalate is what a file says of a decision that stays open when it is not taken.
const escalate = "escalate"

// readScope collects what conditions can name: they may name what stands further on.
func (r *definitionReader) readScope(root *node) {
	r.scope.Decisions = map[protocol.StepCode][]string{}
	named := func(list string, note func(id string, n *node)) {
		n := root.fields[list]
		if n == nil {
			return
		}
		for _, item := range n.items {
			if id := item.fields["id"]; id != nil {
				note(id.text, item)
			}
		}
	}
	step := func(id string, _ *node) { r.scope.Steps = append(r.scope.Steps, protocol.StepCode(id)) }
	named("steps", step)
	named("decisions", step)
	named("parameters", func(id string, _ *node) { r.scope.Parameters = append(r.scope.Parameters, id) })
	named("decisions", func(id string, n *node) {
		options := []string{}
		if list := n.fields["options"]; list != nil {
			for _, o := range list.items {
				if code := o.fields["id"]; code != nil {
					options = append(options, code.text)
				}
			}
		}
		r.scope.Decisions[protocol.StepCode(id)] = options
	})
}

// condition reads one, with a fact at hand of one of these kinds; none if n is nil.
func (r *definitionReader) condition(n *node, fact ...gehoor.Kind) protocol.Condition {
	if n == nil {
		return protocol.Condition{}
	}
	if !r.is(n, "a condition", text) {
		return protocol.Condition{}
	}
	scope := r.scope
	scope.Fact = fact
	c, err := scope.Condition(n.text)
	var wrong *protocol.ConditionError
	if errors.As(err, &wrong) {
		at := *n
		if n.inset >= 0 {
			at.column += n.inset + wrong.Column - 1
		}
		r.fault(&at, wrong.What, wrong.Mend)
	}
	return c
}

func (r *definitionReader) yes(n *node, where string) bool {
	return n != nil && choice(&r.reader, n, where, "true", "false") == "true"
}

func (r *definitionReader) number(n *node, where string) int {
	s := r.words(n, where, maxWord)
	number, err := strconv.Atoi(s)
	if n.kind == text && (err != nil || number < 0 || number > 1_000_000) {
		r.fault(n, where+" is "+quote(s), "write a whole number, 0 or more")
		return 0
	}
	return number
}

func (r *definitionReader) role(n *node) protocol.Role {
	var one protocol.Role
	if r.object(n, "a role", roleShape) {
		one.Code = protocol.Who(r.code(n.fields["id"], "a role’s id"))
		where := "role " + quote(string(one.Code))
		one.Label = r.both(n.fields["label"], "the label of "+where, maxLabel)
		one.Chain = each(&r.reader, n.fields["chain"], "the chain of "+where, maxKinds, func(n *node) gehoor.Role {
			return gehoor.Role(r.code(n, "who acts for "+where))
		})
		one.Outside = r.yes(n.fields["outside"], "“outside” of "+where)
	}
	return one
}

func (r *definitionReader) parameter(n *node) protocol.Parameter {
	var p protocol.Parameter
	if r.object(n, "a parameter", parameterShape) {
		p.Name = r.code(n.fields["id"], "a parameter’s id")
		where := "parameter " + quote(p.Name)
		p.Label = r.both(n.fields["label"], "the label of "+where, maxLabel)
		p.Default = r.number(n.fields["default"], "the default of "+where)
		p.Least = r.number(n.fields["least"], "the least of "+where)
		p.Most = r.number(n.fields["most"], "the most of "+where)
	}
	return p
}

// decision is a step that is done by choosing.
func (r *definitionReader) decision(n *node) protocol.Step {
	var s protocol.Step
	if !r.object(n, "a decision", decisionShape) {
		return s
	}
	s = r.common(n, "decision")
	s.Stop = []gehoor.Kind{protocol.Decided}
	s.StopIf = r.answers(n, s.Code)
	where := "decision " + quote(string(s.Code))
	d := &protocol.Decision{Options: each(&r.reader, n.fields["options"], "options of "+where, maxKinds, r.option)}
	if d.Undecided = r.code(n.fields["undecided"], "“undecided” of "+where); d.Undecided == escalate {
		d.Undecided = ""
	}
	s.Decision = d
	return s
}

// answers is that a fact decides this, and nothing else.
func (r *definitionReader) answers(n *node, code protocol.StepCode) protocol.Condition {
	at := *n.fields["id"]
	at.text, at.inset = "fact."+protocol.FieldDecision+" == "+strconv.Quote(string(code)), -1
	return r.condition(&at, protocol.Decided)
}

func (r *definitionReader) option(n *node) protocol.Option {
	var o protocol.Option
	if r.object(n, "an option", optionShape) {
		o.Code = r.code(n.fields["id"], "an option’s id")
		o.Label = r.both(n.fields["label"], "the label of option "+quote(o.Code), maxLabel)
		o.Closes = r.yes(n.fields["closes"], "“closes” of option "+quote(o.Code))
	}
	return o
}

func (r *definitionReader) guard(n *node) protocol.Guard {
	var g protocol.Guard
	if !r.object(n, "a guard", guardShape) {
		return g
	}
	g.Code = r.words(n.fields["id"], "a guard’s id", maxWord)
	where := "guard " + quote(g.Code)
	g.Why = r.both(n.fields["why"], "why "+where+" works", maxTold)
	g.On = r.kinds(n.fields["on"], "the facts of "+where)
	g.If = r.condition(n.fields["if"], g.On...)
	g.Effect = choice(&r.reader, n.fields["effect"], "the effect of "+where, protocol.Refuses, protocol.Forces)
	if step := n.fields["step"]; step != nil {
		g.Step = protocol.StepCode(r.code(step, "the step that "+where+" forces"))
	}
	g.AtOnce = choice(&r.reader, n.fields["applies"], "“applies” of "+where, "at-once", "new-dossiers") == "at-once"
	if stories := n.fields["stories"]; r.object(stories, "the stories of "+where, storiesShape) {
		g.Stopped = r.code(stories.fields["stopped"], "a story of "+where)
		g.Passed = r.code(stories.fields["passed"], "a story of "+where)
	}
	return g
}

func (r *definitionReader) exit(n *node) protocol.Exit {
	var x protocol.Exit
	if r.object(n, "an exit", exitShape) {
		x.Code = r.code(n.fields["id"], "an exit’s id")
		where := "exit " + quote(x.Code)
		x.Label = r.both(n.fields["label"], "the label of "+where, maxLabel)
		x.Requires = each(&r.reader, n.fields["requires"], "requirements of "+where, maxKinds, r.requirement)
	}
	return x
}

func (r *definitionReader) requirement(n *node) protocol.Requirement {
	var q protocol.Requirement
	if r.object(n, "a requirement", requirementShape) {
		q.If = r.condition(n.fields["if"])
		q.Why = r.both(n.fields["why"], "what is lacking", maxTold)
	}
	return q
}

func (r *definitionReader) card(n *node) protocol.Card {
	var c protocol.Card
	if r.object(n, "a card", cardShape) {
		c.Code = r.code(n.fields["id"], "a card’s id")
		where := "card " + quote(c.Code)
		line := func(n *node) gehoor.Text { return r.both(n, "a line of "+where, maxLabel) }
		c.Title = r.both(n.fields["title"], "the title of "+where, maxLabel)
		c.Do = each(&r.reader, n.fields["do"], "lines of "+where, maxKinds, line)
		c.Dont = each(&r.reader, n.fields["dont"], "lines of "+where, maxKinds, line)
	}
	return c
}
