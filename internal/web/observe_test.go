package web_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

func logTo(t *testing.T, b *bytes.Buffer) web.Config {
	t.Helper()
	cfg := webtest.Config(t)
	cfg.Log = slog.New(slog.NewJSONHandler(b, nil))
	return cfg
}

// TestLogLine: a request's line has these fields and none of what was sent.
func TestLogLine(t *testing.T) {
	var log bytes.Buffer
	h := web.Serve(logTo(t, &log), "POST /{lang}/thing/{id}", func(http.ResponseWriter, *http.Request) error { return nil })
	r := httptest.NewRequest(http.MethodPost, "/nl/thing/canary-id?q=canary-query", strings.NewReader("canary-body"))
	r.RemoteAddr = "198.51.100.7:4711"
	r.Header.Set("User-Agent", "canary-agent")
	r.Header.Set("Referer", "https://veenhaven.example/canary-referer")
	r.Header.Set("X-Forwarded-For", "198.51.100.8")
	r.Header.Set("Cookie", "__Host-s=canary-cookie")
	webtest.Do(t, h, r)

	for _, secret := range []string{"canary", "198.51.100", "4711"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %q: %s", secret, &log)
		}
	}
	var line map[string]any
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if line["route"] != "POST /nl/thing/{id}" || line["method"] != "POST" || line["msg"] != "request" {
		t.Errorf("line is %v", line)
	}
	for field := range line {
		if !slices.Contains([]string{"time", "level", "msg", "method", "route", "status", "ms"}, field) {
			t.Errorf("the log has the field %s", field)
		}
	}
}

// TestFilePastUs: what is copied from a file goes from the kernel to the line, by
// the connection's own way of reading from it, and is a whole answer with its
// status in the log.
func TestFilePastUs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part")
	want := bytes.Repeat([]byte("part"), 1<<18)
	if err := os.WriteFile(path, want, 0o600); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	h := web.Serve(logTo(t, &log), "GET /{lang}/thing", func(w http.ResponseWriter, _ *http.Request) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		n, err := io.Copy(w, f)
		if n != int64(len(want)) {
			t.Errorf("%d bytes were copied", n)
		}
		return errors.Join(err, f.Close())
	})
	past := &readerFrom{ResponseRecorder: httptest.NewRecorder()}
	h.ServeHTTP(past, httptest.NewRequest(http.MethodGet, "/nl/thing", nil))
	if !past.used || !bytes.Equal(past.Body.Bytes(), want) || !strings.Contains(log.String(), `"status":200`) {
		t.Errorf("asked to read by itself: %t; %d bytes came; the log has %s", past.used, past.Body.Len(), &log)
	}
}

// readerFrom is a connection that can read by itself.
type readerFrom struct {
	*httptest.ResponseRecorder
	used bool
}

func (r *readerFrom) ReadFrom(from io.Reader) (int64, error) {
	r.used = true
	return io.Copy(r.ResponseRecorder, from)
}

// TestLogOfReporters: an ordinary log does not tell when somebody wrote or read;
// it tells of our failures and of a flood.
func TestLogOfReporters(t *testing.T) {
	for pattern, theirs := range map[string]bool{
		"POST /api/signal": true, "POST /api/box/open": true, "POST /api/draft/drop": true, "GET /{lang}" + layout.PathBegin: true,
		"GET /{lang}" + layout.PathResume: true, "GET /{lang}" + layout.PathBox: true, "GET /{lang}" + layout.PathBox + "/receipt": true,
		"POST /api/desk/sign-in": false, "GET /{lang}" + layout.PathStaff: false, "GET /{lang}" + layout.PathHow: false,
	} {
		for status, always := range map[int]bool{http.StatusOK: false, http.StatusNotFound: false, http.StatusTooManyRequests: true, http.StatusInternalServerError: true} {
			var log bytes.Buffer
			h := web.ServeOnly(logTo(t, &log), pattern, func(w http.ResponseWriter, _ *http.Request) error {
				w.WriteHeader(status)
				return nil
			})
			method, path, _ := strings.Cut(strings.Replace(pattern, "{lang}", "nl", 1), " ")
			webtest.Do(t, h, httptest.NewRequest(method, path, nil))
			if told := log.Len() > 0; told != (always || !theirs) {
				t.Errorf("%s with %d: told %v", pattern, status, told)
			}
		}
	}
}

// TestLogOfNothing: what nobody expects leaves no words in the log either.
func TestLogOfNothing(t *testing.T) {
	var log bytes.Buffer
	h, err := web.New(logTo(t, &log))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*http.Request{
		httptest.NewRequest("CANARY", "/nl/", nil),
		httptest.NewRequest(http.MethodGet, "/canary/canary", nil),
		httptest.NewRequest(http.MethodGet, "/a/canary.js", nil),
	} {
		webtest.Do(t, h, r)
	}
	if strings.Contains(strings.ToLower(log.String()), "canary") || log.Len() == 0 {
		t.Errorf("log: %s", &log)
	}
}
