package journey_test

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/person"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// A client without a browser: it sends what the pages send, so that many can
// send at once. person makes the bytes, as in stories.

// sealedSignal is a signal as it is sent, and what finds it again.
type sealedSignal struct {
	lookup  endpoint.LookUp
	account gehoor.ContentID
	body    []byte
}

// post sends JSON as a page does, and returns the answer.
func (f *site) post(path, cookie string, body any) (*http.Response, []byte, error) {
	data, ok := body.([]byte)
	if !ok {
		var err error
		if data, err = json.Marshal(body); err != nil {
			return nil, nil, err
		}
	}
	r, err := http.NewRequest(http.MethodPost, f.url+path, bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	return ask(r, cookie)
}

func (f *site) get(path, cookie string) (*http.Response, []byte, error) {
	r, err := http.NewRequest(http.MethodGet, f.url+path, nil)
	if err != nil {
		return nil, nil, err
	}
	return ask(r, cookie)
}

func ask(r *http.Request, cookie string) (*http.Response, []byte, error) {
	if cookie != "" {
		r.Header.Set("Cookie", cookie)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	return answer, got, err
}

// session is the cookie that an answer sets, as it is sent back.
func sessionOf(answer *http.Response) string {
	for _, c := range answer.Cookies() {
		if c.MaxAge == 0 && c.Value != "" {
			return c.Name + "=" + c.Value
		}
	}
	return ""
}

// preview asks who will be able to open a signal about an office.
func (f *site) preview(t testing.TB, office gehoor.Office) (note.Verifier, casework.Preview) {
	t.Helper()
	type key struct {
		Person gehoor.PersonID
		Note   string
	}
	var got struct {
		Root                string
		Holders, Custodians []key
		Threshold           int
	}
	_, body, err := f.post("/api/preview", "", map[string]any{"office": office, "struck": []string{}})
	if err == nil {
		err = json.Unmarshal(body, &got)
	}
	if err != nil {
		t.Fatal(err)
	}
	root, err := seal.ParseRoot(veenhaven.Org, got.Root)
	if err != nil {
		t.Fatal(err)
	}
	people := func(keys []key) []*directory.Person {
		var list []*directory.Person
		for _, k := range keys {
			verified, err := seal.VerifyStaffKey(k.Note, root, veenhaven.Org)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, &directory.Person{ID: k.Person, Recipient: string(verified.Recipient), Note: k.Note})
		}
		return list
	}
	return root, casework.Preview{Holders: people(got.Holders), Custodians: people(got.Custodians), Threshold: got.Threshold, Enough: true}
}

// sealSignals makes n signals of n reporters.
func (f *site) sealSignals(t testing.TB, n int) []sealedSignal {
	t.Helper()
	root, to := f.preview(t, gehoor.OfficeEmployee)
	all := make([]sealedSignal, n)
	for i := range all {
		browser, err := person.NewReporterBrowser(veenhaven.Org, root, endpoint.NewCode(func(b []byte) { _, _ = rand.Read(b) }))
		if err != nil {
			t.Fatal(err)
		}
		s, err := browser.Submit(to, story.Said{Account: fmt.Appendf(nil, `{"answers":{"what":"signaal %d"}}`, i)},
			casework.Submission{Office: gehoor.OfficeEmployee, Language: gehoor.Dutch})
		if err != nil {
			t.Fatal(err)
		}
		all[i] = sealedSignal{lookup: browser.LookUp(), account: s.Account.ID}
		all[i].body, err = json.Marshal(map[string]any{
			"org": veenhaven.Org, "lookup": all[i].lookup, "office": s.Office, "language": s.Language, "notSafe": false, "struck": []string{},
			"account": s.Account.Bytes, "conversation": map[string]any{
				"recipient": s.Conversation.Recipient, "threshold": s.Conversation.Threshold,
				"grants": wireOf(s.Conversation.Grants), "shares": wireOf(s.Conversation.Shares),
			},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func wireOf(list []casework.SealedFor) []map[string]any {
	out := []map[string]any{}
	for _, one := range list {
		out = append(out, map[string]any{"person": one.Person, "bytes": one.Content.Bytes})
	}
	return out
}

// received says whether an answer is "received".
func received(answer *http.Response, body []byte, err error) bool {
	return err == nil && answer.StatusCode == http.StatusOK && bytes.Contains(body, []byte(`"signal"`))
}

// mailbox opens a mailbox by its look-up secret, and returns the promise that is
// in it.
func (f *site) mailbox(t testing.TB, s sealedSignal) string {
	t.Helper()
	answer, body, err := f.post("/api/back", "", map[string]any{"lookup": s.lookup})
	if !received(answer, body, err) {
		t.Errorf("the mailbox of a signal that was received does not open: %s %v", body, err)
		return ""
	}
	_, promise, err := f.get("/nl/vervolg/promise", sessionOf(answer))
	if err != nil {
		t.Error(err)
	}
	return string(promise)
}

var figure = regexp.MustCompile(`figure-number">([\d.,]+)<`)

// signIn signs somebody in and returns the session.
func (f *site) signIn(t testing.TB, login string) string {
	t.Helper()
	var salt struct{ Salt string }
	_, body, err := f.post("/api/desk/salt", "", map[string]any{"login": login})
	if err == nil {
		err = json.Unmarshal(body, &salt)
	}
	if err != nil {
		t.Fatal(err)
	}
	var raw [32]byte
	if _, err := hex.Decode(raw[:], []byte(salt.Salt)); err != nil {
		t.Fatal(err)
	}
	in, err := endpoint.Stretch(built.town.passphrases[login], raw, veenhaven.Org)
	if err != nil {
		t.Fatal(err)
	}
	answer, body, err := f.post("/api/desk/sign-in", "", map[string]any{"login": login, "secret": in.Secret})
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("sign in: %s %v", body, err)
	}
	return sessionOf(answer)
}

// open counts somebody's open dossiers, as the work list says.
func (f *site) open(t testing.TB, login string) int {
	t.Helper()
	_, page, err := f.get("/nl/medewerker", f.signIn(t, login))
	found := figure.FindSubmatch(page)
	if err != nil || found == nil {
		t.Fatalf("the work list has no figure: %v\n%.500s", err, page)
	}
	n, err := strconv.Atoi(string(regexp.MustCompile(`\D`).ReplaceAll(found[1], nil)))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
