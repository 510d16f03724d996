package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/root"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// filled is a pattern as a request: in Dutch, with something in each place.
func filled(pattern string) (method, path string) {
	method, path, _ = strings.Cut(pattern, " ")
	path = strings.NewReplacer(
		"{lang}", "nl", "{dossier}", strings.Repeat("a", 32), "{part}", strings.Repeat("b", 64), "{file}", strings.Repeat("c", 64),
		"{office}", string(gehoor.OfficeMayor), "{person}", strings.Repeat("d", 32),
		"{digest}", "sha256-"+strings.Repeat("e", 64), "{step}", "0", "{question}", "0",
	).Replace(path)
	return method, path
}

// toAll are paths below those of the desk that are for administrators too, or for
// whoever has not signed in.
var toAll = []string{
	layout.PathSignIn, layout.PathInvite, layout.PathPhrase, "/api/desk/salt", "/api/desk/sign-in", "/api/desk/sign-out",
	"/api/desk/invitation", "/api/desk/invitation/accept", "/api/desk/passphrase/open", "/api/desk/passphrase",
	layout.PathPasskeys, "/api/desk/passkey/challenge", "/api/desk/passkey/sign-in", "/api/desk/passkey/offer", "/api/desk/passkey/add",
	"/api/desk/passkey/remove", layout.PathSessions, layout.PathProviderIn, layout.PathProviderBack, layout.PathProviderLink, layout.PathProvider, layout.PathRoot, root.PathAnnounce, // everybody watches over the root key
}

// chartPaths are what scripts ask of the organisation chart: the first is an
// administrator's, the others are those of whoever reads the names, on both sides.
var chartPaths = []string{"/api/desk/chart/import", "/api/desk/chart", "/api/desk/chart/keys"}

// sides sorts the routes of staff: those of administrators, and those of the desk.
func sides(t *testing.T, cfg web.Config) (administrators, desk []string) {
	t.Helper()
	for _, pattern := range web.Patterns(cfg) {
		_, path, _ := strings.Cut(pattern, " ")
		path = strings.TrimPrefix(path, "/{lang}")
		shared := path == layout.PathStaff
		for _, p := range toAll {
			shared = shared || path == p
		}
		switch {
		case shared, slices.Contains(chartPaths[1:], path):
		case path == chartPaths[0], path == "/api/desk/chart/mend", path == layout.PathAdmin, strings.HasPrefix(path, layout.PathAdmin+"/"):
			administrators = append(administrators, pattern)
		case strings.HasPrefix(path, layout.PathStaff+"/"), strings.HasPrefix(path, "/api/desk/"):
			desk = append(desk, pattern)
		}
	}
	if len(administrators) == 0 || len(desk) < 20 {
		t.Fatalf("%d routes of administrators and %d of the desk: the sorting is broken", len(administrators), len(desk))
	}
	return administrators, desk
}

// TestTwoSides: to an administrator nothing of the desk is there, and to everybody
// at the desk nothing of an administrator, whatever is sent along; to who only enters
// signals nothing of either. Who has not
// signed in is led to where one does. All answers of one kind are the same.
func TestTwoSides(t *testing.T) {
	n := newTown(t, nil)
	administrators, desk := sides(t, n.cfg)
	lacking := string(n.get("floor", "/nl"+layout.PathAdmin+"/no-such-page").Body)
	nothing := func(login, pattern string) {
		method, path := filled(pattern)
		for _, body := range []string{"", "x=1", "{}"} {
			p := n.do(login, method, path, body)
			if p.Status != http.StatusNotFound {
				t.Errorf("%s of %s is there to %s: %d", method, path, login, p.Status)
			}
			page := !strings.HasPrefix(path, "/api/")
			if page && string(p.Body) != lacking || !page && !strings.Contains(string(p.Body), `"code":"not-found"`) {
				t.Errorf("%s of %s tells %s more than that nothing is there: %s", method, path, login, p.Body)
			}
		}
	}
	for _, pattern := range desk {
		nothing("floor", pattern)
		if _, path := filled(pattern); path == "/nl"+layout.PathEnter || path == "/api/desk/enter" || path == "/nl"+layout.PathHelp || strings.HasPrefix(path, "/nl"+layout.PathPractice) {
			continue // what a manager and an adviser do here
		}
		for _, one := range residents {
			if _, path := filled(pattern); (path == "/nl"+layout.PathNotices || path == "/nl"+layout.PathFigures) && one.role.IsTold() {
				continue
			}
			if _, path := filled(pattern); one.role == gehoor.RoleAdviser && (path == "/nl"+layout.PathAdvice || strings.HasPrefix(path, "/api/desk/advice/")) {
				continue // their own notes; TestAdvice has those of others
			}
			if _, path := filled(pattern); path == "/nl"+layout.PathCounsel || strings.HasPrefix(path, "/api/desk/counsel/") {
				if one.role == gehoor.RoleAdviser || one.role.IsTold() && path != "/api/desk/counsel/give" {
					continue // TestCounsel has what each of them reads
				}
			}
			if one.role.Enters() && !one.role.Handles() {
				nothing(one.login, pattern)
			}
		}
	}
	for _, pattern := range administrators {
		for _, one := range residents {
			if one.role != gehoor.RoleAdministrator {
				nothing(one.login, pattern)
			}
		}
		method, path := filled(pattern)
		if strings.HasPrefix(path, "/api/") {
			if p := n.do("", method, path, ""); p.Status != http.StatusUnauthorized {
				t.Errorf("%s of %s is there to nobody: %d", method, path, p.Status)
			}
			continue
		}
		if p := n.do("", method, path, ""); p.Status != http.StatusSeeOther || !strings.Contains(p.Header.Get("Location"), layout.PathSignIn) {
			t.Errorf("%s of %s is there to nobody: %d", method, path, p.Status)
		}
	}
}

