package journey_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// enters goes to the page on which somebody of staff enters a signal, and fills
// it in as it was told on the telephone.
func (b *tab) enters(office, what string) {
	b.t.Helper()
	b.press("desk.enter")
	b.at(layout.PathEnter)
	b.until("the form", `document.querySelector("#form")?.hidden === false`)
	b.click(`[name="channel"][value="phone"]`)
	b.fill("#field-what", what)
	b.click(fmt.Sprintf(`[name="office"][value=%q]`, office))
}

// given sends what was entered, and returns the code that is shown once.
func (b *tab) given() []string {
	b.t.Helper()
	b.press("enter.read")
	b.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	b.look()
	b.press("begin.send")
	b.until("the code", `document.querySelectorAll("#slip-words li").length === 12`)
	b.reads(b.say("enter.sent-heading"))
	return eval[[]string](b, `[...document.querySelectorAll("#slip-words li")].map(e => e.textContent)`)
}

// TestEnter: a caseworker enters what was told, loses the page half-way and
// nothing of what was typed, and gives the code; a colleague of another desk
// enters one and sees nothing of it afterwards.
func TestEnter(t *testing.T) {
	t.Parallel()
	desk := newTab(t, newSite(t), gehoor.Dutch)
	desk.signIn("noor")
	desk.press("desk.enter")
	desk.at(layout.PathEnter)
	desk.until("the form", `document.querySelector("#form")?.hidden === false`)
	desk.look()
	desk.press("enter.read")
	desk.reads(desk.say("enter.channel-missing"))
	desk.look()
	desk.enters("employee", "de sleutel van de kluis ligt in de keuken")
	desk.until("that it is kept", `document.querySelector("#kept")?.dataset.state === "kept"`)
	desk.do("reload", chromedp.Reload())
	desk.until("what was typed", `document.querySelector("#field-what")?.value.includes("kluis")`)
	code := desk.given()
	desk.look()
	slip := eval[string](desk, `document.querySelector("#slip .card").innerText`)
	if !strings.Contains(slip, layout.PathResume) || !strings.Contains(slip, "14 0000") {
		t.Errorf("the slip has no address or no number: %q", slip)
	}
	for _, word := range []string{"signaal", "melder", "kluis", "integriteit"} {
		if strings.Contains(strings.ToLower(slip), word) {
			t.Errorf("the slip says what it is for: %q", slip)
		}
	}
	desk.do("reload", chromedp.Reload())
	desk.until("the code once more", `document.querySelectorAll("#slip-words li").length === 12`)
	desk.press("enter.done")
	desk.opened()
	desk.reads("de sleutel van de kluis ligt in de keuken")
	desk.look()

	reporter := desk.elsewhere()
	reporter.comeBack(code)
	reporter.at(layout.PathBox)
	reporter.opened()
	reporter.press("box.account-show")
	reporter.reads("de sleutel van de kluis ligt in de keuken")

	saar := desk.elsewhere()
	saar.signIn("saar")
	const rows = `document.querySelectorAll(".work-row").length`
	before := eval[int](saar, rows)
	saar.enters("employee", "wat saar hoorde")
	saar.given()
	saar.reads(saar.say("enter.sees-not"))
	saar.press("enter.done")
	saar.at(layout.PathStaff)
	if eval[int](saar, rows) != before {
		t.Error("who entered a signal sees a dossier by it")
	}
	sound(t, desk.site.dir)
}

// comesToEnter signs somebody in to whom the site is for entering alone.
func (b *tab) comesToEnter(login string) {
	b.t.Helper()
	b.open(layout.PathSignIn)
	b.enter(login, built.town.passphrases[login])
	b.at(layout.PathEnter)
}

// TestEnterOnly: a confidential adviser enters what a reporter wants handed over, and
// a manager what was told; neither sees anything else.
func TestEnterOnly(t *testing.T) {
	t.Parallel()
	adviser := newTab(t, newSite(t), gehoor.Dutch)
	adviser.comesToEnter("fenna")
	adviser.until("the form", `document.querySelector("#form")?.hidden === false`)
	adviser.look()
	adviser.press("enter.read")
	adviser.reads(adviser.say("enter.consent-missing"))
	adviser.look()
	adviser.enters("employee", "wat iemand aan fenna vertelde")
	adviser.click("#field-consent")
	code := adviser.given()
	adviser.reads(adviser.say("enter.taken-over"))
	adviser.look()
	adviser.press("enter.done")
	adviser.at(layout.PathEnter)
	adviser.until("an empty form, not ticked", `document.querySelector("#field-consent")?.checked === false`)

	reporter := adviser.elsewhere()
	reporter.comeBack(code)
	reporter.at(layout.PathBox)
	reporter.opened()

	manager := adviser.elsewhere()
	manager.comesToEnter("hidde")
	manager.until("the form", `document.querySelector("#form")?.hidden === false`)
	if eval[bool](manager, `document.querySelector("#field-consent") !== null`) {
		t.Error("a manager is asked for a consent that nobody asks of them")
	}
	manager.look()
	manager.enters("employee", "wat hidde hoorde")
	manager.given()
	manager.reads(manager.say("enter.taken-over"))
	sound(t, adviser.site.dir)
}

