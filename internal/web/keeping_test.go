package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/gehoor/gehoor/protocols"
)

const keepingPath = "/nl" + layout.PathKeeping

// rules are those that hold.
func (n *town) rules() directory.Adoption {
	n.t.Helper()
	o, err := n.cases.Organisation(n.t.Context(), "veenhaven")
	n.must(err)
	return o.Adoption()
}

// TestKeeping: an administrator begins with a proposal that cannot be adopted without
// a category, sees what changes before anything holds, and adopts it.
func TestKeeping(t *testing.T) {
	n := newTown(t, nil)
	p := n.get("floor", keepingPath)
	webtest.Check(t, p)
	form := fields(p)
	if form.Get("r.0.years") != "2" || form.Get("r.0.category") != "" || !strings.Contains(webtest.Text(p.All("main")[0]), "Er gelden nog geen regels") {
		t.Fatalf("the form begins with %v", form)
	}
	form.Set("act", "adopt")
	form.Set("sure", "1")
	p = n.post("floor", keepingPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "#field-r.0.category") || n.rules().Seq != 0 {
		t.Errorf("without a category: %d", p.Status)
	}
	form.Set("r.0.category", "  12.3 ")
	form.Set("by", "college")
	form.Set("on", "2026-11-24")
	form.Set("act", "show")
	form.Del("sure")
	p = n.post("floor", keepingPath, form)
	webtest.Check(t, p)
	main := webtest.Text(p.All("main")[0])
	if p.Status != http.StatusOK || !strings.Contains(main, "Nieuw: Elk dossier") || !strings.Contains(main, "2 jaar na het sluiten") || n.rules().Seq != 0 {
		t.Errorf("what changes: %d %s", p.Status, main)
	}
	form.Set("act", "adopt")
	p = n.post("floor", keepingPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "sure-error") || n.rules().Seq != 0 {
		t.Errorf("adopted unsure: %d", p.Status)
	}
	form.Set("sure", "1")
	for range 2 {
		if p = n.post("floor", keepingPath, form); p.Status != http.StatusSeeOther {
			t.Fatalf("adopted: %d %s", p.Status, p.Body)
		}
	}
	webtest.Check(t, n.get("floor", p.Header.Get("Location")))
	now := n.rules()
	if r := now.Rules.Rules[0]; r.Category != "12.3" || r.Term.String() != "24mnd" || now.By != "college" || now.On.String() != "2026-11-24" {
		t.Errorf("what holds: %+v", now)
	}
	n.byFloor(gehoor.OrganisationStream, "organisation.retention-adopted")
	file := n.get("floor", "/nl"+layout.PathKeepingFile)
	if r, err := retention.Parse(file.Body); err != nil || r.Digest() != now.Digest() {
		t.Errorf("the file: %v %s", err, file.Body)
	}
	if shipped := n.get("floor", "/nl"+layout.PathKeepingFile+"?voorstel"); string(shipped.Body) != string(protocols.Retention()) {
		t.Errorf("the proposal: %s", shipped.Body)
	}
}

// with is a form with other values; "" takes one away.
func with(form url.Values, pairs ...string) url.Values {
	all := url.Values{}
	for k, v := range form {
		all[k] = slices.Clone(v)
	}
	for i := 0; i < len(pairs); i += 2 {
		if all.Del(pairs[i]); pairs[i+1] != "" {
			all.Set(pairs[i], pairs[i+1])
		}
	}
	return all
}

