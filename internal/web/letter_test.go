package web_test

import (
	"os"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/letter"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestLetterPage: the page that opens letters allows the one style that a letter has, as
// the browser writes it, and frames of its own making; nothing else more than others.
func TestLetterPage(t *testing.T) {
	script, err := os.ReadFile("browser/lib/readable.ts")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(script), `const STYLE = "`+web.LetterStyle+`"`) {
		t.Error("letters have another style than the page allows")
	}
	h := webtest.Shell(t)
	others := webtest.Get(t, h, "/nl/praten").Header.Get("Content-Security-Policy")
	p := webtest.Get(t, h, "/nl"+letter.Path)
	got, frames := strings.CutSuffix(p.Header.Get("Content-Security-Policy"), "; frame-src blob:")
	before, after, styled := strings.Cut(got, " 'sha256-")
	_, after, _ = strings.Cut(after, "'")
	if !frames || !styled || before+after != others {
		t.Errorf("the policy is %q", p.Header.Get("Content-Security-Policy"))
	}
	for _, n := range p.All("a") {
		if strings.Contains(webtest.Attr(n, "href"), "medewerker/") {
			t.Errorf("the page leads to %s", webtest.Attr(n, "href"))
		}
	}
}
