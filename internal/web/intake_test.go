package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// serious is a town that is no trial.
func serious(t *testing.T) *town {
	t.Helper()
	return newTown(t, func(d *casework.Deps, cfg *web.Config) { d.Trial, cfg.Owner.Trial = false, false })
}

// drilled has a drill of a recovery behind it, so that nothing lacks.
func (n *town) drilled(at time.Time) {
	n.t.Helper()
	book := &ledger.Book[*directory.Organisation]{
		Store: n.store, Source: ledger.Source{Now: func() time.Time { return at }, Random: n.random}, Decode: casework.Decode,
		New: func() *directory.Organisation { return &directory.Organisation{} },
	}
	_, err := book.Update(n.t.Context(), "veenhaven", gehoor.OrganisationStream, func(ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		drill := directory.RecoveryTested{Drill: gehoor.DossierID(strings.Repeat("a", 32)), Custodians: 2}
		return ledger.Decision{Actor: gehoor.System, Facts: []gehoor.Fact{drill}}, nil
	})
	n.must(err)
}

// TestIntakeInBrowser: an administrator opens intake once nothing lacks, after saying
// to be sure, and closes it; before that the page says what lacks.
func TestIntakeInBrowser(t *testing.T) {
	n := serious(t)
	gate := func(act, sure string) *webtest.Page {
		return n.post("floor", "/nl"+layout.PathIntake, url.Values{"act": {act}, "sure": {sure}})
	}
	page := func() (string, int) {
		p := n.get("floor", "/nl"+layout.PathAdmin)
		webtest.Check(t, p)
		return webtest.Text(p.All("main")[0]), len(p.All("form"))
	}
	const signOut = 1
	if text, forms := page(); !strings.Contains(text, "nog nooit geoefend") || forms != signOut {
		t.Errorf("%d forms: %s", forms, text)
	}
	if p := gate("open", "1"); p.Status != http.StatusConflict || !strings.Contains(webtest.Text(p.All("main")[0]), "nog nooit geoefend") {
		t.Errorf("opened while something lacks: %d", p.Status)
	}
	n.drilled(webtest.Now.AddDate(-2, 0, 0))
	if text, _ := page(); !strings.Contains(text, "meer dan een jaar geleden") {
		t.Errorf("an old drill: %s", text)
	}
	if p := gate("open", ""); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("without being sure: %d", p.Status)
	}
	for range 2 {
		if p := gate("open", "1"); p.Status != http.StatusSeeOther {
			t.Errorf("opened: %d", p.Status)
		}
	}
	open, err := n.cases.TakesSignals(t.Context(), "veenhaven")
	if text, _ := page(); err != nil || !open || !strings.Contains(text, "Signalen komen binnen") {
		t.Errorf("open: %v %v %s", open, err, text)
	}
	if p := gate("close", "1"); p.Status != http.StatusSeeOther {
		t.Errorf("closed: %d", p.Status)
	}
	if p := gate("dance", "1"); p.Status != http.StatusBadRequest {
		t.Errorf("danced: %d", p.Status)
	}
	n.byFloor(gehoor.OrganisationStream, "organisation.intake-opened organisation.intake-closed")
	trial := newTown(t, nil)
	if p := trial.post("floor", "/nl"+layout.PathIntake, url.Values{"act": {"open"}, "sure": {"1"}}); p.Status != http.StatusBadRequest {
		t.Errorf("opened a trial: %d", p.Status)
	}
}

// TestOverviewTellsNothing: the page is the same bytes before and after somebody gave
// a signal and mail about it waits. Mail that is stuck is one sentence, whatever it
// counts, and is not said of mail that somebody may know nothing of.
func TestOverviewTellsNothing(t *testing.T) {
	n := newTown(t, nil)
	page := func() string { return string(n.get("floor", "/nl"+layout.PathAdmin).Body) }
	before := page()
	put := func(id string, quiet, dead bool) {
		n.must(n.store.Enqueue(t.Context(), notify.Message{ID: id, Org: "veenhaven", To: n.ids["noor"], Kind: notify.KindSignal, NotBefore: webtest.Now, Quiet: quiet}))
		if dead {
			n.must(n.store.Failed(t.Context(), id, webtest.Now, true, "no such mailbox"))
		}
	}
	put("waits", false, false)
	put("quiet", true, true)
	if page() != before {
		t.Error("the page tells that there is mail")
	}
	put("one", false, true)
	stuck := page()
	if !strings.Contains(stuck, "niet aankomt") {
		t.Error("the page does not say that mail is stuck")
	}
	put("two", false, true)
	if page() != stuck {
		t.Error("the page tells how much mail is stuck")
	}
	hook := func(id string) string {
		n.must(n.store.Enqueue(t.Context(), notify.Message{ID: id, Org: "veenhaven", Hook: "piket", Kind: notify.KindSignal, NotBefore: webtest.Now}))
		return page()
	}
	if hook("event") != stuck {
		t.Error("the page tells that something waits for a webhook")
	}
	n.must(n.store.Failed(t.Context(), "event", webtest.Now, true, "the receiver is gone for good (410)"))
	away := page()
	if !strings.Contains(away, "Een webhook neemt al een tijd geen bericht van Gehoor aan") || strings.Contains(away, "piket") || hook("more") != away {
		t.Error("the page does not say that a webhook is away, or says more")
	}
}
