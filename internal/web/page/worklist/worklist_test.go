package worklist_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/worklist"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var now = time.Date(2026, 6, 5, 12, 0, 0, 0, time.UTC)

// item is a dossier that is due so many days from now.
func item(n, days int) view.WorkItem {
	id := gehoor.DossierID(fmt.Sprintf("%06x%026x", 0x3f9a2c+n, n))
	return view.WorkItem{
		Stream: gehoor.DossierStream(id), Dossier: id, Office: gehoor.OfficeAlderman, Language: gehoor.Dutch,
		Stage: view.StageReceive, ReceivedOn: now.Truncate(24 * time.Hour), ReporterOn: now.Truncate(24 * time.Hour),
		Clock: "acknowledge", DueAt: time.Date(2026, 6, 5+days, 21, 59, 59, 0, time.UTC),
	}
}

// show renders the page and returns the text that a person reads, and the page.
func show(t *testing.T, lang gehoor.Language, l worklist.List) (string, string) {
	t.Helper()
	p := layout.Page{Words: text.For(lang), For: layout.ForStaff, Title: worklist.Title, Path: layout.PathStaff}
	var b strings.Builder
	if err := worklist.Page(p, l).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			words.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(words.String()), " "), b.String()
}

func list(items ...view.WorkItem) worklist.List {
	return worklist.New("Noor Zilverberk", worklist.Ask{}, items, view.Counts{Open: len(items)}, now)
}

func TestLine(t *testing.T) {
	unsafe := item(0, 0)
	unsafe.NotSafe, unsafe.Formal, unsafe.Statutory, unsafe.Waiting, unsafe.Language = true, true, true, true, gehoor.English
	was := item(0, 20)
	was.Late = true
	over := item(0, -2)
	over.Late = true
	none := item(0, 0)
	none.Clock, none.DueAt = "", time.Time{}
	for _, c := range []struct {
		name     string
		item     view.WorkItem
		has, not []string
	}{
		{"ordinary", item(0, 3), []string{"3F9 A2C", "Ontvangst bevestigen nog 3 dagen uiterlijk 8 juni 2026 (eigen termijn)", "Wethouder Nieuw", "schrijft Nederlands", "5 juni 2026"},
			[]string{"Niet veilig", "Formele melding", "Wacht op antwoord", "te laat uiterlijk"}},
		{"not safe, formal, waiting", unsafe, []string{"3F9 A2C Niet veilig Formele melding", "vandaag uiterlijk 5 juni 2026 (termijn van de wet)", "Wacht op antwoord sinds 5 juni 2026", "schrijft Engels"}, nil},
		{"late", over, []string{"2 dagen te laat uiterlijk 3 juni 2026"}, []string{"was eerder te laat"}},
		{"was late", was, []string{"was eerder te laat"}, nil},
		{"no term", none, []string{"Er loopt geen termijn"}, []string{"uiterlijk"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			words, _ := show(t, gehoor.Dutch, list(c.item))
			for _, s := range c.has {
				if !strings.Contains(strings.ReplaceAll(words, "\u00a0", " "), s) {
					t.Errorf("%q is not in %s", s, words)
				}
			}
			for _, s := range c.not {
				if strings.Contains(words, s) {
					t.Errorf("%q is in %s", s, words)
				}
			}
		})
	}
}

// TestNoTimeOfDay: handlers see the day of what a reporter did, not the second.
func TestNoTimeOfDay(t *testing.T) {
	i := item(0, 3)
	i.Waiting = true
	l := list(i)
	l.Now = time.Date(2026, 6, 5, 12, 34, 0, 0, time.UTC) // printed on the page, and all that is
	_, page := show(t, gehoor.English, l)
	if n := strings.Count(page, ":34"); n != 1 {
		t.Errorf("%d times of day", n)
	}
	if strings.Contains(page, "21:59") || strings.Contains(page, "23:59") {
		t.Error("a time of day of a term")
	}
}

// TestUndelivered: how many, since which day, what to do, and nothing else.
func TestUndelivered(t *testing.T) {
	l := list(item(0, 3))
	if words, _ := show(t, gehoor.Dutch, l); strings.Contains(words, "mail") {
		t.Error("an alarm about nothing")
	}
	l.Undelivered = casework.Undelivered{Trouble: notify.Trouble{Messages: 12, Dead: 1, Since: time.Date(2026, 6, 3, 7, 30, 0, 0, time.UTC)}}
	words, page := show(t, gehoor.Dutch, l)
	for _, s := range []string{"12 berichten per mail zijn niet aangekomen", "3 juni 2026", "gehoor mail list", "1 bericht proberen wij niet meer"} {
		if !strings.Contains(strings.ReplaceAll(words, "\u00a0", " "), s) {
			t.Errorf("%q is not in %s", s, words)
		}
	}
	if strings.Contains(page, ":30") {
		t.Error("a time of day of a message")
	}
	l.Undelivered.Own, l.Undelivered.Messages = true, 1
	if words, _ = show(t, gehoor.English, l); !strings.Contains(words, "1 message to you did not arrive") || strings.Contains(words, "mail list") {
		t.Errorf("of one's own: %s", words)
	}
}

