package journey_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// talk is what an adviser notes; days are as a field of a browser has them, "" is none.
type talk struct{ day, theme, position, words, call, agreed string }

// opensNotes goes to the own notes, of this year or another.
func (b *tab) opensNotes(query string) {
	b.t.Helper()
	b.open(layout.PathAdvice + query)
	b.at(layout.PathAdvice)
	b.noted()
}

// noted waits until the notes are open.
func (b *tab) noted() {
	b.t.Helper()
	b.until("open notes", `document.querySelector("#advice")?.hidden === false`)
}

// setsField gives a field a value, as who picks a day or an option.
func (b *tab) setsField(field, value string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`(e => { e.value = %s; e.dispatchEvent(new Event("input", {bubbles: true})); return true })(document.getElementById("field-%s"))`, quote(value), field))
}

// jots fills in the form of a conversation.
func (b *tab) jots(c talk) {
	b.t.Helper()
	b.until("the form", `document.querySelector("#advice-writing")?.hidden === false`)
	for field, value := range map[string]string{"day": c.day, "theme": c.theme, "position": c.position, "callOn": c.call, "agreedOn": c.agreed} {
		b.setsField(field, value)
	}
	b.fill("#field-words", c.words)
}

// notes writes a new conversation down and saves it.
func (b *tab) notes(c talk) {
	b.t.Helper()
	b.press("advice.new")
	b.jots(c)
	b.saves()
	b.reads(c.words)
}

// saves presses the button and waits until it is kept.
func (b *tab) saves() {
	b.t.Helper()
	b.press("advice.save")
	b.until("that it is saved", fmt.Sprintf(`document.querySelector("#advice-writing").hidden && document.querySelector("#advice-said").textContent.startsWith(%s)`, quote(b.say("advice.saved"))))
}

// listed are the words of the conversations in the list.
func (b *tab) listed() string {
	b.t.Helper()
	return eval[string](b, `[...document.querySelectorAll(".advice-talk .advice-words")].map(e => e.textContent).join(" | ")`)
}

func (b *tab) wantListed(want string) {
	b.t.Helper()
	b.until("the list "+want, fmt.Sprintf(`[...document.querySelectorAll(".advice-talk .advice-words")].map(e => e.textContent).join(" | ") === %s`, quote(want)))
}

