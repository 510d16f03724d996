package web_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// people is an account store with one login, one mailbox, and sessions.
type people struct {
	// boxes are mailboxes beside the one that every code opens.
	boxes []account.Mailbox
	account.Store
	sessions map[[32]byte]account.Session
	down     bool
}

const vera gehoor.PersonID = "0123456789abcdef0123456789abcdef"

const (
	secretHex  = "aa"
	secretsLen = 32
)

func secret() string { return strings.Repeat(secretHex, secretsLen) }

func hashed() [32]byte {
	b, _ := hex.DecodeString(secret())
	return sha256.Sum256(b)
}

func (p *people) Login(context.Context, gehoor.OrgID, string) (account.Login, error) {
	return account.Login{Org: "veenhaven", Name: "vera", Person: vera, Secret: hashed()}, nil
}

func (p *people) Mailbox(_ context.Context, org gehoor.OrgID, lookup [32]byte) (account.Mailbox, error) {
	for _, b := range p.boxes {
		if b.Lookup == lookup {
			return b, nil
		}
	}
	return account.Mailbox{Org: org, Lookup: lookup, Dossier: gehoor.DossierID(vera), Signal: gehoor.SignalID(vera)}, nil
}

func (p *people) PutSession(_ context.Context, s account.Session) error {
	p.sessions[s.Token] = s
	return nil
}

func (p *people) Session(_ context.Context, token [32]byte) (account.Session, error) {
	if p.down {
		return account.Session{}, fmt.Errorf("gone: %w", gehoor.ErrUnavailable)
	}
	s, ok := p.sessions[token]
	if !ok {
		return s, gehoor.ErrNotFound
	}
	return s, nil
}

func (p *people) DeleteSession(_ context.Context, token [32]byte) error {
	delete(p.sessions, token)
	return nil
}

// inside is a site with somebody of staff and a reporter who are signed in.
type inside struct {
	cfg             web.Config
	people          *people
	staff, reporter *http.Cookie
	now             time.Time
}

func signIn(t *testing.T) *inside {
	t.Helper()
	in := &inside{cfg: webtest.Config(t), people: &people{sessions: map[[32]byte]account.Session{}}, now: webtest.Now}
	server, err := account.NewServerSecret([]byte(strings.Repeat("s", 32)))
	if err != nil {
		t.Fatal(err)
	}
	door := account.NewDoor(in.people, server, func(b []byte) { _, _ = rand.Read(b) })
	in.cfg.Door, in.cfg.Now = door, func() time.Time { return in.now }
	e, err := door.SignIn(t.Context(), "veenhaven", "vera", secret(), account.From{}, in.now)
	if err != nil {
		t.Fatal(err)
	}
	in.staff = &http.Cookie{Name: "__Host-s", Value: e.Cookie}
	if e, err = door.OpenMailbox(t.Context(), "veenhaven", secret(), in.now); err != nil {
		t.Fatal(err)
	}
	in.reporter = &http.Cookie{Name: "__Host-r", Value: e.Cookie}
	return in
}

func ask(t *testing.T, h http.Handler, accept string, cookies ...*http.Cookie) *webtest.Page {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/nl/x", nil)
	r.Header.Set("Accept", accept)
	for _, c := range cookies {
		r.AddCookie(c)
	}
	return webtest.Do(t, h, r)
}

func TestWhoMayCome(t *testing.T) {
	in := signIn(t)
	var came string
	doors := map[string]http.Handler{
		"staff": web.ServeStaff(in.cfg, "GET /{lang}/x", func(_ http.ResponseWriter, _ *http.Request, s account.Session) error {
			came = string(s.Person)
			return nil
		}),
		"reporter": web.ServeReporter(in.cfg, "GET /{lang}/x", func(_ http.ResponseWriter, _ *http.Request, b account.Mailbox) error {
			came = string(b.Signal)
			return nil
		}),
	}
	swapped := &http.Cookie{Name: "__Host-s", Value: in.reporter.Value}
	stolen := &http.Cookie{Name: "__Host-r", Value: in.staff.Value}
	for _, c := range []struct {
		door   string
		cookie []*http.Cookie
		comes  bool
		to     string
	}{
		{"staff", []*http.Cookie{in.staff}, true, ""},
		{"staff", nil, false, "/nl/medewerker"},
		{"staff", []*http.Cookie{in.reporter}, false, "/nl/medewerker"},
		{"staff", []*http.Cookie{swapped}, false, "/nl/medewerker"},
		{"staff", []*http.Cookie{{Name: "__Host-s", Value: "nonsense"}}, false, "/nl/medewerker"},
		{"reporter", []*http.Cookie{in.reporter}, true, ""},
		{"reporter", []*http.Cookie{in.staff}, false, "/nl/verder"},
		{"reporter", []*http.Cookie{stolen}, false, "/nl/verder"},
	} {
		came = ""
		p := ask(t, doors[c.door], "text/html", c.cookie...)
		if to := p.Header.Get("Location"); (came != "") != c.comes || !strings.HasPrefix(to, c.to) || c.to == "" && to != "" {
			t.Errorf("%s with %v: came %q, led to %q", c.door, c.cookie, came, p.Header.Get("Location"))
		}
		if c.comes {
			continue
		}
		if p := ask(t, doors[c.door], "application/json", c.cookie...); p.Status != http.StatusUnauthorized || !strings.Contains(string(p.Body), "sign-in.ended") {
			t.Errorf("%s with %v: a script is told %d %s", c.door, c.cookie, p.Status, p.Body)
		}
	}
}

