// Package pattern is the page on which a panel sees what it weighs together: when each
// signal about one person, team or office was told, how serious it was found, how it came,
// what was done after it and what came next. It has no words of anybody, and needs no script.
package pattern

import (
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	gone "github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
)

// Title is the page's neutral title.
const Title text.Key = "pattern.title"

// Files are the logical names of what the page loads.
func Files() []string {
	return append(desk.Files(), "worklist/worklist.css", "dossier/dossier.css", "knowledge/knowledge.css", "pattern/pattern.css")
}

// Data is what the page shows.
type Data struct {
	// Case is the dossier.
	Case     dossier.Case
	Patterns []casework.Pattern
}

// heading says about what the signals are.
func (d Data) heading() text.Key {
	var about []pattern.Subject
	for _, p := range d.Patterns {
		about = append(about, p.Subject)
	}
	return dossier.TogetherHeading(about...)
}

// all says whether all of it is about such subjects.
func (d Data) all(is func(pattern.Subject) bool) bool {
	return !slices.ContainsFunc(d.Patterns, func(p casework.Pattern) bool { return !is(p.Subject) })
}

func isTeam(s pattern.Subject) bool   { return s.Team }
func isOffice(s pattern.Subject) bool { return s.Office != "" }

func (d Data) lead() text.Key {
	switch {
	case d.all(isTeam):
		return "pattern.lead-team"
	case d.all(isOffice):
		return "pattern.lead-office"
	}
	return "pattern.lead"
}

// careful says what the number of signals does not say, and of whom.
func (d Data) careful() text.Key {
	switch {
	case d.all(isTeam):
		return "pattern.careful-team"
	case d.all(isOffice):
		return "pattern.careful-office"
	}
	return "pattern.careful"
}

// told says how many signals there are, and about what.
func told(w *text.Words, p casework.Pattern) string {
	n := text.Count("n", len(p.Told))
	switch {
	case p.Team:
		return w.Say("pattern.told-team", n)
	case p.Office != "":
		return w.Say("pattern.told-office", n, text.With("office", position(w, p.Office)))
	}
	return w.Say("pattern.told", n)
}

// position is what an office is called in a first assessment.
func position(w *text.Words, o gehoor.Office) string {
	t, _ := record.Of(record.KindTriaged)
	f, _ := t.Field("office")
	return f.Say(w.Language(), string(o))
}

// called tells one part of the page from the others.
func called(p casework.Pattern) string {
	if p.Team {
		return "team-" + p.ID()
	}
	return p.ID()
}

// rules are those that fired, each once, with the day.
func rules(w *text.Words, p casework.Pattern) []string {
	t, _ := record.Of(record.KindFired)
	f, _ := t.Field("rule")
	var all []string
	for _, r := range p.Fired {
		rule, _ := r.Firing()
		label, _ := f.OptionLabel(rule)
		all = append(all, w.Say("pattern.rule", text.With("rule", label.In(w.Language())), text.With("day", w.Date(r.At))))
	}
	return slices.Compact(all)
}

// row is one incident in words.
type row struct {
	day, severity, how, reporter string
	// done is what was done after it, and next what came next.
	done []string
	next string
	own  bool
	// path leads to its dossier, and reference is what that is called; "" if whoever asks
	// may not see it.
	path, reference string
}

func (d Data) rows(w *text.Words, p casework.Pattern) []row {
	var all []row
	for i, one := range p.Told {
		r := row{day: when(w, one), severity: severity(w, one.Severity), how: channel(w, one.Channel), done: done(w, one)}
		r.own = one.Dossier == d.Case.Dossier.ID
		if one.Dossier != "" && !r.own {
			r.path, r.reference = dossier.Path(one.Dossier), desk.Reference(one.Dossier)
		}
		r.reporter = w.Say("pattern.reporter-unknown")
		if one.Distinct {
			r.reporter = w.Say("pattern.reporter-distinct")
		}
		r.next = w.Say("pattern.next-none")
		switch {
		case i+1 == len(p.Told):
		case one.Channel == view.ChannelAdviser || p.Told[i+1].Channel == view.ChannelAdviser:
			r.next = w.Say("pattern.next-month") // of one of the two nobody knows the day
		default:
			r.next = w.Say("pattern.next", text.Count("n", days(one.Day, p.Told[i+1].Day)))
		}
		all = append(all, r)
	}
	return all
}

// when is when an incident was told: the day, or of what an adviser passed on the month.
func when(w *text.Words, one casework.Told) string {
	if one.Channel == view.ChannelAdviser {
		return w.Month(one.Day)
	}
	return w.Date(one.Day)
}

// done is what was done after an incident, in the order of the days.
func done(w *text.Words, one casework.Told) []string {
	var all []string
	for _, a := range acts(one) {
		says := map[shape]text.Key{shapeTalk: "pattern.talk", shapeMeasure: "pattern.measure", shapeNothing: "pattern.nothing"}[a.shape]
		if a.shape == shapeClosed {
			all = append(all, w.Say("pattern.closed", text.With("exit", desk.Exit(w, gone.Exit(one.Exit))), text.With("day", w.Date(a.on))))
			continue
		}
		all = append(all, w.Say(says, text.With("day", w.Date(a.on))))
	}
	if len(all) == 0 {
		return []string{w.Say("pattern.done-nothing")}
	}
	return all
}

// days are how many lie between two.
func days(a, b time.Time) int { return int(b.Sub(a).Hours()/24 + 0.5) }

// severities are the lanes of the picture, from above.
var severities = []pattern.Severity{pattern.Acute, pattern.Serious, pattern.Moderate, pattern.Limited, ""}

func severity(w *text.Words, s string) string {
	if s == "" {
		return w.Say("pattern.not-assessed")
	}
	t, _ := record.Of(record.KindTriaged)
	f, _ := t.Field("severity")
	label, _ := f.OptionLabel(s)
	short, _, _ := strings.Cut(label.In(w.Language()), ":")
	return short
}

func channel(w *text.Words, c string) string {
	switch signal.Channel(c) {
	case view.ChannelAdviser:
		return w.Say("pattern.by-adviser")
	case signal.ChannelPhone:
		return w.Say("pattern.by-phone")
	case signal.ChannelLetter:
		return w.Say("pattern.by-letter")
	case "mail": // of before Gehoor
		return w.Say("pattern.by-mail")
	case signal.ChannelInPerson:
		return w.Say("pattern.in-person")
	}
	return w.Say("pattern.by-reporter")
}

// back is the address of the dossier; it leads back to the same list.
func (d Data) back() string { return dossier.Path(d.Case.Dossier.ID) + d.Case.Query }

// weigh is the address of the form for a weighing.
func (d Data) weigh() string {
	t, _ := record.Of(record.KindWeighed)
	return dossier.RecordPath(d.Case.Dossier.ID, t) + d.Case.Query
}
