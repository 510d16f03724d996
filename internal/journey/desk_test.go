package journey_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// signIn signs somebody in, and waits for the work list.
func (b *tab) signIn(login string) {
	b.t.Helper()
	b.open(layout.PathSignIn)
	b.enter(login, built.town.passphrases[login])
	b.at(layout.PathStaff)
}

// enter fills in the form of the page that asks for a passphrase.
func (b *tab) enter(login, passphrase string) {
	b.t.Helper()
	b.until("the form", `document.querySelector("#enter")?.disabled === false`)
	b.fill("#login", login)
	b.fill("#passphrase", passphrase)
	b.press("signin.enter")
}

// unlocked says whether this tab can use the key of a slot.
func (b *tab) unlocked(slot string) bool {
	b.t.Helper()
	return eval[bool](b, fmt.Sprintf(`sessionStorage.getItem("gehoor-%s") !== null`, slot)) && b.hasKey(slot)
}

// hasKey says whether the browser holds the key under which a slot is locked.
func (b *tab) hasKey(slot string) bool {
	b.t.Helper()
	return eval[bool](b, fmt.Sprintf(`(async () => {
		if (!(await indexedDB.databases()).some(d => d.name === "gehoor")) return false;
		const db = await new Promise((yes, no) => { const r = indexedDB.open("gehoor"); r.onsuccess = () => yes(r.result); r.onerror = no; });
		try {
			if (!db.objectStoreNames.contains("keys")) return false;
			return await new Promise((yes, no) => { const r = db.transaction("keys").objectStore("keys").get(%q); r.onsuccess = () => yes(r.result !== undefined); r.onerror = no; });
		} finally { db.close() }
	})()`, slot))
}

// TestSignIn: wrong words are told and nothing typed is lost; the right ones
// lead to where one wanted to go; signing out locks every tab.
func TestSignIn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	b := newTab(t, site, gehoor.English)
	b.open(layout.PathStaff + "?te-laat=1")
	b.at(layout.PathSignIn)
	b.look()

	b.press("signin.enter")
	b.reads(b.say("signin.login-missing"))
	b.reads(b.say("signin.passphrase-missing"))
	b.look()

	for _, who := range []struct{ login, passphrase string }{
		{"noor", "zonnig trolley verder molshoop"},
		{"nobody-of-that-name", built.town.passphrases["noor"]},
	} {
		b.enter(who.login, who.passphrase)
		b.until("the refusal", `!document.querySelector("#trouble").hidden`)
		if login, words := b.value("#login"), b.value("#passphrase"); login != who.login || words != who.passphrase {
			t.Errorf("what was typed is gone: %q, %q", login, words)
		}
		if focus := eval[string](b, "document.activeElement.id"); focus != "trouble" {
			t.Errorf("the focus is at %q", focus)
		}
	}
	b.look()

	b.enter("noor", built.town.passphrases["noor"])
	b.at(layout.PathStaff)
	b.reads("Noor Zilverberk")
	if !b.unlocked("staff") {
		t.Error("the key is not kept for the next page")
	}

	other := b.second()
	other.open(layout.PathStaff)
	other.at(layout.PathStaff)
	other.reads("Noor Zilverberk")

	b.click("#sign-out button")
	b.at(layout.PathSignIn)
	b.reads(b.say("signin.out-heading"))
	if b.hasKey("staff") || other.hasKey("staff") {
		t.Error("signing out leaves the key in the browser")
	}
	other.open(layout.PathStaff)
	other.at(layout.PathSignIn)
}

// TestSignInByKeyboard: without a mouse, in the order in which things stand, with
// a focus that is seen, and nothing that moves for who wants nothing to move.
func TestSignInByKeyboard(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.do("reduce motion", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
		})
		return err
	}))
	b.open(layout.PathSignIn)
	b.until("the form", `document.querySelector("#enter")?.disabled === false`)
	if focus := eval[string](b, "document.activeElement.id"); focus != "login" {
		t.Fatalf("the focus begins at %q", focus)
	}
	b.do("type", chromedp.KeyEvent("noor"+kb.Tab), insert(built.town.passphrases["noor"]))
	if focus := eval[string](b, "document.activeElement.id"); focus != "passphrase" {
		t.Fatalf("Tab leads to %q", focus)
	}
	const seen = `(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none" })()`
	if !eval[bool](b, seen) {
		t.Error("the focus cannot be seen")
	}
	b.do("send", chromedp.KeyEvent(kb.Enter))
	b.at(layout.PathStaff)
	const moving = `document.getAnimations().filter(a => a.effect?.getComputedTiming().duration > 10).length`
	if n := eval[int](b, moving); n > 0 {
		t.Errorf("%d things move although none should", n)
	}
}

