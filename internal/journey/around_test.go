package journey_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestPagesThatTell: every page that needs nothing from anybody, in both
// languages, as somebody would walk through them.
func TestPagesThatTell(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		b.lang, b.words = lang, text.For(lang)
		for _, path := range []string{
			layout.PathHome, layout.PathTalk, layout.PathHow, layout.PathPrivacy, layout.PathAccess, layout.PathHours,
			"/does-not-exist",
		} {
			b.open(path)
			b.look()
		}
	}
	for _, url := range b.asked() {
		if !strings.HasPrefix(url, b.site.url+"/") && !strings.HasPrefix(url, "data:") {
			t.Errorf("the browser asked elsewhere: %s", url)
		}
	}
}

// TestNothingThere: an address that is not there says so in the language of its
// path, and who may not see a dossier gets the same page to the byte.
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

// TestQuickExitForgets: from a page of somebody who is in, the exit takes the
// key, the session, and the page's place in the history.
func TestQuickExitForgets(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.signIn("saar") // staff pages have no exit, so the key is put there by one
	b.open(layout.PathHome)
	if !b.hasKey("staff") {
		t.Fatal("there is nothing to forget")
	}
	before := eval[int](b, "history.length")
	b.do("leave", chromedp.KeyEvent(kb.Escape+kb.Escape))
	b.at(layout.PathHours)
	if after := eval[int](b, "history.length"); after != before {
		t.Errorf("the history has %d entries, before %d", after, before)
	}
	b.until("an empty storage", `sessionStorage.length + localStorage.length === 0`)
	if b.hasKey("staff") {
		t.Error("the key is still there")
	}
	b.open(layout.PathStaff)
	b.at(layout.PathSignIn)
}
