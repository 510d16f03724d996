package journey_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/chart"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestChart: an administrator imports the organisation chart in a browser: with a mistake,
// mended, and again when somebody married and somebody left. A caseworker finds somebody
// in it, by the earlier name too. Of the names the server learns none.
func TestChart(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	dir := site.dir
	b := newTab(t, site, gehoor.Dutch)
	b.open(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathAdmin)
	b.press("chart.heading")
	b.at(layout.PathChart)
	b.reads(b.say("chart.none"))
	b.reads(b.say("chart.readers", text.Count("n", 7)))
	b.look()

	// Everybody in the file has a name that is nowhere else.
	surname, unit := mark(), mark()
	var birds canaries
	birds.add("a name", surname)
	birds.add("a unit", unit)
	_, sample := chart.Sample(gehoor.Dutch)
	file := strings.NewReplacer("Zegge", surname, "Burgerzaken", unit).Replace(string(sample)) +
		"1050;Noor;;Zilverberk;1040;;Bureau Integriteit;Behandelaar;noor@veenhaven.example;;;;\n"

	b.brings(strings.Replace(file, "1022;Tess;van der", "1021;Tess;van der", 1))
	b.press("chart.look")
	b.reads("Regel 9. Personeelsnummer 1021 (8) staat er al")
	b.look()
	b.brings(file)
	b.press("chart.look")
	b.reads(b.say("chart.kind-new", text.Count("n", 16)))
	b.reads("Noor Zilverberk is het account Noor Zilverberk")
	b.look()
	sheet := b.prints(`[data-chart="print"]`)
	for _, words := range []string{"Wat er verandert", surname, "Bas Heideveld"} {
		if !strings.Contains(sheet.Text, words) {
			t.Errorf("on paper %q is not there: %s", words, sheet.Text)
		}
	}
	if strings.Contains(sheet.Text, b.say("chart.other")) {
		t.Error("on paper stands what can only be pressed")
	}
	b.press("chart.import")
	b.reads(b.say("chart.done"))
	b.reads("Mensen 16")
	b.look()

	married := mark()
	birds.add("a name after a marriage", married)
	file = strings.Replace(file, surname, surname+"-"+married, 1)
	lines := strings.Split(file, "\n")
	b.brings(strings.Join(append(lines[:len(lines)-4], lines[len(lines)-3:]...), "\n"))
	b.press("chart.look")
	b.reads(b.say("chart.kind-renamed", text.Count("n", 1)))
	b.reads(b.say("chart.kind-left", text.Count("n", 1)))
	b.readsNot(b.say("chart.kind-new", text.Count("n", 1)))
	b.press("chart.import")
	b.reads(b.say("chart.done"))
	b.reads("Mensen 15")

	// Signing out elsewhere takes every name from the page; whoever signs in again comes back.
	b.brings(file)
	b.press("chart.look")
	b.reads(b.say("chart.kind-back", text.Count("n", 1)))
	other := b.second()
	other.open(layout.PathAdmin)
	other.click("#sign-out button")
	other.at(layout.PathSignIn)
	b.reads(b.say("chart.locked"))
	for _, words := range []string{"Heideveld", "Veenbes", surname} {
		if strings.Contains(eval[string](b, `document.querySelector("main").textContent`), words) {
			t.Errorf("after signing out the page has %q", words)
		}
	}
	b.look()
	b.press("dossier.sign-in")
	b.at(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathChart)
	b.reads("Mensen 15")

	noor := b.concerns("noor")
	noor.until("the search", searching)
	noor.look()
	noor.press("record.save")
	noor.reads(noor.say("record.missing"))
	noor.fill("[data-chart-picker] input[type=search]", "noa")
	noor.reads(noor.say("chart.pick-left"))
	noor.fill("[data-chart-picker] input[type=search]", "TESS "+surname)
	noor.reads("Heette Tess van der " + surname)
	noor.reads("Valt onder Joris Veenbes, Teamleider burgerzaken")
	noor.look()
	noor.click(".chart-results input")
	name := "Tess van der " + surname + "-" + married + ", Medewerker balie"
	noor.reads("Gekozen: " + name)
	if got := noor.value(`[data-question="name"] input`); got != name {
		t.Errorf("the sealed field has %q, want %q", got, name)
	}
	noor.readsNot(noor.say("record.missing"))
	noor.look()
	noor.until("that it is kept", `document.querySelector("[id$=-kept]").textContent !== ""`)
	noor.do("reload", chromedp.Reload())
	noor.reads("Gekozen: " + name)
	noor.press("record.save")
	kind, _ := record.Of(record.KindConcerned)
	noor.reads(noor.say("record.waits", text.With("what", kind.Label.In(gehoor.Dutch))))
	noor.reads(name)
	noor.look()

	places := append(memory(t, site.cmd.Process.Pid), folder(t, dir)...)
	places = append(places, site.wire()...)
	places = append(places, place{"log", site.said.bytes()})
	birds.nowhere(t, places, map[string]string{"file": "Gemeente Veenhaven", "log": `"msg":"request"`, "body to": `"standIn":"`})
	for _, r := range site.requests() {
		if r.method == "POST" && strings.HasSuffix(r.path, "/chart/import") && bytes.Contains(r.body, []byte(`"Veenbelang"`)) {
			return
		}
	}
	t.Error("no import says what the server may know")
}

