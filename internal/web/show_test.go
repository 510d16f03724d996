package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestCompressed: a reporter's page crosses compressed to who accepts it, and is
// the same page; a page of staff never does.
func TestCompressed(t *testing.T) {
	h := webtest.Shell(t)
	ask := func(path, accept string) *webtest.Page {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", accept)
		return webtest.Do(t, h, r)
	}
	plain := ask("/nl/", "")
	small := ask("/nl/", "gzip, deflate, br")
	if got := small.Header.Get("Content-Encoding"); got != "gzip" || small.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("the encoding is %q, Vary %q", got, small.Header.Get("Vary"))
	}
	reader, err := gzip.NewReader(bytes.NewReader(small.Body))
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(reader); err != nil || !bytes.Equal(body, plain.Body) {
		t.Errorf("it is another page: %v", err)
	}
	if len(small.Body) > len(plain.Body)/2 {
		t.Errorf("%d bytes of %d", len(small.Body), len(plain.Body))
	}
	for _, path := range []string{"/nl/medewerker/aanmelden", "/en/medewerker/not-there"} {
		if got := ask(path, "gzip").Header.Get("Content-Encoding"); got != "" {
			t.Errorf("%s is sent as %q", path, got)
		}
	}
	if got := ask("/nl/", "gzip;q=0").Header.Get("Content-Encoding"); got != "" {
		t.Errorf("who refuses gets %q", got)
	}
}
