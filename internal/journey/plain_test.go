package journey_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// A reporter whose browser runs no scripts. The debugger can still look at the
// page and press what a person presses; nothing in the page runs.

// plainTab is a tab that runs no scripts.
func plainTab(t testing.TB, s *site, lang gehoor.Language) *tab {
	t.Helper()
	b := newTab(t, s, lang)
	b.scripts(false)
	return b
}

// scripts switches them on or off.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	b.do("switch scripts", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	}))
}

// go presses something and waits for the page that follows.
func (b *tab) goes(what string, act chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, act); err != nil {
		b.t.Fatalf("%s: %v\n%s", what, err, b.excerpt())
	}
}

// does presses a button of a form, by what it does.
func (b *tab) does(what string) {
	b.t.Helper()
	b.goes("press "+what, chromedp.Click(chromedp.JSPath(fmt.Sprintf(
		`[...document.querySelectorAll('main button[value=%q]')].findLast(e => e.checkVisibility())`, what))))
}

// submits presses the first button of the form with a field.
func (b *tab) submits(field string) {
	b.t.Helper()
	b.goes("send the form of "+field, chromedp.Click(chromedp.JSPath(fmt.Sprintf(
		`[...document.querySelector('[name=%q]').form.querySelectorAll("button")].find(e => e.checkVisibility() && !e.classList.contains("unseen"))`, field))))
}

// is fails unless the tab is at a path and shows words.
func (b *tab) is(path string, words ...string) {
	b.t.Helper()
	if got := b.path(); got != path {
		b.t.Fatalf("at %s, want %s\n%s", got, path, b.excerpt())
	}
	for _, s := range words {
		if !strings.Contains(eval[string](b, "("+shown+")(document.body)"), flat(s)) {
			b.t.Errorf("%s does not show %q\n%s", path, s, b.excerpt())
		}
	}
}

// chooses chooses files in a form that runs no scripts, and sends it.
func (b *tab) chooses(paths ...string) {
	b.t.Helper()
	b.do("choose files", chromedp.SetUploadFiles(chromedp.CSS("#field-_file"), paths))
	b.submits("_file")
}

// looksPlain checks the page that was made without scripts: axe needs them, and
// gets them for as long as it looks. Nothing of the page's own runs then.
func (b *tab) looksPlain() {
	b.t.Helper()
	b.scripts(true)
	webtest.Axe(b.t, b.ctx)
	b.scripts(false)
	b.size(320, 800)
	if over := webtest.Overflow(b.t, b.ctx); over > 0 {
		b.t.Errorf("at 320 the page is %d pixels too wide\n%s", over, b.excerpt())
	}
	b.size(1280, 900)
	if n := eval[int](b, `[...document.querySelectorAll("main [hidden]")].length`); n > 0 {
		b.t.Errorf("%d things wait for a script\n%s", n, b.excerpt())
	}
}

// plainCode begins at the home page, as somebody without scripts finds it, and
// keeps the code.
func (b *tab) plainCode() []string {
	b.t.Helper()
	b.open(layout.PathHome)
	b.goes("take the way without scripts", chromedp.Click(button(b.say("link.plain"))))
	b.is(layout.PathPlain, b.say("plain.weaker-1"), b.say("plain.weaker-2"))
	b.looksPlain()
	b.submits("_agreed")
	b.is(layout.PathPlain, b.say("plain.agreed-missing"))
	b.looksPlain()
	b.click("#field-_agreed")
	b.submits("_agreed")
	b.is(layout.PathPlain + "/code")
	b.looksPlain()
	words := eval[[]string](b, `[...document.querySelectorAll(".code-words li")].map(e => e.textContent)`)
	b.click("#field-_written")
	b.submits("_written")
	b.looksPlain()
	b.plainWords(words)
	b.submits("_first")
	b.is(layout.PathPlain + "/1")
	return words
}

// fillPage chooses, and fills every field of the page with words.
func (b *tab) fillPage(words func(id string) string) {
	b.t.Helper()
	for _, step := range steps {
		for _, choice := range choices[step] {
			name, value, _ := strings.Cut(choice, "=")
			at := fmt.Sprintf(`[name=%q][value=%q]`, name, value)
			if eval[bool](b, fmt.Sprintf(`document.querySelector('%s')?.checked === false`, at)) {
				b.click(at)
			}
		}
	}
	for _, f := range eval[[]field](b, `[...document.querySelectorAll("main input, main textarea")]
		.filter(e => !["radio", "checkbox", "hidden"].includes(e.type)).map(e => ({id: e.id, kind: e.type, value: e.value}))`) {
		if f.Kind == "date" {
			eval[string](b, fmt.Sprintf(`document.getElementById(%q).value = "2026-05-04"`, f.ID))
			continue
		}
		b.fill("#"+f.ID, words(f.ID))
	}
}

