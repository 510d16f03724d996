package journey_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestOwnCode: a caseworker gives a witness a code, half of it refused and nothing typed
// lost; they write to each other; the witness takes a code that nobody saw, with which the
// first opens nothing; and the code is ended, after which nothing opens. The reporter sees
// nothing of it.
func TestOwnCode(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.tell("employee", "hij roept door de gang")
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.opensDossier(b.reference())
	desk.press("codes.link")
	desk.until("the form", `document.querySelector("#admit button[type=submit]")?.disabled === false`)
	desk.look()
	desk.press("declare.no")
	desk.reads(desk.say("dossier.said-declared"))
	desk.until("the form again", `document.querySelector("#admit button[type=submit]")?.disabled === false`)
	desk.fill("#field-admit-who", "de collega van de balie")
	desk.press("codes.give-go")
	desk.reads(desk.say("codes.give-missing-as"))
	desk.look()
	if got := desk.value("#field-admit-who"); got != "de collega van de balie" {
		t.Errorf("what was typed is %q", got)
	}
	desk.click(`[name="admit-as"][value="witness"]`)
	desk.press("codes.give-go")
	desk.until("the code", `document.querySelectorAll("#slip-words li").length === 12`)
	code := eval[[]string](desk, `[...document.querySelectorAll("#slip-words li")].map(e => e.textContent)`)
	desk.look()
	desk.press("codes.made-done")
	desk.opened()
	desk.reads("de collega van de balie")
	desk.press("codes.write")
	desk.fill(`textarea[id^="write-to-"]`, "wilt u vertellen wat u hoorde?")
	desk.press("codes.write-send")
	desk.reads("wilt u vertellen wat u hoorde?")
	desk.look()

	witness := b.elsewhere()
	witness.comeBack(code)
	witness.at(layout.PathShared)
	witness.opened()
	witness.reads("wilt u vertellen wat u hoorde?")
	witness.readsNot("hij roept door de gang")
	witness.look()
	witness.click("#reply-send")
	witness.reads(witness.say("box.reply-missing"))
	witness.fill("#field-reply", "het was twee keer")
	witness.until("that it is kept", `sessionStorage.getItem("gehoor-reply") !== null`)
	witness.do("reload", chromedp.Reload())
	witness.until("what was typed", `document.querySelector("#field-reply")?.value === "het was twee keer"`)
	witness.click("#reply-send")
	witness.reads(witness.say("box.said-reply"))

	witness.press("box.renew")
	other := witness.slip()
	witness.look()
	witness.takesCode(other)
	witness.reads(witness.say("box.said-code"))
	witness.readsNot(witness.say("box.code-seen"))
	witness.opened()
	witness.reads("het was twee keer")
	witness.look()

	thief := b.elsewhere()
	thief.refusedWith(code)

	desk.reread()
	desk.opened()
	desk.reads("het was twee keer")
	desk.reads(desk.say("codes.waits"))
	desk.press("codes.end")
	desk.press("codes.end-go")
	desk.reads(desk.say("codes.end-missing"))
	desk.click(`input[id^="end-code-"]`)
	desk.press("codes.end-go")
	desk.reads(desk.say("codes.said-ended"))
	desk.look()
	witness.do("reload", chromedp.Reload())
	witness.at(layout.PathResume)

	b.reread()
	b.opened()
	b.readsNot("balie")
	b.readsNot("het was twee keer")
}
