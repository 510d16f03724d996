package seal_test

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// aRoot is a root of the organisation with both halves.
type aRoot struct {
	note.Signer
	key string
}

func keyOf(t testing.TB) aRoot {
	t.Helper()
	secret, public, err := note.GenerateKey(rand.Reader, seal.RootName(org))
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	return aRoot{s, public}
}

func change(t testing.TB, way seal.RootWay, before, next aRoot, signers ...note.Signer) string {
	t.Helper()
	c := seal.RootChange{Way: way, Before: before.key, Root: next.key, On: time.Date(2026, 3, 2, 15, 0, 0, 0, time.UTC)}
	text, err := seal.SignRootChange(org, c, signers...)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestRootChange(t *testing.T) {
	first, next := keyOf(t), keyOf(t)
	planned := change(t, seal.RootPlanned, first, next, first, next)
	got, err := seal.VerifyRootChange(planned, org)
	if err != nil || got.Before != first.key || got.Root != next.key || got.Way != seal.RootPlanned || got.On.Format(time.DateOnly) != "2026-03-02" {
		t.Errorf("%+v, %v", got, err)
	}
	if len(planned) > seal.MaxRootChangeBytes {
		t.Errorf("a note of %d bytes", len(planned))
	}
	stolen := change(t, seal.RootStolen, first, next, next)
	if _, err := seal.VerifyRootChange(stolen, org); err != nil {
		t.Errorf("stolen: %v", err)
	}
	body, _, _ := strings.Cut(planned, "\n\n")
	for name, text := range map[string]string{
		"nothing":              "",
		"unsigned":             body + "\n",
		"another organisation": strings.Replace(planned, "veenhaven\n", "elders\n", 1),
		"called planned":       strings.Replace(stolen, "stolen", "planned", 1),
		"called lost":          strings.Replace(planned, "planned", "lost", 1),
		"a line more":          strings.Replace(planned, "\n\n", "\nmore\n\n", 1),
		"another day":          strings.Replace(planned, "2026-03-02", "2026-03-03", 1),
		"no day":               strings.Replace(planned, "2026-03-02", "2026-33-02", 1),
		"too large":            planned + strings.Repeat("x", seal.MaxRootChangeBytes),
		"carriage returns":     strings.ReplaceAll(planned, "\n", "\r\n"),
	} {
		if c, err := seal.VerifyRootChange(text, org); err == nil {
			t.Errorf("%s: %+v", name, c)
		}
	}
	c := seal.RootChange{Way: seal.RootPlanned, Before: first.key, Root: next.key, On: time.Now()}
	for name, signers := range map[string][]note.Signer{"the one before": {first}, "the next": {next}, "nobody": nil} {
		if _, err := seal.SignRootChange(org, c, signers...); err == nil {
			t.Errorf("signed by %s alone", name)
		}
	}
	c.Root = first.key
	if _, err := seal.SignRootChange(org, c, first); err == nil {
		t.Error("a root that follows itself")
	}
}

// TestFollowRoot: who knows a root goes along signatures of both, and never past a
// change that the root before did not sign.
func TestFollowRoot(t *testing.T) {
	a, b, c, d := keyOf(t), keyOf(t), keyOf(t), keyOf(t)
	changes := []string{
		change(t, seal.RootPlanned, a, b, a, b),
		change(t, seal.RootPlanned, b, c, b, c),
		change(t, seal.RootStolen, c, d, d),
	}
	for name, one := range map[string]struct {
		known, now string
		steps      int
		ok         bool
	}{
		"the same":            {a.key, a.key, 0, true},
		"one step":            {a.key, b.key, 1, true},
		"two steps":           {a.key, c.key, 2, true},
		"from the middle":     {b.key, c.key, 1, true},
		"past a stolen one":   {a.key, d.key, 2, false},
		"from the stolen one": {c.key, d.key, 0, false},
		"back":                {b.key, a.key, 1, false},
		"a stranger":          {d.key, c.key, 0, false},
	} {
		way, ok := seal.FollowRoot(org, one.known, one.now, changes)
		if ok != one.ok || len(way) != one.steps {
			t.Errorf("%s: %d steps, %v", name, len(way), ok)
		}
	}
}

// TestCountersign: the same words hold under the root before and under the next one,
// and a note does not grow with every root.
func TestCountersign(t *testing.T) {
	roots := []aRoot{keyOf(t), keyOf(t), keyOf(t)}
	text, want := signKey(t, roots[0])
	length := 0
	for i := 1; i < len(roots); i++ {
		before, err := note.NewVerifier(roots[i-1].key)
		if err != nil {
			t.Fatal(err)
		}
		if text, err = seal.Countersign(roots[i], org, before, text); err != nil {
			t.Fatal(err)
		}
		for _, r := range roots[i-1 : i+1] {
			v, err := note.NewVerifier(r.key)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := seal.VerifyStaffKey(text, v, org); err != nil || got != want {
				t.Errorf("under root %d: %+v, %v", i, got, err)
			}
		}
		if length > 0 && len(text) != length {
			t.Errorf("%d bytes after %d", len(text), length)
		}
		length = len(text)
	}
	stranger, err := note.NewVerifier(keyOf(t).key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.Countersign(roots[1], org, stranger, text); err == nil {
		t.Error("countersigned what nobody known had signed")
	}
}

func TestRootNumber(t *testing.T) {
	a, b := keyOf(t), keyOf(t)
	n := seal.RootNumber(org, a.key)
	if len(n) != 35 || n == seal.RootNumber(org, b.key) || n == seal.RootNumber("elders", a.key) {
		t.Errorf("%q", n)
	}
}

func rootChangeSeeds(t testing.TB) []string {
	a, b := keyOf(t), keyOf(t)
	good := change(t, seal.RootPlanned, a, b, a, b)
	return []string{good, good[:len(good)/2], change(t, seal.RootLost, a, b, b), "\n\n— veenhaven-root AAAA\n", "gehoor root change v1\nveenhaven\n"}
}

// FuzzVerifyRootChange: whatever is taken for a change of root was signed by the next
// root, and has the form that signing makes.
func FuzzVerifyRootChange(f *testing.F) {
	for _, seed := range rootChangeSeeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := seal.VerifyRootChange(text, org)
		if err != nil {
			return
		}
		next, err := seal.ParseRoot(org, c.Root)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := note.Open([]byte(text), note.VerifierList(next)); err != nil || !c.Way.Valid() || c.Before == c.Root {
			t.Errorf("%+v: %v", c, err)
		}
	})
}

