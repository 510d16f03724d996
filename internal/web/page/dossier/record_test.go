package dossier_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// siteHeaders are those of any page of the site in a language, asked for once: there are
// some two hundred forms.
func siteHeaders(t *testing.T, p layout.Page) http.Header {
	t.Helper()
	lang := p.Words.Language()
	if headersOf[lang] == nil {
		headersOf[lang] = webtest.Get(t, webtest.Shell(t), p.To(layout.PathHours)).Header
	}
	return headersOf[lang]
}

var headersOf = map[gehoor.Language]http.Header{}

// getRecord renders the page on which a record of a kind is written.
func getRecord(t *testing.T, lang gehoor.Language, c page.Case, k record.Type) *webtest.Page {
	t.Helper()
	path := page.RecordPath(c.Dossier.ID, k)
	p := layout.Page{Words: text.For(lang), Org: webtest.Veenhaven(), For: layout.ForStaff, Title: page.RecordTitle, Path: path}
	p.Icon.Path = "/a/icon.svg"
	headers := siteHeaders(t, p)
	shown := webtest.Get(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), headers)
		if err := page.RecordPage(p, c, k).Render(r.Context(), w); err != nil {
			t.Error(err)
		}
	}), p.To(path))
	webtest.Check(t, shown)
	return shown
}

// TestRecordLeadsBack: what is sent leads back to the dossier as it was reached, so that
// the way to the filtered work list is not lost.
func TestRecordLeadsBack(t *testing.T) {
	c := answered()
	c.Query = "?lijst=te-laat%3D1"
	weigh, _ := record.Of("dossier.weighed")
	shown := getRecord(t, gehoor.Dutch, c, weigh)
	want, links, forms := "/nl"+page.Path(c.Dossier.ID)+c.Query, 0, 0
	for _, a := range shown.All("a") {
		if webtest.Attr(a, "href") == want {
			links++
		}
	}
	for _, f := range shown.All("form") {
		if webtest.Attr(f, "data-back") == want {
			forms++
		}
	}
	if links != 1 || forms != 1 {
		t.Errorf("%d links and %d forms lead to %s", links, forms, want)
	}
}

