package shipped_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/protocols"
	"github.com/gehoor/gehoor/protocols/stories"
)

var coded = regexp.MustCompile("`([^`]+)`")

// account is what doc/guards.md says is kept by a protocol: by the protocol's code, its
// guards and steps.
func account(t *testing.T) map[string][]string {
	t.Helper()
	file, err := os.ReadFile("../../../doc/guards.md")
	if err != nil {
		t.Fatal(err)
	}
	guards, _, _ := strings.Cut(string(file), "## Lines of acceptance")
	kept := map[string][]string{}
	for line := range strings.Lines(guards) {
		columns := strings.Split(line, "|")
		if len(columns) < 5 || !strings.HasPrefix(strings.TrimSpace(columns[1]), "G-") {
			continue
		}
		family := strings.TrimSpace(columns[1])
		for _, by := range strings.Split(columns[3], ";") {
			where, what, _ := strings.Cut(by, ":")
			for _, m := range coded.FindAllStringSubmatch(what, -1) {
				if strings.HasPrefix(m[1], "G-") && m[1] != family && !strings.HasPrefix(m[1], family+"-") {
					t.Errorf("%s stands in the row of %s", m[1], family)
				}
				kept[strings.TrimSpace(where)] = append(kept[strings.TrimSpace(where)], m[1])
			}
		}
	}
	return kept
}

// TestGuardsAreAccountedFor: doc/guards.md names every guard that is shipped, where it
// is, and no other; and of steps only those that are there.
func TestGuardsAreAccountedFor(t *testing.T) {
	kept := account(t)
	all := shipped.All(casework.Vocabulary())
	for _, d := range all {
		for _, g := range d.Guards {
			if !slices.Contains(kept[d.Code], g.Code) {
				t.Errorf("doc/guards.md does not say that %s has %s", d.Code, g.Code)
			}
		}
	}
	for code, names := range kept {
		i := slices.IndexFunc(all, func(d protocol.Definition) bool { return d.Code == code })
		if i < 0 {
			t.Errorf("doc/guards.md names the protocol %q", code)
			continue
		}
		for _, name := range names {
			_, step := all[i].Step(protocol.StepCode(name))
			guard := slices.ContainsFunc(all[i].Guards, func(g protocol.Guard) bool { return g.Code == name })
			if !step && !guard {
				t.Errorf("doc/guards.md says that %s has %s", code, name)
			}
		}
	}
}

// TestGuardsAreShown: of every guard there is a story that shows it at work, and one
// that shows what it lets pass. Package story plays them.
func TestGuardsAreShown(t *testing.T) {
	for _, d := range shipped.All(casework.Vocabulary()) {
		for _, g := range d.Guards {
			stopped, err := fs.ReadFile(stories.Files(), g.Stopped+".story")
			if err != nil {
				t.Errorf("%s: %s has no story %s", d.Code, g.Code, g.Stopped)
				continue
			}
			shown := "refused-by " + g.Code + "\n"
			if g.Effect == protocol.Forces {
				shown = "expect " + string(g.Step) + " "
			}
			if !strings.Contains(string(stopped), shown) {
				t.Errorf("%s: %s does not show %s at work", d.Code, g.Stopped, g.Code)
			}
			if _, err := fs.ReadFile(stories.Files(), g.Passed+".story"); err != nil {
				t.Errorf("%s: %s lets pass no story %s", d.Code, g.Code, g.Passed)
			}
		}
	}
}

// TestAcceptanceLines: every line of acceptance in doc/guards.md has a story that plays
// it, and every story of such a line is named.
func TestAcceptanceLines(t *testing.T) {
	file, err := os.ReadFile("../../../doc/guards.md")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(file), "## Lines of acceptance")
	named, lines := map[string]bool{}, 0
	for line := range strings.Lines(list) {
		columns := strings.Split(line, "|")
		if len(columns) < 5 || !strings.HasPrefix(strings.TrimSpace(columns[1]), "G-") {
			continue
		}
		lines++
		shown := coded.FindStringSubmatch(columns[3])
		if shown == nil {
			t.Errorf("nothing shows: %s", line)
			continue
		}
		named[shown[1]] = true
		if _, err := fs.Stat(stories.Files(), shown[1]+".story"); err != nil {
			t.Errorf("%s shows a line, and is no story", shown[1])
		}
	}
	// As many as protocols.md §7 has.
	if lines != 39 {
		t.Errorf("%d lines of acceptance", lines)
	}
	all, err := fs.Glob(stories.Files(), "*-protocols-7.story")
	if err != nil || len(all) < 20 {
		t.Fatal(len(all), err)
	}
	for _, name := range all {
		if name := strings.TrimSuffix(name, ".story"); !named[name] {
			t.Errorf("%s plays a line of acceptance that doc/guards.md does not name", name)
		}
	}
}

// TestNoDoubts: of what is shipped nothing is found that can hardly be meant, as it is
// followed together. The weighing of a panel once forced the next panel for ever.
func TestNoDoubts(t *testing.T) {
	all := shipped.All(casework.Vocabulary())
	for _, name := range protocols.Shipped() {
		file, _ := protocols.Protocol(name)
		for _, f := range language.Doubts(file, casework.Vocabulary(), all...) {
			t.Errorf("%s.yaml:%s", name, f)
		}
	}
	file, _ := protocols.Protocol("common")
	forever := strings.Replace(string(file), ` and not (fact.pattern and fact.weighed_by == "panel")`, "", 1)
	if got := language.Doubts([]byte(forever), casework.Vocabulary(), all...); len(got) != 1 || !strings.Contains(got[0].What, "G-PATROON-serious forces it again") {
		t.Errorf("a panel for ever: %v", got)
	}
}
