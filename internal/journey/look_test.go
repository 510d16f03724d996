package journey_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// frame is the viewer in its dialog, a page of its own.
type frame struct {
	*tab
	ctx context.Context

	mu   sync.Mutex
	asks []string // what it asked the network for since we look
}

// look presses the button that shows a file, and waits until the viewer has it.
func (b *tab) lookAt(name string) *frame {
	b.t.Helper()
	b.do("look at "+name, chromedp.Click(inFile(name, ".file-look")))
	b.until("the viewer", `document.activeElement?.tagName === "IFRAME"`)
	targets, err := chromedp.Targets(b.ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, one := range targets {
		if one.Type != "iframe" || !strings.HasPrefix(one.URL, b.site.url+"/") {
			continue
		}
		ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithTargetID(one.TargetID))
		b.t.Cleanup(stop)
		f := &frame{tab: b, ctx: ctx}
		if err := chromedp.Listen(ctx, f.hear); err != nil {
			b.t.Fatal(err)
		}
		f.so(fmt.Sprintf(`document.querySelector("h1").textContent === %s`, quote(name)))
		return f
	}
	b.t.Fatalf("the viewer has no process of its own: %v", targets)
	return nil
}

func (f *frame) hear(event any) {
	if e, ok := event.(*network.EventRequestWillBeSent); ok {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.asks = append(f.asks, e.Request.URL)
	}
}

// so waits until something is so in the frame.
func (f *frame) so(expression string) {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Poll[chromedp.Void](expression)); err != nil {
		f.t.Errorf("in the viewer it is never so: %s: %v\n%s", expression, err, webtest.Eval[string](f.t, f.ctx, "document.body.innerText"))
	}
}

// shut fails if a script in the frame reaches anything outside of it.
func (f *frame) shut() {
	f.t.Helper()
	for what, try := range map[string]string{
		"an origin":       `origin === "null"`,
		"the page":        `(() => { try { parent.document; return false } catch { return true } })()`,
		"storage":         `(() => { try { sessionStorage; return false } catch { return true } })()`,
		"keys":            `(() => { try { return !indexedDB.open("gehoor") } catch { return true } })()`,
		"cookies":         `(() => { try { document.cookie; return false } catch { return true } })()`,
		"the server":      `fetch("/api/box/open", {method: "POST", body: "{}"}).then(() => false, () => true)`,
		"another server":  `fetch("https://elsewhere.example/").then(() => false, () => true)`,
		"the page's name": `(() => { try { return parent.location.href === undefined } catch { return true } })()`,
	} {
		got, err := chromedp.Run(f.ctx, chromedp.Evaluate[bool](try, chromedp.EvalAwaitPromise))
		if err != nil || !got {
			f.t.Errorf("the viewer reaches %s (%v)", what, err)
		}
	}
}

// quiet fails if the frame asked for anything but the site's own published files.
func (f *frame) quiet() {
	f.t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, url := range f.asks {
		// What was tried above is refused before it is sent, and seen here all the same.
		own := strings.HasPrefix(url, f.site.url+"/a/") || strings.HasPrefix(url, "blob:") || strings.HasPrefix(url, "data:")
		if !own && !strings.HasSuffix(url, "/api/box/open") && !strings.HasPrefix(url, "https://elsewhere.example/") {
			f.t.Errorf("the viewer asked for %s", url)
		}
	}
}

// closed waits until nothing is shown any more and the focus is where it was.
func (b *tab) closed(name string) {
	b.t.Helper()
	b.until("that it is closed, and the focus back", fmt.Sprintf(
		`!document.getElementById("look").open && !document.querySelector("iframe") && document.activeElement === (%s)`, string(inFile(name, ".file-look"))))
}

