package web_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/google/go-cmp/cmp"
)

// TestProgram: what a site says of itself is what it serves.
func TestProgram(t *testing.T) {
	cfg := webtest.Config(t)
	p := web.Delivered(cfg.Assets)
	p.Version, p.Binary = "v1", gehoor.Digest("sha256-"+"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
	cfg.Installed = directory.Installation{Seq: 9, Program: p}
	h, err := web.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	got := webtest.Get(t, h, "/.well-known/gehoor/program.json")
	var says gehoor.Program
	if err := json.Unmarshal(got.Body, &says); err != nil || !says.Valid() {
		t.Fatalf("%s: %v", got.Body, err)
	}
	if diff := cmp.Diff(p, says); diff != "" {
		t.Error(diff)
	}
	if page := webtest.Get(t, h, "/nl/"); page.Header.Get("Content-Security-Policy") != says.Policy || got.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Error("the policy of a page is another, or others cannot read")
	}
	for _, path := range []string{"program/0", "program/x", "program/01", "program/+1", "program/-1", "program/99999999999999999999", "program/1/2", "program"} {
		if got := webtest.Get(t, h, "/.well-known/gehoor/"+path); got.Status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, got.Status)
		}
	}
	for _, path := range []string{"program.json", "program.tlog-proof", "programs.json"} {
		if got := webtest.Get(t, webtest.Shell(t), "/.well-known/gehoor/"+path); got.Status != http.StatusNotFound {
			t.Errorf("%s of a site that is not in the log: status %d", path, got.Status)
		}
	}
}
