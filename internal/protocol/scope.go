package protocol

import (
	"maps"
	"slices"

	"github.com/expr-lang/expr/types"

	"github.com/gehoor/gehoor"
)

// Scope is what a condition can name.
type Scope struct {
	Vocabulary Vocabulary
	// Fact are the kinds that the fact at hand can be; none if there is no such fact.
	Fact []gehoor.Kind
	// Steps are those whose progress it can ask.
	Steps []StepCode
	// Decisions are the options of each.
	Decisions map[StepCode][]string
	// Parameters are the numbers that an organisation sets.
	Parameters []string
}

// The severities, in their order (protocols.md §1.5). A fact tells one in a field
// of the name "severity".
const fieldSeverity = "severity"

// Severity is how serious something is; 0 is not known.
type Severity int

// The severities.
const (
	Limited Severity = 1 + iota
	Moderate
	Serious
	Acute
)

var severities = map[string]Severity{"limited": Limited, "moderate": Moderate, "serious": Serious, "acute": Acute}

// Every fact has these beside its own fields.
var common = []FieldType{
	{Name: "day", Type: ValueDate}, {Name: "at", Type: ValueNumber}, {Name: "seq", Type: ValueNumber},
	{Name: "by", Type: ValueChoice, Options: []string{string(ByStaff), string(ByReporter), string(ByParticipant), string(BySystem)}},
	{Name: "signal", Type: ValueCode},
}

func (t FactType) all() []FieldType { return slices.Concat(common, t.Fields) }

// field finds a value, also one that every fact has.
func (t FactType) field(name string) (FieldType, bool) {
	for _, f := range t.all() {
		if f.Name == name {
			return f, true
		}
	}
	return FieldType{}, false
}

// atHand is the type of the fact at hand: all fields of the kinds that it can be. A
// field of two types has none.
func (s Scope) atHand() FactType {
	var fact FactType
	for _, k := range s.Fact {
		t, _ := s.Vocabulary.Kind(k)
		for _, f := range t.Fields {
			i := slices.IndexFunc(fact.Fields, func(o FieldType) bool { return o.Name == f.Name })
			switch {
			case i < 0:
				fact.Fields = append(fact.Fields, f)
			case fact.Fields[i].Type == f.Type:
				fact.Fields[i].Options = union(fact.Fields[i].Options, f.Options)
			default:
				fact.Fields = slices.Delete(fact.Fields, i, i+1)
			}
		}
	}
	return fact
}

func union(a, b []string) []string {
	all := slices.Clone(a)
	for _, one := range b {
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

// types is the scope as the type checker of expressions has it, with the kinds that
// a condition names.
func (s Scope) types(kinds []FactType) types.Map {
	lists, ones, has := types.Map{}, types.Map{}, types.Map{}
	for _, t := range kinds {
		one := factType(t)
		lists[string(t.Kind)], ones[string(t.Kind)], has[string(t.Kind)] = types.Array(one), one, types.Bool
	}
	env := types.Map{
		"facts": lists, "first": ones, "last": ones, "has": has,
		"done": flags(s.Steps), "open": flags(s.Steps),
		"decided": texts(s.Decisions), "param": numbers(s.Parameters),
		"severity": types.Int, "formal": types.Bool, "offices": types.Array(types.String),
		"before": types.TypeOf(before), "after": types.TypeOf(after), "days": types.TypeOf(days), "hours": types.TypeOf(hours),
		"working_days": types.TypeOf(Calendar{}.workingDaysBetween), "people": types.TypeOf(people),
	}
	for name := range severities {
		env[name] = types.Int
	}
	if len(s.Fact) > 0 {
		env["fact"] = factType(s.atHand())
	}
	return env
}

func factType(t FactType) types.Map {
	m := types.Map{}
	for _, f := range t.all() {
		m[f.Name] = f.Type.checked()
	}
	return m
}

func (t ValueType) checked() types.Type {
	switch t {
	case ValueYesNo:
		return types.Bool
	case ValueNumber:
		return types.Int
	case ValueChoices:
		return types.Array(types.String)
	}
	return types.String
}

// zero is what a condition reads of a value that is not known.
func (t ValueType) zero() any {
	switch t {
	case ValueYesNo:
		return false
	case ValueNumber:
		return 0
	case ValueChoices:
		return []string(nil)
	}
	return ""
}

func flags(steps []StepCode) types.Map {
	m := types.Map{}
	for _, s := range steps {
		m[string(s)] = types.Bool
	}
	return m
}

func texts(decisions map[StepCode][]string) types.Map {
	m := types.Map{}
	for code := range maps.Keys(decisions) {
		m[string(code)] = types.String
	}
	return m
}

func numbers(names []string) types.Map {
	m := types.Map{}
	for _, n := range names {
		m[n] = types.Int
	}
	return m
}
