package dossier_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// get renders a case in a language, checks the page as every page is checked,
// and returns it.
func get(t *testing.T, lang gehoor.Language, c page.Case) *webtest.Page {
	t.Helper()
	return shown(t, lang, page.Path(c.Dossier.ID), func(p layout.Page) templ.Component { return page.Page(p, c) })
}

// getStand is the page that says where the dossier stands.
func getStand(t *testing.T, lang gehoor.Language, c page.Case) *webtest.Page {
	t.Helper()
	return shown(t, lang, page.StandPath(c.Dossier.ID), func(p layout.Page) templ.Component { return page.StandPage(p, c) })
}

func shown(t *testing.T, lang gehoor.Language, path string, of func(layout.Page) templ.Component) *webtest.Page {
	t.Helper()
	p := layout.Page{Words: text.For(lang), Org: webtest.Veenhaven(), For: layout.ForStaff, Title: page.Title, Path: path}
	p.Icon.Path = "/a/icon.svg"
	// The headers are the site's, not the page's: those that every answer has.
	headers := siteHeaders(t, p)
	shown := webtest.Get(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), headers)
		if err := of(p).Render(r.Context(), w); err != nil {
			t.Error(err)
		}
	}), p.To(path))
	webtest.Check(t, shown)
	return shown
}

// words is the page's text with one space between words.
func words(p *webtest.Page) string {
	place := p.ByID("case")
	if place == nil {
		place = p.ByID("stand")
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(webtest.Text(place), "\u00a0", " ")), " ")
}

func wants(t *testing.T, p *webtest.Page, has []string, not ...string) {
	t.Helper()
	all := words(p)
	for _, s := range has {
		if !strings.Contains(all, s) {
			t.Errorf("%q is not in: %s", s, all)
		}
	}
	for _, s := range not {
		if strings.Contains(all, s) {
			t.Errorf("%q is in: %s", s, all)
		}
	}
}

// forms lists the ids of the forms, with a star behind those that are open.
func forms(p *webtest.Page) []string {
	var ids []string
	for _, n := range p.All("form") {
		id, _, _ := strings.Cut(webtest.Attr(n, "id"), "-")
		if fold := n.Parent; fold.Data == "details" && webtest.Has(fold, "open") {
			id += "*"
		}
		if webtest.Attr(n, "data-act") != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

func TestFresh(t *testing.T) {
	p := get(t, gehoor.Dutch, fresh())
	wants(t, p, []string{
		"Dossier 3F9 A2C", "Nieuw", "Over Wethouder", "De melder schrijft Engels", "Ontvangst bevestigen nog 5 dagen uiterlijk 10 juni 2026 (eigen termijn)",
		"De melder gaf geen naam.", "Er zijn nog geen berichten.", "Er zijn nog geen notities.", "Terugkoppeling geven kan daarna.", "ziet de melder nooit",
	}, "niet veilig", "Formele melding ")
	if diff := cmp.Diff([]string{"acknowledge*", "message", "ask", "formal", "note", "letter", "hold", "erasure", "lost", "link"}, forms(p)); diff != "" {
		t.Errorf("forms (-want +got):\n%s", diff)
	}
}

func TestAnswered(t *testing.T) {
	p := get(t, gehoor.English, answered())
	wants(t, p, []string{
		"Not safe", "Formal report", "The reporter is not safe now", "You Confirmation of receipt", "Bram Kwelder (caseworker) Message", "Reporter Message",
		"Confirm receipt: done on 26 May 2026. That was late (by 23 May 2026, set by law).",
		"Passed on then to Bram Kwelder (caseworker).", "Passed on then to Jet Rietvink (head).",
		"Give feedback: 70 days left (by 14 August 2026, set by law)", "Answer the reporter",
	}, "There are no messages", "Record as a formal report", "You can give feedback after that")
	if diff := cmp.Diff([]string{"renew", "message*", "feedback", "ask", "ask", "note", "letter", "hold", "erasure", "lost", "link"}, forms(p)); diff != "" {
		t.Errorf("forms (-want +got):\n%s", diff)
	}
	var seen []string
	for _, n := range p.All("sealed-text") {
		seen = append(seen, webtest.Attr(n, "data-type")+" in "+webtest.Attr(n, "data-box"))
	}
	want := []string{"who in identity", "account in conversation", "message in conversation", "message in conversation", "message in conversation", "note in case"}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("sealed words (-want +got):\n%s", diff)
	}
}

// TestWhoIsForTheChosen: without the key there is no place for the name, and no
// content is named that the browser could ask for.
func TestWhoIsForTheChosen(t *testing.T) {
	c := answered()
	c.Dossier.Boxes[1].Key = ""
	p := get(t, gehoor.Dutch, c)
	wants(t, p, []string{"Die is alleen voor wie de melder koos."})
	for n := range p.Root.Descendants() {
		for _, a := range n.Attr {
			if strings.Contains(a.Val, string(content(2))) {
				t.Errorf("<%s %s> names the content with the name", n.Data, a.Key)
			}
		}
	}
}

// TestNotesNeedAKey: who does not hold the compartment for notes cannot write
// one.
func TestNotesNeedAKey(t *testing.T) {
	c := answered()
	c.Dossier.Boxes[2].Key = ""
	p := get(t, gehoor.Dutch, c)
	wants(t, p, []string{"U hebt geen sleutel van de notities"})
	if slices.Contains(forms(p), "note") {
		t.Error("there is a form for a note")
	}
}

// TestNothingLeavesUnsealed: no form of the page sends anything by itself.
func TestNothingLeavesUnsealed(t *testing.T) {
	p := get(t, gehoor.Dutch, answered())
	for n := range p.ByID("case").Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "form":
			if webtest.Attr(n, "method") != "dialog" || webtest.Has(n, "action") {
				t.Errorf("form %s goes somewhere", webtest.Attr(n, "id"))
			}
		case "input", "textarea":
			// In which language the words of a new code are shown is in no form.
			if webtest.Has(n, "name") && webtest.Attr(n, "name") != "slip-language" {
				t.Errorf("%s %s has a name", n.Data, webtest.Attr(n, "id"))
			}
		case "button":
			if webtest.Attr(n, "type") == "submit" && !webtest.Has(n, "disabled") {
				t.Error("a button is on before the script is there")
			}
		}
	}
}

