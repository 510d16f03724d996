package web_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/blob/blobtest"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/form/formtest"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// town is a site of a founded organisation in memory, with somebody of each role
// who can sign in.
type town struct {
	t       *testing.T
	store   *ledgertest.Memory
	cases   *casework.Casework
	cfg     web.Config
	handler http.Handler
	root    note.Signer
	made    atomic.Uint64
	ids     map[string]gehoor.PersonID
	inside  map[string]*http.Cookie // who is signed in
}

// residents are those of the town, by login. Two work at the external desk, because
// nobody receives alone; two keep shares.
var residents = []struct {
	login string
	role  gehoor.Role
}{
	{"noor", gehoor.RoleCaseworker}, {"bram", gehoor.RoleCaseworker}, {"jet", gehoor.RoleHead}, {"saar", gehoor.RoleExternal},
	{"milan", gehoor.RoleExternal}, {"wies", gehoor.RoleCustodian}, {"ties", gehoor.RoleCustodian}, {"floor", gehoor.RoleAdministrator},
	{"hidde", gehoor.RoleManager}, {"fenna", gehoor.RoleAdviser}, {"meike", gehoor.RoleMayor},
}

// newTown founds it. change alters what the use cases are made of, and may be nil.
func newTown(t *testing.T, change func(*casework.Deps, *web.Config)) *town {
	t.Helper()
	n := &town{t: t, store: ledgertest.NewMemory(), ids: map[string]gehoor.PersonID{}, inside: map[string]*http.Cookie{}, cfg: webtest.Config(t)}
	deps := casework.Deps{
		Events: n.store, Lists: n.store, Accounts: n.store, Log: n.store, Outbox: n.store, Drafts: n.store, Advice: n.store, Parts: n.store, Blobs: blobtest.NewMemory(), Forms: &formtest.Memory{},
		Source: ledger.Source{Now: now, Random: n.random}, Trial: true, Protocols: shipped.Protocols(casework.Vocabulary()), Setting: shipped.Veenhaven(),
	}
	server, err := account.NewServerSecret(bytes.Repeat([]byte{1}, 32))
	n.must(err)
	n.cfg.Door = account.NewDoor(n.store, server, n.random)
	if change != nil {
		change(&deps, &n.cfg)
	}
	n.cases = casework.New(deps)
	n.cfg.Cases = n.cases
	n.found(server)
	n.handler, err = web.New(n.cfg)
	n.must(err)
	return n
}

func (n *town) must(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

// random is a counter: IDs differ and a failing test fails again.
func (n *town) random(b []byte) {
	var seed [8]byte
	binary.BigEndian.PutUint64(seed[:], n.made.Add(1))
	sum := sha256.Sum256(seed[:])
	copy(b, sum[:])
}

// found makes the organisation, with keys that its root vouches for.
func (n *town) found(server account.ServerSecret) {
	n.t.Helper()
	secret, public, err := register.MakeKey(register.Origin(seal.RootName("veenhaven")), [32]byte{2})
	n.must(err)
	n.root, err = note.NewSigner(secret)
	n.must(err)
	f := casework.Founding{
		Founded: directory.Founded{Name: "Gemeente Veenhaven", Threshold: 2, Root: public, Log: "log", Phone: "14 0000"},
		Holders: map[gehoor.Office][]gehoor.PersonID{},
	}
	for _, one := range residents {
		var b [16]byte
		n.random(b[:])
		id := gehoor.NewID[gehoor.PersonID](b)
		n.ids[one.login] = id
		key, err := unseal.NewIdentity()
		n.must(err)
		signed, err := seal.SignStaffKey(n.root, "veenhaven", seal.StaffKey{Person: id, Recipient: key.Recipient(), On: webtest.Now})
		n.must(err)
		f.People = append(f.People, casework.Newcomer{
			ID: id, Joined: directory.Joined{Role: one.role, Function: gehoor.Text{NL: "de functie van " + one.login, EN: "the function of " + one.login}},
			Key: directory.KeyPublished{Recipient: string(key.Recipient()), Note: signed},
		})
		if one.role == gehoor.RoleCustodian {
			f.Custodians = append(f.Custodians, id)
		}
		n.must(n.store.PutLogin(n.t.Context(), account.Login{
			Org: "veenhaven", Name: one.login, Person: id, Salt: server.Salt("veenhaven", one.login), Secret: sha256.Sum256(secretOf(one.login)), Wrapped: []byte("wrapped"),
		}))
	}
	for _, o := range gehoor.Offices() {
		f.Holders[o] = []gehoor.PersonID{n.ids["noor"], n.ids["bram"]}
	}
	f.Holders[gehoor.OfficeExternalDesk] = []gehoor.PersonID{n.ids["saar"], n.ids["milan"]}
	n.must(n.cases.Found(n.t.Context(), "veenhaven", f))
}

// secretOf is what the browser of somebody sends to sign in.
func secretOf(login string) []byte {
	sum := sha256.Sum256([]byte(login))
	return sum[:]
}

// as is the cookie of somebody who signed in; of nobody it is nil.
func (n *town) as(login string) *http.Cookie {
	n.t.Helper()
	if login == "" {
		return nil
	}
	if c := n.inside[login]; c != nil {
		return c
	}
	e, err := n.cfg.Door.SignIn(n.t.Context(), "veenhaven", login, hex.EncodeToString(secretOf(login)), account.From{}, webtest.Now)
	n.must(err)
	n.inside[login] = &http.Cookie{Name: "__Host-s", Value: e.Cookie}
	return n.inside[login]
}

// do asks as somebody, "" for nobody. A body is that of a form or of a script, as
// the path wants it.
func (n *town) do(login, method, path, body string) *webtest.Page {
	n.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	kind := "application/x-www-form-urlencoded"
	if strings.HasPrefix(path, "/api/") {
		kind = "application/json"
	}
	r.Header.Set("Content-Type", kind)
	if c := n.as(login); c != nil {
		r.AddCookie(c)
	}
	return webtest.Do(n.t, n.handler, r)
}

// get asks for a page, and post sends a form.
func (n *town) get(login, path string) *webtest.Page { return n.do(login, http.MethodGet, path, "") }

func (n *town) post(login, path string, form url.Values) *webtest.Page {
	return n.do(login, http.MethodPost, path, form.Encode())
}

func itoa(n gehoor.Seq) string { return strconv.FormatInt(int64(n), 10) }

// byFloor wants these kinds of fact at the end of a stream that floor did, in order.
func (n *town) byFloor(stream gehoor.StreamID, want string) {
	n.t.Helper()
	records, err := n.store.Load(n.t.Context(), "veenhaven", stream, 0)
	n.must(err)
	var kinds []string
	for _, r := range records {
		e, _, err := ledger.Open(r, casework.Decode)
		n.must(err)
		if e.Actor == gehoor.ByPerson(n.ids["floor"]) {
			kinds = append(kinds, string(e.Kind))
		}
	}
	if got := strings.Join(kinds, " "); got != want {
		n.t.Errorf("floor did %q, want %q", got, want)
	}
}

// line is one line of JSON.
func line(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}
