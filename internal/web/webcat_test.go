package web_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webcat"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const pathWebcat = "/.well-known/gehoor/webcat-manifest.json"

// TestWebcat: every file of the manifest is what anybody is served under its path,
// at another moment, with whatever a browser sends along.
func TestWebcat(t *testing.T) {
	cfg := webtest.Config(t)
	p := web.Delivered(cfg.Assets)
	p.Version, p.Binary = "v1", gehoor.Digest("sha256-"+strings.Repeat("0", 64))
	cfg.Installed = directory.Installation{Seq: 9, Program: p}
	later := webtest.Now
	cfg.Now = func() time.Time { return later }
	h, err := web.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	got := webtest.Get(t, h, pathWebcat)
	var m webcat.Manifest
	if err := json.Unmarshal(got.Body, &m); err != nil || m.Check() != nil {
		t.Fatalf("%v: %.200s", err, got.Body)
	}
	if len(m.Files) < 18+20 || m.Version != "v1" || m.DefaultCSP != p.Policy {
		t.Errorf("%d files of version %s", len(m.Files), m.Version)
	}
	later = later.Add(200*24*time.Hour + 9*time.Hour)
	for path, hash := range m.Files {
		status := 200
		switch path {
		case "/" + m.DefaultIndex:
			path = "/nl/"
		case m.DefaultFallback:
			path, status = "/nl/nergens", 404
		}
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("User-Agent", "another browser")
		r.Header.Set("Cookie", "__Host-reporter=unknown; __Host-staff=unknown; __Host-device=unknown")
		r.Header.Set("Accept-Language", "en")
		page := httptest.NewRecorder() // scripts are no HTML
		h.ServeHTTP(page, r)
		sum := sha256.Sum256(page.Body.Bytes())
		if page.Code != status || base64.RawURLEncoding.EncodeToString(sum[:]) != hash {
			t.Errorf("%s (status %d) is not what the manifest says", path, page.Code)
		}
	}
	if got := webtest.Get(t, webtest.Shell(t), pathWebcat); got.Status != 404 {
		t.Errorf("of a site that is not in the log: status %d", got.Status)
	}
}
