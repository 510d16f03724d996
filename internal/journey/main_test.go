package journey_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// built are the programs and the town that all tests share; none changes it.
var built struct {
	gehoor, verify string
	town           *town
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "gehoor-journey-")
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

// build makes both programs and founds the town.
func build(dir string) error {
	built.gehoor, built.verify = filepath.Join(dir, "gehoor"), filepath.Join(dir, "gehoor-verify")
	for path, pkg := range map[string]string{built.gehoor: "cmd/gehoor", built.verify: "cmd/gehoor-verify"} {
		cmd := exec.Command("go", "build", "-o", path, "github.com/gehoor/gehoor/"+pkg)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("build %s: %w\n%s", pkg, err, out)
		}
	}
	var err error
	built.town, err = found(filepath.Join(dir, "town"))
	return err
}
