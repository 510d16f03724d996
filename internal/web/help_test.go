package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/web/page/help"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestHelpPage: a manager asks to be called, in both languages and without scripts; what
// is wrong is said with what was typed, the bureau reads it on the work list and says
// that it was done, and nobody else finds any of it.
func TestHelpPage(t *testing.T) {
	n := newTown(t, nil)
	says := func(login, path string) string {
		p := n.get(login, path)
		if login == "hidde" {
			webtest.Check(t, p)
		}
		return webtest.Text(p.All("main")[0])
	}
	for lang, heading := range map[string]string{"/nl": "Weet u niet wat u moet doen?", "/en": "Do you not know what to do?"} {
		if text := says("hidde", lang+layout.PathHelp); !strings.Contains(text, heading) {
			t.Errorf("%s: %s", lang, text)
		}
	}
	for _, login := range []string{"noor", "jet", "floor", "wies"} {
		if p := n.get(login, "/nl"+layout.PathHelp); p.Status != http.StatusNotFound {
			t.Errorf("%s finds the page: %d", login, p.Status)
		}
	}
	ask := func(name, phone string) *webtest.Page {
		return n.post("hidde", "/nl"+layout.PathHelp, url.Values{help.FieldName: {name}, help.FieldPhone: {phone}})
	}
	wrong := ask("Hidde", "later")
	webtest.Check(t, wrong)
	if text := string(wrong.Body); wrong.Status != http.StatusUnprocessableEntity || !strings.Contains(text, `value="Hidde"`) || !strings.Contains(text, `value="later"`) {
		t.Errorf("a number that is none: %d", wrong.Status)
	}
	if p := ask("Hidde Zandkever", "06 5550 1234"); p.Status != http.StatusSeeOther {
		t.Fatalf("asked: %d", p.Status)
	}
	if text := says("hidde", "/nl"+layout.PathHelp); !strings.Contains(text, "Wij bellen u") {
		t.Errorf("while they wait: %s", text)
	}
	if text := says("noor", "/nl"+layout.PathStaff); !strings.Contains(text, "Hidde Zandkever") || !strings.Contains(text, "06 5550 1234") {
		t.Errorf("the work list: %s", text)
	}
	called := func(login string, form url.Values) int {
		return n.post(login, "/nl"+help.PathCalled, form).Status
	}
	of := url.Values{help.FieldPerson: {string(n.ids["hidde"])}}
	for login, want := range map[string]int{"hidde": http.StatusNotFound, "meike": http.StatusNotFound, "floor": http.StatusNotFound} {
		if got := called(login, of); got != want {
			t.Errorf("%s says that they called: %d", login, got)
		}
	}
	if got := called("noor", url.Values{help.FieldPerson: {"nobody"}}); got != http.StatusBadRequest {
		t.Errorf("of nobody: %d", got)
	}
	if got := called("noor", of); got != http.StatusSeeOther {
		t.Errorf("called: %d", got)
	}
	if text := says("noor", "/nl"+layout.PathStaff); strings.Contains(text, "Hidde Zandkever") {
		t.Error("still on the work list")
	}
	if text := says("hidde", "/nl"+layout.PathHelp); !strings.Contains(text, "U bent gebeld") {
		t.Errorf("afterwards: %s", text)
	}
	if p := ask("Hidde Zandkever", "06 5550 1234"); p.Status != http.StatusSeeOther {
		t.Errorf("asked once more: %d", p.Status)
	}
	n.post("hidde", "/nl"+layout.PathHelp, url.Values{help.FieldDrop: {"1"}})
	if text := says("noor", "/nl"+layout.PathStaff); strings.Contains(text, "Hidde Zandkever") {
		t.Error("taken back, and still on the work list")
	}
}
