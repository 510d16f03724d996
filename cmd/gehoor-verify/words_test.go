package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/google/go-cmp/cmp"
)

// codes reads all answers from words.go, so that none can be forgotten.
func codes(t *testing.T) []code {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "words.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []code
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "code" {
			for _, v := range spec.Values {
				text, err := strconv.Unquote(v.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, code(text))
			}
		}
		return true
	})
	return all
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func TestWords(t *testing.T) {
	all := codes(t)
	if len(all) < 20 || len(english) != len(all) || len(dutch) != len(all) {
		t.Fatalf("%d codes, %d in English, %d in Dutch", len(all), len(english), len(dutch))
	}
	for _, c := range all {
		en, nl := wordsFor(c, gehoor.English), wordsFor(c, gehoor.Dutch)
		if en.say == "" || nl.say == "" || (en.next == "") != (nl.next == "") {
			t.Errorf("%s: words are missing", c)
		}
		if c.exit() != exitRight && en.next == "" {
			t.Errorf("%s does not say what to do next", c)
		}
		if diff := cmp.Diff(places(en), places(nl)); diff != "" {
			t.Errorf("%s shows other values in Dutch\n%s", c, diff)
		}
		for _, w := range []words{en, nl} {
			if left := placeholder.FindString(shown{}.fill(w.say + w.next)); left != "" {
				t.Errorf("%s: nothing fills %s", c, left)
			}
		}
	}
}

func places(w words) []string {
	all := placeholder.FindAllString(w.say+w.next, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

// TestFailureCodes: every code that is put together from parts is there.
func TestFailureCodes(t *testing.T) {
	all := codes(t)
	for _, kind := range []subject{aReceipt, aPromise, aLog} {
		for _, reason := range []string{"malformed", "other-key", "changed"} {
			if !slices.Contains(all, kind.code(reason)) {
				t.Errorf("no words for %s", kind.code(reason))
			}
		}
	}
	for _, kind := range []subject{aReceipt, aLog} {
		if !slices.Contains(all, kind.code("not-witnessed")) {
			t.Errorf("no words for a %s without its witnesses", kind)
		}
	}
	if !slices.Contains(all, aReceipt.code("not-in-log")) {
		t.Error("no words for a receipt that is not in the log")
	}
}

func imports(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
