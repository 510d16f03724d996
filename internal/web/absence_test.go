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

// TestOwnAbsenceLater: whoever goes away from a day on reads from and until when, can
// take it back before it begins, and is told what is wrong with the first day; nobody
// stands in before. The head reads the same, and can say it too.
func TestOwnAbsenceLater(t *testing.T) {
	n := newTown(t, nil)
	n.told() // to noor and bram
	const path, head = "/nl/medewerker/afwezig", "/nl/medewerker/herstel"
	day := func(days int) string { return webtest.Now.AddDate(0, 0, days).Format(time.DateOnly) }
	main := func(login, path string) (string, *webtest.Page) {
		t.Helper()
		p := n.get(login, path)
		webtest.Check(t, p)
		return webtest.Text(p.All("main")[0]), p
	}
	for name, wrong := range map[string]url.Values{
		"a day that has passed": {"from": {day(-1)}, "until": {day(14)}},
		"after the last day":    {"from": {day(15)}, "until": {day(14)}},
		"no day":                {"from": {"morgen"}, "until": {day(14)}},
	} {
		p := n.post("noor", path, wrong)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(webtest.Text(p.All("main")[0]), "die niet na de laatste dag komt") || fields(p).Get("from") == "" && name != "no day" {
			t.Errorf("%s: %d", name, p.Status)
		}
	}
	if p := n.post("noor", path, url.Values{"from": {day(7)}, "until": {day(14)}, "deputy": {string(n.ids["bram"])}}); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	text, p := main("noor", path)
	if !strings.Contains(text, "bent u er niet, naar verwachting tot en met") || !strings.Contains(text, "De functie van bram vervangt.") || strings.Contains(text, "U staat als afwezig") ||
		fields(p).Get("from") != day(7) || fields(p).Get("until") != day(14) {
		t.Errorf("noor goes away: %s %v", text, fields(p))
	}
	if english, _ := main("noor", "/en/medewerker/afwezig"); !strings.Contains(english, "You will be away from") {
		t.Errorf("in English: %s", english)
	}
	if list := webtest.Text(n.get("bram", "/nl/medewerker").All("main")[0]); strings.Contains(list, "U vervangt een collega") {
		t.Errorf("bram stands in too early: %s", list)
	}
	if text, _ = main("jet", head); !strings.Contains(text, "afgesproken afwezig, van ") || !strings.Contains(text, "De functie van bram vervangt.") || !strings.Contains(text, "Neem dit terug") {
		t.Errorf("the head: %s", text)
	}
	n.post("noor", path, url.Values{"act": {"back"}})
	if text, p = main("noor", path); strings.Contains(text, "naar verwachting tot en met") || fields(p).Get("from") != "" {
		t.Errorf("taken back: %s", text)
	}

	said := url.Values{"person": {string(n.ids["noor"])}, "reason": {"planned"}, "from": {day(7)}, "until": {day(14)}, "deputy": {string(n.ids["bram"])}}
	if p := n.post("jet", head+"/afwezig", said); p.Status != http.StatusSeeOther {
		t.Fatalf("the head says it: %d", p.Status)
	}
	said.Set("deputy", "") // as the form to choose another deputy does
	if p := n.post("jet", head+"/afwezig", said); p.Status != http.StatusSeeOther {
		t.Fatalf("the head says it again: %d", p.Status)
	}
	if text, _ = main("noor", path); !strings.Contains(text, "bent u er niet") || !strings.Contains(text, "Niemand vervangt.") {
		t.Errorf("as the head says: %s", text)
	}
}
