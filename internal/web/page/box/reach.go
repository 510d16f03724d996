package box

import (
	"slices"
	"strings"

	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// When and how the reporter can be reached.

// The names of the fields.
const (
	FieldWays  = "reach-ways"
	FieldTimes = "reach-times"
)

// Reached is what was chosen and could not be taken; nil at first.
type Reached struct {
	signal.Reach
	// Problem says what is wrong.
	Problem string
}

// Fault is what is wrong, "" if nothing is.
func (r *Reached) Fault() string {
	if r == nil {
		return ""
	}
	return r.Problem
}

// ways and times are what they are called.
var (
	ways = map[signal.Way]text.Key{
		signal.WayPrivatePhone: "reach.way-private-phone", signal.WayPrivateMail: "reach.way-private-mail", signal.WayWorkPhone: "reach.way-work-phone",
		signal.WayWorkMail: "reach.way-work-mail", signal.WayLetter: "reach.way-letter", signal.WayInPerson: "reach.way-in-person",
	}
	times = map[signal.Time]text.Key{
		signal.TimeMorning: "reach.time-morning", signal.TimeAfternoon: "reach.time-afternoon", signal.TimeEvening: "reach.time-evening",
		signal.TimeSaturday: "reach.time-saturday", signal.TimeSunday: "reach.time-sunday",
	}
)

// ReachText says how and when a reporter can be reached, in sentences.
func ReachText(w *text.Words, r signal.Reach) []string {
	if len(r.Ways) == 0 {
		return []string{w.Say("reach.is-none")}
	}
	said := []string{w.Say("reach.is-ways", text.With("ways", list(w, ways, r.Ways)))}
	if len(r.Times) > 0 {
		said = append(said, w.Say("reach.is-times", text.With("times", list(w, times, r.Times))))
	}
	return said
}

func list[T ~string](w *text.Words, names map[T]text.Key, some []T) string {
	all := make([]string, len(some))
	for i, one := range some {
		all[i] = w.Say(names[one])
	}
	return strings.Join(all, "; ")
}

// reach is what the page shows chosen.
func (d Data) reach(typed *Reached) signal.Reach {
	switch {
	case typed != nil:
		return typed.Reach
	case d.Mailbox.Signal.Reach != nil:
		return *d.Mailbox.Signal.Reach
	}
	return signal.Reach{}
}

// ReachWays asks for the ways.
func (d Data) ReachWays(typed *Reached) part.Choice {
	c := part.Choice{Name: FieldWays, Label: d.Words.Say("reach.ways"), Hint: d.Words.Say("reach.ways-hint"), Several: true}
	for _, one := range signal.Ways() {
		c.Options = append(c.Options, part.Option{Value: string(one), Label: d.Words.Say(ways[one]), Chosen: slices.Contains(d.reach(typed).Ways, one)})
	}
	return c
}

// ReachTimes asks for the times.
func (d Data) ReachTimes(typed *Reached) part.Choice {
	c := part.Choice{Name: FieldTimes, Label: d.Words.Say("reach.times"), Several: true}
	if typed != nil {
		c.Error = typed.Problem
	}
	for _, one := range signal.Times() {
		c.Options = append(c.Options, part.Option{Value: string(one), Label: d.Words.Say(times[one]), Chosen: slices.Contains(d.reach(typed).Times, one)})
	}
	return c
}
