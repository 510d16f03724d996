package plain_test

import (
	"slices"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
)

// TestReach: a reporter without scripts chooses when and how they can be reached, and loses
// no choice to a mistake.
func TestReach(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			w := newWorld(t)
			say := text.For(gehoor.Language(lang)).Say
			b := w.browser(lang)
			b.code()
			b.tell("iets").press("send").must("/formulier/klaar")
			const inbox, reach = "/formulier/vervolg", "/formulier/vervolg/bereiken"
			b.open(inbox).must(inbox, say("reach.lead"))
			b.press("reach", "reach-ways", "private-phone|letter").must(reach, say("reach.times-missing"))
			if _, kept := b.fields("reach-ways"); !slices.Equal(kept["reach-ways"], []string{"private-phone", "letter"}) {
				t.Errorf("what was chosen is lost: %v", kept)
			}
			b.press("reach", "reach-times", "evening|saturday").must(inbox, say("reach.said"), say("reach.time-evening"), say("reach.change"))
			r := w.dossier().Signals[0].Reach
			if r == nil || !slices.Equal(r.Ways, []signal.Way{signal.WayPrivatePhone, signal.WayLetter}) || !slices.Equal(r.Times, []signal.Time{signal.TimeEvening, signal.TimeSaturday}) {
				t.Errorf("staff see %+v", r)
			}
			b.press("reach", "reach-ways", "", "reach-times", "")
			if b.must(reach); w.dossier().Signals[0].Reach == nil {
				t.Error("an empty name took it back")
			}
		})
	}
}
