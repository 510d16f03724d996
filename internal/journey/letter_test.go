package journey_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/letter"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestLetter: a caseworker makes a sealed letter of the account and a note, prints the
// code and saves the file; somebody without an account opens it, on the page and with
// age; the server saw nothing of it but that it was made. What became of it is recorded.
func TestLetter(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	secret, cover, left := mark(), mark(), mark()
	reporter := newTab(t, site, gehoor.Dutch)
	reporter.tells("iets met de steiger "+secret, nil)
	noor := reporter.elsewhere()
	noor.signIn("noor")
	noor.findDossier("iets met de steiger")
	at := noor.path()
	noor.write("note", "een notitie <b>"+secret+"</b>")
	noor.done("dossier.noted")
	noor.write("note", "blijft hier "+left)
	noor.until("the second note", `document.querySelectorAll(".notes .entry").length === 2`)
	noor.done("dossier.noted")

	noor.noInterest()
	noor.unfold("letter")
	noor.look()
	noor.press("letter.make")
	noor.reads(noor.say("letter.to-missing"))
	noor.choose("#letter-to", "commissaris van de Koning")
	noor.press("letter.make")
	noor.reads(noor.say("letter.sure-missing"))
	if ticked := eval[[]string](noor, `[...document.querySelectorAll("[data-piece]:checked")].map(e => e.dataset.name)`); len(ticked) != 1 || ticked[0] != noor.say("letter.account") {
		t.Errorf("beforehand is chosen: %q", ticked)
	}
	noor.click("#letter-piece-1")
	noor.fill("#letter-cover", "Wij vragen uw advies. "+cover)
	noor.choose("#letter-way", noor.say("letter.way-key"))
	noor.fill("#letter-key", "age1nobody")
	noor.click("#letter-sure")
	noor.press("letter.make")
	noor.reads(noor.say("letter.key-wrong"))
	noor.choose("#letter-way", noor.say("letter.way-code"))
	noor.press("letter.make")
	noor.until("the code", `document.querySelectorAll("#letter-words li").length === 12`)
	code := eval[[]string](noor, `[...document.querySelectorAll("#letter-words li")].map(e => e.textContent)`)
	noor.look()
	_, id, _ := strings.Cut(at, "/dossier/")
	file := noor.saving("brief-"+strings.ToUpper(id[:6])+".html.age", func() { noor.press("letter.save") })
	paper := noor.prints("#letter-print")
	_, host, _ := strings.Cut(site.url, "://")
	if want := onSlip(code, host+"/nl"+letter.Path, noor.say("letter.slip"), noor.say("letter.slip-age")); paper.Pages != 1 || paper.Text != want || paper.Title != "–" {
		t.Errorf("the slip is %d pages «%s»:\n\t%q, want\n\t%q", paper.Pages, paper.Title, paper.Text, want)
	}
	if told := telltale.FindString(strings.TrimPrefix(paper.Text, onSlip(code))); told != "" {
		t.Errorf("the slip tells %q", told)
	}
	noor.press("letter.done")
	noor.done("letter.said")
	noor.reads("Brief 1 voor commissaris van de Koning, met 2 stukken.")

	noor.letterBecomes()

	sealed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	holdsLetter := func(page string) {
		t.Helper()
		for _, want := range []string{"steiger " + secret, "een notitie &lt;b&gt;" + secret, cover, noor.say("letter.account"), `<html lang="nl">`, "<title>Brief</title>"} {
			if !strings.Contains(page, want) {
				t.Errorf("the letter does not say %q:\n%s", want, page)
			}
		}
		for _, never := range []string{left, "<script", "http", "<b>", code[0] + "-" + code[1]} {
			if strings.Contains(page, never) {
				t.Errorf("the letter has %q", never)
			}
		}
	}
	holdsLetter(withAge(t, sealed, strings.Join(code, "-")))

	receiver := noor.elsewhere()
	receiver.opensLetter(file, code)
	other := filepath.Join(t.TempDir(), "other.html.age")
	if err := os.WriteFile(other, []byte("<!doctype html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	receiver.open(letter.Path)
	receiver.triesLetter(other, code)
	receiver.reads(receiver.say("letter.fault-none"))

	var birds canaries
	birds.add("the words", secret)
	birds.add("the covering text", cover)
	birds.words("the code of the letter", code)
	birds.put("the sealed file", string(sealed[len(sealed)-64:]))
	birds.nowhere(t, append(folder(t, site.dir), site.wire()...), map[string]string{"file": "Gemeente Veenhaven", "body to": `"way":"code"`})
}

// letterBecomes records that the letter was sent, came and was answered, each from the
// line that says that it is not recorded yet.
func (b *tab) letterBecomes() {
	b.t.Helper()
	for _, one := range []struct {
		lacking text.Key
		kind    gehoor.Kind
		answers map[string]string
		reads   string
	}{
		{"letter.not-sent", record.KindLetterSent, map[string]string{"sent_on": "2026-01-05", "way": "registered"}, "Verstuurd op maandag 5 januari 2026, aangetekend."},
		{"letter.not-received", record.KindLetterReceived, map[string]string{"received_on": "2026-01-06", "who": "office", "way": "receipt"}, "Aangekomen op dinsdag 6 januari 2026. Bevestigd door het kabinet of secretariaat, met een bewijs van ontvangst."},
		{"letter.not-answered", record.KindAdvised, map[string]string{"followed": "yes"}, "Advies gekregen. Vastgelegd door u"},
	} {
		b.reads(b.say(one.lacking))
		kind, _ := record.Of(one.kind)
		b.press("letter.record-it", text.With("what", kind.Label.In(gehoor.Dutch)))
		b.until("the form", `document.querySelector(".record-form [type=submit]")?.disabled === false`)
		if chosen := eval[string](b, `document.querySelector("[data-question=letter] select").selectedOptions[0].textContent`); chosen != "Brief 1, voor commissaris van de Koning" {
			b.t.Errorf("chosen beforehand is %q", chosen)
		}
		b.picked(one.answers)
		b.look()
		if kind.Words.Needed {
			b.fill(".record-form textarea[id$=words]", "Een onderzoek van buiten.")
			b.endsOnForm(one.answers)
		}
		b.click(".record-form [type=submit]")
		b.until("the dossier", `document.querySelector(".letters") !== null`)
		b.opened()
		b.reads(one.reads)
		b.readsNot(b.say(one.lacking))
	}
	b.look()
}

// endsOnForm ends the session on a form about the letter that was filled in. Signing in
// leads back to it, with the letter, what was chosen and what was typed.
func (b *tab) endsOnForm(answers map[string]string) {
	b.t.Helper()
	at := b.path()
	b.losesSession()
	b.click(".record-form [type=submit]")
	b.press("dossier.sign-in")
	b.at(layout.PathSignIn)
	b.look()
	b.enter("noor", built.town.passphrases["noor"])
	b.at(at)
	b.until("what was typed", `document.querySelector(".record-form textarea[id$=words]")?.value === "Een onderzoek van buiten." && document.querySelector(".record-form [type=submit]").disabled === false`)
	if chosen := eval[string](b, `document.querySelector("[data-question=letter] select").selectedOptions[0].textContent`); chosen != "Brief 1, voor commissaris van de Koning" {
		b.t.Errorf("after signing in is chosen %q", chosen)
	}
	for name, value := range answers {
		if !eval[bool](b, `document.querySelector('[data-question="`+name+`"] [value="`+value+`"]').checked`) {
			b.t.Errorf("%s is not %s any more", name, value)
		}
	}
}

// withAge opens a letter as any age tool does.
func withAge(t *testing.T, sealed []byte, passphrase string) string {
	t.Helper()
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if err != nil {
		t.Fatalf("age does not open the letter: %v", err)
	}
	page, err := io.ReadAll(opened)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// triesLetter chooses a file and types words.
func (b *tab) triesLetter(file string, code []string) {
	b.t.Helper()
	b.until("the form", `document.querySelector("#letter-go")?.disabled === false`)
	b.do("choose a file", chromedp.SetUploadFiles(chromedp.CSS("#field-file"), []string{file}))
	b.fill("#field-words", strings.ToUpper(strings.Join(code, " ")))
	b.press("letter.page-go")
}

// opensLetter opens a letter on the page for it, mistyped at first.
func (b *tab) opensLetter(file string, code []string) {
	b.t.Helper()
	b.open(letter.Path)
	b.look()
	wrong := append([]string{code[1], code[0]}, code[2:]...)
	b.triesLetter(file, wrong[:11])
	b.reads(b.say("letter.fault-count"))
	b.look()
	b.triesLetter(file, code)
	b.until("the letter", `document.querySelector("#letter-place iframe") !== null`)
	frame := b.inLetter()
	if v := b.value("#field-words"); v != "" {
		b.t.Errorf("the words are still there: %q", v)
	}
	if !strings.Contains(frame, "iets met de steiger") || !strings.Contains(frame, "Wij vragen uw advies") || !strings.Contains(frame, "672px") {
		b.t.Errorf("the frame shows %q", frame)
	}
	b.look()
	b.shoot("letter")
	b.press("letter.page-close")
	b.until("that it is gone", `document.querySelector("iframe") === null`)
}

// inLetter is what the frame with the letter shows; it runs nothing, so it is asked from
// outside.
func (b *tab) inLetter() string {
	b.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		targets, err := chromedp.Targets(b.ctx)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, one := range targets {
			if one.Type != "iframe" || !strings.HasPrefix(one.URL, "blob:") {
				continue
			}
			ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithTargetID(one.TargetID))
			b.t.Cleanup(stop)
			return webtest.Eval[string](b.t, ctx, "document.body.innerText + getComputedStyle(document.body).maxWidth")
		}
	}
	b.t.Fatal("the letter has no frame of its own")
	return ""
}