// plainInDoubt keeps an entry without scripts, leaves another half, and comes back.
func plainInDoubt(b *tab, typed func(string) string) (code []string) {
	b.t.Helper()
	b.open(layout.PathPlain)
	b.goes("write it down first", chromedp.Click(chromedp.CSS(`a[href$="/opschrijven/begin"]`)))
	b.is(layout.PathPlainDiary, b.say("plain.weaker-1"), b.say("plain.diary-who"), b.say("diary.long"), b.say("diary.nothing"))
	b.looksPlain()
	b.click("#field-_agreed")
	b.submits("_agreed")
	b.is(layout.PathPlain + "/code")
	code = eval[[]string](b, `[...document.querySelectorAll(".code-words li")].map(e => e.textContent)`)
	b.click("#field-_written")
	b.submits("_written")
	b.plainWords(code)
	b.submits("_first")
	b.is(layout.PathPlain+"/opschrijven", b.say("diary.none"))
	b.looksPlain()
	b.does("add")
	b.is(layout.PathPlain+"/opschrijven", b.say("diary.missing"))
	b.looksPlain()
	b.fill("[name=_writing]", typed("entry"))
	b.does("add")
	b.is(layout.PathPlain+"/opschrijven", b.say("diary.kept"), typed("entry"))
	b.looksPlain()
	b.fill("[name=_writing]", typed("half"))
	b.does("stop")
	b.open(layout.PathPlain + "/verder")
	b.fill("[name=_code]", strings.Join(code, " "))
	b.submits("_code")
	b.is(layout.PathPlain+"/opschrijven", typed("entry"))
	if got := b.value("[name=_writing]"); got != typed("half") {
		b.t.Errorf("the field has %q", got)
	}
	b.open(layout.PathPlain + "/1")
	b.is(layout.PathPlain+"/1", b.say("diary.entries"))
	b.looksPlain()
	return code
}

// plainTold goes through every page, and sends.
func plainTold(b *tab, typed func(string) string, each func()) (code []string) {
	b.t.Helper()
	code = b.plainCode()
	for page := 1; b.path() != layout.PathPlain+"/nalezen"; page++ {
		if page > 20 {
			b.t.Fatal("the pages have no end")
		}
		b.fillPage(typed)
		each()
		b.does("next")
	}
	each()
	b.does("send")
	b.is(layout.PathPlain+"/nalezen", b.say("begin.known-missing"))
	b.click("[name=_known]")
	b.does("send")
	b.is(layout.PathPlain+"/klaar", b.say("begin.sent-heading"))
	return code
}

// TestWithoutScripts: the whole way of a reporter whose browser runs no scripts,
// in both languages, with a caseworker who answers and an outsider who checks.
func TestWithoutScripts(t *testing.T) {
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			withoutScripts(t, lang)
		})
	}
}

func withoutScripts(t *testing.T, lang gehoor.Language) {
	b := plainTab(t, newSite(t), lang)
	said := func(id string) string { return "over " + id + " & <b>meer</b>" }
	code := plainTold(b, said, b.looksPlain)
	b.looksPlain()

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.click(".work-row .reference")
	desk.opened()
	desk.reads(desk.say("dossier.plain-heading"))
	desk.reads(said("field-what"))
	desk.reads(said("field-told-0-outcome"))
	desk.write("acknowledge", "")
	desk.reads(desk.say("dossier.form-acknowledgement"))
	desk.write("message", "Van welk jaar zijn de bonnen?")
	desk.reads("Van welk jaar zijn de bonnen?")

	b.goes("to the messages", chromedp.Click(button(b.say("begin.sent-go"))))
	b.is(layout.PathPlain+"/vervolg", "Van welk jaar zijn de bonnen?", b.say("box.acknowledgement"), b.say("plain.box-weaker"))
	b.looksPlain()
	b.submits("_reply")
	b.is(layout.PathPlain+"/vervolg/bericht", b.say("box.reply-missing"))
	b.looksPlain()
	b.fill("[name=_reply]", "dat weet ik pas sinds maandag")
	b.submits("_reply")
	b.is(layout.PathPlain+"/vervolg", b.say("box.said-reply"), "dat weet ik pas sinds maandag")
	b.press("box.formal-open")
	b.submits("_sure")
	b.is(layout.PathPlain+"/vervolg/formeel", b.say("box.formal-missing"))
	b.looksPlain()
	b.click("#field-_sure")
	b.submits("_sure")
	b.is(layout.PathPlain+"/vervolg", b.say("box.formal-is"))
	promise, receipt := b.plainProofs()
	outside(t, b.site, promise, receipt)

	b.leavesPlain()
	b.restartPlain(code)
	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.reads("dat weet ik pas sinds maandag")
	sound(t, b.site.dir)
}

