package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/texts"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/gehoor/gehoor/internal/wording"
)

func textsPath(g wording.Group) string { return "/nl" + texts.Path(g) }

// TestTexts: what an administrator keeps stands on reporters' pages at once, in its
// language; an example keeps nothing; what is wrong is told beside its field with all
// that was typed; an empty field is the program's text again.
func TestTexts(t *testing.T) {
	n := newTown(t, nil)
	webtest.Check(t, n.get("floor", "/nl"+layout.PathTexts))
	path := textsPath(wording.GroupHome)
	form := fields(n.get("floor", path))
	if form.Get("home-lead.nl") != "" || !form.Has("version") {
		t.Fatalf("the form begins with %v", form)
	}
	shipped := text.For(gehoor.Dutch).Say("home.lead")
	form.Set("home-us.nl", "Wij zijn:\r\n\r\n- Noor, met <b>\r\n- Karim\r\n\r\nZie https://www.veenhaven.example/wij. Of bel {phone}.")
	form.Set("home-lead.nl", "Druk op Snel weg.")
	p := n.post("floor", path, form)
	webtest.Check(t, p)
	if again := fields(p); p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "#field-home-lead.nl") || again.Get("home-us.nl") != form.Get("home-us.nl") {
		t.Errorf("a line of the program: %d, %v", p.Status, fields(p))
	}

	home := func(lang string) *webtest.Page { return n.get("", "/"+lang+"/") }
	form.Set("home-lead.nl", "Fijn dat u er bent.")
	form.Set("act", "show")
	p = n.post("floor", path, form)
	webtest.Check(t, p)
	if main := webtest.Text(p.All("main")[0]); p.Status != http.StatusOK || !strings.Contains(main, "Fijn dat u er bent.") || !strings.Contains(main, "Better not use a device") {
		t.Errorf("the example: %d", p.Status)
	}
	if !strings.Contains(webtest.Text(home("nl").All("main")[0]), shipped) {
		t.Error("the example is kept")
	}

	form.Set("act", "keep")
	for range 2 {
		if p = n.post("floor", path, form); p.Status != http.StatusSeeOther {
			t.Fatalf("kept: %d %s", p.Status, p.Body)
		}
	}
	webtest.Check(t, n.get("floor", p.Header.Get("Location")))
	p = home("nl")
	webtest.Check(t, p)
	main := webtest.Text(p.All("main")[0])
	for _, want := range []string{"Fijn dat u er bent.", "Noor, met <b>", "Of bel " + n.cfg.Owner.Phone + ".", text.For(gehoor.Dutch).Say("home.device"), text.For(gehoor.Dutch).Say("door.heading")} {
		if !strings.Contains(main, want) {
			t.Errorf("the start page does not say %q", want)
		}
	}
	if !strings.Contains(string(p.Body), `href="https://www.veenhaven.example/wij"`) || strings.Contains(main, shipped) {
		t.Error("the address is no link, or the program's text is there too")
	}
	if en := webtest.Text(home("en").All("main")[0]); !strings.Contains(en, text.For(gehoor.English).Say("home.lead")) || strings.Contains(en, "Fijn") {
		t.Error("who reads English reads Dutch")
	}

	form = fields(n.get("floor", path))
	form.Set("home-lead.nl", "")
	if p := n.post("floor", path, form); p.Status != http.StatusSeeOther || !strings.Contains(webtest.Text(home("nl").All("main")[0]), shipped) {
		t.Errorf("the program's text is not back: %d", p.Status)
	}
	n.byFloor(gehoor.OrganisationStream, "organisation.texts-worded organisation.texts-worded")
	if p := n.get("floor", textsPath("elders")); p.Status != http.StatusNotFound {
		t.Errorf("a group that there is not: %d", p.Status)
	}
}

