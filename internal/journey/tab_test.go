package journey_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// patience bounds one wait. It is far longer than anything takes: stretching a
// passphrase on a busy machine takes some seconds.
const patience = 30 * time.Second

// tab is somebody at a page of the site.
type tab struct {
	t     testing.TB
	site  *site
	ctx   context.Context
	lang  gehoor.Language
	words *text.Words

	mu       sync.Mutex
	urls     []string // everything that was asked for, also by frames and workers
	troubles []string // errors of scripts, and what the policy refused
}

// newTab opens a browser with an empty profile.
func newTab(t testing.TB, s *site, lang gehoor.Language) *tab {
	t.Helper()
	return tabIn(t, webtest.Open(t), s, lang)
}

// second is a further tab of the same browser.
func (b *tab) second() *tab {
	b.t.Helper()
	ctx, end := chromedp.NewContext(b.ctx)
	b.t.Cleanup(end)
	return tabIn(b.t, ctx, b.site, b.lang)
}

// elsewhere is a browser that knows nothing of this one: another device.
func (b *tab) elsewhere() *tab {
	b.t.Helper()
	ctx, end := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	b.t.Cleanup(end)
	return tabIn(b.t, ctx, b.site, b.lang)
}

func tabIn(t testing.TB, ctx context.Context, s *site, lang gehoor.Language) *tab {
	t.Helper()
	b := &tab{t: t, site: s, ctx: ctx, lang: lang, words: text.For(lang)}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	b.size(1280, 900)
	t.Cleanup(func() {
		if t.Failed() {
			b.show()
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, trouble := range b.troubles {
			t.Errorf("in the browser: %s", trouble)
		}
	})
	return b
}

// hear notes what the browser tells; it must not wait.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.urls = append(b.urls, e.Request.URL)
	case *runtime.EventExceptionThrown:
		d := e.ExceptionDetails
		what := d.Text
		if d.Exception != nil {
			what += " " + d.Exception.Description
		}
		b.troubles = append(b.troubles, fmt.Sprintf("%s (%s:%d)", what, d.URL, d.LineNumber))
	case *cdplog.EventEntryAdded:
		// A request that failed is no error of the page: tests make them fail.
		if e.Entry.Level == "error" && e.Entry.Source != "network" {
			b.troubles = append(b.troubles, string(e.Entry.Source)+": "+e.Entry.Text)
		}
	}
}

func (b *tab) size(width, height int64) {
	b.t.Helper()
	webtest.Size(b.t, b.ctx, width, height)
}

// do runs steps within patience.
func (b *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("%s: %v\n%s", what, err, b.excerpt())
	}
}

// open goes to a path in the tab's language.
func (b *tab) open(path string) {
	b.t.Helper()
	b.do("open "+path, chromedp.Navigate(b.site.url+"/"+string(b.lang)+path))
}

// eval runs JavaScript; a promise is awaited.
func eval[T any](b *tab, js string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("evaluate %.120q: %v", js, err)
	}
	return v
}

// until waits until JavaScript is true, over as many pages as it takes.
func (b *tab) until(what, js string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for {
		_, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](js,
			chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(patience)))
		if err == nil {
			return
		}
		// The page was left while we looked: look at the next one.
		if ctx.Err() == nil && !errors.Is(err, chromedp.ErrPollingTimeout) {
			continue
		}
		b.t.Fatalf("waited in vain for %s\n%s", what, b.excerpt())
	}
}

// at waits until the tab is at a path in its language and the page has loaded.
func (b *tab) at(path string) {
	b.t.Helper()
	b.until("the page "+path, fmt.Sprintf(`location.pathname === %s && document.readyState === "complete"`, quote("/"+string(b.lang)+path)))
}

// path is where the tab is, without the language.
func (b *tab) path() string {
	b.t.Helper()
	return strings.TrimPrefix(eval[string](b, "location.pathname"), "/"+string(b.lang))
}

// say is a sentence of the catalogue; a key that is not there fails.
func (b *tab) say(key text.Key, args ...text.Arg) string {
	b.t.Helper()
	s := b.words.Say(key, args...)
	if s == string(key) {
		b.t.Fatalf("the catalogue has no %q", key)
	}
	return s
}

