package journey_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestReached: a reporter chooses how they can be reached; whoever handles reads it, a call
// that is not safe is refused without losing what was chosen, and a letter is not.
func TestReached(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.tell("employee", "hij luistert mee")
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.press("reach.open")
	b.click(`[name="reach-ways"][value="private-phone"]`)
	b.click("#reach-go")
	b.reads(b.say("reach.times-missing"))
	b.look()
	b.click(`[name="reach-ways"][value="private-phone"]`)
	b.click(`[name="reach-ways"][value="letter"]`)
	b.click("#reach-go")
	b.reads(b.say("reach.said"))
	b.reads(b.say("reach.change"))

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.opensDossier(b.reference())
	desk.reads(desk.say("dossier.reach-heading"))
	desk.noInterest()
	at := desk.path()
	id := gehoor.DossierID(at[len(at)-32:])
	begun, _ := record.Of(record.KindContactBegun)
	desk.open(dossier.RecordPath(id, begun))
	desk.until("the form", `document.querySelector(".record-form [type=submit]")?.disabled === false`)
	desk.reads(desk.say("reach.way-letter"))
	desk.picked(map[string]string{"way": "private-phone", "acute": "no"})
	desk.click(".record-form [type=submit]")
	desk.reads(desk.say("refusal.contact.unsafe"))
	desk.look()
	desk.picked(map[string]string{"way": "letter", "acute": "no"})
	desk.click(".record-form [type=submit]")
	desk.at(at)
	desk.opened()
	desk.reads(begun.Label.NL)
}