// TestUnusual: that much comes in, without a number.
func TestUnusual(t *testing.T) {
	l := list(item(0, 3))
	if words, _ := show(t, gehoor.Dutch, l); strings.Contains(words, "ongewoon") {
		t.Error("an alarm about nothing")
	}
	l.Unusual = true
	if words, _ := show(t, gehoor.Dutch, l); !strings.Contains(words, "ongewoon veel signalen") {
		t.Error("no alarm")
	}
}

func TestEmpty(t *testing.T) {
	words, _ := show(t, gehoor.Dutch, list())
	if !strings.Contains(words, "Er is nu niets te doen") {
		t.Error("no empty state")
	}
	ask := worklist.Ask{Filter: view.WorkFilter{Late: true}}
	words, _ = show(t, gehoor.Dutch, worklist.New("Noor", ask, nil, view.Counts{Open: 3}, now))
	if !strings.Contains(words, "Geen dossier past") || strings.Contains(words, "niets te doen") {
		t.Error("a filter that finds nothing says that there is nothing to do")
	}
}

// TestPages walks through all pages of a list as a browser would.
func TestPages(t *testing.T) {
	var all []view.WorkItem
	for n := range 2*worklist.PageSize + 7 {
		i := item(n, n)
		if n > worklist.PageSize+3 {
			i.DueAt = time.Time{} // those without a term come last
		}
		all = append(all, i)
	}
	var seen []gehoor.DossierID
	ask := worklist.Ask{Filter: view.WorkFilter{Office: gehoor.OfficeAlderman}}
	for range len(all) {
		rest := all
		for n, i := range all {
			if i.Stream == ask.After.Stream && i.DueAt.Equal(ask.After.DueAt) {
				rest = all[n+1:]
			}
		}
		l := worklist.New("Noor", ask, rest[:min(len(rest), worklist.PageSize+1)], view.Counts{}, now)
		for _, i := range l.Items {
			seen = append(seen, i.Dossier)
		}
		if l.More == "" {
			break
		}
		q, err := url.ParseQuery(strings.TrimPrefix(l.More, "?"))
		if err != nil {
			t.Fatal(err)
		}
		if ask = worklist.Read(q); ask.Filter.Office != gehoor.OfficeAlderman {
			t.Fatal("the next page forgot the filter")
		}
	}
	var want []gehoor.DossierID
	for _, i := range all {
		want = append(want, i.Dossier)
	}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Error(diff)
	}
}

func TestRead(t *testing.T) {
	id := gehoor.DossierID("3f9a2c00000000000000000000000001")
	for query, want := range map[string]worklist.Ask{
		"": {},
		"fase=assess&functie=mayor&te-laat=1&wacht=1": {Filter: view.WorkFilter{Stage: view.StageAssess, Office: gehoor.OfficeMayor, Late: true, Waiting: true}},
		"te-weinig=1": {Filter: view.WorkFilter{Short: true}},
		"van-mij=1&deze-week=1&formeel=1&stap=feedback": {Filter: view.WorkFilter{Mine: true, Formal: true, Clock: "feedback"}, Week: true},
		"stap=%3Cscript%3E&iemand-anders=1":             {Filter: view.WorkFilter{Demand: true}},
		"na=1780000000-" + string(id):                   {After: view.Cursor{DueAt: time.Unix(1780000000, 0).UTC(), Stream: gehoor.DossierStream(id)}},
		"na=-" + string(id):                             {After: view.Cursor{Stream: gehoor.DossierStream(id)}},
		// What is no filter of ours is none.
		"fase=open&functie=external-desk&te-laat=ja&wacht=true": {},
		"na=" + string(id):                      {},
		"na=x-" + string(id):                    {},
		"na=99999999999999999999-" + string(id): {},
		"na=1-../../x":                          {},
	} {
		q, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, worklist.Read(q)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

// TestBack: a dossier leads back to the list from which somebody came, to its line, and
// to no address of somebody else's.
func TestBack(t *testing.T) {
	id := item(3, 1).Dossier
	ask := worklist.Ask{Filter: view.WorkFilter{Late: true, Clock: "feedback"}, Week: true, After: view.Cursor{DueAt: time.Unix(1780000000, 0).UTC(), Stream: gehoor.DossierStream(id)}}
	l := worklist.New("Noor", ask, []view.WorkItem{item(3, 1)}, view.Counts{}, now)
	_, page := show(t, gehoor.Dutch, l)
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	href := ""
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" && strings.Contains(a.Val, "/dossier/") {
				href = a.Val
			}
		}
	}
	at, err := url.Parse(href)
	if err != nil {
		t.Fatal(err)
	}
	back, err := url.Parse(worklist.Back(at.Query(), id))
	if err != nil {
		t.Fatal(err)
	}
	if got := worklist.Read(back.Query()); got != ask || back.Path != layout.PathStaff || back.Fragment != "d-"+string(id) {
		t.Errorf("leads back to %v", back)
	}
	if !strings.Contains(page, `id="d-`+string(id)) {
		t.Error("the line has no place")
	}
	for _, bad := range []string{"https://elsewhere.example", "//elsewhere.example", "%zz", "fase=nowhere"} {
		if got := worklist.Back(url.Values{worklist.NameList: {bad}}, id); !strings.HasPrefix(got, layout.PathStaff) || strings.Contains(got, "elsewhere") {
			t.Errorf("%s leads to %s", bad, got)
		}
	}
}

