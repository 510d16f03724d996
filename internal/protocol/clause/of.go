package clause

import (
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Of is a condition by its parts. The zero Condition has none: nil.
func Of(c protocol.Condition) Clause {
	if c.IsZero() {
		return nil
	}
	tree, err := parser.Parse(c.String())
	if err != nil {
		return Unread{c.String()}
	}
	p := &parting{hand: c.Hand(), named: map[string]ast.Node{}}
	return p.clause(tree.Node)
}

// parting takes a condition apart that [Scope.Condition] has accepted. What it does
// not know stays a text.
type parting struct {
	hand []gehoor.Kind
	// items are the kinds of the lists around, the innermost last.
	items []gehoor.Kind
	// named are the facts that let gave a name, by where they come from.
	named map[string]ast.Node
}

func (p *parting) clause(n ast.Node) Clause {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return p.binary(n)
	case *ast.UnaryNode:
		return negate(p.clause(n.Node))
	case *ast.IdentifierNode:
		if n.Value == "formal" {
			return Formal{}
		}
	case *ast.MemberNode:
		return p.member(n)
	case *ast.BuiltinNode:
		return p.each(n)
	case *ast.VariableDeclaratorNode:
		p.named[n.Name] = n.Value
		return p.clause(n.Expr)
	}
	return p.unread(n)
}

// unread is a part as its author wrote it.
func (p *parting) unread(n ast.Node) Clause { return Unread{n.String()} }

func negate(c Clause) Clause {
	switch c := c.(type) {
	case Not:
		return c.Of
	case Each:
		switch c.Quantity {
		case OfSome:
			c.Quantity = OfNone
			return c
		case OfNone:
			c.Quantity = OfSome
			return c
		}
	case Compared:
		c.Operator = opposite[c.Operator]
		return c
	}
	return Not{c}
}

