package web_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// viewerScript shows a file of the stage as a page does.
const viewerScript = `
import { Viewer } from "./viewer.ts";
const viewer = new Viewer(document.getElementById("place"));
globalThis.escapes = 0;
document.addEventListener("keydown", (event) => { if (event.key === "Escape") globalThis.escapes++; });
globalThis.viewFile = async (name, type) => {
	const bytes = await (await fetch(name)).arrayBuffer();
	return (await viewer.show({ name, type, bytes })) ?? "";
};
`

// files are what is looked at: fixtures, and some that are made here.
func viewed(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	jpx, err := os.ReadFile("testdata/picture.jp2")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"three.pdf":   pagesPDF("een", "twee", "drie"),
		"scan.pdf":    scanPDF(jpx),
		"damaged.pdf": []byte("%PDF-1.7\nthat is all"),
		"large.png":   []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff"),
		"letter.txt":  []byte("Beste <b>Vera</b>,\n<script>alert(1)</script> € 5"),
		"page.html":   []byte("<script>alert(1)</script>"),
		"picture.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
	} {
		write(t, filepath.Join(folder, name), data)
	}
	for _, from := range []string{fixtures + "/letter.pdf", fixtures + "/photo.jpg", fixtures + "/letter.docx", "testdata/protected.pdf"} {
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, filepath.Base(from)), data)
	}
	return folder
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// pagesPDF is a document with a word on each page, in letters that are not in it.
func pagesPDF(words ...string) []byte {
	kids := make([]string, len(words))
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
	for i, word := range words {
		kids[i] = fmt.Sprintf("%d 0 R", len(objects)+1)
		draw := fmt.Sprintf("BT /F 24 Tf 40 700 Td (%s) Tj ET", word)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", len(objects)+2),
			fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(draw), draw))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(kids))
	return onePDF(objects)
}

// scanPDF is a page with one picture in JPEG 2000, as scanners make them.
func scanPDF(jpx []byte) []byte {
	const draw = "q 595 0 0 842 0 0 cm /I Do Q"
	return onePDF([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(draw), draw),
		fmt.Sprintf("<</Type/XObject/Subtype/Image/Width 48/Height 32/Filter/JPXDecode/Length %d>>\nstream\n%s\nendstream", len(jpx), jpx),
	})
}