// TestThrottle: whoever tries too often at somebody's login is told to wait, in
// words and with what was typed; others come in, and so does the owner at a
// browser where they came in before.
func TestThrottle(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	owner := newTab(t, site, gehoor.English)
	owner.signIn("bram")
	for range 10 {
		guess(t, site, "bram", strings.Repeat("0", 64))
	}
	if status, code := guess(t, site, "bram", strings.Repeat("0", 64)); status != http.StatusTooManyRequests || code != string(gehoor.CodeThrottled) {
		t.Errorf("the eleventh try: %d %s", status, code)
	}
	for range 10 {
		guess(t, site, "nobody-of-that-name", strings.Repeat("0", 64))
	}
	if status, _ := guess(t, site, "nobody-of-that-name", strings.Repeat("0", 64)); status != http.StatusTooManyRequests {
		t.Errorf("the eleventh try at a login that nobody has: %d; who guesses learns that nobody has it", status)
	}

	stranger := owner.elsewhere()
	stranger.open(layout.PathSignIn)
	stranger.enter("bram", built.town.passphrases["bram"])
	stranger.until("the refusal", `!document.querySelector("#trouble").hidden`)
	stranger.reads(stranger.words.Refusal(gehoor.Refuse(gehoor.CodeThrottled, "minutes", "1")))
	if stranger.value("#passphrase") == "" {
		t.Error("what was typed is gone")
	}
	stranger.enter("yara", built.town.passphrases["yara"])
	stranger.at(layout.PathStaff)

	owner.click("#sign-out button")
	owner.at(layout.PathSignIn)
	owner.enter("bram", built.town.passphrases["bram"])
	owner.at(layout.PathStaff)
}

// guess tries a secret for a login as a program would.
func guess(t *testing.T, s *site, login, secret string) (status int, code string) {
	t.Helper()
	body := fmt.Sprintf(`{"login":%q,"secret":%q}`, login, secret)
	answer, err := http.Post(s.url+"/api/desk/sign-in", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var problem struct{ Code string }
	if err := json.NewDecoder(answer.Body).Decode(&problem); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, problem.Code
}

// TestWorkList: figures and filters show what they say, in both languages, also
// with a narrow window, and lead to dossiers.
func TestWorkList(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.signIn("noor")
	b.look()
	const rows = `document.querySelectorAll(".work-row").length`
	all := eval[int](b, rows)
	if all < 3 {
		t.Fatalf("%d dossiers", all)
	}
	for i, heading := range []string{"", "?te-laat=1", "?wacht=1"} {
		b.open(layout.PathStaff + heading)
		figure := eval[string](b, fmt.Sprintf(`document.querySelectorAll(".figure-number")[%d].textContent`, i))
		if n := eval[int](b, rows); fmt.Sprint(n) != figure {
			t.Errorf("%q shows %d dossiers, the figure is %s", heading, n, figure)
		}
	}
	b.open(layout.PathStaff)
	b.press("worklist.filter")
	b.do("choose", chromedp.SetValue(chromedp.CSS("#filter-functie"), "mayor"))
	b.press("worklist.show")
	b.reads(b.say("worklist.none-fit"))
	b.look()
	b.press("worklist.show-all")
	b.until("all of them again", fmt.Sprintf("%s === %d", rows, all)) // else what is opened now aborts it
	b.open(layout.PathStaff + "?van-mij=1&deze-week=1")
	b.look()
	b.open(layout.PathStaff + "?stap=feedback&functie=alderman")
	b.do("open one", chromedp.Click(chromedp.CSS(".work-row a.reference")))
	b.until("the dossier's page", `document.querySelector("#case") !== null`)
	b.press("worklist.back")
	b.until("the same list", `location.search.includes("stap=feedback") && location.search.includes("functie=alderman") && document.querySelector(location.hash) !== null`)
	b.press("worklist.show-all")
	b.until("all dossiers", fmt.Sprintf("%s === %d", rows, all))

	b.pressWords("English")
	b.lang, b.words = gehoor.English, text.For(gehoor.English)
	b.at(layout.PathStaff)
	b.reads(b.say("worklist.heading"))
	if n := eval[int](b, rows); n != all {
		t.Errorf("%d dossiers in English, %d in Dutch", n, all)
	}
	for _, told := range eval[[]string](b, `[...document.querySelectorAll(".work-row")].map(e => e.innerText)`) {
		if hour := regexp.MustCompile(`\b\d{1,2}[:.]\d{2}\b`).FindString(told); hour != "" {
			t.Errorf("the list says at what hour something happened: %q in %q", hour, told)
		}
	}
}
