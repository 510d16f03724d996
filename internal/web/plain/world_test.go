package plain_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/net/html"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/blob/blobtest"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/plain"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const org gehoor.OrgID = "veenhaven"

// monday is nine in the morning in Veenhaven.
var monday = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)

// The people of the tests.
var (
	noor  = gehoor.PersonID(strings.Repeat("a", 32)) // caseworker
	bram  = gehoor.PersonID(strings.Repeat("b", 32)) // caseworker
	saar  = gehoor.PersonID(strings.Repeat("d", 32)) // external desk
	milan = gehoor.PersonID(strings.Repeat("e", 32)) // external desk
	fleur = gehoor.PersonID(strings.Repeat("f", 32)) // custodian
	sem   = gehoor.PersonID(strings.Repeat("9", 32)) // custodian
)

// world is the way over real use cases and real sealing, in memory, with a clock
// that a test moves.
type world struct {
	t      *testing.T
	store  *ledgertest.Memory
	blobs  *blobtest.Memory
	down   bool // drafts cannot be written
	cases  *casework.Casework
	door   *account.Door
	choice layout.Plain
	guard  *flood.Guard
	now    time.Time
	keys   map[gehoor.PersonID]unseal.Identity
	site   http.Handler
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, store: ledgertest.NewMemory(), blobs: blobtest.NewMemory(), choice: layout.PlainOn, now: monday, keys: map[gehoor.PersonID]unseal.Identity{}}
	_, signer := w.noteKey("veenhaven.example/log", 1)
	logSigner, err := register.ParseSigner(signer)
	if err != nil {
		t.Fatal(err)
	}
	w.cases = casework.New(casework.Deps{
		Events: w.store, Lists: w.store, Accounts: w.store, Log: w.store, Parts: w.store, Blobs: w.blobs,
		Source: ledger.Source{Now: func() time.Time { return w.now }, Random: draw},
		Trial:  true, Protocols: shipped.Protocols(casework.Vocabulary()), Setting: shipped.Veenhaven(),
		News:       notify.NewNewsDesk(w.store, [32]byte{7}, draw),
		Publishing: casework.Publishing{Signer: logSigner, Quantum: 8, Every: time.Hour},
	})
	w.found()
	w.start()
	return w
}

func (w *world) noteKey(name string, first byte) (public, secret string) {
	w.t.Helper()
	secret, public, err := register.MakeKey(register.Origin(name), [32]byte{first})
	if err != nil {
		w.t.Fatal(err)
	}
	return public, secret
}

// found makes the organisation, with keys that its root vouches for.
func (w *world) found() {
	w.t.Helper()
	public, secret := w.noteKey(seal.RootName(org), 2)
	root, err := note.NewSigner(secret)
	if err != nil {
		w.t.Fatal(err)
	}
	f := casework.Founding{
		Founded:    directory.Founded{Name: "Veenhaven", Threshold: 2, Root: public, Log: "log", Phone: "14 0000"},
		Custodians: []gehoor.PersonID{fleur, sem},
		Holders:    map[gehoor.Office][]gehoor.PersonID{gehoor.OfficeExternalDesk: {saar, milan}},
	}
	for id, role := range map[gehoor.PersonID]gehoor.Role{
		noor: gehoor.RoleCaseworker, bram: gehoor.RoleCaseworker, saar: gehoor.RoleExternal, milan: gehoor.RoleExternal,
		fleur: gehoor.RoleCustodian, sem: gehoor.RoleCustodian,
	} {
		key, err := unseal.NewIdentity()
		if err != nil {
			w.t.Fatal(err)
		}
		w.keys[id] = key
		signed, err := seal.SignStaffKey(root, org, seal.StaffKey{Person: id, Recipient: key.Recipient(), On: monday})
		if err != nil {
			w.t.Fatal(err)
		}
		f.People = append(f.People, casework.Newcomer{
			ID: id, Joined: directory.Joined{Role: role, Function: gehoor.Text{NL: "de rol " + string(role), EN: "the role " + string(role)}},
			Key: directory.KeyPublished{Recipient: string(key.Recipient()), Note: signed},
		})
	}
	for _, o := range gehoor.Offices() {
		f.Holders[o] = []gehoor.PersonID{noor, bram}
	}
	if err := w.cases.Found(w.t.Context(), org, f); err != nil {
		w.t.Fatal(err)
	}
}

