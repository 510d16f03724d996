package main

import (
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestReleased restores what every released version wrote, as a person would, and
// has all of it checked and replayed.
func TestReleased(t *testing.T) {
	files, err := filepath.Glob("../../testdata/released/*.tar.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		packed, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(packed)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		_ = packed.Close()
		file, dir := filepath.Join(t.TempDir(), "backup.tar"), filepath.Join(t.TempDir(), "data")
		if err := os.WriteFile(file, data, ownerOnly); err != nil {
			t.Fatal(err)
		}
		// Its time will be over one day; that is not what this is about.
		expect(t, 0, "restore", "--from", file, "--data", dir, "--force-old")
		if out := expect(t, 0, "check", "--data", dir); out == "" {
			t.Error("check says nothing")
		}
		expect(t, 0, "replay", "--data", dir)
		expect(t, 2, "restore", "--from", file, "--data", dir, "--force-old")
		takenOver(t, dir)
	}
}

// takenOver: what site.json of an older installation says of the organisation is
// taken over when the server starts, once. The file is not read for it after that,
// and may be gone.
func takenOver(t *testing.T, dir string) {
	t.Helper()
	says := func(file string) string {
		t.Helper()
		if err := os.WriteFile(folder(dir).site(), []byte(file), ownerOnly); err != nil {
			t.Fatal(err)
		}
		db, err := sqlite.Open(t.Context(), folder(dir).database(), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		files, closing, err := (where{Data: dir}).files(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = closing() }()
		org, err := organisation(t.Context(), db, "")
		if err != nil {
			t.Fatal(err)
		}
		n, err := newNode(t.Context(), db, options{folder: folder(dir), files: files, org: org, every: time.Hour, quantum: 8, log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		n.handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/nl"+layout.PathTalk, nil))
		return w.Body.String()
	}
	const former = `{"site":"https://a.example","security_contact":"mailto:a@a.example","mail":"a@a.example","address":["Turfmarkt 1"],"hours":[{"Day":1,"From":"9.00","Until":"17.00"}],"plain":"on","desk":{"name":"D","phone":"14 0"},"trial":true}`
	for _, file := range []string{former, strings.Replace(former, "Turfmarkt 1", "Elders 2", 1), `{"trial":true}`} {
		if page := says(file); !strings.Contains(page, "Turfmarkt 1") || strings.Contains(page, "Elders 2") || !strings.Contains(page, "17.00") {
			t.Errorf("with %s the page says\n%s", file, page)
		}
	}
}