var (
	// opposite is so exactly if the other is not, and turned if both sides change places.
	opposite = map[string]string{"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
	turned   = map[string]string{"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
)

func (p *parting) binary(n *ast.BinaryNode) Clause {
	switch n.Operator {
	case "and", "&&":
		return p.both(n)
	case "or", "||":
		return p.oneOf(n)
	case "in":
		return p.among(n)
	case "not in":
		return negate(p.among(n))
	}
	return p.compared(n)
}

func (p *parting) both(n *ast.BinaryNode) Clause {
	var parts []Clause
	for _, side := range []ast.Node{n.Left, n.Right} {
		c := p.clause(side)
		if more, ok := c.(All); ok {
			parts = append(parts, more.Of...)
		} else {
			parts = append(parts, c)
		}
	}
	return merged(parts, true)
}

func (p *parting) oneOf(n *ast.BinaryNode) Clause {
	var parts []Clause
	for _, side := range []ast.Node{n.Left, n.Right} {
		c := p.clause(side)
		if more, ok := c.(Either); ok {
			parts = append(parts, more.Of...)
		} else {
			parts = append(parts, c)
		}
	}
	return merged(parts, false)
}

// merged joins parts that ask the same value for an answer: "a" or "b" is one of both,
// neither "a" nor "b" is none of both.
func merged(parts []Clause, all bool) Clause {
	var out []Clause
	for _, c := range parts {
		among, not := asked(c)
		if among == nil || not != all {
			out = append(out, c)
			continue
		}
		i := slices.IndexFunc(out, func(o Clause) bool {
			before, same := asked(o)
			return before != nil && same == not && sameValue(before.What, among.What)
		})
		if i < 0 {
			out = append(out, c)
			continue
		}
		before, _ := asked(out[i])
		joined := Among{before.What, slices.Concat(before.Answers, among.Answers)}
		if out[i] = joined; not {
			out[i] = Not{joined}
		}
	}
	switch {
	case len(out) == 1:
		return out[0]
	case all:
		return All{out}
	}
	return Either{out}
}

// asked is the question for an answer that a clause is, and whether it is denied.
func asked(c Clause) (a *Among, not bool) {
	if n, ok := c.(Not); ok {
		c, not = n.Of, true
	}
	if among, ok := c.(Among); ok {
		return &among, not
	}
	return nil, false
}

func sameValue(a, b Value) bool {
	x, ok := a.(Field)
	y, ok2 := b.(Field)
	if ok && ok2 {
		return x.Name == y.Name && x.Of.Place == y.Of.Place && slices.Equal(x.Of.Kinds, y.Of.Kinds)
	}
	if ok || ok2 {
		return false
	}
	d, ok := a.(DecidedOn)
	e, ok2 := b.(DecidedOn)
	_, offices := a.(Offices)
	_, offices2 := b.(Offices)
	return ok && ok2 && d == e || offices && offices2
}

// among is a choice within answers, or an answer within choices.
func (p *parting) among(n *ast.BinaryNode) Clause {
	if answers := answersOf(n.Right); answers != nil {
		if v := p.value(n.Left); v != nil {
			return Among{v, answers}
		}
	}
	if one, ok := n.Left.(*ast.StringNode); ok {
		if v := p.value(n.Right); v != nil {
			return Among{v, []string{one.Value}}
		}
	}
	return p.unread(n)
}

func answersOf(n ast.Node) []string {
	list, ok := n.(*ast.ArrayNode)
	if !ok {
		return nil
	}
	all := []string{}
	for _, one := range list.Nodes {
		s, ok := one.(*ast.StringNode)
		if !ok {
			return nil
		}
		all = append(all, s.Value)
	}
	return all
}

// compared is a comparison; with an answer or a truth it is that question.
func (p *parting) compared(n *ast.BinaryNode) Clause {
	left, right, op := p.value(n.Left), p.value(n.Right), n.Operator
	if left == nil || right == nil || opposite[op] == "" {
		return p.unread(n)
	}
	switch left.(type) {
	case Text, Truth, Amount:
		left, right, op = right, left, turned[op]
	}
	var c Clause = Compared{op, left, right}
	switch r := right.(type) {
	case Text:
		if r.Is != "" && answered(left) {
			c = Among{left, []string{r.Is}}
		}
	case Truth:
		f, ok := left.(Field)
		if !ok {
			return p.unread(n)
		}
		if c = (Affirmed{f}); !r.Is {
			c = Not{c}
		}
	}
	if _, plain := c.(Compared); !plain && op == "!=" {
		return negate(c)
	}
	return c
}

// answered says whether a value is an answer.
func answered(v Value) bool {
	switch v.(type) {
	case Field, DecidedOn:
		return true
	}
	return false
}

// member is a truth that is looked up.
func (p *parting) member(n *ast.MemberNode) Clause {
	key, _ := n.Property.(*ast.StringNode)
	if id, ok := n.Node.(*ast.IdentifierNode); ok && key != nil {
		switch id.Value {
		case "has":
			return Has{gehoor.Kind(key.Value)}
		case "done", "open":
			return Progress{protocol.StepCode(key.Value), id.Value == "open"}
		}
	}
	if f, ok := p.value(n).(Field); ok {
		return Affirmed{f}
	}
	return p.unread(n)
}

// each is what is asked of a list.
func (p *parting) each(n *ast.BuiltinNode) Clause {
	quantity := Quantity(n.Name)
	if quantity != OfSome && quantity != OfAll && quantity != OfNone || len(n.Arguments) < 2 {
		return p.unread(n)
	}
	list, ok := p.list(n.Arguments[0])
	question, ok2 := n.Arguments[1].(*ast.PredicateNode)
	if !ok || !ok2 {
		return p.unread(n)
	}
	return Each{quantity, list, p.of(list.Kind, question.Node)}
}

// of is a question about each fact of a kind.
func (p *parting) of(k gehoor.Kind, n ast.Node) Clause {
	p.items = append(p.items, k)
	defer func() { p.items = p.items[:len(p.items)-1] }()
	return p.clause(n)
}

// list is facts[…], or those of it that are meant.
func (p *parting) list(n ast.Node) (List, bool) {
	switch n := n.(type) {
	case *ast.MemberNode:
		id, ok := n.Node.(*ast.IdentifierNode)
		key, ok2 := n.Property.(*ast.StringNode)
		if ok && ok2 && id.Value == "facts" {
			return List{Kind: gehoor.Kind(key.Value)}, true
		}
	case *ast.BuiltinNode:
		if n.Name != "filter" || len(n.Arguments) < 2 {
			return List{}, false
		}
		l, ok := p.list(n.Arguments[0])
		question, ok2 := n.Arguments[1].(*ast.PredicateNode)
		if !ok || !ok2 {
			return List{}, false
		}
		asked := p.of(l.Kind, question.Node)
		if l.If != nil {
			asked = merged([]Clause{l.If, asked}, true)
		}
		return List{l.Kind, asked}, true
	}
	return List{}, false
}

// value is a value, nil if it is none that is known here.
func (p *parting) value(n ast.Node) Value {
	switch n := n.(type) {
	case *ast.StringNode:
		return Text{n.Value}
	case *ast.IntegerNode:
		return Amount{n.Value}
	case *ast.BoolNode:
		return Truth{n.Value}
	case *ast.IdentifierNode:
		return p.called(n.Value)
	case *ast.MemberNode:
		return p.field(n)
	case *ast.BuiltinNode:
		return p.count(n)
	case *ast.CallNode:
		return p.call(n)
	case *ast.BinaryNode:
		left, right := p.value(n.Left), p.value(n.Right)
		if left != nil && right != nil && (n.Operator == "+" || n.Operator == "-") {
			return Sum{left, right, n.Operator == "-"}
		}
	}
	return nil
}

func (p *parting) called(name string) Value {
	switch name {
	case "severity":
		return Level{}
	case "offices":
		return Offices{}
	case "limited", "moderate", "serious", "acute":
		return Level{name}
	}
	return nil
}

// field is what a fact tells, or a decision or parameter.
func (p *parting) field(n *ast.MemberNode) Value {
	key, ok := n.Property.(*ast.StringNode)
	if !ok {
		return nil
	}
	if id, ok := n.Node.(*ast.IdentifierNode); ok {
		switch id.Value {
		case "param":
			return Param{key.Value}
		case "decided":
			return DecidedOn{protocol.StepCode(key.Value)}
		}
	}
	if which, ok := p.which(n.Node); ok {
		return Field{which, key.Value}
	}
	return nil
}

// which is the fact that a part stands for.
func (p *parting) which(n ast.Node) (Which, bool) {
	switch n := n.(type) {
	case *ast.PointerNode:
		if len(p.items) > 0 {
			return Which{ItemOf, []gehoor.Kind{p.items[len(p.items)-1]}}, true
		}
	case *ast.IdentifierNode:
		if n.Value == "fact" {
			return Which{AtHand, p.hand}, true
		}
		// A name for a fact of an outer list cannot be said apart from the inner one.
		if named, ok := p.named[n.Value]; ok {
			if _, item := named.(*ast.PointerNode); !item {
				return p.which(named)
			}
		}
	case *ast.MemberNode:
		id, ok := n.Node.(*ast.IdentifierNode)
		key, ok2 := n.Property.(*ast.StringNode)
		if ok && ok2 && (id.Value == "last" || id.Value == "first") {
			return Which{Place(id.Value), []gehoor.Kind{gehoor.Kind(key.Value)}}, true
		}
	}
	return Which{}, false
}

// count is len(…), or count(…) with a question.
func (p *parting) count(n *ast.BuiltinNode) Value {
	if n.Name != "len" && n.Name != "count" || len(n.Arguments) == 0 {
		return nil
	}
	list, ok := p.list(n.Arguments[0])
	if !ok {
		return nil
	}
	if len(n.Arguments) > 1 {
		question, ok := n.Arguments[1].(*ast.PredicateNode)
		if !ok {
			return nil
		}
		asked := p.of(list.Kind, question.Node)
		if list.If != nil {
			asked = merged([]Clause{list.If, asked}, true)
		}
		list.If = asked
	}
	return Count{list}
}

func (p *parting) call(n *ast.CallNode) Value {
	id, ok := n.Callee.(*ast.IdentifierNode)
	if ok && id.Value == "people" && len(n.Arguments) == 1 {
		if list, ok := p.list(n.Arguments[0]); ok {
			return People{list}
		}
		return nil
	}
	if !ok || len(n.Arguments) != 2 {
		return nil
	}
	first := p.value(n.Arguments[0])
	if first == nil {
		return nil
	}
	if id.Value == "before" || id.Value == "after" {
		length, ok := n.Arguments[1].(*ast.StringNode)
		if !ok {
			return nil
		}
		span, err := protocol.ParseSpan(length.Value)
		if err != nil {
			return nil
		}
		return Moved{first, span, id.Value == "after"}
	}
	second := p.value(n.Arguments[1])
	if second == nil {
		return nil
	}
	return Between{Unit(id.Value), first, second}
}