// TestChartReaders: the names of the organisation chart are there to whoever handles and
// to administrators, if they have the key; to everybody else nothing of them is there.
func TestChartReaders(t *testing.T) {
	n := newTown(t, nil)
	for _, one := range residents {
		if p := n.get(one.login, chartPaths[1]); p.Status != http.StatusNotFound {
			t.Errorf("without a chart its names are there to %s: %d", one.login, p.Status)
		}
		reads := one.role.Handles() || one.role == gehoor.RoleAdministrator
		for _, body := range []string{"", "x=1"} {
			if p := n.do(one.login, http.MethodPost, chartPaths[2], body); reads != (p.Status == http.StatusBadRequest) || !reads != (p.Status == http.StatusNotFound) {
				t.Errorf("giving the key of the names answers %s %d for %q", one.login, p.Status, body)
			}
		}
		if p := n.do(one.login, http.MethodPost, chartPaths[2], `{"keys":[]}`); p.Status != http.StatusNotFound {
			t.Errorf("without a chart its key can be given by %s: %d", one.login, p.Status)
		}
	}
	for _, path := range chartPaths[1:] {
		if p := n.do("", http.MethodPost, path, "{}"); p.Status == http.StatusOK || p.Status == http.StatusNoContent {
			t.Errorf("%s answers nobody %d", path, p.Status)
		}
	}
}

// TestStart: whoever signs in begins on the own side, with the own bar.
func TestStart(t *testing.T) {
	n := newTown(t, nil)
	if p := n.get("floor", "/nl"+layout.PathStaff); p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/nl"+layout.PathAdmin {
		t.Errorf("an administrator begins at %d %s", p.Status, p.Header.Get("Location"))
	}
	links := func(login, path string) string {
		var all []string
		for _, a := range n.get(login, path).All("a") {
			all = append(all, webtest.Attr(a, "href"))
		}
		return strings.Join(all, " ")
	}
	for _, path := range []string{"/nl" + layout.PathPhrase, "/en" + layout.PathPhrase, "/nl" + layout.PathAdmin, "/en" + layout.PathAdmin} {
		lang := path[:3]
		if got := links("floor", path); !strings.Contains(got, lang+layout.PathAdmin) || strings.Contains(got, layout.PathRecovery) {
			t.Errorf("%s leads an administrator to %s", path, got)
		}
	}
	if got := links("noor", "/nl"+layout.PathPhrase); strings.Contains(got, layout.PathAdmin) || !strings.Contains(got, layout.PathRecovery) {
		t.Errorf("a caseworker is led to %s", got)
	}
	for _, one := range residents {
		p := n.get(one.login, "/nl"+layout.PathStaff)
		switch {
		case one.role == gehoor.RoleAdministrator:
		case one.role.IsTold():
			if p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/nl"+layout.PathNotices {
				t.Errorf("%s begins at %d %s", one.login, p.Status, p.Header.Get("Location"))
			}
		case one.role.Enters() && !one.role.Handles():
			if p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/nl"+layout.PathEnter {
				t.Errorf("%s begins at %d %s", one.login, p.Status, p.Header.Get("Location"))
			}
			if got := links(one.login, "/nl"+layout.PathEnter); strings.Contains(got, layout.PathRecovery) || strings.Contains(got, layout.PathAdmin) {
				t.Errorf("%s is led to %s", one.login, got)
			}
		case p.Status != http.StatusOK:
			t.Errorf("%s begins with %d", one.login, p.Status)
		}
	}
}

// TestAdminPages: each page of an administrator that has an address of its own is
// whole, in both languages.
func TestAdminPages(t *testing.T) {
	n := newTown(t, nil)
	administrators, _ := sides(t, n.cfg)
	for _, pattern := range administrators {
		if !strings.HasPrefix(pattern, "GET /{lang}") || strings.Contains(strings.TrimPrefix(pattern, "GET /{lang}"), "{") {
			continue
		}
		for _, lang := range []string{"nl", "en"} {
			if strings.HasSuffix(pattern, layout.PathKeysFile) {
				continue // there is none while no key waits
			}
			p := n.get("floor", strings.Replace(strings.TrimPrefix(pattern, "GET "), "{lang}", lang, 1))
			if p.Status != http.StatusOK {
				t.Errorf("%s: %d", pattern, p.Status)
				continue
			}
			if !strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
				continue
			}
			webtest.Check(t, p)
			// What a mail has in braces is meant to be read.
			text := strings.NewReplacer("{site}", "", "{organisation}", "", "{code}", "").Replace(webtest.Text(p.All("main")[0]))
			if strings.Contains(text, "{") {
				t.Errorf("%s %s: an argument is not filled in: %s", lang, pattern, text)
			}
		}
	}
}
