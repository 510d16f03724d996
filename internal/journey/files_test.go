package journey_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// chooseFiles chooses files in a place where they are added, and waits until the
// browser has looked what they tell.
func (b *tab) chooseFiles(place string, paths ...string) {
	b.t.Helper()
	b.until("that files can be chosen", fmt.Sprintf(`document.querySelector(%s)?.disabled === false`, quote(place+" input")))
	b.do("choose files", chromedp.SetUploadFiles(chromedp.CSS(place+" input"), paths))
	b.reads(b.say("file.send", text.Count("n", len(paths))))
}

// sendFiles sends what was chosen, and waits until so many files are there.
func (b *tab) sendFiles(place string, n int) {
	b.t.Helper()
	b.press("file.send", text.Count("n", n))
	b.untilSent(place, n)
}

func (b *tab) untilSent(place string, n int) {
	b.t.Helper()
	b.until("files that were sent", fmt.Sprintf(`document.querySelectorAll('%s [data-state="sent"]').length === %d`, place, n))
}

// parts are the parts that were kept, each with how often it was sent.
func (f *site) parts() map[string]int {
	kept := map[string]int{}
	for _, r := range f.requests() {
		if r.method == http.MethodPut && r.status == http.StatusNoContent {
			kept[r.path]++
		}
	}
	return kept
}

// writeFile makes a file on the disk of whoever sits at the browser.
func writeFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestFiles: a reporter adds a photo and a recording of some tens of MiB while the
// server is killed and comes back; what has arrived is not sent again; a
// caseworker fetches them, byte for byte, and answers with a file.
func TestFiles(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	recording := make([]byte, 42<<20)
	_, _ = rand.Read(recording)
	photo, err := os.ReadFile("../web/browser/lib/metadata/testdata/photo.jpg")
	if err != nil {
		t.Fatal(err)
	}
	long, picture := writeFile(t, "opname.mp4", recording), writeFile(t, "foto.jpg", photo)

	b := newTab(t, site, gehoor.Dutch)
	told(b, func(where string) string { return where + " is wat ik weet" })
	b.opened()
	b.chooseFiles("#files", picture, long)
	b.reads("Dit hebben we uit het bestand gehaald")
	b.look()
	b.press("file.send", text.Count("n", 2))
	b.until("a part that has left", `[...document.querySelectorAll("#files [data-state=sending] progress")].some(p => p.value > 10e6)`)
	site.restart()
	// At once, before it is over.
	b.until("that it goes on, and is paused", `[...document.querySelectorAll("#files [data-state=sending]")].some(row =>
		row.querySelector("progress").value > 15e6 && (row.querySelector("button:not([hidden])").click(), true))`)
	b.reads(b.say("file.paused"))
	b.look()
	b.press("file.go")
	b.untilSent("#files", 2)
	kept := site.parts()
	// One part of the photo and six of the recording.
	if len(kept) != 7 {
		t.Errorf("%d parts were kept, want 7", len(kept))
	}
	for path, times := range kept {
		if times > 1 {
			t.Errorf("%s was sent %d times", path, times)
		}
	}
	b.opened()
	b.do("reload", chromedp.Reload())
	b.opened()
	b.reads("opname.mp4")
	same(t, b.fetch("opname.mp4"), recording)

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.at(layout.PathStaff)
	desk.click(".work-row .reference")
	desk.opened()
	same(t, desk.fetch("opname.mp4"), recording)
	if got := desk.fetch("foto.jpg"); bytes.Contains(got, []byte("kanarie")) || !bytes.HasPrefix(got, []byte("\xff\xd8")) {
		t.Errorf("the photo that arrived tells more than what one sees, or is none (%d bytes)", len(got))
	}
	desk.look()
	answeredWithFiles(desk)
	b.do("reload", chromedp.Reload())
	b.opened()
	same(t, b.fetch("brief.txt"), []byte("een brief"))
	b.readsNot("intern.txt")
	site.stop()
	sound(t, site.dir)
}

// answeredWithFiles gives the reporter a file and adds an internal one.
func answeredWithFiles(desk *tab) {
	desk.t.Helper()
	add := func(place, name, words string) {
		desk.t.Helper()
		desk.do("unfold", chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector('%s').closest("details").open = true`, place)))
		desk.chooseFiles(place, writeFile(desk.t, name, []byte(words)))
		desk.press("file.send", text.Count("n", 1))
		desk.reads(desk.say("file.added"))
		desk.opened()
		desk.reads(name)
	}
	add(`[id^="files-"]:not(#files-note)`, "brief.txt", "een brief")
	desk.write("note", "een notitie")
	desk.opened()
	add("#files-note", "intern.txt", "intern")
}

// fetch saves a file and returns what was saved.
func (b *tab) fetch(name string) []byte {
	b.t.Helper()
	path := b.saving(name, func() {
		b.do("fetch "+name, chromedp.Click(inFile(name, ".file-save")))
	})
	data, err := os.ReadFile(path)
	if err != nil {
		b.t.Fatal(err)
	}
	return data
}

// inFile is the first of something in the row of a file.
func inFile(name, selector string) chromedp.JSPath {
	return chromedp.JSPath(fmt.Sprintf(
		`[...document.querySelectorAll('sealed-text[data-type="file"]')].find(e => e.textContent.includes(%s))?.querySelector(%s) ?? null`, quote(name), quote(selector)))
}

func same(t testing.TB, got, want []byte) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf("%d bytes came back, want %d that are the same", len(got), len(want))
	}
}

// sentFile is a reporter's file with words in it and in its name.
func sentFile(b *tab, typed func(string) string) {
	b.t.Helper()
	name := strings.TrimSuffix(typed("file-name"), "!") + ".txt"
	b.chooseFiles("#files", writeFile(b.t, name, []byte(strings.Repeat(typed("file")+"\n", 1000))))
	b.sendFiles("#files", 1)
	b.opened()
	b.reads(name)
	b.fetch(name)
}
