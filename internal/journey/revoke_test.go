package journey_test

import (
	"fmt"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestRevokedAtOnce: one browser opens words without a pause while another shuts its
// owner out. What was asked after that was answered is not there, and never comes back.
func TestRevokedAtOnce(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	noor := newTab(t, site, gehoor.Dutch)
	noor.signIn("noor")
	noor.open(layout.PathStaff + "?functie=" + string(gehoor.OfficeEmployee))
	noor.at(layout.PathStaff)
	mine := eval[[]string](noor, `[...document.querySelectorAll(".work-row .reference")].map(a => a.pathname.match(/dossier\/([0-9a-f]{32})$/)?.[1]).filter(Boolean)`)
	bram := noor.elsewhere()
	bram.signIn("bram")
	both := bram.hasToo(mine)
	if len(both) == 0 {
		t.Fatal("noor and bram handle no dossier together")
	}
	id := gehoor.DossierID(both[0])
	bram.open(dossier.Path(id))
	bram.at(dossier.Path(id))
	eval[bool](bram, fmt.Sprintf(`(window.seen = [], window.going = true, (async () => {
		const ids = [...document.querySelectorAll("[data-content]")].map(e => e.dataset.content).filter(Boolean).slice(0, 1);
		while (window.going) {
			const asked = Date.now();
			const answer = await fetch("/api/desk/dossier/%s/open", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({ids})});
			await answer.arrayBuffer();
			window.seen.push([asked, answer.status]);
		}
	})(), true)`, id))
	bram.until("words that are given", `window.seen.some(([, status]) => status === 200)`)

	answered := noor.declares(id, "Bram")
	bram.until("a dossier that is not there", `window.seen.filter(([, status]) => status !== 200).length > 5`)
	eval[bool](bram, `(window.going = false, true)`)
	before, after := 0, 0
	for _, one := range eval[[][2]float64](bram, `window.seen`) {
		asked, status := one[0], int(one[1])
		switch {
		case status == 200 && asked > answered:
			t.Errorf("asked %.0f ms after the answer, words were given", asked-answered)
		case status == 200 && after > 0:
			t.Error("words were given again after the dossier was not there")
		case status == 200:
			before++
		case status == 404:
			after++
		default:
			t.Errorf("answered with %d", status)
		}
	}
	if before == 0 || after == 0 {
		t.Errorf("%d answers before, %d after: this shows nothing", before, after)
	}
	bram.open(dossier.Path(id))
	bram.reads(bram.say("missing.heading"))
}

// declares says that somebody has an interest, and returns when that was answered, in
// milliseconds of the machine's clock.
func (b *tab) declares(id gehoor.DossierID, who string) float64 {
	b.t.Helper()
	kind, _ := record.Of(record.KindConflict)
	b.open(dossier.RecordPath(id, kind))
	b.until("the form", `document.querySelector(".record-form [type=submit]")?.disabled === false`)
	b.choose("[data-question=person] select", who)
	eval[bool](b, `(() => {
		document.querySelector("[data-question=conflict] input[value=yes]").click();
		document.querySelector("[data-question=involved] input[value=no]").click();
		const ground = document.querySelector("[data-question=ground]"), list = ground.querySelector("select");
		if (list) { list.value = "friend"; list.dispatchEvent(new Event("change", {bubbles: true})); }
		else ground.querySelector("input[value=friend]").click();
		const ask = window.fetch;
		window.fetch = async (...what) => {
			const answer = await ask(...what);
			if (String(what[0]).endsWith("/write") && answer.ok) sessionStorage.setItem("answered", String(Date.now()));
			return answer;
		};
		return true;
	})()`)
	b.click(".record-form [type=submit]")
	b.at(dossier.Path(id))
	return eval[float64](b, `Number(sessionStorage.getItem("answered"))`)
}
