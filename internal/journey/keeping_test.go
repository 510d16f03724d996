package journey_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/web/page/keeping"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestKeepingRules: an administrator adds a rule for one way of closing, is told what
// is wrong, sees what changes and adopts it; whoever handles a dossier reads it there.
func TestKeepingRules(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	admin := newTab(t, site, gehoor.Dutch)
	admin.open(layout.PathSignIn)
	admin.enter("floor", built.town.passphrases["floor"])
	admin.at(layout.PathAdmin)
	admin.press("keeping.heading")
	admin.at(layout.PathKeeping)
	admin.reads("Veenhaven 0.1")
	admin.look()
	admin.press("keeping.add")
	admin.until("the second rule", `!!document.getElementById("rule-1")`)
	admin.press("keeping.show")
	admin.reads(admin.say("keeping.fault-twice"))
	admin.look()
	admin.click(`[name="r.1.exits"][value="` + string(dossier.ExitNone) + `"]`)
	for field, words := range map[string]string{
		"years": "1", "months": "6", retention.FieldCategory: "Veenhaven 0.2",
		retention.FieldGroundNL: "Er is niets mee gedaan.", retention.FieldGroundEN: "Nothing was done with it.",
	} {
		admin.byID("field-r.1."+field, words)
	}
	admin.press("keeping.show")
	admin.reads("1 jaar en 6 maanden na het sluiten")
	admin.look()
	admin.press("keeping.adopt")
	admin.reads(admin.say("people.not-sure"))
	admin.look()
	admin.click(`[name="` + keeping.FieldSure + `"]`)
	admin.press("keeping.adopt")
	admin.reads(admin.say("keeping.kept"))
	admin.reads("Veenhaven 0.2")
	admin.look()

	noor := admin.elsewhere()
	noor.signIn("noor")
	noor.findDossier("Twee collega's van de balie")
	noor.reads(noor.say("retention.open-exit"))
	noor.noInterest()
	noor.reasons("close", "Het is gestopt.")
	noor.choose("#close-exit", noor.say("exit.no-follow-up"))
	noor.click(form("close") + " [type=submit]")
	noor.done("close.done")
	noor.reads("Er is niets mee gedaan.")
	noor.reads("Veenhaven 0.2")
}
