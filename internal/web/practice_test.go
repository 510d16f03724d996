package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestPractice: somebody who works here reads a card and practises it without scripts;
// what was not right is said line by line, with what was ticked; an administrator reads
// how many, in both languages.
func TestPractice(t *testing.T) {
	set := protocol.NewSet(shipped.All(casework.Vocabulary())...)
	n := newTown(t, func(d *casework.Deps, _ *web.Config) { d.Protocols = set })
	var card protocol.Card
	for _, c := range set.Cards() {
		if c.Mixed() != nil {
			card = c
			break
		}
	}
	at := layout.PathPractice + "/" + card.Digest()
	for _, path := range []string{"/nl" + layout.PathPractice, "/en" + layout.PathPractice, "/nl" + at, "/en" + at} {
		webtest.Check(t, n.get("hidde", path))
	}
	if text := webtest.Text(n.get("hidde", "/nl"+layout.PathPractice).All("main")[0]); !strings.Contains(text, "nog niet gelezen") || !strings.Contains(text, "0 van de ") {
		t.Errorf("at first: %s", text)
	}
	right, wrong := url.Values{}, url.Values{"line": {"x", "-1"}}
	for i, line := range card.Mixed() {
		if line.Do {
			right.Add("line", strconv.Itoa(i))
		} else {
			wrong.Add("line", strconv.Itoa(i))
		}
	}
	p := n.post("hidde", "/nl"+at, wrong)
	webtest.Check(t, p)
	if text := webtest.Text(p.All("main")[0]); p.Status != http.StatusUnprocessableEntity || !strings.Contains(text, "Dit doet u niet.") || !strings.Contains(text, "Dit doet u wél.") {
		t.Errorf("the wrong way round: %d %s", p.Status, text)
	}
	if ticked := strings.Count(string(p.Body), " checked"); ticked != len(card.Dont) {
		t.Errorf("%d of what was ticked are left, of %d", ticked, len(card.Dont))
	}
	if p := n.post("hidde", "/nl"+at, url.Values{"read": {"1"}}); p.Status != http.StatusSeeOther {
		t.Errorf("read: %d", p.Status)
	}
	if p := n.post("hidde", "/nl"+at, right); p.Status != http.StatusSeeOther {
		t.Fatalf("the right way: %d", p.Status)
	}
	if text := webtest.Text(n.get("hidde", "/nl"+at).All("main")[0]); !strings.Contains(text, "Deze kaart hebt u geoefend") {
		t.Errorf("afterwards: %s", text)
	}
	if text := webtest.Text(n.get("hidde", "/nl"+layout.PathPractice).All("main")[0]); !strings.Contains(text, "Geoefend op") || !strings.Contains(text, "1 van de ") {
		t.Errorf("the list afterwards: %s", text)
	}
	if p := n.get("hidde", "/nl"+layout.PathPractice+"/"+strings.Repeat("0", 64)); p.Status != http.StatusNotFound {
		t.Errorf("a card that is not there: %d", p.Status)
	}
	for _, lang := range []string{"/nl", "/en"} {
		webtest.Check(t, n.get("floor", lang+layout.PathLearned))
	}
	if text := webtest.Text(n.get("floor", "/nl"+layout.PathLearned).All("main")[0]); !strings.Contains(text, "te weinig mensen") || strings.Contains(text, "hidde") {
		t.Errorf("the administrator reads: %s", text)
	}
}
