package journey_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/chart"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestChartMended: an administrator finds that somebody is in the chart twice, and later
// that a number was of two people. Whoever handles a dossier about that number reads that
// they must pick again, and the administrator reads nothing of it. Names and reasons stay
// in the browser.
func TestChartMended(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	dir := site.dir
	b := newTab(t, site, gehoor.Dutch)
	b.open(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathAdmin)
	b.open(layout.PathChart)
	b.reads(b.say("chart.none"))

	surname, reason, gone := mark(), mark(), mark()
	var birds canaries
	birds.add("a name", surname)
	birds.add("a reason", reason)
	birds.add("the name of who left", gone)
	_, sample := chart.Sample(gehoor.Dutch)
	once := strings.ReplaceAll(string(sample), "Zegge", surname)
	twice := once + "1099;Tess;;" + surname + "-Vos;1040;;Bedrijfsvoering;Medewerker;;;;;\n"
	b.brings(twice)
	b.press("chart.look")
	b.press("chart.import")
	b.reads(b.say("chart.done"))
	b.reads(b.say("chart.mended-none"))

	// Noor picks her under the number that will go.
	noor := b.concerns("noor")
	noor.until("the search", searching)
	noor.fill("[data-chart-picker] input[type=search]", surname+"-Vos")
	noor.click(".chart-results input")
	noor.press("record.save")
	kind, _ := record.Of(record.KindConcerned)
	noor.reads(noor.say("record.waits", text.With("what", kind.Label.In(gehoor.Dutch))))
	noor.readsNot(noor.say("dossier.unclear"))

	// Nothing is said, then what cannot be, then what can.
	b.press("chart.mend-look")
	b.reads(b.say("chart.mend-keeps-missing"))
	b.reads(b.say("chart.mend-reason-missing"))
	b.look()
	b.choosesByNumber("one", "1022")
	b.choosesByNumber("two", "1021")
	b.fill("#chart-mend-reason", reason)
	b.press("chart.mend-look")
	b.reads("kunnen niet één persoon zijn")
	b.choosesByNumber("two", "1099")
	b.press("chart.mend-look")
	b.reads("Staat nummer 1099 in een bestand?")
	b.reads("gelden twee leidinggevenden: Joris Veenbes (1021) en Gijs Wollegras (1040)")
	b.look()
	if sheet := b.prints(`#chart-mend-do [data-chart="print"]`); !strings.Contains(sheet.Text, "Staat nummer 1099 in een bestand?") {
		t.Errorf("on paper what changes is not there: %s", sheet.Text)
	}
	b.press("chart.mend-do")
	b.reads(b.say("chart.mend-done"))
	b.reads("Mensen 15")
	b.look()

	// Under either number a file means her.
	b.brings(twice)
	b.press("chart.look")
	b.reads("Bij dit personeelsnummer staan twee leidinggevenden: 1021, 1040")
	b.brings(strings.Replace(twice, "-Vos;1040;", "-Vos;;", 1))
	b.press("chart.look")
	b.readsNot(b.say("chart.kind-new", text.Count("n", 1)))
	b.press("chart.import")
	b.reads(b.say("chart.done"))
	b.reads("Mensen 15")

	// The number was of two people.
	b.click(`input[name="chart-mend-kind"][value="split"]`)
	b.choosesByNumber("one", "1022")
	b.fill("#chart-mend-gone", "Tess "+gone)
	b.fill("#chart-mend-reason", reason)
	b.press("chart.mend-look")
	b.reads("Tess " + gone + " komt erbij, zonder nummer")
	b.look()
	b.press("chart.mend-do")
	b.reads(b.say("chart.mend-done"))
	b.reads(b.say("chart.mended", text.Count("n", 2)))
	b.readsNot(noor.say("dossier.unclear"))

	noor.do("reload", chromedp.Reload())
	noor.reads(noor.say("dossier.unclear"))
	noor.reads("Gekozen was: Tess")
	noor.look()
	noor.press("dossier.unclear-pick")
	noor.until("the search", searching)
	noor.fill("[data-chart-picker] input[type=search]", gone)
	noor.reads("Tess " + gone)
	noor.reads(noor.say("chart.pick-left"))
	noor.look()

	places := append(memory(t, site.cmd.Process.Pid), folder(t, dir)...)
	places = append(places, site.wire()...)
	places = append(places, place{"log", site.said.bytes()})
	birds.nowhere(t, places, map[string]string{"file": "Gemeente Veenhaven", "log": `"msg":"request"`, "body to": `"kept":"`})
}

// choosesByNumber finds somebody by number in the form that says who is who, and chooses them.
func (b *tab) choosesByNumber(which, number string) {
	b.t.Helper()
	at := "#chart-mend-" + which
	b.fill(at, number)
	b.until("that they are found", `document.querySelectorAll("`+at+`-place .chart-results input").length === 1`)
	b.click(at + "-place .chart-results input")
}
