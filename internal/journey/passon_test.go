package journey_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
)

// TestPassOn: an adviser passes on, after a conversation, that there is something; the bureau
// reads whom it is about and nothing else, and that it is taken back. No word of the
// conversation, and no token, is where the server keeps or says things.
func TestPassOn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	b := newTab(t, site, gehoor.Dutch)
	b.comesToEnter("fenna")
	b.opensNotes("")
	year, secret := text.Year(time.Now()), mark()
	day := fmt.Sprintf("%d-01-02", year)
	b.notes(talk{day: day, theme: "bullying", position: "alderman", words: "zij sprak van " + secret})
	b.readsNot(b.say("advice.pass"))
	b.do("change it", chromedp.Click(inTalk(secret, ".actions button")))
	b.until("the form", `document.querySelector("#advice-writing")?.hidden === false`)
	b.setsField("agreedOn", day)
	b.saves()

	b.press("advice.pass")
	b.until("who receives it", `document.querySelectorAll("#pass-holders li").length > 1`)
	b.look()
	b.press("advice.pass-send")
	b.reads(b.say("advice.pass-severity-missing"))
	b.reads(b.say("advice.pass-whom-missing"))
	b.reads(b.say("advice.pass-consent-missing"))
	b.look()
	b.setsField("pass-severity", "moderate")
	b.fill("#field-pass-whom", "Hidde Kokmeeuw, teamleider haven")
	struck := eval[string](b, `document.querySelector("#pass-holders li").firstChild.textContent`)
	b.do("strike somebody", chromedp.Click(chromedp.JSPath(`document.querySelector("#pass-holders button")`)))
	b.until("that they are struck", `document.querySelectorAll("#pass-struck li").length === 1`)
	b.reads(struck)
	b.look()
	b.do("take the strike back", chromedp.Click(chromedp.JSPath(`document.querySelector("#pass-struck button")`)))
	b.until("that nobody is struck", `document.querySelector("#pass-struck-part").hidden`)
	b.click("#field-pass-consent")
	b.press("advice.pass-send")
	b.reads(b.say("advice.pass-did"))
	b.readsNot(b.say("advice.pass"))
	b.look()

	desk := b.elsewhere()
	desk.signIn("noor")
	line := fmt.Sprintf(`[...document.querySelectorAll(".work-row")].find(e => e.textContent.includes("Wethouder") && e.textContent.includes(%s))`, quote(desk.words.Day(time.Now())))
	desk.until("the line on the list", line+` !== undefined`)
	desk.do("open it", chromedp.Click(chromedp.JSPath(line+`.querySelector("a.reference")`)))
	desk.until("the dossier's page", `document.querySelector("#case") !== null`)
	desk.opened()
	desk.reads(desk.say("passed.heading"))
	desk.reads("Hidde Kokmeeuw, teamleider haven")
	desk.reads(desk.say("passed.nobody"))
	desk.readsNot(desk.say("dossier.thread"))
	desk.look()

	b.do("reload", chromedp.Reload())
	b.noted()
	b.press("advice.take-back")
	b.look()
	b.press("advice.take-back-yes")
	b.reads(b.say("advice.take-back-did"))
	b.look()
	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.reads(desk.say("passed.taken-what"))
	desk.look()

	token := eval[string](b, `"" + document.querySelector("main").innerHTML.match(/[0-9a-f]{64}/)`)
	if token != "null" {
		t.Errorf("the page shows a token: %s", token)
	}
	b.strangersPass()
	var birds canaries
	birds.add("what was noted", secret)
	birds.add("whom it is about", "Hidde Kokmeeuw")
	places := append(memory(t, site.cmd.Process.Pid), folder(t, site.dir)...)
	places = append(append(places, site.wire()...), place{"log", site.said.bytes()})
	birds.nowhere(t, places, map[string]string{"memory": "Gemeente Veenhaven", "file": "Gemeente Veenhaven", "body to /api/desk/advice/pass": `"severity":"moderate"`, "log": `"msg":"request"`})
	sound(t, site.dir)
}

// strangersPass has somebody of the bureau pass on and take back by requests made by hand.
func (b *tab) strangersPass() {
	b.t.Helper()
	other := b.elsewhere()
	other.signIn("noor")
	for _, act := range []string{"pass", "take-back"} {
		ask := fmt.Sprintf(`fetch("/api/desk/advice/%s", {method: "POST", headers: {"Content-Type": "application/json"}, body: "{}"}).then(r => r.status)`, act)
		if status := eval[int](other, ask); status != 404 {
			b.t.Errorf("noor asks %s: %d", act, status)
		}
	}
}
