package journey_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// choices are what the reporter of these tests chooses, by step: with them every
// question of the questionnaire is asked, but where to meet somebody who is called.
var choices = map[string][]string{
	"happened": {"role=saw", "ongoing=yes"},
	"about":    {"office=employee"},
	"safe":     {"safe=no", "not-safe=yes"},
	"earlier":  {"earlier=own"},
	"burden":   {"asked=yes"},
	"hope":     {"hopes=stop", "hopes=support"},
	"known":    {"known-to=others"},
	"reach":    {"channels=phone", "channels=mail"},
	"talk":     {"talk=phone", "talk-asked=yes"},
}

// steps are the steps with questions, in their order.
var steps = []string{"happened", "about", "safe", "told", "earlier", "burden", "hope", "known", "reach", "talk"}

// atStep waits until a step is shown.
func (b *tab) atStep(step string) {
	b.t.Helper()
	b.until("the step "+step, fmt.Sprintf(`document.querySelector('[data-step=%q]')?.hidden === false`, step))
}

// makeCode begins at the home page and keeps the code.
func (b *tab) makeCode() []string {
	b.t.Helper()
	if b.path() != layout.PathHome {
		b.open(layout.PathHome)
	}
	b.press("home.begin")
	b.at(layout.PathBegin)
	b.press("begin.start")
	b.atStep("code")
	b.until("the words of the code", `document.querySelectorAll("#code-words li").length === 12`)
	words := eval[[]string](b, `[...document.querySelectorAll("#code-words li")].map(e => e.textContent)`)
	b.click("#field-written")
	b.next(steps[0])
	return words
}

// fields are the text fields that can be seen now.
func (b *tab) fields() []field {
	b.t.Helper()
	return eval[[]field](b, `[...document.querySelectorAll("[data-step] input, [data-step] textarea")]
		.filter(e => e.checkVisibility() && !["radio", "checkbox", "file"].includes(e.type))
		.map(e => ({id: e.id, kind: e.type, value: e.value, most: e.maxLength}))`)
}

type field struct {
	ID, Kind, Value string
	Most            int
}

// answer chooses, and fills every field of the step that is shown with words.
func (b *tab) answer(step string, words func(id string) string) {
	b.t.Helper()
	b.atStep(step)
	for _, choice := range choices[step] {
		name, value, _ := strings.Cut(choice, "=")
		b.click(fmt.Sprintf(`[data-step] [name=%q][value=%q]`, name, value))
	}
	for _, f := range b.fields() {
		if f.Kind == "date" {
			// Its parts are typed in the order of the browser's language; the page
			// only sees what comes out.
			eval[bool](b, fmt.Sprintf(`(e => { e.value = "2026-05-04"; return e.dispatchEvent(new Event("input", {bubbles: true})) })(document.getElementById(%q))`, f.ID))
			continue
		}
		b.fill("#"+f.ID, words(f.ID))
	}
}

// holds fails unless every field of the step holds its words.
func (b *tab) holds(step string, words func(id string) string) {
	b.t.Helper()
	b.atStep(step)
	fields := b.fields()
	if len(fields) == 0 {
		b.t.Errorf("the step %s shows no field", step)
	}
	for _, f := range fields {
		want := words(f.ID)
		if f.Kind == "date" {
			want = "2026-05-04"
		}
		if f.Value != want {
			b.t.Errorf("%s: the field %s holds %.80q, want %.80q", step, f.ID, f.Value, want)
		}
	}
	for _, choice := range choices[step] {
		name, value, _ := strings.Cut(choice, "=")
		if !eval[bool](b, fmt.Sprintf(`document.querySelector('[data-step] [name=%q][value=%q]').checked`, name, value)) {
			b.t.Errorf("%s: %s is not chosen any more", step, choice)
		}
	}
}

// saved waits until the server has what was typed.
func (b *tab) saved() {
	b.t.Helper()
	b.until("that it is saved", fmt.Sprintf(`document.getElementById("save-status").textContent === %s`, quote(b.say("begin.saved"))))
}

// comeBack comes in with a code.
func (b *tab) comeBack(code []string) {
	b.t.Helper()
	b.open(layout.PathResume)
	b.until("the form", `document.querySelector("#resume-go")?.disabled === false`)
	b.fill("#field-code", strings.Join(code, " "))
	b.press("resume.go")
}

// send sends, and confirms two words of the code.
func (b *tab) send(code []string) {
	b.t.Helper()
	b.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	b.press("begin.send")
	b.atStep("sent")
	for _, f := range b.fields() {
		var position int
		if _, err := fmt.Sscanf(f.ID, "field-confirm-%d", &position); err != nil {
			b.t.Fatalf("the page asks for something else than words of the code: %s", f.ID)
		}
		b.fill("#"+f.ID, code[position-1])
	}
	b.press("begin.words-check")
	b.reads(b.say("begin.words-right"))
}