// TestRenewal: a minute later the cookie is written anew, and it is safe.
func TestRenewal(t *testing.T) {
	in := signIn(t)
	h := web.ServeStaff(in.cfg, "GET /{lang}/x", func(http.ResponseWriter, *http.Request, account.Session) error { return nil })
	if p := ask(t, h, "text/html", in.staff); p.Header.Get("Set-Cookie") != "" {
		t.Error("renewed within the minute")
	}
	in.now = in.now.Add(time.Minute)
	cookie := ask(t, h, "text/html", in.staff).Header.Get("Set-Cookie")
	for _, flag := range []string{"__Host-s=", "Path=/", "HttpOnly", "Secure", "SameSite=Strict"} {
		if !strings.Contains(cookie, flag) {
			t.Errorf("the cookie %q has no %s", cookie, flag)
		}
	}
	if strings.Contains(cookie, "Max-Age") || strings.Contains(cookie, "Domain") {
		t.Errorf("the cookie %q stays or spreads", cookie)
	}
}

// TestStoreGone: somebody who is signed in is not thrown out because storage is
// away for a moment.
func TestStoreGone(t *testing.T) {
	in := signIn(t)
	in.people.down = true
	h := web.ServeStaff(in.cfg, "GET /{lang}/x", func(http.ResponseWriter, *http.Request, account.Session) error { return nil })
	p := ask(t, h, "text/html", in.staff)
	if p.Status != http.StatusServiceUnavailable || p.Header.Get("Set-Cookie") != "" {
		t.Errorf("status %d, cookie %q", p.Status, p.Header.Get("Set-Cookie"))
	}
}

// TestQuickExitWithoutScripts: the link alone ends the reporter's session, and
// leaves that of staff; a link on another site does nothing.
func TestQuickExitWithoutScripts(t *testing.T) {
	for site, forgets := range map[string]bool{"same-origin": true, "": true, "cross-site": false, "same-site": false} {
		in := signIn(t)
		h, err := web.New(in.cfg)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodGet, "/nl/openingstijden", nil)
		r.Header.Set("Sec-Fetch-Site", site)
		r.AddCookie(in.staff)
		r.AddCookie(in.reporter)
		p := webtest.Do(t, h, r)
		cleared := p.Header.Get("Clear-Site-Data") == `"storage"`
		dropped := strings.Contains(p.Header.Get("Set-Cookie"), "__Host-r=;") && len(p.Header.Values("Set-Cookie")) == 1
		if cleared != forgets || dropped != forgets || (len(in.people.sessions) == 1) != forgets || p.Status != http.StatusOK {
			t.Errorf("from %q: cleared %v, dropped %v, %d sessions left", site, cleared, dropped, len(in.people.sessions))
		}
	}
}

// TestSignOutWithoutScripts: the form alone ends the session and has the browser
// forget the key; a script, which locked it already, keeps what was not sent.
func TestSignOutWithoutScripts(t *testing.T) {
	for accept, clears := range map[string]bool{"text/html": true, "application/json": false} {
		in := signIn(t)
		h, err := web.New(in.cfg)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodPost, "/api/desk/sign-out", nil)
		r.Header.Set("Accept", accept)
		r.AddCookie(in.staff)
		p := webtest.Do(t, h, r)
		if cleared := p.Header.Get("Clear-Site-Data") == `"storage"`; cleared != clears || len(in.people.sessions) != 1 {
			t.Errorf("%s: cleared %v, %d sessions left", accept, cleared, len(in.people.sessions))
		}
	}
}

// TestComingInAgain: the session that the browser had ends, and nobody else's.
func TestComingInAgain(t *testing.T) {
	in := signIn(t)
	h, err := web.New(in.cfg)
	if err != nil {
		t.Fatal(err)
	}
	before := len(in.people.sessions)
	r := httptest.NewRequest(http.MethodPost, "/api/back", strings.NewReader(`{"lookup":"`+secret()+`"}`))
	r.AddCookie(in.reporter)
	p := webtest.Do(t, h, r)
	if p.Status != http.StatusOK || !strings.HasPrefix(p.Header.Get("Set-Cookie"), "__Host-r=") {
		t.Fatalf("status %d, cookie %q", p.Status, p.Header.Get("Set-Cookie"))
	}
	if len(in.people.sessions) != before {
		t.Errorf("%d sessions, want %d", len(in.people.sessions), before)
	}
	theirs := web.ServeReporter(in.cfg, "GET /{lang}/x", func(http.ResponseWriter, *http.Request, account.Mailbox) error { return nil })
	if p := ask(t, theirs, "application/json", in.reporter); p.Status != http.StatusUnauthorized {
		t.Errorf("the session before: status %d", p.Status)
	}
}
