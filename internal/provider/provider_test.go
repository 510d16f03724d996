package provider_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/provider"
	"github.com/gehoor/gehoor/internal/provider/providertest"
)

const back = "http://localhost:1/nl/medewerker/aanmelden/terug"

var asking = provider.Asking{
	State: strings.Repeat("5", 32), Nonce: strings.Repeat("6", 32), Verifier: strings.Repeat("v", 43), Back: back,
}

// of makes a provider that has an account for noor.
func of(t *testing.T, op *providertest.OP, transport http.RoundTripper, change ...func(*provider.Settings)) *provider.Provider {
	t.Helper()
	s := provider.Settings{Issuer: op.Issuer, Client: providertest.Client, Secret: providertest.Secret}
	for _, c := range change {
		c(&s)
	}
	p, err := provider.New(s, transport, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// visit signs noor in there, and returns the code with which she comes back.
func visit(t *testing.T, op *providertest.OP, p *provider.Provider) string {
	t.Helper()
	address, err := p.Ask(t.Context(), asking)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(op.SignIn(t, address, "noor"))
	if err != nil || !strings.HasPrefix(u.String(), back) || u.Query().Get("state") != asking.State {
		t.Fatalf("led back to %s, %v", u, err)
	}
	return u.Query().Get("code")
}

// TestSubject: what comes back is who it is, and a code works once.
func TestSubject(t *testing.T) {
	op := providertest.New(t, []string{back}, "noor")
	p := of(t, op, nil)
	code := visit(t, op, p)
	who, err := p.Subject(t.Context(), asking, code)
	if err != nil || who != "id-noor" {
		t.Fatalf("%q, %v", who, err)
	}
	if who, err := p.Subject(t.Context(), asking, code); !errors.Is(err, provider.ErrRefused) {
		t.Errorf("a code that was used gives %q, %v", who, err)
	}
}

// TestAsk: the provider is asked for who somebody is, with a challenge, and for nothing
// about them.
func TestAsk(t *testing.T) {
	op := providertest.New(t, []string{back}, "noor")
	address, err := of(t, op, nil).Ask(t.Context(), asking)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if q.Get("scope") != "openid" || q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" || q.Get("nonce") != asking.Nonce || strings.Contains(address, asking.Verifier) || strings.Contains(address, providertest.Secret) {
		t.Errorf("asked with %s", address)
	}
}

// TestRefused: nothing is taken that is not exactly an answer to what was asked.
func TestRefused(t *testing.T) {
	op := providertest.New(t, []string{back}, "noor")
	unix := func(d time.Duration) int64 { return time.Now().Add(d).Unix() }
	for name, forge := range map[string]func(map[string]any){
		"another issuer":         func(c map[string]any) { c["iss"] = "https://elders.example" },
		"an issuer with a slash": func(c map[string]any) { c["iss"] = op.Issuer + "/" },
		"for another client":     func(c map[string]any) { c["aud"] = []string{"another"} },
		"two, and for the other": func(c map[string]any) { c["aud"], c["azp"] = []string{providertest.Client, "another"}, "another" },
		"two, and for nobody":    func(c map[string]any) { c["aud"] = []string{providertest.Client, "another"}; delete(c, "azp") },
		"another nonce":          func(c map[string]any) { c["nonce"] = "x" },
		"no nonce":               func(c map[string]any) { delete(c, "nonce") },
		"expired":                func(c map[string]any) { c["exp"] = unix(-provider.Skew - 5*time.Second) },
		"an old one":             func(c map[string]any) { c["iat"] = unix(-time.Hour) },
		"of tomorrow":            func(c map[string]any) { c["iat"] = unix(24 * time.Hour) },
		"of nobody":              func(c map[string]any) { c["sub"] = "" },
		"of somebody endless":    func(c map[string]any) { c["sub"] = strings.Repeat("x", 256) },
	} {
		p := of(t, op, providertest.Forger{OP: op, Forge: forge})
		if who, err := p.Subject(t.Context(), asking, visit(t, op, p)); !errors.Is(err, provider.ErrRefused) {
			t.Errorf("%s: %q, %v", name, who, err)
		}
	}
	same := of(t, op, providertest.Forger{OP: op, Forge: func(map[string]any) {}})
	if who, err := same.Subject(t.Context(), asking, visit(t, op, same)); err != nil || who != "id-noor" {
		t.Errorf("with nothing changed: %q, %v", who, err)
	}
	late := of(t, op, providertest.Forger{OP: op, Forge: func(c map[string]any) { c["exp"] = unix(-provider.Skew / 2) }})
	if _, err := late.Subject(t.Context(), asking, visit(t, op, late)); err != nil {
		t.Errorf("a clock that differs a little: %v", err)
	}
	p := of(t, op, nil)
	other := asking
	other.Verifier = strings.Repeat("w", 43)
	if _, err := p.Subject(t.Context(), other, visit(t, op, p)); !errors.Is(err, provider.ErrRefused) {
		t.Errorf("from another browser: %v", err)
	}
	wrong := of(t, op, nil, func(s *provider.Settings) { s.Secret = "wrong" })
	if _, err := wrong.Subject(t.Context(), asking, visit(t, op, p)); !errors.Is(err, provider.ErrRefused) {
		t.Errorf("with a wrong secret: %v", err)
	}
}

// TestDown: a provider that does not answer is told apart, before and after it was
// found, and is asked again when it is back.
func TestDown(t *testing.T) {
	op := providertest.New(t, []string{back}, "noor")
	p := of(t, op, nil)
	code := visit(t, op, p)
	op.Stop()
	if _, err := p.Subject(t.Context(), asking, code); !errors.Is(err, provider.ErrDown) {
		t.Errorf("gone in between: %v", err)
	}
	if _, err := of(t, op, nil).Ask(t.Context(), asking); !errors.Is(err, provider.ErrDown) {
		t.Errorf("gone before: %v", err)
	}

	back := providertest.New(t, []string{back}, "noor")
	now, up := time.Now(), false
	late, err := provider.New(provider.Settings{Issuer: back.Issuer, Client: "c", Secret: "s"}, sometimes{&up}, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	ask := func() error { _, err := late.Ask(t.Context(), asking); return err }
	if err := ask(); !errors.Is(err, provider.ErrDown) {
		t.Errorf("down: %v", err)
	}
	up = true
	if err := ask(); !errors.Is(err, provider.ErrDown) {
		t.Errorf("it was asked again at once: %v", err)
	}
	now = now.Add(time.Minute)
	if err := ask(); err != nil {
		t.Errorf("back again: %v", err)
	}
}

// sometimes is a connection that is there or not.
type sometimes struct{ up *bool }

func (s sometimes) RoundTrip(r *http.Request) (*http.Response, error) {
	if !*s.up {
		return nil, errors.New("no route")
	}
	return http.DefaultTransport.RoundTrip(r)
}

func TestNewRefuses(t *testing.T) {
	for _, issuer := range []string{"", "login.example", "http://login.example", "ftp://login.example", "https://login.example?x", "https://a:b@login.example", "https://login.example#x"} {
		if _, err := provider.New(provider.Settings{Issuer: issuer, Client: "c", Secret: "s"}, nil, time.Now); err == nil {
			t.Errorf("%q was taken", issuer)
		}
	}
	for _, s := range []provider.Settings{{Issuer: "https://login.example", Client: "c"}, {Issuer: "https://login.example", Secret: "s"}} {
		if _, err := provider.New(s, nil, time.Now); err == nil {
			t.Errorf("%+v was taken", s)
		}
	}
}
