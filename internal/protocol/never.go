package protocol

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// truth is what is known of a question: never so, perhaps so, always so.
type truth int

const (
	never truth = iota
	perhaps
	always
)

// idle says of which kinds a guard looks at in vain: whatever the fact says, its
// condition is not so.
func (c *checker) idle(g Guard) {
	for i, k := range g.On {
		t, known := c.kinds.Kind(k)
		if !known || g.If.IsZero() {
			continue
		}
		if most := c.guesses(t, g); !most(func(a guess) bool { return a.asks(g.If) != never }) {
			c.fail(fmt.Sprintf("on[%d]", i), fmt.Sprintf("the condition is never so of %s, whatever it says", k), "remove the kind, or mend the condition")
		}
	}
}

// late says which guard refuses first whatever this one would refuse of a kind.
func (c *checker) late(place int, beside []Definition) {
	g := c.def.Guards[place]
	if g.Effect != Refuses {
		return
	}
	before := c.earlier(place, beside)
	for i, k := range g.On {
		t, known := c.kinds.Kind(k)
		if !known {
			continue
		}
		for _, first := range before {
			if !slices.Contains(first.On, k) {
				continue
			}
			some := c.guesses(t, g, first)
			if some(func(a guess) bool { return a.asks(g.If) != never }) &&
				!some(func(a guess) bool { return a.asks(g.If) != never && a.asks(first.If) != always }) {
				c.fail(fmt.Sprintf("on[%d]", i), fmt.Sprintf("whatever it refuses of %s, %s refuses first", k, first.Code), "remove the kind, or narrow the condition of "+first.Code)
				break
			}
		}
	}
}

// earlier are the guards that are asked before one: those before it in its protocol,
// and those of the protocols beside it that come first and that every dossier follows.
func (c *checker) earlier(place int, beside []Definition) []Guard {
	var all []Guard
	for _, d := range NewSet(beside...) {
		if d.Code < c.def.Code && len(d.Trigger)+len(d.Until) == 0 {
			all = append(all, d.Guards...)
		}
	}
	all = append(all, c.def.Guards[:place]...)
	return slices.DeleteFunc(all, func(g Guard) bool { return g.Effect != Refuses })
}

// maxGuesses bounds how many facts are looked at for one guard and kind; fields for
// which there is no room are unknown in all of them.
const maxGuesses = 4096

// guess is a fact of a kind of which some fields are known: a condition asks it and
// gets never, perhaps or always. Fields that can be few things are known, so that over
// all guesses an answer "never" is certain.
type guess map[string]any

// guesses returns what asks every guess of a kind until one is as wanted, as far as
// some guards ask about its fields.
func (c *checker) guesses(t FactType, guards ...Guard) func(wanted func(guess) bool) bool {
	so, room := guess{}, maxGuesses
	var open []FieldType
	for _, g := range guards {
		for name, zero := range g.If.blank {
			if _, has := t.field(name); !has {
				so[name] = zero
			}
		}
	}
	for _, f := range t.Fields {
		asked := slices.ContainsFunc(guards, func(g Guard) bool { return slices.Contains(g.If.fields, f.Name) })
		if n := len(f.every()); asked && n > 0 && n <= room {
			open, room = append(open, f), room/n
		}
	}
	return func(wanted func(guess) bool) bool { return so.vary(open, wanted) }
}

func (a guess) vary(open []FieldType, wanted func(guess) bool) bool {
	if len(open) == 0 {
		return wanted(a)
	}
	return slices.ContainsFunc(open[0].every(), func(x any) bool {
		a[open[0].Name] = x
		return a.vary(open[1:], wanted)
	})
}

// every is all that a field can be, with what it is when it is not known; none if that
// cannot be counted.
func (f FieldType) every() []any {
	switch f.Type {
	case ValueYesNo:
		return []any{false, true}
	case ValueChoice:
		if len(f.Options) == 0 {
			return nil
		}
		all := []any{""}
		for _, o := range f.Options {
			all = append(all, o)
		}
		return all
	case ValueChoices:
		return subsets(f.Options)
	}
	return nil
}

// subsets are all of a few words; none of many.
func subsets(words []string) []any {
	const few = 6
	if len(words) == 0 || len(words) > few {
		return nil
	}
	var all []any
	for chosen := range 1 << len(words) {
		var some []string
		for i, w := range words {
			if chosen&(1<<i) != 0 {
				some = append(some, w)
			}
		}
		all = append(all, some)
	}
	return all
}

// asks asks a condition.
func (a guess) asks(c Condition) truth {
	if c.IsZero() {
		return always
	}
	tree, err := parser.Parse(c.source)
	if err != nil {
		return perhaps
	}
	return a.truth(tree.Node)
}

func (a guess) truth(n ast.Node) truth {
	switch n := n.(type) {
	case *ast.UnaryNode:
		return always - a.truth(n.Node)
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "&&":
			return min(a.truth(n.Left), a.truth(n.Right))
		case "or", "||":
			return max(a.truth(n.Left), a.truth(n.Right))
		}
		return a.compare(n)
	}
	if so, known := a.value(n).(bool); known {
		return truthOf(so)
	}
	return perhaps
}

func truthOf(so bool) truth {
	if so {
		return always
	}
	return never
}

// compare knows an answer only if it knows both sides.
func (a guess) compare(n *ast.BinaryNode) truth {
	left, right := a.value(n.Left), a.value(n.Right)
	if left == nil || right == nil {
		return perhaps
	}
	list, isList := right.([]string)
	word, isWord := left.(string)
	switch n.Operator {
	case "in", "not in":
		if isList && isWord {
			return truthOf(slices.Contains(list, word) == (n.Operator == "in"))
		}
	case "==", "!=":
		if _, leftList := left.([]string); !isList && !leftList {
			return truthOf((left == right) == (n.Operator == "=="))
		}
	}
	return perhaps
}

// value is a part of a condition, nil if it is not known.
func (a guess) value(n ast.Node) any {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.BoolNode:
		return n.Value
	case *ast.IntegerNode:
		return n.Value
	case *ast.ArrayNode:
		words := make([]string, 0, len(n.Nodes))
		for _, one := range n.Nodes {
			word, ok := one.(*ast.StringNode)
			if !ok {
				return nil
			}
			words = append(words, word.Value)
		}
		return words
	case *ast.MemberNode:
		id, ofName := n.Node.(*ast.IdentifierNode)
		field, named := n.Property.(*ast.StringNode)
		if ofName && named && id.Value == "fact" {
			return a[field.Value]
		}
	}
	return nil
}
