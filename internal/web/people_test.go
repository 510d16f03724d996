package web_test

import (
	"bytes"
	"crypto/sha256"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	pages "github.com/gehoor/gehoor/internal/web/page/people"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const (
	newPath     = "/nl" + layout.PathNewPerson
	keysPath    = "/nl" + layout.PathKeys
	holdersPath = "/nl" + layout.PathHolders
)

var codePattern = regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){5}`)

// codeOf is the code of the slip that a page shows.
func codeOf(t *testing.T, p *webtest.Page) string {
	t.Helper()
	webtest.Check(t, p)
	code := codePattern.FindString(webtest.Text(p.All("main")[0]))
	if p.Status != http.StatusOK || code == "" {
		t.Fatalf("no code on the page: %d %s", p.Status, webtest.Text(p.All("main")[0]))
	}
	if !strings.Contains(string(p.Body), "#"+code) {
		t.Error("no link with the code behind a #")
	}
	return code
}

// accepts is what the browser of somebody invited sends; it returns the key.
func (n *town) accepts(code, login string) seal.Recipient {
	n.t.Helper()
	invitation, err := account.ParseInvitation(code)
	n.must(err)
	own, err := unseal.NewIdentity()
	n.must(err)
	n.must(n.cases.Accept(n.t.Context(), "veenhaven", casework.Acceptance{
		Invitation: invitation, Name: login, Recipient: own.Recipient(), Secret: sha256.Sum256(secretOf(login)), Wrapped: []byte("wrapped"),
	}))
	return own.Recipient()
}

// upload sends the file of a form.
func (n *town) upload(login, path, file string) *webtest.Page {
	n.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile(pages.FieldFile, "signed.jsonl")
	n.must(err)
	_, err = part.Write([]byte(file))
	n.must(err)
	n.must(form.Close())
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.AddCookie(n.as(login))
	return webtest.Do(n.t, n.handler, r)
}

// someone is the form for somebody new.
func (n *town) someone(login string, role gehoor.Role) url.Values {
	form := fields(n.get("floor", newPath))
	form.Set("role", string(role))
	form.Set("function.nl", "behandelaar")
	form.Set("function.en", "caseworker")
	form.Set("login", login)
	return form
}

// TestInvite: somebody new is invited, makes a key, the root signs it elsewhere, and
// the file brings them in. Each step is a fact of who did it. A form that is sent
// twice is one person, whose last code counts.
func TestInvite(t *testing.T) {
	n := newTown(t, nil)
	form := n.someone("mies", gehoor.RoleCaseworker)
	first := codeOf(t, n.post("floor", newPath, form))
	second := codeOf(t, n.post("floor", newPath, form))
	all, err := n.cases.Staff(t.Context(), "veenhaven")
	n.must(err)
	if len(all) != len(residents)+1 || first == second {
		t.Fatalf("%d people, codes %s and %s", len(all), first, second)
	}
	if page := string(n.get("floor", "/nl"+layout.PathPeople).Body); strings.Contains(page, second) || !strings.Contains(page, "mies") {
		t.Error("the code is shown again, or the person is not")
	}
	other := n.someone("mies", gehoor.RoleCaseworker)
	if p := n.post("floor", newPath, other); p.Status != http.StatusConflict || fields(p).Get("login") != "mies" {
		t.Errorf("the login twice: %d", p.Status)
	}

	key := n.accepts(second, "mies")
	file := n.get("floor", "/nl"+layout.PathKeysFile)
	waiting, err := founding.ParseWaiting(file.Body)
	if err != nil || len(waiting) != 1 || waiting[0].Recipient != key || !strings.Contains(file.Header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("the file: %v %v", waiting, err)
	}
	page := n.get("floor", keysPath)
	webtest.Check(t, page)
	if !strings.Contains(webtest.Text(page.All("main")[0]), waiting[0].CheckNumber()) {
		t.Error("the page does not say the number")
	}
	if p := n.upload("floor", keysPath, "{"); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("half a file: %d", p.Status)
	}
	signed, err := waiting[0].Sign(n.root, webtest.Now)
	n.must(err)
	forged := strings.Replace(line(t, signed), "ed25519", "ed25518", 1)
	forged = strings.Replace(forged, string(waiting[0].Person), string(n.ids["noor"]), 1)
	if p := n.upload("floor", keysPath, forged); p.Status != http.StatusConflict {
		t.Errorf("a key that nobody signed: %d", p.Status)
	}
	if p := n.upload("floor", keysPath, line(t, signed)); p.Status != http.StatusOK {
		t.Errorf("taken in: %d %s", p.Status, webtest.Text(p.All("main")[0]))
	}
	if p, err := n.cases.Person(t.Context(), "veenhaven", waiting[0].Person); err != nil || p.Recipient != string(key) {
		t.Errorf("%+v %v", p, err)
	}
	if p := n.get("floor", "/nl"+layout.PathKeysFile); p.Status != http.StatusNotFound {
		t.Errorf("a file of nothing: %d", p.Status)
	}
	n.byFloor(gehoor.PersonStream(waiting[0].Person), "person.joined person.invited person.invited person.key-published")
}

// TestInviteFaults: what is wrong is told beside its field, with all that was typed.
func TestInviteFaults(t *testing.T) {
	n := newTown(t, nil)
	for field, value := range map[string]string{
		"role": "wizard", "function.nl": "", "function.en": strings.Repeat("x", 101), "name": "a\x00b", "login": "two words", "mail": "nobody",
	} {
		form := n.someone("mies", gehoor.RoleCaseworker)
		form.Set(field, value)
		p := n.post("floor", newPath, form)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "#field-"+field) {
			t.Errorf("%s: %d", field, p.Status)
		}
		if again := fields(p); again.Get("id") != form.Get("id") || field != "function.nl" && again.Get("function.nl") != "behandelaar" {
			t.Errorf("%s: what was typed is gone: %v", field, again)
		}
	}
	form := n.someone("mies", gehoor.RoleCaseworker)
	form.Set("id", "x")
	if p := n.post("floor", newPath, form); p.Status != http.StatusBadRequest {
		t.Errorf("no person's ID: %d", p.Status)
	}
}

// TestLeave: somebody leaves after it was said to be sure, the page says what will be
// lacking and nothing of dossiers; nobody removes themselves.
func TestLeave(t *testing.T) {
	n := newTown(t, nil)
	at := func(login string) string { return "/nl" + pages.Path(n.ids[login]) }
	n.get("noor", "/nl"+layout.PathStaff) // is signed in
	page := n.get("floor", at("noor"))
	webtest.Check(t, page)
	if text := webtest.Text(page.All("main")[0]); !strings.Contains(text, "Burgemeester") {
		t.Errorf("the page does not say what will be lacking: %s", text)
	}
	if p := n.post("floor", at("noor")+"/weg", url.Values{}); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("without being sure: %d", p.Status)
	}
	sure := url.Values{"sure": {"1"}}
	for range 2 {
		if p := n.post("floor", at("noor")+"/weg", sure); p.Status != http.StatusSeeOther {
			t.Errorf("left: %d", p.Status)
		}
	}
	webtest.Check(t, n.get("floor", at("noor")))
	if p := n.get("noor", "/nl"+layout.PathStaff); p.Status != http.StatusSeeOther {
		t.Errorf("still inside: %d", p.Status)
	}
	if p := n.post("floor", at("floor")+"/weg", sure); p.Status != http.StatusConflict {
		t.Errorf("removed themselves: %d", p.Status)
	}
	if text := webtest.Text(n.get("floor", at("wies")).All("main")[0]); !strings.Contains(text, "te weinig bewaarders") {
		t.Errorf("nothing said of custodians: %s", text)
	}
	if p := n.get("floor", "/nl"+layout.PathPeople+"/"+strings.Repeat("e", 32)); p.Status != http.StatusNotFound {
		t.Errorf("nobody: %d", p.Status)
	}
	n.byFloor(gehoor.PersonStream(n.ids["noor"]), "person.left")
}

// TestNewKey: somebody with a key gets an invitation only after it was said what that
// costs; an administrator may have one too.
func TestNewKey(t *testing.T) {
	n := newTown(t, nil)
	for _, login := range []string{"noor", "floor"} {
		at := "/nl" + pages.Path(n.ids[login]) + "/uitnodiging"
		if p := n.post("floor", at, url.Values{}); p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s without being sure: %d", login, p.Status)
		}
		codeOf(t, n.post("floor", at, url.Values{"sure": {"1"}}))
	}
}

// TestHolders: somebody is added to an office and taken off; before an office has too
// few the page asks once more, and an office may be left to the external desk.
func TestHolders(t *testing.T) {
	n := newTown(t, nil)
	mayor := holdersPath + "/" + string(gehoor.OfficeMayor)
	act := func(path, login, what string, more ...string) *webtest.Page {
		form := url.Values{"act": {what}, "person": {string(n.ids[login])}}
		if len(more) > 0 {
			form.Set("sure", more[0])
		}
		return n.post("floor", path, form)
	}
	holders := func(o gehoor.Office) string {
		all, err := n.cases.Holdings(t.Context(), "veenhaven")
		n.must(err)
		var names []string
		for _, h := range all {
			for _, p := range h.Holders {
				if h.Office == o {
					names = append(names, p.Function.NL[len("de functie van "):])
				}
			}
		}
		return strings.Join(names, " ")
	}
	for range 2 {
		if p := act(mayor, "jet", "add"); p.Status != http.StatusSeeOther || holders(gehoor.OfficeMayor) != "noor bram jet" {
			t.Errorf("added: %d, %s", p.Status, holders(gehoor.OfficeMayor))
		}
	}
	for _, login := range []string{"saar", "wies", "floor"} {
		if p := act(mayor, login, "add"); p.Status != http.StatusConflict {
			t.Errorf("%s was added: %d", login, p.Status)
		}
	}
	if p := act(mayor, "jet", "remove"); p.Status != http.StatusSeeOther {
		t.Errorf("taken off: %d", p.Status)
	}
	p := act(mayor, "bram", "remove")
	webtest.Check(t, p)
	if p.Status != http.StatusOK || holders(gehoor.OfficeMayor) != "noor bram" {
		t.Fatalf("not asked first: %d, %s", p.Status, holders(gehoor.OfficeMayor))
	}
	if p := act(mayor, "bram", "remove", "1"); p.Status != http.StatusSeeOther || holders(gehoor.OfficeMayor) != "noor" {
		t.Errorf("%d, %s", p.Status, holders(gehoor.OfficeMayor))
	}
	page := n.get("floor", holdersPath)
	webtest.Check(t, page)
	if section := page.ByID("office-mayor"); section == nil || !strings.Contains(webtest.Text(section), "externe meldpunt ontvangt mee") {
		t.Error("the page does not say that the external desk receives too")
	}
	desk := holdersPath + "/" + string(gehoor.OfficeExternalDesk)
	act(desk, "saar", "remove", "1")
	act(desk, "milan", "remove", "1")
	if section := n.get("floor", holdersPath).ByID("office-mayor"); !strings.Contains(webtest.Text(section), "Te weinig mensen") {
		t.Errorf("an office without two people: %s", webtest.Text(section))
	}
	for path, status := range map[string]int{holdersPath + "/nobody": http.StatusNotFound, mayor: http.StatusBadRequest} {
		if p := act(path, "noor", "dance"); p.Status != status {
			t.Errorf("%s: %d", path, p.Status)
		}
	}
	n.byFloor(gehoor.OfficeStream(gehoor.OfficeMayor), "office.holder-added office.holder-removed office.holder-removed")
}

// TestHoldersAtOnce: of two who take off the last two holders at the same time, each
// is told how it is.
func TestHoldersAtOnce(t *testing.T) {
	n := newTown(t, nil)
	ctx := t.Context()
	by := gehoor.ByPerson(n.ids["floor"])
	n.must(n.cases.RemoveHolder(ctx, "veenhaven", by, gehoor.OfficeMayor, n.ids["noor"]))
	p := n.post("floor", holdersPath+"/mayor", url.Values{"act": {"remove"}, "person": {string(n.ids["bram"])}})
	if text := webtest.Text(p.All("main")[0]); p.Status != http.StatusOK || !strings.Contains(text, "nog 0 mensen") {
		t.Errorf("%d %s", p.Status, text)
	}
	if err := n.cases.RemoveHolder(ctx, "veenhaven", by, gehoor.OfficeMayor, n.ids["noor"]); err == nil {
		t.Error("taken off twice")
	}
	if err := n.cases.AddHolder(ctx, "veenhaven", gehoor.ByPerson(n.ids["jet"]), gehoor.OfficeMayor, n.ids["jet"]); err == nil {
		t.Error("a head of the bureau appointed herself")
	}
	if _, err := n.cases.Welcome(ctx, "veenhaven", gehoor.ByPerson(n.ids["jet"]), casework.Welcome{
		ID: n.cases.DrawPerson(), Login: "x", Joined: directory.Joined{Role: gehoor.RoleCaseworker}, EndsAt: webtest.Now,
	}); err == nil {
		t.Error("a head of the bureau invited somebody")
	}
}

// TestNewHolder: about whom somebody new receives signals is chosen in the form, not for
// a role that receives nothing; what was ticked stays ticked.
func TestNewHolder(t *testing.T) {
	n := newTown(t, nil)
	form := fields(n.get("floor", newPath))
	for field, value := range map[string]string{"function.nl": "notaris", "function.en": "notary", "login": "mies", "role": "custodian"} {
		form.Set(field, value)
	}
	form["offices"] = []string{"mayor", "alderman", "external-desk"}
	p := n.post("floor", newPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "#field-offices") || len(fields(p)["offices"]) != 2 {
		t.Errorf("a custodian receives: %d, %v", p.Status, fields(p)["offices"])
	}
	form.Set("role", "caseworker")
	codeOf(t, n.post("floor", newPath, form))
	holdings, err := n.cases.Holdings(t.Context(), "veenhaven")
	n.must(err)
	var receives []string
	for _, h := range holdings {
		for _, one := range h.Holders {
			if one.Function.NL == "notaris" {
				receives = append(receives, string(h.Office))
			}
		}
	}
	if got := strings.Join(receives, " "); got != "alderman mayor" {
		t.Errorf("mies receives about %q", got)
	}
}

// TestMatrix: one picture says who receives about whom, who has no key yet, which office
// is short, and how many shares recover a key.
func TestMatrix(t *testing.T) {
	n := newTown(t, nil)
	path := "/nl" + layout.PathMatrix
	webtest.Check(t, n.get("floor", path))
	n.must(n.cases.RemoveHolder(t.Context(), "veenhaven", gehoor.System, gehoor.OfficeExternalDesk, n.ids["saar"]))
	p := n.get("floor", path)
	webtest.Check(t, p)
	words := text.For(gehoor.Dutch)
	main := webtest.Text(p.All("main")[0])
	for _, want := range []string{
		words.Say("holders.matrix-short"), words.Say("holders.shares-lead", text.Count("k", 2), text.Count("n", 2)), "functie van noor", "functie van wies",
	} {
		if !strings.Contains(main, want) {
			t.Errorf("the picture does not say %q: %s", want, main)
		}
	}
	if strings.Contains(main, "functie van floor, ") || len(p.All("tbody")) != 1 {
		t.Error("an administrator is a column")
	}
	if p := n.get("noor", path); p.Status != http.StatusNotFound {
		t.Errorf("a caseworker: %d", p.Status)
	}
}
