package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/gehoor/gehoor"
)

// versionCommand is gehoor version.
type versionCommand struct{}

// Run prints the version, the revision that it was built from, and the Go that
// built it, so that a published hash can be compared.
func (versionCommand) Run(out io.Writer) error {
	_, err := fmt.Fprintln(out, "gehoor", version())
	return err
}

// version is what the build knows of itself, in a line.
func version() string {
	version, revision := built()
	if revision == "" {
		revision = "unknown"
	}
	return fmt.Sprintf("%s, revision %s, %s", version, revision, runtime.Version())
}

// built is what the program was built from; without a repository the revision is
// empty.
func built() (version, revision string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown", ""
	}
	changed := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+changes"
		}
	}
	if revision != "" {
		revision += changed
	}
	if info.Main.Version == "" {
		return "unknown", revision
	}
	return info.Main.Version, revision
}

// describe completes what a site delivers with which program does it.
func describe(p gehoor.Program) (gehoor.Program, error) {
	p.Version, p.Revision = built()
	p.Go, p.Platform = runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH
	path, err := os.Executable()
	if err != nil {
		return p, err
	}
	file, err := os.Open(path)
	if err != nil {
		return p, err
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return p, fmt.Errorf("read the program's own file: %w", err)
	}
	p.Binary = gehoor.Digest("sha256-" + hex.EncodeToString(sum.Sum(nil)))
	return p, nil
}
