package gehoor_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestThreatModelNamesTests: every test that the threat model names is there.
func TestThreatModelNamesTests(t *testing.T) {
	text, err := os.ReadFile("doc/threat-model.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("`(Test[A-Za-z0-9]+)`").FindAllSubmatch(text, -1) {
		named[string(m[1])] = true
	}
	if len(named) < 20 {
		t.Errorf("only %d tests are named", len(named))
	}
	err = fs.WalkDir(os.DirFS("."), "internal", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		code, err := os.ReadFile(path)
		for _, m := range regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`).FindAllSubmatch(code, -1) {
			delete(named, string(m[1]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range named {
		t.Errorf("there is no %s", name)
	}
}