// start makes the site, as a server does that begins anew.
func (w *world) start() {
	w.t.Helper()
	secret, err := account.NewServerSecret([]byte(strings.Repeat("s", 32)))
	if err != nil {
		w.t.Fatal(err)
	}
	w.door = account.NewDoor(faulty{w.store, w}, secret, draw)
	now := func() time.Time { return w.now }
	way, err := plain.New(plain.Config{
		Org: org, Door: w.door, Cases: w.cases, Guard: w.guard, Key: secret.KeyFor("test"), Random: draw, Now: now,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	cfg := webtest.Config(w.t)
	cfg.Org, cfg.Door, cfg.Cases, cfg.Now, cfg.Plain = org, w.door, w.cases, now, way
	cfg.Owner.Plain = w.choice
	if w.site, err = web.New(cfg); err != nil {
		w.t.Fatal(err)
	}
}

// faulty is the store, whose drafts cannot be written while the world is down.
type faulty struct {
	account.Store
	w *world
}

func (f faulty) PutDraft(ctx context.Context, d account.Draft) error {
	if f.w.down {
		return fmt.Errorf("disk: %w", gehoor.ErrUnavailable)
	}
	return f.Store.PutDraft(ctx, d)
}

// dossiers are what Noor sees.
func (w *world) dossiers() []view.WorkItem {
	w.t.Helper()
	items, _, err := w.cases.WorkList(w.t.Context(), org, noor, view.WorkFilter{}, view.Cursor{}, 50)
	if err != nil {
		w.t.Fatal(err)
	}
	return items
}

// browser is one without scripts: cookies, a page, and what a person does with it.
type browser struct {
	w       *world
	lang    string
	cookies map[string]string
	page    *webtest.Page
	urls    []string
}

func (w *world) browser(lang string) *browser {
	return &browser{w: w, lang: lang, cookies: map[string]string{}}
}

// open goes to a path in the browser's language.
func (b *browser) open(path string) *browser {
	b.w.t.Helper()
	b.ask(http.MethodGet, "/"+b.lang+path, "")
	return b
}

const maxRedirects = 5

// ask asks, follows redirects as browsers do, and holds the page to the rules of
// all pages.
func (b *browser) ask(method, path, body string) {
	b.w.t.Helper()
	for range maxRedirects {
		path, _, _ = strings.Cut(path, "#") // which stays in the browser
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		if method == http.MethodPost {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		for name, value := range b.cookies {
			r.AddCookie(&http.Cookie{Name: name, Value: value})
		}
		b.urls = append(b.urls, path)
		b.page = webtest.Do(b.w.t, b.w.site, r)
		b.take()
		if b.page.Status != http.StatusSeeOther {
			break
		}
		method, path, body = http.MethodGet, b.page.Header.Get("Location"), ""
	}
	if strings.HasPrefix(b.page.Header.Get("Content-Type"), "text/html") && b.page.Header.Get("Content-Disposition") == "" {
		webtest.Check(b.w.t, b.page)
	}
	if got := b.page.Header.Get("Cache-Control"); got != "no-store" {
		b.w.t.Errorf("%s is kept: %q", path, got)
	}
}

// take keeps the cookies that an answer sets, and looks whether they are as safe
// as a cookie can be.
func (b *browser) take() {
	b.w.t.Helper()
	answer := http.Response{Header: b.page.Header}
	for _, c := range answer.Cookies() {
		if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.MaxAge > 0 {
			b.w.t.Errorf("a cookie is not as it must be: %v", c)
		}
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
			continue
		}
		b.cookies[c.Name] = c.Value
	}
}

// at says where the browser is, without language and query.
func (b *browser) at() string {
	return strings.TrimPrefix(b.page.Path, "/"+b.lang)
}

func (b *browser) must(path string, words ...string) *browser {
	b.w.t.Helper()
	if b.at() != path {
		b.w.t.Fatalf("at %s (%d), want %s\n%s", b.at(), b.page.Status, path, b.text())
	}
	for _, s := range words {
		if !strings.Contains(b.text(), s) {
			b.w.t.Errorf("%s does not say %q:\n%s", path, s, b.text())
		}
	}
	return b
}

// text is what somebody reads.
func (b *browser) text() string {
	if mains := b.page.All("main"); len(mains) > 0 {
		return webtest.Text(mains[0])
	}
	return string(b.page.Body)
}

// fields are what a browser would send of the form with a button or a field.
func (b *browser) fields(of string) (action string, values url.Values) {
	b.w.t.Helper()
	for _, form := range b.page.All("form") {
		values, found := url.Values{}, of == ""
		for n := range form.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			name := webtest.Attr(n, "name")
			found = found || name == of || n.Data == "button" && webtest.Attr(n, "value") == of
			switch {
			case name == "" || n.Data == "button":
			case n.Data == "textarea":
				values.Set(name, strings.TrimPrefix(inside(n), "\n"))
			case n.Data == "input" && (webtest.Attr(n, "type") == "radio" || webtest.Attr(n, "type") == "checkbox"):
				if webtest.Has(n, "checked") {
					values.Add(name, webtest.Attr(n, "value"))
				}
			case n.Data == "input":
				values.Set(name, webtest.Attr(n, "value"))
			}
		}
		if found && strings.Contains(webtest.Attr(form, "method"), "post") {
			return webtest.Attr(form, "action"), values
		}
	}
	b.w.t.Fatalf("%s has no form with %q\n%s", b.at(), of, b.text())
	return "", nil
}

func inside(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		s.WriteString(d.Data)
	}
	return s.String()
}

