// Package providertest is a provider of identities for tests: that of the library
// zitadel/oidc, with its own page to sign in on. It is of other hands than the library
// under test.
package providertest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"golang.org/x/text/language"
)

// By which the provider knows the site, and the password of everybody there.
const (
	Client   = "gehoor"
	Secret   = "geheim-van-de-test"
	Password = "wachtwoord-elders"
)

// OP is a running provider.
type OP struct {
	Issuer  string
	store   *storage.Storage
	server  *httptest.Server
	clients map[string]*storage.Client
}

// people are who has an account there.
type people map[string]*storage.User

func (p people) GetUserByID(id string) *storage.User { return p[id] }

func (p people) GetUserByUsername(name string) *storage.User { return p["id-"+name] }

func (people) ExampleClientID() string { return "" }

// New starts a provider at which these people have accounts, and which leads back to
// these addresses only.
func New(t testing.TB, back []string, names ...string) *OP {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	op := &OP{Issuer: strings.Replace("http://"+server.Listener.Addr().String(), "127.0.0.1", "localhost", 1), server: server}
	users := people{}
	for _, name := range names {
		users["id-"+name] = &storage.User{
			ID: "id-" + name, Username: name, Password: Password, FirstName: "Naam van " + name, LastName: "Achternaam",
			Email: name + "@veenhaven.example", EmailVerified: true, PreferredLanguage: language.Dutch,
		}
	}
	op.clients = map[string]*storage.Client{}
	op.LeadBack(back...)
	op.store = storage.NewStorageWithClients(users, op.clients)
	server.Config.Handler = exampleop.SetupServer(op.Issuer, op.store, nil, false)
	server.Start()
	t.Cleanup(server.Close)
	return op
}

// LeadBack has it lead back to these addresses only. Nobody may be there yet.
func (o *OP) LeadBack(to ...string) { o.clients[Client] = storage.WebClient(Client, Secret, to...) }

// Stop has it answer no more.
func (o *OP) Stop() { o.server.Close() }

// SignIn is somebody who signs in there, as their browser does it; it returns the
// address to which the provider leads back.
func (o *OP) SignIn(t testing.TB, address, name string) string {
	t.Helper()
	client := &http.Client{CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if "http://"+r.URL.Host != o.Issuer {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	form := page.Request.URL.Query()
	if page.StatusCode != http.StatusOK || form.Get("authRequestID") == "" {
		t.Fatalf("the provider answers %d at %s", page.StatusCode, page.Request.URL.Path)
	}
	answer, err := client.PostForm(o.Issuer+"/login/username", map[string][]string{
		"username": {name}, "password": {Password}, "id": {form.Get("authRequestID")},
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.Header.Get("Location")
}

// Forger is a transport that has the provider's own key and puts other claims into its
// tokens.
type Forger struct {
	OP    *OP
	Forge func(claims map[string]any)
}

// RoundTrip implements [http.RoundTripper].
func (f Forger) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/token") || answer.StatusCode != http.StatusOK {
		return answer, err
	}
	var body map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&body); err != nil {
		return nil, err
	}
	_ = answer.Body.Close()
	if body["id_token"], err = f.OP.resigned(body["id_token"].(string), f.Forge); err != nil {
		return nil, err
	}
	return replaced(answer, body)
}