// plainProofs downloads both files; the receipt comes with the next checkpoint.
func (b *tab) plainProofs() (promise, receipt string) {
	b.t.Helper()
	until := time.Now().Add(patience)
	for eval[bool](b, `document.querySelector('a[href$="/receipt"]') === null`) {
		if time.Now().After(until) {
			b.t.Fatalf("the receipt does not come\n%s", b.excerpt())
		}
		b.open(layout.PathPlain + "/vervolg")
	}
	return b.download("box.proof-promise", "promise.txt"), b.download("box.proof-receipt", "receipt.txt")
}

// leavesPlain: the exit is reached by keyboard, ends everything, and the back
// button shows nothing.
func (b *tab) leavesPlain() {
	b.t.Helper()
	b.do("focus the exit", chromedp.Focus(chromedp.CSS("#leave")))
	b.goes("leave by keyboard", chromedp.KeyEvent(kb.Enter))
	b.is(layout.PathHours)
	b.do("go back", chromedp.NavigateBack())
	b.is(layout.PathPlain + "/verder")
	b.readsNotNow("maandag")
	for _, path := range []string{"/vervolg", "/1", "/nalezen"} {
		b.open(layout.PathPlain + path)
		b.is(layout.PathPlain + "/verder")
	}
	b.looksPlain()
}

func (b *tab) readsNotNow(words string) {
	b.t.Helper()
	if strings.Contains(eval[string](b, "document.documentElement.outerHTML"), words) {
		b.t.Errorf("the page holds %q", words)
	}
}

// restartPlain: another process opens the mailbox with the code, and refuses the
// other kind.
func (b *tab) restartPlain(code []string) {
	b.t.Helper()
	b.site.restart()
	b.open(layout.PathPlain + "/verder")
	b.fill("[name=_code]", strings.Join(code[:12], " "))
	b.submits("_code")
	b.is(layout.PathPlain+"/verder", b.say("plain.code-twelve"))
	b.looksPlain()
	b.fill("[name=_code]", strings.Join(code, "\n"))
	b.submits("_code")
	b.is(layout.PathPlain+"/vervolg", "dat weet ik pas sinds maandag")

	scripted := b.elsewhere()
	scripted.open(layout.PathResume)
	scripted.until("the form", `document.querySelector("#resume-go")?.disabled === false`)
	scripted.fill("#field-code", strings.Join(code, " "))
	scripted.press("resume.go")
	scripted.reads(scripted.say("resume.fifteen"))
	scripted.look()
	scripted.press("link.plain-back")
	scripted.at(layout.PathPlain + "/verder")
}

// plainBack comes in with a code of fifteen words.
func (b *tab) plainBack(code []string) {
	b.t.Helper()
	b.open(layout.PathPlain + "/verder")
	b.fill("[name=_code]", strings.Join(code, " "))
	b.submits("_code")
}

// plainWords are those that the page asks for, filled in.
func (b *tab) plainWords(code []string) {
	b.t.Helper()
	var first, second int
	if _, err := fmt.Sscanf(b.value("[name=_at]"), "%d %d", &first, &second); err != nil {
		b.t.Fatal(err)
	}
	b.fill("[name=_first]", code[first-1])
	b.fill("[name=_second]", code[second-1])
}

