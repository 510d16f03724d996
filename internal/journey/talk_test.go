package journey_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// tells gives a signal with the fewest answers, and what a step is answered with
// besides. It ends in the mailbox.
func (b *tab) tells(what string, besides map[string]func()) []string {
	b.t.Helper()
	code := b.makeCode()
	for i, step := range steps {
		switch step {
		case "happened":
			b.fill("#field-what", what)
		case "about":
			b.click(`[name="office"][value="employee"]`)
		}
		if also := besides[step]; also != nil {
			also()
			b.look()
		}
		b.next(append(steps, "check")[i+1])
	}
	b.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	b.look()
	b.send(code)
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	return code
}

// reference is what the mailbox says that colleagues can name.
func (b *tab) reference() string {
	b.t.Helper()
	return eval[string](b, `document.querySelector("#reference").textContent`)
}

// opensDossier goes from the work list to the dossier with a reference.
func (b *tab) opensDossier(reference string) {
	b.t.Helper()
	b.open(layout.PathStaff)
	const link = `[...document.querySelectorAll(".work-row a.reference")].find(a => a.textContent.includes(%s))`
	b.until("the dossier "+reference, fmt.Sprintf(link+` !== undefined`, quote(reference)))
	eval[bool](b, fmt.Sprintf(`(`+link+`.click(), true)`, quote(reference)))
	b.until("the dossier's page", fmt.Sprintf(`document.querySelector("h1")?.textContent.includes(%s)`, quote(reference)))
	b.opened()
}

// badges are those of a dossier's page.
func (b *tab) badges() string {
	b.t.Helper()
	return eval[string](b, `document.querySelector("#badges").textContent`)
}

// TestTalkFromTheStart: a reporter asks for a talk while telling. Only that there
// is such a wish is seen without a key; it stands out until somebody writes.
func TestTalkFromTheStart(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.English)
	wish := func() {
		b.click(`[name="talk"][value="phone"]`)
		b.fill("#field-talk-number", "06 0000 0142")
		b.fill("#field-talk-times", "dinsdag na zessen, thuis niet")
		b.fill("#field-talk-language", "Papiaments")
		b.click(`[name="talk-interpreter"][value="yes"]`)
		b.click(`[name="talk-asked"]`)
	}
	b.tells("the kettle is never cleaned", map[string]func(){"talk": wish})
	b.reads("You asked for a talk.")
	b.look()

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.opensDossier(b.reference())
	desk.reads(desk.say("dossier.talk-heading"))
	desk.reads("dinsdag na zessen, thuis niet")
	desk.reads("06 0000 0142")
	desk.look()
	desk.write("message", "I call you on Tuesday at seven.")
	desk.opened()
	if strings.Contains(desk.badges(), desk.say("dossier.talk")) {
		t.Error("the talk was answered and still stands out")
	}
	b.do("reload", chromedp.Reload())
	b.opened()
	b.reads("I call you on Tuesday at seven.")
	b.reads(b.say("box.talk-lead"))
	sound(t, b.site.dir)
}

// TestTalkUnsaid: a wish that the reporter does not let us see is read by who
// opens the signal, and by nobody before.
func TestTalkUnsaid(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	wish := func() {
		b.click(`[name="talk"][value="meet"]`)
		b.fill("#field-talk-place", "de bieb aan de haven")
	}
	b.tells("het scherm staat altijd aan", map[string]func(){"talk": wish})
	b.readsNot("U vroeg om een gesprek.")
	desk := b.elsewhere()
	desk.signIn("noor")
	desk.opensDossier(b.reference())
	desk.reads("de bieb aan de haven")
	desk.readsNot(desk.say("dossier.talk-heading"))
}

