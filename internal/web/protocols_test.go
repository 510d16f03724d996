package web_test

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const (
	protocolsPath = "/nl" + layout.PathProtocols
	closingsPath  = "/nl" + layout.PathClosings
)

func (n *town) protocols() casework.Protocols {
	n.t.Helper()
	p, err := n.cases.Protocols(n.t.Context(), "veenhaven")
	n.must(err)
	return p
}

// edition is the shipped protocol with some words changed.
func edition(t *testing.T, changes ...string) string {
	t.Helper()
	file, err := os.ReadFile("../../protocols/receive.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(changes...).Replace(string(file))
}

// TestProtocols: an administrator is told what is wrong with a file, sees what another
// edition changes, adopts it with its decision, and fetches it.
func TestProtocols(t *testing.T) {
	n := newTown(t, nil)
	p := n.get("floor", protocolsPath)
	webtest.Check(t, p)
	if main := webtest.Text(p.All("main")[0]); !strings.Contains(main, "Een signaal ontvangen (versie 1.0.0)") || !strings.Contains(main, "7 dagen, Wbk art. 2") {
		t.Errorf("what is in force: %s", main)
	}
	form := url.Values{"act": {"look"}, "after": {string(n.protocols().Set.Digest())}}
	look := func(file, want string, status int) {
		t.Helper()
		form.Set("file", file)
		p := n.post("floor", protocolsPath, form)
		webtest.Check(t, p)
		if main := webtest.Text(p.All("main")[0]); p.Status != status || !strings.Contains(main, want) || len(n.protocols().All) != 0 {
			t.Errorf("%d, want %d and %q:\n%s", p.Status, status, want, main)
		}
	}
	look("protocol: [", "Regel 2", http.StatusUnprocessableEntity)
	look(edition(t, "actor: caseworker", "actor: nobody"), "dingen niet goed", http.StatusUnprocessableEntity)
	look(edition(t), "Dit protocol geldt al zo.", http.StatusConflict)
	later := edition(t, "1.0.0", "1.1.0", "length: 3mnd", "length: 6wk")
	look(later, "Anders: de termijn. Was: 3 maanden. Wordt: 6 weken.", http.StatusOK)
	look(edition(t, "protocol: receive", "protocol: further", "id: acknowledge", "id: call", "needs: [acknowledge]", "needs: [call]", "id: feedback", "id: tell"),
		"Het geldt naast wat er al geldt.", http.StatusOK)

	form.Set("file", later)
	form.Set("act", "adopt")
	form.Set("body", "college")
	form.Set("on", "geen dag")
	p = n.post("floor", protocolsPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "sure-error") || !strings.Contains(string(p.Body), "geen datum") || len(n.protocols().All) != 0 {
		t.Errorf("adopted unsure: %d", p.Status)
	}
	form.Set("on", "2025-11-24")
	form.Set("sure", "1")
	if p = n.post("floor", protocolsPath, form); p.Status != http.StatusSeeOther {
		t.Fatalf("adopted: %d %s", p.Status, p.Body)
	}
	p = n.get("floor", p.Header.Get("Location"))
	webtest.Check(t, p)
	if main := webtest.Text(p.All("main")[0]); !strings.Contains(main, "Besloten door college op maandag 24 november 2025") || !strings.Contains(main, "(versie 1.1.0)") {
		t.Errorf("after it was adopted: %s", main)
	}
	n.byFloor(gehoor.ProtocolStream, "protocol.adopted")
	file := n.get("floor", "/nl"+layout.PathProtocolFile+string(n.protocols().All[0].Digest))
	if string(file.Body) != later || !strings.Contains(file.Header.Get("Content-Disposition"), "receive-1.1.0.yaml") {
		t.Errorf("the file: %s", file.Header.Get("Content-Disposition"))
	}
	if p = n.get("floor", "/nl"+layout.PathProtocolFile+"sha256-0"); p.Status != http.StatusNotFound {
		t.Errorf("a file that is not: %d", p.Status)
	}

	// Another administrator still has the page of before.
	form.Set("file", edition(t, "1.0.0", "1.2.0", "length: 3mnd", "length: 8wk"))
	p = n.post("floor", protocolsPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusConflict || len(n.protocols().All) != 1 || !strings.Contains(webtest.Text(p.All("main")[0]), "Iemand anders heeft intussen iets vastgesteld") {
		t.Errorf("on an old page: %d", p.Status)
	}
}

// TestRetireProtocol: what was adopted beside is taken back, once that is confirmed.
func TestRetireProtocol(t *testing.T) {
	n := newTown(t, nil)
	further := edition(t, "protocol: receive", "protocol: further", "id: acknowledge", "id: call", "needs: [acknowledge]", "needs: [call]", "id: feedback", "id: tell")
	form := url.Values{"act": {"adopt"}, "after": {string(n.protocols().Set.Digest())}, "file": {further}, "sure": {"1"}}
	if p := n.post("floor", protocolsPath, form); p.Status != http.StatusSeeOther || len(n.protocols().Set) != 2 {
		t.Fatalf("adopted: %d %s", p.Status, p.Body)
	}
	p := n.get("floor", protocolsPath)
	webtest.Check(t, p)
	if !strings.Contains(webtest.Text(p.All("main")[0]), "dit is in een proefopstelling vastgesteld") {
		t.Error("nothing says that the decision is missing")
	}
	form = url.Values{"act": {"retire"}, "after": {string(n.protocols().Set.Digest())}, "code": {"further"}}
	p = n.post("floor", protocolsPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || len(n.protocols().Set) != 2 {
		t.Errorf("retired unsure: %d", p.Status)
	}
	form.Set("sure", "1")
	if p = n.post("floor", protocolsPath, form); p.Status != http.StatusSeeOther || len(n.protocols().Set) != 1 {
		t.Errorf("retired: %d", p.Status)
	}
	p = n.get("floor", p.Header.Get("Location"))
	webtest.Check(t, p)
	if !strings.Contains(webtest.Text(p.All("main")[0]), "Wat eerder is vastgesteld") {
		t.Error("what was adopted before is forgotten")
	}
	form.Set("after", string(n.protocols().Set.Digest()))
	if p = n.post("floor", protocolsPath, form); p.Status != http.StatusConflict {
		t.Errorf("retired again: %d", p.Status)
	}
}

// TestClosings: an administrator says on which days the office is closed; what was
// typed is there still when it is refused.
func TestClosings(t *testing.T) {
	n := newTown(t, nil)
	p := n.get("floor", closingsPath)
	webtest.Check(t, p)
	form := fields(p)
	before := len(n.protocols().Days)
	if form.Get("d.0.on") == "" || form.Get("after") != "0" {
		t.Fatalf("the form begins with %v", form)
	}
	last := len(n.protocols().Days)
	at := "d." + string(rune('0'+last))
	form.Set(at+".on", "2031-05-22")
	p = n.post("floor", closingsPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusConflict || n.protocols().Setting() != 0 || !strings.Contains(string(p.Body), "2031-05-22") {
		t.Errorf("without a reason: %d", p.Status)
	}
	form.Set(at+".why", "Brugdag")
	form.Set(at+".on", "22 mei")
	if p = n.post("floor", closingsPath, form); p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "geen datum") {
		t.Errorf("no day: %d", p.Status)
	}
	form.Set(at+".on", "2031-05-22")
	if p = n.post("floor", closingsPath, form); p.Status != http.StatusSeeOther || len(n.protocols().Days) != before+1 {
		t.Fatalf("kept: %d %s", p.Status, p.Body)
	}
	p = n.get("floor", p.Header.Get("Location"))
	webtest.Check(t, p)
	n.byFloor(gehoor.ProtocolStream, "protocol.closings-set")
	if p = n.post("floor", closingsPath, form); p.Status != http.StatusConflict {
		t.Errorf("on an old page: %d", p.Status)
	}
	for _, path := range []string{protocolsPath, closingsPath} {
		if p = n.get("noor", path); p.Status != http.StatusNotFound {
			t.Errorf("a caseworker at %s: %d", path, p.Status)
		}
	}
}

// TestOffered: what comes with the program and is not in force can be looked at with a
// link, each of them, and what there is not is not there.
func TestOffered(t *testing.T) {
	n := newTown(t, nil)
	offered := n.protocols().Offered
	if len(offered) < 5 {
		t.Fatalf("%d protocols are offered", len(offered))
	}
	page := n.get("floor", protocolsPath)
	for _, d := range offered {
		link := protocolsPath + "?bekijk=" + d.Code
		if !strings.Contains(string(page.Body), link) {
			t.Errorf("no link to %s", d.Code)
		}
		p := n.get("floor", link)
		webtest.Check(t, p)
		if main := webtest.Text(p.All("main")[0]); p.Status != http.StatusOK || !strings.Contains(main, "Het geldt naast wat er al geldt.") {
			t.Errorf("%s: %d: %s", d.Code, p.Status, main)
		}
	}
	if p := n.get("floor", protocolsPath+"?bekijk=nothing"); p.Status != http.StatusNotFound {
		t.Errorf("nothing is %d", p.Status)
	}
}

// TestRecommended: the first thing that the page offers is what we recommend. One press
// shows what it is and whom it needs; one decision adopts all of it.
func TestRecommended(t *testing.T) {
	n := newTown(t, nil)
	page := n.get("floor", protocolsPath)
	webtest.Check(t, page)
	main := webtest.Text(page.All("main")[0])
	if !strings.Contains(main, "Begin daarom hier") || strings.Index(main, "Kleine gemeente") > strings.Index(main, "Grote gemeente") || strings.Index(main, "Aanbevolen") > strings.Index(main, "Wat nu geldt") {
		t.Errorf("nothing is recommended first: %s", main)
	}
	chosen := protocolsPath + "?aanbevolen=small"
	if !strings.Contains(string(page.Body), chosen) {
		t.Fatal("no link to the profile")
	}
	for _, path := range []string{chosen, strings.Replace(chosen, "small", "large", 1)} {
		p := n.get("floor", path)
		webtest.Check(t, p)
		if main := webtest.Text(p.All("main")[0]); !strings.Contains(main, "Een signaal over een politieke ambtsdrager") || !strings.Contains(main, "ten minste") {
			t.Errorf("%s: %s", path, main)
		}
	}
	if p := n.get("floor", strings.Replace(chosen, "small", "huge", 1)); p.Status != http.StatusNotFound {
		t.Errorf("a profile that is not: %d", p.Status)
	}
	form := url.Values{"act": {"adopt-together"}, "profile": {"small"}, "after": {string(n.protocols().Set.Digest())}, "body": {"de raad"}, "on": {"geen dag"}}
	p := n.post("floor", protocolsPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "de raad") || !strings.Contains(string(p.Body), "geen datum") || len(n.protocols().All) != 0 {
		t.Errorf("adopted unsure: %d", p.Status)
	}
	form.Set("on", "2025-11-24")
	form.Set("sure", "1")
	form.Set("after", "sha256-0")
	p = n.post("floor", protocolsPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusConflict || !strings.Contains(string(p.Body), "de raad") || len(n.protocols().All) != 0 {
		t.Errorf("on an old page: %d", p.Status)
	}
	form.Set("after", string(n.protocols().Set.Digest()))
	if p = n.post("floor", protocolsPath, form); p.Status != http.StatusSeeOther || len(n.protocols().Set) != 7 {
		t.Fatalf("adopted: %d %s", p.Status, p.Body)
	}
	n.byFloor(gehoor.ProtocolStream, strings.Repeat("protocol.adopted ", 6)+"protocol.parameters-set")
	p = n.get("floor", p.Header.Get("Location"))
	webtest.Check(t, p)
	main = webtest.Text(p.All("main")[0])
	if !strings.Contains(main, "De protocollen zijn vastgesteld") || strings.Contains(main, "Aanbevolen") || strings.Count(main, "Besloten door de raad op maandag 24 november 2025") != 6 {
		t.Errorf("after they were adopted: %s", main)
	}
	if p = n.get("floor", chosen); !strings.Contains(webtest.Text(p.All("main")[0]), "gelden al") || strings.Contains(string(p.Body), "adopt-together") {
		t.Error("it is offered again")
	}
	if p = n.post("noor", protocolsPath, form); p.Status != http.StatusNotFound {
		t.Errorf("a caseworker: %d", p.Status)
	}
}

// TestReach: before adopting it is told what holds at once in dossiers that are open, and
// why there is no number of them. A caseworker reads it in the dossier itself, and who
// does not see the dossier reads nothing.
func TestReach(t *testing.T) {
	n := newTown(t, nil)
	const guard = `
guards:
  - id: G-EERST
    why: {nl: Schrijf eerst., en: Write first.}
    on: [signal.feedback-given]
    if: none(facts["signal.message-sent"], .by == "staff")
    effect: refuse
    applies: at-once
    stories: {stopped: a, passed: b}

ladders:`
	form := url.Values{"act": {"look"}, "after": {string(n.protocols().Set.Digest())}, "file": {edition(t, "1.0.0", "1.1.0", "aim: 2wd", "aim: 1wd")}}
	main := func() string {
		t.Helper()
		p := n.post("floor", protocolsPath, form)
		webtest.Check(t, p)
		return webtest.Text(p.All("main")[0])
	}
	if got := main(); !strings.Contains(got, "Voor dossiers die al open zijn, verandert er dus niets.") || strings.Contains(got, "In dossiers die versie") {
		t.Errorf("without guards: %s", got)
	}
	form.Set("file", edition(t, "1.0.0", "1.1.0", "\nladders:", guard))
	for _, want := range []string{"In dossiers die versie 1.0.0 volgen", "G-EERST: Schrijf eerst. Het wordt geweigerd om vast te leggen dat", "Hoeveel dossiers dat zijn, ziet u hier niet."} {
		if got := main(); !strings.Contains(got, want) {
			t.Errorf("it does not say %q: %s", want, got)
		}
	}
	form.Set("file", edition(t, "1.0.0", "1.1.0", "\nladders:", strings.Replace(guard, "none(facts", "not done[\"call\"] and none(facts", 1), "steps:", `steps:
  - id: call
    actor: caseworker
    each: signal
    start: [signal.received]
    record: [signal.message-sent]
    term: {length: 2wd, basis: default, late: usual}
    label: {nl: Bellen, en: Call}
    told: {nl: Wij bellen u., en: We call you.}
`))
	if got := main(); !strings.Contains(got, "“G-EERST” moet meteen gelden, maar noemt stap “call”.") || !strings.Contains(got, "In dossiers die versie 1.0.0 volgen Dit kan daar niet gelden") {
		t.Errorf("a guard that does not fit: %s", got)
	}
}

// TestProfilesFit: what a profile lacks is told of what is in force, and with what is
// looked at; a protocol that is an example is refused with why.
func TestProfilesFit(t *testing.T) {
	n := newTown(t, nil)
	main := func(path string) string {
		t.Helper()
		p := n.get("floor", path)
		webtest.Check(t, p)
		return webtest.Text(p.All("main")[0])
	}
	title := n.protocols().Offered[0].Title.NL
	if got := main(protocolsPath); !strings.Contains(got, "Kleine gemeente: er ontbreken") || !strings.Contains(got, "Nog niet vastgesteld: "+title+".") {
		t.Errorf("what is in force: %s", got)
	}
	got := main(protocolsPath + "?bekijk=" + n.protocols().Offered[0].Code)
	if !strings.Contains(got, "Hieronder telt mee wat u nu bekijkt: "+title) || strings.Contains(got, "Nog niet vastgesteld: "+title+".") {
		t.Errorf("with what is looked at: %s", got)
	}
	example := edition(t, "protocol: receive", "protocol: example-bad", "id: acknowledge", "id: call", "needs: [acknowledge]", "needs: [call]", "id: feedback", "id: tell")
	p := n.post("floor", protocolsPath, url.Values{"act": {"adopt"}, "after": {string(n.protocols().Set.Digest())}, "file": {example}, "sure": {"1"}})
	webtest.Check(t, p)
	if text := webtest.Text(p.All("main")[0]); p.Status != http.StatusConflict || !strings.Contains(text, "“example-bad” laat zien hoe het misgaat") || len(n.protocols().All) != 0 {
		t.Errorf("an example: %d %s", p.Status, text)
	}
}
