package phrase

import (
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// Rung is who is told while a step is not done, and when: "gemeentesecretaris: 2
// werkdagen nadat de termijn voorbij is".
func Rung(w *text.Words, d protocol.Definition, r protocol.Rung) string {
	return w.Say("regulation.rung", text.With("who", Who(w, d, r.To)), text.With("when", moment(w, r)))
}

// moment is when somebody is told.
func moment(w *text.Words, r protocol.Rung) string {
	switch {
	case r.Percent > 0:
		return w.Say("regulation.rung-percent", text.Count("n", r.Percent))
	case r.From == protocol.FromStart:
		return w.Say("regulation.rung-start", text.With("span", Span(w, r.After)))
	case !r.Before.IsZero():
		return w.Say("regulation.rung-before", text.With("span", Span(w, r.Before)))
	case r.After.IsZero():
		return w.Say("regulation.rung-due")
	}
	return w.Say("regulation.rung-after", text.With("span", Span(w, r.After)))
}