// TestRecordForms: every kind that has a form has one in both languages, with every
// question of the catalogue, and nothing of it leaves by itself.
func TestRecordForms(t *testing.T) {
	c := answered()
	c.Dossier.Letters = []dossier.Letter{{LetterSealed: dossier.LetterSealed{To: "sipa", Way: dossier.LetterKey}}}
	c.Dossier.Measures = measures(imposed("reporter", "low", -2, record.Fields{"requested_by": "reporter"}))
	for _, k := range record.All() {
		if !k.HasForm() {
			continue
		}
		t.Run(string(k.Kind), func(t *testing.T) {
			for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
				shown := getRecord(t, lang, c, k)
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

// TestNeededNow: the top says who is next, what is late before what is needed, each with
// its day and where it is done; no more than a few, and how many there are beside.
func TestNeededNow(t *testing.T) {
	c := answered()
	c.Query = "?lijst=te-laat%3D1"
	weigh, _ := record.Of("dossier.weighed")
	add := func(code, nl string, days int, records ...gehoor.Kind) {
		c.Dossier.Open = append(c.Dossier.Open, protocol.OpenStep{
			Step: protocol.StepCode(code), Record: records, Label: gehoor.Text{NL: nl, EN: nl}, Target: end(days), Running: true,
			ActorLabel: gehoor.Text{NL: "regisseur", EN: "director"},
		})
	}
	add("weigh", "Wegen", -2, "dossier.weighed")
	add("measure", "Maatregel kiezen", 1, "measure.imposed", "measure.none-needed")
	for n := range 4 {
		add(fmt.Sprint("other", n), fmt.Sprint("Iets anders ", n), 10+n)
	}
	c.Dossier.Waiting = recorded().Dossier.Waiting
	p := get(t, gehoor.Dutch, c)
	all := words(p)
	order := []string{"Nu Eerst aan zet: regisseur.", "Te laat Wegen", "Nu nodig Maatregel kiezen regisseur", "Leg vast: Maatregel", "Geen tijdelijke maatregel", "1 vastlegging wacht", "Er zijn nog 3 andere stappen. Hoe het ervoor staat", "Wat de melder vertelde"}
	at := 0
	for _, want := range order {
		i := strings.Index(all[at:], want)
		if i < 0 {
			t.Fatalf("%q does not come after what stands before it: %s", want, all[:2000])
		}
		at += i
	}
	var stand, form bool
	for _, a := range p.All("a") {
		href := webtest.Attr(a, "href")
		stand = stand || href == "/nl"+page.StandPath(c.Dossier.ID)+c.Query
		form = form || webtest.Text(a) == "Wegen" && href == "/nl"+page.RecordPath(c.Dossier.ID, weigh)+c.Query
	}
	if !stand || !form {
		t.Errorf("the way to where it stands: %v, to the form of the step: %v", stand, form)
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

// TestContents: every place that the page leads to is there.
func TestContents(t *testing.T) {
	one, two := answered(), answered()
	second := two.Dossier.Signals[0]
	second.ID = "52000000000000000000000000000001"
	two.Dossier.Signals = append(two.Dossier.Signals, second)
	for _, c := range []page.Case{one, two} {
		p := get(t, gehoor.English, c)
		places := 0
		for _, a := range p.All("a") {
			if id, inside := strings.CutPrefix(webtest.Attr(a, "href"), "#"); inside && id != "" {
				if places++; p.ByID(id) == nil {
					t.Errorf("there is no place %s", id)
				}
			}
		}
		if places < 6 {
			t.Errorf("only %d places: the search is broken", places)
		}
	}
}

// TestOlderRecordsAreFolded: the last few stand open, in order, and all are there.
func TestOlderRecordsAreFolded(t *testing.T) {
	c := recorded()
	one := c.Dossier.Records[0]
	c.Dossier.Records = nil
	for n := range 5 {
		one.Content = content(40 + n)
		c.Dossier.Records = append(c.Dossier.Records, one)
	}
	p := get(t, gehoor.Dutch, c)
	wants(t, p, []string{"2 eerdere vastleggingen"})
	var order []string
	folded := 0
	for _, li := range p.All("li") {
		entry := webtest.Attr(li, "data-entry")
		if n := slices.IndexFunc(c.Dossier.Records, func(r dossier.Recorded) bool { return string(r.Content) == entry }); n >= 0 {
			order = append(order, fmt.Sprint(n))
			if fold := li.Parent.Parent; fold.Data == "details" && webtest.Attr(fold, "class") == "record-older" {
				folded++
			}
		}
	}
	if got := strings.Join(order, " "); got != "4 3 2 1 0" || folded != 2 {
		t.Errorf("records stand as %s, %d of them folded", got, folded)
	}
}

// TestClosedKeepsHowItWent: the page of a closed dossier holds where it stood, because
// its copy and its print are made of that page; that of an open one does not.
func TestClosedKeepsHowItWent(t *testing.T) {
	c := followed()
	const stood = "Een signaal ontvangen (versie 1.0.0)"
	wants(t, get(t, gehoor.Dutch, c), nil, stood)
	c.Dossier.Closings = []dossier.Closing{{Exit: dossier.ExitFollowedUp, By: gehoor.ByPerson(noor.ID), At: now}}
	wants(t, get(t, gehoor.Dutch, c), []string{stood})
}

// TestPicking: somebody of the organisation chart is picked in the browser: the page has
// a hidden field for the ID and a place for the search, and no name.
func TestPicking(t *testing.T) {
	k, _ := record.Of(record.KindConcerned)
	p := getRecord(t, gehoor.Dutch, answered(), k)
	pickers, hidden := 0, 0
	for _, e := range p.All("fieldset") {
		if webtest.Attr(e, "data-type") == string(record.OfChart) {
			pickers++
		}
	}
	for _, e := range p.All("input") {
		if webtest.Attr(e, "type") == "hidden" && webtest.Attr(e, "name") == "" {
			hidden++
		}
	}
	place := p.ByID("record-" + k.Number() + "-person-chart")
	if pickers != 1 || hidden != 1 || place == nil || !webtest.Has(place, "data-chart-picker") {
		t.Errorf("%d questions, %d hidden fields, place %v", pickers, hidden, place != nil)
	}
}

// TestPickedIsNamedByTheBrowser: of who was picked the server knows an ID, which nobody
// reads: the sealed words have the name, or the browser puts it in.
func TestPickedIsNamedByTheBrowser(t *testing.T) {
	c := answered()
	who := strings.Repeat("7", 32)
	for seq, kind := range []gehoor.Kind{record.KindConcerned, record.KindNotConcerned} {
		r := record.Record{What: kind, Fields: record.Fields{"person": who}}
		c.Dossier.Records = append(c.Dossier.Records, dossier.Recorded{Record: r, Seq: gehoor.Seq(6 + seq), By: gehoor.ByPerson(c.Me.ID), At: now})
	}
	p := get(t, gehoor.Dutch, c)
	var named []string
	for _, e := range p.All("dd") {
		if webtest.Has(e, "data-chart-name") {
			named = append(named, webtest.Attr(e, "data-chart-name")+" "+webtest.Text(e))
		}
	}
	if want := who + " iemand uit het organigram"; len(named) != 1 || named[0] != want {
		t.Errorf("names for the browser to put in: %q", named)
	}
	if strings.Contains(words(p), who) {
		t.Error("the page shows an ID")
	}
}

// TestConcernedAtTheTop: a dossier says whether it was picked whom it is about, and leads
// to where that is done.
func TestConcernedAtTheTop(t *testing.T) {
	c := followed()
	one := func(p gehoor.PersonID, confirmed bool, now ...gehoor.PersonID) casework.Picked {
		if now == nil {
			now = []gehoor.PersonID{p}
		}
		return casework.Picked{Concern: dossier.Concern{Subject: gehoor.Subject{Person: p}, Confirmed: confirmed}, Now: now}
	}
	k, _ := record.Of(record.KindConcerned)
	lead := "/nl" + page.RecordPath(c.Dossier.ID, k)
	if p := get(t, gehoor.Dutch, c); !strings.Contains(string(p.Body), `href="`+lead) {
		t.Error("nothing leads to picking")
	}
	for _, want := range []struct {
		said string
		all  []casework.Picked
	}{
		{"gekozen; een tweede persoon moet dit nog bevestigen", []casework.Picked{one(noor.ID, false)}},
		{"één persoon, gekozen en bevestigd", []casework.Picked{one(noor.ID, true), one(noor.ID, false)}},
		// Picked under two numbers, of one person.
		{"één persoon, gekozen en bevestigd", []casework.Picked{one(noor.ID, true), one("other", true, noor.ID)}},
		{"2 mensen, gekozen en bevestigd", []casework.Picked{one(noor.ID, true), one("two", true, "a", "b")}},
	} {
		c.Dossier.Concerned = want.all
		if p := get(t, gehoor.Dutch, c); !strings.Contains(webtest.Text(p.All("dl")[0]), want.said) {
			t.Errorf("it does not say %q", want.said)
		}
	}
}

// TestUnclear: whoever was picked under a number of two people is to be picked again, and
// the page leads to both records; the one that takes back offers who was picked.
func TestUnclear(t *testing.T) {
	c := followed()
	who := strings.Repeat("6", 32)
	c.Dossier.Concerned = []casework.Picked{{Concern: dossier.Concern{Subject: gehoor.Subject{Person: gehoor.PersonID(who)}, Confirmed: true}, Now: []gehoor.PersonID{"a", "b"}}}
	p := get(t, gehoor.Dutch, c)
	for _, kind := range []gehoor.Kind{record.KindConcerned, record.KindNotConcerned} {
		k, _ := record.Of(kind)
		if !strings.Contains(string(p.Body), `href="/nl`+page.RecordPath(c.Dossier.ID, k)) {
			t.Errorf("nothing leads to %s", kind)
		}
	}
	if got := words(p); !strings.Contains(got, "Kies opnieuw over wie het gaat") || strings.Contains(got, who) {
		t.Error("it does not ask to pick again, or shows an ID")
	}
	c.Dossier.Concerned[0].Now = []gehoor.PersonID{"a"}
	if strings.Contains(words(get(t, gehoor.Dutch, c)), "Kies opnieuw over wie het gaat") {
		t.Error("it asks for whoever is clear")
	}
}

// TestPickingTeam: a team is picked by who leads it; the form that takes it back offers the
// teams that were picked and no person, and where a team is recorded the browser says whose.
func TestPickingTeam(t *testing.T) {
	c := answered()
	leads, person := strings.Repeat("5", 32), strings.Repeat("7", 32)
	one := func(p string, team bool) []casework.Picked {
		return []casework.Picked{{Concern: dossier.Concern{Subject: gehoor.Subject{Person: gehoor.PersonID(p), Team: team}, Confirmed: true}, Now: []gehoor.PersonID{gehoor.PersonID(p)}}}
	}
	c.Dossier.Concerned, c.Dossier.Teams = one(person, false), one(leads, true)
	for kind, want := range map[gehoor.Kind]string{record.KindTeam: "", record.KindNotTeam: leads} {
		k, _ := record.Of(kind)
		place := getRecord(t, gehoor.Dutch, c, k).ByID("record-" + k.Number() + "-manager-chart")
		if place == nil || !webtest.Has(place, "data-chart-team") || webtest.Attr(place, "data-chart-picked") != want {
			t.Errorf("%s offers %q, not %q", kind, webtest.Attr(place, "data-chart-picked"), want)
		}
	}
	k, _ := record.Of(record.KindNotConcerned)
	place := getRecord(t, gehoor.Dutch, c, k).ByID("record-" + k.Number() + "-person-chart")
	if webtest.Has(place, "data-chart-team") || webtest.Attr(place, "data-chart-picked") != person {
		t.Error("a person is taken back as a team")
	}
	c.Dossier.Records = append(c.Dossier.Records, dossier.Recorded{Record: record.Fired("", gehoor.Subject{Person: gehoor.PersonID(leads), Team: true}, "unit"), Seq: 9, By: gehoor.System, At: now})
	p := get(t, gehoor.Dutch, c)
	named := 0
	for _, e := range p.All("dd") {
		if webtest.Has(e, "data-chart-team") && webtest.Attr(e, "data-chart-name") == leads && webtest.Text(e) == "een team uit het organigram" {
			named++
		}
	}
	if named != 1 || strings.Contains(words(p), leads) {
		t.Errorf("%d teams are named by the browser, or the page shows an ID", named)
	}
}

// TestTeamAtTheTop: a dossier says that a team was picked, and leads to where the person is
// as long as nobody is; it says what is weighed together.
func TestTeamAtTheTop(t *testing.T) {
	c := followed()
	team := func(confirmed bool, now ...gehoor.PersonID) []casework.Picked {
		return []casework.Picked{{Concern: dossier.Concern{Subject: gehoor.Subject{Person: "m", Team: true}, Confirmed: confirmed}, Now: now}}
	}
	leadsTo := func(p *webtest.Page, kind gehoor.Kind) bool {
		k, _ := record.Of(kind)
		return strings.Contains(string(p.Body), `href="/nl`+page.RecordPath(c.Dossier.ID, k))
	}
	if p := get(t, gehoor.Dutch, c); !leadsTo(p, record.KindTeam) || !leadsTo(p, record.KindConcerned) {
		t.Error("nothing leads to picking")
	}
	for said, picked := range map[string][]casework.Picked{
		"een team gekozen; een tweede persoon moet dit nog bevestigen": team(false, "m"), "één team, gekozen en bevestigd": team(true, "m"),
	} {
		c.Dossier.Teams = picked
		p := get(t, gehoor.Dutch, c)
		if !strings.Contains(webtest.Text(p.All("dl")[0]), said) || !leadsTo(p, record.KindConcerned) {
			t.Errorf("it does not say %q, or leads to no person", said)
		}
	}
	c.Dossier.Teams = team(true, "m")
	c.Dossier.Concerned = []casework.Picked{{Concern: dossier.Concern{Subject: gehoor.Subject{Person: "p"}, Confirmed: true}, Now: []gehoor.PersonID{"p"}}}
	if p := get(t, gehoor.Dutch, c); !strings.Contains(webtest.Text(p.All("dl")[0]), "één persoon, gekozen en bevestigd; één team, gekozen en bevestigd") {
		t.Error("it does not say both")
	}
	c.Dossier.Teams = team(true, "a", "b")
	if p := get(t, gehoor.Dutch, c); !strings.Contains(words(p), "Wie van de twee het team leidt") || !leadsTo(p, record.KindNotTeam) {
		t.Error("it does not ask to pick the team again")
	}
	for want, about := range map[text.Key][]pattern.Subject{
		"pattern.heading": {{Person: "p"}}, "pattern.heading-team": {{Person: "m", Team: true}}, "pattern.heading-both": {{Person: "p"}, {Person: "m", Team: true}},
		"pattern.heading-office": {{Office: "mayor"}, {Office: "alderman"}},
	} {
		if got := page.TogetherHeading(about...); got != want {
			t.Errorf("about %v it says %s, not %s", about, got, want)
		}
	}
}

// TestOfficeAtTheTopOfTheDossier: a dossier says which office was picked, and leads to where
// the person is as long as nobody is; the form asks for an office and for nobody of the chart.
func TestOfficeAtTheTopOfTheDossier(t *testing.T) {
	c := followed()
	office := func(o gehoor.Office, confirmed bool) dossier.Concern {
		return dossier.Concern{Subject: gehoor.Subject{Office: o}, Confirmed: confirmed}
	}
	leadsTo := func(p *webtest.Page, kind gehoor.Kind) bool {
		k, _ := record.Of(kind)
		return strings.Contains(string(p.Body), `href="/nl`+page.RecordPath(c.Dossier.ID, k))
	}
	if p := get(t, gehoor.Dutch, c); !leadsTo(p, record.KindOffice) || !strings.Contains(words(p), "Kies het ambt") {
		t.Error("nothing leads to picking an office")
	}
	for said, picked := range map[string][]dossier.Concern{
		"een ambt gekozen; een tweede persoon moet dit nog bevestigen":              {office("mayor", false)},
		"het ambt “wethouder”, gekozen en bevestigd":                                {office("alderman", true), office("alderman", true)},
		"het ambt “het hele college”, gekozen en bevestigd; het ambt “griffier”, g": {office("whole-college", true), office("council-clerk", true)},
	} {
		c.Dossier.Offices = picked
		p := get(t, gehoor.Dutch, c)
		if got := webtest.Text(p.All("dl")[0]); strings.Count(got, said) != 1 || !leadsTo(p, record.KindConcerned) || strings.Contains(words(p), "Kies het ambt") {
			t.Errorf("it does not say %q, or leads to no person: %s", said, got)
		}
	}
	k, _ := record.Of(record.KindOffice)
	form := getRecord(t, gehoor.Dutch, c, k)
	if strings.Contains(string(form.Body), "data-chart-picker") || !strings.Contains(words(form), "het hele college") || strings.Contains(words(form), "vertrouwenspersoon") {
		t.Error("the form asks for something else than an office")
	}
}

// TestOffersChange: a change that was found by comparing has a form only as long as the
// visitor may compare a reporter of the dossier.
func TestOffersChange(t *testing.T) {
	kind, _ := record.Of(record.KindChanged)
	c := page.Case{Dossier: casework.Dossier{Signals: []signal.Signal{{ID: "s1"}, {ID: "s2"}}}}
	if c.Offers(kind) {
		t.Error("it is offered where nobody is compared")
	}
	c.Dossier.Watched = func(id gehoor.SignalID) bool { return id == "s2" }
	if !c.Offers(kind) {
		t.Error("it is not offered where somebody is")
	}
	c.Dossier.Watched = func(gehoor.SignalID) bool { return false }
	if other, _ := record.Of("detriment.reported"); c.Offers(kind) || !c.Offers(other) {
		t.Error("it is offered to who may not compare, or something else is not")
	}
}

// TestCareApart: who does not care reads that there is something, and not what, and begins
// nothing to write.
func TestCareApart(t *testing.T) {
	c := answered()
	c.Dossier.Carers = c.Dossier.Carers[1:]
	kind, _ := record.Of("care.planned")
	fields := func() string {
		var boxes []string
		for _, f := range getRecord(t, gehoor.Dutch, c, kind).All("form") {
			boxes = append(boxes, webtest.Attr(f, "data-box"))
		}
		return strings.Join(boxes, " ")
	}
	for lang, says := range map[gehoor.Language]string{gehoor.Dutch: "lezen alleen de nazorgcoördinatoren", gehoor.English: "Only the care coordinators read"} {
		if got := words(getRecord(t, lang, c, kind)); !strings.Contains(got, says) {
			t.Errorf("%s: who does not care reads %q", lang, got)
		}
	}
	if got := fields(); strings.Contains(got, "care") {
		t.Errorf("who does not care can write to %q", got)
	}
	c.Me = c.Dossier.Carers[0]
	if got := fields(); !strings.Contains(got, "care") {
		t.Errorf("who cares can write to %q", got)
	}
}
