package dossier_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// followed is a dossier that stands in the shipped protocol: acknowledged three days
// late.
func followed() page.Case {
	c := answered()
	d := shipped.Receive(casework.Vocabulary())
	facts := []protocol.Fact{
		{Kind: "signal.received", At: day(-20), Seq: 1, Signal: signalID},
		{Kind: "signal.acknowledged", At: day(-10), Seq: 2, Signal: signalID},
	}
	c.Dossier.Courses = []casework.Course{{Protocol: d, Law: shipped.Law(), Stands: protocol.Stand(d, shipped.Veenhaven(), facts, now)}}
	return c
}

// TestHeldAtOnce: what a later edition refuses or forces at once stands on the page of
// where it stands, with since when, and the dossier's own page leads there; nothing does
// if there is none.
func TestHeldAtOnce(t *testing.T) {
	none := get(t, gehoor.English, followed())
	if p := getStand(t, gehoor.English, followed()); strings.Contains(webtest.Text(p.All("main")[0]), "also holds here") || strings.Contains(webtest.Text(none.All("main")[0]), "also holds here") {
		t.Error("something holds where nothing was adopted")
	}
	c := followed()
	at := func(g protocol.Guard) casework.AtOnce {
		return casework.AtOnce{Held: protocol.Held{Version: "1.1.0", At: day(-3), Guard: g}, Beside: shipped.Receive(casework.Vocabulary())}
	}
	c.Dossier.AtOnce = []casework.AtOnce{
		at(protocol.Guard{Why: gehoor.Text{NL: "Eerst schrijven.", EN: "Write first."}, On: []gehoor.Kind{"signal.feedback-given", "dossier.closed"}, Effect: protocol.Refuses}),
		at(protocol.Guard{Why: gehoor.Text{NL: "Het is ernstig.", EN: "It is serious."}, On: []gehoor.Kind{"signal.received"}, Effect: protocol.Forces, Step: protocol.StepFeedback}),
	}
	for lang, want := range map[gehoor.Language][]string{
		gehoor.Dutch: {"Wat hier sindsdien ook geldt", "2026, uit Een signaal ontvangen (versie 1.1.0):",
			"Eerst schrijven. Het wordt geweigerd om vast te leggen dat terugkoppeling is gegeven of het dossier is gesloten.",
			"Het is ernstig. Zodra het signaal is ontvangen, moet dit gebeuren: “Terugkoppeling geven”."},
		gehoor.English: {"Write first. It is refused to record that", "It is serious. As soon as"},
	} {
		wants(t, getStand(t, lang, c), want)
	}
	own, leads := get(t, gehoor.Dutch, c), 0
	for _, a := range own.All("a") {
		if webtest.Attr(a, "href") == "/nl"+page.StandPath(c.Dossier.ID)+"#held" {
			leads++
		}
	}
	if leads != 1 || strings.Contains(words(own), "Eerst schrijven.") {
		t.Errorf("%d links to what holds at once, or the page repeats it", leads)
	}
}

// TestSheets: a drawing that is too large for paper is there in sheets too, each with a
// title of its own.
func TestSheets(t *testing.T) {
	c := followed()
	for _, d := range shipped.All(casework.Vocabulary()) {
		if d.Code == "manager" {
			c.Dossier.Courses = append(c.Dossier.Courses, casework.Course{Protocol: d, Law: shipped.Law(), Stands: protocol.Stand(d, shipped.Veenhaven(), nil, now)})
		}
	}
	p := getStand(t, gehoor.Dutch, c)
	whole, sheets := 0, 0
	for _, div := range p.All("div") {
		switch class := webtest.Attr(div, "class"); {
		case strings.Contains(class, "drawing-scroll--whole"):
			whole++
		case class == "drawing-sheet":
			sheets++
		}
	}
	if whole != 1 || sheets < 2 {
		t.Errorf("%d large drawings, in %d sheets", whole, sheets)
	}
}

// TestCourse: every step of the protocol stands in the list with how it stands and
// why, and in the picture beside it.
func TestCourse(t *testing.T) {
	for lang, want := range map[gehoor.Language][]string{
		gehoor.Dutch: {
			"Waar 3F9 A2C staat Een signaal ontvangen (versie 1.0.0)",
			"Wat nu moet 2. Terugkoppeling geven Loopt, uiterlijk 23 augustus 2026 Behandelaar · 3 maanden, eigen keuze",
			"Wat gedaan is of niet meer hoeft (1) 1. Ontvangst bevestigen Te laat gedaan, op 26 mei 2026; het moest uiterlijk 23 mei 2026 Behandelaar · 7 dagen, eigen keuze",
		},
		gehoor.English: {"Where 3F9 A2C stands", "2. Give feedback Running, due by 23 August 2026 Caseworker · 3 months, our own choice"},
	} {
		p := getStand(t, lang, followed())
		wants(t, p, want)
		pictures := 0
		for _, svg := range p.All("svg") {
			if webtest.Attr(svg, "class") != "protocol-picture" {
				continue
			}
			pictures++
			if webtest.Attr(svg, "role") != "img" || !strings.Contains(webtest.Text(svg), "1. ") {
				t.Errorf("%s: the picture says %s", lang, webtest.Text(svg))
			}
		}
		if pictures != 1 {
			t.Errorf("%s: %d pictures", lang, pictures)
		}
	}
}
