package asset_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
	"github.com/gehoor/gehoor/internal/web/asset"
)

const style = "style/site.css"

func load(t *testing.T) *asset.Set {
	t.Helper()
	s, err := asset.Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get(s *asset.Set, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// TestIntegrity: what is served, in each encoding, is what pages say it is.
func TestIntegrity(t *testing.T) {
	s := load(t)
	for _, name := range []string{style, "layout/leave.js", "style/icon.svg"} {
		link, ok := s.Link(name)
		if !ok {
			t.Fatalf("no %s", name)
		}
		for encoding, decode := range map[string]func(io.Reader) (io.Reader, error){
			"":     func(r io.Reader) (io.Reader, error) { return r, nil },
			"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
			"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		} {
			w := get(s, link.Path, "Accept-Encoding", encoding)
			if got := w.Header().Get("Content-Encoding"); got != encoding {
				t.Errorf("%s: asked %q, got %q", name, encoding, got)
			}
			r, err := decode(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			sum := sha512.Sum384(data)
			if got := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); got != link.Integrity {
				t.Errorf("%s as %q is not what its integrity says", name, encoding)
			}
		}
	}
}

func TestNegotiation(t *testing.T) {
	s := load(t)
	link, _ := s.Link(style)
	for accept, want := range map[string]string{
		"": "", "identity": "", "br": "br", "gzip, deflate, br, zstd": "br", "gzip": "gzip", "GZIP": "gzip",
		"br;q=0, gzip;q=0.5": "gzip", "br;q=0.0": "", "br; q=0.1": "br", "br;q=x": "", "brotli": "", "*": "",
	} {
		if got := get(s, link.Path, "Accept-Encoding", accept).Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q: %q, want %q", accept, got, want)
		}
	}
}

func TestCaching(t *testing.T) {
	s := load(t)
	link, _ := s.Link(style)
	first := get(s, link.Path, "Accept-Encoding", "br")
	if c := first.Header().Get("Cache-Control"); !strings.Contains(c, "immutable") || first.Header().Get("Vary") != "Accept-Encoding" {
		t.Errorf("headers: %v", first.Header())
	}
	tag := first.Header().Get("ETag")
	again := get(s, link.Path, "Accept-Encoding", "br", "If-None-Match", tag)
	if again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("Content-Encoding") != "" {
		t.Errorf("same tag: %d with %d bytes", again.Code, again.Body.Len())
	}
	if other := get(s, link.Path, "Accept-Encoding", "gzip", "If-None-Match", tag); other.Code != http.StatusOK {
		t.Errorf("the tag of another encoding: %d", other.Code)
	}
}

// TestWithoutOrigin: a page without an origin may load files, and what is no file
// says nothing to it.
func TestWithoutOrigin(t *testing.T) {
	s := load(t)
	link, _ := s.Link(style)
	if got := get(s, link.Path, "Origin", "null").Header().Get("Access-Control-Allow-Origin"); got != "*" {
		t.Errorf("a file allows the origin %q", got)
	}
	if got := get(s, "/a/nothing", "Origin", "null").Header().Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("what is not there allows the origin %q", got)
	}
}

func TestNothingElse(t *testing.T) {
	s := load(t)
	for _, path := range []string{"/a/", "/a/manifest.json", "/a/../asset.go", "/a/nothing", "/a/style-site.css"} {
		if w := get(s, path); w.Code != http.StatusNotFound || w.Body.Len() > 0 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestLoads(t *testing.T) {
	from := fstest.MapFS{"dist/manifest.json": {Data: []byte(`{
		"a/a.js": {"file": "a-1.js", "integrity": "sha384-a", "type": "text/javascript", "imports": ["part-1.js"], "texts": ["x.y"], "workers": ["w/w.js"]},
		"part-1.js": {"file": "part-1.js", "integrity": "sha384-1", "type": "text/javascript", "imports": ["part-2.js"]},
		"part-2.js": {"file": "part-2.js", "integrity": "sha384-2", "type": "text/javascript", "imports": ["part-1.js"]}}`)}}
	for _, name := range []string{"a-1.js", "part-1.js", "part-2.js"} {
		from["dist/"+name] = &fstest.MapFile{Data: []byte("export {}")}
	}
	s, err := asset.LoadFrom(from)
	if err != nil {
		t.Fatal(err)
	}
	got := s.Loads("a/a.js")
	if len(got) != 2 || got[0].Path != "/a/part-1.js" || got[1].Integrity != "sha384-2" {
		t.Errorf("loads %v", got)
	}
	if s.Texts("a/a.js")[0] != "x.y" || s.Workers("a/a.js")[0] != "w/w.js" || s.Loads("no/such.js") != nil {
		t.Error("texts or workers are missing")
	}
}

func TestBrokenBuild(t *testing.T) {
	for name, from := range map[string]fstest.MapFS{
		"no manifest":   {},
		"no JSON":       {"dist/manifest.json": {Data: []byte("{")}},
		"a file is not": {"dist/manifest.json": {Data: []byte(`{"a/a.js":{"file":"a-1.js"}}`)}},
	} {
		if _, err := asset.LoadFrom(from); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

// TestHead answers the length without the body.
func TestHead(t *testing.T) {
	s := load(t)
	link, _ := s.Link(style)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodHead, link.Path, nil))
	if w.Body.Len() > 0 || w.Header().Get("Content-Length") == "" || bytes.Equal([]byte(w.Header().Get("Content-Length")), []byte("0")) {
		t.Errorf("HEAD: %v with %d bytes", w.Header(), w.Body.Len())
	}
}

// maxStyle is what the style sheet may weigh, compressed.
const maxStyle = 15 << 10

func TestStyleIsLight(t *testing.T) {
	s := load(t)
	link, _ := s.Link(style)
	if n := get(s, link.Path, "Accept-Encoding", "br").Body.Len(); n > maxStyle {
		t.Errorf("the style sheet weighs %d bytes, over %d", n, maxStyle)
	}
}

// TestAll: every file that the build has is there once, with what it is.
func TestAll(t *testing.T) {
	s := load(t)
	all := s.All()
	if len(all) < 20 {
		t.Fatalf("only %d files", len(all))
	}
	for i, link := range all {
		if i > 0 && all[i-1].Path >= link.Path {
			t.Errorf("%s comes after %s", link.Path, all[i-1].Path)
		}
		sum := sha512.Sum384(get(s, link.Path).Body.Bytes())
		if link.Integrity != "sha384-"+base64.StdEncoding.EncodeToString(sum[:]) {
			t.Errorf("%s is not what it is said to be", link.Path)
		}
	}
}
