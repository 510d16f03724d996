package journey_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// tell sends a short signal: what is needed and no more.
func (b *tab) tell(office, what string) (code []string) {
	b.t.Helper()
	code = b.comesToSend(office, what)
	b.send(code)
	return code
}

// comesToSend goes as far as the step that sends it.
func (b *tab) comesToSend(office, what string) (code []string) {
	b.t.Helper()
	code = b.makeCode()
	b.fill("#field-what", what)
	b.next("about")
	b.click(fmt.Sprintf(`[name="office"][value=%q]`, office))
	for {
		b.press("begin.next")
		b.until("the next step", `document.activeElement.id.endsWith("-heading")`)
		if eval[bool](b, `!document.querySelector('[data-step="check"]').hidden`) {
			break
		}
	}
	return code
}

// TestThereAndBack: the journeys of the caseworker, of the reporter again, and of
// an outsider, over one signal.
func TestThereAndBack(t *testing.T) {
	t.Parallel()
	reporter := newTab(t, newSite(t), gehoor.Dutch)
	code := reporter.tell("employee", "een lade vol bonnen van reizen die niemand maakte")

	desk := reporter.elsewhere()
	at := handled(desk)

	again := reporter.elsewhere()
	again.comeBack(code)
	again.at(layout.PathBox)
	answered(again)
	promise, receipt := again.proofs()
	outside(t, reporter.site, promise, receipt)

	desk.open(layout.PathStaff + "?wacht=1")
	desk.reads(desk.say("worklist.formal"))
	desk.click(fmt.Sprintf(".work-row .reference[href^=%q]", at))
	desk.opened()
	desk.reads("dat weet ik pas sinds maandag")
	sound(t, reporter.site.dir)
}

// handled is what a caseworker does with a new signal. It returns the address of
// the dossier.
func handled(b *tab) string {
	b.t.Helper()
	b.signIn("noor")
	b.look()
	first := eval[string](b, `document.querySelector(".work-row").innerText`)
	if !strings.Contains(first, b.say("desk.step-acknowledge")) {
		b.t.Errorf("the signal is not at the top of the list: %q", first)
	}
	at := eval[string](b, `document.querySelector(".work-row .reference").getAttribute("href")`)
	b.click(".work-row .reference")
	b.opened()
	b.reads("een lade vol bonnen van reizen die niemand maakte")
	b.look()

	other := b.second()
	other.do("open the same dossier", chromedp.Navigate(b.site.url+at))
	other.opened()
	other.reads("een lade vol bonnen")

	b.write("acknowledge", "")
	b.reads(b.say("dossier.form-acknowledgement"))
	b.write("message", "Van welk jaar zijn de bonnen?")
	b.reads("Van welk jaar zijn de bonnen?")
	b.write("note", "de bonnen liggen bij de controller")
	b.reads("de bonnen liggen bij de controller")
	b.look()
	b.refused()
	b.ended("Kunt u er een foto van maken?")
	return at
}

// form is a form of the dossier's page.
func form(act string) string { return fmt.Sprintf("form[data-act=%q]", act) }

// noInterest says that the visitor has none, where a page asks it: once.
func (b *tab) noInterest() {
	b.t.Helper()
	const button = `document.querySelector('form[data-act=declare] [type=submit]')`
	if eval[bool](b, button+" === null") {
		return
	}
	b.until("the question", button+"?.disabled === false")
	eval[bool](b, "window.asked = true") // gone with the page that asked
	b.click(form("declare") + " [type=submit]")
	b.until("that it was recorded", `window.asked === undefined && document.readyState === "complete" && `+button+" === null")
	if eval[bool](b, `document.querySelector("sealed-text") !== null`) {
		b.opened() // words that open move what is clicked
	}
}

// unfold opens what a form is folded in.
func (b *tab) unfold(act string) {
	b.t.Helper()
	if !eval[bool](b, fmt.Sprintf("document.querySelector('%s').closest('details').open", form(act))) {
		b.click(fmt.Sprintf("details:has(> %s) > summary", form(act)))
	}
	b.until("that "+act+" can be sent", fmt.Sprintf(`document.querySelector('%s [type=submit]').disabled === false`, form(act)))
}

// write sends words by a form; "" is what the form proposes.
func (b *tab) write(act, words string) {
	b.t.Helper()
	b.unfold(act)
	if words != "" {
		b.fill(form(act)+" textarea", words)
	}
	eval[bool](b, "window.asked = true") // gone with the page that asked
	b.click(form(act) + " [type=submit]")
	b.until("that it was sent", `window.asked === undefined && ["`+b.say("dossier.sent")+`", "`+b.say("dossier.noted")+`"].includes(document.getElementById("sent")?.textContent)`)
	b.opened()
}

// refused: nothing, and too much, is told beside the field and stays there.
func (b *tab) refused() {
	b.t.Helper()
	long := strings.Repeat("veel te lang ", 4000)
	for _, words := range []string{" ", long} {
		b.unfold("message")
		b.fill(form("message")+" textarea", words)
		b.click(form("message") + " [type=submit]")
		b.until("a sentence beside the field", fmt.Sprintf(`!document.querySelector('%s .utrecht-form-field-error-message').hidden`, form("message")))
		if kept := b.value(form("message") + " textarea"); kept != words {
			b.t.Errorf("what was typed is gone: %d characters are left of %d", len(kept), len(words))
		}
		b.look()
	}
}

// ended: the session is over while somebody types; signing in again brings the
// words back.
func (b *tab) ended(words string) {
	b.t.Helper()
	b.unfold("message")
	b.fill(form("message")+" textarea", words)
	b.losesSession()
	b.click(form("message") + " [type=submit]")
	b.reads(b.say("dossier.sign-in"))
	b.look()
	b.press("dossier.sign-in")
	b.at(layout.PathSignIn)
	b.reads(b.say("signin.ended-heading"))
	b.enter("noor", built.town.passphrases["noor"])
	b.waitsWith(words) // from this tab, or from the server if that was quicker
	b.write("message", words)
}

