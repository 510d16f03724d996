package protocol

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Vocabulary is every kind of fact that a definition may name, and what can be
// read of each. It is given as a value, so that this package knows no noun.
type Vocabulary []FactType

// FactType is one kind of fact.
type FactType struct {
	Kind gehoor.Kind
	// Fields are what a condition can read of it, in [Fact.Fields].
	Fields []FieldType
	// Later: nobody can record it yet, because the capability that will is still
	// to come. Only a story can state it (protocols.md §0.17).
	Later bool
}

// FieldType is one value that a fact has. A fact of which it is not known leaves it
// out.
type FieldType struct {
	Name string
	Type ValueType
	// Options are what a choice can be; nil for every other type.
	Options []string
}

// ValueType says what a value is, and of which Go type it is in [Fact.Fields].
type ValueType string

// The types of values. None of them is text that somebody typed.
const (
	ValueYesNo   ValueType = "yes-no"  // bool
	ValueNumber  ValueType = "number"  // int
	ValueChoice  ValueType = "choice"  // string, one of the options
	ValueChoices ValueType = "choices" // []string, some of the options, in any order
	ValueDate    ValueType = "date"    // string, a day as "2026-01-31"
	ValuePerson  ValueType = "person"  // string, the PersonID of somebody in the directory
	ValueCode    ValueType = "code"    // string, a name within the program, such as a step’s
)

// Kind finds a kind of fact, and says whether there is one.
func (v Vocabulary) Kind(k gehoor.Kind) (FactType, bool) {
	i := slices.IndexFunc(v, func(t FactType) bool { return t.Kind == k })
	if i < 0 {
		return FactType{}, false
	}
	return v[i], true
}

func (v Vocabulary) has(k gehoor.Kind) bool {
	_, ok := v.Kind(k)
	return ok
}

// Field finds a value by its name, and says whether the kind has it.
func (t FactType) Field(name string) (FieldType, bool) {
	i := slices.IndexFunc(t.Fields, func(f FieldType) bool { return f.Name == name })
	if i < 0 {
		return FieldType{}, false
	}
	return t.Fields[i], true
}

// Holds says whether a value is one that the field can have.
func (f FieldType) Holds(value any) bool {
	switch x := value.(type) {
	case bool:
		return f.Type == ValueYesNo
	case int:
		return f.Type == ValueNumber
	case []string:
		return f.Type == ValueChoices && !slices.ContainsFunc(x, func(one string) bool { return !slices.Contains(f.Options, one) })
	case string:
		return f.holdsText(x)
	}
	return false
}

func (f FieldType) holdsText(x string) bool {
	switch f.Type {
	case ValueChoice:
		return slices.Contains(f.Options, x)
	case ValueDate:
		_, err := ParseDate(x)
		return err == nil
	case ValuePerson:
		_, err := gehoor.ParsePersonID(x)
		return err == nil
	case ValueCode:
		return x != ""
	}
	return false
}
