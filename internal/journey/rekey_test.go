package journey_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestAnotherKey: somebody who has the key of a dossier is shut out. Whoever is left can
// write nothing until another key is made, and loses nothing of what was typed; the
// reporter reads on without noticing, and what both wrote before and after opens.
func TestAnotherKey(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	reporter := newTab(t, site, gehoor.Dutch)
	reporter.tell("employee", "een sleutel te veel")
	reporter.press("begin.sent-go")
	reporter.at(layout.PathBox)
	reporter.opened()

	noor := reporter.elsewhere()
	noor.signIn("noor")
	noor.click(".work-row .reference")
	noor.opened()
	noor.reads("een sleutel te veel")
	id := gehoor.DossierID(noor.path()[len(noor.path())-32:])
	noor.noInterest()
	late := noor.second() // a page of before
	late.open(dossier.Path(id))
	late.opened()
	noor.declares(id, "Bram")
	noor.opened()
	noor.reads(noor.say("dossier.rekey-heading"))
	noor.reads(noor.say("dossier.rekey-reporter"))
	noor.look()
	noor.click("#rekey [type=submit]")
	noor.reads(noor.say("dossier.rekey-missing"))

	late.unfold("message")
	late.fill(form("message")+" textarea", "Dit schreef ik al.")
	late.click(form("message") + " [type=submit]")
	late.reads(late.say("refusal.dossier.rekey-first"))

	noor.rekeys()
	// Its page still has the key of before, and only the person can load it again.
	late.click(form("message") + " [type=submit]")
	late.reads(late.say("refusal.dossier.other-key"))
	late.reads(late.say("dossier.reload"))
	noor.reads("een sleutel te veel")
	noor.look()

	late.open(dossier.Path(id))
	late.opened()
	late.until("what was typed", `[...document.querySelectorAll("textarea")].some(a => a.value === "Dit schreef ik al.")`)
	late.click(form("message") + " [type=submit]")
	late.reads(late.say("dossier.sent"))
	late.opened()

	// The reporter's page is of before: it takes the new key by itself.
	reporter.fill("#field-reply", "Dit schreef ik op een oude pagina.")
	reporter.press("box.reply-send")
	reporter.reads(reporter.say("box.said-reply"))

	reporter.reread()
	reporter.until("the account", `[...document.querySelectorAll("sealed-text")].some(a => a.textContent.includes("een sleutel te veel"))`)
	reporter.reads("Dit schreef ik al.")
	reporter.reads("Dit schreef ik op een oude pagina.")
	reporter.fill("#field-reply", "Dank u, ook na de nieuwe sleutel.")
	reporter.press("box.reply-send")
	reporter.reads(reporter.say("box.said-reply"))
	reporter.reread()
	reporter.reads("Dank u, ook na de nieuwe sleutel.")

	noor.reread()
	noor.reads("Dank u, ook na de nieuwe sleutel.")
	noor.reads("Dit schreef ik op een oude pagina.")
	noor.reads("een sleutel te veel")

	// What is signed is looked at: a server that puts words in her mouth is noticed.
	doubt := noor.say("dossier.doubt", text.With("name", "Noor Zilverberk"))
	noor.readsNot(doubt)
	for change, says := range map[string]text.Key{
		`"signature":"AAAA`: "dossier.doubt-forged",
		`"none":"`:          "dossier.doubt-unsigned",
	} {
		site.lies(func(path, answer string) string {
			if !strings.HasSuffix(path, string(id)) {
				return answer
			}
			return strings.ReplaceAll(strings.ReplaceAll(answer, `"signature":"`, change), `"on":"2026`, `"on":"2999`)
		})
		noor.reread()
		noor.reads(doubt)
		noor.reads(noor.say(says, text.With("name", "Noor Zilverberk")))
		noor.look()
	}
	site.lies(nil)
	noor.reread()
	noor.readsNot(doubt)
}

// rekeys makes another key, on a page that asks for it.
func (b *tab) rekeys() {
	b.t.Helper()
	b.click("#rekey-sure")
	b.click("#rekey [type=submit]")
	b.reads(b.say("dossier.rekey-done"))
	b.until("the focus beside what it says", `document.activeElement.contains(document.getElementById("sent")) && document.activeElement.id !== ""`)
	b.readsNot(b.say("dossier.rekey-heading"))
	b.opened()
}
