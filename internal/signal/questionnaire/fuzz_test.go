package questionnaire_test

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/google/go-cmp/cmp"
)

//go:embed testdata/every-kind.json
var everyKind string

// seeds are small, so that the fuzzer tries many: a questionnaire with a
// question of every kind, and that with each single edit of breaks that fits.
func seeds() [][]byte {
	all := [][]byte{[]byte(everyKind)}
	// The small file has no spaces.
	tight := strings.NewReplacer(`": `, `":`, "{ ", "{", " }", "}")
	for _, b := range breaks {
		if old := tight.Replace(b.old); strings.Contains(everyKind, old) {
			all = append(all, []byte(strings.Replace(everyKind, old, tight.Replace(b.new), 1)))
		}
	}
	return all
}

func TestSeedsAreThere(t *testing.T) {
	all := seeds()
	if len(all) < 15 {
		t.Fatalf("only %d seeds", len(all))
	}
	q, err := questionnaire.Parse(all[0])
	if err != nil {
		t.Fatal(err)
	}
	var kinds []questionnaire.Kind
	for _, one := range q.Steps[0].Questions {
		kinds = append(kinds, one.Kind)
	}
	if d := cmp.Diff(slices.Sorted(slices.Values(questionnaire.Kinds())), slices.Sorted(slices.Values(kinds))); d != "" {
		t.Errorf("every-kind.json has not every kind:\n%s", d)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		q, err := questionnaire.Parse(data)
		if err != nil {
			var faults questionnaire.Faults
			if !errors.As(err, &faults) || len(faults) == 0 || len(faults) > questionnaire.MaxFaults {
				t.Fatalf("no list of faults: %v", err)
			}
			return
		}
		promises(t, q)
	})
}

// fataler is a test of either kind.
type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// promises checks by other code what Parse promises about every questionnaire.
func promises(t fataler, q *questionnaire.Questionnaire) {
	t.Helper()
	typed := map[gehoor.Compartment]int{}
	var asked []questionnaire.Question
	for _, s := range q.Steps {
		for _, one := range s.Questions {
			if q.Purpose == questionnaire.FollowUp && (one.Leaves != questionnaire.LeavesSealed || one.Compartment != gehoor.Conversation) {
				t.Fatalf("%s leaves the conversation of a follow-up", one.ID)
			}
			if one.Leaves == questionnaire.LeavesServer && one.ID != "office" && one.ID != "not-safe" {
				t.Fatalf("%s leaves the browser", one.ID)
			}
			for _, lang := range q.Languages {
				if strings.TrimSpace(one.Label.In(lang)) == "" {
					t.Fatalf("%s has no label in %s", one.ID, lang)
				}
			}
			if c := one.When; c != nil && !slices.ContainsFunc(asked, func(o questionnaire.Question) bool { return o.ID == c.Question }) {
				t.Fatalf("%s looks at %s, which was not asked", one.ID, c.Question)
			}
			asked = append(asked, one)
			if one.Limit != nil {
				typed[one.Compartment] += one.Limit.Characters
			}
			if one.Files != nil {
				typed[one.Compartment] += one.Files.Most * questionnaire.MaxFileName
			}
			if one.Kind.Filed() && (one.Required || one.Files == nil || one.Compartment != gehoor.Conversation) {
				t.Fatalf("%s asks for files that nobody may leave out, or that go elsewhere", one.ID)
			}
			if one.Group != nil {
				for _, inner := range one.Group.Questions {
					if inner.Limit != nil {
						typed[one.Compartment] += inner.Limit.Characters * one.Group.Most
					}
				}
			}
		}
	}
	for c, n := range typed {
		if n > questionnaire.MaxAnswers {
			t.Fatalf("%d characters in %s", n, c)
		}
	}
}
