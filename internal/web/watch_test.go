package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestWatchSwitch: as long as no administrator said when the works council agreed, nobody
// finds a page or a link; a day that is none is told beside the field; and switched off,
// nothing of it is there any more.
func TestWatchSwitch(t *testing.T) {
	n := newTown(t, nil)
	w := text.For("nl")
	set := func(body string) int {
		return n.do("floor", http.MethodPost, "/nl"+layout.PathWatchAgreed, body).Status
	}
	there := func(want bool) {
		t.Helper()
		p := n.get("noor", "/nl"+layout.PathWatch)
		if there := p.Status == http.StatusOK; there != want {
			t.Errorf("the page answers %d", p.Status)
		}
		if want && !strings.Contains(string(p.Body), w.Say("comparing.nobody")) {
			t.Error("it does not say that nobody agreed")
		}
		if linked := strings.Contains(string(n.get("noor", "/nl"+layout.PathStaff).Body), layout.PathWatch); linked != want {
			t.Errorf("the work list leads to it: %v", linked)
		}
	}
	there(false)
	for _, body := range []string{"act=watch", "act=watch&watch=31-02-2026", "act=watch&watch=2126-01-01"} {
		if p := n.do("floor", http.MethodPost, "/nl"+layout.PathWatchAgreed, body); p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), w.Say("refusal.organisation.watch-day")) {
			t.Errorf("%s answers %d", body, p.Status)
		}
	}
	if got := set("act=else"); got != http.StatusBadRequest && got != http.StatusUnprocessableEntity {
		t.Errorf("something else answers %d", got)
	}
	there(false)
	if got := set("act=watch&watch=2026-01-02"); got != http.StatusSeeOther {
		t.Errorf("a day answers %d", got)
	}
	there(true)
	if got := set("act=unwatch"); got != http.StatusSeeOther {
		t.Errorf("switching off answers %d", got)
	}
	there(false)
	kind, _ := record.Of(record.KindChanged)
	if !kind.HasForm() {
		t.Fatal("a change has no form")
	}
}
