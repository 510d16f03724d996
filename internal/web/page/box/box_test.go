package box_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"golang.org/x/net/html"
)

const (
	noor = gehoor.PersonID("0a00000000000000000000000000000a")
	gone = gehoor.PersonID("0b00000000000000000000000000000b")
)

var (
	monday = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	friday = time.Date(2026, 1, 9, 0, 0, 0, 0, time.UTC)
)

func id(c string) gehoor.ContentID { return gehoor.ContentID(strings.Repeat(c, 64)) }

// mailbox is a signal that was acknowledged late, with words from both sides,
// and an internal compartment that its reporter may know nothing of.
func mailbox() casework.Mailbox {
	staff := gehoor.ByPerson(noor)
	return casework.Mailbox{
		Signal: signal.Signal{
			ID: "one", Account: id("a"), Who: id("b"), ReceivedAt: monday,
			Thread: []signal.Entry{
				{Form: signal.FormAcknowledgement, Content: id("c"), By: staff, At: friday},
				{Form: signal.FormMessage, Content: id("d"), By: gehoor.ByReporter("one"), FromReporter: true, At: friday},
				{Form: signal.FormFeedback, Content: id("e"), By: gehoor.ByPerson(gone), At: friday},
				{Form: signal.FormFile, Content: id("1"), By: gehoor.ByReporter("one"), FromReporter: true, At: friday},
			},
		},
		Clocks: []protocol.Clock{{Step: protocol.StepAcknowledge, Label: shipped.Receive(casework.Vocabulary()).Steps[0].Label, State: protocol.StateMet, Met: friday, MetLate: true}},
		Open: []protocol.OpenStep{{
			Step: protocol.StepFeedback, Actor: protocol.ToRole(gehoor.RoleCaseworker), Running: true, Target: friday, Late: true,
			Told: shipped.Receive(casework.Vocabulary()).Steps[1].Told,
		}},
		Holders: []*directory.Person{{ID: noor, Function: gehoor.Text{NL: "behandelaar", EN: "caseworker"}, Name: "Noor <b>"}},
		Boxes: []casework.Box{
			{Name: gehoor.Case, Epoch: 1, Recipient: "age1pq1internal"},
			{Name: gehoor.Conversation, Epoch: 1, Recipient: "age1pq1conversation", Key: id("f")},
		},
	}
}

func render(t *testing.T, lang gehoor.Language, change func(*box.Data)) *webtest.Page {
	t.Helper()
	d := box.Data{
		Page:    layout.Page{Words: text.For(lang), Org: webtest.Veenhaven(), For: layout.ForReporter, Title: box.Title, Path: layout.PathBox},
		Mailbox: mailbox(), Forms: questionnaire.All(),
	}
	if change != nil {
		change(&d)
	}
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := box.Page(d).Render(r.Context(), w); err != nil {
			t.Error(err)
		}
	})
	return webtest.Do(t, h, httptest.NewRequest(http.MethodGet, "/"+string(lang)+"/vervolg", nil))
}

// words are what a person reads: not what is there for the script.
func words(p *webtest.Page) string {
	for _, n := range p.All("script", "noscript") {
		n.Parent.RemoveChild(n)
	}
	return webtest.Text(p.All("main")[0])
}

func sealedTexts(p *webtest.Page) []string {
	var all []string
	for _, n := range p.All("sealed-text") {
		if webtest.Attr(n, "data-content") == "" {
			continue // in the template for a file that was just sent
		}
		all = append(all, webtest.Attr(n, "data-type")+" "+webtest.Attr(n, "data-box")+" "+webtest.Attr(n, "data-content")[:1])
	}
	return all
}

func TestThread(t *testing.T) {
	p := render(t, gehoor.Dutch, nil)
	want := "account conversation a, who identity b, message conversation c, message conversation d, message conversation e, file conversation 1"
	if got := strings.Join(sealedTexts(p), ", "); got != want {
		t.Errorf("sealed words:\n%s\nwant\n%s", got, want)
	}
	for _, s := range []string{
		"Van ons: Behandelaar, Noor <b>", "Ontvangst bevestigd", "Van u", "Terugkoppeling",
		"Van ons: iemand die uw signaal behandelt", "vrijdag 9 januari 2026",
	} {
		if !strings.Contains(words(p), s) {
			t.Errorf("no %q", s)
		}
	}
}

// TestLatenessIsSaid: what was late, and what is, is said as it is, and whose
// term it was.
func TestLatenessIsSaid(t *testing.T) {
	got := words(render(t, gehoor.Dutch, nil))
	for _, s := range []string{
		"Dit had uiterlijk vrijdag 9 januari 2026 moeten gebeuren. Wij zijn te laat.",
		"Ontvangst bevestigen: op vrijdag 9 januari 2026. Dat was te laat.",
		"Deze termijn kiezen wij zelf.",
	} {
		if !strings.Contains(got, s) {
			t.Errorf("no %q", s)
		}
	}
	formal := words(render(t, gehoor.Dutch, func(d *box.Data) {
		d.Mailbox.Signal.Formal = true
		d.Mailbox.Open[0].Article, d.Mailbox.Open[0].Late = "Wbk art. 2", false
	}))
	for _, s := range []string{"Deze termijn staat in de wet (Wbk art. 2).", "Uiterlijk vrijdag 9 januari 2026.", "Formele melding"} {
		if !strings.Contains(formal, s) {
			t.Errorf("formal: no %q", s)
		}
	}
	if strings.Contains(formal, "kiezen wij zelf") {
		t.Error("formal: the law's term is called our own")
	}
}

