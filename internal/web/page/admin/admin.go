// Package admin is the frame of an administrator's pages, and the page where they
// begin.
//
// An administrator says who works here and what pages say. Rules:
//
//   - Nothing on these pages comes from a dossier, nor from how many there are: the
//     administrator may be somebody that a signal is about.
//   - They are ordinary forms, and work without scripts once somebody has signed in. Only
//     the organisation chart does not: its names must not reach the server.
package admin

import (
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/casework"
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
		{layout.PathChart, "chart.heading"},
		{layout.PathHolders, "holders.heading"},
		{layout.PathKeys, "keys.heading"},
		{layout.PathTexts, "texts.heading"},
		{layout.PathMails, "mails.heading"},
		{layout.PathForms, "form.heading"},
		{layout.PathProtocols, "protocols.heading"},
		{layout.PathClosings, "closings.heading"},
		{layout.PathKeeping, "keeping.heading"},
		{layout.PathRehearse, "rehearse.heading"},
		{layout.PathLearned, "learned.heading"},
	}
}

// current says whether a page is in a section.
func (s Section) current(path string) string {
	if path == s.Path || s.Path != layout.PathAdmin && strings.HasPrefix(path, s.Path+"/") {
		return "page"
	}
	return "false"
}

// The names in the form that opens and closes intake.
const (
	FieldAct  = "act"
	FieldSure = "sure"
	ActOpen   = "open"
	ActClose  = "close"
)

// Overview is where an administrator begins.
type Overview struct {
	// Trial: signals come in whatever is lacking, and nothing real is told.
	Trial bool
	casework.Health
	Now time.Time
	// Trouble says why intake was not opened or closed.
	Trouble string
}

// testedFor is how long a drill of a recovery is proof that custodians can still do
// it: people, keys and machines change.
const testedFor = 365 * 24 * time.Hour

// check is one line of how things stand.
type check struct {
	ok   bool
	text string
}

// checks say how things stand, what is wrong first.
func (o Overview) checks(w *text.Words) []check {
	var all []check
	for _, one := range Lacks(w, o.Readiness) {
		all = append(all, check{false, one})
	}
	add := func(ok bool, good, bad string) {
		if !ok {
			good = bad
		}
		if good != "" {
			all = append(all, check{ok, good})
		}
	}
	add(o.Waiting == 0, w.Say("admin.check-keys"), w.Say("admin.check-waiting", text.Count("n", o.Waiting)))
	add(!o.MailStuck, w.Say("admin.check-mail"), w.Say("admin.check-stuck"))
	add(!o.HooksStuck, "", w.Say("admin.check-hooks"))
	add(len(o.Short) == 0, w.Say("admin.check-holders"), "")
	add(o.Keyless == 0, w.Say("admin.check-custodians"), "")
	if o.Tested {
		day := text.With("date", w.Date(o.TestedAt))
		add(o.Now.Sub(o.TestedAt) <= testedFor, w.Say("admin.check-tested", day), w.Say("admin.check-long-ago", day))
	}
	if o.Installed {
		add(true, w.Say("admin.check-program", text.With("version", o.Program.Program.Version), text.With("date", w.Date(o.Program.At))), "")
	}
	slices.SortStableFunc(all, func(a, b check) int { return rank(a) - rank(b) })
	return all
}

func rank(c check) int {
	if c.ok {
		return 1
	}
	return 0
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
