package journey_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// reasonsGiven are the reasons of a serious weighing, as somebody might copy them.
const reasonsGiven = "Drie mensen wogen dit samen. Er was eerder een gesprek dat niets veranderde. Daarom stellen wij een onderzoek voor, met steun voor de melder."

// TestReasonsCompared: who weighs something serious with the reasons of another dossier
// is told so by their browser, and so is the second reader by theirs; it counts once the
// second reader wrote why this is different enough, and what they typed outlasts a reload.
func TestReasonsCompared(t *testing.T) {
	t.Parallel()
	d := startDemo(t)
	noor := newTab(t, d.site(t), gehoor.Dutch)
	d.in(noor, "noor")
	noor.open(layout.PathStaff + "?functie=" + string(gehoor.OfficeEmployee))
	noor.at(layout.PathStaff)
	dossiers := eval[[]string](noor, `[...document.querySelectorAll("main a")].map(a => a.pathname.match(/dossier\/([0-9a-f]{32})$/)?.[1]).filter(Boolean)`)
	bram := noor.elsewhere()
	d.in(bram, "bram")
	both := bram.hasToo(dossiers)
	if len(both) < 2 {
		t.Fatalf("noor and bram handle %d dossiers together", len(both))
	}

	if said := noor.weighs(both[0]); said != "" {
		t.Fatalf("the weighing is refused: %s", said)
	}
	bram.seesWeighing(both[0])
	if bram.asksWhy() {
		t.Error("reasons that nobody gave before are taken for copied")
	}
	bram.agrees()
	bram.until("that it counts", `document.querySelector("form[data-proposal]") === null && document.readyState === "complete"`)

	if said := noor.weighs(both[1]); !strings.HasPrefix(said, flat(noor.say("record.alike"))) {
		t.Fatalf("the writer is told %q", said)
	}
	noor.look()
	noor.press("record.alike-send") // it is the same: a colleague has to say why
	noor.at(dossier.Path(gehoor.DossierID(both[1])))
	bram.seesWeighing(both[1])
	if !bram.asksWhy() {
		t.Fatal("copied reasons are not noticed")
	}
	bram.look()
	bram.agrees()
	bram.until("the refusal", `document.querySelector("form[data-proposal] .utrecht-alert--error:not([hidden])") !== null`)
	bram.fill("form[data-proposal] textarea", "Hier zijn er berichten, en er is bewijs.")
	bram.until("that it is kept", `new Promise(yes => setTimeout(() => yes(true), 500))`)
	bram.seesWeighing(both[1])
	bram.until("what was typed", `document.querySelector("form[data-proposal] textarea")?.value.startsWith("Hier zijn er berichten")`)
	bram.agrees()
	bram.until("that it counts", `document.querySelector("form[data-proposal]") === null && document.readyState === "complete"`)
}

// hasToo are those of the dossiers that this tab's person sees on their list.
func (b *tab) hasToo(dossiers []string) []string {
	b.t.Helper()
	b.open(layout.PathStaff)
	b.at(layout.PathStaff)
	return eval[[]string](b, `((list) => list.filter(id => document.querySelector("main a[href*='" + id + "']") !== null))(`+quoteList(dossiers)+`)`)
}

func quoteList(all []string) string {
	b, _ := json.Marshal(all) // strings: cannot fail
	return string(b)
}

// weighs writes a serious weighing that waits for a second person, and returns what is
// said against it.
func (b *tab) weighs(id string) string {
	b.t.Helper()
	t, _ := record.Of("dossier.weighed")
	b.open(dossier.RecordPath(gehoor.DossierID(id), t))
	b.noInterest()
	b.until("the form", `document.querySelector(".record-form [type=submit]")?.disabled === false`)
	// In this order: what can be directed at the source is one of the alternatives.
	for _, said := range [][]string{
		{"severity", "serious"}, {"power_gap", "yes"}, {"repeated", "yes"}, {"can_work", "yes"}, {"wish", "stop"}, {"safe_now", "yes"}, {"wbk", "no"}, {"crime", "no"},
		{"alternatives", "inquiry", "police"}, {"at_source", "inquiry"}, {"choice", "inquiry"}, {"weighed_by", "two"}, {"pattern", "no"}, {"advice", "none"}, {"motives", "yes"},
	} {
		name, values := said[0], said[1:]
		for _, v := range values {
			if missing := eval[bool](b, fmt.Sprintf(`(() => {
				const place = document.querySelector("[data-question=%s]"), box = place.querySelector("input[value=%s]"), list = place.querySelector("select");
				if (box) { if (!box.checked) box.click(); return false; }
				if (!list) return true;
				list.value = %q; list.dispatchEvent(new Event("change", {bubbles: true}));
				return list.value !== %q;
			})()`, name, v, v, v)); missing {
				b.t.Fatalf("%s has no answer %s", name, v)
			}
		}
	}
	eval[bool](b, `(() => {
		const soon = new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10);
		for (const [name, value] of [["reporters", "1"], ["review_on", soon]]) {
			const field = document.querySelector("[data-question=" + name + "] input");
			field.value = value; field.dispatchEvent(new Event("input", {bubbles: true}));
		}
		document.querySelector("input[data-propose][value=yes]").click();
		return true;
	})()`)
	b.fill(".record-form textarea[id$=words]", reasonsGiven)
	b.click(".record-form [type=submit]")
	const trouble = `(document.querySelector(".record-form .utrecht-alert--error:not([hidden]), .record-form .utrecht-form-field-error-message:not([hidden])")?.innerText ?? "")`
	b.until("that it is written", trouble+` !== "" || document.querySelector(".record-form") === null`)
	return flat(eval[string](b, trouble))
}

// seesWeighing opens a dossier, and the form with which a second person confirms.
func (b *tab) seesWeighing(id string) {
	b.t.Helper()
	b.open(dossier.Path(gehoor.DossierID(id)))
	b.noInterest()
	b.until("what waits", `(() => {
		const form = document.querySelector("form[data-proposal][data-compared]");
		for (let d = form?.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
		return form !== null && form.checkVisibility() && form.querySelector("[type=submit]").disabled === false;
	})()`)
}

// asksWhy says whether the browser asks why the reasons are different enough, once it
// compared them.
func (b *tab) asksWhy() bool {
	b.t.Helper()
	b.until("that the words are open", fmt.Sprintf(`document.querySelector("main").innerText.includes(%q)`, reasonsGiven[:40]))
	const asks = `!document.querySelector("form[data-proposal] [id$=too-alike]").hidden && !document.querySelector("form[data-proposal] [id$='-alike']").hidden`
	return eval[bool](b, `new Promise(yes => { let n = 0; const look = () => `+asks+` || ++n > 60 ? yes(`+asks+`) : setTimeout(look, 50); look(); })`)
}

// agrees says yes.
func (b *tab) agrees() {
	b.t.Helper()
	if !eval[bool](b, `document.querySelector("form[data-proposal] [id$=sure]").checked`) {
		b.click("form[data-proposal] [id$=sure]")
	}
	b.click("form[data-proposal] [type=submit]")
}