// looked looks at a text, a picture and a document, closes each in another way, and
// is told why something else is not shown.
func (b *tab) looked() {
	b.t.Helper()
	for name, c := range map[string]struct {
		is    string
		close func(*frame)
	}{
		"brief.txt": {`document.querySelector("pre").textContent.includes("<b>een</b> brief")`, func(*frame) { b.click("#look-close") }},
		"foto.jpg": {`document.querySelector("img").naturalWidth === 32`, func(*frame) {
			b.do("Escape in the page", chromedp.Focus(chromedp.CSS("#look-close")), chromedp.KeyEvent(kb.Escape))
		}},
		"scan.pdf": {`document.querySelector(".textLayer")?.textContent.includes("Beste Vera")`, func(f *frame) { f.escape() }},
	} {
		f := b.lookAt(name)
		f.so(c.is)
		f.so(`document.getElementById("status").textContent === ""`)
		webtest.Axe(b.t, f.ctx)
		b.look()
		if over := webtest.Overflow(b.t, f.ctx); over > 0 {
			b.t.Errorf("the viewer of %s is %d pixels too wide", name, over)
		}
		f.shut()
		f.quiet()
		b.shoot(name)
		c.close(f)
		b.closed(name)
	}
	f := b.lookAt("kapot.pdf")
	f.so(fmt.Sprintf(`document.getElementById("status").textContent === %s`, quote(b.say("view.not-damaged"))))
	webtest.Axe(b.t, f.ctx)
	b.click("#look-close")
	b.closed("kapot.pdf")
	b.reads(b.say("file.look-kind"))
	if eval[bool](b, fmt.Sprintf(`(%s) !== null`, string(inFile("brief.docx", ".file-look")))) {
		b.t.Error("a file that cannot be shown has a button to look at it")
	}
}

// escape presses Escape in the frame, which may be gone before the key is up again.
func (f *frame) escape() { _ = chromedp.Do(f.ctx, chromedp.KeyEvent(kb.Escape)) }

// shoot leaves pictures of the page as it is, wide and narrow, where
// GEHOOR_SCREENSHOTS says, to be looked at.
func (b *tab) shoot(name string) {
	folder := os.Getenv("GEHOOR_SCREENSHOTS")
	if folder == "" {
		return
	}
	for _, width := range []int64{1280, 320} {
		b.size(width, 800)
		place := strings.ReplaceAll(b.path(), "/", "-")
		webtest.Shoot(b.t, b.ctx, filepath.Join(folder, fmt.Sprintf("%d-%s%.12s-%s.png", width, b.lang, place, name)))
	}
	b.size(1280, 900)
}

// TestLook: a reporter and a caseworker look at a text, a picture and a document
// without saving them, in a frame that can do nothing; what cannot be shown is
// told, and so is a part that somebody changed.
func TestLook(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	fixture := func(from, name string) string {
		t.Helper()
		data, err := os.ReadFile("../web/browser/lib/metadata/testdata/" + from)
		if err != nil {
			t.Fatal(err)
		}
		return writeFile(t, name, data)
	}
	b := newTab(t, site, gehoor.Dutch)
	b.tell("employee", "er zijn foto's van")
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.chooseFiles("#files", fixture("photo.jpg", "foto.jpg"), fixture("letter.pdf", "scan.pdf"), fixture("letter.docx", "brief.docx"),
		writeFile(t, "brief.txt", []byte("<b>een</b> brief")), writeFile(t, "kapot.pdf", []byte("%PDF-1.7\nniets")))
	b.sendFiles("#files", 5)
	b.do("reload", chromedp.Reload())
	b.opened()
	b.looked()

	desk := b.elsewhere()
	desk.lang = gehoor.English
	desk.words = text.For(gehoor.English)
	desk.signIn("noor")
	desk.at(layout.PathStaff)
	desk.click(".work-row .reference")
	desk.opened()
	desk.looked()

	changeParts(t, site.dir)
	desk.do("look at what was changed", chromedp.Click(inFile("brief.txt", ".file-look")))
	desk.reads(desk.say("file.look-failed"))
	desk.look()
	if eval[bool](desk, `document.querySelector("iframe") !== null`) {
		t.Error("a part that was changed is shown")
	}
	desk.click("#look-close")
	desk.closed("brief.txt")

	// The quick exit is in the dialog too, and two Escapes lead out of the frame.
	b.do("leave", chromedp.Click(inFile("foto.jpg", ".file-look")))
	b.click("#look-leave")
	b.at(layout.PathHours)
	if b.hasKey("reporter") {
		t.Error("the exit leaves the key")
	}
	for _, url := range slices.Concat(b.asked(), desk.asked()) {
		if !strings.HasPrefix(url, site.url+"/") && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:") && !strings.HasPrefix(url, "https://elsewhere.example/") {
			t.Errorf("the browser asked elsewhere: %s", url)
		}
	}
}

// changeParts changes the last byte of every part on the disk.
func changeParts(t testing.TB, dir string) {
	t.Helper()
	parts, err := filepath.Glob(filepath.Join(dir, "files", "*", "*", "*"))
	if err != nil || len(parts) == 0 {
		t.Fatalf("no parts in %s: %v", dir, err)
	}
	for _, path := range parts {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)-1] ^= 1
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
