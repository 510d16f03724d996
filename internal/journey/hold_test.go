package journey_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// newest is the address of the dossier in which something was said, from the work
// list of somebody who holds it.
func (b *tab) newest() string {
	b.t.Helper()
	return eval[string](b, `document.querySelector(".work-row .reference").getAttribute("href")`)
}

// choose picks an option by the name of somebody.
func (b *tab) choose(selector, name string) {
	b.t.Helper()
	value := eval[string](b, fmt.Sprintf(`[...document.querySelector(%s).options].find(o => o.textContent.includes(%s))?.value ?? ""`, quote(selector), quote(name)))
	if value == "" {
		b.t.Fatalf("%s cannot be chosen\n%s", name, b.excerpt())
	}
	b.do("choose "+name, chromedp.SetValue(chromedp.CSS(selector), value))
}

// TestAddAColleague: a holder gives the keys to a colleague, who then reads all;
// nothing goes before it was looked at; the reporter reads who it was; and a key
// that the server put in another's place gets nothing.
func TestAddAColleague(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	code := b.tell("employee", "de sleutels van de loods hangen bij de kantine")
	desk := b.elsewhere()
	desk.signIn("noor")
	at := desk.newest()
	desk.do("open the dossier", chromedp.Navigate(desk.site.url+at))
	desk.opened()
	desk.write("note", "eerst de voorraad laten tellen")

	desk.unfold("add")
	desk.look()
	desk.click(form("add") + " [type=submit]")
	desk.reads(desk.say("dossier.add-missing"))
	desk.choose("#add-to", "Saar Duinbes")
	desk.click(form("add") + " [type=submit]")
	desk.reads(desk.say("dossier.add-unsure"))
	desk.look()

	b.site.lies(swapped("Saar Duinbes"))
	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.unfold("add")
	desk.choose("#add-to", "Saar Duinbes")
	desk.click("#add-sure")
	desk.click(form("add") + " [type=submit]")
	desk.reads(desk.say("sealed.unverified"))
	desk.look()
	b.site.lies(nil)
	if sent := b.site.sentTo("/add"); sent != 0 {
		t.Errorf("to a key that nobody vouches for %d keys were sent", sent)
	}

	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.unfold("add")
	desk.choose("#add-to", "Saar Duinbes")
	desk.click("#add-sure")
	desk.click(form("add") + " [type=submit]")
	desk.reads(desk.say("dossier.added"))
	desk.reads("Saar Duinbes")

	saar := b.elsewhere()
	saar.signIn("saar")
	saar.do("open the dossier", chromedp.Navigate(saar.site.url+at))
	saar.opened()
	saar.reads("de sleutels van de loods hangen bij de kantine")
	saar.reads("eerst de voorraad laten tellen")
	saar.look()

	again := b.elsewhere()
	again.comeBack(code)
	again.at(layout.PathBox)
	again.opened()
	again.reads(again.say("box.changes"))
	again.reads("Saar Duinbes kreeg de sleutel.")
	again.readsNot("voorraad")
	again.look()

	// Handing over ends it for the one who does.
	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.unfold("add")
	desk.choose("#add-to", "Milan Turfsteker")
	desk.click("#add-sure")
	desk.click("#add-leave")
	desk.click(form("add") + " [type=submit]")
	desk.at(layout.PathStaff)
	desk.do("open what was handed over", chromedp.Navigate(desk.site.url+at))
	desk.reads(desk.say("missing.heading"))
	sound(t, b.site.dir)
}

// swapped puts another's key in the place of somebody's, as a server could.
func swapped(name string) func(path, page string) string {
	return func(_, page string) string {
		// The option has the person's ID, and the island the note with it.
		before, _, ok := strings.Cut(page, ">"+name)
		if !ok {
			return page
		}
		person := before[len(before)-33 : len(before)-1]
		note, other := noteOf(page, person), noteOf(page, "")
		if note == "" || other == "" {
			panic("the page has no such notes")
		}
		return strings.Replace(page, note, other, 1)
	}
}

// noteOf is a person's note as it stands in the page; "" is the first one of all.
func noteOf(page, person string) string {
	const mark = `"note":"`
	from := 0
	if person != "" {
		from = strings.LastIndex(page, `{"person":"`+person+`"`)
	} else {
		from = strings.Index(page, `{"person":"`)
	}
	if from < 0 {
		return ""
	}
	_, rest, _ := strings.Cut(page[from:], mark)
	note, _, _ := strings.Cut(rest, `"`)
	return note
}
