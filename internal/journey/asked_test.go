package journey_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// asks sends the follow-up that is shipped, from the dossier that is open.
func (b *tab) asks(words string) {
	b.t.Helper()
	b.unfold("ask")
	b.do("choose questions", chromedp.Evaluate[chromedp.Void](`document.querySelector('form[data-act="ask"] select').selectedIndex = 1`))
	if words != "" {
		b.fill(form("ask")+" textarea", words)
	}
	b.click(form("ask") + " [type=submit]")
	b.until("that the questions were sent", fmt.Sprintf(`document.getElementById("sent")?.textContent === %q`, b.say("asked.said-sent")))
	b.opened()
}

// TestQuestionsSent: a handler asks, with a sentence; the reporter answers with a
// file, after a reload that loses nothing; declines the same questions when they come
// again; and never sees those that were taken back as something to do.
func TestQuestionsSent(t *testing.T) {
	t.Parallel()
	reporter := newTab(t, newSite(t), gehoor.Dutch)
	code := reporter.tell("employee", "een lade vol bonnen")

	desk := reporter.elsewhere()
	desk.signIn("noor")
	desk.at(layout.PathStaff)
	desk.click(".work-row .reference")
	desk.opened()
	desk.unfold("ask")
	desk.click(form("ask") + " [type=submit]")
	desk.reads(desk.say("asked.which-missing"))
	desk.click(".asked-preview > summary")
	desk.reads("Heeft iemand iets van u gevraagd sinds u dit vertelde?")
	desk.look()
	desk.asks("Antwoord wanneer het u uitkomt.")
	desk.reads(desk.say("asked.state-open"))
	desk.reads("0 dagen geleden")
	desk.look()

	b := reporter.elsewhere()
	b.comeBack(code)
	b.at(layout.PathBox)
	b.opened()
	b.reads("Er zijn vragen voor u")
	b.look()
	b.press("asked.look")
	b.at(layout.PathAsked + "1")
	b.opened()
	b.reads("Antwoord wanneer het u uitkomt.")
	b.look()
	b.press("asked.begin")
	b.begins("asked-of-you")
	b.click(`[name="asked"][value="home"]`)
	b.fill("#field-asked-by", "een leidinggevende")
	b.fill("#field-asked-what", "ik moest thuis werken")
	b.saved()
	b.look()
	b.do("reload", chromedp.Reload())
	b.atStep("asked-of-you")
	b.until("what was typed", `document.getElementById("field-asked-by").value === "een leidinggevende"`)
	b.picks("asked-files", writeFile(t, "brief.txt", []byte("blijf thuis")))
	b.next("now")
	b.next("check")
	b.reads("Thuis te werken, of op een andere plek")
	b.look()
	b.press("asked.send")
	b.atStep("sent")
	b.until("the file that was sent", `document.querySelectorAll('#sent-files [data-state="sent"]').length === 1`)
	b.look()
	b.open(layout.PathAsked + "1")
	b.reads("U antwoordde op")

	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.reads("een leidinggevende")
	desk.reads("Beantwoord op")
	same(t, desk.fetch("brief.txt"), []byte("blijf thuis"))
	desk.asks("")
	desk.click(`details:has(> form[data-act="unask"]) > summary`)
	desk.click(`form[data-act="unask"] [type=checkbox]`)
	desk.click(`form[data-act="unask"] [type=submit]`)
	desk.until("that they were taken back", fmt.Sprintf(`document.getElementById("sent")?.textContent === %q`, desk.say("asked.said-withdrawn")))
	desk.opened()
	desk.asks("")

	b.open(layout.PathBox)
	b.opened()
	b.reads("zijn op")
	b.open(layout.PathAsked + "2")
	b.reads("ingetrokken")
	b.open(layout.PathAsked + "3")
	b.until("that it can be declined", `document.getElementById("decline-go").disabled === false`)
	b.click(`details:has(#decline-go) > summary`)
	b.look()
	b.press("asked.rather-not-go")
	b.at(layout.PathBox)
	b.opened()
	b.reads(b.say("asked.declined-yours"))
	b.readsNot("Er zijn vragen voor u")
	b.look()

	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.reads(desk.say("asked.form-declined"))
	desk.look()
}
