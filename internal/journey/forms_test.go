package journey_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/forms"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// sets chooses a value in a list.
func (b *tab) sets(id, value string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`(e => { e.value = %s; return e.dispatchEvent(new Event("change", {bubbles: true})) })(document.getElementById(%s))`, quote(value), quote(id)))
}

// byID fills the field of an id, which may have dots.
func (b *tab) byID(id, with string) {
	b.t.Helper()
	b.fill(fmt.Sprintf("[id=%q]", id), with)
}

// TestOwnQuestions: an administrator copies what is shipped, adds a question with a
// condition and adopts it; a reporter is asked it and adds a file; a caseworker
// reads the answer beside the question.
func TestOwnQuestions(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	admin := newTab(t, site, gehoor.Dutch)
	admin.open(layout.PathSignIn)
	admin.enter("floor", built.town.passphrases["floor"])
	admin.at(layout.PathAdmin)
	admin.press("form.heading")
	admin.at(layout.PathForms)
	admin.look()
	admin.click(".form-list li:first-child button")
	admin.at(forms.PathWork)
	admin.look()
	admin.sets("kind-0", "single")
	admin.click(`button[value="add 0 0 -1"]`)
	admin.at(forms.PathWork + "/0/9")
	admin.reads("Vul deze tekst in.")
	admin.look()
	for id, words := range map[string]string{
		"label.nl": "Hoe vaak gebeurt het?", "label.en": "How often does it happen?",
		"option.0.nl": "Elke dag", "option.0.en": "Every day", "option.1.nl": "Soms", "option.1.en": "Sometimes",
	} {
		admin.byID("field-q."+id, words)
	}
	admin.sets("field-q.when", "ongoing")
	admin.press("form.when-show")
	admin.until("the answers that it can wait for", `!!document.querySelector('[value="ongoing yes"]')`)
	admin.click(`[value="ongoing yes"]`)
	admin.click(`.actions button[value="save"]`)
	admin.until("that it is saved", `!!document.querySelector('[value="ongoing yes"][checked]')`)
	admin.look()
	admin.open(forms.PathSee)
	admin.reads("alleen als ‘Gebeurt het nog steeds?’ is: Ja")
	admin.look()
	admin.open(forms.PathAdopt)
	admin.reads("Nieuw: Hoe vaak gebeurt het?")
	admin.look()
	admin.click("#field-sure")
	admin.press("form.adopt-go")
	admin.reads("Vastgesteld. Deze vragen gelden vanaf nu.")

	b := admin.elsewhere()
	code := b.makeCode()
	b.fill("#field-what", "wat er is gebeurd")
	b.click(`[name="ongoing"][value="yes"]`)
	b.reads("Hoe vaak gebeurt het?")
	b.click(`[name="question-2"][value="b"]`)
	b.picks("files", writeFile(t, "briefje.txt", []byte("een briefje")))
	b.next(steps[1])
	b.click(`[name="office"][value="employee"]`)
	for i := range steps[1:] {
		b.next(append(steps, "check")[i+2])
	}
	b.reads("Soms")
	b.send(code)
	b.until("the file that was sent", `document.querySelectorAll('#sent-files [data-state="sent"]').length === 1`)

	desk := admin.elsewhere()
	desk.signIn("noor")
	desk.at(layout.PathStaff)
	desk.click(".work-row .reference")
	desk.opened()
	beside := eval[string](desk, `[...document.querySelectorAll(".answers dt")].find(e => e.textContent === "Hoe vaak gebeurt het?")?.nextElementSibling.textContent ?? ""`)
	if strings.TrimSpace(beside) != "Soms" {
		t.Errorf("beside the question stands %q", beside)
	}
	same(t, desk.fetch("briefje.txt"), []byte("een briefje"))
}
