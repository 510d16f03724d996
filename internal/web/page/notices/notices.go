// Package notices is the page of somebody at the top: the signals of which they were
// told, and the button with which they confirm that they know. It shows no word of a
// signal, no name, and of somebody who works here not even the position
// (protocols.md §0.4). It works without scripts.
package notices

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "notices.title"

// PageSize is how many signals a page shows.
const PageSize = 50

// Files are the logical names of what the page loads.
func Files() []string { return append(desk.Files(), "notices/notices.css") }

// The fields of a confirmation.
const (
	FieldDossier = "dossier"
	FieldSignal  = "signal"
)

// The questions of the address: where a page begins.
const (
	askConfirmed = "bevestigd"
	askGiven     = "sinds"
	askSignal    = "na"
)

// AskDeclared says in the address that somebody just said that they knew before.
const AskDeclared = "vastgelegd"

// List is what somebody was told.
type List struct {
	Me *directory.Person
	// All are one more than a page if there are more.
	All []view.Notice
	// Advices are how many of a confidential adviser wait to be confirmed.
	Advices int
	// WaitingLong is how many asked the bureau to call them, and were not called for long.
	WaitingLong int
	// Declared: they just said that they knew of one before.
	Declared bool
}

// waiting are those that are not confirmed.
func (l List) waiting() []view.Notice {
	return slices.DeleteFunc(l.page(), func(n view.Notice) bool { return !n.ConfirmedAt.IsZero() })
}

func (l List) confirmed() []view.Notice {
	return slices.DeleteFunc(l.page(), func(n view.Notice) bool { return n.ConfirmedAt.IsZero() })
}

func (l List) page() []view.Notice { return slices.Clone(l.All[:min(len(l.All), PageSize)]) }

// more is the address of the next page, "" if there is none.
func (l List) more(p layout.Page) string {
	if len(l.All) <= PageSize {
		return ""
	}
	c := l.All[PageSize-1].Cursor()
	confirmed := ""
	if c.Confirmed {
		confirmed = "&" + askConfirmed + "=1"
	}
	return p.To(layout.PathNotices) + "?" + askGiven + "=" + strconv.FormatInt(c.GivenAt.Unix(), 10) + "&" + askSignal + "=" + string(c.Signal) + confirmed
}

// about is whom a signal is about, as far as somebody at the top is told.
func about(w *text.Words, n view.Notice) string {
	if n.Office == "" {
		return w.Say("notices.about-staff")
	}
	return w.Say("notices.about", text.With("office", phrase.Lower(option(w, "office", n.Office))))
}

func severity(w *text.Words, n view.Notice) string {
	if n.Severity == "" {
		return w.Say("notices.not-assessed")
	}
	label, _, _ := strings.Cut(option(w, "severity", n.Severity), ": ")
	return label
}

// option is an answer of the first assessment as it is asked there.
func option(w *text.Words, field, value string) string {
	t, _ := record.Of("dossier.triaged")
	f, _ := t.Field(field)
	if label, ok := f.OptionLabel(value); ok {
		return label.In(w.Language())
	}
	return value
}

func dossierOf(n view.Notice) gehoor.DossierID {
	id, _ := n.Stream.Dossier()
	return id
}
