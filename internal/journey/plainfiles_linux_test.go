package journey_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// keeps fetches a file of the conversation by its link.
func (b *tab) keeps(name string) []byte {
	b.t.Helper()
	path := b.saving(name, func() {
		b.do("fetch "+name, chromedp.Click(chromedp.JSPath(fmt.Sprintf(
			`[...document.querySelectorAll(".message")].find(e => e.textContent.includes(%s))?.querySelector("a") ?? null`, quote(name)))))
	})
	data, err := os.ReadFile(path)
	if err != nil {
		b.t.Fatal(err)
	}
	return data
}

// TestFilesWithoutScripts: somebody whose browser runs no scripts sends a photo and
// a recording in one form, and a caseworker fetches them; the caseworker sends one
// back. What passes costs the server little memory however long it is, lies in no
// temporary file, and what is not sent is told.
func TestFilesWithoutScripts(t *testing.T) {
	t.Parallel()
	temporary := t.TempDir()
	server := &server{t: t, dir: copyTown(t), env: []string{"TMPDIR=" + temporary}}
	t.Cleanup(server.kill)
	server.start()
	site := frontOf(t, server)
	recording := make([]byte, 70<<20)
	_, _ = rand.Read(recording)
	photo, err := os.ReadFile("../web/browser/lib/metadata/testdata/photo.jpg")
	if err != nil {
		t.Fatal(err)
	}
	b := plainTab(t, site, gehoor.Dutch)
	plainTold(b, func(id string) string { return "over " + id }, func() {})
	b.open(layout.PathPlain + "/vervolg")
	b.is(layout.PathPlain+"/vervolg", b.say("plain.file-weaker"), b.say("plain.file-tells"))
	b.submits("_file")
	b.is(layout.PathPlainFiles, b.words.Refusal(gehoor.Refuse("file.none")))
	b.looksPlain()
	if folder := os.Getenv("GEHOOR_SCREENSHOTS"); folder != "" {
		b.shoot("plain-refused")
	}

	// What cannot be cleaned is not sent, and what can be is sent without what it told.
	b.chooses(writeFile(t, "foto.jpg", photo), writeFile(t, "opname.mp4", recording))
	b.is(layout.PathPlainFiles, b.say("plain.files-not", text.Count("n", 1)), b.say("metadata.why-unknown"), b.say("metadata.place"), b.say("plain.files-not-how"))
	b.looksPlain()
	if cleaned := b.keeps("foto.jpg"); bytes.Contains(bytes.ToLower(cleaned), []byte("kanarie")) || !bytes.HasPrefix(cleaned, photo[:2]) {
		t.Errorf("the photo still tells: %d of %d bytes", len(cleaned), len(photo))
	}

	before := highest(t, site)
	b.click("#field-_as-1")
	b.chooses(writeFile(t, "als-origineel.jpg", photo), writeFile(t, "opname.mp4", recording))
	b.is(layout.PathPlain+"/vervolg", b.say("plain.said-files"), b.say("plain.file-as-it-is"), "als-origineel.jpg", "opname.mp4", b.say("plain.size-mb", text.Count("n", 74)))
	b.looksPlain()
	same(t, b.keeps("opname.mp4"), recording)
	same(t, b.keeps("als-origineel.jpg"), photo)
	// One piece going in, one part coming out, and what the collector has not taken
	// yet; the recording has nine of them.
	if grown := highest(t, site) - before; grown > 64<<10 {
		t.Errorf("the server's memory grew by %d KiB", grown)
	}

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.click(".work-row .reference")
	desk.opened()
	same(t, desk.fetch("opname.mp4"), recording)
	same(t, desk.fetch("als-origineel.jpg"), photo)
	answeredWithFiles(desk)
	b.open(layout.PathPlain + "/vervolg")
	b.is(layout.PathPlain+"/vervolg", "brief.txt")
	same(t, b.keeps("brief.txt"), []byte("een brief"))
	b.looksPlain()
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left in temporary files: %v, %v", left, err)
	}
	site.stop()
	sound(t, site.dir)
}
