package dossier

import (
	"strings"

	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// checkInLine says of one contact what was asked and answered, and on which day.
func (c Case) checkInLine(w *text.Words, one checkin.CheckIn) string {
	return c.contactLine(w, one, checkInSaid)
}

func (c Case) contactLine(w *text.Words, one checkin.CheckIn, said func(*text.Words, checkin.CheckIn) []string) string {
	contact := text.With("contact", c.Dossier.Labels[protocol.StepCode(one.Step)].In(w.Language()))
	switch {
	case !one.AnsweredAt.IsZero():
		return w.Say("dossier.check-in-answered", contact, text.With("day", desk.Day(w, one.AnsweredAt)), text.With("how", strings.Join(said(w, one), " ")))
	case !one.SkippedAt.IsZero():
		return w.Say("dossier.check-in-skipped", contact, text.With("day", desk.Day(w, one.SkippedAt)))
	case one.Passed:
		return w.Say("dossier.check-in-passed", contact, text.With("day", desk.Day(w, one.AskedAt)))
	}
	return w.Say("dossier.check-in-asked", contact, text.With("day", desk.Day(w, one.AskedAt)))
}

// checkInSaid is an answer in sentences.
func checkInSaid(w *text.Words, one checkin.CheckIn) []string {
	all := []string{w.Say(map[checkin.Going]text.Key{
		checkin.Well: "dossier.check-in-well", checkin.SoSo: "dossier.check-in-so-so", checkin.Bad: "dossier.check-in-bad",
	}[one.Going])}
	if one.KeptAway {
		all = append(all, w.Say("dossier.check-in-away"))
	}
	if one.TreatedWorse {
		all = append(all, w.Say("dossier.check-in-worse"))
	}
	return all
}

// checkInEntry is that of an entry of the conversation; nothing for other entries.
func checkInEntry(w *text.Words, s signal.Signal, e signal.Entry) []string {
	if one, ok := s.CheckIns.Of(e.Step); ok {
		return checkInSaid(w, one)
	}
	return nil
}
