package journey_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// A reporter's pages must come over a bad line: the first page, and the journey
// from there until the signal is received and two words are confirmed.
const (
	maxFirst   = 60_000
	maxJourney = 160_000 // 150,000 until the diary stood beside the form; to be won back
)

// TestWeight counts all that crosses, on the front's side of the connection:
// pages, styles, scripts, workers and answers, compressed, and their headers as
// HTTP/1.1 has them. What the mailbox adds is counted without headers, which
// HTTP/2 makes small.
func TestWeight(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.open(layout.PathHome)
	b.at(layout.PathHome)
	first := b.site.sent.Load()
	b.tell("employee", "iets over bonnen")
	told := b.site.sent.Load()
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	bodies := 0
	for _, r := range b.site.requests() {
		bodies += r.answer
	}
	t.Logf("first page %d bytes, until it is received %d; up to the mailbox %d without headers", first, told, bodies)
	if first > maxFirst || first < 1_000 {
		t.Errorf("the first page is %d bytes, and may be %d", first, maxFirst)
	}
	if told > maxJourney || told < first {
		t.Errorf("the journey is %d bytes, and may be %d", told, maxJourney)
	}
	if bodies > maxJourney {
		t.Errorf("up to the mailbox it is %d bytes, and may be %d", bodies, maxJourney)
	}
	if t.Failed() {
		for _, r := range b.site.requests() {
			t.Logf("%7d %s %s", r.answer, r.method, r.path)
		}
	}
}