// TestNothingInternal: compartments of which the reporter has no key are not
// mentioned, so that nobody learns that something internal was written.
func TestNothingInternal(t *testing.T) {
	p := render(t, gehoor.Dutch, nil)
	island := p.ByID("sealed").FirstChild.Data
	if !strings.Contains(island, "age1pq1conversation") || strings.Contains(island, "internal") || strings.Contains(island, `"case"`) {
		t.Errorf("the island says %s", island)
	}
}

func TestFormalIsAskedOnce(t *testing.T) {
	if p := render(t, gehoor.Dutch, nil); p.ByID("formal") == nil || webtest.Has(p.ByID("field-formal"), "checked") {
		t.Error("no form, or consent is given beforehand")
	}
	if p := render(t, gehoor.Dutch, func(d *box.Data) { d.Mailbox.Signal.Formal = true }); p.ByID("formal") != nil {
		t.Error("a formal report can be made formal")
	}
}

func TestProof(t *testing.T) {
	links := func(p *webtest.Page) string {
		var all []string
		for _, a := range p.All("a") {
			if webtest.Has(a, "download") {
				all = append(all, webtest.Attr(a, "href"))
			}
		}
		return strings.Join(all, " ")
	}
	if got := links(render(t, gehoor.English, nil)); got != "/en/vervolg/promise /en/vervolg/receipt" {
		t.Errorf("files: %s", got)
	}
	p := render(t, gehoor.Dutch, func(d *box.Data) { d.Proven.About = time.Date(2026, 1, 5, 13, 30, 0, 0, time.UTC) })
	if got := links(p); got != "/nl/vervolg/promise" {
		t.Errorf("before the proof is there: %s", got)
	}
	if !strings.Contains(words(p), "maandag 5 januari 2026 om 14.30 uur") {
		t.Error("nothing says when the proof comes")
	}
}

// TestWitnesses: what the page says of those who watch over the log, and of whose
// signature is under the proof.
func TestWitnesses(t *testing.T) {
	both := []string{"witness.duinrade.example", "witness.lageland.example"}
	for name, test := range map[string]struct {
		proven casework.Proven
		want   []text.Key
	}{
		"nobody": {casework.Proven{Enough: true}, []text.Key{"box.witness-none"}},
		"before the proof": {casework.Proven{Witnesses: both, Least: 1, About: time.Date(2026, 1, 5, 13, 30, 0, 0, time.UTC)},
			[]text.Key{"box.witness-what"}},
		"all away":   {casework.Proven{Witnesses: both, Least: 2}, []text.Key{"box.witness-what", "box.witness-away"}},
		"one of two": {casework.Proven{Witnesses: both, Least: 2, Cosigned: both[:1]}, []text.Key{"box.witness-what", "box.witness-few"}},
		"as asked":   {casework.Proven{Witnesses: both, Least: 2, Cosigned: both, Enough: true}, []text.Key{"box.witness-what"}},
	} {
		for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
			said := words(render(t, lang, func(d *box.Data) { d.Proven = test.proven }))
			for _, key := range []text.Key{"box.witness-none", "box.witness-what", "box.witness-away", "box.witness-few"} {
				if got := strings.Contains(said, text.For(lang).Say(key)); got != slices.Contains(test.want, key) {
					t.Errorf("%s, %s: %s is said: %t", name, lang, key, got)
				}
			}
			for _, w := range test.proven.Witnesses {
				if !strings.Contains(said, w) {
					t.Errorf("%s, %s: %s is not named", name, lang, w)
				}
			}
		}
	}
}

// TestEmpty: before anybody answered, and when everything was done.
func TestEmpty(t *testing.T) {
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		p := render(t, lang, func(d *box.Data) { d.Mailbox.Signal.Thread, d.Mailbox.Open, d.Mailbox.Signal.Who = nil, nil, "" })
		for _, key := range []text.Key{"box.no-answer", "box.next-nothing"} {
			if !strings.Contains(words(p), text.For(lang).Say(key)) {
				t.Errorf("%s: no %s", lang, key)
			}
		}
		if got := sealedTexts(p); len(got) != 1 {
			t.Errorf("%s: sealed words %v", lang, got)
		}
	}
}

// TestSentencesAreWhole: no argument is left open, no sentence is missing, no id
// is there twice, and headings go down one at a time.
func TestSentencesAreWhole(t *testing.T) {
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		p := render(t, lang, nil)
		if got := words(p); got == "" || strings.ContainsAny(got, "{}") || strings.Contains(got, " box.") {
			t.Errorf("%s: %s", lang, got)
		}
		seen := map[string]bool{}
		last := 1
		for n := range p.Root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if id := webtest.Attr(n, "id"); id != "" {
				if seen[id] {
					t.Errorf("%s: id %s twice", lang, id)
				}
				seen[id] = true
			}
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				level := int(n.Data[1] - '0')
				if level > last+1 {
					t.Errorf("%s: %s after h%d", lang, n.Data, last)
				}
				last = level
			}
		}
	}
}
