package plain_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
)

// TestWithdraw: a reporter without scripts stops, says whether somebody pressed them, loses
// no word to a fault or a second window, and comes back.
func TestWithdraw(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			w := newWorld(t)
			say := text.For(gehoor.Language(lang)).Say
			b := w.browser(lang)
			b.code()
			b.tell("iets").press("send").must("/formulier/klaar")
			w.handle("Wij hebben uw signaal.")

			const inbox, stopping = "/formulier/vervolg", "/formulier/vervolg/stoppen-met-meedoen"
			b.open(inbox).must(inbox, say("withdrawal.heading"), say("withdrawal.seen-plain"))
			b.press("", "withdrawal-words", "mijn chef\nbelde mij").must(stopping, say("withdrawal.pressure-missing"))
			if _, kept := b.fields("withdrawal-words"); kept.Get("withdrawal-words") != "mijn chef\nbelde mij" {
				t.Errorf("what was typed is lost: %v", kept)
			}
			twice := *b
			b.press("", "withdrawal-words", "mijn chef\nbelde mij", "withdrawal-pressure", "there").
				must(inbox, say("withdrawal.said"), say("withdrawal.is-heading"), say("withdrawal.you-there"), "mijn chef belde mij")
			if strings.Contains(b.text(), say("withdrawal.open")) {
				t.Error("one can stop once more")
			}
			twice.press("", "withdrawal-words", "mijn chef\nbelde mij", "withdrawal-pressure", "there").must(stopping, say("withdrawal.said"))
			if s := w.dossier().Signals[0]; !s.Withdrawn() || len(s.Thread) != 2 {
				t.Errorf("staff see %+v", s)
			}

			stale := *b
			b.press("rejoin").must(inbox, say("withdrawal.said-rejoined"), say("withdrawal.open"), say("withdrawal.badge-rejoined"))
			stale.press("rejoin").must(inbox, say("withdrawal.said-rejoined"))
			b.press("", "withdrawal-words", "", "withdrawal-pressure", "unsaid").must(inbox, say("withdrawal.said"), say("withdrawal.you-unsaid"))
		})
	}
}