// brings chooses a file on the page of the organisation chart and waits for its columns.
func (b *tab) brings(csv string) {
	b.t.Helper()
	name := filepath.Join(b.t.TempDir(), fmt.Sprintf("%d.csv", len(csv)))
	if err := os.WriteFile(name, []byte(csv), 0o600); err != nil {
		b.t.Fatal(err)
	}
	eval[bool](b, `(document.querySelector("#chart-lines").replaceChildren(), true)`)
	b.do("choose a file", chromedp.SetUploadFiles(chromedp.CSS("#chart-input"), []string{name}))
	b.until("the columns", `document.querySelector("#chart-lines table") !== null && !document.querySelector("#chart-columns").hidden`)
}

// TestChartKeyGiven: somebody to whom the key of the names was not sealed reads that there
// is none, and has it as soon as a colleague opened the chart, who did nothing for it. A
// key for which the root does not vouch gets nothing.
func TestChartKeyGiven(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	b := newTab(t, site, gehoor.English)
	b.open(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathAdmin)
	site.lies(func(path, answer string) string {
		if answer == "" || !strings.HasSuffix(path, "/desk/chart") && !strings.HasSuffix(path, "/chart/import") {
			return answer
		}
		return without(t, answer, "Noor Zilverberk")
	})
	b.open(layout.PathChart)
	b.reads(b.say("chart.none"))
	_, sample := chart.Sample(gehoor.English)
	b.brings(string(sample))
	b.press("chart.look")
	b.press("chart.import")
	b.reads(b.say("chart.done"))
	b.look()
	site.lies(nil)

	noor := b.concerns("noor")
	noor.reads(noor.say("chart.pick-none"))
	noor.look()

	// The server puts the note of somebody else in the place of Noor's.
	site.lies(func(path, answer string) string {
		if !strings.HasSuffix(path, "/desk/chart") {
			return answer
		}
		return strings.Replace(answer, `"lack":[{"id":"`, `"lack":[{"id":"`+strings.Repeat("0", 32)+`","was":"`, 1)
	})
	bram := b.concerns("bram")
	bram.until("the search", searching)
	site.lies(nil)
	if sent := site.sentTo("/chart/keys"); sent != 0 {
		t.Errorf("to a key that nobody vouches for %d were sent", sent)
	}
	bram.do("reload", chromedp.Reload())
	bram.until("the search", searching)
	bram.until("that the key was given", `performance.getEntriesByType("resource").some(e => e.name.endsWith("/chart/keys") && e.responseStatus === 204)`)
	noor.do("reload", chromedp.Reload())
	noor.until("the search", searching)
	noor.fill("[data-chart-picker] input[type=search]", "zegge")
	noor.reads("Tess van der Zegge")
	if sent := site.sentTo("/chart/keys"); sent != 1 {
		t.Errorf("the key was given %d times", sent)
	}
}

