package plain_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// TestConsentToComparing: without scripts too a reporter reads of comparing only where the
// works council agreed, agrees to it if they gave a name, and can take it back after it was
// switched off. Who gave none reads why not.
func TestConsentToComparing(t *testing.T) {
	const inbox = "/formulier/vervolg"
	w := newWorld(t)
	ctx, say := t.Context(), text.For(gehoor.Dutch).Say
	nameless, _ := w.inbox()
	b := w.browser("nl")
	b.code()
	b.tell("iets").open("/formulier/11").press("next", "known-to", "handlers").must("/formulier/12").press("next", "name", "Robin")
	b.open("/formulier/nalezen").press("send", "_known", string(noor)).must("/formulier/klaar").open(inbox).must(inbox)
	offered := func() bool { return strings.Contains(b.open(inbox).must(inbox).text(), say("knowing.watch")) }
	agreed := func() int {
		n := 0
		for _, one := range w.dossiers() {
			d, err := w.cases.Dossier(ctx, org, noor, one.Dossier)
			if err != nil {
				t.Fatal(err)
			}
			n += len(d.Consents(d.Signals[0].ID))
		}
		return n
	}
	if offered() {
		t.Error("it is offered where the works council did not agree")
	}
	if err := w.cases.AgreeWatch(ctx, org, gehoor.System, protocol.DateOf(w.now)); err != nil {
		t.Fatal(err)
	}
	nameless.open(inbox).must(inbox, say("knowing.watch"), say("knowing.watch-nameless"))
	if !offered() {
		t.Error("it is not offered where the works council agreed")
	}
	b.press("", "_for", "watch", "_person", "", "_recipient", "", "_consent", "agree").must(inbox, say("knowing.said"))
	if n := agreed(); n != 1 {
		t.Errorf("%d consents stand", n)
	}
	if err := w.cases.EndWatch(ctx, org, gehoor.System); err != nil {
		t.Fatal(err)
	}
	b.open(inbox).must(inbox, say("knowing.watch-off"))
	b.press("", "_for", "watch", "_person", "", "_recipient", "", "_consent", "unsay").must(inbox, say("knowing.said"))
	if offered() || agreed() != 0 {
		t.Error("after it was taken back something of it is left")
	}
}
