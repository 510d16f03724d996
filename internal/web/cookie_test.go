package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestCookieOnLoopback: the demo runs on a loopback address without TLS, and
// the browser takes and sends our cookies there all the same.
func TestCookieOnLoopback(t *testing.T) {
	in := signIn(t)
	in.now = in.now.Add(60e9)
	came := 0
	h := web.ServeStaff(in.cfg, "GET /{lang}/x", func(http.ResponseWriter, *http.Request, account.Session) error {
		came++
		return nil
	})
	first := true
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/nl/x" && first {
			first = false
			r.AddCookie(in.staff) // the answer renews it; from then on the browser has it
		}
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	webtest.Go(t, tab, server.URL+"/nl/x")
	webtest.Go(t, tab, server.URL+"/nl/x")
	if came != 2 {
		t.Errorf("came in %d times of 2", came)
	}
}
