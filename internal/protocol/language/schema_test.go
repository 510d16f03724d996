package language_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/protocols"
)

// group is the part of a schema that names keys.
type group struct {
	Required   []string                   `json:"required"`
	Properties map[string]json.RawMessage `json:"properties"`
	Items      *group                     `json:"items"`
	OneOf      []group                    `json:"oneOf"`
	Defs       map[string]group           `json:"$defs"`
}

// keyed is the group itself, that of its items, or that of one of its forms.
func (g group) keyed() group {
	if g.Items != nil && g.Items.Properties != nil {
		return *g.Items
	}
	for _, one := range g.OneOf {
		if one.Properties != nil {
			return one
		}
	}
	return g
}

// TestSchemaKnowsTheKeys: an editor completes what the program reads, no more and
// no less.
func TestSchemaKnowsTheKeys(t *testing.T) {
	var root group
	if err := json.Unmarshal(protocols.Schema(), &root); err != nil {
		t.Fatal(err)
	}
	inSchema := map[string]group{"": root}
	for name, g := range root.Defs {
		if g = g.keyed(); g.Properties != nil {
			inSchema[name] = g
		}
	}
	shapes := language.Shapes()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(shapes)), slices.Sorted(maps.Keys(inSchema))); diff != "" {
		t.Fatalf("groups (-program +schema):\n%s", diff)
	}
	for name, keys := range shapes {
		g := inSchema[name]
		if diff := cmp.Diff(slices.Sorted(slices.Values(keys[0])), slices.Sorted(slices.Values(g.Required))); diff != "" {
			t.Errorf("%s requires (-program +schema):\n%s", name, diff)
		}
		all := slices.Sorted(slices.Values(slices.Concat(keys[0], keys[1])))
		if diff := cmp.Diff(all, slices.Sorted(maps.Keys(g.Properties))); diff != "" {
			t.Errorf("%s knows (-program +schema):\n%s", name, diff)
		}
	}
}