// reads waits until the page shows words.
func (b *tab) reads(words string) {
	b.t.Helper()
	b.until(fmt.Sprintf("the words %q", words), fmt.Sprintf(`(%s)(document.body).includes(%s)`, shown, quote(flat(words))))
}

// readsNot says whether the page does not show words now.
func (b *tab) readsNot(words string) {
	b.t.Helper()
	if strings.Contains(eval[string](b, "("+shown+")(document.body)"), flat(words)) {
		b.t.Errorf("the page shows %q\n%s", words, b.excerpt())
	}
}

// shown is what somebody reads in an element, with single spaces.
const shown = `(e => (e ? e.innerText : "").replace(/\s+/g, " ").trim())`

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func quote(s string) string {
	q, _ := json.Marshal(s) // a string: cannot fail
	return string(q)
}

// button is the first visible thing to press that is named so.
func button(words string) chromedp.JSPath {
	return chromedp.JSPath(fmt.Sprintf(`[...document.querySelectorAll("a, button, summary, label")].find(e =>
		e.checkVisibility({checkVisibilityCSS: true}) && !e.disabled && %s(e) === %s) ?? null`, shown, quote(flat(words))))
}

// press presses what has the catalogue's words.
func (b *tab) press(key text.Key, args ...text.Arg) {
	b.t.Helper()
	b.pressWords(b.say(key, args...))
}

func (b *tab) pressWords(words string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for {
		err := chromedp.Do(ctx, chromedp.Click(button(words)))
		if err == nil {
			return
		}
		// A script made the button anew while we reached for it: so does a hand.
		if ctx.Err() == nil && strings.Contains(err.Error(), "Could not find node") {
			continue
		}
		b.t.Fatalf("press %q: %v\n%s", words, err, b.excerpt())
	}
}

// click presses what a CSS selector finds.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.do("click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// fill replaces what a field holds, as somebody who selects all and pastes.
func (b *tab) fill(selector, with string) {
	b.t.Helper()
	b.do("fill "+selector, chromedp.Focus(chromedp.CSS(selector)),
		chromedp.Evaluate[chromedp.Void](`document.activeElement.select?.()`), insert(with))
}

func insert(words string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: words})
		return err
	})
}

// value is what a field holds.
func (b *tab) value(selector string) string {
	b.t.Helper()
	return eval[string](b, "document.querySelector("+quote(selector)+").value")
}

// look checks the page as it is: axe, and nothing that sticks out at the
// narrowest width.
func (b *tab) look() {
	b.t.Helper()
	b.until("a whole page", `document.readyState === "complete" && document.querySelector("h1") !== null`)
	webtest.Axe(b.t, b.ctx)
	b.size(320, 800)
	// The exit's button stays at its place while a page scrolls, over whatever is
	// there then: it is looked at where a page begins.
	eval[bool](b, "(scrollTo(0, 0), true)")
	webtest.Axe(b.t, b.ctx)
	if over := webtest.Overflow(b.t, b.ctx); over > 0 {
		b.t.Errorf("at 320 the page is %d pixels too wide\n%s", over, b.excerpt())
	}
	b.size(1280, 900)
}

// excerpt is where the page is and what it says.
func (b *tab) excerpt() string {
	const js = `location.href + " «" + document.title + "»\n" + document.querySelector("main")?.innerText.replace(/\n+/g, "\n").slice(0, 1500)`
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
	defer cancel()
	s, err := chromedp.Run(ctx, chromedp.Evaluate[string](js))
	if err != nil {
		return fmt.Sprintf("(the page cannot be read: %v)", err)
	}
	return s
}

// show leaves a picture of the page and says where.
func (b *tab) show() {
	dir := os.Getenv("GEHOOR_SCREENSHOTS")
	if dir == "" {
		dir = filepath.Join(os.TempDir(), "gehoor-pictures")
	}
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	path := filepath.Join(dir, strings.NewReplacer("/", "-", "#", "-").Replace(b.t.Name())+fmt.Sprintf("-%p.png", b))
	if err == nil {
		err = os.WriteFile(path, png, 0o644)
	}
	if err != nil {
		b.t.Logf("no picture of the page: %v", err)
		return
	}
	b.t.Logf("a picture of the page: %s\n%s", path, b.excerpt())
}

// asked are all addresses that the tab asked for.
func (b *tab) asked() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.urls...)
}
