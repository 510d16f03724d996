package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// telling are the pages that only tell, in both languages.
func telling() []string {
	var paths []string
	for _, lang := range []string{"/nl", "/en"} {
		for _, p := range []string{layout.PathHome, layout.PathTalk, layout.PathHow, layout.PathPrivacy, layout.PathAccess, layout.PathHours, layout.PathNoMail, layout.PathExplain, "/no-such-page"} {
			paths = append(paths, lang+p)
		}
	}
	return paths
}

func TestPages(t *testing.T) {
	h := webtest.Shell(t)
	for _, path := range telling() {
		p := webtest.Get(t, h, path)
		webtest.Check(t, p)
		if want := status(path); p.Status != want {
			t.Errorf("%s: status %d, want %d", path, p.Status, want)
		}
		if strings.Contains(string(p.Body), "{") && strings.Contains(webtest.Text(p.All("main")[0]), "{") {
			t.Errorf("%s: an argument is not filled in", path)
		}
	}
}

// TestExplanations: the list leads to a page for each refusal, whose address tells
// nothing; a number that is none leads nowhere.
func TestExplanations(t *testing.T) {
	h := webtest.Shell(t)
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		list := webtest.Get(t, h, layout.In(lang, layout.PathExplain))
		for _, e := range text.For(lang).Explanations() {
			path := layout.In(lang, layout.PathExplain+"/"+e.Code.Number())
			if !bytes.Contains(list.Body, []byte(`href="`+path+`"`)) {
				t.Errorf("%s is not in the list", e.Code)
			}
			p := webtest.Get(t, h, path)
			webtest.Check(t, p)
			main := webtest.Text(p.All("main")[0])
			if p.Status != http.StatusOK || !strings.Contains(main, e.Sentence) || !strings.Contains(main, e.Why) || !strings.Contains(main, e.Code.Number()) {
				t.Errorf("%s: status %d: %s", e.Code, p.Status, main)
			}
		}
	}
	typed := webtest.Get(t, h, "/nl"+layout.PathExplain+"/"+strings.ToLower(gehoor.CodeSignIn.Number()))
	none := webtest.Get(t, h, "/nl"+layout.PathExplain+"/0000")
	if typed.Status != http.StatusOK || none.Status != http.StatusNotFound {
		t.Errorf("in small letters: %d; a number that is none: %d", typed.Status, none.Status)
	}
}

func status(path string) int {
	if strings.HasSuffix(path, "no-such-page") {
		return http.StatusNotFound
	}
	return http.StatusOK
}

// TestSlashTooMany: a path with a slash behind it, as somebody may type it, leads
// to the page; what is no page does not.
func TestSlashTooMany(t *testing.T) {
	h := webtest.Shell(t)
	for path, want := range map[string]string{
		"/nl/praten/":              "200 /nl/praten",
		"/en/praten//":             "200 /en/praten",
		"/nl/praten/?from=here":    "200 /nl/praten?from=here",
		"/nl/no-such-page/":        "404 /nl/no-such-page/",
		"/api/preview/":            "404 /api/preview/",
		"//elsewhere.example/":     "404 /elsewhere.example/",
		"//elsewhere.example/nl/":  "404 /elsewhere.example/nl/",
		"/nl//elsewhere.example//": "404 /nl/elsewhere.example/",
	} {
		at, w := path, get(h, path)
		for range 3 {
			if next := w.Header().Get("Location"); next != "" {
				at, w = next, get(h, next)
			}
		}
		if got := fmt.Sprint(w.Code, " ", at); got != want {
			t.Errorf("%s leads to %s, want %s", path, got, want)
		}
	}
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://gehoor.test"+path, nil))
	return w
}

// TestReporterFurniture: on each reporter's page are the exit, a number and the
// way to a talk; on the page where the exit leads is nothing of it.
func TestReporterFurniture(t *testing.T) {
	h := webtest.Shell(t)
	for _, path := range telling() {
		p := webtest.Get(t, h, path)
		var links []string
		for _, a := range p.All("a") {
			links = append(links, webtest.Attr(a, "href"))
		}
		lang := path[:3]
		want := []string{lang + layout.PathHours, "tel:0999123456", lang + layout.PathTalk}
		if strings.HasSuffix(path, layout.PathHours) {
			for _, l := range links {
				if strings.HasPrefix(l, "/") && l != "/nl"+layout.PathHours && l != "/en"+layout.PathHours {
					t.Errorf("%s: the neutral page leads to %s", path, l)
				}
			}
			continue
		}
		for _, w := range want {
			if !slices.Contains(links, w) {
				t.Errorf("%s: no link to %s", path, w)
			}
		}
	}
}

// TestLanguageSwitch keeps the page.
func TestLanguageSwitch(t *testing.T) {
	h := webtest.Shell(t)
	for _, path := range telling() {
		other := "/en" + path[3:]
		if path[:3] == "/en" {
			other = "/nl" + path[3:]
		}
		if status(path) == http.StatusNotFound {
			other = other[:4] // a page that is not there in one language is not in the other
		}
		found := false
		for _, a := range webtest.Get(t, h, path).All("a") {
			found = found || webtest.Attr(a, "hreflang") != "" && webtest.Attr(a, "href") == other
		}
		if !found {
			t.Errorf("%s: no link to %s", path, other)
		}
	}
}

// coming are pages that the frame leads to before they are in the table, and the root
// key, which a shell has not (TestRootAnnounced looks at it).
var coming = []string{layout.PathBegin, layout.PathResume, layout.PathStaff, layout.PathKey}

// TestLinks: no link on any page leads to nothing.
func TestLinks(t *testing.T) {
	h := webtest.Shell(t)
	for _, path := range telling() {
		for _, a := range webtest.Get(t, h, path).All("a") {
			href := webtest.Attr(a, "href")
			if !strings.HasPrefix(href, "/") {
				continue
			}
			if webtest.Get(t, h, href).Status == http.StatusNotFound && !slices.Contains(coming, href[3:]) {
				t.Errorf("%s leads to %s, which is not there", path, href)
			}
		}
	}
}

func TestWelcome(t *testing.T) {
	h := webtest.Shell(t)
	for accept, want := range map[string]string{
		"": "/nl/", "nl-NL,nl;q=0.9,en;q=0.8": "/nl/", "en-GB,en;q=0.9": "/en/", "de, en;q=0.5": "/en/", "fr": "/nl/", ";;,,": "/nl/",
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Language", accept)
		p := webtest.Do(t, h, r)
		if p.Status != http.StatusSeeOther || p.Header.Get("Location") != want {
			t.Errorf("%q: %d to %s, want %s", accept, p.Status, p.Header.Get("Location"), want)
		}
	}
}

// maxFirstPage is what a reporter's first page may weigh, compressed.
const maxFirstPage = 60 << 10

func TestFirstPageIsLight(t *testing.T) {
	h := webtest.Shell(t)
	p := webtest.Get(t, h, "/nl/")
	total := len(p.Body)
	for _, n := range p.All("script", "link") {
		path := webtest.Attr(n, "src") + webtest.Attr(n, "href")
		if path == "" {
			continue
		}
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", "gzip, br")
		total += len(webtest.Do(t, h, r).Body)
	}
	t.Logf("first page: %d bytes", total)
	if total > maxFirstPage {
		t.Errorf("the first page weighs %d bytes, over %d", total, maxFirstPage)
	}
}
