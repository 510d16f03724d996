package box

import (
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// The reporter takes no further part, or does so again.

// The names of the fields.
const (
	FieldPressure      = "withdrawal-pressure"
	FieldWithdrawWords = "withdrawal-words"
)

// Withdrawal is an answer as it was typed and could not be taken; nothing of it at first.
type Withdrawal struct {
	Pressure, Words string
	// PressureProblem and WordsProblem say what is wrong, "" if nothing is.
	PressureProblem, WordsProblem string
}

// pressures are what a reporter can say of it, and pressuresSaid what they said.
var (
	pressures = map[signal.Pressure]text.Key{
		signal.PressureNone: "withdrawal.pressure-none", signal.PressureThere: "withdrawal.pressure-there", signal.PressureUnsaid: "withdrawal.pressure-unsaid",
	}
	pressuresSaid = map[signal.Pressure]text.Key{
		signal.PressureNone: "withdrawal.you-none", signal.PressureThere: "withdrawal.you-there", signal.PressureUnsaid: "withdrawal.you-unsaid",
	}
)

// Pressed asks whether somebody put the reporter under pressure.
func (d Data) Pressed(typed Withdrawal) part.Choice {
	all := part.Choice{Name: FieldPressure, Label: d.Words.Say("withdrawal.pressure"), Error: typed.PressureProblem}
	for _, p := range signal.Pressures() {
		one := part.Option{Value: string(p), Label: d.Words.Say(pressures[p]), Chosen: typed.Pressure == string(p)}
		if p == signal.PressureThere {
			one.Hint = d.Words.Say("withdrawal.pressure-there-what")
		}
		all.Options = append(all.Options, one)
	}
	return all
}

// PressureSaid is what was said of it at an entry, in a sentence; "" for other entries.
func (d Data) PressureSaid(e signal.Entry) string {
	if e.Pressure == "" {
		return ""
	}
	return d.Words.Say(pressuresSaid[e.Pressure])
}

// withdrawnText says since when the reporter takes no further part, and what follows.
func (d Data) withdrawnText() []string {
	return []string{d.Words.Say("withdrawal.is", text.With("date", d.Words.Date(d.Mailbox.Signal.WithdrawnAt))), d.Words.Say("withdrawal.is-write")}
}

// CanWithdraw says whether there is something to stop with.
func (d Data) CanWithdraw() bool { return d.Mailbox.Closed.IsZero() && !d.Mailbox.Signal.Withdrawn() }
