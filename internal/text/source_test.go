package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/google/go-cmp/cmp"
)

// TestSameKeys: both languages have the same keys with the same arguments.
func TestSameKeys(t *testing.T) {
	dutch, english := text.For(gehoor.Dutch), text.For(gehoor.English)
	if d := cmp.Diff(dutch.Keys(), english.Keys()); d != "" {
		t.Fatal(d)
	}
	for _, k := range dutch.Keys() {
		if d := cmp.Diff(dutch.Places(k), english.Places(k)); d != "" {
			t.Errorf("%s: %s", k, d)
		}
	}
}

// TestEveryRefusal: each refusal code in the source has a sentence, and each
// sentence a code.
func TestEveryRefusal(t *testing.T) {
	want := []text.Key{"refusal.other"}
	for _, file := range sources(t, ".go") {
		if strings.Contains(file, filepath.Join("internal", "story")) {
			continue // what a story says of an error is for its author, in English
		}
		for _, code := range refusalCodes(t, file) {
			want = append(want, text.RefusalKey(code))
		}
	}
	if len(want) < 20 {
		t.Fatalf("found only %d codes: the search is broken", len(want))
	}
	slices.Sort(want)
	var have []text.Key
	for _, k := range text.For(gehoor.Dutch).Keys() {
		if strings.HasPrefix(string(k), "refusal.") {
			have = append(have, k)
		}
	}
	if d := cmp.Diff(slices.Compact(want), have); d != "" {
		t.Errorf("codes in the source and sentences in refusal.yaml differ (-source +catalogue):\n%s", d)
	}
}

// TestEveryExplanation: who looks up a refusal finds why it happens, and no two
// refusals are looked up under the same number.
func TestEveryExplanation(t *testing.T) {
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		keys := text.For(lang).Keys()
		seen := map[string]gehoor.Code{}
		for _, e := range text.For(lang).Explanations() {
			if !slices.Contains(keys, text.ExplainKey(e.Code)) {
				t.Errorf("%s: %s says nothing to who looks it up: add %s", lang, e.Code, text.ExplainKey(e.Code))
			}
			if strings.ContainsAny(e.Sentence, "{}") {
				t.Errorf("%s: %s is explained with an open place: %s", lang, e.Code, e.Sentence)
			}
			if other, ok := seen[e.Code.Number()]; ok {
				t.Errorf("%s and %s have the number %s: change the newer code", e.Code, other, e.Code.Number())
			}
			seen[e.Code.Number()] = e.Code
		}
		for _, k := range keys {
			code, ok := strings.CutPrefix(string(k), "explain.")
			if ok && strings.Contains(code, ".") && !slices.Contains(keys, text.RefusalKey(gehoor.Code(code))) {
				t.Errorf("%s: %s explains what nothing refuses", lang, k)
			}
		}
		if len(seen) < 50 {
			t.Fatalf("%s: only %d refusals: the search is broken", lang, len(seen))
		}
	}
}

// TestEveryName: what is chosen from a list of the dictionary has a name.
func TestEveryName(t *testing.T) {
	keys := text.For(gehoor.Dutch).Keys()
	for _, k := range names() {
		if !slices.Contains(keys, k) {
			t.Errorf("%s has no sentence", k)
		}
	}
}

// names are the keys that are made from a value, not written in the source.
func names() []text.Key {
	var keys []text.Key
	for _, o := range append(gehoor.Offices(), gehoor.OfficeExternalDesk) {
		keys = append(keys, text.OfficeKey(o))
	}
	for _, r := range gehoor.Roles() {
		keys = append(keys, text.RoleKey(r))
	}
	return keys
}

// families are prefixes of keys that pages make from a value: they count as
// used. Whoever adds one adds the test that its values all have a sentence.
var families = []string{"refusal.", "explain.", "office.", "role.", "fact.", "exit.", "ended.", "field.", "answer."}

var (
	quoted = regexp.MustCompile("[\"'`]([a-z0-9-]+(?:\\.[a-z0-9-]+)+)[\"'`]")
	said   = regexp.MustCompile("(?:\\bSay|\\bsay|\\btext)\\([\"'`]([a-z0-9-]+(?:\\.[a-z0-9-]+)+)[\"'`]")
)

// TestEveryKey: a key that is said is there, and a key that is there is said.
func TestEveryKey(t *testing.T) {
	keys := text.For(gehoor.Dutch).Keys()
	used := map[text.Key]bool{}
	for _, file := range sources(t, ".go", ".templ", ".ts", ".yaml") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range quoted.FindAllSubmatch(data, -1) {
			used[text.Key(m[1])] = true
		}
		for _, m := range said.FindAllSubmatch(data, -1) {
			if !slices.Contains(keys, text.Key(m[1])) {
				t.Errorf("%s says %s, which is not in the catalogue", file, m[1])
			}
		}
	}
	for _, k := range keys {
		family := slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(string(k), f) })
		if !family && !used[k] {
			t.Errorf("%s is in the catalogue, and nothing says it", k)
		}
	}
}

// sources lists the files of the repository that are the product, by ending.
func sources(t *testing.T, endings ...string) []string {
	t.Helper()
	var found []string
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		switch {
		case d.IsDir() && (name == "node_modules" || name == "dist" || name == "testdata" || name == ".git" || strings.HasSuffix(name, "test")):
			return filepath.SkipDir
		case d.IsDir(), strings.HasSuffix(name, "_test.go"), strings.HasSuffix(name, "_templ.go"), strings.HasSuffix(name, ".test.ts"):
			return nil
		case strings.Contains(path, filepath.Join("internal", "text")) && filepath.Ext(name) == ".yaml":
			return nil
		case slices.Contains(endings, filepath.Ext(name)):
			found = append(found, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// refusalCodes reads the constants of type gehoor.Code in a file, and
// conversions of a literal to it.
func refusalCodes(t *testing.T, file string) []gehoor.Code {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil // somebody is writing it; the compiler will say so
	}
	var codes []gehoor.Code
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			if isCode(n.Type, parsed.Name.Name) {
				codes = append(codes, literals(n.Values)...)
			}
		case *ast.CallExpr:
			if isCode(n.Fun, parsed.Name.Name) {
				codes = append(codes, literals(n.Args)...)
			}
		}
		return true
	})
	return codes
}

func isCode(e ast.Expr, pkg string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return pkg == "gehoor" && e.Name == "Code"
	case *ast.SelectorExpr:
		x, ok := e.X.(*ast.Ident)
		return ok && x.Name == "gehoor" && e.Sel.Name == "Code"
	}
	return false
}

func literals(values []ast.Expr) []gehoor.Code {
	var codes []gehoor.Code
	for _, v := range values {
		if lit, ok := v.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				codes = append(codes, gehoor.Code(s))
			}
		}
	}
	return codes
}
