package journey_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"
)

// What comes out of the printer, read back from the PDF that Chromium makes of it.

// sheet is a printed document, as pdf.js reads it.
type sheet struct {
	Pages int
	Title string // of the document, which a header on the paper would have too
	Text  string // all text of all pages with single spaces, in the order in which it was drawn
	// Picture is the first page as a PNG in base64, on white.
	Picture string
}

// prints presses the button that prints, and prints what the page then prepared:
// on A4, with the header and the footer that browsers put on paper unless somebody
// switches them off.
func (b *tab) prints(button string) sheet {
	b.t.Helper()
	// Without a screen there is no dialog. Chromium tells the page itself that a PDF
	// of it was made (afterprint), as after any other print.
	eval[bool](b, `(window.asked = false, window.print = () => { window.asked = true }, true)`)
	b.click(button)
	b.until("that it is printed", `window.asked === true`)
	a4Width, a4Height, both := 210/25.4, 297/25.4, true
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	var pdf []byte
	if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		made, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{
			PaperWidth: a4Width, PaperHeight: a4Height, DisplayHeaderFooter: &both,
		})
		pdf = made.Data
		return err
	})); err != nil {
		b.t.Fatalf("print: %v", err)
	}
	return b.readPDF(pdf)
}

// readPDF reads a document in a tab of its own, which has nothing of the site.
func (b *tab) readPDF(pdf []byte) sheet {
	b.t.Helper()
	script, err := pdfReader()
	if err != nil {
		b.t.Fatalf("this test needs pdf.js: run npm ci in internal/web/browser (%v)", err)
	}
	blank, end := chromedp.NewContext(b.ctx)
	defer end()
	if err := chromedp.Do(blank, chromedp.Evaluate[chromedp.Void](script)); err != nil {
		b.t.Fatalf("load pdf.js: %v", err)
	}
	read, err := chromedp.Run(blank, chromedp.Evaluate[sheet](
		fmt.Sprintf("paper.read(%q)", base64.StdEncoding.EncodeToString(pdf)), chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("read what was printed: %v", err)
	}
	return read
}

// pdfReader is pdf.js, the same that looks at files in the product, with a function
// that reads one document.
var pdfReader = sync.OnceValues(func() (string, error) {
	built := api.Build(api.BuildOptions{
		Stdin: &api.StdinOptions{ResolveDir: "../web/browser", Contents: `
			import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
			import * as reader from "pdfjs-dist/legacy/build/pdf.worker.mjs";
			globalThis.pdfjsWorker = reader;
			export async function read(base64) {
				const data = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
				const paper = await pdfjs.getDocument({ data, useSystemFonts: true }).promise;
				const texts = [];
				for (let n = 1; n <= paper.numPages; n++) {
					const { items } = await (await paper.getPage(n)).getTextContent();
					texts.push(items.map(i => i.str + (i.hasEOL ? "\n" : "")).join(""));
				}
				const first = await paper.getPage(1);
				const viewport = first.getViewport({ scale: 1.5 });
				const canvas = document.createElement("canvas");
				canvas.width = viewport.width;
				canvas.height = viewport.height;
				await first.render({ canvas, viewport }).promise;
				const { info } = await paper.getMetadata();
				return {
					Pages: paper.numPages, Title: info.Title ?? "", Text: texts.join(" ").replace(/\s+/g, " ").trim(),
					Picture: canvas.toDataURL("image/png").split(",")[1],
				};
			}`},
		Bundle: true, Format: api.FormatIIFE, GlobalName: "paper", Platform: api.PlatformBrowser, Target: api.ES2022, LogLevel: api.LogLevelSilent,
	})
	for _, m := range built.Errors {
		return "", fmt.Errorf("bundle pdf.js: %s", m.Text)
	}
	return string(built.OutputFiles[0].Contents), nil
})

// keep leaves a picture where GEHOOR_SCREENSHOTS says, to be looked at.
func (s sheet) keep(t testing.TB, name string) {
	t.Helper()
	folder := os.Getenv("GEHOOR_SCREENSHOTS")
	if folder == "" {
		return
	}
	png, err := base64.StdEncoding.DecodeString(s.Picture)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
