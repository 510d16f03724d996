package knowledge_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	dossierpage "github.com/gehoor/gehoor/internal/web/page/dossier"
	page "github.com/gehoor/gehoor/internal/web/page/knowledge"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const (
	signalID  = gehoor.SignalID("51000000000000000000000000000001")
	dossierID = gehoor.DossierID("3f9a2c00000000000000000000000001")
)

// The people of the tests, all invented.
var (
	noor = &directory.Person{ID: "noor", Role: gehoor.RoleCaseworker, Name: "Noor Zilverberk", Function: gehoor.Text{NL: "behandelaar", EN: "caseworker"}}
	bram = &directory.Person{ID: "bram", Role: gehoor.RoleCaseworker, Name: "Bram Kwelder", Function: gehoor.Text{NL: "behandelaar", EN: "caseworker"}}
	mia  = &directory.Person{ID: "mia", Role: gehoor.RoleMayor, Name: "Mia Duin", Function: gehoor.Text{NL: "burgemeester", EN: "mayor"}}
	now  = time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
)

// known is what is known of a dossier that a reporter began at 08:17.
func known(day, function string) page.Data {
	var own, opened []knowledge.Fact
	add := func(all *[]knowledge.Fact, when string, by gehoor.Actor, f gehoor.Fact) {
		at, _ := time.Parse("2006-01-02 15:04", when)
		*all = append(*all, knowledge.Fact{Event: gehoor.Event{Stream: "dossier/" + gehoor.StreamID(dossierID), Seq: gehoor.Seq(len(*all) + 1), At: at, Actor: by, Kind: f.Kind()}, What: f})
	}
	n := gehoor.ByPerson("noor")
	add(&own, "2026-03-02 08:17", gehoor.ByReporter(signalID), dossier.CompartmentMade{Compartment: gehoor.Conversation, Grants: []dossier.Grant{{Person: "noor", Content: "k1"}, {Person: "bram", Content: "k2"}}})
	add(&own, "2026-03-02 08:17", gehoor.ByReporter(signalID), signal.Received{Signal: signalID, Content: "account"})
	add(&own, "2026-03-02 08:18", gehoor.System, dossier.NoticeGiven{Signal: signalID, Step: "inform", To: []gehoor.PersonID{"mia"}, Functions: []gehoor.Role{gehoor.RoleMayor}})
	add(&own, "2026-03-20 11:00", n, record.Record{What: "knowledge.recorded", Fields: record.Fields{"function": "secretary", "since": "2026-02-03", "acted": "no"}})
	add(&own, "2026-03-25 11:00", n, record.Record{What: "knowledge.answered", Fields: record.Fields{"function": "secretary"}})
	add(&opened, "2026-03-03 09:30", n, dossier.MadeAvailable{Person: "noor", Content: "account"})
	roles := map[gehoor.PersonID]gehoor.Role{"noor": noor.Role, "bram": bram.Role, "mia": mia.Role}
	k := casework.Knowledge{Dossier: dossierID, People: []*directory.Person{noor, bram, mia}, List: knowledge.NewList(knowledge.Of(own, opened, func(p gehoor.PersonID) gehoor.Role { return roles[p] }))}
	return page.Data{Case: dossierpage.Case{Org: "veenhaven", Me: noor, Now: now, Dossier: casework.Dossier{ID: dossierID, Signals: []signal.Signal{{ID: signalID, Account: "a0", ReceivedAt: now.AddDate(0, 0, -30)}}}}, Known: k, Ask: page.Read(url.Values{page.FieldDay: {day}, page.FieldFunction: {function}})}
}

func get(t *testing.T, lang gehoor.Language, d page.Data) (*webtest.Page, string) {
	t.Helper()
	p := layout.Page{Words: text.For(lang), Org: webtest.Veenhaven(), For: layout.ForStaff, Title: page.Title, Path: dossierpage.KnownPath(dossierID)}
	p.Icon.Path = "/a/icon.svg"
	site := webtest.Get(t, webtest.Shell(t), p.To(layout.PathHours))
	shown := webtest.Get(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), site.Header)
		if err := page.Page(p, d).Render(r.Context(), w); err != nil {
			t.Error(err)
		}
	}), p.To(p.Path))
	webtest.Check(t, shown)
	return shown, strings.Join(strings.Fields(strings.ReplaceAll(webtest.Text(shown.ByID("knowledge")), "\u00a0", " ")), " ")
}

