package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestHeadersEverywhere: files, files for machines, redirects and refusals come
// with the policy as pages do.
func TestHeadersEverywhere(t *testing.T) {
	h := webtest.Shell(t)
	link, _ := webtest.Config(t).Assets.Link("style/site.css")
	for _, path := range []string{"/", "/nl/", "/nl/nothing", link.Path, "/a/nothing.js", "/robots.txt", "/.well-known/security.txt", "/favicon.ico"} {
		p := webtest.Get(t, h, path)
		for _, name := range []string{
			"Content-Security-Policy", "Strict-Transport-Security", "Referrer-Policy", "X-Content-Type-Options", "X-Robots-Tag",
			"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cross-Origin-Embedder-Policy", "Permissions-Policy", "Cache-Control",
		} {
			if p.Header.Get(name) == "" {
				t.Errorf("%s has no %s", path, name)
			}
		}
		if p.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie on somebody who only reads", path)
		}
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	reached := false
	h := web.Serve(webtest.Config(t), "POST /{lang}/x", func(w http.ResponseWriter, r *http.Request) error {
		reached = true
		return nil
	})
	for name, c := range map[string]struct {
		header, value string
		reaches       bool
	}{
		"another site":   {"Sec-Fetch-Site", "cross-site", false},
		"a sister site":  {"Sec-Fetch-Site", "same-site", false},
		"another origin": {"Origin", "https://elsewhere.example", false},
		"no origin":      {"Origin", "null", false},
		"this site":      {"Sec-Fetch-Site", "same-origin", true},
		"no browser":     {"X-Nothing", "", true},
	} {
		reached = false
		r := httptest.NewRequest(http.MethodPost, "/nl/x", nil)
		r.Header.Set(c.header, c.value)
		p := webtest.Do(t, h, r)
		if reached != c.reaches || !c.reaches && p.Status != http.StatusForbidden {
			t.Errorf("%s: reached %v with status %d", name, reached, p.Status)
		}
	}
}

func TestTooLarge(t *testing.T) {
	h := web.Serve(webtest.Config(t), "POST /{lang}/x", func(w http.ResponseWriter, r *http.Request) error {
		_, err := io.Copy(io.Discard, r.Body)
		return err
	})
	for size, want := range map[int]int{web.MaxRequestBytes: http.StatusOK, web.MaxRequestBytes + 1: http.StatusRequestEntityTooLarge} {
		r := httptest.NewRequest(http.MethodPost, "/nl/x", strings.NewReader(strings.Repeat("x", size)))
		if p := webtest.Do(t, h, r); p.Status != want {
			t.Errorf("%d bytes: status %d, want %d", size, p.Status, want)
		}
	}
}

func TestSecurityText(t *testing.T) {
	p := webtest.Get(t, webtest.Shell(t), "/.well-known/security.txt")
	fields := make(map[string]string)
	for line := range strings.Lines(string(p.Body)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		fields[name] = value
	}
	expires, err := time.Parse(time.RFC3339, fields["Expires"])
	if err != nil || expires.Before(webtest.Now.AddDate(0, 1, 0)) || expires.After(webtest.Now.AddDate(1, 0, 0)) {
		t.Errorf("Expires: %q (%v)", fields["Expires"], err)
	}
	if fields["Contact"] != "mailto:security@veenhaven.example" || !strings.HasPrefix(p.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("%s\n%s", p.Header, p.Body)
	}
}

// TestServerHasLimits: an http.Server without timeouts is a server that one
// telephone can stop.
func TestServerHasLimits(t *testing.T) {
	s := web.Server(http.NotFoundHandler())
	if s.ReadHeaderTimeout == 0 || s.ReadTimeout == 0 || s.WriteTimeout <= s.ReadTimeout || s.IdleTimeout == 0 || s.MaxHeaderBytes == 0 {
		t.Errorf("%+v", s)
	}
}

func TestConfigIsChecked(t *testing.T) {
	for name, spoil := range map[string]func(*web.Config){
		"organisation": func(c *web.Config) { c.Org = "" },
		"telephone":    func(c *web.Config) { c.Owner.Phone = "later" },
		"assets":       func(c *web.Config) { c.Assets = nil },
		"door":         func(c *web.Config) { c.Door = nil },
		"log":          func(c *web.Config) { c.Log = nil },
		"security":     func(c *web.Config) { c.SecurityContact = "" },
	} {
		cfg := webtest.Config(t)
		spoil(&cfg)
		if _, err := web.New(cfg); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}