// TestPickTeam: where nobody knows who it is, a team is picked by who leads it; who leads none
// is not found, and the words that are sealed name the team.
func TestPickTeam(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.open(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathAdmin)
	b.open(layout.PathChart)
	b.reads(b.say("chart.none"))
	_, sample := chart.Sample(gehoor.Dutch)
	b.brings(string(sample))
	b.press("chart.look")
	b.press("chart.import")
	b.reads(b.say("chart.done"))

	noor := b.about("noor", record.KindTeam)
	noor.until("the search", searching)
	noor.look()
	noor.fill("[data-chart-picker] input[type=search]", "zegge")
	noor.reads(noor.say("chart.pick-team-nobody"))
	noor.fill("[data-chart-picker] input[type=search]", "veenbes")
	noor.reads("Team van Joris Veenbes")
	noor.click(".chart-results input")
	const team = "Team van Joris Veenbes, Teamleider burgerzaken"
	noor.reads("Gekozen: " + team)
	if got := noor.value(`[data-question="name"] input`); got != team {
		t.Errorf("the sealed field has %q, want %q", got, team)
	}
	noor.look()
	noor.press("record.save")
	kind, _ := record.Of(record.KindTeam)
	noor.reads(noor.say("record.waits", text.With("what", kind.Label.In(gehoor.Dutch))))
	noor.reads(team)
	noor.reads(noor.say("dossier.team-waits"))
	noor.look()
}

// TestPickOffice: where it is about an office and nobody knows whom, the office is picked; it
// asks for nobody of the chart, waits for a second person, and counts for the office only.
func TestPickOffice(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.open(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathAdmin)
	b.open(layout.PathChart)
	b.reads(b.say("chart.none"))
	_, sample := chart.Sample(gehoor.Dutch)
	b.brings(string(sample))
	b.press("chart.look")
	b.press("chart.import")
	b.reads(b.say("chart.done"))

	noor := b.about("noor", record.KindOffice)
	noor.look()
	noor.shoot("office-form")
	noor.choose(`[data-question="seat"] select`, "het hele college")
	noor.press("record.save")
	kind, _ := record.Of(record.KindOffice)
	noor.reads(noor.say("record.waits", text.With("what", kind.Label.In(gehoor.Dutch))))
	noor.reads("het hele college")
	noor.reads(noor.say("dossier.office-waits"))
	noor.look()
	noor.shoot("office-waits")
}

// searching says that somebody can be searched.
const searching = `document.querySelector("[data-chart-picker] input[type=search]") !== null`

// concerns is somebody of staff in a browser of their own, where it is written down whom
// their first dossier is about.
func (b *tab) concerns(login string) *tab {
	b.t.Helper()
	return b.about(login, record.KindConcerned)
}

// about is the same with the record of a kind.
func (b *tab) about(login string, is gehoor.Kind) *tab {
	b.t.Helper()
	other := b.elsewhere()
	other.signIn(login)
	other.click(".work-row .reference")
	other.opened()
	other.noInterest()
	kind, _ := record.Of(is)
	other.do("open the record", chromedp.Navigate(b.site.url+eval[string](other, "location.pathname")+"/vastleggen/"+kind.Number()))
	return other
}

// without is an answer about the chart in which somebody is no reader.
func without(t testing.TB, answer, name string) string {
	t.Helper()
	var wire map[string]any
	if err := json.Unmarshal([]byte(answer), &wire); err != nil {
		t.Error(err)
		return answer
	}
	for _, list := range []string{"readers", "lack"} {
		readers, _ := wire[list].([]any)
		wire[list] = slices.DeleteFunc(readers, func(r any) bool {
			one, _ := r.(map[string]any)
			called, _ := one["name"].(string)
			return strings.HasPrefix(called, name)
		})
	}
	changed, err := json.Marshal(wire)
	if err != nil {
		t.Error(err)
	}
	return string(changed)
}