// TestAdvice: an adviser notes conversations, finds them again, changes and deletes them, on
// another machine and after signing out; two windows lose nothing, and no word of it is
// anywhere outside the browsers.
func TestAdvice(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	b := newTab(t, site, gehoor.Dutch)
	b.comesToEnter("fenna")
	b.press("advice.title")
	b.at(layout.PathAdvice)
	b.noted()
	b.reads(b.say("advice.none", text.With("year", fmt.Sprint(text.Year(time.Now())))))
	b.look()

	year := text.Year(time.Now())
	day := func(month, day int) string { return fmt.Sprintf("%d-%02d-%02d", year, month, day) }
	secret, other := mark(), mark()
	b.press("advice.new")
	b.press("advice.save")
	b.reads(b.say("advice.theme-missing"))
	b.look()
	b.jots(talk{day: day(1, 5), theme: "bullying", position: "manager", words: "zij sprak van " + secret, call: day(1, 1), agreed: day(1, 5)})
	b.until("that it is kept in the tab", `document.querySelector("#advice-kept").dataset.state === "kept"`)
	b.do("reload", chromedp.Reload())
	b.noted()
	b.reads(b.say("advice.back"))
	b.look()
	b.saves()
	b.reads(b.say("advice.due"))
	b.notes(talk{day: day(1, 4), theme: "integrity", position: "unknown", words: "bonnen bij de café's " + other})
	b.wantListed("zij sprak van " + secret + " | bonnen bij de café's " + other)
	b.look()

	b.fill("#advice-search", "CAFE bonnen")
	b.wantListed("bonnen bij de café's " + other)
	b.reads(b.say("advice.found", text.Count("n", 1)))
	b.fill("#advice-search", "er is niets")
	b.wantListed("")
	b.look()
	eval[bool](b, `(e => { e.value = ""; return e.dispatchEvent(new Event("input")) })(document.querySelector("#advice-search"))`)

	home := b.elsewhere()
	home.comesToEnter("fenna")
	home.opensNotes("")
	home.wantListed("zij sprak van " + secret + " | bonnen bij de café's " + other)

	second := b.second()
	second.opensNotes("")
	second.wantListed("zij sprak van " + secret + " | bonnen bij de café's " + other)
	second.notes(talk{day: day(1, 3), theme: "other", position: "employee", words: "uit het tweede venster"})
	b.notes(talk{day: day(1, 2), theme: "other", position: "employee", words: "uit het eerste venster"})
	b.wantListed("zij sprak van " + secret + " | bonnen bij de café's " + other + " | uit het tweede venster | uit het eerste venster")

	b.clash(second, "uit het tweede venster", "advice.clash-mine")
	b.clash(second, "wat b wil", "advice.clash-theirs")
	b.removes("zij sprak van " + secret)
	b.press("advice.drop", text.With("year", fmt.Sprint(year)))
	b.reads(b.say("advice.drop-missing"))
	b.look()

	b.strangers("noor", layout.PathStaff)
	b.strangers("floor", layout.PathAdmin)
	b.click("#sign-out button")
	b.at(layout.PathSignIn)
	second.at(layout.PathSignIn)
	second.readsNot(other)
	home.do("reload", chromedp.Reload())
	home.noted()
	home.readsNot(secret)
	home.reads(other)
	home.lang, home.words = gehoor.English, text.For(gehoor.English)
	home.opensNotes("?jaar=" + fmt.Sprint(year-1))
	home.look()
	home.counts(year - 1)

	var birds canaries
	birds.add("what was noted", secret)
	birds.add("what else was noted", other)
	places := append(memory(t, site.cmd.Process.Pid), folder(t, site.dir)...)
	places = append(append(places, site.wire()...), place{"log", site.said.bytes()})
	birds.nowhere(t, places, map[string]string{"memory": "Gemeente Veenhaven", "file": "Gemeente Veenhaven", "body to /api/desk/advice/keep": `"sealed":"`, "log": `"msg":"request"`})
	sound(t, site.dir)
}

// inTalk is something in the conversation with some words.
func inTalk(words, selector string) chromedp.JSPath {
	return chromedp.JSPath(fmt.Sprintf(`[...document.querySelectorAll(".advice-talk")].find(e => e.textContent.includes(%s))?.querySelector(%s)`, quote(words), quote(selector)))
}

// clash changes one conversation in two windows: nothing is written over, and the person
// chooses which goes on.
func (b *tab) clash(second *tab, words string, choice text.Key) {
	b.t.Helper()
	second.do("reload", chromedp.Reload())
	second.noted()
	b.do("change it", chromedp.Click(inTalk(words, ".actions button")))
	b.until("the form", `document.querySelector("#advice-writing")?.hidden === false`)
	b.fill("#field-words", "wat b wil")
	if choice == "advice.clash-theirs" {
		b.fill("#field-words", "wat b ook nog wil")
	}
	second.do("change it", chromedp.Click(inTalk(words, ".actions button")))
	second.until("the form", `document.querySelector("#advice-writing")?.hidden === false`)
	second.fill("#field-words", "wat de ander wil")
	second.saves()
	b.press("advice.save")
	b.reads(b.say("advice.clash"))
	b.until("the other's words", `document.querySelector("#advice-clash .advice-words")?.textContent === "wat de ander wil"`)
	b.look()
	b.press(choice)
	b.until("an end of it", `document.querySelector("#advice-writing").hidden`)
	if want := map[text.Key]string{"advice.clash-mine": "wat b wil", "advice.clash-theirs": "wat de ander wil"}[choice]; !strings.Contains(b.listed(), want) {
		b.t.Errorf("after %s the list is %s", choice, b.listed())
	}
}

