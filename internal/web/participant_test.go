package web_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestTwoKindsOfCode: with a participant's code nothing of a reporter is there, and with a
// reporter's nothing of a participant, whatever is sent along: it is as without a code.
func TestTwoKindsOfCode(t *testing.T) {
	in := signIn(t)
	kinds := map[string]account.Mailbox{
		"reporter":    {Org: "veenhaven", Lookup: [32]byte{1}, Dossier: gehoor.DossierID(strings.Repeat("1", 32)), Signal: gehoor.SignalID(strings.Repeat("2", 32))},
		"participant": {Org: "veenhaven", Lookup: [32]byte{2}, Dossier: gehoor.DossierID(strings.Repeat("1", 32)), Participant: gehoor.ParticipantID(strings.Repeat("3", 32))},
	}
	cookies := map[string]*http.Cookie{}
	for name, box := range kinds {
		entry := in.cfg.Door.Admit(box, in.now)
		in.people.boxes = append(in.people.boxes, box)
		if err := in.people.PutSession(t.Context(), entry.Session); err != nil {
			t.Fatal(err)
		}
		cookies[name] = &http.Cookie{Name: "__Host-r", Value: entry.Cookie}
	}
	site := web.ServeReporter(in.cfg, "GET /{lang}/x", nil)
	answer := func(pattern, body string, c *http.Cookie) *webtest.Page {
		method, path := filled(pattern)
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Content-Type", "application/json")
		if !strings.HasPrefix(path, "/api/") {
			r.Header.Set("Accept", "text/html")
		}
		if c != nil {
			r.AddCookie(c)
		}
		return webtest.Do(t, site, r)
	}
	tried := map[string]int{}
	for _, pattern := range web.Patterns(in.cfg) {
		_, path, _ := strings.Cut(pattern, " ")
		path = strings.TrimPrefix(path, "/{lang}")
		stranger := ""
		switch {
		case strings.HasPrefix(path, "/api/shared/"), path == layout.PathShared:
			stranger = "reporter"
		case strings.HasPrefix(path, "/api/box/"), path == layout.PathBox, strings.HasPrefix(path, layout.PathBox+"/"):
			stranger = "participant"
		default:
			continue
		}
		tried[stranger]++
		for _, body := range []string{"", "{}"} {
			got, want := answer(pattern, body, cookies[stranger]), answer(pattern, body, nil)
			if got.Status != want.Status || got.Header.Get("Location") != want.Header.Get("Location") || !slices.Equal(got.Body, want.Body) {
				t.Errorf("%s answers a %s %d %q, and nobody %d %q", pattern, stranger, got.Status, got.Body, want.Status, want.Body)
			}
			if want.Status != http.StatusUnauthorized && want.Status != http.StatusSeeOther {
				t.Errorf("%s answers nobody %d", pattern, want.Status)
			}
		}
	}
	if tried["reporter"] < 10 || tried["participant"] < 30 {
		t.Errorf("tried %v", tried)
	}
}
