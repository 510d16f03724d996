package journey_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestAbsence: the head says that two handlers are away, and that one stands in for the
// other, who reads so on the list; then the head can ask for the keys of what only they
// hold. Who signs in again is back, and reads that it was said.
func TestAbsence(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	jet := b.as("jet")
	for _, who := range []string{"Bram Kwelder", "Noor Zilverberk"} {
		jet.press("absence.declare")
		jet.look()
		jet.choose("#absence-person", who)
		until := time.Now().AddDate(0, 0, 14).Format(time.DateOnly)
		jet.do("a day", chromedp.SetValue(chromedp.CSS("#absence-until"), until))
		if who == "Bram Kwelder" {
			jet.choose("#absence-deputy", "Noor Zilverberk")
		}
		jet.click("#absence-declare button[type=submit]")
		jet.reads(who + " (")
		jet.reads("afgesproken afwezig, van ")
		jet.ready()
		if who == "Bram Kwelder" {
			jet.reads("Noor Zilverberk (behandelaar, bureau integriteit) vervangt.")
			jet.look()
			deputy := b.elsewhere()
			deputy.signIn("noor")
			deputy.reads(deputy.say("deputy.you"))
			deputy.reads("U bent aan zet voor Bram Kwelder")
			deputy.look()
			deputy.click(".work-row .reference")
			deputy.opened()
			deputy.look()
		}
	}
	jet.reads(jet.say("recovery.ask"))
	jet.look()

	noor := b.elsewhere()
	noor.signIn("noor")
	noor.open(layout.PathRecovery)
	noor.reads(noor.say("absence.own-heading"))
	noor.look()
	jet.open(layout.PathRecovery)
	jet.ready()
	jet.readsNot("Noor Zilverberk (behandelaar, bureau integriteit): afgesproken")
	jet.reads("Bram Kwelder")
	jet.click("#absence form button[value=back]")
	jet.until("nobody is away", `!document.querySelector("#absence form button[value=back]")`)
	jet.look()
}

// TestOwnAbsence: a handler says from the work list that they are away and who stands in;
// a day that has passed is said in the form. The deputy reads it; signing in again ends it.
// Then they say it for later, and take it back.
func TestOwnAbsence(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	noor := b.as("noor")
	noor.open(layout.PathStaff)
	noor.click(`a[href$="` + layout.PathAway + `"]`)
	noor.reads(noor.say("absence.own-what"))
	noor.look()
	for _, days := range []int{-2, 14} {
		day := time.Now().AddDate(0, 0, days).Format(time.DateOnly)
		noor.do("a day", chromedp.SetValue(chromedp.CSS("#field-until"), day))
		noor.choose("#absence-deputy", "Bram Kwelder")
		noor.click("#absence-own button[type=submit]")
		if days < 0 {
			noor.reads(noor.say("absence.own-until-wrong"))
			noor.look()
		}
	}
	noor.reads("Bram Kwelder (behandelaar, bureau integriteit) vervangt.")
	noor.look()
	bram := b.elsewhere()
	bram.signIn("bram")
	bram.reads(bram.say("deputy.you"))
	bram.reads("Noor Zilverberk (behandelaar, bureau integriteit), naar verwachting tot en met")
	again := b.elsewhere()
	again.signIn("noor")
	again.open(layout.PathAway)
	again.readsNot("U staat als afwezig")
	again.look()
	again.do("a first day", chromedp.SetValue(chromedp.CSS("#field-from"), time.Now().AddDate(0, 0, 7).Format(time.DateOnly)))
	again.do("a last day", chromedp.SetValue(chromedp.CSS("#field-until"), time.Now().AddDate(0, 0, 14).Format(time.DateOnly)))
	again.click("#absence-own button[type=submit]")
	again.reads("bent u er niet, naar verwachting tot en met")
	again.look()
	again.press("absence.take-back")
	again.until("nothing is said any more", `!document.querySelector("#absence-back")`)
	again.look()
}

// TestRootKey: everybody can compare the root key, and a browser of staff that knows
// another one trusts the one now only after its number was typed.
func TestRootKey(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.open(layout.PathKey)
	b.reads(b.say("root.compare"))
	b.look()
	noor := b.elsewhere()
	noor.signIn("noor")
	noor.open(layout.PathRoot)
	noor.reads(noor.say("root.known"))
	noor.look()
	eval[bool](noor, `new Promise((done) => {
		const opening = indexedDB.open("gehoor-root", 1);
		opening.onsuccess = () => {
			const change = opening.result.transaction("root", "readwrite");
			change.objectStore("root").put("veenhaven-root+another", "veenhaven");
			change.oncomplete = () => { opening.result.close(); done(true); };
		};
	})`)
	noor.open(layout.PathRoot)
	noor.reads(noor.say("root.unknown"))
	noor.look()
	noor.do("a wrong number", chromedp.SendKeys(chromedp.CSS("#root-heard"), "12345 12345"))
	noor.click("#root-confirm button")
	noor.reads(noor.say("root.differs"))
	noor.look()
	eval[bool](noor, `fetch("/.well-known/gehoor/roots.json").then((r) => r.json()).then((told) => {
		document.getElementById("root-heard").value = told.number; return true;
	})`)
	noor.click("#root-confirm button")
	noor.reads(noor.say("root.known"))
	noor.look()
}
