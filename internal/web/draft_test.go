package web_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// sealed is words under a key of nobody, and their name.
func (n *town) sealed(kind seal.Type, words string) (b []byte, mark string) {
	n.t.Helper()
	key, err := unseal.NewIdentity()
	n.must(err)
	b, err = seal.Seal("veenhaven", kind, []byte(words), key.Recipient())
	n.must(err)
	return b, string(seal.NameOf(b))
}

// told is a signal that noor and bram hold.
func (n *town) told() account.Mailbox {
	n.t.Helper()
	content := func(s string) ledger.Content {
		b, id := n.sealed(seal.Message, s)
		return ledger.Content{ID: gehoor.ContentID(id), Bytes: b}
	}
	box := casework.Sealed{Recipient: "age1pq1conversation", Threshold: 2, Grants: []casework.SealedFor{{Content: content("own")}}}
	for _, login := range []string{"noor", "bram"} {
		box.Grants = append(box.Grants, casework.SealedFor{Person: n.ids[login], Content: content("key")})
	}
	for _, login := range []string{"wies", "ties"} {
		box.Shares = append(box.Shares, casework.SealedFor{Person: n.ids[login], Content: content("share")})
	}
	mailbox, err := n.cases.Receive(n.t.Context(), "veenhaven", casework.Submission{
		Lookup: sha256.Sum256([]byte("code")), Office: gehoor.OfficeAlderman, Language: gehoor.Dutch, Account: content("account"), Conversation: box,
	})
	n.must(err)
	return mailbox
}

// api asks a script's question about a dossier; headers come in pairs.
func (n *town) api(login string, id gehoor.DossierID, act string, body any, headers ...string) *webtest.Page {
	n.t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/api/desk/dossier/"+string(id)+"/"+act, strings.NewReader(line(n.t, body)))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	r.AddCookie(n.as(login))
	return webtest.Do(n.t, n.handler, r)
}

// marks are the drafts that somebody gets back, as "form mark".
func (n *town) marks(login string, id gehoor.DossierID) string {
	n.t.Helper()
	p := n.api(login, id, "drafts", struct{}{})
	var got struct{ Drafts []struct{ Form, Mark string } }
	if err := json.Unmarshal(p.Body, &got); err != nil || p.Status != http.StatusOK {
		n.t.Fatalf("drafts: %d %v %s", p.Status, err, p.Body)
	}
	var all []string
	for _, d := range got.Drafts {
		all = append(all, d.Form+" "+d.Mark)
	}
	return strings.Join(all, ", ")
}

