package dossier

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// The acts about closing.
const (
	Close  Act = "close"
	Reopen Act = "reopen"
)

// closing returns how the dossier was closed, and whether it is closed now.
func (c Case) closing() (dossier.Closing, bool) {
	n := len(c.Dossier.Closings)
	if n == 0 || c.Dossier.Closings[n-1].Exit == "" {
		return dossier.Closing{}, false
	}
	return c.Dossier.Closings[n-1], true
}

// exit is a way to end that somebody can choose, or what is lacking for it.
type exit struct {
	code, label string
	lacks       []string
}

// exits are the ways to end: the protocol's own, or those that need only reasons if no
// protocol says any.
func (c Case) exits(w *text.Words) []exit {
	var all []exit
	for _, x := range c.Dossier.Exits {
		one := exit{code: x.Code, label: x.Label.In(w.Language())}
		for _, lack := range x.Lacks {
			one.lacks = append(one.lacks, lack.In(w.Language()))
		}
		all = append(all, one)
	}
	if len(all) > 0 {
		return all
	}
	for _, e := range dossier.PlainExits() {
		all = append(all, exit{code: string(e), label: desk.Exit(w, e)})
	}
	return all
}

// lacking are the ways to end that cannot be chosen yet.
func (c Case) lacking(w *text.Words) []exit {
	return slices.DeleteFunc(c.exits(w), func(e exit) bool { return len(e.lacks) == 0 })
}

// told says whether every reporter had an acknowledgement and feedback.
func (c Case) told() bool {
	return !slices.ContainsFunc(c.Dossier.Signals, func(s signal.Signal) bool {
		return !s.Nobody() && (s.AcknowledgedAt.IsZero() || s.FeedbackAt.IsZero())
	})
}

// waits says whether a reporter's last word has no answer.
func (c Case) waits() bool { return c.any(signal.Signal.Waiting) }

// closeForm and reopenForm are forms for reasons, as a note is.
func closeForm(w *text.Words) compose {
	return compose{
		act: Close, box: gehoor.Case, kind: sealed.Note, title: w.Say("close.close"),
		label: w.Say("close.reasons"), hint: w.Say("close.reasons-hint"), button: w.Say("close.send"),
	}
}

func reopenForm(w *text.Words) compose {
	return compose{
		act: Reopen, box: gehoor.Case, kind: sealed.Note, title: w.Say("close.reopen"),
		label: w.Say("close.reasons"), hint: w.Say("close.reopen-hint"), button: w.Say("close.reopen-send"),
	}
}

// closed says who closed the dossier, when, and how it ended.
func (c Case) closed(w *text.Words, one dossier.Closing) string {
	return w.Say("close.said", text.With("name", desk.Upper(c.author(w, one.By))), text.With("moment", w.Moment(one.At)),
		text.With("exit", desk.Exit(w, one.Exit)))
}

// wasClosed is one line of the history.
func (c Case) wasClosed(w *text.Words, one dossier.Closing) string {
	name, moment := text.With("name", c.author(w, one.By)), text.With("moment", w.Moment(one.At))
	if _, reporter := one.By.Signal(); reporter {
		return w.Say("close.was-reopened-reporter", text.With("day", desk.Day(w, one.At)))
	}
	if id, staff := one.By.Person(); staff {
		name = text.With("name", c.name(w, id))
	}
	if one.Exit == "" {
		return w.Say("close.was-reopened", name, moment)
	}
	return w.Say("close.was-closed", name, moment, text.With("exit", desk.Exit(w, one.Exit)))
}