// opened waits until no words of the page are still being opened, and none failed.
func (b *tab) opened() {
	b.t.Helper()
	b.until("opened words", `(l => l.length > 0 && l.every(e => e.dataset.state === "open"))([...document.querySelectorAll("sealed-text")])`)
}

// next goes on to a step, and holds the page to it: it begins at the heading of
// the step, which has the focus.
func (b *tab) next(step string) {
	b.t.Helper()
	b.press("begin.next")
	b.begins(step)
}

func (b *tab) begins(step string) {
	b.t.Helper()
	b.atStep(step)
	b.until("the focus at the heading of "+step, fmt.Sprintf(`document.activeElement.id === %q`, step+"-heading"))
	const seen = `(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())`
	if !eval[bool](b, seen) {
		b.t.Errorf("the heading of %s is out of sight\n%s", step, b.excerpt())
	}
}

// TestReporter: the first journey in both languages, with everything that goes
// wrong on the way: another device, a server that is killed, reload, back button
// and a second tab. Nothing typed is lost.
func TestReporter(t *testing.T) {
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			tellAll(t, lang)
		})
	}
}

func tellAll(t *testing.T, lang gehoor.Language) {
	words := func(id string) string { return "wat er stond in " + id + " – ‘één’, 2 < 3 & <b>" }
	b := newTab(t, newSite(t), lang)
	code := b.makeCode()
	disturbed(b, words)
	b = resumed(b, code, words)
	for i, step := range steps[2:] {
		b.answer(step, words)
		b.next(append(steps, "check")[i+3])
	}
	b.until("the people who will be able to open it", `document.querySelectorAll("#holders li").length > 1`)
	told := eval[string](b, "("+shown+`)(document.getElementById("read"))`)
	for _, id := range []string{"what", "told-0-whom", "asked-by", "hope", "known-others", "name", "contact", "times", "careful", "earlier-what", "talk-number", "talk-times"} {
		if want := flat(words("field-" + id)); !strings.Contains(told, want) {
			t.Errorf("what is read back has no %q", want)
		}
	}
	b.look()
	struck := b.strike()
	b.click("#field-known-0")
	b.send(code)
	b.look()
	b.do("back", chromedp.NavigateBack())
	b.atStep("sent") // there is no way back to what was sent
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.readsNot(struck)
	b.press("box.account-show")
	b.reads(words("field-what"))
	b.reads(words("field-name"))
	b.look()
	sound(t, b.site.dir)
}

// disturbed answers two steps while everything around goes wrong.
func disturbed(b *tab, words func(string) string) {
	b.t.Helper()
	b.answer("happened", words)
	b.look()
	b.next("about")
	b.answer("about", func(string) string { return "gone with the server" })
	b.saved()
	b.site.kill() // the power goes, while somebody types
	b.fill("#field-who", words("field-who"))
	b.reads(b.say("begin.save-again"))
	b.site.start()
	b.saved() // by itself
	b.do("reload", chromedp.Reload())
	b.holds("about", words)
	b.do("back", chromedp.NavigateBack())
	b.holds("happened", words)
	b.do("forward", chromedp.NavigateForward())
	b.holds("about", words)
	b.press("begin.back")
	b.begins("happened")
	b.next("about")

	other := b.second()
	other.open(layout.PathBegin)
	other.holds("about", words)
}

// resumed stops half-way, and goes on at a device that knows nothing.
func resumed(b *tab, code []string, words func(string) string) *tab {
	b.t.Helper()
	b.press("begin.stop")
	b.press("begin.later")
	b.reads(b.say("begin.later-heading"))
	if b.hasKey("reporter") || eval[int](b, "sessionStorage.length") > 0 {
		b.t.Error("the browser still knows something")
	}
	b = b.elsewhere()
	b.comeBack(code)
	b.at(layout.PathBegin)
	b.holds("about", words)
	b.do("reload", chromedp.Reload())
	b.holds("about", words)
	b.next("safe")
	return b
}

// strike takes the first of the people off the list, and says how they are named.
func (b *tab) strike() string {
	b.t.Helper()
	const first = `document.querySelector("#holders li:nth-child(2) .person").textContent`
	name := eval[string](b, first)
	b.click("#holders li:nth-child(2) button")
	b.reads(b.say("begin.struck-heading"))
	if left := eval[string](b, first); left == name {
		b.t.Errorf("%s is still on the list", name)
	}
	if n := eval[int](b, `document.querySelectorAll("#holders li").length`); n < 3 {
		b.t.Errorf("%d people are left, with the reporter", n)
	}
	return name
}