// TestDrafts: kept for its writer, seen to be written by a colleague, refused to
// everybody else, and gone with the message that it became.
func TestDrafts(t *testing.T) {
	n := newTown(t, nil)
	box := n.told()
	form := "message-" + string(box.Signal)
	one, first := n.sealed(seal.Draft, "one")
	two, second := n.sealed(seal.Draft, "two")
	keep := func(login, after string, sealed []byte) *webtest.Page {
		return n.api(login, box.Dossier, "draft", map[string]any{"form": form, "after": after, "sealed": sealed})
	}
	says := func(p *webtest.Page, status int, code string) {
		t.Helper()
		if p.Status != status || !strings.Contains(string(p.Body), code) {
			t.Errorf("%d %s, want %d %s", p.Status, p.Body, status, code)
		}
	}
	says(keep("noor", "", one), http.StatusNoContent, "")
	says(keep("noor", "", one), http.StatusNoContent, "") // the answer was lost
	says(keep("noor", "", two), http.StatusConflict, "draft.changed")
	says(keep("noor", first, two), http.StatusNoContent, "")
	if got := n.marks("noor", box.Dossier); got != form+" "+second {
		t.Errorf("noor gets %q", got)
	}
	if got := n.marks("bram", box.Dossier); got != "" {
		t.Errorf("bram gets %q", got)
	}
	for _, who := range []string{"jet", "saar", "wies", "hidde", "floor"} {
		says(keep(who, "", one), http.StatusNotFound, "not-found")
		says(n.api(who, box.Dossier, "drafts", struct{}{}), http.StatusNotFound, "not-found")
		says(n.api(who, box.Dossier, "draft-drop", map[string]any{"form": form, "marks": []string{second}}), http.StatusNotFound, "not-found")
	}

	notice := "De functie van noor schrijft aan deze melder"
	path := "/nl/medewerker/dossier/" + string(box.Dossier)
	for login, want := range map[string]bool{"bram": true, "noor": false} {
		p := n.get(login, path)
		webtest.Check(t, p)
		if strings.Contains(webtest.Text(p.All("main")[0]), notice) != want {
			t.Errorf("%s is told of noor's draft: %v", login, !want)
		}
	}
	if list := webtest.Text(n.get("noor", "/nl/medewerker").All("main")[0]); !strings.Contains(list, "U was nog aan het schrijven") || !strings.Contains(list, "1 tekst, bewaard op") {
		t.Errorf("the list of noor has no draft:\n%s", list)
	}
	if list := webtest.Text(n.get("bram", "/nl/medewerker").All("main")[0]); strings.Contains(list, "U was nog aan het schrijven") {
		t.Error("the list of bram has a draft")
	}

	words, _ := n.sealed(seal.Message, "words")
	send := map[string]any{"signal": box.Signal, "sealed": words}
	says(n.api("noor", box.Dossier, "acknowledge", send, "X-Draft", form+" "+first), http.StatusNoContent, "")
	if got := n.marks("noor", box.Dossier); got != form+" "+second {
		t.Errorf("after sending what an older save was made of: %q", got)
	}
	words, _ = n.sealed(seal.Message, "more words")
	send["sealed"] = words
	says(n.api("noor", box.Dossier, "message", send, "X-Draft", form+" "+first+" "+second), http.StatusNoContent, "")
	if got := n.marks("noor", box.Dossier); got != "" {
		t.Errorf("after sending: %q", got)
	}
}

// TestDraftsMalformed: what no page of ours sends is refused, and changes nothing.
func TestDraftsMalformed(t *testing.T) {
	n := newTown(t, nil)
	box := n.told()
	good, mark := n.sealed(seal.Draft, "one")
	form := "~" + strings.Repeat("a", 43)
	for name, body := range map[string]any{
		"no form":        map[string]any{"form": "", "sealed": good},
		"a form's words": map[string]any{"form": "conflict.declared", "sealed": good},
		"a wrong mark":   map[string]any{"form": form, "after": "x", "sealed": good},
		"not sealed":     map[string]any{"form": form, "sealed": []byte("words")},
		"nothing":        map[string]any{"form": form},
		"another signal": map[string]any{"form": "message-" + strings.Repeat("0", 32), "sealed": good},
		"more":           map[string]any{"form": form, "sealed": good, "person": n.ids["bram"]},
	} {
		if p := n.api("noor", box.Dossier, "draft", body); p.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, p.Status, p.Body)
		}
	}
	words, _ := n.sealed(seal.Message, "words")
	for _, header := range []string{"x", form + " x", form + strings.Repeat(" "+mark, 9), base64.StdEncoding.EncodeToString(good)} {
		p := n.api("noor", box.Dossier, "acknowledge", map[string]any{"signal": box.Signal, "sealed": words}, "X-Draft", header)
		if p.Status != http.StatusBadRequest {
			t.Errorf("header %.20s: %d", header, p.Status)
		}
	}
	if p := n.api("noor", box.Dossier, "draft", map[string]any{"form": form, "sealed": good}); p.Status != http.StatusNoContent {
		t.Fatal(p.Status)
	}
	var last *webtest.Page
	for range 40 {
		last = n.api("noor", box.Dossier, "draft", map[string]any{"form": form, "sealed": good})
	}
	if last.Status != http.StatusTooManyRequests || !strings.Contains(string(last.Body), "draft.often") {
		t.Errorf("a loop: %d %s", last.Status, last.Body)
	}
	if got, want := n.marks("noor", box.Dossier), fmt.Sprint(form, " ", mark); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
