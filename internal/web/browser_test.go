package web_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// widths are a desk and the narrowest screen.
var widths = []int64{1280, 320}

// shoot leaves a picture in the folder that GEHOOR_SCREENSHOTS names, if it is
// set, to be looked at.
func shoot(t *testing.T, tab context.Context, width int64, name string) {
	t.Helper()
	if folder := os.Getenv("GEHOOR_SCREENSHOTS"); folder != "" {
		webtest.Shoot(t, tab, filepath.Join(folder, fmt.Sprintf("%d%s.png", width, strings.ReplaceAll(name, "/", "-"))))
	}
}

func open(t *testing.T) (tab context.Context, url string) {
	t.Helper()
	server := httptest.NewServer(webtest.Shell(t))
	t.Cleanup(server.Close)
	return webtest.Open(t), server.URL
}

// TestInBrowser: each page in each language and width has no finding of axe and
// nothing that sticks out.
func TestInBrowser(t *testing.T) {
	tab, url := open(t)
	for _, width := range widths {
		webtest.Size(t, tab, width, 900)
		for _, path := range telling() {
			webtest.Go(t, tab, url+path)
			t.Log(width, path)
			webtest.Axe(t, tab)
			if over := webtest.Overflow(t, tab); over > 0 {
				t.Errorf("%d %s is %d pixels too wide", width, path, over)
			}
			shoot(t, tab, width, path)
		}
	}
}

// seed puts something into each storage, as pages with keys do.
const seed = `new Promise(done => {
	sessionStorage.setItem("a", "1"); localStorage.setItem("b", "2");
	const r = indexedDB.open("keys"); r.onsuccess = () => { r.result.close(); done(true) };
})`

const left = `indexedDB.databases().then(d => [location.pathname, sessionStorage.length, localStorage.length, d.length, history.length].join(" "))`

// TestQuickExit: by the button and by two Escapes, the page is replaced and
// nothing stays in the storage.
func TestQuickExit(t *testing.T) {
	for name, exit := range map[string]chromedp.Action[chromedp.Void]{
		"button":      chromedp.Click("#leave"),
		"two Escapes": chromedp.KeyEvent(kb.Escape + kb.Escape),
	} {
		t.Run(name, func(t *testing.T) {
			tab, url := open(t)
			webtest.Go(t, tab, url+"/nl/praten")
			if _, err := chromedp.Run(tab, chromedp.Evaluate[bool](seed, chromedp.EvalAwaitPromise)); err != nil {
				t.Fatal(err)
			}
			before := webtest.Eval[int](t, tab, "history.length")
			if _, err := chromedp.RunResponse(tab, exit); err != nil {
				t.Fatal(err)
			}
			got, err := chromedp.Run(tab, chromedp.Evaluate[string](left, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf("/nl/openingstijden 0 0 0 %d", before); got != want {
				t.Errorf("left %q, want %q", got, want)
			}
		})
	}
}

// TestOneEscape only says what a second one does.
func TestOneEscape(t *testing.T) {
	tab, url := open(t)
	webtest.Go(t, tab, url+"/nl/")
	if err := chromedp.Do(tab, chromedp.KeyEvent(kb.Escape)); err != nil {
		t.Fatal(err)
	}
	said := webtest.Eval[string](t, tab, `document.querySelector("[role=status]").textContent + location.pathname`)
	if !strings.HasPrefix(said, "Druk nog een keer op Escape") || !strings.HasSuffix(said, "/nl/") {
		t.Errorf("said %q", said)
	}
}

// TestKeyboard: the first Tab shows the link that skips to the content, the
// second the exit or what comes before it, each with a visible focus.
func TestKeyboard(t *testing.T) {
	tab, url := open(t)
	webtest.Go(t, tab, url+"/nl/")
	const where = `(() => { const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
		return [e.getAttribute("href"), b.height > 20 && b.top >= 0, s.outlineStyle != "none" && parseInt(s.outlineWidth) >= 2].join(" ") })()`
	for i, want := range []string{"#content true true", "/nl/ true true", "/en/ true true", "/nl/openingstijden true true"} {
		if err := chromedp.Do(tab, chromedp.KeyEvent(kb.Tab)); err != nil {
			t.Fatal(err)
		}
		if got := webtest.Eval[string](t, tab, where); got != want {
			t.Errorf("Tab %d: %q, want %q", i+1, got, want)
		}
	}
}