// TestActsWithoutScripts: a reporter without scripts, for whom somebody wrote down
// what they told by telephone, does everything that one does with scripts. The
// server begins anew between two pages, and nothing that was typed is lost.
func TestActsWithoutScripts(t *testing.T) {
	t.Parallel()
	desk := newTab(t, newSite(t), gehoor.Dutch)
	desk.signIn("noor")
	desk.enters("employee", "de kratten staan bij de achterdeur")
	desk.click(`[name="way"][value="plain"]`)
	desk.press("enter.read")
	desk.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	desk.press("begin.send")
	desk.until("the code", `document.querySelectorAll("#slip-words li").length === 15`)
	desk.reads(desk.say("enter.tell-plain"))
	desk.look()
	old := eval[[]string](desk, `[...document.querySelectorAll("#slip-words li")].map(e => e.textContent)`)
	if slip := eval[string](desk, `document.querySelector("#slip .card").innerText`); !strings.Contains(slip, layout.PathPlain+"/verder") {
		t.Errorf("the slip leads elsewhere: %q", slip)
	}
	desk.press("enter.done")
	desk.opened()
	desk.reads(desk.say("dossier.not-approved"))

	b := desk.elsewhere()
	b.scripts(false)
	b.plainBack(old)
	b.is(layout.PathPlain+"/vervolg", b.say("box.written-heading"), b.say("box.told-phone"), "de kratten staan bij de achterdeur", b.say("box.code-seen"))
	b.looksPlain()
	b.submits("_approve")
	b.is(layout.PathPlain+"/vervolg/akkoord", b.say("box.approve-missing"))
	b.looksPlain()
	b.press("box.correct-open")
	b.fill("[name=_correct]", "het waren geen kratten maar dozen")
	b.site.restart()
	b.submits("_correct")
	b.is(layout.PathPlain+"/vervolg", b.say("box.said-corrected"), "het waren geen kratten maar dozen")
	b.click("#field-_approve")
	b.submits("_approve")
	b.is(layout.PathPlain+"/vervolg", b.say("box.said-approved"), b.say("box.approved-badge"))
	b.press("box.talk-open")
	b.submits("_reach")
	b.is(layout.PathPlain+"/vervolg/gesprek", b.say("box.talk-reach-missing"))
	b.looksPlain()
	b.fill("[name=_reach]", "06 van mijn zus")
	b.fill("[name=_careful]", "spreek niets in")
	b.click("#field-_how-1")
	b.submits("_reach")
	b.is(layout.PathPlain+"/vervolg", b.say("box.said-talk"), "06 van mijn zus")

	code := b.renewsPlain()
	b.copiesPlain("06 van mijn zus", old[0])
	b.plainBack(old)
	b.is(layout.PathPlain+"/verder", b.words.Refusal(gehoor.Refuse(gehoor.CodeNoMailbox)))
	b.plainBack(code)
	b.is(layout.PathPlain+"/vervolg", "06 van mijn zus")

	desk.do("reload", chromedp.Reload())
	desk.opened()
	desk.reads("het waren geen kratten maar dozen")
	desk.reads("06 van mijn zus")
	sound(t, desk.site.dir)
}

// renewsPlain takes another code, and the server begins anew on the way.
func (b *tab) renewsPlain() (code []string) {
	b.t.Helper()
	b.does("take")
	b.is(layout.PathPlain+"/vervolg/code", b.say("plain.renew"))
	b.looksPlain()
	code = eval[[]string](b, `[...document.querySelectorAll(".code-words li")].map(e => e.textContent)`)
	b.submits("_written")
	b.is(layout.PathPlain+"/vervolg/code", b.say("begin.written-missing"))
	b.click("#field-_written")
	b.submits("_written")
	b.is(layout.PathPlain + "/vervolg/code/controle")
	b.looksPlain()
	b.plainWords(code)
	b.site.restart()
	b.submits("_first")
	b.is(layout.PathPlain+"/vervolg", b.say("box.said-code"))
	b.looksPlain()
	return code
}

// copiesPlain saves the own copy, which says what the mailbox says and no code.
func (b *tab) copiesPlain(words, never string) {
	b.t.Helper()
	b.reads(b.say("archive.own-warning"))
	data, err := os.ReadFile(b.download("archive.own-make", b.say("archive.own-name")))
	if err != nil {
		b.t.Fatal(err)
	}
	file := string(data)
	for _, want := range []string{words, "<!doctype html>"} {
		if !strings.Contains(file, want) {
			b.t.Errorf("the copy does not say %q", want)
		}
	}
	if strings.Contains(file, "<li>"+never+"</li>") {
		b.t.Error("the copy holds the code")
	}
}

