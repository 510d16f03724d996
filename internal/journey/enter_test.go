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