// rootVector is what both languages say of a chain of changes.
type rootVector struct {
	Name    string       `json:"name"`
	Org     gehoor.OrgID `json:"org"`
	Known   string       `json:"known"`
	Now     string       `json:"now"`
	Changes []string     `json:"changes"`
	OK      bool         `json:"ok"`
}

func buildRootVectors(t *testing.T) []rootVector {
	a, b, c, d := keyOf(t), keyOf(t), keyOf(t), keyOf(t)
	first, second := change(t, seal.RootPlanned, a, b, a, b), change(t, seal.RootPlanned, b, c, b, c)
	stolen, lost := change(t, seal.RootStolen, c, d, d), change(t, seal.RootLost, c, d, d)
	all := []string{first, second, stolen}
	half := first[:strings.LastIndex(first, "— ")]
	vector := func(name, known, now string, ok bool, changes ...string) rootVector {
		return rootVector{name, org, known, now, changes, ok}
	}
	foreign := vector("another organisation", a.key, b.key, false, first)
	foreign.Org = "elders"
	return []rootVector{
		vector("the same root", a.key, a.key, true, all...),
		vector("nothing to follow", a.key, b.key, false, []string{}...),
		vector("one step", a.key, b.key, true, all...),
		vector("two steps", a.key, c.key, true, all...),
		vector("from the middle", b.key, c.key, true, all...),
		vector("past a stolen one", a.key, d.key, false, all...),
		vector("past a lost one", c.key, d.key, false, lost),
		vector("backwards", b.key, a.key, false, all...),
		vector("a step is missing", a.key, c.key, false, second),
		vector("in another order", a.key, c.key, false, second, first),
		vector("only one of two signatures", a.key, b.key, false, half),
		vector("called planned", c.key, d.key, false, strings.Replace(stolen, "stolen", "planned", 1)),
		vector("another day", a.key, b.key, false, strings.Replace(first, "2026-03-02", "2026-03-03", 1)),
		vector("no day", a.key, b.key, false, strings.Replace(first, "2026-03-02", "2026-02-31", 1)),
		vector("carriage returns", a.key, b.key, false, strings.ReplaceAll(first, "\n", "\r\n")),
		vector("too large", a.key, b.key, false, first+strings.Repeat("x", seal.MaxRootChangeBytes)),
		foreign,
	}
}

// TestRootVectors: Go follows what the vectors say, as the browser does. The file is
// written once and never edited.
func TestRootVectors(t *testing.T) {
	path := filepath.Join("..", "..", "testdata", "vectors", "root-change.json")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && os.Getenv("GEHOOR_UPDATE") != "" {
		file, err := json.MarshalIndent(buildRootVectors(t), "", "\t")
		if err == nil {
			err = os.WriteFile(path, append(file, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var vectors []rootVector
	if err := json.Unmarshal(file, &vectors); err != nil || len(vectors) < 15 {
		t.Fatalf("%d vectors: %v", len(vectors), err)
	}
	for _, v := range vectors {
		if _, ok := seal.FollowRoot(v.Org, v.Known, v.Now, v.Changes); ok != v.OK {
			t.Errorf("%s: %v", v.Name, ok)
		}
	}
}
