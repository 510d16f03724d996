package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/gehoor/gehoor/protocols"
)

// followCommon has dossiers that are opened now follow what holds for every signal.
func (n *town) followCommon() {
	n.t.Helper()
	file, _ := protocols.Protocol("common")
	p, err := n.cases.Protocols(n.t.Context(), "veenhaven")
	n.must(err)
	day := protocol.DateOf(webtest.Now)
	n.must(n.cases.AdoptProtocol(n.t.Context(), "veenhaven", gehoor.System, file, adoption.Gates{
		Body: "college", On: day, WorksCouncilOn: day, OfficerOn: day, AssessedOn: day, Publication: "none",
	}, p.Set.Digest()))
}

// TestNotices: the mayor reads that there is a signal, in both languages, and confirms
// it; to whoever works on it, and to nobody, the page is not there.
func TestNotices(t *testing.T) {
	n := newTown(t, nil)
	n.followCommon()
	empty := n.get("meike", "/nl"+layout.PathNotices)
	webtest.Check(t, empty)
	if text := webtest.Text(empty.All("main")[0]); !strings.Contains(text, "Er is nog geen signaal") {
		t.Errorf("without any: %s", text)
	}
	box := n.told()
	n.must(n.cases.DeclareNoInterest(t.Context(), "veenhaven", n.ids["noor"], box.Dossier))
	n.must(n.cases.Record(t.Context(), "veenhaven", n.ids["noor"], box.Dossier, casework.Writing{Kind: "dossier.triaged", Signal: box.Signal, Fields: record.Fields{
		"severity": "serious", "office": "alderman", "wbk": "no", "crime": "no",
	}}))
	_, err := n.cases.Tick(t.Context())
	n.must(err)

	for lang, says := range map[string]string{"/nl": "Er is een signaal over: wethouder", "/en": "There is a signal about: alderman"} {
		p := n.get("meike", lang+layout.PathNotices)
		webtest.Check(t, p)
		if text := webtest.Text(p.All("main")[0]); !strings.Contains(text, says) {
			t.Errorf("%s: %s", lang, text)
		}
	}
	// On the telephone both mean the same dossier.
	if text := webtest.Text(n.get("meike", "/nl"+layout.PathNotices).All("main")[0]); !strings.Contains(text, strings.ReplaceAll(desk.Reference(box.Dossier), "\u00a0", " ")) {
		t.Errorf("the number is not the one that the bureau reads: %s", text)
	}
	for _, login := range []string{"noor", "jet", "saar", "wies", "floor", "hidde", "fenna"} {
		if p := n.get(login, "/nl"+layout.PathNotices); p.Status != http.StatusNotFound {
			t.Errorf("%s finds the page: %d", login, p.Status)
		}
	}
	confirm := func(login string, signal gehoor.SignalID) int {
		return n.post(login, "/nl"+layout.PathNotices, url.Values{"dossier": {string(box.Dossier)}, "signal": {string(signal)}}).Status
	}
	for what, got := range map[string]int{
		"somebody else": confirm("noor", box.Signal), "another signal": confirm("meike", gehoor.SignalID(strings.Repeat("7", 32))),
	} {
		if got != http.StatusNotFound {
			t.Errorf("%s: %d", what, got)
		}
	}
	if got := confirm("meike", "nonsense"); got != http.StatusBadRequest {
		t.Errorf("nonsense: %d", got)
	}
	if got := confirm("meike", box.Signal); got != http.StatusSeeOther {
		t.Errorf("the mayor confirms: %d", got)
	}
	text := webtest.Text(n.get("meike", "/nl"+layout.PathNotices).All("main")[0])
	if !strings.Contains(text, "U hebt alles bevestigd.") || !strings.Contains(text, "U bevestigde op") {
		t.Errorf("afterwards: %s", text)
	}
	if text := webtest.Text(n.get("noor", "/nl"+layout.PathDossier+string(box.Dossier)).All("main")[0]); !strings.Contains(text, "bevestigd op") {
		t.Error("the dossier does not say that the mayor confirmed")
	}
}

// TestKnewBefore: on a page of its own somebody at the top says that they knew before;
// what is wrong is said there, with what they typed, and nobody else finds the page.
func TestKnewBefore(t *testing.T) {
	n := newTown(t, nil)
	n.followCommon()
	box := n.told()
	n.must(n.cases.DeclareNoInterest(t.Context(), "veenhaven", n.ids["noor"], box.Dossier))
	n.must(n.cases.Record(t.Context(), "veenhaven", n.ids["noor"], box.Dossier, casework.Writing{Kind: "dossier.triaged", Signal: box.Signal, Fields: record.Fields{
		"severity": "moderate", "office": "alderman", "wbk": "no", "crime": "no",
	}}))
	_, err := n.cases.Tick(t.Context())
	n.must(err)
	at := layout.PathNotices + "/" + string(box.Dossier) + "/" + string(box.Signal)
	for _, lang := range []string{"/nl", "/en"} {
		webtest.Check(t, n.get("meike", lang+at))
	}
	for _, login := range []string{"noor", "jet", "hidde", "fenna"} {
		if p := n.get(login, "/nl"+at); p.Status != http.StatusNotFound {
			t.Errorf("%s finds the page: %d", login, p.Status)
		}
	}
	for _, wrong := range []string{"/nonsense/" + string(box.Signal), "/" + string(box.Dossier) + "/nonsense", "/" + string(box.Dossier) + "/" + strings.Repeat("7", 32)} {
		if p := n.get("meike", "/nl"+layout.PathNotices+wrong); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", wrong, p.Status)
		}
	}
	declare := func(form url.Values) *webtest.Page { return n.post("meike", "/nl"+at, form) }
	empty := declare(url.Values{"by": {"manager"}})
	webtest.Check(t, empty)
	if says := webtest.Text(empty.All("main")[0]); empty.Status != http.StatusUnprocessableEntity || !strings.Contains(says, "Kies de dag") || !strings.Contains(says, "Kies ja of nee") {
		t.Errorf("nothing answered: %d %s", empty.Status, says)
	}
	tomorrow := declare(url.Values{"since": {protocol.DateOf(webtest.Now).AddDays(1).String()}, "acted": {"no"}, "by": {"manager"}})
	if says := webtest.Text(tomorrow.All("main")[0]); tomorrow.Status != http.StatusUnprocessableEntity || !strings.Contains(says, "Deze dag komt nog") {
		t.Errorf("a day to come: %d %s", tomorrow.Status, says)
	}
	if kept := string(tomorrow.Body); !strings.Contains(kept, protocol.DateOf(webtest.Now).AddDays(1).String()) || strings.Count(kept, " checked") != 2 {
		t.Error("what was typed is gone")
	}
	if got := declare(url.Values{"since": {"2026-01-02"}, "acted": {"no"}, "by": {"manager"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("declared: %d", got.Status)
	}
	done := n.get("meike", "/nl"+layout.PathNotices+"?vastgelegd=1")
	if says := webtest.Text(done.All("main")[0]); !strings.Contains(says, "Er staat nu in het dossier dat u het eerder wist") {
		t.Errorf("afterwards: %s", says)
	}
	if says := webtest.Text(n.get("noor", "/nl"+layout.PathDossier+string(box.Dossier)+"/wie-wist-wat").All("main")[0]); !strings.Contains(says, "2 januari 2026") {
		t.Errorf("who knew what does not say it: %s", says)
	}
}
