package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const numbersPath = "/nl" + layout.PathNumbers

// TestNumbers: an administrator sets the numbers that the protocols leave; what was
// typed is there still when it is refused.
func TestNumbers(t *testing.T) {
	n := newTown(t, func(d *casework.Deps, _ *web.Config) {
		d.Protocols = protocol.NewSet(shipped.All(casework.Vocabulary())...)
	})
	p := n.get("floor", numbersPath)
	webtest.Check(t, p)
	webtest.Check(t, n.get("floor", strings.Replace(numbersPath, "/nl", "/en", 1)))
	form := fields(p)
	if _, there := form["n.common.signals"]; !there || form.Get("after") != "0" || !strings.Contains(string(p.Body), "Het protocol stelt 3 voor") {
		t.Fatalf("the form begins with %v", form)
	}
	form.Set("n.common.signals", "9")
	form.Set("body", "het college van Veenhaven")
	form.Set("on", "2026-06-01")
	form.Set("sure", "yes")
	p = n.post("floor", numbersPath, form)
	webtest.Check(t, p)
	for _, want := range []string{"Dit is geen getal van 2 tot en met 5.", `value="9"`, "het college van Veenhaven"} {
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), want) {
			t.Errorf("out of bounds: %d without %q", p.Status, want)
		}
	}
	form.Set("n.common.signals", "2")
	form.Del("sure")
	if p = n.post("floor", numbersPath, form); p.Status != http.StatusUnprocessableEntity || n.protocols().LastNumbers().Seq != 0 {
		t.Errorf("without a yes: %d", p.Status)
	}
	form.Set("sure", "yes")
	if p = n.post("floor", numbersPath, form); p.Status != http.StatusSeeOther {
		t.Fatalf("kept: %d %s", p.Status, p.Body)
	}
	p = n.get("floor", p.Header.Get("Location"))
	webtest.Check(t, p)
	if got := n.protocols().LastNumbers().Parameters()["common"]["signals"]; got != 2 || fields(p).Get("n.common.signals") != "2" ||
		!strings.Contains(string(p.Body), "De getallen zijn vastgesteld.") || !strings.Contains(string(p.Body), "het college van Veenhaven") {
		t.Errorf("kept %d:\n%s", got, p.Body)
	}
	n.byFloor(gehoor.ProtocolStream, "protocol.parameters-set")
	if p = n.post("floor", numbersPath, form); p.Status != http.StatusConflict || !strings.Contains(string(p.Body), `value="2"`) {
		t.Errorf("on an old page: %d", p.Status)
	}
	if p = n.get("noor", numbersPath); p.Status != http.StatusNotFound {
		t.Errorf("a caseworker: %d", p.Status)
	}
}

// TestNoNumbers: where no protocol leaves a number the page says so.
func TestNoNumbers(t *testing.T) {
	p := newTown(t, nil).get("floor", numbersPath)
	webtest.Check(t, p)
	if p.Status != http.StatusOK || !strings.Contains(string(p.Body), "laten geen getal aan u over") || strings.Contains(string(p.Body), "n.common.signals") {
		t.Errorf("%d %s", p.Status, p.Body)
	}
}