// TestOnePrimary: one action stands out, whatever there is to do.
func TestOnePrimary(t *testing.T) {
	for name, c := range map[string]page.Case{"fresh": fresh(), "answered": answered()} {
		n := 0
		for _, b := range get(t, gehoor.Dutch, c).All("button") {
			if strings.Contains(webtest.Attr(b, "class"), "--primary-action") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s: %d primary actions", name, n)
		}
	}
}

// TestReportersDay: of what the reporter did the page has the day, not the time.
func TestReportersDay(t *testing.T) {
	for _, c := range []page.Case{fresh(), answered()} {
		p := get(t, gehoor.English, c)
		var all strings.Builder
		if err := html.Render(&all, p.Root); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(all.String(), ":34") || strings.Contains(all.String(), ":26") {
			t.Error("the time of what the reporter did is on the page")
		}
	}
}

func TestFirst(t *testing.T) {
	received := signal.Signal{ID: signalID}
	acknowledged := received
	acknowledged.AcknowledgedAt = now
	acknowledged.Thread = []signal.Entry{{By: gehoor.ByPerson(noor.ID)}}
	waiting := acknowledged
	waiting.Thread = append(slices.Clone(acknowledged.Thread), signal.Entry{FromReporter: true})
	for _, c := range []struct {
		name string
		s    signal.Signal
		open []protocol.OpenStep
		want page.Act
	}{
		{"received", received, nil, page.Acknowledge},
		{"received, and the reporter wrote again", signal.Signal{ID: signalID, Thread: waiting.Thread}, nil, page.Acknowledge},
		{"acknowledged, feedback far away", acknowledged, []protocol.OpenStep{step(protocol.StepFeedback, 60, true)}, page.Message},
		{"acknowledged, feedback near", acknowledged, []protocol.OpenStep{step(protocol.StepFeedback, 10, true)}, page.Feedback},
		{"acknowledged, feedback late", acknowledged, []protocol.OpenStep{step(protocol.StepFeedback, -3, true)}, page.Feedback},
		{"the reporter waits", waiting, []protocol.OpenStep{step(protocol.StepFeedback, 10, true)}, page.Message},
		{"all done", acknowledged, nil, page.Message},
	} {
		if got := page.First(c.s, c.open, now); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestDraft: in the reporter's language, with the dates that will hold.
func TestDraft(t *testing.T) {
	s := fresh().Dossier.Signals[0]
	then := []protocol.OpenStep{step(protocol.StepFeedback, 92, true)}
	english := page.Draft(s, then, false)
	for _, want := range []string{"We received it on 3 June 2026", "We tell you what we do. We do that by 5 September 2026."} {
		if !strings.Contains(english, want) {
			t.Errorf("%q is not in:\n%s", want, english)
		}
	}
	if strings.Contains(english, "sorry") || strings.Contains(english, "112") {
		t.Errorf("says what is not so:\n%s", english)
	}
	s.Language, s.NotSafe = gehoor.Dutch, true
	dutch := page.Draft(s, then, true)
	for _, want := range []string{"op 3 juni 2026 ontvangen", "uiterlijk op 5 september 2026", "Het spijt ons", "112"} {
		if !strings.Contains(dutch, want) {
			t.Errorf("%q is not in:\n%s", want, dutch)
		}
	}
	if strings.ContainsAny(english+dutch, "{}") {
		t.Error("a place was not filled in")
	}
}

func TestMarks(t *testing.T) {
	marks := answered().Marks(text.For(gehoor.English), answered().Dossier.Signals[0])
	var shapes []page.Shape
	for i, m := range marks {
		if m.Number != i+1 || i > 0 && m.On.Before(marks[i-1].On) {
			t.Errorf("mark %d is out of order", m.Number)
		}
		shapes = append(shapes, m.Shape)
	}
	if diff := cmp.Diff([]page.Shape{page.Done, page.Told, page.Told, page.Overdue, page.Coming}, shapes); diff != "" {
		t.Error(diff)
	}
	nobody := answered()
	nobody.Dossier.Lateness[0].To = nil
	if got := nobody.Marks(text.For(gehoor.English), nobody.Dossier.Signals[0])[1].Says; !strings.Contains(got, "nobody") {
		t.Errorf("told to nobody: %q", got)
	}
}

// TestSeveralSignals: every form has an id of its own.
func TestSeveralSignals(t *testing.T) {
	c := fresh()
	second := c.Dossier.Signals[0]
	second.ID, second.Account = "51000000000000000000000000000002", content(7)
	c.Dossier.Signals = append(c.Dossier.Signals, second)
	wants(t, get(t, gehoor.Dutch, c), []string{"Signaal 1 van 2", "Signaal 2 van 2"})
}

func TestMoments(t *testing.T) {
	c := fresh()
	c.Now = time.Date(2026, 6, 11, 0, 0, 0, 0, time.UTC) // 02:00 here, the day after the target
	c.Dossier.Open[0].Late = true
	wants(t, get(t, gehoor.Dutch, c), []string{"1 dag te laat", "Het spijt ons"}[:1])
	draft := webtest.Text(get(t, gehoor.Dutch, c).ByID("acknowledge-" + string(signalID) + "-words"))
	if !strings.Contains(draft, "We are sorry") {
		t.Errorf("a late acknowledgement without a word about it: %s", draft)
	}
}

// TestKeyless: who stands in without a key is named to the holders, with the form to give
// it open and that person chosen; a colleague who writes to the reporter is named too.
func TestKeyless(t *testing.T) {
	c := fresh()
	saar := person("5a", "Saar", "behandelaar", "caseworker")
	away := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	c.Dossier.AbsentSince = func(p gehoor.PersonID) time.Time {
		if p == bram.ID {
			return away
		}
		return time.Time{}
	}
	c.Dossier.DeputyOf = func(p gehoor.PersonID) gehoor.PersonID {
		if p == bram.ID {
			return saar.ID
		}
		return ""
	}
	c.Dossier.Keyless = []*directory.Person{saar}
	c.Dossier.Addable = []casework.Addable{{Person: jet}, {Person: saar}}
	c.Dossier.Drafting = []draft.Notice{{Form: draft.Form("message-" + string(signalID)), Person: bram.ID, KeptAt: away}}
	p := get(t, gehoor.Dutch, c)
	wants(t, p, []string{"Saar (behandelaar) vervangt.", "Saar (behandelaar) vervangt een collega en kan dit dossier niet openen", "schrijft aan deze melder"})
	var chosen string
	for _, o := range p.All("option") {
		if webtest.Has(o, "selected") && o.Parent == p.ByID("add-to") {
			chosen = webtest.Attr(o, "value")
		}
	}
	if chosen != string(saar.ID) {
		t.Errorf("the form to give the key has %q", chosen)
	}
	c.Dossier.Keyless, c.Dossier.Drafting = nil, nil
	wants(t, get(t, gehoor.Dutch, c), nil, "kan dit dossier niet openen", "schrijft aan deze melder")
}
