package manual_test

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
	"github.com/gehoor/gehoor/internal/protocol/draw"
	"github.com/gehoor/gehoor/internal/protocol/manual"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write doc/protocols anew")

// TestPages: doc/protocols says what the shipped protocols say, with their pictures, and
// holds nothing else; the overview names each page.
func TestPages(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "doc", "protocols")
	all := shipped.All(casework.Vocabulary())
	want := map[string]string{}
	for _, d := range all {
		w := text.For(gehoor.English)
		want[d.Code+".svg"] = string(draw.Protocol(d, draw.Options{Words: w, Law: shipped.Law()}))
		want[d.Code+".md"] = manual.Page(d, manual.Options{Words: w, Law: shipped.Law(), Beside: all, File: "../../protocols/" + d.Code + ".yaml", Picture: d.Code + ".svg"})
	}
	if *update {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, says := range want {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(says), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(want) || len(want) < 10 {
		t.Errorf("%d files in doc/protocols, %d wanted", len(files), len(want))
	}
	overview, err := os.ReadFile(filepath.Join(folder, "..", "overview.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name, says := range want {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(says, string(got)); d != "" {
			t.Errorf("%s is stale (make generate):\n%s", name, d)
		}
		if strings.HasSuffix(name, ".md") && !strings.Contains(string(overview), "(protocols/"+name+")") {
			t.Errorf("doc/overview.md does not name protocols/%s", name)
		}
	}
}

// gaps are what no page has: a key without a sentence, an open place.
var gaps = regexp.MustCompile(`\b(page|phrase|cond|picture|regulation|fact)\.[a-z]+-?[a-z]*\b|[{}]`)

// TestEverything: a page names every step, guard, exit, role and card, in both
// languages, and leaves no sentence out.
func TestEverything(t *testing.T) {
	all := shipped.All(casework.Vocabulary())
	for _, d := range all {
		for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
			page := manual.Page(d, manual.Options{Words: text.For(lang), Law: shipped.Law(), Beside: all})
			for _, want := range named(d, lang) {
				if !strings.Contains(page, want) {
					t.Errorf("%s, %s: %q is not there", d.Code, lang, want)
				}
			}
			if gap := gaps.FindString(page); gap != "" {
				t.Errorf("%s, %s: %q", d.Code, lang, gap)
			}
			for i, l := range strings.Split(page, "\n") {
				if strings.HasPrefix(l, "|") && strings.Count(strings.ReplaceAll(l, `\|`, ""), "|") != 6 {
					t.Errorf("%s, %s: line %d is no row of the table: %s", d.Code, lang, i+1, l)
				}
			}
		}
	}
}

func named(d protocol.Definition, lang gehoor.Language) []string {
	all := []string{d.Title.In(lang), string(d.Digest())}
	for _, s := range d.Steps {
		all = append(all, s.Label.In(lang), s.Told.In(lang), "`"+string(s.Code)+"`")
	}
	for _, g := range d.Guards {
		all = append(all, "**"+g.Code+"**", g.Why.In(lang))
	}
	for _, e := range d.Exits {
		all = append(all, e.Label.In(lang))
	}
	for _, r := range d.Roles {
		all = append(all, r.Label.In(lang))
	}
	for _, c := range d.Cards {
		for _, l := range slices.Concat([]gehoor.Text{c.Title}, c.Do, c.Dont) {
			all = append(all, l.In(lang))
		}
	}
	return all
}
