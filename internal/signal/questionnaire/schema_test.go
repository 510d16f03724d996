package questionnaire_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/google/go-cmp/cmp"
)

// schema is the part of JSON Schema that schema.json uses. Decoding it refuses
// any other keyword, so that none is silently not checked.
type schema struct {
	Schema      string             `json:"$schema"`
	ID          string             `json:"$id"`
	Ref         string             `json:"$ref"`
	Defs        map[string]*schema `json:"$defs"`
	Title       string             `json:"title"`
	Description string             `json:"description"`
	Type        string             `json:"type"`
	Enum        []string           `json:"enum"`
	Pattern     string             `json:"pattern"`
	Required    []string           `json:"required"`
	Properties  map[string]*schema `json:"properties"`
	Additional  *bool              `json:"additionalProperties"`
	Items       *schema            `json:"items"`
	MinItems    *int               `json:"minItems"`
	MaxItems    *int               `json:"maxItems"`
	MinLength   *int               `json:"minLength"`
	MaxLength   *int               `json:"maxLength"`
	Minimum     *float64           `json:"minimum"`
	Maximum     *float64           `json:"maximum"`
}

func readSchema(t *testing.T) *schema {
	t.Helper()
	f, err := os.Open("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	s := &schema{}
	if err := dec.Decode(s); err != nil {
		t.Fatal(err)
	}
	return s
}

// check says where a value does not fit.
func (root *schema) check(s *schema, v any, at string) []string {
	if s.Ref != "" {
		def := root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")]
		if def == nil {
			return []string{at + ": no " + s.Ref}
		}
		return root.check(def, v, at)
	}
	switch v := v.(type) {
	case map[string]any:
		return root.checkObject(s, v, at)
	case []any:
		return root.checkList(s, v, at)
	case string:
		n := utf8.RuneCountInString(v)
		if s.Type != "string" && s.Enum == nil || s.Enum != nil && !slices.Contains(s.Enum, v) ||
			s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(v) ||
			s.MinLength != nil && n < *s.MinLength || s.MaxLength != nil && n > *s.MaxLength {
			return []string{at + ": " + v}
		}
	case float64:
		if s.Type != "integer" || v != float64(int(v)) || v < *s.Minimum || v > *s.Maximum {
			return []string{fmt.Sprint(at, ": ", v)}
		}
	case bool:
		if s.Type != "boolean" {
			return []string{fmt.Sprint(at, ": ", v)}
		}
	default:
		return []string{at + ": null"}
	}
	return nil
}

func (root *schema) checkObject(s *schema, v map[string]any, at string) (bad []string) {
	if s.Type != "object" {
		return []string{at + ": an object"}
	}
	for _, key := range s.Required {
		if _, ok := v[key]; !ok {
			bad = append(bad, at+": no "+key)
		}
	}
	for key, field := range v {
		if p := s.Properties[key]; p != nil {
			bad = append(bad, root.check(p, field, at+"/"+key)...)
		} else {
			bad = append(bad, at+": unknown "+key)
		}
	}
	return bad
}

func (root *schema) checkList(s *schema, v []any, at string) (bad []string) {
	if s.Type != "array" || len(v) < *s.MinItems || len(v) > *s.MaxItems {
		return []string{fmt.Sprint(at, ": a list of ", len(v))}
	}
	for i, item := range v {
		bad = append(bad, root.check(s.Items, item, fmt.Sprint(at, "/", i))...)
	}
	return bad
}

func (root *schema) fits(t *testing.T, data []byte) []string {
	t.Helper()
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return root.check(root, v, "")
}

func TestShippedFitTheSchema(t *testing.T) {
	s := readSchema(t)
	for _, q := range questionnaire.All() {
		for _, bad := range s.fits(t, q.JSON()) {
			t.Errorf("%s: %s", file(q), bad)
		}
	}
}

// TestSchemaIsNeverStricter: what Parse takes, the schema takes; and the schema
// by itself finds a good part of what Parse refuses.
func TestSchemaIsNeverStricter(t *testing.T) {
	s := readSchema(t)
	refused := 0
	for _, data := range append(seeds(), broken(t)...) {
		if !json.Valid(data) {
			continue
		}
		_, err := questionnaire.Parse(data)
		bad := s.fits(t, data)
		if err == nil && len(bad) > 0 {
			t.Errorf("the schema refuses what Parse takes: %v", bad)
		}
		if len(bad) > 0 {
			refused++
		}
	}
	if refused < 15 {
		t.Errorf("the schema refused only %d files: its checker is broken", refused)
	}
}

// broken is signal-1 with each edit of breaks.
func broken(t *testing.T) [][]byte {
	t.Helper()
	var all [][]byte
	for _, b := range breaks {
		all = append(all, bytes.Replace(signal(t).JSON(), []byte(b.old), []byte(b.new), 1))
	}
	return all
}

// TestSchemaAndReaderAgree: the same objects, with the same fields.
func TestSchemaAndReaderAgree(t *testing.T) {
	s := readSchema(t)
	for name, shape := range questionnaire.Shapes() {
		def := s.Defs[name]
		if def == nil {
			t.Errorf("schema.json has no %s", name)
			continue
		}
		if d := cmp.Diff(shape[0], def.Required); d != "" {
			t.Errorf("%s: required (-reader +schema):\n%s", name, d)
		}
		all := slices.Sorted(slices.Values(slices.Concat(shape[0], shape[1])))
		if d := cmp.Diff(all, slices.Sorted(maps.Keys(def.Properties))); d != "" {
			t.Errorf("%s: fields (-reader +schema):\n%s", name, d)
		}
		if def.Additional == nil || *def.Additional {
			t.Errorf("%s: the schema lets other fields pass", name)
		}
	}
	var kinds []string
	for _, k := range questionnaire.Kinds() {
		kinds = append(kinds, string(k))
	}
	if d := cmp.Diff(kinds, s.Defs["question"].Properties["kind"].Enum); d != "" {
		t.Errorf("kinds (-reader +schema):\n%s", d)
	}
}