// TestTextsOfTwo: who keeps over what somebody else kept in the same group is told what
// that was, keeps what they typed, and may keep it all the same. Another group is not
// in the way. A former version is put back.
func TestTextsOfTwo(t *testing.T) {
	n := newTown(t, nil)
	path := textsPath(wording.GroupPrivacy)
	mine, theirs, other := fields(n.get("floor", path)), fields(n.get("floor", path)), fields(n.get("floor", textsPath(wording.GroupTalk)))
	mine.Set("privacy-why.nl", "Mijn reden.")
	theirs.Set("privacy-why.nl", "Hun reden.")
	other.Set("talk-adviser.en", "Ask for Mies.")
	if p := n.post("floor", path, theirs); p.Status != http.StatusSeeOther {
		t.Fatalf("%d", p.Status)
	}
	if p := n.post("floor", textsPath(wording.GroupTalk), other); p.Status != http.StatusSeeOther {
		t.Errorf("another group: %d", p.Status)
	}
	p := n.post("floor", path, mine)
	webtest.Check(t, p)
	if main := webtest.Text(p.All("main")[0]); p.Status != http.StatusConflict || !strings.Contains(main, "Hun reden.") || !strings.Contains(main, "de functie van floor") {
		t.Errorf("%d: %s", p.Status, main)
	}
	again := fields(p)
	if again.Get("privacy-why.nl") != "Mijn reden." {
		t.Errorf("what was typed is gone: %v", again)
	}
	if p := n.post("floor", path, again); p.Status != http.StatusSeeOther {
		t.Errorf("not kept although it was read: %d", p.Status)
	}
	o, err := n.cases.Organisation(t.Context(), "veenhaven")
	n.must(err)
	p = n.get("floor", path+"?van="+itoa(o.Texts[0].Seq))
	webtest.Check(t, p)
	if back := fields(p); back.Get("privacy-why.nl") != "Hun reden." {
		t.Errorf("the former version is not in the fields: %v", back)
	} else if p := n.post("floor", path, back); p.Status != http.StatusSeeOther {
		t.Errorf("not put back: %d", p.Status)
	}
	for path, want := range map[string]string{"/nl" + layout.PathPrivacy: "Hun reden.", "/en" + layout.PathTalk: "Ask for Mies."} {
		if !strings.Contains(string(n.get("", path).Body), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

// TestEveryPlace: what is said at a place stands on the page of a reporter, below what
// keeps somebody safe, and pages stay whole with all places worded. While storage is
// away it stands there all the same.
func TestEveryPlace(t *testing.T) {
	events := &away{}
	n := newTown(t, func(d *casework.Deps, _ *web.Config) { events.Store, d.Events = d.Events, events })
	for _, g := range wording.Groups() {
		own := wording.Own{}
		for _, p := range g.Places() {
			own[p] = gehoor.Text{NL: "Eigen woorden bij " + string(p), EN: "Own words at " + string(p)}
		}
		after := gehoor.Seq(0)
		if o, err := n.cases.Organisation(t.Context(), "veenhaven"); err == nil {
			after = o.PageTexts().Seq
		}
		n.must(n.cases.WordTexts(t.Context(), "veenhaven", gehoor.System, after, g, own))
		webtest.Check(t, n.get("floor", textsPath(g)))
		form := fields(n.get("floor", textsPath(g)))
		form.Set("act", "show")
		webtest.Check(t, n.post("floor", textsPath(g), form))
	}
	on := map[string][]wording.Place{
		layout.PathHome:    {wording.HomeTitle, wording.HomeLead, wording.HomeUs, wording.HomeWhat, wording.Then},
		layout.PathHow:     {wording.Then},
		layout.PathTalk:    wording.GroupTalk.Places(),
		layout.PathPrivacy: wording.GroupPrivacy.Places(),
		layout.PathAccess:  wording.GroupAccess.Places(),
		layout.PathBegin:   {wording.BeginFirst, wording.SentNext},
	}
	seen := map[wording.Place]bool{wording.ClosedLead: true, wording.Protection: true} // closed_test.go; the mailbox's, in demand_test.go
	for _, down := range []bool{false, true} {
		events.down = down
		for path, places := range on {
			if down && (path == layout.PathHome || path == layout.PathBegin) {
				path = layout.PathPrivacy // these ask whether signals are taken in
				places = on[path]
			}
			p := n.get("", "/en"+path)
			webtest.Check(t, p)
			for _, place := range places {
				seen[place] = true
				if !strings.Contains(webtest.Text(p.All("main")[0]), "Own words at "+string(place)) {
					t.Errorf("%s (%d, away: %v) does not say %s", path, p.Status, down, place)
				}
			}
		}
	}
	for _, p := range wording.Places() {
		if !seen[p] {
			t.Errorf("%s was not looked for", p)
		}
	}
	if _, err := n.cases.Organisation(t.Context(), "veenhaven"); err == nil {
		t.Error("storage was not away")
	}
}

// TestTextsAreAnAdministrators: nobody else words them, not by a use case either.
func TestTextsAreAnAdministrators(t *testing.T) {
	n := newTown(t, nil)
	if p := n.get("noor", textsPath(wording.GroupHome)); p.Status != http.StatusNotFound {
		t.Errorf("a caseworker: %d", p.Status)
	}
	err := n.cases.WordTexts(t.Context(), "veenhaven", gehoor.ByPerson(n.ids["noor"]), 0, wording.GroupHome, wording.Own{wording.HomeTitle: {NL: "x"}})
	if err == nil {
		t.Error("a caseworker words them")
	}
	if o, err := n.cases.Organisation(t.Context(), "veenhaven"); err != nil || o.PageTexts().Seq != 0 || len(directory.PageTexts{}.Own()) != 0 {
		t.Error(err)
	}
}
