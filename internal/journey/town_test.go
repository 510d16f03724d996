package journey_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// townStories are what happened in the town. It follows the protocol receive alone, and
// its stories are not the demo's: a journey is about a page, and must not change when a
// protocol asks for another record.
const townStories = "testdata/town"

// town is a data folder of Veenhaven with its stories, and what the program printed
// about it: passphrases and codes are known from nowhere else.
type town struct {
	dir         string
	passphrases map[string]string // by login
	codes       []string          // of reporters who can come back
	logKey      string
}

var (
	personLine = regexp.MustCompile(`(?m)^  ([a-z]+) {2,}([\p{L}]+(?: [\p{L}]+){4}) {2,}\S`)
	codeLine   = regexp.MustCompile(`(?m)^ +((?:[\p{L}]+ ){11}[\p{L}]+)$`)
	keyLine    = regexp.MustCompile(`(?m)^ +(gehoor\.\S+\+[0-9a-f]{8}\+\S+)$`)
)

// found fills a folder with stories nearly as gehoor demo does, and reads what a person
// would read. So many reporters can come back.
func found(dir, stories string, returning int) (*town, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	cmd := exec.Command(built.gehoor, "demo-seed", "--data", dir, "--stories", stories)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("found the town: %w\n%s", err, errs.String())
	}
	t := &town{dir: dir, passphrases: map[string]string{}}
	for _, m := range personLine.FindAllStringSubmatch(string(out), -1) {
		t.passphrases[m[1]] = m[2]
	}
	for _, m := range codeLine.FindAllStringSubmatch(string(out), -1) {
		t.codes = append(t.codes, m[1])
	}
	if m := keyLine.FindStringSubmatch(string(out)); m != nil {
		t.logKey = m[1]
	}
	if len(t.passphrases) < 9 || len(t.codes) < returning || t.logKey == "" {
		return nil, errors.New("what the demo prints cannot be read:\n" + string(out))
	}
	return t, nil
}

// copyTown gives a test a data folder of its own.
func copyTown(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	copyFolder(t, built.town.dir, dir)
	return dir
}

// copyFolder copies what is in a folder for its owner alone, as the program wants
// its keys. What people added (the folder in it) stays behind.
func copyFolder(t testing.TB, from, to string) {
	t.Helper()
	files, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.IsDir() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(from, f.Name()))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, f.Name()), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
