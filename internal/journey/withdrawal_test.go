package journey_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestWithdraw: a reporter stops under pressure, whoever handles reads that and why, and the
// reporter comes back. Half an answer is told, and nothing typed is lost by it.
func TestWithdraw(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.tell("employee", "zij leest mee")
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.press("withdrawal.open")
	b.fill("#field-withdrawal-words", "mijn chef belde mij")
	b.click("#withdraw-go")
	b.reads(b.say("withdrawal.pressure-missing"))
	b.look()
	b.click(`[name="withdrawal-pressure"][value="there"]`)
	if got := b.value("#field-withdrawal-words"); got != "mijn chef belde mij" {
		t.Errorf("what was typed is %q", got)
	}
	b.click("#withdraw-go")
	b.reads(b.say("withdrawal.said"))
	b.reads(b.say("withdrawal.is-heading"))
	b.reads("mijn chef belde mij")
	b.readsNot(b.say("withdrawal.open"))
	b.look()

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.opensDossier(b.reference())
	desk.reads(desk.say("dossier.withdrawn-heading"))
	desk.reads(desk.say("dossier.withdrawn-there"))
	desk.reads("mijn chef belde mij")
	desk.look()

	b.press("withdrawal.rejoin")
	b.reads(b.say("withdrawal.said-rejoined"))
	b.reads(b.say("withdrawal.open"))
	desk.reread()
	desk.readsNot(desk.say("dossier.withdrawn-heading"))
}
