package journey_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestCompareChanges: comparing is nowhere until an administrator says when the works
// council agreed. Then a reporter agrees, and a caseworker's browser compares a file with
// their name: with a mistake, mended, and with a namesake between. What the caseworker
// records stands in the dossier. Of the file the server learns nothing; when the reporter takes it
// back, there is nobody to compare.
func TestCompareChanges(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	surname, stranger := mark(), mark()
	number, namesake := "7"+mark(), "8"+mark()

	b := newTab(t, site, gehoor.Dutch)
	b.tell("employee", "zij deelt mijn roddels")
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.readsNot(b.say("knowing.watch"))

	floor := b.elsewhere()
	floor.open(layout.PathSignIn)
	floor.enter("floor", built.town.passphrases["floor"])
	floor.at(layout.PathAdmin)
	floor.press("organisation.heading")
	floor.at(layout.PathOrganisation)
	floor.press("comparing.admin-do")
	floor.reads(floor.say("refusal.organisation.watch-day"))
	floor.look()
	eval[bool](floor, `(document.querySelector("#field-watch").value = "2026-01-12", true)`)
	floor.press("comparing.admin-do")
	floor.reads(floor.say("comparing.admin-end"))
	floor.look()

	b.reread()
	b.reads(b.say("knowing.watch-nameless"))
	b.look()
	b.click(`details:has(> #name) > summary`)
	b.fill("#field-name-name", "Sanne de "+surname)
	b.click("#field-name-known-0")
	b.click("#field-name-known-1")
	b.click("#name-go")
	b.untilKnown(2)
	b.click("#consent-watch-go")
	b.until("that it was agreed to", `document.querySelector('#consent-watch')?.dataset.consent === "back"`)
	b.opened()
	b.look()

	noor := b.elsewhere()
	noor.signIn("noor")
	noor.press("comparing.heading")
	noor.at(layout.PathWatch)
	noor.until("the file", `document.querySelector("#watch")?.hidden === false`)
	noor.readsNot(surname)
	noor.look()

	today := protocol.DateOf(time.Now())
	now := today.String()
	lines := []string{
		"Personeelsnummer;Naam;Soort mutatie;Ingangsdatum",
		number + ";S. de " + surname + ";Overplaatsing;" + now,
		namesake + ";" + surname + ", Sanne;Berisping;" + now,
		"9;Bo " + stranger + ";Contract niet verlengd;" + now,
		"9;Bo " + stranger + ";Huwelijk;" + now,
	}
	noor.bringsChanges(strings.Replace(strings.Join(lines, "\n"), namesake+";"+surname+", Sanne;Berisping;"+now, namesake+";;Berisping;31-02-2026", 1))
	noor.press("comparing.compare")
	noor.reads("Regel 3. “31-02-2026” is geen datum")
	noor.look()
	noor.bringsChanges(strings.Join(lines, "\n"))
	noor.reads("Sanne de " + surname)
	noor.reads("“Huwelijk” (1 regel)")
	noor.look()
	noor.press("comparing.compare")
	noor.reads(noor.say("comparing.found-what", text.Count("n", 3)))
	noor.reads(noor.say("comparing.who", text.Count("n", 2)))
	noor.readsNot(stranger)
	if n := eval[int](noor, `document.querySelectorAll("#watch-hits a").length`); n != 0 {
		t.Errorf("%d changes can be recorded of somebody of whom nobody said that it is the reporter", n)
	}
	noor.click("#watch-who-0-none")
	noor.reads(noor.say("comparing.is-none-then"))
	noor.click("#watch-who-0-0")
	noor.reads("overplaatsing vanaf")
	noor.readsNot("berisping vanaf")
	noor.look()
	if to := eval[string](noor, `document.querySelector("#watch-hits a").search + document.querySelector("#watch-hits a").hash`); to != "" {
		t.Errorf("the way to the record tells %q", to)
	}

	// Recorded in another tab; this one keeps the file.
	form := noor.second()
	form.do("open the record", chromedp.Navigate(eval[string](noor, `document.querySelector("#watch-hits a").href`)))
	form.until("the question", `document.querySelector("form[data-act=write] [type=submit], form[data-act=declare] [type=submit]")?.disabled === false`)
	form.noInterest()
	form.until("the form", `document.querySelector("form[data-act=write] [type=submit]")?.disabled === false`)
	form.look()
	form.click(`[data-question="what"] input[value="transfer"]`)
	eval[bool](form, fmt.Sprintf(`(document.querySelector('[data-question="since"] input').value = %q, true)`, today.String()))
	form.press("record.save")
	kind, _ := record.Of(record.KindChanged)
	form.until("that it is recorded", fmt.Sprintf(`[...document.querySelectorAll(".records .entry-head strong")].some(e => e.textContent === %q)`, kind.Label.In(gehoor.Dutch)))
	form.opened()
	form.reads("overplaatsing")
	noor.reads("overplaatsing vanaf")

	noor.press("comparing.forget")
	noor.readsNot(surname)
	noor.do("reload", chromedp.Reload())
	noor.until("the file", `document.querySelector("#watch")?.hidden === false`)
	noor.readsNot(surname)

	b.reread()
	b.click("#consent-watch-go")
	b.until("that it was taken back", `document.querySelector('#consent-watch')?.dataset.consent === "give"`)
	noor.do("reload", chromedp.Reload())
	noor.reads(noor.say("comparing.nobody"))
	noor.look()

	birds := &canaries{}
	birds.add("a name", surname)
	birds.add("a name of somebody else", stranger)
	birds.add("a staff number", number)
	birds.add("the namesake's number", namesake)
	places := append(memory(t, site.cmd.Process.Pid), folder(t, site.dir)...)
	places = append(places, site.wire()...)
	places = append(places, place{"log", site.said.bytes()})
	birds.nowhere(t, places, map[string]string{"file": "Gemeente Veenhaven", "log": `"msg":"request"`})
}

// bringsChanges chooses a file on the page that compares, and waits for its columns.
func (b *tab) bringsChanges(csv string) {
	b.t.Helper()
	name := filepath.Join(b.t.TempDir(), fmt.Sprintf("%d.csv", len(csv)))
	if err := os.WriteFile(name, []byte(csv), 0o600); err != nil {
		b.t.Fatal(err)
	}
	if !eval[bool](b, `document.querySelector("#watch-file").hidden`) {
		b.do("choose a file", chromedp.SetUploadFiles(chromedp.CSS("#watch-input"), []string{name}))
	} else {
		eval[bool](b, `([...document.querySelectorAll('[data-watch="other"]')].find(one => one.checkVisibility()).click(), true)`)
		b.do("choose a file", chromedp.SetUploadFiles(chromedp.CSS("#watch-input"), []string{name}))
	}
	b.until("the columns", `!document.querySelector("#watch-columns").hidden && document.querySelector("#watch-whom label") !== null`)
}
