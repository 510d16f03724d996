package dossier_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// getRecord renders the page on which a record of a kind is written.
func getRecord(t *testing.T, lang gehoor.Language, c page.Case, k record.Type) *webtest.Page {
	t.Helper()
	path := page.RecordPath(c.Dossier.ID, k)
	p := layout.Page{Words: text.For(lang), Org: webtest.Veenhaven(), For: layout.ForStaff, Title: page.RecordTitle, Path: path}
	p.Icon.Path = "/a/icon.svg"
	site := webtest.Get(t, webtest.Shell(t), p.To(layout.PathHours))
	shown := webtest.Get(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), site.Header)
		if err := page.RecordPage(p, c, k).Render(r.Context(), w); err != nil {
			t.Error(err)
		}
	}), p.To(path))
	webtest.Check(t, shown)
	return shown
}

// TestRecordForms: every kind that has a form has one in both languages, with every
// question of the catalogue, and nothing of it leaves by itself.
func TestRecordForms(t *testing.T) {
	for _, k := range record.All() {
		if !k.HasForm() {
			continue
		}
		t.Run(string(k.Kind), func(t *testing.T) {
			for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
				shown := getRecord(t, lang, answered(), k)
				all := words(shown)
				for _, f := range k.Fields {
					if !strings.Contains(all, f.Label.In(lang)) {
						t.Errorf("%s does not ask %q", lang, f.Label.In(lang))
					}
				}
				if !strings.Contains(all, k.Label.In(lang)) {
					t.Errorf("%s does not say what it is", lang)
				}
			}
		})
	}
}

// recorded is a case with a record by two, and one that waits.
func recorded() page.Case {
	c := answered()
	r := record.Record{What: "dossier.referred", Fields: record.Fields{"to": "police", "reporter_told": true}}
	me := c.Dossier.Holders[0].ID
	other := c.Dossier.Holders[1].ID
	c.Me = c.Dossier.Holders[0]
	two := r
	two.What, two.Fields = "measure.none-needed", record.Fields{"review_on": "2026-05-01"}
	two.Proposal, two.Proposer = 7, other
	c.Dossier.Records = []dossier.Recorded{{Record: r, Seq: 6, By: gehoor.ByPerson(me), At: now}, {Record: two, Seq: 8, By: gehoor.ByPerson(me), At: now}}
	c.Dossier.Waiting = []dossier.RecordProposal{{Record: record.Record{What: "dossier.own-motion-decided", Fields: record.Fields{"ground": "safety"}}, Seq: 9, By: other, At: now}}
	return c
}

// TestRecordsAreShown: in words, the newest first, with who confirmed; and whoever
// proposed one can take it back and not confirm it.
func TestRecordsAreShown(t *testing.T) {
	c := recorded()
	p := get(t, gehoor.Dutch, c)
	wants(t, p, []string{"Wacht op een tweede persoon: Zelf verdergaan, of niet", "Waarom? veiligheid", "Doorgezet", "politie of Openbaar Ministerie", "1 mei 2026", "Voorgesteld door", "Bevestigen", "Niet bevestigen"}, "Terugnemen", "police", "dossier.own")
	if all := words(p); strings.Index(all, "Geen tijdelijke maatregel") > strings.Index(all, "politie of Openbaar Ministerie") {
		t.Error("the oldest stands first")
	}
	c.Me = c.Dossier.Holders[1]
	wants(t, get(t, gehoor.English, c), []string{"Take back", "A colleague who handles this dossier confirms it."}, "I have read it and agree.")
}

// TestNeededNow: a record that an open step waits for is offered with its step and day,
// before all others.
func TestNeededNow(t *testing.T) {
	c := answered()
	c.Dossier.Open = append(c.Dossier.Open, protocol.OpenStep{
		Step: "weigh", Record: []gehoor.Kind{"dossier.weighed"}, Label: gehoor.Text{NL: "Wegen", EN: "Weigh"}, Target: c.Now.AddDate(0, 0, 5),
	})
	got := words(get(t, gehoor.Dutch, c))
	needed, others := strings.Index(got, "Wat nu nodig is"), strings.Index(got, "Iets anders vastleggen")
	if needed < 0 || others < needed || !strings.Contains(got[needed:others], "‘Wegen’") {
		t.Errorf("needed at %d, others at %d", needed, others)
	}
}

// TestNeededForMore: a record that several steps wait for is one form, which names each
// of them with its day.
func TestNeededForMore(t *testing.T) {
	c := fresh()
	for i, label := range []string{"Is iedereen nu veilig?", "Onderzoek nodig?"} {
		c.Dossier.Open = append(c.Dossier.Open, protocol.OpenStep{
			Step: protocol.StepCode("question-" + string(rune('a'+i))), Actor: "caseworker", Running: true, Target: end(1 + i),
			Label: gehoor.Text{NL: label, EN: label}, Record: []gehoor.Kind{"dossier.decided"},
		})
	}
	_, got, _ := strings.Cut(words(get(t, gehoor.Dutch, c)), "Wat nu nodig is")
	got, _, _ = strings.Cut(got, "Iets anders vastleggen")
	first, second := strings.Index(got, "voor de stap ‘Is iedereen nu veilig?’"), strings.Index(got, "voor de stap ‘Onderzoek nodig?’")
	if first < 0 || second < first || strings.Count(got, "Besluit") != 1 {
		t.Errorf("needed: %s", got)
	}
}
