package shipped_test

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/protocols"
)

func TestProfilesAreInOrder(t *testing.T) {
	for _, name := range protocols.Profiles() {
		p := shipped.Profile(name, casework.Vocabulary())
		if p.Code != name {
			t.Errorf("%s.yaml is the profile %q", name, p.Code)
		}
		if lacks := p.Lacks(nil); len(lacks) != len(p.People) {
			t.Errorf("%s: nobody is there, and only %d roles of %d are lacking", name, len(lacks), len(p.People))
		}
	}
}

// Words that nobody reads in what a protocol says (protocols.md §0.18). "Klacht" is said
// only of a complaint under the law.
var (
	unwanted  = regexp.MustCompile(`(?i)\bG-[A-Z]|\bE[1-4]\b|beschuldig|verhoor|recidiv|\bdaders?\b|valse melding|zwartgelakt|patroontreffer|accused|perpetrator|\bvictims?\b`)
	complaint = regexp.MustCompile(`(?i)klacht|klokkenluider\b`)
	// meant are names of bodies, and advice not to use such a word.
	meant = regexp.MustCompile(`Slachtofferhulp|[Vv]ictim [Ss]upport|^Woorden als .*|^Use words such as .*`)
)

func TestNoUnwantedWords(t *testing.T) {
	for _, d := range shipped.All(casework.Vocabulary()) {
		for _, text := range texts(reflect.ValueOf(d)) {
			for _, s := range []string{text.NL, text.EN} {
				s = meant.ReplaceAllString(s, "")
				if w := unwanted.FindString(s); w != "" {
					t.Errorf("%s says %q: %s", d.Code, w, s)
				}
				if w := complaint.FindString(s); w != "" && !slices.Contains([]string{"complaint", "common", "inquiry"}, d.Code) {
					t.Errorf("%s says %q: %s", d.Code, w, s)
				}
			}
		}
	}
}

// texts are all that a value says.
func texts(v reflect.Value) []gehoor.Text {
	if text, ok := v.Interface().(gehoor.Text); ok {
		return []gehoor.Text{text}
	}
	var all []gehoor.Text
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			all = texts(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, texts(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				all = append(all, texts(v.Field(i))...)
			}
		}
	}
	return all
}
