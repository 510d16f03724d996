package protocol

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"github.com/gehoor/gehoor"
)

// predicates are the words that look at a list of facts.
var predicates = []string{"any", "all", "none", "count", "filter", "len"}

// operators that a condition can use; others would be calculations, or answers that
// depend on how something is spelt.
var operators = []string{"==", "!=", "<", "<=", ">", ">=", "and", "&&", "or", "||", "in", "not in", "+", "-"}

// calls are the functions that a condition can use.
var calls = []string{"before", "after", "days", "hours", "working_days", callPeople}

// callPeople counts people, not facts.
const callPeople = "people"

// inspect reads a condition by its parts. It refuses what could fail while it is
// asked, or could never be so: a name that does not exist, an answer that a choice
// does not offer, a place in a list by its number.
func (s Scope) inspect(source string) (needs, error) {
	tree, err := parser.Parse(source)
	if err != nil {
		return needs{}, explain(err)
	}
	i := &inspector{scope: s, named: map[string]meaning{}}
	for _, k := range s.Fact {
		i.kind(tree.Node, k)
	}
	i.look(tree.Node)
	if i.err != nil {
		return needs{}, i.err
	}
	return i.needs, nil
}

type inspector struct {
	needs
	scope Scope
	err   *ConditionError // the first
	// items are what # is in the lists around, the innermost last.
	items []*FactType
	named map[string]meaning
}

// meaning is what a part of a condition stands for, as far as it matters here.
type meaning struct {
	list, one *FactType
	field     *FieldType
}

func (i *inspector) fail(n ast.Node, what, mend string) {
	if i.err == nil {
		i.err = &ConditionError{n.Location().From + 1, what, mend}
	}
}

// look inspects a part and says what it stands for.
func (i *inspector) look(n ast.Node) meaning {
	switch n := n.(type) {
	case *ast.BoolNode, *ast.IntegerNode, *ast.StringNode:
	case *ast.IdentifierNode:
		return i.name(n)
	case *ast.PointerNode:
		if n.Name == "" && len(i.items) > 0 {
			return meaning{one: i.items[len(i.items)-1]}
		}
		i.fail(n, "a place in a list", "name the fact, such as last[…]")
	case *ast.MemberNode:
		return i.member(n)
	case *ast.UnaryNode:
		if n.Operator != "not" && n.Operator != "!" {
			i.fail(n, quoted(n.Operator)+" is not known here", "use not")
		}
		i.look(n.Node)
	case *ast.BinaryNode:
		i.compare(n)
	case *ast.ArrayNode:
		for _, one := range n.Nodes {
			i.look(one)
		}
	case *ast.BuiltinNode:
		return i.predicate(n)
	case *ast.CallNode:
		i.call(n)
	case *ast.VariableDeclaratorNode:
		i.named[n.Name] = i.look(n.Value)
		return i.look(n.Expr)
	default:
		i.fail(n, "this cannot be said in a condition", "compare fields with and, or, not, in, any(…), all(…), none(…), count(…)")
	}
	return meaning{}
}

func (i *inspector) name(n *ast.IdentifierNode) meaning {
	if m, ok := i.named[n.Value]; ok {
		return m
	}
	switch n.Value {
	case "fact":
		i.ofFact = true
		t := i.scope.atHand()
		return meaning{one: &t}
	case fieldSeverity:
		for _, t := range i.scope.Vocabulary {
			if _, tells := t.Field(fieldSeverity); tells {
				i.add(t)
			}
		}
	case "offices":
		return meaning{field: i.offices()}
	case "formal":
		i.kind(n, kindMadeFormal)
	case "$env":
		i.fail(n, "$env is not known here", namesMend)
	}
	return meaning{}
}

// kindMadeFormal makes a signal a formal report.
const kindMadeFormal gehoor.Kind = "signal.made-formal"

func (i *inspector) kind(n ast.Node, k gehoor.Kind) *FactType {
	t, ok := i.scope.Vocabulary.Kind(k)
	if !ok {
		i.fail(n, fmt.Sprintf("unknown kind of fact %q", k), namesMend)
		return nil
	}
	i.add(t)
	return &t
}

func (i *inspector) add(t FactType) {
	if !slices.ContainsFunc(i.types, func(o FactType) bool { return o.Kind == t.Kind }) {
		i.types = append(i.types, t)
	}
}

// member is what stands before a point or within brackets.
func (i *inspector) member(n *ast.MemberNode) meaning {
	property, ok := n.Property.(*ast.StringNode)
	if !ok || n.Optional || n.Method {
		i.fail(n, "a place in a list, or a name that is not written out", "write the name in quotation marks, such as last[\"signal.received\"]")
		return meaning{}
	}
	if id, ok := n.Node.(*ast.IdentifierNode); ok {
		if _, local := i.named[id.Value]; !local && id.Value != "fact" {
			return i.table(n, id.Value, property.Value)
		}
	}
	of := i.look(n.Node)
	if of.one == nil {
		i.fail(n, "this has no fields", "take one fact, such as last[…], or ask any(…)")
		return meaning{}
	}
	if of.one.Kind == "" && !slices.Contains(i.fields, property.Value) {
		i.fields = append(i.fields, property.Value)
	}
	f, ok := of.one.field(property.Value)
	if !ok {
		i.fail(n, fmt.Sprintf("%s has no field %q", called(of.one.Kind), property.Value), "it has "+fieldNames(*of.one))
		return meaning{}
	}
	return meaning{field: &f}
}

func called(k gehoor.Kind) string {
	if k == "" {
		return "the fact at hand"
	}
	return string(k)
}

