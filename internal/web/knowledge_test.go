package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestKnowledge: whoever handles a dossier is led to who knew what, and can take a file of
// it; to everybody else neither is there. TestExcludedSeesNoTrace is of who is shut out.
func TestKnowledge(t *testing.T) {
	n := newTown(t, nil)
	n.followCommon()
	box := n.told()
	n.must(n.cases.DeclareNoInterest(t.Context(), "veenhaven", n.ids["noor"], box.Dossier))
	n.must(n.cases.Record(t.Context(), "veenhaven", n.ids["noor"], box.Dossier, casework.Writing{Kind: "dossier.triaged", Signal: box.Signal, Fields: record.Fields{
		"severity": "serious", "office": "alderman", "wbk": "no", "crime": "no",
	}}))
	_, err := n.cases.Tick(t.Context())
	n.must(err)
	path := dossier.KnownPath(box.Dossier)

	own := n.get("noor", "/nl"+dossier.Path(box.Dossier))
	led := false
	for _, a := range own.All("a") {
		led = led || webtest.Attr(a, "href") == "/nl"+path
	}
	if !led {
		t.Error("the dossier does not lead there")
	}
	for lang, says := range map[string]string{"/nl": "Dat er een signaal is, zonder een woord ervan", "/en": "That there is a signal, without a word of it"} {
		p := n.get("noor", lang+path)
		webtest.Check(t, p)
		if text := webtest.Text(p.All("main")[0]); p.Status != http.StatusOK || !strings.Contains(text, says) {
			t.Errorf("%s: %d %s", lang, p.Status, text)
		}
	}
	file := n.post("noor", "/nl"+path, url.Values{"functie": {"mayor"}})
	if file.Status != http.StatusOK || file.Header.Get("Content-Type") != "text/csv; charset=utf-8" ||
		!strings.Contains(file.Header.Get("Content-Disposition"), "attachment") || bytes.Count(file.Body, []byte("\r\n")) != 2 {
		t.Errorf("the file: %d %v %s", file.Status, file.Header, file.Body)
	}
	if wrong := n.post("noor", "/nl"+path, url.Values{"dag": {"2026-02-31"}}); wrong.Status != http.StatusBadRequest {
		t.Errorf("a file of a day that does not exist: %d", wrong.Status)
	}

	absent := func(login string) {
		if p := n.get(login, "/nl"+path); p.Status != http.StatusNotFound {
			t.Errorf("the page is there to %s: %d", login, p.Status)
		}
		if p := n.post(login, "/nl"+path, url.Values{}); p.Status != http.StatusNotFound {
			t.Errorf("the file is there to %s: %d", login, p.Status)
		}
	}
	for _, login := range []string{"jet", "saar", "wies", "floor", "hidde", "fenna", "meike"} {
		absent(login)
	}
	if p := n.get("noor", "/nl"+dossier.KnownPath(gehoor.DossierID(strings.Repeat("7", 32)))); p.Status != http.StatusNotFound {
		t.Errorf("of no dossier: %d", p.Status)
	}
}
