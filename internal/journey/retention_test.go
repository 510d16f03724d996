package journey_test

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// codeOf is the code of the reporter in a demo story: the town prints them in the
// order of the stories' titles.
func codeOf(t testing.TB, story string) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS(townStories), "demo-*.story")
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	wanted := ""
	for _, name := range names {
		data, err := fs.ReadFile(os.DirFS(townStories), name)
		if err != nil {
			t.Fatal(err)
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(data), "title Demo: "), "\n")
		if name == story {
			wanted = title
		}
		if strings.Contains(string(data), "as reporter R1") {
			titles = append(titles, title)
		}
	}
	slices.Sort(titles)
	i := slices.Index(titles, wanted)
	if i < 0 || len(titles) != len(built.town.codes) {
		t.Fatalf("%d stories, %d codes", len(titles), len(built.town.codes))
	}
	return strings.Fields(built.town.codes[i])
}

// done waits until a dossier's page was loaded again and says what was done.
func (b *tab) done(key text.Key) {
	b.t.Helper()
	b.until("what was done", fmt.Sprintf(`document.getElementById("sent")?.textContent === %s`, quote(b.say(key))))
	b.opened()
}

// reasons fills in a form for reasons, and sends it.
func (b *tab) reasons(act, words string) {
	b.t.Helper()
	b.unfold(act)
	b.fill(form(act)+" textarea", words)
	b.click(form(act) + " [type=submit]")
}

