package journey_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// odd is what people and their keyboards also type.
const odd = "\u202eomgekeerd\u202c 👩🏽‍💻 \u0000\u200b <img src=x onerror=alert(1)> {{.}} '; DROP TABLE -- \\n é ß 語"

// TestEveryField: nothing, too much, and odd things in every field of the
// questionnaire give a sentence beside the field where something is wrong, and
// never change what was typed.
func TestEveryField(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.English)
	b.open(layout.PathBegin)
	b.press("begin.start")
	b.atStep("code")
	b.until("the words of the code", `document.querySelectorAll("#code-words li").length === 12`)
	b.look()
	b.press("begin.next")
	b.beside("field-written", b.say("begin.written-missing"))
	b.twoWords()
	b.click("#field-written")
	b.next(steps[0])
	form, err := questionnaire.Newest("signal")
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range form.Steps {
		b.inStep(s, append(steps, "check")[i+1])
	}
	told := eval[string](b, `document.getElementById("read").textContent`)
	if n := strings.Count(told, "<img src=x onerror=alert(1)>"); n < 10 {
		t.Errorf("of what was typed %d odd answers can be read back\n%s", n, told)
	}
	b.look()
}

// inStep tries every field of a step, and goes on.
func (b *tab) inStep(s questionnaire.Step, next string) {
	b.t.Helper()
	b.atStep(string(s.ID))
	b.emptied(s)
	for _, choice := range choices[string(s.ID)] {
		name, value, _ := strings.Cut(choice, "=")
		b.click(fmt.Sprintf(`[data-step] [name=%q][value=%q]`, name, value))
	}
	all := limits(s)
	var together []string // of a group one fault is told at a time
	for _, f := range b.fields() {
		switch limit := all[f.ID]; {
		case f.Kind == "date":
		case limit == 0:
			b.t.Errorf("the field %s has no limit", f.ID)
		case strings.Contains(f.ID, "-0-"):
			b.tooLong(all, f.ID)
		default:
			together = append(together, f.ID)
		}
	}
	b.tooLong(all, together...)
	b.next(next)
}

// tooLong types more than there is room for into fields and goes on: each says
// so and cuts nothing. Then it types what is odd, which is let through.
func (b *tab) tooLong(limits map[string]int, ids ...string) {
	b.t.Helper()
	if len(ids) == 0 {
		return
	}
	long := func(id string) string { return strings.Repeat("e", limits[id]-1) + "xyz" }
	for _, id := range ids {
		b.fill("#"+id, long(id))
	}
	b.press("begin.next")
	for _, id := range ids {
		b.beside(id, "2 characters too long")
		if kept := b.value("#" + id); kept != long(id) {
			b.t.Errorf("%s: %d characters are left of %d", id, len(kept), len(long(id)))
		}
	}
	b.look()
	for _, id := range ids {
		b.fill("#"+id, odd)
		// A field drops what no field can hold, and nothing else.
		if kept := b.value("#" + id); kept != odd && kept != strings.ReplaceAll(odd, "\x00", "") {
			b.t.Errorf("%s holds %q", id, kept)
		}
	}
}

// limits are the most characters of each text field of a step, by the field's id.
func limits(s questionnaire.Step) map[string]int {
	most := make(map[string]int)
	for _, q := range s.Questions {
		if q.Limit != nil {
			most["field-"+string(q.ID)] = q.Limit.Characters
		}
		if q.Group == nil {
			continue
		}
		for _, inner := range q.Group.Questions {
			most[fmt.Sprintf("field-%s-0-%s", q.ID, inner.ID)] = inner.Limit.Characters
		}
	}
	return most
}

// emptied goes on without an answer, where one is needed.
func (b *tab) emptied(s questionnaire.Step) {
	b.t.Helper()
	needed := false
	for _, q := range s.Questions {
		if !q.Required {
			continue
		}
		if !needed {
			b.press("begin.next")
		}
		needed = true
		b.beside("field-"+string(q.ID), b.say("question.required", text.With("question", q.Label.In(b.lang))))
	}
	if needed {
		b.look()
	}
}

// beside waits for a sentence beside a field, in the summary that has the focus,
// and that the one is named by the other.
func (b *tab) beside(id, sentence string) {
	b.t.Helper()
	b.until(fmt.Sprintf("%q beside %s", sentence, id), fmt.Sprintf(
		`document.getElementById(%q)?.textContent.includes(%s)`, id+"-error", quote(sentence)))
	const summary = `document.activeElement.role === "alert" && [...document.activeElement.querySelectorAll("a")].some(a => a.hash === %s && a.textContent.includes(%s))`
	if !eval[bool](b, fmt.Sprintf(summary, quote("#"+id), quote(sentence))) {
		b.t.Errorf("the summary does not lead to %s\n%s", id, b.excerpt())
	}
	const named = `(e => [e, e.closest("fieldset")].some(e => e?.getAttribute("aria-describedby")?.includes(%q)))(document.getElementById(%q))`
	if !eval[bool](b, fmt.Sprintf(named, id+"-error", id)) {
		b.t.Errorf("the field %s does not name its sentence", id)
	}
}

// twoWords tries the check of the code with wrong words.
func (b *tab) twoWords() {
	b.t.Helper()
	b.press("begin.try")
	b.until("two fields", `document.querySelectorAll("#try input").length === 2`)
	b.press("begin.words-check")
	for _, typed := range []string{"", "wrongword"} {
		for _, f := range b.fields() {
			b.fill("#"+f.ID, typed)
		}
		b.press("begin.words-check")
		for _, f := range b.fields() {
			b.until("a sentence beside "+f.ID, fmt.Sprintf(`document.getElementById(%q)?.textContent.length > 10`, f.ID+"-error"))
			if kept := b.value("#" + f.ID); kept != typed {
				b.t.Errorf("%s holds %q", f.ID, kept)
			}
		}
	}
	b.look()
}

// TestCodeField: what is no code is told by its words, and stays; a code that
// opens nothing says nothing about why.
func TestCodeField(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.English)
	b.open(layout.PathResume)
	b.until("the form", `document.querySelector("#resume-go")?.disabled === false`)
	b.look()
	good := "orphan find shy grief embrace project link melody squeeze carry trigger such"
	for typed, sentence := range map[string]string{
		"":                                       b.say("resume.missing"),
		"orphan find":                            b.say("resume.count", text.Count("count", 2)),
		good + " such":                           b.say("resume.count", text.Count("count", 13)),
		"zzqzz" + good[6:]:                       b.say("resume.unknown", text.Count("position", 1), text.With("word", "zzqzz")),
		"find" + good[6:]:                        b.say("resume.checksum"),
		strings.Repeat("a", 3_000):               b.say("resume.too-long"),
		strings.Repeat("abandon ", 11) + "about": b.say("refusal.mailbox.none"),
	} {
		b.fill("#field-code", typed)
		b.press("resume.go")
		b.beside("field-code", sentence)
		if kept := b.value("#field-code"); kept != typed {
			t.Errorf("of %d characters %d are left", len(typed), len(kept))
		}
	}
	b.look()
	b.fill("#field-code", "1. "+strings.ToUpper(built.town.codes[0]))
	b.press("resume.go")
	b.at(layout.PathBox)
}
