package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFresh: building again gives the bytes that are committed. It is also the
// test that a build is the same every time. It needs npm ci in browser/ and
// style/.
func TestFresh(t *testing.T) {
	web, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	fresh := t.TempDir()
	if err := run(web, fresh); err != nil {
		t.Fatal(err)
	}
	want, have := folder(t, fresh), folder(t, filepath.Join(web, "asset", "dist"))
	for name, data := range want {
		if !bytes.Equal(have[name], data) {
			t.Errorf("%s is stale: run go generate ./internal/web", name)
		}
	}
	for name, data := range have {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is left over: run go generate ./internal/web", name)
		}
		if bytes.Contains(data, []byte(filepath.Dir(web))) || bytes.Contains(data, []byte("sourceMappingURL")) {
			t.Errorf("%s tells where it was built", name)
		}
	}
}

func folder(t *testing.T, path string) map[string][]byte {
	t.Helper()
	list, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for _, f := range list {
		if files[f.Name()], err = os.ReadFile(filepath.Join(path, f.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func TestPrune(t *testing.T) {
	used := map[string]bool{"utrecht-a": true, "utrecht-b": true}
	for _, c := range []struct{ name, in, want string }{
		{"a rule of a used class stays", `.utrecht-a { color: red; }`, `.utrecht-a{color: red}`},
		{"a rule of another goes", `.utrecht-c { color: red; }`, ``},
		{"of a list the used stay", `.utrecht-c, .utrecht-a:is(:hover, :focus) { color: red }`, `.utrecht-a:is(:hover, :focus){color: red}`},
		{"both must occur", `.utrecht-a.utrecht-c { color: red }`, ``},
		{"what is excluded need not", `.utrecht-a:not(:disabled, .utrecht-c) { color: red }`, `.utrecht-a:not(:disabled, .utrecht-c){color: red}`},
		{"our own always stays", `.own, [hidden] { color: red }`, `.own,[hidden]{color: red}`},
		{"blocks are looked into", `@media print { .utrecht-c { x: y } .own { x: y } }`, "@media print{.own{x: y}\n}"},
		{"layers keep their order", `@layer a, b; @layer b { .own { x: y } }`, "@layer a, b;\n@layer b{.own{x: y}\n}"},
		{"keyframes stay", `@font-face { src: url("a;b{c}") }`, `@font-face{src: url("a;b{c}")}`},
		{"a token that is read stays", `.t { --x: 1; --y: 2 } .own { width: var(--x) }`, ".t{--x: 1}\n.own{width: var(--x)}"},
		{"a token that a read one reads stays", `.t { --x: var(--z); --y: 2; --z: 3 } .own { width: var(--x) }`, ".t{--x: var(--z);--z: 3}\n.own{width: var(--x)}"},
		{"what only an unread one reads goes", `.t { --y: var(--z); --z: 3 } .own { x: y }`, `.own{x: y}`},
		{"remarks go", `/* { */ .own { /* } */ x: y }`, `.own{x: y}`},
	} {
		s, err := parseSheet(c.in)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := cmp.Diff(c.want, strings.TrimSpace(prune(s, used).String())); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestParseSheetRefuses(t *testing.T) {
	for _, in := range []string{`.a {`, `.a { x: y`, `@media print { .a { x: y }`, `.a`, `.a { x: "y }`} {
		if _, err := parseSheet(in); err == nil {
			t.Errorf("%q parses", in)
		}
	}
}

func TestKeyNotWrittenOut(t *testing.T) {
	dir := t.TempDir()
	for source, refused := range map[string]bool{
		"import { text } from \"../text.ts\";\nsay(text(n === 1 ? \"a.b\" : \"c.d\"));\n": true,
		"import { text } from \"../text.ts\";\nsay(text(\n\tkey));\n":                     true,
		"import { text } from \"../text.ts\";\nsay(text(\n\t\"a.b\"), this.text(raw));\n": false,
		"const text = (o: string) => o;\nsay(text(one));\n":                               false,
	} {
		if err := os.WriteFile(filepath.Join(dir, "x.ts"), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := namesIn(dir, "x.ts"); (err != nil) != refused {
			t.Errorf("%s\n%v", source, err)
		}
	}
}

func TestNamesIn(t *testing.T) {
	dir := t.TempDir()
	source := "text(\"a.b\", {n: 1}); text('c.d'); context(\"no.no\");\n// text(\"no.remark\")\nworker(`e/f.js`);\n"
	if err := os.WriteFile(filepath.Join(dir, "x.ts"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	texts, workers, err := namesIn(dir, "x.ts")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([][]string{{"a.b", "c.d"}, {"e/f.js"}}, [][]string{texts, workers}); d != "" {
		t.Error(d)
	}
}
