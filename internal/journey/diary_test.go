package journey_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// doubts begins a diary at the home page and keeps the code.
func (b *tab) doubts() []string {
	b.t.Helper()
	b.open(layout.PathHome)
	b.press("home.diary")
	b.at(layout.PathDiary)
	b.reads(b.say("diary.who"))
	b.reads(b.say("diary.long"))
	b.reads(b.say("diary.nothing"))
	b.reads("112")
	b.look()
	b.press("begin.start")
	b.atStep("code")
	b.until("the words of the code", `document.querySelectorAll("#code-words li").length === 12`)
	words := eval[[]string](b, `[...document.querySelectorAll("#code-words li")].map(e => e.textContent)`)
	b.click("#field-written")
	b.press("begin.next")
	b.atStep("writing")
	return words
}

// writesDown adds an entry and waits until so many are in the list: those of other
// devices too.
func (b *tab) writesDown(words string, all int) {
	b.t.Helper()
	b.fill("#field-writing", words)
	b.press("diary.keep")
	b.hasEntries(all)
	b.until("an empty field", `document.getElementById("field-writing").value === ""`)
}

func (b *tab) hasEntries(n int) {
	b.t.Helper()
	b.until(fmt.Sprint(n, " entries"), fmt.Sprintf(`document.querySelectorAll("#entries li").length === %d`, n))
}

// entries are the words in a list of entries.
func (b *tab) entries(list string) []string {
	b.t.Helper()
	return eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.textContent)`, list+" li .typed"))
}

// TestDiary: somebody in doubt writes on two devices at once, loses nothing, makes a
// signal of it, and the handlers read the entries with their days.
func TestDiary(t *testing.T) {
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			diaryBecomesSignal(t, lang)
		})
	}
}

func diaryBecomesSignal(t *testing.T, lang gehoor.Language) {
	b := newTab(t, newSite(t), lang)
	code := b.doubts()
	b.press("diary.keep")
	b.reads(b.say("diary.missing"))
	b.writesDown("hij riep weer door de gang", 1)
	b.look()
	b.fill("#field-writing", "nog niet af")
	b.reads(b.say("diary.saved"))
	b.do("reload", chromedp.Reload())
	b.hasEntries(1)
	if got := b.value("#field-writing"); got != "nog niet af" {
		t.Errorf("what was being typed is %q", got)
	}
	b.press("diary.send")
	b.reads(b.say("diary.keep-first"))
	b.site.kill() // the power goes
	b.press("diary.keep")
	b.reads(b.say("diary.not-kept"))
	b.site.start()
	b.press("diary.keep")
	b.hasEntries(2)

	phone := b.elsewhere()
	phone.comeBack(code)
	phone.at(layout.PathDiary)
	phone.hasEntries(2)
	phone.writesDown("op de telefoon: <b>toen</b> & nu", 3)
	b.writesDown("en op de computer", 4)
	all := []string{"hij riep weer door de gang", "nog niet af", "op de telefoon: <b>toen</b> & nu", "en op de computer"}
	if got := b.entries("#entries"); !slices.Equal(got, all) {
		t.Errorf("the entries are %q", got)
	}

	b.press("diary.send")
	b.at(layout.PathBegin)
	b.atStep("happened")
	b.click("#diary summary")
	if got := b.entries("#diary-entries"); !slices.Equal(got, all) {
		t.Errorf("beside the questions: %q", got)
	}
	if got := b.value("#field-what"); got != b.say("diary.see") {
		t.Errorf("the story begins with %q", got)
	}
	b.look()
	b.next("about")
	b.click(`[data-step] [name="office"][value="employee"]`)
	for i, step := range steps[2:] {
		b.press("begin.next")
		b.atStep(step)
		if i == len(steps)-3 {
			b.press("begin.next")
		}
	}
	b.atStep("check")
	b.reads(b.say("diary.go-along-count", text.Count("n", 4)))
	if got := b.entries("#read-entries"); !slices.Equal(got, all) {
		t.Errorf("read back: %q", got)
	}
	b.look()
	phone.writesDown("nog net op tijd", 5)
	b.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	b.press("begin.send")
	b.reads(text.For(lang).Refusal(gehoor.Refuse("diary.changed")))
	b.reads(b.say("diary.go-along-count", text.Count("n", 5)))
	all = append(all, "nog net op tijd")
	b.send(code)
	phone.fill("#field-writing", "te laat")
	phone.press("diary.keep")
	phone.reads(text.For(lang).Refusal(gehoor.Refuse("diary.sent")))
	if got := phone.value("#field-writing"); got != "te laat" {
		t.Errorf("what came too late is %q", got)
	}
	phone.comeBack(code)
	phone.at(layout.PathBox)
	phone.opened()
	phone.press("box.account-show")
	phone.until("the entries", `document.querySelectorAll("[data-kept] li").length === 5`)
	if got := phone.entries("[data-kept]"); !slices.Equal(got, all) {
		t.Errorf("the reporter reads back %q", got)
	}
	phone.look()

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.click(".work-row .reference")
	desk.opened()
	desk.until("the entries", `document.querySelectorAll("[data-kept] li").length === 5`)
	if got := desk.entries("[data-kept]"); !slices.Equal(got, all) {
		t.Errorf("a handler reads %q", got)
	}
	days := eval[[]string](desk, `[...document.querySelectorAll("[data-kept] .diary-day")].map(e => e.textContent)`)
	for _, day := range days {
		if !strings.Contains(day, fmt.Sprint(time.Now().Year())) {
			t.Errorf("an entry is of %q", day)
		}
	}
	desk.click("[data-kept] summary")
	desk.reads(desk.say("diary.rests-how"))
	desk.look()
	sound(t, b.site.dir)
}

// TestDiaryThrownAway: after a question it is gone at once, and so is the code; stopping
// and quick exit leave nothing in the browser, and lose nothing.
func TestDiaryThrownAway(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	code := b.doubts()
	b.writesDown("een", 1)
	b.press("diary.later")
	b.reads(b.say("begin.later-heading"))
	if b.hasKey("reporter") || eval[int](b, "sessionStorage.length") > 0 {
		t.Error("the browser still knows something")
	}
	b.comeBack(code)
	b.at(layout.PathDiary)
	b.hasEntries(1)
	b.fill("#field-writing", "half")
	b.reads(b.say("diary.saved"))
	b.do("leave", chromedp.KeyEvent(kb.Escape+kb.Escape))
	b.at(layout.PathHours)

	b = b.elsewhere()
	b.comeBack(code)
	b.at(layout.PathDiary)
	b.hasEntries(1)
	if got := b.value("#field-writing"); got != "half" {
		t.Errorf("after quick exit the field has %q", got)
	}
	other := b.second()
	other.open(layout.PathDiary)
	other.hasEntries(1)
	b.press("diary.drop")
	b.look()
	b.press("diary.drop-sure")
	b.reads(b.say("diary.dropped"))
	b.look()
	other.reads(other.say("begin.locked-heading"))
	b.comeBack(code)
	b.reads(text.For(gehoor.Dutch).Refusal(gehoor.Refuse(gehoor.CodeNoMailbox)))
	sound(t, b.site.dir)
}
