package journey_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestLargeChart: twenty thousand people come in within five minutes, with how far it is,
// and are found at once.
func TestLargeChart(t *testing.T) {
	t.Parallel()
	const people = 20_000
	var file strings.Builder
	file.WriteString("Personeelsnummer;Naam;Leidinggevende;Afdeling;Functie;E-mail\n")
	for n := 1; n <= people; n++ {
		manager := ""
		if n > 1 {
			manager = fmt.Sprint((n + 6) / 8)
		}
		fmt.Fprintf(&file, "%d;Medewerker %d van het Hoogveen;%s;Afdeling %d, team %d;medewerker dienstverlening;m%d@veenhaven.example\n", n, n, manager, n%90, n%700, n)
	}
	site := newSite(t)
	b := newTab(t, site, gehoor.Dutch)
	b.open(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathAdmin)
	b.open(layout.PathChart)
	b.reads(b.say("chart.none"))
	began := time.Now()
	b.brings(file.String())
	b.press("chart.look")
	b.reads("20.000 nieuw")
	checked := time.Since(began)
	eval[bool](b, `(window.steps = new Set(), new MutationObserver(() => { const p = document.querySelector("#chart-progress"); if (!p.hidden) window.steps.add(p.value + "/" + p.max) })
		.observe(document.querySelector("#chart-progress"), { attributes: true }), true)`)
	b.press("chart.import")
	b.reads(b.say("chart.done"))
	b.reads("Mensen 20.000")
	imported := time.Since(began)
	if imported > 5*time.Minute {
		t.Errorf("it took %s", imported)
	}
	if n := eval[int](b, `window.steps.size`); n < 10 {
		t.Errorf("people saw %d steps", n)
	}

	opening := time.Now()
	noor := b.concerns("noor")
	noor.until("the search", searching)
	opened := time.Since(opening)
	noor.fill("[data-chart-picker] input[type=search]", "hoogveen 1999")
	noor.reads("Medewerker 1999 van het Hoogveen")
	t.Logf("%d people: looked through in %.1f s, imported after %.1f s, signed in and opened in %.1f s", people, checked.Seconds(), imported.Seconds(), opened.Seconds())
}
