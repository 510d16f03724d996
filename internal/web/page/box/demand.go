package box

import (
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
)

// What a reporter presses when it does not go well, besides making it formal.

// Button is what a reason is called.
func Button(w *text.Words, r signal.Reason) string {
	switch r {
	case signal.ReasonWorse:
		return w.Say("demand.treated-worse")
	case signal.ReasonReconsider:
		return w.Say("demand.reconsider")
	}
	return w.Say("demand.nothing-happens")
}

// Send is what the button in the form says.
func Send(w *text.Words, r signal.Reason) string {
	return w.Say("demand.send", text.With("button", Button(w, r)))
}

// buttonWhat says when to press it, and what comes of it.
func buttonWhat(w *text.Words, r signal.Reason) string {
	switch r {
	case signal.ReasonWorse:
		return w.Say("demand.treated-worse-what")
	case signal.ReasonReconsider:
		return w.Say("demand.reconsider-what")
	}
	return w.Say("demand.nothing-happens-what")
}

// demandedText says what was pressed, and by when somebody else answers.
func (d Data) demandedText() []string {
	var all []string
	for _, one := range d.Mailbox.Signal.Demanded() {
		all = append(all, d.Words.Say("demand.waiting", text.With("date", d.Words.Date(one.At)), text.With("button", Button(d.Words, one.Reason))))
	}
	by := text.With("date", d.Words.Date(d.Mailbox.DemandBy))
	if d.Mailbox.DemandLate {
		return append(all, d.Words.Say("demand.waiting-late", by, text.With("phone", d.Org.Phone)))
	}
	return append(all, d.Words.Say("demand.waiting-by", by))
}
