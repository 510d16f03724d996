package dossier

import (
	"strings"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// Draft is an acknowledgement to begin with, in the language in which the
// reporter writes: that the signal is here, and what happens next, by when. then
// is what will be open once it is sent, so the dates hold. Whoever had to wait
// too long reads that we know.
func Draft(s signal.Signal, then []protocol.OpenStep, late bool) string {
	w := text.For(s.Language)
	parts := []string{w.Say("dossier.draft-thanks", text.With("day", desk.Day(w, s.ReceivedAt)))}
	if late {
		parts = append(parts, w.Say("dossier.draft-late"))
	}
	if s.NotSafe {
		parts = append(parts, w.Say("dossier.draft-not-safe"))
	}
	for _, step := range then {
		parts = append(parts, w.Say("dossier.draft-step",
			text.With("what", step.Told.In(s.Language)),
			text.With("day", desk.Day(w, step.Target))))
	}
	parts = append(parts, w.Say("dossier.draft-write"), w.Say("dossier.draft-harm"))
	return strings.Join(parts, "\n\n")
}