func onePDF(objects []string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

// viewIn shows a file in a tab and returns why not, and the frame.
func viewIn(t *testing.T, tab context.Context, url, file, mime string) (why string, frame context.Context) {
	t.Helper()
	webtest.Go(t, tab, url)
	why, err := chromedp.Run(tab, chromedp.Evaluate[string](fmt.Sprintf("viewFile(%q, %q)", file, mime), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("view %s: %v", file, err)
	}
	targets, err := chromedp.Targets(tab)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range targets {
		if one.Type == "iframe" && strings.HasPrefix(one.URL, url[:strings.Index(url, "/stage")]) {
			frame, stop := chromedp.NewContext(tab, chromedp.WithTargetID(one.TargetID))
			t.Cleanup(stop)
			return why, frame
		}
	}
	t.Fatalf("the viewer has no process of its own: %v", targets)
	return "", nil
}

// inFrame waits until an expression in the frame is true.
func inFrame(t *testing.T, frame context.Context, file, expression string) {
	t.Helper()
	if err := chromedp.Do(frame, chromedp.Poll[chromedp.Void](expression)); err != nil {
		t.Errorf("%s: never so: %s: %v", file, expression, err)
	}
}

// coloured says that something is drawn on the first page's canvas.
const coloured = `(() => { const c = document.querySelector("canvas"); if (!c || !c.width) return false;
	return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v, i) => i % 4 < 3 && v < 200 && v > 0) })()`

// TestViewer: each kind that we show is shown, and the others are told.
func TestViewer(t *testing.T) {
	server := httptest.NewServer(stage(t, viewerScript, viewed(t)))
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	for _, c := range []struct{ file, mime, why, is string }{
		{"letter.pdf", "application/pdf", "", `document.querySelector(".textLayer").textContent.includes("Beste Vera") && ` + coloured},
		{"three.pdf", "", "", `document.querySelectorAll("section[aria-label]").length === 3 && document.querySelector(".textLayer").textContent === "een"`},
		{"scan.pdf", "", "", coloured + ` && document.querySelector(".viewer-note").textContent.includes("alleen een afbeelding")`},
		{"photo.jpg", "image/jpeg", "", `document.querySelector("img").naturalWidth === 32 && document.querySelector("img").alt === "Afbeelding: photo.jpg"`},
		{"letter.txt", "text/plain", "", `document.querySelector("pre").textContent.includes("<b>Vera</b>,\n<script>") && !document.querySelector("b")`},
		{"protected.pdf", "", "protected", `document.getElementById("status").textContent.includes("wachtwoord")`},
		{"damaged.pdf", "", "damaged", `document.getElementById("status").textContent.includes("beschadigd")`},
		{"large.png", "image/png", "too-large", `document.getElementById("status").textContent.includes("te groot")`},
		{"letter.docx", "text/plain", "unknown", `document.getElementById("status").textContent.includes("soort bestand")`},
		{"page.html", "text/html", "unknown", `!document.querySelector("#view *")`},
		{"picture.svg", "image/svg+xml", "unknown", `!document.querySelector("#view *")`},
	} {
		why, frame := viewIn(t, tab, server.URL+"/nl/stage/", c.file, c.mime)
		if why != c.why {
			t.Errorf("%s: why %q, want %q", c.file, why, c.why)
		}
		inFrame(t, frame, c.file, c.is)
		if name := webtest.Eval[string](t, frame, `document.querySelector("h1").textContent`); name != c.file {
			t.Errorf("%s is called %q", c.file, name)
		}
	}
}

// harmless are what a script in the frame tries, each true if it gets nowhere.
var harmless = map[string]string{
	"an origin":         `origin === "null"`,
	"the page around":   `(() => { try { parent.document; return false } catch { return true } })()`,
	"storage":           `(() => { try { sessionStorage; return false } catch { return true } })()`,
	"a database":        `(() => { try { return !indexedDB.open("x") } catch { return true } })()`,
	"cookies":           `(() => { try { document.cookie; return false } catch { return true } })()`,
	"asking the server": `fetch("/nl/").then(() => false, () => true)`,
	"asking another":    `fetch("https://elsewhere.example/").then(() => false, () => true)`,
	"a socket":          `new Promise(done => { try { const s = new WebSocket("wss://elsewhere.example/"); s.onopen = () => done(false); s.onerror = () => done(true) } catch { done(true) } })`,
	"a picture":         `new Promise(done => { const i = new Image(); i.onload = () => done(false); i.onerror = () => done(true); i.src = "/a/x.svg" })`,
	"a window":          `open("/nl/") === null`,
	"the top":           `(() => { try { top.location = "/nl/"; return false } catch { return true } })()`,
	// Later, because the debugger that runs this may evaluate.
	"evaluation": `new Promise(done => setTimeout(() => { try { done(!new Function("return 1")()) } catch { done(true) } }))`,
	"markup":     `new Promise(done => setTimeout(() => { try { document.body.innerHTML = "<b>x</b>"; done(false) } catch { done(true) } }))`,
}

// TestViewerIsShut: whoever could run a script in the frame reaches nothing.
func TestViewerIsShut(t *testing.T) {
	var posts atomic.Int32
	h := stage(t, viewerScript, viewed(t))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			posts.Add(1)
		}
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	_, frame := viewIn(t, tab, server.URL+"/nl/stage/", "letter.txt", "")
	for what, try := range harmless {
		shut, err := chromedp.Run(frame, chromedp.Evaluate[bool](try, chromedp.EvalAwaitPromise))
		if err != nil || !shut {
			t.Errorf("the frame has %s (%v)", what, err)
		}
	}
	// A beacon says that it went, and does not.
	webtest.Eval[bool](t, frame, `navigator.sendBeacon("/nl/stage/beacon", "told")`)
	// Leaving the frame for another site is stopped by the page around it.
	_ = chromedp.Do(frame, chromedp.Evaluate[chromedp.Void](`location.href = "https://elsewhere.example/?told"`))
	if at := webtest.Eval[string](t, tab, "location.pathname"); at != "/nl/stage/" {
		t.Errorf("the page is at %s", at)
	}
	if n := posts.Load(); n > 0 {
		t.Errorf("%d things were sent", n)
	}
}

// TestViewerTools: pages, zoom and the quick exit's key work from inside.
func TestViewerTools(t *testing.T) {
	server := httptest.NewServer(stage(t, viewerScript, viewed(t)))
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	webtest.Size(t, tab, 1280, 900)
	_, frame := viewIn(t, tab, server.URL+"/en/stage/", "three.pdf", "")
	inFrame(t, frame, "three.pdf", `document.getElementById("pages").textContent === "of 3" && document.getElementById("page").value === "1"`)
	for _, step := range []struct{ do, is string }{
		{`document.getElementById("larger").click()`, `document.getElementById("zoom").textContent === "125%"`},
		{`dispatchEvent(new KeyboardEvent("keydown", {key: "-"}))`, `document.getElementById("zoom").textContent === "100%"`},
		{`document.getElementById("next").click()`, `document.getElementById("page").value === "2" && document.querySelectorAll(".textLayer")[1].textContent === "twee"`},
		{`{ const p = document.getElementById("page"); p.value = "99"; p.dispatchEvent(new Event("change")) }`, `document.getElementById("page").value === "3"`},
		{`{ globalThis.print = () => globalThis.printed = document.querySelectorAll("canvas[width='0']").length; document.getElementById("print").click() }`, `globalThis.printed === 0`},
	} {
		webtest.Eval[chromedp.Void](t, frame, step.do)
		inFrame(t, frame, step.do, step.is)
	}
	if err := chromedp.Do(frame, chromedp.KeyEvent(kb.Escape)); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(tab, chromedp.Poll[chromedp.Void]("escapes === 1")); err != nil {
		t.Errorf("Escape in the frame does not reach the page: %v", err)
	}
}

// TestViewerLooks: no finding of axe and nothing too wide, in both languages.
func TestViewerLooks(t *testing.T) {
	server := httptest.NewServer(stage(t, viewerScript, viewed(t)))
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	for _, width := range widths {
		webtest.Size(t, tab, width, 900)
		for file, lang := range map[string]string{"three.pdf": "nl", "photo.jpg": "en", "letter.txt": "nl", "damaged.pdf": "en"} {
			_, frame := viewIn(t, tab, server.URL+"/"+lang+"/stage/", file, "")
			if file == "three.pdf" {
				inFrame(t, frame, file, coloured)
			}
			t.Log(width, file)
			webtest.Axe(t, frame)
			webtest.Axe(t, tab)
			if over := webtest.Overflow(t, frame) + webtest.Overflow(t, tab); over > 0 {
				t.Errorf("%d %s is %d pixels too wide", width, file, over)
			}
			shoot(t, tab, width, "/viewer-"+file)
		}
	}
}

// TestViewerAlone: opened by itself, the page says so, and has no origin either.
func TestViewerAlone(t *testing.T) {
	tab, url := open(t)
	webtest.Go(t, tab, url+"/nl"+layout.PathViewer)
	inFrame(t, tab, "the page", `origin === "null" && document.getElementById("status").textContent.startsWith("Hier is nu niets")`)
	webtest.Axe(t, tab)
}

// TestViewerPage keeps the rules of pages; its policy is stricter in all but
// what it is there for, and no other page's has become wider.
func TestViewerPage(t *testing.T) {
	h := webtest.Shell(t)
	for _, lang := range []string{"/nl", "/en"} {
		p := webtest.Get(t, h, lang+layout.PathViewer)
		for _, problem := range webtest.Problems(p) {
			if problem != "has a weak content security policy" {
				t.Errorf("%s: %s", p.Path, problem)
			}
		}
		policy := strings.Split(p.Header.Get("Content-Security-Policy"), "; ")
		for _, want := range []string{
			"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'none'", "img-src blob:", "form-action 'none'",
			"frame-ancestors 'self'", "sandbox allow-scripts allow-modals", "require-trusted-types-for 'script'", "trusted-types 'none'",
		} {
			if !slices.Contains(policy, want) {
				t.Errorf("the viewer's policy lacks %q", want)
			}
		}
	}
	other := webtest.Get(t, h, "/nl/").Header
	for _, no := range []string{"blob:", "wasm", "frame-src", "frame-ancestors 'self'"} {
		if strings.Contains(other.Get("Content-Security-Policy"), no) || other.Get("X-Frame-Options") != "DENY" {
			t.Errorf("another page allows %s", no)
		}
	}
}