// TestTalkFromTheMailbox: a reporter asks for a talk later, from the mailbox, and then
// for somebody else.
func TestTalkFromTheMailbox(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.tells("de lift blijft hangen", nil)
	b.press("box.talk-open")
	b.click("#talk-go")
	b.reads(b.say("box.talk-reach-missing"))
	b.look()
	b.click(`[name="talk-how"][value="call"]`)
	b.fill("#field-talk-reach", "06 0000 0199")
	b.fill("#field-talk-when", "alleen 's ochtends")
	b.click("#field-talk-interpreter")
	b.click("#talk-go")
	b.reads(b.say("box.said-talk"))
	b.opened()
	b.reads("alleen 's ochtends")
	b.look()

	desk := b.elsewhere()
	desk.signIn("noor")
	desk.opensDossier(b.reference())
	desk.reads(desk.say("dossier.talk-heading"))
	desk.reads("alleen 's ochtends")
	desk.write("message", "Ik bel u morgen om tien uur.")
	desk.opened()
	if strings.Contains(desk.badges(), desk.say("dossier.talk")) {
		t.Error("the talk was answered and still stands out")
	}
	pressed(b, desk)
	sound(t, b.site.dir)
}

// pressed: it does not go well, and the reporter says so with a button. Who leads reads
// that somebody else answers, who does.
func pressed(b, leads *tab) {
	b.t.Helper()
	reference := b.reference()
	b.press("demand.treated-worse")
	b.reads(b.say("demand.protection-1"))
	b.look()
	b.fill("#field-demand-treated-worse", "ik sta niet meer in het rooster")
	b.click("#demand-treated-worse-go")
	b.reads(b.say("demand.said"))
	b.opened()
	b.reads("ik sta niet meer in het rooster")
	b.look()

	leads.opensDossier(reference)
	leads.reads("Wie dit dossier leidt, antwoordt hier niet op.")
	leads.readsNot(leads.say("dossier.demand-answer"))
	other := b.elsewhere()
	other.signIn("bram")
	other.reads(other.say("dossier.demand"))
	other.look()
	other.opensDossier(reference)
	other.reads("U leidt dit dossier niet.")
	other.look()
	other.write("answer-demand", "Ik ben Bram, en las alles opnieuw.")
	other.opened()
	other.readsNot(other.say("dossier.demand-heading"))
	b.do("reload", chromedp.Reload())
	b.opened()
	b.reads("Ik ben Bram, en las alles opnieuw.")
	b.readsNot(b.say("demand.waiting-heading"))
}

// TestLinkedByReference: a colleague names the reference of a signal; a handler of
// both links them, and neither reporter reads a word of the other.
func TestLinkedByReference(t *testing.T) {
	t.Parallel()
	first := newTab(t, newSite(t), gehoor.Dutch)
	first.tells("de deur van de kluis klemt", nil)
	reference := first.reference()

	second := first.elsewhere()
	names := func() {
		second.click(`[name="earlier"][value="other"]`)
		second.fill("#field-earlier-reference", strings.ToLower(reference))
	}
	second.tells("ook bij mij klemde die deur", map[string]func(){"earlier": names})
	second.readsNot("de deur van de kluis klemt")

	desk := first.elsewhere()
	desk.signIn("noor")
	desk.opensDossier(second.reference())
	desk.reads(desk.say("dossier.earlier-other"))
	desk.look()
	desk.press("dossier.earlier-go")
	if got := desk.value("#link-reference"); got != reference {
		t.Errorf("the form has %q, want %q", got, reference)
	}
	desk.press("dossier.link-go")
	desk.reads(desk.say("dossier.said-linked"))
	desk.opened()
	desk.readsNot(desk.say("dossier.earlier-other"))
	desk.look()
	desk.opensDossier(reference)
	desk.reads(desk.say("dossier.link-together"))
	for _, b := range []*tab{first, second} {
		b.do("reload", chromedp.Reload())
		b.opened()
	}
	first.readsNot("ook bij mij klemde die deur")
	second.readsNot("de deur van de kluis klemt")
	sound(t, first.site.dir)
}
