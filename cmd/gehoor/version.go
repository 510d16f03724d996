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
	info, ok := debug.ReadBuildInfo()
	if !ok {
		_, err := fmt.Fprintln(out, "gehoor, built without build information")
		return err
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
	_, err := fmt.Fprintf(out, "gehoor %s, revision %s%s, %s\n", info.Main.Version, revision, changed, info.GoVersion)
	return err
}
