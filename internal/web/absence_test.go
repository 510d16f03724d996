package web_test

import (
	"net/http"
	"net/url"
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