// TestTurn: whose step is next, by name where there is one.
func TestTurn(t *testing.T) {
	i := item(0, 3)
	for _, c := range []struct {
		leader gehoor.PersonID
		actor  string
		want   string
	}{
		{"noor", "caseworker", "U bent aan zet"}, {"bram", "caseworker", "Bram is aan zet"}, {"left", "", "Een collega is aan zet"},
		{"noor", string(gehoor.RoleHead), "is aan zet"},
	} {
		i.Leader, i.Actor = c.leader, c.actor
		l := list(i)
		l.Who, l.Names = "noor", map[gehoor.PersonID]string{"bram": "Bram", "left": ""}
		if words, _ := show(t, gehoor.Dutch, l); !strings.Contains(words, c.want) {
			t.Errorf("%+v: %q is not in %s", c, c.want, words)
		}
	}
}

// TestStandsIn: for whom the visitor acts and until when, above the list and beside
// whose turn it would be; a colleague who acts for another is named instead.
func TestStandsIn(t *testing.T) {
	away := &directory.Person{ID: "bram", Name: "Bram", Function: gehoor.Text{NL: "behandelaar", EN: "caseworker"}}
	away.Absence.Absent = directory.Absent{Reason: directory.AbsencePlanned, Until: protocol.Date{Year: 2026, Month: 6, Day: 19}, Deputy: "noor"}
	i := item(0, 3)
	i.Leader, i.StandIn, i.Keyless = "bram", "noor", true
	l := list(i)
	l.Who, l.StandsInFor = "noor", []*directory.Person{away}
	l.Names = map[gehoor.PersonID]string{"bram": "Bram", "yara": "Yara"}
	words, _ := show(t, gehoor.Dutch, l)
	for _, want := range []string{
		"U vervangt een collega Bram (behandelaar), naar verwachting tot en met vrijdag 19 juni 2026",
		"U bent aan zet voor Bram, tot en met vrijdag 19 juni 2026", "vervanger zonder sleutel",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in %s", want, words)
		}
	}
	i.StandIn, i.Keyless = "yara", false
	l = list(i)
	l.Who, l.Names = "noor", map[gehoor.PersonID]string{"bram": "Bram", "yara": "Yara"}
	words, _ = show(t, gehoor.Dutch, l)
	if !strings.Contains(words, "Yara is aan zet") || strings.Contains(words, "vervangt") {
		t.Errorf("for a colleague who acts for another: %s", words)
	}
}

// TestWeek: a week ends on Sunday night in the Netherlands.
func TestWeek(t *testing.T) {
	for day, want := range map[string]string{
		"2026-06-05T12:00:00Z": "2026-06-07T22:00:00Z", // Friday
		"2026-06-07T21:59:59Z": "2026-06-07T22:00:00Z", // Sunday, the last second
		"2026-06-07T22:00:00Z": "2026-06-14T22:00:00Z", // Monday
		"2026-03-27T12:00:00Z": "2026-03-29T22:00:00Z", // summer time begins
	} {
		at, err := time.Parse(time.RFC3339, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := (worklist.Ask{Week: true}).At(at).Before.UTC().Format(time.RFC3339); got != want {
			t.Errorf("on %s until %s, want %s", day, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range readSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		q, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		ask := worklist.Read(q)
		if ask.After != (view.Cursor{}) {
			if _, ok := ask.After.Stream.Dossier(); !ok {
				t.Errorf("a cursor that is at no dossier: %+v", ask.After)
			}
		}
	})
}

var readSeeds = []string{"", "fase=assess&functie=mayor", "na=1780000000-3f9a2c00000000000000000000000001", "na=-"}

func TestSeeds(t *testing.T) {
	if len(readSeeds) == 0 {
		t.Error("FuzzRead has no seeds")
	}
}

// TestNeeds: what somebody must do that has no term stands beside the dossier's number.
func TestNeeds(t *testing.T) {
	i := item(0, 3)
	said := []string{"opnieuw kiezen over wie het gaat", "andere functie volgens het organigram", "sleutelbewaarders kunnen nu worden gevraagd"}
	words, _ := show(t, gehoor.Dutch, list(i))
	for _, not := range said {
		if strings.Contains(words, not) {
			t.Errorf("%q is said of a dossier that needs nothing", not)
		}
	}
	i.PickAgain, i.OtherOffice, i.AskName = true, true, true
	words, _ = show(t, gehoor.Dutch, list(i))
	for _, want := range said {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in %s", want, words)
		}
	}
}
