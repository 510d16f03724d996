package journey_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestErasureOnRequest: a request is recorded, refused by two and read by its
// reporter; another one is granted, and the dossier is gone with its ground told.
func TestErasureOnRequest(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	noor := newTab(t, site, gehoor.Dutch)
	noor.signIn("noor")
	noor.click(".utrecht-alert a") // long closed
	noor.opened()
	at := noor.path()
	record := func() {
		noor.open(at)
		noor.opened()
		noor.unfold("erasure")
		noor.click("#erasure-sure")
		noor.click(form("erasure") + " [type=submit]")
		noor.done("erasure.said-recorded")
	}
	record()
	noor.reads(noor.say("erasure.waits"))
	noor.look()
	noor.unfold("erasure-propose")
	noor.choose("#erasure-answer", noor.say("erasure.refuse", text.With("ground", noor.say("erasure.ground-duty"))))
	noor.fill(form("erasure-propose")+" textarea", "Wij moeten dit nog bewaren.")
	noor.click(form("erasure-propose") + " [type=submit]")
	noor.done("erasure.said-proposed")
	noor.readsNot(noor.say("erasure.refuse-send"))
	noor.open(layout.PathStaff)
	noor.reads(noor.say("erasure.step"))
	noor.look()

	bram := noor.elsewhere()
	bram.signIn("bram")
	bram.open(at)
	bram.opened()
	bram.reads("Wij moeten dit nog bewaren.")
	bram.unfold("erasure-confirm")
	bram.look()
	bram.click("#erasure-confirm-sure")
	bram.click(form("erasure-confirm") + " [type=submit]")
	bram.done("erasure.said-decided")

	reporter := noor.elsewhere()
	reporter.comeBack(codeOf(t, "demo-closed.story"))
	reporter.at(layout.PathBox)
	reporter.opened()
	reporter.reads(reporter.say("erasure.box-heading"))
	reporter.reads(reporter.say("erasure.box-duty"))
	reporter.readsNot("Wij moeten dit nog bewaren.")
	reporter.look()

	record()
	noor.unfold("erasure-propose")
	noor.sets("erasure-answer", string(dossier.AnswerGranted))
	noor.fill(form("erasure-propose")+" textarea", "Toch niet nodig.")
	noor.click(form("erasure-propose") + " [type=submit]")
	noor.done("erasure.said-proposed")
	bram.open(at)
	bram.opened()
	bram.unfold("erasure-destroy")
	bram.look()
	bram.click("#erasure-destroy-sure")
	bram.click(form("erasure-destroy") + " [type=submit]")
	bram.at(layout.PathStaff)
	noor.open(at)
	noor.reads(noor.say("missing.heading"))
	bram.open(layout.PathDestroyed)
	bram.click("a[href*='" + layout.PathDestroyed + "/']")
	bram.reads("AVG art. 17")
	bram.reads(strings.ToLower(bram.say("erasure.by-reporter")))
	bram.look()
}
