package phrase_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/protocols"
	"github.com/google/go-cmp/cmp"
)

// gaps are what no sentence has: a key without a sentence, an open place, the name of a
// kind or a step that somebody reads as such, a condition that was not understood.
var gaps = regexp.MustCompile(`\b(cond|answer|field)\.[a-z]|\{|“[a-z]+[._-][a-z_-]*”|zoals het in het protocol staat|as the protocol has it`)

var update = flag.Bool("update", false, "write the golden texts anew")

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}

// definitions are all that come with the program, the warning example too.
func definitions(t *testing.T) []protocol.Definition {
	t.Helper()
	all := shipped.All(casework.Vocabulary())
	file, ok := protocols.Example("formal-only")
	if !ok {
		t.Fatal("there is no example")
	}
	d, err := language.Parse(file, casework.Vocabulary(), shipped.Law())
	if err != nil {
		t.Fatal(err)
	}
	return append(all, d)
}

// TestConditions: every shipped condition in words. Somebody reads a sentence that
// changes, because a council votes on it and whoever is stopped asks why.
func TestConditions(t *testing.T) {
	all, beside := definitions(t), shipped.All(casework.Vocabulary())
	for _, lang := range languages {
		var b, told strings.Builder
		n := 0
		for _, d := range all {
			b.WriteString("== " + d.Code + "\n")
			seen := map[string]bool{}
			for c := range d.Conditions {
				if c.IsZero() || seen[c.String()] {
					continue
				}
				seen[c.String()] = true
				n++
				said := phrase.Condition(text.For(lang), d, c, beside...)
				b.WriteString("\n" + strings.Join(strings.Fields(c.String()), " ") + "\n")
				lines(&b, said, "  ")
				told.WriteString(said.Line() + "\n")
			}
			b.WriteString("\n")
		}
		if n < 100 {
			t.Fatalf("only %d conditions: the search is broken", n)
		}
		got := b.String()
		if gap := gaps.FindString(told.String()); gap != "" {
			t.Errorf("%s: a sentence has %q", lang, gap)
		}
		path := filepath.Join("testdata", "conditions-"+string(lang)+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), got); d != "" {
			t.Errorf("%s (go test -update, and read it):\n%s", path, d)
		}
	}
}

func lines(b *strings.Builder, s phrase.Said, indent string) {
	b.WriteString(indent + s.Text + "\n")
	for _, one := range s.Items {
		lines(b, one, indent+"- ")
	}
}

// TestEveryField: what a condition can read of a fact has a question, and each of its
// answers a name, in both languages.
func TestEveryField(t *testing.T) {
	for _, lang := range languages {
		w, n := text.For(lang), 0
		for _, kind := range casework.Vocabulary() {
			if _, isRecord := record.Of(kind.Kind); isRecord {
				continue // the catalogue of records has labels for all
			}
			for _, f := range kind.Fields {
				n++
				if key := phrase.FieldKey(kind.Kind, f.Name); w.Say(key) == string(key) {
					t.Errorf("%s: %s is not there", lang, key)
				}
				for _, o := range f.Options {
					if key := phrase.AnswerKey(kind.Kind, f.Name, o); w.Say(key) == string(key) {
						t.Errorf("%s: %s is not there", lang, key)
					}
				}
			}
		}
		if n < 20 {
			t.Fatalf("only %d fields: the search is broken", n)
		}
	}
}

// FuzzCondition: whatever is a condition has words in both languages, none of them
// empty, in its lists neither.
func FuzzCondition(f *testing.F) {
	all := shipped.All(casework.Vocabulary())
	n := 0
	for i, d := range all {
		for c := range d.Conditions {
			if !c.IsZero() {
				f.Add(c.String(), uint8(i))
				n++
			}
		}
	}
	for _, one := range []string{
		`any(facts["dossier.weighed"], let f = #; any(facts["dossier.triaged"], .severity == f.severity))`,
		`count(facts["signal.received"], .by == "reporter") + 1 > len(filter(facts["signal.received"], .day < before(fact.day, "3mnd")))`,
		`all(facts["dossier.weighed"], not .second) and hours(last["dossier.weighed"].at, fact.at) - 2 != 3`,
		`not (formal or first["signal.received"].by != "system") and decided["safe-now"] != ""`,
		`fact.by in [] or true == fact.second`,
	} {
		f.Add(one, uint8(len(one)))
	}
	if n < 100 {
		f.Fatalf("only %d seeds: the search is broken", n)
	}
	f.Fuzz(func(t *testing.T, source string, which uint8) {
		d := all[int(which)%len(all)]
		scope := protocol.Scope{Vocabulary: casework.Vocabulary(), Decisions: map[protocol.StepCode][]string{}}
		for _, s := range d.Steps {
			scope.Steps = append(scope.Steps, s.Code)
			scope.Fact = append(scope.Fact, s.Stop...)
			if s.Decision != nil {
				scope.Decisions[s.Code] = []string{s.Decision.Options[0].Code}
			}
		}
		for _, p := range d.Parameters {
			scope.Parameters = append(scope.Parameters, p.Name)
		}
		c, err := scope.Condition(source)
		if err != nil {
			return // what is refused, and how, package protocol's own target looks at
		}
		for _, lang := range languages {
			said := phrase.Condition(text.For(lang), d, c)
			if strings.TrimSpace(said.Line()) == "" || empty(said) {
				t.Errorf("%s: %q has no words: %q", lang, source, said.Line())
			}
		}
	})
}

func empty(s phrase.Said) bool {
	return strings.TrimSpace(s.Text) == "" || slices.ContainsFunc(s.Items, empty)
}
