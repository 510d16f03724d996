package protocol

import (
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"github.com/gehoor/gehoor"
)

// Condition is a yes-or-no question about the facts of a dossier, in the language
// that doc/protocol.md documents. The zero Condition is always true. It is made by
// [Scope.Condition], which has checked every name and type in it; whoever asks it
// only ever gets yes or no.
type Condition struct {
	source  string
	program *vm.Program
	needs
}

// needs are what a condition reads.
type needs struct {
	// types are the kinds of fact that it looks up, and those that its fact can be.
	types []FactType
	// has are the kinds of which it asks whether there is one, ones those of which it reads
	// the first or last, listed those of which it looks at every fact.
	has, ones, listed []gehoor.Kind
	// ofFact: it asks about the fact at hand.
	ofFact bool
	// hand are the kinds that the fact at hand can be.
	hand []gehoor.Kind
	// blank are the fields of the fact at hand as they are when they are not known:
	// of several kinds that it can be, each has some. A field of another kind can have
	// the same name and be of another type.
	blank map[string]any
	// fields are those of the fact at hand that it names.
	fields []string
	// steps and numbers are the steps and decisions, and the parameters, that it names.
	steps   []StepCode
	numbers []string
}

// whole is the fact at hand with every field that the condition may ask for; nobody
// changes it.
func (n needs) whole(fact map[string]any) map[string]any {
	for name := range n.blank {
		if _, has := fact[name]; !has {
			filled := maps.Clone(n.blank)
			maps.Copy(filled, fact)
			return filled
		}
	}
	return fact
}

// IsZero says whether there is no condition.
func (c Condition) IsZero() bool { return c.source == "" }

// String is the condition as it was written.
func (c Condition) String() string { return c.source }

// Equal compares what was written.
func (c Condition) Equal(o Condition) bool { return c.source == o.source }

// MarshalText gives what was written: a definition is pinned by that.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.source), nil }

// Hand are the kinds that the fact at hand can be; none if there is no such fact.
func (c Condition) Hand() []gehoor.Kind { return c.hand }

// Limits of a condition: the longest that is shipped has a quarter of them.
const (
	maxConditionBytes = 2000
	maxConditionNodes = 400
	// conditionMemory bounds what one answer may look at, in list items.
	conditionMemory = 1_000_000
)

// ConditionError is what is wrong with a condition.
type ConditionError struct {
	// Column is where, in characters from 1.
	Column     int
	What, Mend string
}

func (e *ConditionError) Error() string { return e.What + ": " + e.Mend }

// Condition reads a condition in this scope. An error is a [*ConditionError].
func (s Scope) Condition(source string) (Condition, error) {
	source = strings.TrimSpace(source)
	if source == "" || len(source) > maxConditionBytes {
		return Condition{}, &ConditionError{1, fmt.Sprintf("a condition of %d bytes", len(source)), fmt.Sprintf("write 1 to %d", maxConditionBytes)}
	}
	reads, err := s.inspect(source)
	if err != nil {
		return Condition{}, err
	}
	options := []expr.Option{expr.Env(s.types(reads.types)), expr.AsBool(), expr.MaxNodes(maxConditionNodes), expr.DisableAllBuiltins()}
	for _, p := range predicates {
		options = append(options, expr.EnableBuiltin(p))
	}
	program, err := expr.Compile(source, options...)
	if err != nil {
		return Condition{}, explain(err)
	}
	reads.hand = s.Fact
	reads.blank = map[string]any{}
	for _, f := range s.atHand().all() {
		reads.blank[f.Name] = f.Type.zero()
	}
	return Condition{source: source, program: program, needs: reads}, nil
}

// explain puts an error of the expression's parser or type checker in our words.
func explain(err error) *ConditionError {
	e := &ConditionError{Column: 1, What: "the condition cannot be read", Mend: "doc/protocol.md says what a condition can be"}
	var at *file.Error
	if !errors.As(err, &at) {
		if strings.HasPrefix(err.Error(), "expected bool") {
			e.What, e.Mend = "this is no question that is answered with yes or no", "compare it with something, such as == or >="
		}
		return e
	}
	e.Column, e.What = at.Column+1, at.Message
	name, unknown := strings.CutPrefix(at.Message, "unknown field ")
	if !unknown {
		name, unknown = strings.CutPrefix(at.Message, "unknown name ")
	}
	if unknown {
		e.What, e.Mend = fmt.Sprintf("nothing here is called %q", name), namesMend
	}
	return e
}

const namesMend = "gehoor protocol facts lists the kinds of fact and their fields"

// holds asks the condition. What cannot be answered, such as one that would look at
// more than an answer may, is not so.
func (c Condition) holds(v *vm.VM, env map[string]any) bool {
	if c.program == nil {
		return c.source == ""
	}
	v.MemoryBudget = conditionMemory
	out, err := v.Run(c.program, env)
	yes, ok := out.(bool)
	return err == nil && ok && yes
}