// removes deletes a conversation, after having been asked.
func (b *tab) removes(words string) {
	b.t.Helper()
	remove := inTalk(words, ".actions button:last-of-type")
	b.do("ask to delete", chromedp.Click(remove))
	b.press("advice.remove-no")
	b.do("ask again", chromedp.Click(remove))
	b.look()
	b.press("advice.remove-yes")
	b.reads(b.say("advice.removed"))
	b.readsNot(words)
}

// strangers has somebody ask for the notes by a request made by hand.
func (b *tab) strangers(login, at string) {
	b.t.Helper()
	other := b.elsewhere()
	other.open(layout.PathSignIn)
	other.enter(login, built.town.passphrases[login])
	other.at(at)
	for act, body := range map[string]string{"open": `{"year":2026}`, "keep": `{"year":2026,"sealed":""}`, "drop": `{"year":2026,"mark":""}`} {
		ask := fmt.Sprintf(`fetch("/api/desk/advice/%s", {method: "POST", headers: {"Content-Type": "application/json"}, body: %s}).then(r => r.status)`, act, quote(body))
		if status := eval[int](other, ask); status != 404 {
			b.t.Errorf("%s asks %s: %d", login, act, status)
		}
	}
	other.open(layout.PathAdvice)
	other.reads(other.say("missing.heading"))
}

// counts notes a year that is over, and reads its figures: by people, none below five, a
// division whole or not at all. They can be copied and printed, and go nowhere else.
func (b *tab) counts(year int) {
	b.t.Helper()
	figures := func() string {
		return eval[string](b, `document.querySelector("#advice-figures-whole").textContent + " " + [...document.querySelectorAll("#advice-figures-tables tbody tr")].map(r => [...r.children].map(c => c.textContent).join(" ")).join("; ")`)
	}
	small := b.say("advice.people", text.With("n", b.say("advice.few")))
	if got := strings.TrimSpace(figures()); got != small {
		b.t.Errorf("of nothing the figures are %q", got)
	}
	for i := range 10 {
		theme := "bullying"
		if i >= 5 {
			theme = "integrity"
		}
		b.notes(talk{day: fmt.Sprintf("%d-%02d-10", year, i+1), theme: theme, position: "manager", words: fmt.Sprintf("person number %d", i)})
	}
	b.press("advice.new")
	b.jots(talk{day: fmt.Sprintf("%d-12-10", year), theme: "bullying", position: "manager", words: "again"})
	b.setsField("follows", eval[string](b, `document.querySelector("#field-follows").options[1].value`))
	b.saves()
	// Of the halves the second has four, and of the positions one has nought: neither is shown.
	want := fmt.Sprintf("%s %s 5; %s 5", b.say("advice.people", text.With("n", "10")),
		b.say("advice.whole-only", text.With("name", b.say("advice.behaviour"))), b.say("advice.whole-only", text.With("name", b.say("advice.matters"))))
	if got := figures(); got != want {
		b.t.Errorf("the figures are %q, want %q", got, want)
	}
	b.reads(b.say("advice.undivided"))
	b.look()
	eval[bool](b, `(navigator.clipboard.writeText = words => { window.copied = words; return Promise.resolve() }, true)`)
	b.press("advice.figures-copy")
	b.reads(b.say("advice.figures-copied"))
	copied := eval[string](b, "window.copied")
	if !strings.Contains(copied, "\t5") || strings.Contains(copied, "person number") || strings.Contains(copied, "\t4") {
		b.t.Errorf("copied is %q", copied)
	}
	eval[bool](b, `(window.print = () => { window.printed = document.querySelector("#advice").dataset.print }, true)`)
	b.press("advice.figures-print")
	b.until("the figures on paper", `window.printed === "figures"`)
	b.press("advice.print")
	b.until("the notes on paper", `window.printed === "list"`)
}
