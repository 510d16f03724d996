package webtest

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// tabTimeout bounds one tab's life, so that a page that hangs fails its test
// instead of the whole run. It is generous: nothing is measured here.
const tabTimeout = 3 * time.Minute

// Open starts a Chromium of its own, with an empty profile, and returns a tab.
// Further tabs of the same browser come from chromedp.NewContext with the
// returned context; tabs of different calls share nothing. The browser ends
// with the test.
func Open(t testing.TB) context.Context {
	t.Helper()
	path := chromium(t)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // a container has no user namespaces; the pages are ours
		chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("no-first-run", true),
		// A microphone that hears beeps, and somebody who allows it.
		chromedp.Flag("use-fake-device-for-media-stream", true),
		chromedp.Flag("use-fake-ui-for-media-stream", true),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, end := chromedp.NewContext(allocator)
	t.Cleanup(end)
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	tab, cancel := context.WithTimeout(browser, tabTimeout)
	t.Cleanup(cancel)
	return tab
}

// chromium finds the browser: GEHOOR_CHROMIUM, or one of the usual names.
func chromium(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("GEHOOR_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("this test needs Chromium: install the package chromium, or set GEHOOR_CHROMIUM")
	return ""
}

// Size sets the tab's window. 320 wide is the narrowest that a page must work
// in, which is also 1280 at 400 %.
func Size(t testing.TB, tab context.Context, width, height int64) {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.EmulateViewport(width, height)); err != nil {
		t.Fatal(err)
	}
}

// Go opens an address and waits until it has loaded.
func Go(t testing.TB, tab context.Context, url string) {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.Navigate(url)); err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
}

// Eval runs JavaScript in the tab and returns its value.
func Eval[T any](t testing.TB, tab context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(tab, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("evaluate %.80q: %v", js, err)
	}
	return v
}

// Overflow says by how many pixels the page is wider than its window.
func Overflow(t testing.TB, tab context.Context) int {
	t.Helper()
	return Eval[int](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`)
}

// Shoot writes a picture of the whole page, for a person to look at.
func Shoot(t testing.TB, tab context.Context, path string) {
	t.Helper()
	png, err := chromedp.Run(tab, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		t.Fatal(err)
	}
}