// press fills in fields of a form and presses a button of it; "" as a button
// presses the one without a name.
func (b *browser) press(button string, pairs ...string) *browser {
	b.w.t.Helper()
	of := button
	if of == "" && len(pairs) > 0 {
		of = pairs[0]
	}
	action, values := b.fields(of)
	if button != "" {
		values.Set("_do", button)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[pairs[i]] = strings.Split(pairs[i+1], "|")
	}
	b.ask(http.MethodPost, action, strings.ReplaceAll(values.Encode(), "%0A", "%0D%0A"))
	return b
}

// code begins and returns the code's words.
func (b *browser) code() []string {
	b.w.t.Helper()
	return b.codeFrom("/formulier", "/formulier/1")
}

// codeFrom begins at a page, and ends at another.
func (b *browser) codeFrom(start, end string) []string {
	b.w.t.Helper()
	b.open(start).press("", "_agreed", "yes").must("/formulier/code")
	var words []string
	for _, li := range b.page.All("li") {
		if webtest.Attr(li.Parent, "class") == "code-words" {
			words = append(words, webtest.Text(li))
		}
	}
	if len(words) != 15 {
		b.w.t.Fatalf("the code has %d words", len(words))
	}
	b.press("", "_written", "yes").must("/formulier/controle")
	_, values := b.fields("_first")
	var first, second int
	if _, err := fmt.Sscanf(values.Get("_at"), "%d %d", &first, &second); err != nil {
		b.w.t.Fatal(err)
	}
	b.press("", "_first", words[first-1], "_second", strings.ToUpper(words[second-1])).must(end)
	return words
}

// tell answers what is needed, and goes to the check.
func (b *browser) tell(what string) *browser {
	b.w.t.Helper()
	b.press("next", "what", what).must("/formulier/2").press("next", "office", "alderman", "who", "de wethouder")
	for b.at() != "/formulier/nalezen" {
		b.press("next")
	}
	return b
}
