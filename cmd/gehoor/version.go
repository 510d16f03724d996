package main

import (
	"fmt"
	"io"
	"runtime/debug"
)

// versionCommand is gehoor version.
type versionCommand struct{}

// Run prints the version, the revision that it was built from, and the Go that
// built it, so that a published hash can be compared.
func (versionCommand) Run(out io.Writer) error {
	_, err := fmt.Fprintln(out, "gehoor", version())
	return err
}

// version is what the build knows of itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "built without build information"
	}
	revision, changed := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	return fmt.Sprintf("%s, revision %s%s, %s", info.Main.Version, revision, changed, info.GoVersion)
}
