package web_test

import (
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/sessions"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// elsewhere signs somebody of the town in once more, as from another browser.
func (n *town) elsewhere(login string, browser account.Browser) account.Entry {
	n.t.Helper()
	e, err := n.cfg.Door.SignIn(n.t.Context(), "veenhaven", login, hex.EncodeToString(secretOf(login)), account.From{Browser: browser}, webtest.Now)
	n.must(err)
	return e
}

// into asks for a page with a session.
func (n *town) into(e account.Entry) int {
	r := httptest.NewRequest(http.MethodGet, "/nl"+layout.PathSessions, nil)
	r.AddCookie(&http.Cookie{Name: "__Host-s", Value: e.Cookie})
	return webtest.Do(n.t, n.handler, r).Status
}

// names are what a page calls the sessions that it can end.
func names(p *webtest.Page) (all []string) {
	for _, b := range p.All("button") {
		if v := webtest.Attr(b, "value"); len(v) == 64 {
			all = append(all, v)
		}
	}
	return all
}

// TestSessions: everybody of staff sees where they are signed in, and nobody sees or
// ends another's.
func TestSessions(t *testing.T) {
	n := newTown(t, nil)
	const path = "/nl" + layout.PathSessions
	for _, login := range []string{"noor", "floor"} {
		first, second := n.elsewhere(login, "edge/windows"), n.elsewhere(login, "safari/ios")
		page := n.get(login, path)
		for _, words := range []string{"Edge op Windows", "Safari op een iPhone of iPad", "Deze browser"} {
			if !strings.Contains(string(page.Body), words) {
				t.Errorf("%s does not read %q", login, words)
			}
		}
		ends := names(page)
		if len(ends) != 2 || n.into(first) != http.StatusOK {
			t.Fatalf("%s can end %v", login, ends)
		}
		for _, field := range []string{"", "x", strings.Repeat("z", 64), strings.Repeat("ab", 33)} {
			if p := n.post(login, path, url.Values{sessions.FieldSession: {field}}); p.Status != http.StatusBadRequest {
				t.Errorf("%q is answered with %d", field, p.Status)
			}
		}
		for _, one := range ends {
			n.post("bram", path, url.Values{sessions.FieldSession: {one}})
		}
		if n.into(first) != http.StatusOK || n.into(second) != http.StatusOK {
			t.Error("another person ended a session")
		}
		if strings.Contains(string(n.get("bram", path).Body), ends[0]) {
			t.Error("another person sees a session")
		}
		p := n.post(login, path, url.Values{sessions.FieldSession: {ends[0]}})
		if p.Status != http.StatusSeeOther || p.Header.Get("Location") != path+"?"+sessions.QueryDone {
			t.Errorf("ending is answered with %d", p.Status)
		}
		if left := names(n.get(login, path)); len(left) != 1 || left[0] != ends[1] {
			t.Errorf("left are %v of %v", left, ends)
		}
		n.elsewhere(login, "/")
		n.post(login, path, url.Values{sessions.FieldSession: {sessions.All}})
		if n.into(first) != http.StatusSeeOther || n.into(second) != http.StatusSeeOther || len(names(n.get(login, path))) != 0 {
			t.Error("a session goes on")
		}
	}
}
