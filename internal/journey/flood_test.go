package journey_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestFlood: when more comes than the budget, a script is refused before the story,
// a person's device works while the code is written down, and who has begun is
// asked nothing.
func TestFlood(t *testing.T) {
	t.Parallel()
	site := frontOf(t, newServer(t, copyTown(t), "--codes-per-hour", "1", "--codes-per-day", "1"))
	first := newTab(t, site, gehoor.Dutch)
	code := first.makeCode() // the whole budget, but for the seconds since
	if first.worked() {
		t.Error("work within the budget")
	}

	signals := site.sealSignals(t, 2)
	if answer, said, err := site.post("/api/signal", "", signals[0].body); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the last within the budget: %v %s", err, said)
	}
	refused := func(path string, body any) {
		t.Helper()
		answer, said, err := site.post(path, "", body)
		if err != nil {
			t.Fatal(err)
		}
		var problem struct{ Code gehoor.Code }
		if err := json.Unmarshal(said, &problem); err != nil || answer.StatusCode != http.StatusTooManyRequests || problem.Code != flood.CodeProof {
			t.Errorf("%s without a pass: %d %s", path, answer.StatusCode, said)
		}
	}
	refused("/api/signal", signals[1].body)
	refused("/api/draft", map[string]any{"lookup": signals[1].lookup, "sealed": accountOf(t, signals[1])})

	second := first.elsewhere()
	second.tell("employee", "de sleutel van de kluis ligt elke vrijdag op tafel")
	if !second.worked() {
		t.Error("no work beyond the budget")
	}

	// Who began before is taken, also from another device.
	first.answer(steps[0], func(string) string { return "zand in alle dozen" })
	first.next(steps[1])
	first.saved()
	again := first.elsewhere()
	again.open(layout.PathResume)
	again.comeBack(code)
	again.at(layout.PathBegin)
	again.atStep(steps[1])
	if again.worked() {
		t.Error("work for somebody who comes back")
	}
	again.answer(steps[1], func(string) string { return "de wethouder" })
	again.next(steps[2])
	again.saved()
}

// worked says whether the page has worked something out.
func (b *tab) worked() bool {
	b.t.Helper()
	return eval[bool](b, `document.getElementById("code-work")?.hidden === false`)
}

// accountOf is the sealed account of a signal: bytes that a draft can be too.
func accountOf(t *testing.T, s sealedSignal) []byte {
	t.Helper()
	var body struct{ Account []byte }
	if err := json.Unmarshal(s.body, &body); err != nil {
		t.Fatal(err)
	}
	return body.Account
}
