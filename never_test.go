package gehoor_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/gehoor/gehoor"

// never lists the arrows that must not exist, each with its reason. The test
// reads the source files itself: one that asks `go list` is answered from the
// test cache and sees no change.
var never = []struct {
	from    []string // packages, relative to the module; "x/..." is x and below
	except  []string
	reaches []string // directly or through packages of this module
	because string
}{
	{
		from:    nouns,
		reaches: []string{"internal/ledger", "internal/store/...", "net/http", "database/sql", "math/rand", "math/rand/v2", "crypto/rand", "os", "io/fs", "log", "log/slog"},
		because: "a noun decides from values: what it did yesterday it does again today",
	},
	{
		from:    []string{"."},
		reaches: []string{"internal/...", "net/http", "os", "golang.org/...", "filippo.io/..."},
		because: "the dictionary explains words and depends on nothing",
	},
	{
		from:    []string{"internal/casework", "internal/store/...", "internal/web/..."},
		except:  []string{"internal/web/plain", "internal/web/webtest", "internal/web/build", "internal/web/browser/..."},
		reaches: []string{"internal/seal/unseal", "internal/story/...", "internal/desk"},
		because: "the server cannot read content: it does not even link what opens it",
	},
	{
		from:    []string{"internal/web"},
		reaches: []string{"internal/store/..."},
		because: "pages go through casework, the only way in",
	},
	{
		from:    []string{"internal/casework"},
		reaches: []string{"internal/store/...", "net/http", "internal/web/..."},
		because: "use cases are the same for a page, a story and an import",
	},
	{
		from:    []string{"internal/casework", "internal/web"},
		reaches: []string{"internal/blob/folder", "internal/blob/s3"},
		because: "where files lie is chosen where the program is put together",
	},
	{
		from:    []string{"internal/view"},
		reaches: []string{"internal/ledger", "internal/store/...", "database/sql", "net/http", "os"},
		because: "a view is a pure function of a state",
	},
	{
		from:    []string{"internal/protocol", "internal/register"},
		reaches: []string{"internal/store/...", "internal/casework", "internal/web/...", "database/sql", "net/http", "crypto/rand", "math/rand/v2"},
		because: "terms and proofs must come out the same for everybody",
	},
	{
		from:    []string{"internal/ledger", "internal/blob", "internal/seal", "internal/account", "internal/advice", "internal/draft", "internal/notify", "internal/flood", "internal/register", "internal/protocol"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/view"}),
		because: "what everything leans on knows no case",
	},
	{
		from:    []string{"internal/record"},
		reaches: []string{"internal/...", "net/http", "os", "io/fs", "database/sql", "crypto/rand", "math/rand/v2"},
		because: "what is written down is data: the dictionary explains it, and nothing else is needed",
	},
	{
		from:    []string{"internal/pattern"},
		reaches: []string{"internal/...", "net/http", "os", "io/fs", "database/sql", "crypto/rand", "math/rand/v2"},
		because: "when signals are weighed together is decided from values: the same for a dossier and for a simulation",
	},
	{
		from:    []string{"internal/checkin"},
		reaches: []string{"internal/...", "net/http", "os", "io/fs", "database/sql", "crypto/rand", "math/rand/v2"},
		because: "how a question how it goes stands is the same for a reporter, a witness and the person concerned",
	},
	{
		from:    []string{"internal/figure"},
		reaches: []string{"internal/...", "net/http", "os", "io/fs", "database/sql", "crypto/rand", "math/rand/v2"},
		because: "which figures may be shown is decided from counts alone",
	},
	{
		from:    []string{"internal/measure"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/view", "internal/ledger", "internal/store/...", "internal/web/...", "internal/seal", "database/sql", "net/http", "os", "io/fs", "crypto/rand", "math/rand/v2"}),
		because: "who carries what, and for how long, comes out of what was written down alone: the same for a noun, a page and a story",
	},
	{
		from:    []string{"internal/retention"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/view", "internal/ledger", "internal/store/...", "net/http", "os"}),
		because: "how long something is kept is data: the same for a noun, a command and an auditor",
	},
	{
		from:    []string{"internal/wording"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/text", "internal/ledger", "internal/store/...", "internal/web/...", "net/http", "os"}),
		because: "what an organisation may say is decided from values: the same for a noun, a page and a command",
	},
	{
		from:    []string{"internal/rehearsal"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/story/...", "internal/ledger", "internal/store/...", "internal/web/...", "net/http", "os"}),
		because: "what came of a story is a value: a command and a page show the same",
	},
	{
		from:    []string{"internal/knowledge"},
		reaches: []string{"internal/casework", "internal/view", "internal/ledger", "internal/store/...", "internal/seal", "internal/web/...", "database/sql", "net/http", "os", "crypto/rand", "math/rand/v2"},
		because: "who knew what, and when, comes out of the facts alone, the same for a page, a file and a story",
	},
	{
		from:    []string{"internal/passkey"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/ledger", "internal/seal", "internal/store/...", "internal/web/..."}),
		because: "it checks a signature, and neither keeps nor opens anything",
	},
	{
		from:    []string{"internal/casework", "internal/account", "internal/store/..."},
		reaches: []string{"internal/passkey"},
		because: "the library of WebAuthn stays at the edge, where answers of browsers are read",
	},
	{
		from:    []string{"internal/provider"},
		reaches: slices.Concat(nouns, []string{"internal/account", "internal/casework", "internal/ledger", "internal/seal", "internal/store/...", "internal/web/...", "log", "log/slog", "os"}),
		because: "it asks who somebody is, and neither keeps nor opens anything, nor decides what they may",
	},
	{
		from:    []string{"internal/casework", "internal/account", "internal/store/..."},
		reaches: []string{"internal/provider"},
		because: "the library of OpenID Connect stays at the edge, where answers of others are read",
	},
	{
		from:    []string{"internal/witness"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/ledger", "internal/seal", "internal/store/...", "internal/web/..."}),
		because: "a witness knows sizes and hashes of logs, and nothing of what is in them",
	},
	{
		from:    []string{"internal/notify/webhook"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/view", "internal/ledger", "internal/seal", "internal/store/...", "internal/text", "internal/web/...", "log", "log/slog", "os"}),
		because: "what goes to a webhook is made of a message that has no content, and of nothing else",
	},
	{
		from:    []string{"internal/metadata"},
		reaches: []string{"internal/...", "net/http", "os", "crypto/rand", "math/rand/v2", "time"},
		because: "what a file tells is found in its bytes alone, the same for everybody",
	},
	{
		from:    []string{"internal/protocol/clause", "internal/protocol/draw", "internal/protocol/manual", "internal/protocol/phrase", "internal/protocol/regulation"},
		reaches: slices.Concat(nouns, []string{"internal/casework", "internal/view", "internal/ledger", "internal/store/...", "internal/web/...", "database/sql", "net/http", "os", "crypto/rand", "math/rand/v2"}),
		because: "a protocol is drawn and told from values: the same for a page, a command and a council",
	},
	{
		from:    []string{"cmd/gehoor-verify"},
		reaches: slices.Concat(nouns, []string{"internal/store/...", "internal/casework", "internal/web/...", "internal/seal/unseal", "internal/endpoint", "internal/account"}),
		because: "an outsider's verifier links the formats of the log and of keys, and can open nothing",
	},
	{
		from:    []string{"cmd/gehoor-desk", "internal/desk"},
		reaches: []string{"internal/store/...", "internal/blob/folder", "internal/blob/s3", "internal/web", "internal/web/page/...", "internal/web/asset", "internal/story/...", "database/sql"},
		because: "the desk works on its owner's machine: it asks a server as a browser does, and is none",
	},
	{
		from:    []string{"internal/personnel"},
		reaches: []string{"internal/casework", "internal/directory", "internal/ledger", "internal/seal", "internal/store/...", "internal/web/...", "database/sql", "net/http", "os", "crypto/rand", "math/rand/v2"},
		because: "what a file says is decided from values: the same here as in a browser",
	},
	{
		from:    []string{"internal/terminal"},
		reaches: []string{"internal/...", "net/http"},
		because: "what somebody types goes to who asked, and nowhere else",
	},
}

var nouns = []string{"internal/directory", "internal/chart", "internal/signal", "internal/diary", "internal/counsel", "internal/dossier", "internal/participant", "internal/protocol/adoption"}

// neverInNouns are calls that would make a decision depend on when or where it
// is made. They are looked for by name, because package time itself is needed.
var neverInNouns = []string{"time.Now(", "time.Since(", "time.Until(", "os.Getenv("}

func TestNever(t *testing.T) {
	imports := readImports(t)
	for pkg := range imports {
		if !slices.Contains(nouns, pkg) {
			continue
		}
		for _, other := range nouns {
			if other != pkg && reaches(imports, pkg, other, map[string]bool{}) {
				t.Errorf("%s reaches %s: a noun never imports another noun; they meet in casework", pkg, other)
			}
		}
	}
	for _, rule := range never {
		checked := 0
		for pkg := range imports {
			if !matchAny(rule.from, pkg) || matchAny(rule.except, pkg) {
				continue
			}
			checked++
			for _, target := range rule.reaches {
				if reaches(imports, pkg, target, map[string]bool{}) {
					t.Errorf("%s reaches %s: %s", pkg, target, rule.because)
				}
			}
		}
		if checked == 0 {
			t.Errorf("no package matches %v: the rule guards nothing", rule.from)
		}
	}
}

// TestNoTestingInProduction: a package that ships never links the testing package.
func TestNoTestingInProduction(t *testing.T) {
	for pkg, list := range readImports(t) {
		if strings.HasSuffix(pkg, "test") {
			continue
		}
		if slices.Contains(list, "testing") {
			t.Errorf("%s imports testing outside a test", pkg)
		}
	}
}

func TestNounsAskNothingOutside(t *testing.T) {
	for _, noun := range append(slices.Clone(nouns), "internal/personnel", "internal/view", "internal/protocol", "internal/protocol/clause", "internal/protocol/draw", "internal/protocol/manual", "internal/protocol/phrase", "internal/protocol/regulation", "internal/record", "internal/retention", ".") {
		for _, file := range sources(t, noun) {
			text := readFile(t, file)
			for _, call := range neverInNouns {
				if strings.Contains(text, call) {
					t.Errorf("%s calls %s…): time and chance come in as values", file, call)
				}
			}
		}
	}
}

// TestPagesAskPermission: what a rehearsal sees without anybody's permission, no page
// asks for.
func TestPagesAskPermission(t *testing.T) {
	for _, file := range sources(t, "internal/web/...") {
		for _, call := range []string{"Casework.Standing(", "Casework.State(", "work.Standing(", "work.State("} {
			if strings.Contains(readFile(t, file), call) {
				t.Errorf("%s calls %s), which asks nobody's permission", file, call)
			}
		}
	}
}

// TestDeskNeverServes: what holds somebody's key opens no address to listen on, and takes
// no secret from the environment.
func TestDeskNeverServes(t *testing.T) {
	files := append(sources(t, "cmd/gehoor-desk"), sources(t, "internal/desk")...)
	if len(files) < 10 {
		t.Fatalf("%d files: this looks in the wrong place", len(files))
	}
	for _, file := range files {
		for _, call := range []string{"net.Listen", "ListenAndServe", "http.Server{", "os.Getenv(", "os.LookupEnv(", "os.Environ(", "kong.DefaultEnvars"} {
			if strings.Contains(readFile(t, file), call) {
				t.Errorf("%s calls %s: a desk asks, and is not asked", file, call)
			}
		}
	}
}

// reaches says whether pkg imports a package that matches target, directly or
// through packages of this module.
func reaches(imports map[string][]string, pkg, target string, seen map[string]bool) bool {
	if seen[pkg] {
		return false
	}
	seen[pkg] = true
	for _, next := range imports[pkg] {
		if match(target, next) {
			return true
		}
		if _, ours := imports[next]; ours && reaches(imports, next, target, seen) {
			return true
		}
	}
	return false
}

func matchAny(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return match(p, pkg) })
}

func match(pattern, pkg string) bool {
	prefix, deep := strings.CutSuffix(pattern, "/...")
	return pkg == prefix || deep && strings.HasPrefix(pkg, prefix+"/")
}

// readImports maps each package of the module to what its shipped files import,
// with the module's own packages by their relative path.
func readImports(t *testing.T) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	for _, file := range sources(t, "./...") {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		pkg := filepath.ToSlash(filepath.Dir(file))
		for _, spec := range parsed.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			if name == module {
				name = "."
			} else if rest, ok := strings.CutPrefix(name, module+"/"); ok {
				name = rest
			}
			imports[pkg] = append(imports[pkg], name)
		}
		if _, ok := imports[pkg]; !ok {
			imports[pkg] = nil
		}
	}
	if len(imports) < 10 {
		t.Fatalf("found only %d packages: the test looks in the wrong place", len(imports))
	}
	return imports
}

// sources lists the Go files that ship: of one folder, or of all for "./...".
func sources(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	root, deep := strings.CutSuffix(dir, "/...")
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			skip := d.Name() == "node_modules" || d.Name() == "testdata" || (strings.HasPrefix(d.Name(), ".") && d.Name() != ".")
			if skip || !deep && p != root {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(p) == ".go" && !strings.HasSuffix(p, "_test.go") {
			files = append(files, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
