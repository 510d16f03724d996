package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// npmPackage is a package of npm of which code or styles are in what browsers load.
// The list of all is committed beside the files themselves, so that the list of
// parts of a release (packaging/sbom) can be made without npm.
type npmPackage struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	License string `json:"license"`
	// Integrity is that of the package in the lock: what npm ci compared.
	Integrity string `json:"integrity"`
}

// packagesFile is where the list is, in asset/dist.
const packagesFile = "packages.json"

// modules is the folder with packages.
const modules = "node_modules/"

// taken collects folders of packages from which something was taken.
type taken map[string]bool

// takeAll notes the packages of all sources of which something is in an output.
func (t taken) takeAll(meta metafile) {
	for _, out := range meta.Outputs {
		for source, in := range out.Inputs {
			if in.BytesInOutput > 0 {
				t.take(source)
			}
		}
	}
}

// take notes the package that a source belongs to, if it is one of a package.
// Sources are as esbuild names them, relative to internal/web.
func (t taken) take(source string) {
	i := strings.LastIndex(source, modules)
	if i < 0 {
		return
	}
	parts := strings.SplitN(source[i+len(modules):], "/", 3)
	name := parts[0]
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		name += "/" + parts[1]
	}
	t[source[:i+len(modules)]+name] = true
}

// list is the JSON of all that was taken, sorted by name and version.
func (t taken) list(web string) ([]byte, error) {
	all := []npmPackage{}
	for _, dir := range slices.Sorted(maps.Keys(t)) {
		p, err := readPackage(web, dir)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b npmPackage) int { return strings.Compare(a.Name+"@"+a.Version, b.Name+"@"+b.Version) })
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(slices.Compact(all))
	return out.Bytes(), err
}

// readPackage reads what an installed package says of itself, and what the lock
// says of it.
func readPackage(web, dir string) (npmPackage, error) {
	project, place, ok := strings.Cut(dir, "/"+modules)
	if !ok {
		return npmPackage{}, fmt.Errorf("%s is in no project", dir)
	}
	var p npmPackage
	if err := readJSON(filepath.Join(web, dir, "package.json"), &p); err != nil {
		return p, err
	}
	var lock struct {
		Packages map[string]struct{ Version, Integrity string }
	}
	if err := readJSON(filepath.Join(web, project, "package-lock.json"), &lock); err != nil {
		return p, err
	}
	locked := lock.Packages[modules+place]
	p.Integrity = locked.Integrity
	if p.Name == "" || p.License == "" || p.Integrity == "" || p.Version != locked.Version {
		return p, fmt.Errorf("%s is not as the lock says: run npm ci", dir)
	}
	return p, nil
}

func readJSON(path string, to any) error {
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, to)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
