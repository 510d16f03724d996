// Package admin is the frame of an administrator's pages, and the page where they
// begin.
//
// An administrator says who works here and what pages say. Rules:
//
//   - Nothing on these pages comes from a dossier, nor from how many there are: the
//     administrator may be somebody that a signal is about.
//   - They are ordinary forms, and work without scripts once somebody has signed in.
package admin

import (
	"strings"

	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the neutral title of all these pages.
const Title text.Key = "admin.title"

// Files are the logical names of what every page of an administrator loads.
func Files() []string { return append(desk.Files(), "admin/admin.css") }

// Section is a part of the administrator's pages.
type Section struct {
	// Path is its first page, Name how it is called.
	Path string
	Name text.Key
}

// Sections lists the parts in the order in which they are shown. Whoever adds one
// adds a line here.
func Sections() []Section {
	return []Section{
		{layout.PathAdmin, "admin.overview"},
		{layout.PathOrganisation, "organisation.heading"},
		{layout.PathPeople, "people.heading"},
		{layout.PathHolders, "holders.heading"},
		{layout.PathKeys, "keys.heading"},
	}
}

// current says whether a page is in a section.
func (s Section) current(path string) string {
	if path == s.Path || s.Path != layout.PathAdmin && strings.HasPrefix(path, s.Path+"/") {
		return "page"
	}
	return "false"
}

// Overview is where an administrator begins.
type Overview struct {
	// Trial: signals come in whatever is lacking, and nothing real is told.
	Trial bool
	// Open: signals are taken in.
	Open  bool
	Lacks directory.Readiness
}

// Lacks says in sentences what stands between an organisation and real signals.
func Lacks(w *text.Words, r directory.Readiness) []string {
	var all []string
	if len(r.Short) > 0 {
		names := make([]string, len(r.Short))
		for i, o := range r.Short {
			names[i] = w.Say(text.OfficeKey(o))
		}
		all = append(all, w.Say("admin.lacks-holders", text.With("offices", strings.Join(names, "; "))))
	}
	if r.Keyless > 0 {
		all = append(all, w.Say("admin.lacks-custodians", text.Count("n", r.Keyless)))
	}
	if !r.Tested {
		all = append(all, w.Say("admin.lacks-drill"))
	}
	return all
}
