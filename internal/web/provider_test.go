package web_test

import (
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/provider"
	"github.com/gehoor/gehoor/internal/provider/providertest"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	providerpage "github.com/gehoor/gehoor/internal/web/page/provider"
	"github.com/gehoor/gehoor/internal/web/page/signin"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const (
	hereTo     = "/nl" + layout.PathProviderIn
	hereLink   = "/nl" + layout.PathProviderLink
	hereBack   = "/nl" + layout.PathProviderBack
	hereLinked = "/nl" + layout.PathProvider
)

// withProvider is a town whose staff may sign in at a real provider.
func withProvider(t *testing.T, required bool, transport func(*providertest.OP) http.RoundTripper) (*town, *providertest.OP) {
	t.Helper()
	op := providertest.New(t, []string{"https://example.com" + hereBack}, "noor", "bram", "floor")
	var carrier http.RoundTripper = http.DefaultTransport
	if transport != nil {
		carrier = transport(op)
	}
	n := newTown(t, func(_ *casework.Deps, cfg *web.Config) {
		var err error
		cfg.Provider, err = provider.New(provider.Settings{
			Issuer: op.Issuer, Client: providertest.Client, Secret: providertest.Secret, Name: "Gemeente Veenhaven", Required: required,
		}, carrier, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Address = ""
	})
	return n, op
}

// jar is a browser: it keeps cookies, and shows those that are for this site alone only
// where no other site led to.
type jar struct {
	n       *town
	cookies map[string]*http.Cookie
}

func (n *town) browser() *jar { return &jar{n, map[string]*http.Cookie{}} }

func (j *jar) ask(method, path string, form url.Values, led bool) *webtest.Page {
	j.n.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range j.cookies {
		if !led || c.SameSite == http.SameSiteLaxMode {
			r.AddCookie(c)
		}
	}
	p := webtest.Do(j.n.t, j.n.handler, r)
	for _, c := range (&http.Response{Header: p.Header}).Cookies() {
		j.cookies[c.Name] = c
		if c.MaxAge < 0 {
			delete(j.cookies, c.Name)
		}
	}
	return p
}

func (j *jar) get(path string) *webtest.Page { return j.ask(http.MethodGet, path, nil, false) }

// byPassphrase signs somebody in as today.
func (j *jar) byPassphrase(login string) {
	j.n.t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/api/desk/sign-in", strings.NewReader(`{"login":"`+login+`","secret":"`+hex.EncodeToString(secretOf(login))+`"}`))
	for _, c := range j.cookies {
		r.AddCookie(c)
	}
	p := webtest.Do(j.n.t, j.n.handler, r)
	if p.Status != http.StatusOK {
		j.n.t.Fatalf("signing in: %d %s", p.Status, p.Body)
	}
	for _, c := range (&http.Response{Header: p.Header}).Cookies() {
		j.cookies[c.Name] = c
	}
}

// away goes to the provider, signs in there as somebody, and returns where that leads.
func (j *jar) away(op *providertest.OP, start, name string) string {
	j.n.t.Helper()
	p := j.get(start)
	address := p.Header.Get("Location")
	if p.Status != http.StatusSeeOther || !strings.HasPrefix(address, op.Issuer) {
		j.n.t.Fatalf("%s leads to %q with %d: %s", start, address, p.Status, webtest.Text(p.Root))
	}
	if c := j.cookies["__Host-o"]; c == nil || !c.HttpOnly || !c.Secure {
		j.n.t.Errorf("what the browser remembers is %v", c)
	}
	return strings.TrimPrefix(op.SignIn(j.n.t, address, name), "https://example.com")
}

// back is who comes back from there.
func (j *jar) back(path string) *webtest.Page { return j.ask(http.MethodGet, path, nil, true) }

func (j *jar) act(act string) *webtest.Page {
	return j.ask(http.MethodPost, hereLinked, url.Values{providerpage.FieldAct: {act}}, false)
}

// links links somebody's account.
func (j *jar) links(op *providertest.OP, login string) {
	j.n.t.Helper()
	j.byPassphrase(login)
	if p := j.back(j.away(op, hereLink, login)); p.Status != http.StatusOK || p.Header.Get("Refresh") != "0; url="+hereLinked {
		j.n.t.Fatalf("back with %d %q", p.Status, p.Header.Get("Refresh"))
	}
	if p := j.act(providerpage.ActLink); p.Status != http.StatusSeeOther {
		j.n.t.Fatalf("linking is answered with %d: %s", p.Status, webtest.Text(p.Root))
	}
}

// saysNothing: an answer lets nobody in, and is the same for everybody.
func saysNothing(t *testing.T, what string, p *webtest.Page, code gehoor.Code) {
	t.Helper()
	words := text.For(gehoor.Dutch).Refusal(gehoor.Refuse(code))
	if p.Status == http.StatusOK || !strings.Contains(webtest.Text(p.Root), words) {
		t.Errorf("%s is answered with %d: %s", what, p.Status, webtest.Text(p.Root))
	}
	for _, c := range (&http.Response{Header: p.Header}).Cookies() {
		if c.MaxAge >= 0 {
			t.Errorf("%s gives a cookie %s", what, c.Name)
		}
	}
}

// TestProvider: somebody links their account, comes in by it and reads no key; takes the
// link away, and comes in no more.
func TestProvider(t *testing.T) {
	n, op := withProvider(t, false, nil)
	j := n.browser()
	j.links(op, "noor")
	if !strings.Contains(webtest.Text(j.get(hereLinked).Root), "is gekoppeld sinds") {
		t.Error("the page does not say that it is linked")
	}

	fresh := n.browser()
	if !strings.Contains(webtest.Text(fresh.get("/nl"+layout.PathSignIn).Root), "Aanmelden met Gemeente Veenhaven") {
		t.Error("the page to sign in on does not name it")
	}
	p := fresh.back(fresh.away(op, hereTo, "noor"))
	if p.Status != http.StatusOK || p.Header.Get("Refresh") != "0; url=/nl/medewerker/aanmelden?waarom=sleutel" {
		t.Fatalf("back with %d %q", p.Status, p.Header.Get("Refresh"))
	}
	if strings.Contains(string(p.Body), "wrapped") || fresh.cookies["__Host-s"].SameSite != http.SameSiteStrictMode {
		t.Error("it gives more than a session")
	}
	sign := fresh.get("/nl/medewerker/aanmelden?waarom=sleutel")
	if got := webtest.Attr(sign.ByID("login"), "value"); got != "noor" {
		t.Errorf("the login is %q", got)
	}
	if p := fresh.get("/nl" + layout.PathStaff); p.Status != http.StatusOK {
		t.Errorf("the work list answers with %d", p.Status)
	}
	if p := fresh.get(hereLink); p.Status == http.StatusSeeOther {
		t.Error("who came in by the provider alone links another account")
	}

	if p := j.act(providerpage.ActUndo); p.Status != http.StatusSeeOther {
		t.Errorf("taking the link away: %d", p.Status)
	}
	if p := fresh.get("/nl" + layout.PathStaff); p.Status != http.StatusSeeOther {
		t.Error("a session that began with the link goes on")
	}
	again := n.browser()
	saysNothing(t, "an account that was unlinked", again.back(again.away(op, hereTo, "noor")), account.CodeProvider)
}

// TestProviderLeadsBack: who was asked to sign in while they were somewhere comes back
// there, by way of the provider and of opening their key; nothing in an address leads
// anywhere else, and what a browser remembers of it nobody can alter.
func TestProviderLeadsBack(t *testing.T) {
	n, op := withProvider(t, false, nil)
	n.browser().links(op, "noor")
	k, _ := record.Of(record.KindConcerned)
	form := layout.PathDossier + "3f9a2c00000000000000000000000001" + layout.SubRecord + k.Number() + "?" + layout.NameLetter + "=2"
	fresh := n.browser()
	p := fresh.get("/nl" + form)
	at := p.Header.Get("Location")
	if p.Status != http.StatusSeeOther || at != "/nl"+signin.Path(form, "") {
		t.Fatalf("who is not signed in is led to %q", at)
	}
	var lead string
	for _, a := range fresh.get(at).All("a") {
		if href := webtest.Attr(a, "href"); strings.HasPrefix(href, hereTo) {
			lead = href
		}
	}
	if lead != "/nl"+signin.ProviderPath(form) {
		t.Fatalf("the page leads to the provider by %q", lead)
	}
	p = fresh.back(fresh.away(op, lead, "noor"))
	address := "/nl" + signin.Path(form, signin.Key)
	if p.Header.Get("Refresh") != "0; url="+address {
		t.Fatalf("back with %q, want %q", p.Header.Get("Refresh"), address)
	}
	if got := webtest.Attr(fresh.get(address).ByID("sign-in"), "data-next"); got != "/nl"+form {
		t.Errorf("opening the key leads to %q", got)
	}

	elsewhere := n.browser()
	p = elsewhere.back(elsewhere.away(op, hereTo+"?naar=https%3A%2F%2Fevil.example%2Fmedewerker", "noor"))
	if p.Header.Get("Refresh") != "0; url=/nl/medewerker/aanmelden?waarom=sleutel" {
		t.Errorf("an address leads to %q", p.Header.Get("Refresh"))
	}
}

// TestProviderRefuses: whatever is wrong is one answer, and no session.
func TestProviderRefuses(t *testing.T) {
	n, op := withProvider(t, false, nil)
	n.browser().links(op, "noor")

	j := n.browser()
	saysNothing(t, "an account that nobody linked", j.back(j.away(op, hereTo, "bram")), account.CodeProvider)
	used := j.away(op, hereTo, "noor")
	if p := j.back(used); p.Status != http.StatusOK {
		t.Fatalf("a good one: %d", p.Status)
	}
	saysNothing(t, "the same again", j.back(used), account.CodeProvider)

	asking := n.browser()
	asked := asking.away(op, hereTo, "noor")
	remembered := asking.cookies["__Host-o"]
	saysNothing(t, "another browser", n.browser().back(asked), account.CodeProvider)
	for what, path := range map[string]string{
		"another state":    strings.Replace(asked, "state=", "state=0", 1),
		"no state":         hereBack + "?code=x",
		"no code":          strings.Replace(asked, "code=", "other=", 1),
		"an error":         hereBack + "?error=access_denied",
		"another issuer":   asked + "&iss=https%3A%2F%2Felders.example",
		"a code of nobody": strings.Replace(asked, "code=", "code=x", 1),
	} {
		b := n.browser()
		b.cookies["__Host-o"] = remembered
		saysNothing(t, what, b.back(path), account.CodeProvider)
	}

	// A link that outlived its owner, as no row of ours does.
	j = n.browser()
	path := j.away(op, hereTo, "noor")
	n.must(n.cases.Leave(t.Context(), "veenhaven", gehoor.ByPerson(n.ids["floor"]), n.ids["noor"]))
	link := account.Link{Org: "veenhaven", Person: n.ids["noor"], Subject: n.cfg.Door.SubjectOf("veenhaven", op.Issuer, "id-noor"), LinkedOn: webtest.Now}
	if _, err := n.store.LinkOf(t.Context(), "veenhaven", n.ids["noor"]); err == nil {
		t.Error("who left has a link")
	}
	if put, err := n.store.PutLink(t.Context(), link); err != nil || !put {
		t.Fatalf("%t, %v", put, err)
	}
	saysNothing(t, "somebody who left", j.back(path), account.CodeProvider)
}

// TestProviderForged: what the provider signed for another is nobody here.
func TestProviderForged(t *testing.T) {
	var forge func(map[string]any)
	n, op := withProvider(t, false, func(op *providertest.OP) http.RoundTripper {
		return providertest.Forger{OP: op, Forge: func(c map[string]any) {
			if forge != nil {
				forge(c)
			}
		}}
	})
	n.browser().links(op, "noor")
	for what, f := range map[string]func(map[string]any){
		"issuer":   func(c map[string]any) { c["iss"] = "https://elders.example" },
		"audience": func(c map[string]any) { c["aud"] = "another" },
		"nonce":    func(c map[string]any) { c["nonce"] = "another" },
		"end":      func(c map[string]any) { c["exp"] = time.Now().Add(-time.Hour).Unix() },
	} {
		forge = f
		j := n.browser()
		saysNothing(t, "another "+what, j.back(j.away(op, hereTo, "noor")), account.CodeProvider)
	}
}

// TestProviderDown: the page says so, and the way as today still works.
func TestProviderDown(t *testing.T) {
	n, op := withProvider(t, false, nil)
	op.Stop()
	j := n.browser()
	saysNothing(t, "a provider that is down", j.get(hereTo), account.CodeProviderDown)
	j.byPassphrase("noor")
	if p := j.get("/nl" + layout.PathStaff); p.Status != http.StatusOK {
		t.Errorf("the passphrase lets in with %d", p.Status)
	}
}

// TestProviderLink: an account is offered to who went to fetch it, and is one person's.
func TestProviderLink(t *testing.T) {
	n, op := withProvider(t, false, nil)
	n.browser().links(op, "noor")
	j := n.browser()
	j.byPassphrase("bram")
	saysNothing(t, "linking without an account", j.act(providerpage.ActLink), account.CodeProvider)
	if p := j.back(j.away(op, hereLink, "noor")); p.Status != http.StatusOK {
		t.Fatalf("back with %d", p.Status)
	}
	saysNothing(t, "another's account", j.act(providerpage.ActLink), account.CodeProviderTaken)

	victim := n.browser()
	victim.byPassphrase("floor")
	j.back(j.away(op, hereLink, "bram"))
	victim.cookies["__Host-p"] = j.cookies["__Host-p"]
	saysNothing(t, "an offer to another", victim.act(providerpage.ActLink), account.CodeProvider)
}

// TestProviderRequired: without having signed in there too nothing of staff is here but
// the way there; who has is in, with their key open or not.
func TestProviderRequired(t *testing.T) {
	n, op := withProvider(t, true, nil)
	j := n.browser()
	j.byPassphrase("noor")
	for path, next := range map[string]string{
		layout.PathStaff:    "",
		layout.PathRecovery: "?naar=%2Fmedewerker%2Fherstel",
		layout.PathPhrase:   "?naar=%2Fmedewerker%2Fwachtzin",
		layout.PathSessions: "?naar=%2Fmedewerker%2Faangemeld",
		layout.PathEnter:    "?naar=%2Fmedewerker%2Finvoeren",
	} {
		if p := j.get("/nl" + path); p.Status != http.StatusSeeOther || p.Header.Get("Location") != hereLinked+next {
			t.Errorf("%s is there: %d %s", path, p.Status, p.Header.Get("Location"))
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/api/desk/passphrase/open", strings.NewReader("{}"))
	r.Header.Set("Accept", "application/json")
	r.AddCookie(j.cookies["__Host-s"])
	if p := webtest.Do(t, n.handler, r); p.Status != http.StatusForbidden || !strings.Contains(string(p.Body), string(account.CodeProviderNeeded)) {
		t.Errorf("a script is answered with %d %s", p.Status, p.Body)
	}
	j.links(op, "noor")
	if p := j.get("/nl" + layout.PathStaff); p.Status != http.StatusOK {
		t.Errorf("after linking: %d", p.Status)
	}

	fresh := n.browser()
	fresh.back(fresh.away(op, hereTo, "noor"))
	fresh.byPassphrase("noor")
	if p := fresh.get("/nl" + layout.PathStaff); p.Status != http.StatusOK {
		t.Errorf("after opening the key: %d", p.Status)
	}
	alone := n.browser()
	alone.byPassphrase("noor")
	if p := alone.get("/nl" + layout.PathStaff); p.Status != http.StatusSeeOther {
		t.Errorf("with a passphrase alone: %d", p.Status)
	}
}

// TestWithoutProvider: nothing of it is there.
func TestWithoutProvider(t *testing.T) {
	n := newTown(t, nil)
	for _, path := range []string{hereTo, hereLink, hereBack, hereLinked} {
		if p := n.get("noor", path); p.Status != http.StatusNotFound {
			t.Errorf("%s is there: %d", path, p.Status)
		}
	}
	if strings.Contains(string(n.get("", "/nl"+layout.PathSignIn).Body), layout.PathProviderIn) {
		t.Error("the page to sign in on leads to it")
	}
}