// TestCanaryWithoutScripts: distinctive words in every field of the way, and the
// code, are in no file, log, mail, header and address. They do pass the server's
// memory: that is what the page says beforehand.
func TestCanaryWithoutScripts(t *testing.T) {
	t.Parallel()
	control := mark()
	mail := newRelay(t)
	dir := copyTown(t)
	withMail(t, dir)
	site := frontOf(t, newServer(t, dir,
		"--mail-host", mail.host, "--mail-port", mail.port, "--mail-tls", "none",
		"--mail-from", "no-reply@veenhaven.example", "--mail-site", "https://"+control+".example"))
	secret := mark()
	var birds canaries
	birds.add("what was typed", secret)
	typed := func(where string) string { return where + " " + secret + "!" }
	b := plainTab(t, site, gehoor.Dutch)
	code := plainTold(b, typed, func() {})
	birds.plainCode(t, code)
	doubter := plainTab(t, site, gehoor.Dutch)
	birds.plainCode(t, plainInDoubt(doubter, typed))

	b.open(layout.PathPlain + "/vervolg")
	b.is(layout.PathPlain+"/vervolg", "Uw signaal")
	b.fill("[name=_reply]", typed("reply"))
	b.submits("_reply")
	b.is(layout.PathPlain+"/vervolg", typed("reply"))
	name := strings.TrimSuffix(typed("file-name"), "!") + ".txt"
	b.chooses(writeFile(t, name, []byte(strings.Repeat(typed("file")+"\n", 1000))))
	b.is(layout.PathPlain+"/vervolg", b.say("plain.said-files"), name)
	b.press("box.talk-open")
	b.fill("[name=_reach]", typed("reach"))
	b.fill("[name=_careful]", typed("careful"))
	b.submits("_reach")
	b.is(layout.PathPlain+"/vervolg", typed("careful"))
	b.does("take")
	code = eval[[]string](b, `[...document.querySelectorAll(".code-words li")].map(e => e.textContent)`)
	birds.plainCode(t, code)
	b.click("#field-_written")
	b.submits("_written")
	b.plainWords(code)
	b.submits("_first")
	b.is(layout.PathPlain+"/vervolg", b.say("box.said-code"))
	b.copiesPlain(typed("careful"), code[0])
	b.goes("leave", chromedp.Click(chromedp.CSS("#leave")))
	b.open(layout.PathPlain + "/verder")
	b.fill("[name=_code]", typed(strings.Join(code, " ")))
	b.submits("_code")
	b.fill("[name=_code]", strings.Join(code, " "))
	b.submits("_code")
	b.is(layout.PathPlain+"/vervolg", typed("reply"))
	select {
	case <-mail.arrived:
	case <-time.After(patience):
		t.Error("no mail came")
	}

	places := folder(t, dir)
	for _, p := range site.wire() {
		if !strings.HasPrefix(p.name, "body") {
			places = append(places, p)
		}
	}
	places = append(places, place{"log", site.said.bytes()}, place{"mail", mail.taken()}, place{"asked for", []byte(strings.Join(append(b.asked(), doubter.asked()...), "\n"))})
	birds.nowhere(t, places, map[string]string{
		"mail": control, "file": "Gemeente Veenhaven", "log": `"msg":"request"`, "address": "/nl/formulier/1", "asked for": "/nl/formulier/verder",
	})
	site.stop()
	birds.nowhere(t, folder(t, dir), map[string]string{"file": "Gemeente Veenhaven"})
}

// plainCode looks for a plain code: its words in both languages, its bytes, and
// what it gives.
func (c *canaries) plainCode(t testing.TB, words []string) {
	t.Helper()
	code, err := endpoint.ParsePlainCode(strings.Join(words, " "), gehoor.Dutch)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		c.words("the code's words", code.Words(lang))
	}
	c.put("the code", string(code[:]))
	c.bytes("the code", code[:])
	keys, err := code.Keys(veenhaven.Org)
	if err != nil {
		t.Fatal(err)
	}
	c.put("the seed", string(keys.Seed[:]))
	c.bytes("the seed", keys.Seed[:])
	c.put("the look-up secret", string(keys.LookUp[:]))
	c.bytes("the look-up secret", keys.LookUp[:])
	own, err := keys.Reporter()
	if err != nil {
		t.Fatal(err)
	}
	key := own.Identity.Secret()
	c.add("the reporter's key", key[len("AGE-SECRET-KEY-PQ-1"):])
}
