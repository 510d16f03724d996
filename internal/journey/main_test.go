package journey_test

import (
	_ "embed"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// built are the programs and the town that all tests share; none changes it.
var built struct {
	gehoor, verify, desk string
	town                 *town
}

// leftToCI are the journeys that -short leaves out, each with a reason. make test
// prints them.
//
//go:embed left-to-ci.txt
var leftToCI string

// left are the names in leftToCI.
func left() []string {
	var names []string
	for line := range strings.Lines(leftToCI) {
		if name, _, _ := strings.Cut(strings.TrimSpace(line), " "); name != "" && name != "#" {
			names = append(names, name)
		}
	}
	return names
}

// shorten leaves journeys out if -short asks for it, unless somebody asked for
// journeys by name.
func shorten() error {
	flag.Parse()
	if !testing.Short() || flag.Lookup("test.run").Value.String() != "" || flag.Lookup("test.skip").Value.String() != "" {
		return nil
	}
	var patterns []string
	for _, name := range left() {
		patterns = append(patterns, "^"+strings.ReplaceAll(name, "/", "$/^")+"$")
	}
	return flag.Set("test.skip", strings.Join(patterns, "|"))
}

// TestLeftToCI: what is left to CI exists, and says why it is.
func TestLeftToCI(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(b)
	}
	names := left()
	for _, name := range names {
		test, _, _ := strings.Cut(name, "/")
		if !strings.Contains(source.String(), "\nfunc "+test+"(t *testing.T) {") {
			t.Errorf("there is no %s", test)
		}
		if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` +\S`).MatchString(leftToCI) {
			t.Errorf("%s is left out without a reason", name)
		}
	}
	if len(names) == 0 {
		t.Error("nothing was read")
	}
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "gehoor-journey-")
	if err == nil {
		err = shorten()
	}
	if err == nil {
		err = build(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "journey:", err)
		os.Exit(1)
	}
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, "journey:", err)
	}
	os.Exit(code)
}

// build makes the programs and founds the town.
func build(dir string) error {
	built.gehoor, built.verify, built.desk = filepath.Join(dir, "gehoor"), filepath.Join(dir, "gehoor-verify"), filepath.Join(dir, "gehoor-desk")
	for path, pkg := range map[string]string{built.gehoor: "cmd/gehoor", built.verify: "cmd/gehoor-verify", built.desk: "cmd/gehoor-desk"} {
		cmd := exec.Command("go", "build", "-o", path, "github.com/gehoor/gehoor/"+pkg)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("build %s: %w\n%s", pkg, err, out)
		}
	}
	var err error
	built.town, err = found(filepath.Join(dir, "town"), townStories, 8)
	return err
}