// TestClosing: a caseworker closes a dossier, and is told what is missing; the
// reporter reads it, and writes, and the dossier is open again.
func TestClosing(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	noor := newTab(t, site, gehoor.Dutch)
	noor.signIn("noor")
	noor.findDossier("Twee collega's van de balie")
	noor.noInterest()
	noor.reasons("close", "Het is gestopt.")
	noor.reads(noor.say("close.exit-missing"))
	noor.look()
	noor.choose("#close-exit", noor.say("exit.followed-up"))
	noor.click(form("close") + " [type=submit]")
	noor.done("close.done")
	noor.reads("Het is gestopt.")
	noor.look()
	at := noor.path()
	noor.open(layout.PathStaff)
	if eval[bool](noor, fmt.Sprintf(`document.querySelector('a[href*=%q]') !== null`, at[len(at)-32:])) {
		t.Error("the dossier is closed, and still on the list")
	}
	noor.press("close.list")
	noor.look()

	reporter := noor.elsewhere()
	reporter.comeBack(codeOf(t, "demo-feedback.story"))
	reporter.at(layout.PathBox)
	reporter.opened()
	reporter.reads(reporter.say("close.box-heading"))
	reporter.readsNot("Het is gestopt.")
	reporter.look()
	own, err := os.ReadFile(reporter.download("archive.own-make", "overzicht.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Twee collega's van de balie", "De groepsapp bestaat niet meer", "<meta charset=\"utf-8\">"} {
		if !strings.Contains(string(own), want) {
			t.Errorf("the reporter's own copy does not say %q:\n%s", want, own)
		}
	}
	for _, never := range []string{"<script", "<button", "http", "Het is gestopt.", strings.Join(codeOf(t, "demo-feedback.story")[:3], " ")} {
		if strings.Contains(string(own), never) {
			t.Errorf("the reporter's own copy has %q", never)
		}
	}
	reporter.fill("#field-reply", "Het is weer begonnen.")
	reporter.press("box.reply-send")
	reporter.reads(reporter.say("box.said-reply"))
	reporter.do("reload", chromedp.Reload())
	reporter.opened()
	reporter.readsNot(reporter.say("close.box-heading"))

	noor.open(at)
	noor.opened()
	noor.reads("Het is weer begonnen.")
	noor.reads("omdat de melder iets deed")
	noor.reasons("close", "Nu echt.")
}

// TestDestroyed: a dossier whose term is over is held, released, proposed by one and
// destroyed by another. Then nobody finds it, its reporter reads that it is gone, its
// words are in no file, the statement says who decided, and the log proves it.
func TestDestroyed(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	backup := taken(t, site.dir)
	noor := newTab(t, site, gehoor.Dutch)
	noor.signIn("noor")
	noor.reads(noor.say("retention.list-heading", text.Count("n", 1)))
	noor.look()
	noor.click(".utrecht-alert a")
	noor.opened()
	at := noor.path()
	noor.reads("bij een bijnaam die ik niet wil")

	noor.press("archive.open")
	noor.look()
	copied(t, noor.download("archive.make", "kopie.zip"), rootOf(t, site))
	noor.reasons("hold", "Verzoek van 1 november.")
	noor.reads(noor.say("retention.hold-missing"))
	noor.choose("#hold-ground", noor.say("retention.hold-woo"))
	noor.click(form("hold") + " [type=submit]")
	noor.done("retention.said-held")
	noor.readsNot(noor.say("retention.propose-send"))
	noor.look()
	noor.reasons("release", "Het verzoek is afgehandeld.")
	noor.done("retention.said-released")
	noor.reasons("propose", "Niemand heeft dit nog nodig.")
	noor.done("retention.said-proposed")
	noor.readsNot(noor.say("retention.destroy-send"))
	noor.look()

	bram := noor.elsewhere()
	bram.signIn("bram")
	bram.reads("voorgesteld om te vernietigen")
	bram.open(at)
	bram.opened()
	bram.reads("Niemand heeft dit nog nodig.")
	bram.unfold("destroy")
	bram.click(form("destroy") + " [type=submit]")
	bram.reads(bram.say("retention.destroy-missing"))
	bram.look()
	bram.click("#destroy-sure")
	bram.click(form("destroy") + " [type=submit]")
	bram.at(layout.PathStaff)
	bram.readsNot(bram.say("retention.list-what"))

	noor.open(at)
	noor.reads(noor.say("missing.heading"))
	reporter := noor.elsewhere()
	reporter.comeBack(codeOf(t, "demo-closed.story"))
	reporter.reads("Uw code klopt.")
	reporter.reads(reporter.words.Date(time.Now()))
	reporter.look()

	bram.press("retention.list-statements")
	bram.at(layout.PathDestroyed)
	bram.look()
	bram.click("a[href*='" + layout.PathDestroyed + "/']")
	bram.reads(bram.say("destroyed.statement"))
	bram.reads("Veenhaven 0.1")
	bram.until("a checkpoint over it", `document.querySelector("a[href$='/proof']") !== null || (setTimeout(() => location.reload(), 1000), false)`)
	bram.look()
	proof := bram.download("destroyed.proof", "proof.txt")
	if out, code := run(t, built.verify, "statement", proof, "--log-key", built.town.logKey); code != 0 || !strings.Contains(out, "destroyed") {
		t.Errorf("the proof: %d %s", code, out)
	}
	if out, code := run(t, built.verify, "receipt", proof, "--log-key", built.town.logKey); code != 1 {
		t.Errorf("the proof passes for a receipt: %d %s", code, out)
	}
	if jet := bram.elsewhere(); true {
		jet.signIn("jet")
		jet.open(layout.PathDestroyed)
		jet.reads("Verklaring van")
	}

	site.stop()
	sound(t, site.dir)
	if _, err := os.Stat(filepath.Join(site.dir, "erased")); err != nil {
		t.Errorf("what was destroyed is not listed: %v", err)
	}
	dir, _ := restored(t, backup, "--erased", filepath.Join(site.dir, "erased"))
	sound(t, dir)
	again := frontOf(t, newServer(t, dir))
	back := newTab(t, again, gehoor.Dutch)
	back.signIn("noor")
	back.readsNot(back.say("retention.list-what"))
	back.open(at)
	back.reads(back.say("missing.heading"))
}

// copied looks at a copy for the archive, as an archivist does: it is whole, every
// event that it opens is in the log, a changed word is found, and it says nothing of
// when the reporter did something.
func copied(t *testing.T, file, root string) {
	t.Helper()
	dir := t.TempDir()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := os.CopyFS(dir, r); err != nil {
		t.Fatal(err)
	}
	check := func() (string, int) { return run(t, built.verify, "dossier", dir, "--log-key", built.town.logKey) }
	if out, code := check(); code != 0 || !strings.Contains(out, "is whole") {
		t.Errorf("the copy: %d %s", code, out)
	}
	if out, code := run(t, built.verify, "dossier", dir, "--log-key", built.town.logKey, "--root", root); code != 0 || !strings.Contains(out, "each by whoever of staff said it") {
		t.Errorf("who said what: %d %s", code, out)
	}
	words := filepath.Join(dir, "dossier.html")
	text, err := os.ReadFile(words)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"bij een bijnaam die ik niet wil", "Leidinggevende heeft het met de hele ploeg besproken", "Gesprek met de ploeg is geweest"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the copy does not say %q", want)
		}
	}
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		if strings.HasPrefix(path, "proofs/") && strings.Contains(string(data), "cmVwb3J0ZXIv") { // "reporter/" in base64
			t.Errorf("%s opens what the reporter did", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(words, []byte(strings.Replace(string(text), "niet wil", "wel wil", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, code := check(); code != 1 || !strings.Contains(out, "dossier.html") {
		t.Errorf("a changed copy: %d %s", code, out)
	}
}

// rootOf is the root key that a site shows.
func rootOf(t *testing.T, f *site) string {
	t.Helper()
	_, body, err := f.get("/.well-known/gehoor/roots.json", "")
	var told struct{ Root string }
	if err == nil {
		err = json.Unmarshal(body, &told)
	}
	if err != nil || told.Root == "" {
		t.Fatalf("the root: %s %v", body, err)
	}
	return told.Root
}