// TestKeepingRules: rules are added, taken away and pasted; two for the same dossier
// are refused; nothing that was typed is lost; another administrator in between is
// told.
func TestKeepingRules(t *testing.T) {
	n := newTown(t, nil)
	rules, err := retention.Parse(protocols.RetentionVeenhaven())
	n.must(err)
	n.must(n.cases.AdoptRetention(t.Context(), "veenhaven", gehoor.System, 0, directory.RetentionAdopted{Rules: rules}))
	first := n.rules().Seq

	form := with(fields(n.get("floor", keepingPath)), "by", "nog niet klaar", "act", "add")
	p := n.post("floor", keepingPath, form)
	webtest.Check(t, p)
	form = fields(p)
	if form.Get("rules") != "2" || form.Get("by") != "nog niet klaar" || form.Get("r.0.category") != "Veenhaven 0.1" {
		t.Fatalf("a rule more: %v", form)
	}
	half := with(form, "r.1.exits", "no-follow-up", "r.1.months", "6", "r.1.category", "Veenhaven 0.2", "r.1.ground.nl", "Er is niets mee gedaan.", "r.1.ground.en", "Nothing was done with it.", "act", "show")
	p = n.post("floor", keepingPath, half)
	webtest.Check(t, p)
	main := webtest.Text(p.All("main")[0])
	if p.Status != http.StatusOK || !strings.Contains(main, "6 maanden na het sluiten") || !strings.Contains(main, "Nieuw: Een dossier dat zo is gesloten: ") {
		t.Errorf("what changes: %d %s", p.Status, main)
	}
	for field, wrong := range map[string]url.Values{
		"r.1.exits":     with(half, "r.1.exits", ""),
		"r.1.years":     with(half, "r.1.months", "een half jaar"),
		"r.1.ground.en": with(half, "r.1.ground.en", ""),
		"r.0.exits":     with(half, "r.0.exits", "followed-up", "rules", "1"),
		"on":            with(half, "on", "2026-02-31"),
		"by":            with(half, "by", strings.Repeat("x", 101)),
	} {
		p := n.post("floor", keepingPath, wrong)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), `href="#field-`+field+`"`) {
			t.Errorf("%s: %d", field, p.Status)
		}
	}
	if again := fields(n.post("floor", keepingPath, with(half, "act", "remove 0"))); again.Get("rules") != "1" || again.Get("r.0.category") != "Veenhaven 0.2" {
		t.Errorf("a rule less: %v", again)
	}
	p = n.post("floor", keepingPath, with(half, "act", "import", "file", "{}"))
	webtest.Check(t, p)
	if again := fields(p); p.Status != http.StatusUnprocessableEntity || again.Get("file") != "{}" || again.Get("r.1.months") != "6" {
		t.Errorf("no file: %d %v", p.Status, again)
	}
	other := strings.Replace(string(protocols.Retention()), "24mnd", "1mnd+2wk+3kd", 1)
	p = n.post("floor", keepingPath, with(half, "act", "import", "file", other))
	webtest.Check(t, p)
	if again := fields(p); p.Status != http.StatusOK || again.Get("rules") != "1" || again.Get("r.0.weeks") != "2" || !strings.Contains(string(p.Body), "#field-r.0.category") {
		t.Errorf("a file without a category: %d %v", p.Status, again)
	}
	if n.rules().Seq != first {
		t.Fatal("something of this was adopted")
	}

	rules.Rules[0].Term.Months = 36
	n.must(n.cases.AdoptRetention(t.Context(), "veenhaven", gehoor.System, first, directory.RetentionAdopted{Rules: rules}))
	p = n.post("floor", keepingPath, with(half, "act", "adopt", "sure", "1"))
	webtest.Check(t, p)
	main = webtest.Text(p.All("main")[0])
	if again := fields(p); p.Status != http.StatusConflict || again.Get("r.1.category") != "Veenhaven 0.2" || !strings.Contains(main, "eerst ‘3 jaar na het sluiten’, straks ‘2 jaar na het sluiten’") {
		t.Errorf("two at once: %d %s", p.Status, main)
	} else if p := n.post("floor", keepingPath, with(again, "act", "adopt", "sure", "1")); p.Status != http.StatusSeeOther {
		t.Errorf("not adopted although it was told: %d", p.Status)
	}
	if r, ok := n.rules().ForDossier("no-follow-up"); !ok || r.Term.Months != 6 {
		t.Errorf("what holds: %+v", n.rules().Rules)
	}
	from := ""
	for _, a := range n.get("floor", keepingPath).All("a") {
		if href := webtest.Attr(a, "href"); strings.HasPrefix(href, keepingPath+"?van=") {
			from, _, _ = strings.Cut(href, "#")
		}
	}
	p = n.get("floor", from)
	webtest.Check(t, p)
	if p.Status != http.StatusOK || !strings.Contains(webtest.Text(p.All("main")[0]), "Ze gelden pas als u ze vaststelt") {
		t.Errorf("a former version: %d", p.Status)
	}
}
