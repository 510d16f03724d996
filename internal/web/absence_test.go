package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestDeputies: the head names who stands in for whom, another, or nobody; whoever does
// reads it on the list, with whose turn it is; whoever cannot is refused.
func TestDeputies(t *testing.T) {
	n := newTown(t, nil)
	n.told() // to noor and bram
	until := webtest.Now.AddDate(0, 0, 14).Format(time.DateOnly)
	say := func(who, deputy string) *webtest.Page {
		return n.post("jet", "/nl/medewerker/herstel/afwezig", url.Values{
			"person": {string(n.ids[who])}, "reason": {"planned"}, "until": {until}, "deputy": {string(n.ids[deputy])},
		})
	}
	page := func(login, path string) string {
		t.Helper()
		p := n.get(login, path)
		if login == "jet" {
			webtest.Check(t, p)
		}
		return webtest.Text(p.All("main")[0])
	}
	shows := func(what, text, want string, is bool) {
		t.Helper()
		if strings.Contains(text, want) != is {
			t.Errorf("%s: %q is there: %v\n%s", what, want, !is, text)
		}
	}
	list := func(login string) string { return page(login, "/nl/medewerker") }

	for _, wrong := range []string{"noor", "saar", "wies", "hidde"} {
		if p := say("noor", wrong); p.Status != http.StatusConflict || !strings.Contains(string(p.Body), "Deze persoon kan niet vervangen") {
			t.Errorf("%s stands in: %d", wrong, p.Status)
		}
	}
	if p := n.post("bram", "/nl/medewerker/herstel/afwezig", url.Values{"person": {string(n.ids["noor"])}, "reason": {"planned"}, "until": {until}}); p.Status != http.StatusNotFound {
		t.Errorf("bram says who is away: %d", p.Status)
	}
	shows("before", list("bram"), "U vervangt een collega", false)
	if p := say("noor", "bram"); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	shows("the head", page("jet", "/nl/medewerker/herstel"), "De functie van bram vervangt.", true)
	bram := list("bram")
	shows("bram", bram, "U vervangt een collega", true)
	shows("bram's turn", bram, "U bent aan zet voor de functie van noor", true)
	shows("the list of what bram leads", page("bram", "/nl/medewerker?van-mij=1"), "U bent aan zet voor", true)
	shows("saar", list("saar"), "U vervangt een collega", false)

	if p := say("noor", ""); p.Status != http.StatusSeeOther {
		t.Fatal(p.Status)
	}
	shows("the head", page("jet", "/nl/medewerker/herstel"), "Niemand vervangt.", true)
	shows("bram without", list("bram"), "U vervangt een collega", false)
	say("noor", "bram")
	n.post("jet", "/nl/medewerker/herstel/afwezig", url.Values{"person": {string(n.ids["noor"])}, "act": {"back"}})
	shows("noor is back", list("bram"), "U vervangt een collega", false)
}

// TestOwnAbsence: whoever handles says on a page of their own that they are away and who
// stands in, changes it and takes it back; what is wrong is said in the form, and a
// custodian has no such page.
func TestOwnAbsence(t *testing.T) {
	n := newTown(t, nil)
	n.told() // to noor and bram
	const path = "/nl/medewerker/afwezig"
	page := func(login string) (string, *webtest.Page) {
		t.Helper()
		p := n.get(login, path)
		webtest.Check(t, p)
		return webtest.Text(p.All("main")[0]), p
	}
	text, p := page("noor")
	var choices []string
	for _, o := range p.All("option") {
		choices = append(choices, webtest.Attr(o, "value"))
	}
	if !slices.Contains(choices, string(n.ids["bram"])) || slices.Contains(choices, string(n.ids["noor"])) || slices.Contains(choices, string(n.ids["saar"])) || strings.Contains(text, "U staat als afwezig") {
		t.Errorf("offered: %v\n%s", choices, text)
	}
	until := webtest.Now.AddDate(0, 0, 14).Format(time.DateOnly)
	for wrong, says := range map[string]string{"": "Kies een dag vanaf vandaag", "2020-01-01": "Kies een dag vanaf vandaag", "morgen": "Kies een dag vanaf vandaag"} {
		p := n.post("noor", path, url.Values{"until": {wrong}, "deputy": {string(n.ids["bram"])}})
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(webtest.Text(p.All("main")[0]), says) {
			t.Errorf("%q: %d", wrong, p.Status)
		}
	}
	for _, wrong := range []string{string(n.ids["saar"]), string(n.ids["noor"]), "nobody"} {
		if p := n.post("noor", path, url.Values{"until": {until}, "deputy": {wrong}}); p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "Deze persoon kan niet vervangen") {
			t.Errorf("%s stands in: %d", wrong, p.Status)
		}
	}
	if p := n.post("noor", path, url.Values{"until": {until}, "deputy": {string(n.ids["bram"])}}); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	text, p = page("noor")
	if !strings.Contains(text, "U staat als afwezig") || !strings.Contains(text, "De functie van bram vervangt.") || fields(p).Get("until") != until {
		t.Errorf("noor is away: %s", text)
	}
	if list := webtest.Text(n.get("bram", "/nl/medewerker").All("main")[0]); !strings.Contains(list, "U bent aan zet voor de functie van noor") {
		t.Errorf("bram: %s", list)
	}
	if head := webtest.Text(n.get("jet", "/nl/medewerker/herstel").All("main")[0]); !strings.Contains(head, "De functie van bram vervangt.") {
		t.Errorf("the head: %s", head)
	}
	n.post("noor", path, url.Values{"act": {"back"}})
	if text, _ = page("noor"); strings.Contains(text, "U staat als afwezig") {
		t.Errorf("noor is back: %s", text)
	}
	if own := webtest.Text(n.get("noor", "/nl/medewerker/herstel").All("main")[0]); strings.Contains(own, "U was als afwezig gemeld") {
		t.Error("noor is told what they said themselves")
	}
	if p := n.get("wies", path); p.Status != http.StatusNotFound {
		t.Errorf("a custodian: %d", p.Status)
	}
	if p := n.post("wies", path, url.Values{"until": {until}}); p.Status == http.StatusSeeOther {
		t.Error("a custodian says that they are away")
	}
}