// TestPage: who knew, since when, how that is known, and what was written afterwards, in
// both languages; of what the reporter did the day alone.
func TestPage(t *testing.T) {
	for lang, wants := range map[gehoor.Language][]string{
		gehoor.Dutch:   {"Wie het nu weet", "Gemeentesecretaris", "3 februari 2026", "Achteraf vastgelegd", "Noor Zilverberk legde het vast: Iemand wist het eerder", "is een reactie hierop vastgelegd", "Burgemeester", "Gehoor liet het weten", "Opende het in Gehoor", "3 maart 2026 om 10.30 uur", "niet met naam vastgelegd"},
		gehoor.English: {"Who knows now", "Municipal secretary", "3 February 2026", "Recorded afterwards", "A reply to this was recorded on", "Mayor", "Gehoor told them"},
	} {
		shown, words := get(t, lang, known("", ""))
		for _, want := range wants {
			if !strings.Contains(words, want) {
				t.Errorf("%s: %q is not in: %s", lang, want, words)
			}
		}
		for _, not := range []string{"09.17", "09:17", "09.18", "09:18"} {
			if strings.Contains(words, not) {
				t.Errorf("%s: it says when the reporter reported: %s", lang, words)
			}
		}
		if n := len(shown.All("tr")); n != 7 {
			t.Errorf("%s: %d rows", lang, n)
		}
	}
}

// TestPicture: a line for each function that knew, in order, with a description that says
// it in words, and squares for what was written afterwards.
func TestPicture(t *testing.T) {
	shown, _ := get(t, gehoor.Dutch, known("", ""))
	for element, want := range map[string]int{"title": 2, "desc": 1, "rect": 1} { // the page's title too
		if n := len(shown.All(element)); n != want {
			t.Errorf("%d of %s, want %d", n, element, want)
		}
	}
	desc := webtest.Text(shown.ByID("known-desc"))
	for _, want := range []string{"Gemeentesecretaris: sinds", "waarvan 1 achteraf vastgelegd", "Burgemeester: sinds", "Behandelaar: sinds"} {
		if !strings.Contains(desc, want) {
			t.Errorf("%q is not in: %s", want, desc)
		}
	}
}

// TestAsked: of a day and a function there is what was known then; before anybody knew
// there is nobody, and no file; a day that does not exist is said.
func TestAsked(t *testing.T) {
	for _, test := range []struct {
		day, function string
		rows          int
		says          string
	}{
		{"2026-02-10", "", 2, "Wie het wist op dinsdag 10 februari 2026"},
		{"2026-02-03", "", 2, "Gemeentesecretaris"},
		{"2026-03-02", "", 5, "Burgemeester"},
		{"", "mayor", 2, "Wie het nu weet, als burgemeester"},
		{"2026-02-10", "mayor", 0, "Toen wist niemand iets"},
		{"2026-02-02", "", 0, "Toen wist niemand iets"},
		{"2026-02-31", "", 0, "Kies een dag die bestaat."},
	} {
		shown, words := get(t, gehoor.Dutch, known(test.day, test.function))
		if n := len(shown.All("tr")); n != test.rows {
			t.Errorf("%s %s: %d rows, want %d", test.day, test.function, n, test.rows)
		}
		if !strings.Contains(words, test.says) {
			t.Errorf("%s %s: %q is not in: %s", test.day, test.function, test.says, words)
		}
		if has := strings.Contains(words, "Download als bestand"); has != (test.rows > 0) {
			t.Errorf("%s %s: a file is offered: %v", test.day, test.function, has)
		}
	}
}

// TestFile: the file has every entry, functions and numbers, and no name.
func TestFile(t *testing.T) {
	for lang, yes := range map[gehoor.Language]string{gehoor.Dutch: "ja", gehoor.English: "yes"} {
		file := page.File(text.For(lang), known("", ""))
		rest, ok := bytes.CutPrefix(file, []byte("\ufeff"))
		if !ok {
			t.Error("there is no byte order mark")
		}
		in := csv.NewReader(bytes.NewReader(rest))
		in.Comma = ';'
		rows, err := in.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 9 { // with the heading and the reply
			t.Errorf("%d rows: %v", len(rows), rows)
		}
		if first := rows[1]; first[2] != "2026-02-03" || first[6] != "2026-03-20 12:00" || first[8] != yes || first[9] == "" {
			t.Errorf("the first is %q", first)
		}
		for _, name := range []string{"Noor", "Bram", "Mia", "08:17", "09:17"} {
			if strings.Contains(string(file), name) {
				t.Errorf("%s is in it", name)
			}
		}
	}
	if rows := bytes.Count(page.File(text.For(gehoor.Dutch), known("2026-03-02", "mayor")), []byte("\r\n")); rows != 2 {
		t.Errorf("of one function on one day there are %d lines", rows)
	}
	for cell, want := range map[string]string{"=1+1": "'=1+1", "+31": "'+31", "-": "'-", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "": "", "ja": "ja", "a=b": "a=b"} {
		if got := page.Harmless(cell); got != want {
			t.Errorf("%q is written as %q", cell, got)
		}
	}
}
