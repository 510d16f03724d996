package web_test

import (
	"html"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// passes is what an adviser's browser sends of somebody told this month, to noor and bram.
func (n *town) passes(token string) map[string]any {
	n.t.Helper()
	key, err := unseal.NewIdentity()
	n.must(err)
	each := func(kind seal.Type, logins ...string) []map[string]any {
		var all []map[string]any
		for _, login := range logins {
			b, _ := n.sealed(kind, "x")
			all = append(all, map[string]any{"person": n.ids[login], "bytes": b})
		}
		return all
	}
	whom, _ := n.sealed(seal.Message, "whom")
	return map[string]any{
		"org": "veenhaven", "token": token, "office": "alderman", "language": "nl", "severity": "moderate", "year": webtest.Now.Year(), "month": int(webtest.Now.Month()),
		"consent": true, "struck": []string{}, "whom": whom,
		"conversation": map[string]any{"recipient": key.Recipient(), "threshold": 2, "grants": each(seal.Key, "noor", "bram"), "shares": each(seal.Share, "wies", "ties")},
	}
}

// said is a sentence of the catalogue as a page has it.
func said(lang gehoor.Language, key text.Key) string {
	return html.EscapeString(text.For(lang).Say(key))
}

// TestPassOn: what an adviser passes on is a dossier of those who receive it, on whose page
// nobody can be written to; taken back it says so. To everybody else nothing is there.
func TestPassOn(t *testing.T) {
	n := newTown(t, nil)
	token := strings.Repeat("ab", 32)
	body := n.passes(token)
	for _, one := range residents {
		for act, with := range map[string]any{"pass": body, "take-back": map[string]any{"token": token}} {
			if one.role == gehoor.RoleAdviser {
				continue
			}
			if p := n.advice(one.login, act, with); p.Status != http.StatusNotFound {
				t.Errorf("%s asks %s: %d", one.login, act, p.Status)
			}
		}
	}
	if p := n.advice("", "pass", body); p.Status != http.StatusUnauthorized {
		t.Errorf("nobody passes on: %d", p.Status)
	}
	for range 2 { // the answer was lost
		if p := n.advice("fenna", "pass", body); p.Status != http.StatusNoContent || len(p.Body) != 0 {
			t.Fatalf("%d %s", p.Status, p.Body)
		}
	}
	id, _ := casework.PassedAs("veenhaven", n.ids["fenna"], [32]byte([]byte(strings.Repeat("\xab", 32))))
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		p := n.get("noor", "/"+string(lang)+dossier.Path(id))
		webtest.Check(t, p)
		for _, want := range []text.Key{"passed.heading", "passed.nobody", "passed.counts-not"} {
			if !strings.Contains(string(p.Body), said(lang, want)) {
				t.Errorf("in %s the page does not say %s", lang, want)
			}
		}
		if strings.Contains(string(p.Body), `id="thread-`) || strings.Contains(string(p.Body), token) {
			t.Errorf("in %s the page has a conversation, or the token", lang)
		}
	}
	if p := n.get("fenna", "/nl"+dossier.Path(id)); p.Status != http.StatusNotFound {
		t.Errorf("the adviser sees it: %d", p.Status)
	}
	if p := n.advice("fenna", "take-back", map[string]any{"token": token}); p.Status != http.StatusNoContent {
		t.Errorf("%d %s", p.Status, p.Body)
	}
	if p := n.get("noor", "/nl"+dossier.Path(id)); !strings.Contains(string(p.Body), said("nl", "passed.taken-what")) {
		t.Error("the page does not say that it is taken back")
	}
}

// TestPassOnMalformed: what no page of ours sends is refused.
func TestPassOnMalformed(t *testing.T) {
	n := newTown(t, nil)
	for name, change := range map[string]func(map[string]any){
		"of another organisation": func(b map[string]any) { b["org"] = "duinrade" },
		"without a token":         func(b map[string]any) { delete(b, "token") },
		"a short token":           func(b map[string]any) { b["token"] = "abcd" },
		"without consent":         func(b map[string]any) { b["consent"] = false },
		"with a day":              func(b map[string]any) { b["day"] = 3 },
		"with a conversation":     func(b map[string]any) { b["talk"] = "x" },
		"somebody who is nobody":  func(b map[string]any) { b["struck"] = []string{"x"} },
		"words that lie open":     func(b map[string]any) { b["whom"] = []byte("Wiebe Schelpzand") },
		"a month to come":         func(b map[string]any) { b["year"] = webtest.Now.Year() + 1 },
	} {
		body := maps.Clone(n.passes(strings.Repeat("cd", 32)))
		change(body)
		if p := n.advice("fenna", "pass", body); p.Status < 400 || p.Status >= 500 || p.Status == http.StatusNotFound {
			t.Errorf("%s: %d %.100s", name, p.Status, p.Body)
		}
	}
	if p := n.advice("fenna", "take-back", map[string]any{"token": "x"}); p.Status != http.StatusBadRequest {
		t.Errorf("take back: %d", p.Status)
	}
}
