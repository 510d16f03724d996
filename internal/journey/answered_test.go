package journey_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// picks picks files as the answer to a question, and waits until the browser has
// looked what they tell.
func (b *tab) picks(question string, names ...string) {
	b.t.Helper()
	place := "#field-" + question
	b.until("that files can be picked", fmt.Sprintf(`document.querySelector(%s)?.disabled === false`, quote(place+" input")))
	b.do("pick files", chromedp.SetUploadFiles(chromedp.CSS(place+" input"), names))
	b.until("files that were looked at", fmt.Sprintf(`document.querySelectorAll('%s [data-state="ready"]').length === %d`, place, len(names)))
}

// records speaks an answer.
func (b *tab) records(question string) {
	b.t.Helper()
	b.press("answer.record")
	b.until("that it records", fmt.Sprintf(`document.querySelector("#field-%s .record-time").textContent === "0:01"`, question))
	b.press("answer.record-stop")
	b.until("a recording", fmt.Sprintf(`!!document.querySelector('#field-%s [data-state="ready"] .listen')`, question))
	b.press("answer.listen")
	b.until("that it plays", fmt.Sprintf(`document.querySelector('#field-%s .listen').dataset.state === "playing"`, question))
}

// TestAnsweredWithFiles: files and a recording answer a question. They follow the
// signal, which waits for none of them. The caseworker finds their names beside the
// question, and the files among the messages.
func TestAnsweredWithFiles(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	photo, err := os.ReadFile("../web/browser/lib/metadata/testdata/photo.jpg")
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t, site, gehoor.Dutch)
	typed := func(where string) string { return where + " is wat ik weet" }
	code := b.makeCode()
	b.answer(steps[0], typed)
	b.picks("files", writeFile(t, "foto.jpg", photo), writeFile(t, "brief.txt", []byte("een brief")))
	b.reads("Dit hebben we uit het bestand gehaald")
	b.records("spoken")
	b.look()
	b.next(steps[1])
	for i, step := range steps[1:] {
		b.answer(step, typed)
		b.next(append(steps, "check")[i+2])
	}
	b.reads("foto.jpg")
	b.reads("van maandag 4 mei 2026 tot en met maandag 4 mei 2026")
	b.until("the people who will be able to open it", `document.querySelectorAll("#holders li").length > 1`)
	b.click("#field-known-0")
	b.send(code)
	b.until("files that were sent", `document.querySelectorAll('#sent-files [data-state="sent"]').length === 3`)
	b.reads(b.say("answer.sent-all"))
	b.look()
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.reads("Opname 1.wav")

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.at(layout.PathStaff)
	desk.click(".work-row .reference")
	desk.opened()
	desk.reads(desk.say("dossier.files-named"))
	desk.reads("van maandag 4 mei 2026 tot en met maandag 4 mei 2026")
	beside := eval[string](desk, `[...document.querySelectorAll(".answers dt")].find(e => e.textContent.startsWith("Hebt u foto")).nextElementSibling.textContent`)
	if !bytes.Contains([]byte(beside), []byte("foto.jpg")) || !bytes.Contains([]byte(beside), []byte("brief.txt")) {
		t.Errorf("beside the question stands %q", beside)
	}
	same(t, desk.fetch("brief.txt"), []byte("een brief"))
	sound := desk.fetch("Opname 1.wav")
	if len(sound) < 10_000 || !bytes.HasPrefix(sound, []byte("RIFF")) || binary.LittleEndian.Uint32(sound[24:]) != 16_000 {
		t.Errorf("the recording has %d bytes and begins with %q", len(sound), sound[:min(12, len(sound))])
	}
	desk.look()
}

// TestFilesThatAreLost: files are in one page only. Another page says which were
// picked, and the signal goes without them.
func TestFilesThatAreLost(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.English)
	b.makeCode()
	b.fill("#field-what", "what happened")
	b.picks("files", writeFile(t, "letter.txt", []byte("a letter")))
	b.saved()
	b.do("reload", chromedp.Reload())
	b.atStep(steps[0])
	b.reads("You chose these files before: letter.txt.")
	b.look()
}
