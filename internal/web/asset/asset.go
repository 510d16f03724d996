// Package asset holds what the browser loads besides pages: scripts, styles and
// the icon, as internal/web/build made them, inside the program.
//
// Every file has a name with a hash of its content and may be kept for ever.
// A page names each by its integrity too, so that a browser refuses a file that
// is not the one that the page was made with. Nothing is ever loaded from
// another address.
package asset

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed dist
var built embed.FS

// Prefix is the path under which the files are served.
const Prefix = "/a/"

// Entry is a file in the manifest.
type Entry struct {
	// File is the name with the hash.
	File string `json:"file"`
	// Integrity is the SHA-384 as the integrity attribute has it.
	Integrity string `json:"integrity"`
	// Type is the media type.
	Type string `json:"type"`
	// Imports are the files that a script loads at once, by the name with hash.
	Imports []string `json:"imports,omitempty"`
	// Texts are the keys of the sentences that a script says, itself or in what
	// it loads.
	Texts []string `json:"texts,omitempty"`
	// Workers are the logical names of the workers that a script starts.
	Workers []string `json:"workers,omitempty"`
}

// Manifest is all files by their logical name, "noun/name.js"; a file that
// several scripts share is there by its name with the hash.
type Manifest map[string]Entry

// Link is how a page names a file.
type Link struct {
	Path, Integrity string
}

// Set is the files of one build. It never changes after Load and is safe for
// concurrent use.
type Set struct {
	manifest Manifest
	files    map[string]file
}

// Load reads the build that is in the program. An error means that the build is
// not whole.
func Load() (*Set, error) { return LoadFrom(built) }

// LoadFrom reads a build from the folder dist of a file system.
func LoadFrom(from fs.FS) (*Set, error) {
	data, err := fs.ReadFile(from, "dist/manifest.json")
	if err != nil {
		return nil, fmt.Errorf("asset: read the manifest: %w", err)
	}
	s := &Set{files: make(map[string]file)}
	if err := json.Unmarshal(data, &s.manifest); err != nil {
		return nil, fmt.Errorf("asset: read the manifest: %w", err)
	}
	for name, e := range s.manifest {
		f, err := readFile(from, e)
		if err != nil {
			return nil, fmt.Errorf("asset: %s: %w", name, err)
		}
		s.files[e.File] = f
	}
	return s, nil
}

// Link returns how to name a file, and whether it is there.
func (s *Set) Link(name string) (Link, bool) {
	e, ok := s.manifest[name]
	return Link{Path: Prefix + e.File, Integrity: e.Integrity}, ok
}

// All returns how to name every file, sorted by path.
func (s *Set) All() []Link {
	links := make([]Link, 0, len(s.manifest))
	for name := range s.manifest {
		link, _ := s.Link(name)
		links = append(links, link)
	}
	slices.SortFunc(links, func(a, b Link) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(links)
}

// Loads returns the files that a script loads at once, directly or through
// another, sorted by path: a page names them beforehand, with their integrity.
func (s *Set) Loads(script string) []Link {
	seen := make(map[string]bool)
	var links []Link
	for queue := slices.Clone(s.manifest[script].Imports); len(queue) > 0; queue = queue[1:] {
		name := s.logical(queue[0])
		if seen[name] {
			continue
		}
		seen[name] = true
		link, _ := s.Link(name)
		links = append(links, link)
		queue = append(queue, s.manifest[name].Imports...)
	}
	slices.SortFunc(links, func(a, b Link) int { return strings.Compare(a.Path, b.Path) })
	return links
}

// logical finds the logical name of a file.
func (s *Set) logical(file string) string {
	for name, e := range s.manifest {
		if e.File == file {
			return name
		}
	}
	return file
}

// Texts returns the keys of the sentences that a script says.
func (s *Set) Texts(script string) []string { return s.manifest[script].Texts }

// Workers returns the logical names of the workers that a script starts.
func (s *Set) Workers(script string) []string { return s.manifest[script].Workers }
