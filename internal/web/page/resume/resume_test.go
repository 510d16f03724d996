package resume_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/web/webtest"
)

func TestRules(t *testing.T) {
	for _, path := range []string{"/nl/verder", "/en/verder"} {
		p := webtest.Get(t, webtest.Shell(t), path)
		if p.Status != 200 {
			t.Fatalf("%s: status %d", path, p.Status)
		}
		webtest.Check(t, p)
	}
}

// TestCodeNeverSent: the field has no name, so that no form of a browser sends,
// keeps or offers what was typed in it; and nothing cuts a code that is pasted.
func TestCodeNeverSent(t *testing.T) {
	p := webtest.Get(t, webtest.Shell(t), "/nl/verder")
	field := p.ByID("field-code")
	if field == nil || webtest.Has(field, "name") || webtest.Has(field, "maxlength") {
		t.Fatal("the code's field has a name or a limit")
	}
	if webtest.Attr(field, "autocomplete") != "off" || webtest.Attr(field, "spellcheck") != "false" {
		t.Error("a browser may keep or check the code")
	}
	for _, f := range p.All("form") {
		if webtest.Has(f, "action") || webtest.Attr(f, "method") != "" {
			t.Error("a form goes to an address")
		}
	}
}
