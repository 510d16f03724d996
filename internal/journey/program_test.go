package journey_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// checkProgram holds what a site serves against its log.
func (f *site) checkProgram(at string, args ...string) (string, int) {
	f.t.Helper()
	return run(f.t, built.verify, append([]string{"program", at, "--log-key", built.town.logKey, "--binary", built.gehoor}, args...)...)
}

// TestProgram: the log says which program serves, once for each, and an outsider
// finds what somebody between, or on the server, changes of it.
func TestProgram(t *testing.T) {
	t.Parallel()
	f := newSite(t)
	eventually(t, "the proof of the program", func() bool { _, code := f.checkProgram(f.url); return code == 0 })
	f.restart()
	if out, code := f.checkProgram(f.url); code != 0 || !strings.Contains(out, "serves the program that the log names") {
		t.Errorf("after a restart it ends with %d: %s", code, out)
	}
	var all []struct{ Proof, Version string }
	if _, body, err := f.get("/.well-known/gehoor/programs.json", ""); err != nil || json.Unmarshal(body, &all) != nil || len(all) != 1 {
		t.Errorf("the programs that served: %s %v", body, err)
	}
	for name, lie := range map[string]struct {
		path     string
		from, to string
		says     string
	}{
		"a script":  {"/a/", "fetch", "fetcj", "/a/"},
		"a page":    {"/nl/begin", "</body>", `<script src="/a/more.js"></script></body>`, "/nl/begin"},
		"a version": {"/.well-known/gehoor/program.json", `"version":"`, `"version":"1`, "program.json"},
	} {
		liar := liarBefore(t, f.url, lie.path, lie.from, lie.to)
		if out, code := f.checkProgram(liar); code != 1 || !strings.Contains(out, lie.says) {
			t.Errorf("%s is another: it ends with %d: %s", name, code, out)
		}
	}
	if out, code := run(t, built.verify, "program", f.url, "--log-key", built.town.logKey, "--binary", built.verify); code != 1 {
		t.Errorf("another program file: it ends with %d: %s", code, out)
	}
	f.stop()
	sound(t, f.dir)
}

// liarBefore is somebody between a site and its visitors, who changes what lies under
// a path.
func liarBefore(t *testing.T, site, path, from, to string) string {
	t.Helper()
	at, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(at)
		r.Out.Host = r.In.Host
		r.Out.Header.Del("Accept-Encoding") // the transport asks for what it can read
	}}
	proxy.ModifyResponse = func(r *http.Response) error {
		if !strings.HasPrefix(r.Request.URL.Path, path) {
			return nil
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		body = bytes.ReplaceAll(body, []byte(from), []byte(to))
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.Header.Set("Content-Length", strconv.Itoa(len(body)))
		return nil
	}
	s := httptest.NewServer(proxy)
	t.Cleanup(s.Close)
	return s.URL
}
