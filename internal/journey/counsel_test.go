package journey_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// advices waits until the words on the page are open.
func (b *tab) advices() {
	b.t.Helper()
	b.at(layout.PathCounsel)
	b.until("open words", `document.querySelector("#counsel")?.dataset.ready === "yes"`)
}

// TestCounsel: an adviser writes to the mayor, who finds it, reads it, confirms it and answers;
// whoever leads the bureau reads that, and no word is where the server keeps or says things.
func TestCounsel(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	secret, back := mark(), mark()
	b := newTab(t, site, gehoor.Dutch)
	b.comesToEnter("fenna")
	b.opensNotes("")
	b.press("counsel.heading")
	b.advices()
	b.press("counsel.send")
	b.reads(b.say("counsel.whom-missing"))
	b.reads(b.say("counsel.words-missing"))
	b.look()
	b.fill("#field-advice", "sinds de zomer komt dit terug: "+secret)
	b.until("that it is kept in the tab", `document.querySelector("#counsel-kept").dataset.state === "kept"`)
	b.do("reload", chromedp.Reload())
	b.advices()
	b.until("what was typed", `document.querySelector("#field-advice").value.includes("sinds de zomer")`)
	b.do("choose the mayor", chromedp.Click(chromedp.JSPath(`[...document.querySelectorAll("#field-to label")].find(e => e.textContent.includes("Meike")).querySelector("input")`)))
	b.press("counsel.send")
	b.reads(b.say("counsel.given"))
	b.reads(secret)
	b.look()

	top := b.elsewhere()
	top.open(layout.PathSignIn)
	top.enter("meike", built.town.passphrases["meike"])
	top.at(layout.PathNotices)
	top.reads(top.say("counsel.waiting", text.Count("n", 1)))
	top.readsNot(secret)
	top.look()
	top.press("counsel.read")
	top.advices()
	top.reads(secret)
	top.look()
	top.press("counsel.confirm")
	top.reads(top.say("counsel.confirmed"))
	top.do("open the answer", chromedp.Click(chromedp.JSPath(`document.querySelector("#counsel details summary")`)))
	top.do("write it", chromedp.SendKeys(chromedp.JSPath(`document.querySelector("#counsel details textarea")`), "dank u wel, "+back))
	top.press("counsel.answer-send")
	top.reads(top.say("counsel.answered"))
	top.reads(back)
	top.look()

	b.do("reload", chromedp.Reload())
	b.advices()
	b.reads(back)
	b.look()

	head := b.elsewhere()
	head.signIn("jet")
	head.open(layout.PathCounsel)
	head.reads(head.say("counsel.lead-register"))
	head.readsNot(secret)
	head.look()

	var birds canaries
	birds.add("the advice", secret)
	birds.add("the answer", back)
	places := append(memory(t, site.cmd.Process.Pid), folder(t, site.dir)...)
	places = append(append(places, site.wire()...), place{"log", site.said.bytes()})
	birds.nowhere(t, places, map[string]string{"memory": "Gemeente Veenhaven", "file": "Gemeente Veenhaven", "body to /api/desk/counsel/give": `"own":"YWdl`, "log": `"msg":"request"`})
	sound(t, site.dir)
}
