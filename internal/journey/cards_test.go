package journey_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestCardsOffline: nothing of the cards is kept before somebody asks for it; then they
// open without a connection, and nothing else of the site does; and they can be taken
// away again.
func TestCardsOffline(t *testing.T) {
	t.Parallel()
	d := startDemo(t)
	b := newTab(t, d.site(t), gehoor.Dutch)
	const kept = `(async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length])()`
	b.open(layout.PathCards)
	b.at(layout.PathCards)
	b.reads(b.say("cards.keep"))
	b.look()
	if got := eval[[]int](b, kept); got[0] != 0 || got[1] != 0 {
		t.Fatalf("before anybody asked there are %d caches and %d scripts", got[0], got[1])
	}
	b.press("cards.save")
	b.reads(b.say("cards.saved"))

	d.stop(t)
	b.open(layout.PathCards)
	b.at(layout.PathCards)
	b.reads("Als u een dossier behandelt")
	b.until("styles", `getComputedStyle(document.querySelector(".cards-card")).borderInlineStartWidth !== "0px"`)
	if reached := eval[bool](b, `fetch("/nl/werkwijze").then(() => true, () => false)`); reached {
		t.Error("another page of the site is answered without a connection")
	}
	b.press("cards.drop")
	b.reads(b.say("cards.dropped"))
	if got := eval[[]int](b, kept); got[0] != 0 || got[1] != 0 {
		t.Errorf("taken away, there are %d caches and %d scripts", got[0], got[1])
	}
}