func fieldNames(t FactType) string {
	var names []string
	for _, f := range t.all() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// table is facts[…] and the like.
func (i *inspector) table(n ast.Node, table, key string) meaning {
	switch table {
	case "facts":
		i.listed = append(i.listed, gehoor.Kind(key))
		return meaning{list: i.kind(n, gehoor.Kind(key))}
	case "last", "first":
		i.ones = append(i.ones, gehoor.Kind(key))
		return meaning{one: i.kind(n, gehoor.Kind(key))}
	case "has":
		i.has = append(i.has, gehoor.Kind(key))
		i.kind(n, gehoor.Kind(key))
	case "done", "open":
		i.names(StepCode(key))
		if !slices.Contains(i.scope.Steps, StepCode(key)) {
			i.fail(n, "there is no step "+quoted(key), "name a step of this protocol")
		}
	case "decided":
		i.names(StepCode(key))
		options, ok := i.scope.Decisions[StepCode(key)]
		if !ok {
			i.fail(n, "there is no decision "+quoted(key), "name a decision of this protocol")
		}
		return meaning{field: &FieldType{Name: key, Type: ValueChoice, Options: options}}
	case "param":
		i.numbers = append(i.numbers, key)
		if !slices.Contains(i.scope.Parameters, key) {
			i.fail(n, "there is no parameter "+quoted(key), "name it under parameters")
		}
	default:
		i.fail(n, "nothing here is called "+quoted(table), namesMend)
	}
	return meaning{}
}

func (i *inspector) names(step StepCode) {
	if !slices.Contains(i.steps, step) {
		i.steps = append(i.steps, step)
	}
}

// predicate asks something of each fact in a list.
func (i *inspector) predicate(n *ast.BuiltinNode) meaning {
	if !slices.Contains(predicates, n.Name) {
		i.fail(n, quoted(n.Name)+" is not known here", "use "+strings.Join(predicates, ", "))
		return meaning{}
	}
	if len(n.Arguments) == 0 {
		i.fail(n, n.Name+" looks at no list of facts", "write "+n.Name+"(facts[…])")
		return meaning{}
	}
	of := i.look(n.Arguments[0])
	if of.list == nil {
		i.fail(n, n.Name+" looks at no list of facts", "write "+n.Name+"(facts[…])")
	}
	for _, a := range n.Arguments[1:] {
		p, ok := a.(*ast.PredicateNode)
		if !ok {
			i.fail(a, n.Name+" is given no question", "write what must be so of each, such as .by == \"staff\"")
			continue
		}
		i.items = append(i.items, of.list)
		i.look(p.Node)
		i.items = i.items[:len(i.items)-1]
	}
	if n.Name == "filter" {
		return of
	}
	return meaning{}
}

func (i *inspector) call(n *ast.CallNode) {
	id, ok := n.Callee.(*ast.IdentifierNode)
	if !ok || !slices.Contains(calls, id.Value) {
		i.fail(n, "this function is not known here", "use "+strings.Join(calls, ", "))
		return
	}
	if id.Value == callPeople {
		i.countsPeople(n)
		return
	}
	for _, a := range n.Arguments {
		i.look(a)
	}
	if id.Value != "before" && id.Value != "after" || len(n.Arguments) != 2 {
		return
	}
	text, ok := n.Arguments[1].(*ast.StringNode)
	if span, err := ParseSpan(textOf(text)); !ok || err != nil || !span.Calendar() {
		i.fail(n.Arguments[1], "this is no length in days, weeks or months", `write it as "36mnd", "6wk" or "14kd"`)
	}
}

// countsPeople refuses to count the people of facts that name nobody.
func (i *inspector) countsPeople(n *ast.CallNode) {
	if len(n.Arguments) != 1 {
		i.fail(n, "people looks at one list of facts", "write people(filter(facts[…], …))")
		return
	}
	of := i.look(n.Arguments[0])
	if of.list == nil {
		i.fail(n, "people looks at no list of facts", "write people(filter(facts[…], …))")
		return
	}
	if f, ok := of.list.field(fieldPerson); !ok || f.Type != ValuePerson {
		i.fail(n, called(of.list.Kind)+" names nobody", "count facts that have a field person")
	}
}

func textOf(n *ast.StringNode) string {
	if n == nil {
		return ""
	}
	return n.Value
}

// compare refuses a comparison that can never be so.
func (i *inspector) compare(n *ast.BinaryNode) {
	if !slices.Contains(operators, n.Operator) {
		i.fail(n, quoted(n.Operator)+" is not known here", "use "+strings.Join(operators, " "))
	}
	left, right := i.look(n.Left), i.look(n.Right)
	i.offered(left.field, n.Right)
	i.offered(right.field, n.Left)
}

// offered says whether a field can be what it is compared with.
func (i *inspector) offered(f *FieldType, with ast.Node) {
	if f == nil || len(f.Options) == 0 {
		return
	}
	for _, one := range literals(with) {
		if !slices.Contains(f.Options, one.Value) {
			i.fail(one, fmt.Sprintf("%s is never %q", f.Name, one.Value), "it can be "+strings.Join(f.Options, ", "))
		}
	}
}

func literals(n ast.Node) []*ast.StringNode {
	switch n := n.(type) {
	case *ast.StringNode:
		return []*ast.StringNode{n}
	case *ast.ArrayNode:
		var all []*ast.StringNode
		for _, one := range n.Nodes {
			all = append(all, literals(one)...)
		}
		return all
	}
	return nil
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }
