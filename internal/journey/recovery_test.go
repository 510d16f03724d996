package journey_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// as is somebody of staff in a browser of their own, on the page of recoveries.
func (b *tab) as(login string) *tab {
	b.t.Helper()
	other := b.elsewhere()
	other.signIn(login)
	other.open(layout.PathRecovery)
	other.ready()
	return other
}

// ready waits until every form of the page can be used.
func (b *tab) ready() {
	b.t.Helper()
	b.until("the forms", `document.readyState === "complete" && document.getElementById("recovery") !== null &&
		[...document.querySelectorAll("#recovery form [type=submit]")].every(e => !e.disabled)`)
}

// doing presses the button of an act's form.
func (b *tab) doing(act string) {
	b.t.Helper()
	b.click(form(act) + " [type=submit]")
}

// says waits until the page was loaded again and says what was done.
func (b *tab) says(key text.Key) {
	b.t.Helper()
	b.until("what was done", fmt.Sprintf(`document.getElementById("done")?.textContent === %s`, quote(b.say(key))))
	b.ready()
}

// gives is what a custodian does, who first called whoever asked.
func (b *tab) gives() {
	b.t.Helper()
	b.click(form("give") + " input")
	b.doing("give")
}

// TestRecovery: a dossier that one person alone can read, who is away, comes back
// by the shares of two key holders, each in a browser of their own. Too few give
// nothing, a key that the server put in another's place gets nothing, and a share
// that was damaged is named.
func TestRecovery(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	jet := b.as("jet")
	jet.reads(jet.say("recovery.short-one", text.With("name", "Yara Moerasvaren (behandelaar voor de raad, bureau integriteit)")))
	jet.look()
	jet.press("recovery.ask")
	jet.doing("ask")
	jet.reads(jet.say("recovery.missing"))
	jet.look()
	jet.choose(form("ask")+" select", "Milan Turfsteker")
	jet.choose(form("ask")+" select[id$=why]", jet.say("recovery.reason-absent"))
	jet.doing("ask")
	jet.says("recovery.asked")
	jet.look()

	yara := b.elsewhere()
	yara.signIn("yara")
	yara.findDossier("De stukken van de laatste drie vergaderingen")
	yara.reads("de sleutelbewaarders gevraagd om de sleutel ook aan Milan Turfsteker")

	wies, roos := b.as("wies"), b.as("roos")
	wies.reads(wies.say("recovery.custodian"))
	wies.readsNot("commissie")
	wies.look()
	wies.doing("give")
	wies.reads(wies.say("recovery.give-unsure"))
	wies.look()

	// The server puts its own key in the place of Milan's.
	b.site.lies(func(path, answer string) string {
		if !strings.HasSuffix(path, layout.PathRecovery) {
			return answer
		}
		from, person := strings.Index(answer, `"recipient":{"person":"`), ""
		if from < 0 {
			return answer
		}
		note := noteOf(answer[from:], "")
		person = answer[from+len(`"recipient":{"person":"`):][:32]
		return strings.Replace(answer, note, strings.Replace(note, person, strings.Repeat("0", 32), 1), 1)
	})
	wies.do("reload", chromedp.Reload())
	wies.ready()
	wies.gives()
	wies.reads(wies.say("sealed.unverified"))
	wies.look()
	b.site.lies(nil)
	if sent := b.site.sentTo("/share"); sent != 0 {
		t.Errorf("to a key that nobody vouches for %d shares were sent", sent)
	}
	wies.do("reload", chromedp.Reload())
	wies.ready()
	wies.gives()
	wies.says("recovery.given")
	wies.reads(wies.say("recovery.nothing"))

	milan := b.as("milan")
	milan.reads(milan.say("recovery.progress", text.Count("have", 1), text.Count("need", 2)))
	milan.reads(milan.say("recovery.join-wait"))
	milan.look()

	// The page that waits looks by itself.
	roos.gives()
	roos.says("recovery.given")
	milan.reads(milan.say("recovery.join-ready"))
	milan.ready()
	milan.look()

	// The server damages what Roos gave: that is noticed and named, and the third
	// key holder makes it right.
	// Roos gave last.
	const last = `JSON.parse(document.getElementById("recovery-data").textContent).ceremonies[0].boxes.map(b => b.given.at(-1).content)`
	ofRoos := eval[[]string](milan, last)
	b.site.lies(func(path, answer string) string {
		for _, id := range ofRoos {
			answer = strings.Replace(answer, `"`+id+`":"YWdl`, `"`+id+`":"YWdm`, 1)
		}
		return answer
	})
	milan.doing("join")
	milan.says("recovery.some-spoiled")
	b.site.lies(nil)
	milan.reads(milan.say("recovery.giver-refused", text.With("name", "Roos Wollegras (sleutelbewaarder, notaris)")))
	milan.look()
	ties := b.as("ties")
	ties.gives()
	ties.says("recovery.given")
	milan.reads(milan.say("recovery.join-ready"))
	milan.ready()
	milan.doing("join")
	milan.says("recovery.joined")

	milan.open(layout.PathStaff)
	milan.findDossier("De stukken van de laatste drie vergaderingen")
	milan.reads("groepsapp")
	jet.open(layout.PathRecovery)
	jet.ready()
	jet.readsNot(jet.say("recovery.asker"))
	sound(t, b.site.dir)
}

// findDossier opens the dossiers of the work list until one has the words.
func (b *tab) findDossier(words string) {
	b.t.Helper()
	for _, at := range eval[[]string](b, `[...document.querySelectorAll(".work-row .reference")].map(e => e.getAttribute("href"))`) {
		b.do("open a dossier", chromedp.Navigate(b.site.url+at))
		b.opened()
		if strings.Contains(eval[string](b, "("+shown+")(document.body)"), words) {
			return
		}
	}
	b.t.Fatalf("no dossier says %q", words)
}

// TestDrill: whoever sees to it tries a recovery with the real key holders, by
// the same page; a share that cannot be opened is recorded by its own keeper, and
// gehoor check knows of it in the end.
func TestDrill(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.English)
	jet := b.as("jet")
	jet.press("recovery.drill-begin")
	jet.look()
	jet.choose(form("drill")+" select", "Noor Zilverberk")
	jet.doing("drill")
	jet.says("recovery.drill-asked")
	jet.look()

	// What the server gives Wies is not her share.
	wies := b.as("wies")
	wies.reads(wies.say("recovery.drill-badge"))
	b.site.lies(func(path, answer string) string {
		if strings.HasSuffix(path, "/open") {
			return strings.NewReplacer(`":"YWdl`, `":"YWdm`).Replace(answer)
		}
		return answer
	})
	wies.gives()
	wies.says("recovery.own-spoiled")
	b.site.lies(nil)
	for _, login := range []string{"ties", "roos"} {
		other := b.as(login)
		other.gives()
		other.says("recovery.given")
	}
	noor := b.as("noor")
	noor.reads(noor.say("recovery.giver-refused", text.With("name", "Wies Lisdodde (key holder, works council)")))
	noor.doing("join")
	noor.says("recovery.drill-joined")
	out, code := run(t, built.gehoor, "check", "--data", b.site.dir)
	if code != 0 || !strings.Contains(out, "2 custodians recovered a drill") {
		t.Errorf("check ended with %d:\n%s", code, out)
	}
}
