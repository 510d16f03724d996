package web_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/web/webtest"
)

// widths are a desk and the narrowest screen.
var widths = map[string]int64{"wide": 1280, "narrow": 320}

// TestInBrowser: each page in each language and width has no finding of axe and
// nothing that sticks out. With GEHOOR_SCREENSHOTS set to a folder, a picture of
// each is left there to be looked at.
func TestInBrowser(t *testing.T) {
	server := httptest.NewServer(webtest.Shell(t))
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	for name, width := range widths {
		webtest.Size(t, tab, width, 900)
		for _, path := range telling() {
			webtest.Go(t, tab, server.URL+path)
			t.Log(name, path)
			webtest.Axe(t, tab)
			if over := webtest.Overflow(t, tab); over > 0 {
				t.Errorf("%s %s is %d pixels too wide", name, path, over)
			}
			if folder := os.Getenv("GEHOOR_SCREENSHOTS"); folder != "" {
				webtest.Shoot(t, tab, filepath.Join(folder, name+strings.ReplaceAll(path, "/", "-")+".png"))
			}
		}
	}
}
