package journey_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
)

// TestWhoCarries: in a dossier in which only the reporter carries something a caseworker is
// warned. A measure that weighs on the reporter is refused, and the form shows what can be
// directed at the source: a button fills it in, what was written stays, and it can be put
// back. Once it is recorded and the burden is lifted from its row, the page says so.
func TestWhoCarries(t *testing.T) {
	t.Parallel()
	d := startDemo(t)
	noor := newTab(t, d.site(t), gehoor.Dutch)
	d.in(noor, "noor")
	noor.findDossier(noor.say("burden.one-sided"))
	noor.noInterest()
	at := noor.path()
	id := gehoor.DossierID(at[len(at)-32:])
	noor.look()
	if n := eval[int](noor, `document.querySelectorAll(".burden-picture .burden-breach").length`); n != 1 {
		t.Errorf("%d bars are hatched", n)
	}
	imposed, _ := record.Of(record.KindMeasure)
	noor.open(dossier.RecordPath(id, imposed))
	noor.until("the form", `document.querySelector(".record-form [type=submit]")?.disabled === false`)
	noor.picked(map[string]string{
		"burden": "reporter", "what": "other-place", "requested_by": "line", "with_source_measure": "no", "weight": "middle", "pay_loss": "no", "task_loss": "no", "interim": "yes",
		"basis": "safety", "hearing_offered": "yes", "decided_by": "line", "care_contact": "yes", "starts_on": today(0), "review_on": today(7),
	})
	noor.fill(".record-form textarea[id$=words]", "Rust in het team.")
	before := noor.chosen()
	noor.click(".record-form [type=submit]")
	noor.reads(noor.say("burden.instead"))
	noor.look()

	instead := func() {
		noor.click(`[data-instead="not-alone"]`)
		noor.reads("Ingevuld: Nooit met zijn tweeën, voor degene over wie het gaat.")
	}
	instead()
	changed := map[string]string{}
	after := noor.chosen()
	for name, v := range after {
		if before[name] != v {
			changed[name] = v
		}
	}
	if want := map[string]string{"burden": "person-concerned", "what": "not-alone", "requested_by": "nobody", "with_source_measure": "itself"}; !maps.Equal(changed, want) || len(after) != len(before) {
		t.Errorf("filled in is %v", changed)
	}
	if words := noor.value(".record-form textarea[id$=words]"); words != "Rust in het team." {
		t.Errorf("the words are %q", words)
	}
	noor.press("burden.instead-back")
	if got := noor.chosen(); !maps.Equal(got, before) {
		t.Errorf("put back is %v", got)
	}
	instead()
	noor.click(".record-form [type=submit]")
	noor.at(at)
	noor.opened()
	noor.reads("Degene over wie het gaat: 1 last, 1 dag. Nu loopt er 1.")
	noor.readsNot(noor.say("burden.one-sided"))

	noor.click(".burden-lift a")
	noor.until("the form", `document.querySelector(".record-form [type=submit]")?.disabled === false`)
	if got := noor.chosen(); got["burden"] != "reporter" || got["measure"] != "1" {
		t.Errorf("chosen beforehand is %v", got)
	}
	noor.picked(map[string]string{"what": "other-place", "told": "yes", "lifted_on": today(0)})
	noor.click(".record-form [type=submit]")
	noor.at(at)
	noor.opened()
	noor.reads("De melder: 1 last, 7 dagen. Nu loopt er geen. 1 daarvan had niet gemogen.")
	noor.reads("Opgeheven.")
	noor.look()
}

// chosen are the answers of the form that is shown, by the names of their questions.
func (b *tab) chosen() map[string]string {
	b.t.Helper()
	all := map[string]string{}
	for _, one := range eval[[][]string](b, `[...document.querySelectorAll("[data-question]")].map(place => [place.dataset.question,
		...[...place.querySelectorAll("input:checked")].map(e => e.value), ...[...place.querySelectorAll("select, input[type=date]")].map(e => e.value).filter(Boolean)])`) {
		if len(one) > 1 {
			all[one[0]] = one[1]
		}
		if len(one) > 2 {
			b.t.Errorf("%s has several answers: %v", one[0], slices.Clone(one[1:]))
		}
	}
	return all
}

// today is the day so many days from now, as a form has it.
func today(days int) string {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return time.Now().In(zone).AddDate(0, 0, days).Format(time.DateOnly)
}