// losesSession takes the session from the browser, as one that is over is taken.
func (b *tab) losesSession() {
	b.t.Helper()
	b.do("end the session", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, network.DeleteCookies, network.DeleteCookiesParams{Name: "__Host-s", URL: b.site.url + "/"})
		return err
	}))
}

// answered is what the reporter does with what the caseworker wrote.
func answered(b *tab) {
	b.t.Helper()
	b.opened()
	b.reads("Van welk jaar zijn de bonnen?")
	b.reads("Kunt u er een foto van maken?")
	b.reads(b.say("box.acknowledgement"))
	b.readsNot("controller")
	if next := eval[string](b, `document.querySelector(".next").innerText`); !strings.Contains(next, "20") {
		b.t.Errorf("what happens next names no day: %q", next)
	}
	b.look()

	for typed, sentence := range map[string]string{
		"":                         b.say("box.reply-missing"),
		strings.Repeat("e", 10001): b.say("box.reply-long", text.Count("limit", 10000)),
	} {
		b.fill("#field-reply", typed)
		b.press("box.reply-send")
		b.beside("field-reply", sentence)
		if kept := b.value("#field-reply"); kept != typed {
			b.t.Errorf("of %d characters %d are left", len(typed), len(kept))
		}
	}
	b.look()
	b.fill("#field-reply", "dat weet ik pas sinds maandag")
	b.until("that it is kept", `sessionStorage.getItem("gehoor-reply") !== null`)
	b.do("reload", chromedp.Reload())
	b.until("what was typed", `document.getElementById("field-reply").value === "dat weet ik pas sinds maandag"`)
	b.press("box.reply-send")
	b.reads(b.say("box.said-reply"))
	b.opened()
	b.reads("dat weet ik pas sinds maandag")

	b.press("box.formal-open")
	b.press("box.formal-go")
	b.reads(b.say("box.formal-missing"))
	b.look()
	b.click("#field-formal")
	b.press("box.formal-go")
	b.reads(b.say("box.said-formal"))
	b.reads(b.say("box.formal-is"))
}

// proofs downloads the promise and the receipt, as files.
func (b *tab) proofs() (promise, receipt string) {
	b.t.Helper()
	for eval[bool](b, `document.querySelector('a[href$="/receipt"]') === null`) {
		b.press("box.refresh")
		b.until("the page again", `performance.now() < 2000 && document.readyState === "complete" && document.getElementById("refresh") !== null`)
	}
	return b.download("box.proof-promise", "promise.txt"), b.download("box.proof-receipt", "receipt.txt")
}

// download presses a link to a file, and returns where the file lies.
func (b *tab) download(key text.Key, name string) string {
	b.t.Helper()
	return b.saving(name, func() { b.press(key) })
}

// saving does something that has the browser save a file, and returns where it
// lies.
func (b *tab) saving(name string, do func()) string {
	b.t.Helper()
	dir := b.t.TempDir()
	c := chromedp.FromContext(b.ctx)
	b.do("let files be saved", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: c.BrowserContextID, DownloadPath: dir, EventsEnabled: new(true),
		})
		return err
	}))
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	done := chromedp.BrowserEvents(ctx, browser.DownloadProgress)
	do()
	for e, err := range done {
		if err != nil {
			b.t.Fatalf("download %s: %v", name, err)
		}
		if e.State == browser.DownloadProgressStateCompleted {
			break
		}
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil {
		b.t.Fatalf("the file has another name: %v", err)
	}
	return path
}

// outside is what an outsider checks, with files and the log's key.
func outside(t *testing.T, s *site, promise, receipt string) {
	t.Helper()
	key := built.town.logKey
	for _, args := range [][]string{
		{"receipt", receipt, "--log-key", key},
		{"receipt", receipt, "--log-key", key, "--promise", promise},
		{"promise", promise, "--log-key", key},
		{"log", s.url + "/log", "--log-key", key},
	} {
		if out, code := run(t, built.verify, args...); code != 0 {
			t.Errorf("gehoor-verify %s ended with %d: %s", args[0], code, out)
		}
	}
	_, other, err := note.GenerateKey(rand.Reader, "gehoor.veenhaven.example/log/veenhaven")
	if err != nil {
		t.Fatal(err)
	}
	if out, code := run(t, built.verify, "receipt", receipt, "--log-key", other); code != 1 {
		t.Errorf("a receipt under another key: ended with %d: %s", code, out)
	}
	for _, file := range []string{promise, receipt} {
		altered(t, file)
	}
	noSecrets(t, promise, receipt)
}

// altered: a file with one other byte is refused. All bytes are tried where the
// checking is (cmd/gehoor-verify); here some, with the real program.
func altered(t *testing.T, file string) {
	t.Helper()
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 1 + len(whole)/12 {
		bad := bytes.Clone(whole)
		bad[i] ^= 1
		path := filepath.Join(t.TempDir(), "altered.txt")
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		what := strings.TrimSuffix(filepath.Base(file), ".txt")
		if out, code := run(t, built.verify, what, path, "--log-key", built.town.logKey); code != 1 {
			t.Errorf("%s with another byte at %d: ended with %d: %s", what, i, code, out)
		}
	}
}

// noSecrets: who finds the files learns no word and no office.
func noSecrets(t *testing.T, files ...string) {
	t.Helper()
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"employee", "medewerker", "bonnen"} {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s says %q", filepath.Base(file), secret)
			}
		}
	}
}