// slip is the code that the page shows.
func (b *tab) slip() []string {
	b.t.Helper()
	b.until("the words of a code", `document.querySelectorAll("#slip-words li").length >= 12 && !document.querySelector("#slip").hidden`)
	return eval[[]string](b, `[...document.querySelectorAll("#slip-words li")].map(e => e.textContent)`)
}

// takesCode types what was asked of a new code, and takes it.
func (b *tab) takesCode(code []string) {
	b.t.Helper()
	for _, f := range b.wordFields("renew") {
		var position int
		if _, err := fmt.Sscanf(f, "field-renew-%d", &position); err != nil {
			b.t.Fatal(err)
		}
		b.fill("#"+f, code[position-1])
	}
	b.press("begin.words-check")
	b.press("box.renew-go")
}

// refusedWith comes with a code that opens nothing any more.
func (b *tab) refusedWith(code []string) {
	b.t.Helper()
	b.comeBack(code)
	b.reads(b.words.Refusal(gehoor.Refuse(gehoor.CodeNoMailbox)))
}

// TestReadAndApprove: the reporter reads what somebody else wrote down, corrects
// it, approves it, and takes a code that nobody else has seen.
func TestReadAndApprove(t *testing.T) {
	t.Parallel()
	desk := newTab(t, newSite(t), gehoor.Dutch)
	desk.signIn("noor")
	desk.enters("employee", "de kratten staan bij de achterdeur")
	old := desk.given()
	desk.press("enter.done")
	desk.opened()
	desk.reads(desk.say("dossier.not-approved"))

	b := desk.elsewhere()
	b.comeBack(old)
	b.at(layout.PathBox)
	b.opened()
	b.reads(b.say("box.written-heading"))
	b.reads(b.say("box.told-phone"))
	b.look()
	b.press("box.approve")
	b.reads(b.say("box.approve-missing"))
	b.press("box.correct-open")
	b.press("box.correct")
	b.reads(b.say("box.correct-missing"))
	b.fill("#field-correct", "het waren geen kratten maar dozen")
	b.press("box.correct")
	b.reads(b.say("box.said-corrected"))
	b.opened()
	b.reads("het waren geen kratten maar dozen")
	b.click("#field-approve")
	b.press("box.approve")
	b.reads(b.say("box.said-approved"))
	b.opened()
	b.reads(b.say("box.approved-badge"))

	b.lacks(true)
	b.press("box.renew")
	b.reads(b.say("box.renew-offline"))
	b.lacks(false)
	b.press("box.renew")
	code := b.slip()
	b.readsNot(b.say("box.renew-offline"))
	b.look()
	b.takesCode(code)
	b.reads(b.say("box.said-code"))
	b.opened()
	b.reads("het waren geen kratten maar dozen")
	b.look()

	other := b.elsewhere()
	other.refusedWith(old)
	other.comeBack(code)
	other.at(layout.PathBox)
	other.opened()
	other.press("box.written-show")
	other.reads("de kratten staan bij de achterdeur")

	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.reads(desk.say("dossier.approved"))
	desk.reads("het waren geen kratten maar dozen")
	desk.look()
	sound(t, b.site.dir)
}

// wordFields are the ids of the fields that ask for words of a code.
func (b *tab) wordFields(prefix string) []string {
	b.t.Helper()
	return eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll("input[id^='field-%s-']")].filter(e => e.checkVisibility() && e.type === "text").map(e => e.id)`, prefix))
}

// TestLostCode: a holder who knows the reporter gives another code, and the one
// that was lost opens nothing any more.
func TestLostCode(t *testing.T) {
	t.Parallel()
	desk := newTab(t, newSite(t), gehoor.English)
	desk.signIn("noor")
	desk.enters("employee", "the ledger has two last pages")
	desk.click(`[name="known-to"][value="handlers"]`)
	desk.fill("#field-name", "Sanne Rietgors")
	desk.press("enter.read")
	desk.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	desk.press("begin.send")
	desk.reads(desk.say("begin.known-missing"))
	desk.click("#field-known-0")
	desk.press("begin.send")
	lost := desk.slip()
	desk.press("enter.done")
	desk.opened()
	desk.reads("Sanne Rietgors")

	desk.unfold("renew")
	desk.look()
	desk.click(form("renew") + " [type=submit]")
	desk.reads(desk.say("dossier.renew-missing"))
	desk.click(form("renew") + " [type=checkbox]")
	desk.click(form("renew") + " [type=submit]")
	code := desk.slip()
	desk.look()
	if strings.Join(code, " ") == strings.Join(lost, " ") {
		t.Fatal("the new code is the old one")
	}
	desk.press("enter.done")
	desk.opened()
	desk.reads(desk.say("dossier.said-renewed"))

	b := desk.elsewhere()
	b.refusedWith(lost)
	b.comeBack(code)
	b.at(layout.PathBox)
	b.opened()
	b.reads("Noor Zilverberk")
	b.reads(b.say("box.code-seen"))
	b.press("box.account-show")
	b.reads("Sanne Rietgors")
	sound(t, b.site.dir)
}
