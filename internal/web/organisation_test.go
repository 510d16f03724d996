package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const organisationPath = "/nl" + layout.PathOrganisation

// fields are what stands in the form of a page.
func fields(p *webtest.Page) url.Values {
	form := url.Values{}
	for _, i := range p.All("input") {
		name, kind := webtest.Attr(i, "name"), webtest.Attr(i, "type")
		if name == "" || kind == "radio" && !webtest.Has(i, "checked") || kind == "checkbox" && !webtest.Has(i, "checked") {
			continue
		}
		form.Add(name, webtest.Attr(i, "value"))
	}
	for _, a := range p.All("textarea") {
		if a.FirstChild != nil {
			form.Set(webtest.Attr(a, "name"), strings.ReplaceAll(a.FirstChild.Data, "\n", "\r\n"))
		}
	}
	return form
}

// TestOrganisation: what an administrator keeps stands on the pages of reporters at
// once; an example keeps nothing; what is wrong is told beside its field, with all
// that was typed.
func TestOrganisation(t *testing.T) {
	n := newTown(t, nil)
	form := fields(n.get("floor", organisationPath))
	if form.Get("name") != "Gemeente Veenhaven" || form.Get("phone") != "14 0000" {
		t.Fatalf("the form begins with %v", form)
	}
	form.Set("mail", "gemeente@veenhaven.example")
	form.Set("address", "Raadhuisplein 1\r\n0000 AA Veenhaven")
	form.Set("hours.1", "9:00 – 17.00")
	form.Set("security", "lek@veenhaven.example")
	form.Set("phone", "bel ons")
	p := n.post("floor", organisationPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "#field-phone") {
		t.Errorf("a wrong number: %d", p.Status)
	}
	if again := fields(p); again.Get("phone") != "bel ons" || again.Get("address") != form.Get("address") || again.Get("hours.1") != form.Get("hours.1") {
		t.Errorf("what was typed is gone: %v", again)
	}

	form.Set("phone", "14 0099")
	form.Set("act", "show")
	p = n.post("floor", organisationPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusOK || !strings.Contains(webtest.Text(p.All("main")[0]), "14 0099") {
		t.Errorf("the example: %d", p.Status)
	}
	talk := func() string { return string(n.get("", "/nl"+layout.PathTalk).Body) }
	if strings.Contains(talk(), "14 0099") {
		t.Error("the example is kept")
	}

	form.Set("act", "keep")
	p = n.post("floor", organisationPath, form)
	if p.Status != http.StatusSeeOther {
		t.Fatalf("kept: %d %s", p.Status, p.Body)
	}
	webtest.Check(t, n.get("floor", p.Header.Get("Location")))
	if body := talk(); !strings.Contains(body, "14 0099") || !strings.Contains(body, "tel:140099") || !strings.Contains(body, "Raadhuisplein 1") || !strings.Contains(body, "17.00") {
		t.Error("what was kept does not stand on the page")
	}
	if body := string(n.get("", "/.well-known/security.txt").Body); !strings.Contains(body, "Contact: mailto:lek@veenhaven.example") {
		t.Errorf("security.txt: %s", body)
	}
	if p := n.post("floor", organisationPath, form); p.Status != http.StatusSeeOther {
		t.Errorf("sent twice: %d", p.Status)
	}
	o, err := n.cases.Organisation(t.Context(), "veenhaven")
	n.must(err)
	if len(o.Descriptions) != 1 || o.Description().By != gehoor.ByPerson(n.ids["floor"]) {
		t.Errorf("%d descriptions, by %s", len(o.Descriptions), o.Description().By)
	}
}

// TestTwoAdministrators: who keeps over what somebody else kept meanwhile is told what
// that was, keeps what they typed, and may keep it all the same. A former version is
// put back.
func TestTwoAdministrators(t *testing.T) {
	n := newTown(t, nil)
	begin := directory.Described{
		Name: "Gemeente Veenhaven", Phone: "14 0000", Mail: "gemeente@veenhaven.example", Address: []string{"Raadhuisplein 1"}, Security: "mailto:lek@veenhaven.example",
	}
	n.must(n.cases.Describe(t.Context(), "veenhaven", gehoor.System, 0, begin))
	mine, theirs := fields(n.get("floor", organisationPath)), fields(n.get("floor", organisationPath))
	mine.Set("name", "Veenhaven")
	theirs.Set("phone", "14 0001")
	if p := n.post("floor", organisationPath, theirs); p.Status != http.StatusSeeOther {
		t.Fatalf("%d", p.Status)
	}
	p := n.post("floor", organisationPath, mine)
	webtest.Check(t, p)
	text := webtest.Text(p.All("main")[0])
	if p.Status != http.StatusConflict || !strings.Contains(text, "14 0001") || !strings.Contains(text, "de functie van floor") {
		t.Errorf("%d: %s", p.Status, text)
	}
	again := fields(p)
	if again.Get("name") != "Veenhaven" || again.Get("phone") != "14 0000" {
		t.Errorf("what was typed is gone: %v", again)
	}
	if p := n.post("floor", organisationPath, again); p.Status != http.StatusSeeOther {
		t.Errorf("not kept although it was read: %d", p.Status)
	}
	o, err := n.cases.Organisation(t.Context(), "veenhaven")
	n.must(err)
	second := o.Descriptions[1]
	p = n.get("floor", organisationPath+"?van="+itoa(second.Seq))
	webtest.Check(t, p)
	if back := fields(p); back.Get("phone") != "14 0001" {
		t.Errorf("the former version is not in the fields: %v", back)
	} else if p := n.post("floor", organisationPath, back); p.Status != http.StatusSeeOther {
		t.Errorf("not put back: %d", p.Status)
	}
	if o, err = n.cases.Organisation(t.Context(), "veenhaven"); err != nil || o.Description().Phone != "14 0001" || o.Description().Name != "Gemeente Veenhaven" {
		t.Errorf("%+v %v", o.Description(), err)
	}
}

// TestSaidWhileAway: a page that only tells is shown, with what the organisation said
// last, also while storage is away.
func TestSaidWhileAway(t *testing.T) {
	events := &away{}
	n := newTown(t, func(d *casework.Deps, _ *web.Config) { events.Store, d.Events = d.Events, events })
	n.must(n.cases.Describe(t.Context(), "veenhaven", gehoor.System, 0, directory.Described{
		Name: "Gemeente Veenhaven", Phone: "14 0042", Mail: "a@veenhaven.example", Address: []string{"Raadhuisplein 1"}, Security: "mailto:lek@veenhaven.example",
	}))
	if body := n.get("", "/nl"+layout.PathTalk).Body; !strings.Contains(string(body), "14 0042") {
		t.Fatal("not said")
	}
	events.down = true
	if p := n.get("", "/nl"+layout.PathTalk); p.Status != http.StatusOK || !strings.Contains(string(p.Body), "14 0042") {
		t.Errorf("%d while storage is away", p.Status)
	}
}

// away is a store that cannot be read while it is down.
type away struct {
	ledger.Store
	down bool
}

func (a *away) Load(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, after gehoor.Seq) ([]ledger.Record, error) {
	if a.down {
		return nil, gehoor.ErrUnavailable
	}
	return a.Store.Load(ctx, org, stream, after)
}
