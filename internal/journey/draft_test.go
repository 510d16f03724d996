package journey_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// messageWords is the field of the message to the reporter.
var messageWords = form("message") + " textarea[id$=words]"

// types writes in the message's form and waits until the server has it.
func (b *tab) types(words string) {
	b.t.Helper()
	b.unfold("message")
	b.fill(messageWords, words)
	b.until("that the server has it", fmt.Sprintf(`(%s)(document.querySelector('%s [id$=kept]')).startsWith(%s)`, shown, form("message"), quote(begins(b.say("draft.kept", text.With("time", "§"))))))
}

// begins is a sentence up to its first argument.
func begins(sentence string) string {
	before, _, _ := strings.Cut(sentence, "§")
	return flat(before)
}

// waitsWith waits until the message's form holds words.
func (b *tab) waitsWith(words string) {
	b.t.Helper()
	b.until("the words in the form", fmt.Sprintf("document.querySelector('%s')?.value === %s", messageWords, quote(words)))
}

// TestDrafts: what a caseworker wrote is there on another machine and after signing
// out, a colleague sees that it is being written and not what, two texts are both
// there until one is chosen, and with the sending nothing of it is left.
func TestDrafts(t *testing.T) {
	t.Parallel()
	reporter := newTab(t, newSite(t), gehoor.Dutch)
	reporter.tell("employee", "de sleutel van de kluis lag op het bureau")

	office := reporter.elsewhere()
	office.signIn("noor")
	office.click(".work-row .reference")
	office.opened()
	at := office.path()
	office.types("Kunt u zeggen welke kluis?")

	colleague := reporter.elsewhere()
	colleague.signIn("bram")
	colleague.open(at)
	colleague.opened()
	colleague.reads(colleague.say("draft.colleague", text.With("name", "Noor Zilverberk (behandelaar, bureau integriteit)")))
	colleague.readsNot("welke kluis")
	if words := colleague.value(messageWords); words != "" {
		t.Errorf("a colleague's form holds %q", words)
	}
	colleague.look()

	home := reporter.elsewhere()
	home.signIn("noor")
	home.reads(home.say("draft.list"))
	home.look()
	home.open(at)
	home.opened()
	home.waitsWith("Kunt u zeggen welke kluis?")
	home.reads(begins(home.say("draft.back", text.With("moment", "§"))))
	home.types("Kunt u zeggen welke kluis, en wanneer?")

	office.fill(messageWords, "Welke kluis was dat, op kantoor?")
	office.reads(office.say("draft.differs"))
	office.look()
	office.waitsWith("Welke kluis was dat, op kantoor?")
	if other := office.value("[id$=beside]"); other != "Kunt u zeggen welke kluis, en wanneer?" {
		t.Errorf("the other text is %q", other)
	}
	office.press("draft.take-other")
	office.waitsWith("Kunt u zeggen welke kluis, en wanneer?")
	office.press("draft.take-other")
	office.waitsWith("Welke kluis was dat, op kantoor?")
	office.press("draft.keep-this")
	office.types("Welke kluis was dat, op kantoor, en wanneer?")

	office.click("#sign-out button")
	office.at(layout.PathSignIn)
	office.signIn("noor")
	office.open(at)
	office.opened()
	office.waitsWith("Welke kluis was dat, op kantoor, en wanneer?")
	office.write("message", "")
	office.reads("Welke kluis was dat, op kantoor, en wanneer?")
	office.waitsWith("")

	home.fill(messageWords, "Nog iets van thuis")
	home.reads(begins(home.say("draft.differs-gone")))
	home.look()
	colleague.open(at)
	colleague.opened()
	colleague.readsNot(colleague.say("draft.colleague", text.With("name", "Noor Zilverberk (behandelaar, bureau integriteit)")))
	sound(t, reporter.site.dir)
}
