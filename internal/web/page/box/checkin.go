package box

import (
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// How it goes with the reporter after the end.

// The names of the fields of the answer.
const (
	FieldGoing = "check-in-going"
	FieldAway  = "check-in-away"
	FieldWorse = "check-in-worse"
	FieldWords = "check-in-words"
)

// CheckIn is an answer as it was typed and could not be taken; nothing of it at first.
type CheckIn struct {
	Going, Away, Worse, Words string
	// GoingProblem and those below say what is wrong, "" if nothing is.
	GoingProblem, AwayProblem, WorseProblem, WordsProblem string
}

// CheckInLead says until when an answer is expected.
func (d Data) CheckInLead() string {
	due := text.With("date", d.Words.Date(d.Mailbox.CheckIn.Due))
	if d.Mailbox.CheckIn.Late {
		return d.Words.Say("check-in.lead-late", due)
	}
	return d.Words.Say("check-in.lead", due)
}

// going asks how it goes.
func (c CheckIn) going(w *text.Words) part.Choice {
	all := part.Choice{Name: FieldGoing, Label: w.Say("check-in.going"), Error: c.GoingProblem}
	for _, one := range []struct {
		value       checkin.Going
		label, what text.Key
	}{
		{checkin.Well, "check-in.well", "check-in.well-what"},
		{checkin.SoSo, "check-in.so-so", "check-in.so-so-what"},
		{checkin.Bad, "check-in.bad", "check-in.bad-what"},
	} {
		all.Options = append(all.Options, part.Option{Value: string(one.value), Label: w.Say(one.label), Hint: w.Say(one.what), Chosen: c.Going == string(one.value)})
	}
	return all
}

func (c CheckIn) away(w *text.Words) part.Choice {
	return yesNo(w, part.Choice{Name: FieldAway, Label: w.Say("check-in.away"), Hint: w.Say("check-in.away-what"), Error: c.AwayProblem}, c.Away)
}

func (c CheckIn) worse(w *text.Words) part.Choice {
	return yesNo(w, part.Choice{Name: FieldWorse, Label: w.Say("check-in.worse"), Hint: w.Say("check-in.worse-what"), Error: c.WorseProblem}, c.Worse)
}

func yesNo(w *text.Words, c part.Choice, chosen string) part.Choice {
	c.Options = []part.Option{
		{Value: "no", Label: w.Say("check-in.no"), Chosen: chosen == "no"},
		{Value: "yes", Label: w.Say("check-in.yes"), Chosen: chosen == "yes"},
	}
	return c
}

// CheckInSaid is what the reporter answered at a contact, in sentences.
func (d Data) CheckInSaid(step string) []string {
	c, ok := d.Mailbox.Signal.CheckIns.Of(step)
	if !ok {
		return nil
	}
	return CheckInSentences(d.Words, c)
}

// CheckInSentences are an answer as whoever gave it reads it.
func CheckInSentences(w *text.Words, c checkin.CheckIn) []string {
	all := []string{w.Say(map[checkin.Going]text.Key{
		checkin.Well: "check-in.you-well", checkin.SoSo: "check-in.you-so-so", checkin.Bad: "check-in.you-bad",
	}[c.Going])}
	if c.KeptAway {
		all = append(all, w.Say("check-in.you-away"))
	}
	if c.TreatedWorse {
		all = append(all, w.Say("check-in.you-worse"))
	}
	return all
}

// checkInStep is the contact that is asked about; "" if none is.
func (d Data) checkInStep() string {
	if d.Mailbox.CheckIn == nil {
		return ""
	}
	return d.Mailbox.CheckIn.Step
}
