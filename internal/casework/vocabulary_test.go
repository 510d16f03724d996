package casework_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/google/go-cmp/cmp"
)

// TestVocabulary: what a protocol sees of every fact is what the vocabulary says,
// and every value that the vocabulary promises is there in some fact.
func TestVocabulary(t *testing.T) {
	v := casework.Vocabulary()
	seen := map[gehoor.Kind]map[string]bool{}
	for _, fact := range append(samples(), recordSamples()...) {
		kind, ok := v.Kind(fact.Kind())
		if !ok {
			t.Errorf("%s is not in the vocabulary", fact.Kind())
			continue
		}
		if seen[kind.Kind] == nil {
			seen[kind.Kind] = map[string]bool{}
		}
		for name, value := range casework.FieldsOf(fact) {
			if kind.Kind == record.KindChanged && stated[name] == value {
				continue // of before there was a form
			}
			if field, ok := kind.Field(name); !ok || !field.Holds(value) {
				t.Errorf("%s: %s is %#v, which the vocabulary does not say", kind.Kind, name, value)
			}
			seen[kind.Kind][name] = true
		}
	}
	for _, kind := range v {
		for _, f := range kind.Fields {
			if !seen[kind.Kind][f.Name] {
				t.Errorf("%s: no sample has a %s", kind.Kind, f.Name)
			}
			if first, _ := kind.Field(f.Name); !cmp.Equal(first, f) {
				t.Errorf("%s has two values %s", kind.Kind, f.Name)
			}
		}
	}
}
