package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// errSecret is what a person must never read.
var errSecret = errors.New("dial tcp 10.0.0.7: password is canary")

func failWith(t *testing.T, err error) http.Handler {
	t.Helper()
	return web.Serve(webtest.Config(t), "GET /{lang}/x", func(http.ResponseWriter, *http.Request) error { return err })
}

func TestFailures(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		code   string
		says   string
	}{
		{gehoor.Refuse(gehoor.CodeThrottled, "minutes", "3"), 429, "sign-in.throttled", "Wacht nog 3 minuten"},
		{fmt.Errorf("web: x: %w", gehoor.Refuse(gehoor.CodeMalformed)), 400, "request.malformed", "Wij begrijpen niet wat er is verstuurd"},
		{gehoor.Refuse(gehoor.CodeTooLarge), 413, "content.too-large", "te lang"},
		{gehoor.Refuse(gehoor.CodeSignIn), 403, "sign-in.refused", "wachtzin"},
		{gehoor.Refuse(gehoor.CodeNoMailbox), 404, "mailbox.none", "twaalf woorden"},
		{gehoor.Refuse("dossier.nobody-alone"), 409, "dossier.nobody-alone", "Ten minste twee mensen"},
		{fmt.Errorf("web: x: %w", gehoor.ErrNotFound), 404, "not-found", "Deze pagina is er niet"},
		{fmt.Errorf("store: x: %w", gehoor.ErrUnavailable), 503, "unavailable", "Er is niets verloren"},
		{ledger.ErrConflict, 503, "unavailable", "Er is niets verloren"},
		{context.DeadlineExceeded, 503, "unavailable", "Er is niets verloren"},
		{fmt.Errorf("store: x: %w", ledger.ErrUncertain), 503, "uncertain", "Verstuur het nog een keer"},
		{errSecret, 500, "failed", "Dat ligt aan ons"},
	} {
		h := failWith(t, c.err)
		p := webtest.Get(t, h, "/nl/x")
		webtest.Check(t, p)
		if p.Status != c.status || !strings.Contains(webtest.Text(p.All("main")[0]), c.says) || bytes.Contains(p.Body, []byte("canary")) {
			t.Errorf("%v: status %d: %s", c.err, p.Status, webtest.Text(p.All("main")[0]))
		}
		if retry := p.Header.Get("Retry-After") != ""; retry != (c.status == 503) {
			t.Errorf("%v: Retry-After is %v", c.err, retry)
		}
		var refusal *gehoor.Refusal
		if link := "/nl/uitleg/" + gehoor.Code(c.code).Number(); errors.As(c.err, &refusal) != bytes.Contains(p.Body, []byte(link)) {
			t.Errorf("%v: leads to %s: %v", c.err, link, !errors.As(c.err, &refusal))
		}
		checkJSON(t, h, c.status, c.code, c.says)
	}
}

func checkJSON(t *testing.T, h http.Handler, status int, code, says string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/nl/x", nil)
	r.Header.Set("Accept", "application/json")
	p := webtest.Do(t, h, r)
	var got struct{ Code, Message string }
	if err := json.Unmarshal(p.Body, &got); err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	if p.Status != status || got.Code != code || got.Message == "" || strings.Contains(got.Message, "canary") {
		t.Errorf("%s: status %d, %+v", code, p.Status, got)
	}
	if p.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%s: %s", code, p.Header.Get("Content-Type"))
	}
}

// TestNotThereAndNotYours are the same bytes and the same headers.
func TestNotThereAndNotYours(t *testing.T) {
	h := failWith(t, gehoor.ErrNotFound)
	yours, nothing := webtest.Get(t, h, "/nl/x"), webtest.Get(t, h, "/nl/y")
	if !bytes.Equal(yours.Body, nothing.Body) || fmt.Sprint(yours.Header) != fmt.Sprint(nothing.Header) || yours.Status != nothing.Status {
		t.Error("a page that is not mine differs from one that is not there")
	}
}

// TestGone: nobody is told anything when whoever asked has left.
func TestGone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := httptest.NewRecorder()
	failWith(t, context.Canceled).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/nl/x", nil).WithContext(ctx))
	if w.Body.Len() > 0 {
		t.Errorf("said %q to nobody", w.Body)
	}
}

// TestPanic: a panic is a page with a reference that the log has too, and the
// value that was panicked with is nowhere.
func TestPanic(t *testing.T) {
	for name, cause := range map[string]func(){
		"a value": func() { panic("canary") },
		"an index": func() {
			var list []int
			_ = list[len(list)]
		},
	} {
		var log bytes.Buffer
		h := web.Serve(logTo(t, &log), "GET /{lang}/x", func(http.ResponseWriter, *http.Request) error {
			cause()
			return nil
		})
		p := webtest.Get(t, h, "/nl/x")
		webtest.Check(t, p)
		reference := regexp.MustCompile(`[0-9A-F]{8}`).FindString(webtest.Text(p.All("main")[0]))
		if p.Status != 500 || reference == "" || !strings.Contains(log.String(), reference) || strings.Contains(log.String()+string(p.Body), "canary") {
			t.Errorf("%s: status %d, reference %q, log:\n%s", name, p.Status, reference, &log)
		}
	}
}
