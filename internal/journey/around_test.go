package journey_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestPagesThatTell: no page that needs nothing from anybody asks anything from
// elsewhere. How they look is tested where they are made (internal/web).
func TestPagesThatTell(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		b.lang, b.words = lang, text.For(lang)
		for _, path := range []string{
			layout.PathHome, layout.PathTalk, layout.PathHow, layout.PathPrivacy, layout.PathAccess, layout.PathHours,
		} {
			b.open(path)
			b.until("a page", `document.querySelector("h1") !== null`)
		}
		b.open("/does-not-exist")
		b.look()
	}
	for _, url := range b.asked() {
		if !strings.HasPrefix(url, b.site.url+"/") && !strings.HasPrefix(url, "data:") {
			t.Errorf("the browser asked elsewhere: %s", url)
		}
	}
}

// TestNothingThere: an address that is not there says so in the language of its
// path, and whoever may not see a dossier gets the same page, to the byte, as for
// one that is not there.
func TestNothingThere(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.English)
	answer, err := chromedp.RunResponse(b.ctx, chromedp.Navigate(b.site.url+"/en/not-there"))
	if err != nil {
		t.Fatal(err)
	}
	if answer.Status != http.StatusNotFound {
		t.Errorf("the status is %d", answer.Status)
	}
	b.reads(b.say("missing.heading"))

	b.signIn("noor")
	at := eval[string](b, `document.querySelector(".work-row .reference").getAttribute("href")`)
	other := b.elsewhere()
	other.signIn("saar") // of the external desk, who does not hold this one
	const page = `fetch(%q).then(async r => r.status + [...r.headers].filter(h => h[0] !== "date").join() + await r.text())`
	there := eval[string](other, fmt.Sprintf(page, at))
	none := eval[string](other, fmt.Sprintf(page, at[:len(at)-32]+strings.Repeat("0", 32)))
	if there != none || !strings.HasPrefix(there, "404") {
		t.Errorf("a dossier of others is told from none at all: %.60q, %.60q", there, none)
	}
}

// TestLanguageSwitch leads to the same page in the other language.
func TestLanguageSwitch(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.open(layout.PathTalk)
	b.pressWords("English")
	b.lang, b.words = gehoor.English, text.For(gehoor.English)
	b.at(layout.PathTalk)
	if lang := eval[string](b, "document.documentElement.lang"); lang != "en" {
		t.Errorf("the page says that its language is %q", lang)
	}
}

// TestQuickExitForgets: from the messages, the exit takes the key, the session,
// and the page's place in the history.
func TestQuickExitForgets(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.comeBack(strings.Fields(built.town.codes[0]))
	b.at(layout.PathBox)
	b.opened()
	other := b.second()
	other.open(layout.PathBox)
	other.opened()
	before := eval[int](b, "history.length")
	b.do("leave", chromedp.KeyEvent(kb.Escape+kb.Escape))
	b.at(layout.PathHours)
	if after := eval[int](b, "history.length"); after != before {
		t.Errorf("the history has %d entries, before %d", after, before)
	}
	if b.hasKey("reporter") || eval[int](b, "sessionStorage.length + localStorage.length") > 0 {
		t.Error("the exit leaves something in the browser")
	}
	b.open(layout.PathBox)
	b.at(layout.PathResume)
	other.do("look at the other tab", chromedp.Reload())
	other.at(layout.PathResume)
}
