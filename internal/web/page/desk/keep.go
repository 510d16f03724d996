package desk

import (
	"strings"

	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// Exit is how a dossier ended, in the words of staff.
func Exit(w *text.Words, e dossier.Exit) string { return w.Say(text.ExitKey(string(e))) }

// MonthsInYear is how a term of many months is told.
const MonthsInYear = 12

// Span is a term in words: "2 jaar en 3 maanden". One in hours or working days, which
// no rule of retention has, is told as it is written.
func Span(w *text.Words, s protocol.Span) string {
	var all []string
	add := func(key text.Key, n int) {
		if n > 0 {
			all = append(all, w.Say(key, text.Count("n", n)))
		}
	}
	add("desk.span-years", s.Months/MonthsInYear)
	add("desk.span-months", s.Months%MonthsInYear)
	add("desk.span-weeks", s.Weeks)
	add("desk.span-days", s.Days)
	switch n := len(all); {
	case !s.Calendar():
		return s.String()
	case n == 1:
		return all[0]
	default:
		return w.Say("desk.span-and", text.With("these", strings.Join(all[:n-1], ", ")), text.With("last", all[n-1]))
	}
}

// Asker is who asked that their data are erased, by function.
func Asker(w *text.Words, a dossier.Asker) string {
	switch a {
	case dossier.AskerReporter:
		return w.Say("erasure.by-reporter")
	case dossier.AskerConcerned:
		return w.Say("erasure.by-concerned")
	}
	return w.Say("erasure.by-other")
}
