package begin_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"golang.org/x/net/html"
)

func form(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	q, err := questionnaire.Newest("signal")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func page(t *testing.T, lang gehoor.Language) *webtest.Page {
	t.Helper()
	p := webtest.Get(t, webtest.Shell(t), "/"+string(lang)+"/begin")
	if p.Status != 200 {
		t.Fatalf("status %d", p.Status)
	}
	return p
}

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}

func TestRules(t *testing.T) {
	for _, lang := range languages {
		webtest.Check(t, page(t, lang))
	}
}

// TestEveryQuestion: each question stands in its step with its label, and has
// the fields by which the script finds it.
func TestEveryQuestion(t *testing.T) {
	for _, lang := range languages {
		p := page(t, lang)
		for _, s := range form(t).Steps {
			section := find(p.Root, "data-step", string(s.ID))
			if section == nil || !strings.Contains(webtest.Text(section), s.Title.In(lang)) {
				t.Fatalf("%s: no step %s with its title", lang, s.ID)
			}
			for _, q := range s.Questions {
				around := find(section, "data-question", string(q.ID))
				if around == nil || !strings.Contains(webtest.Text(around), q.Label.In(lang)) {
					t.Errorf("%s: %s is not asked in %s", lang, q.ID, s.ID)
					continue
				}
				if got, want := webtest.Has(around, "hidden"), q.When != nil; got != want {
					t.Errorf("%s: %s hidden %v, want %v", lang, q.ID, got, want)
				}
				if p.ByID("field-"+string(q.ID)) == nil {
					t.Errorf("%s: an error cannot lead to %s", lang, q.ID)
				}
				checkOptions(t, around, q, lang)
			}
		}
	}
}

func checkOptions(t *testing.T, around *html.Node, q questionnaire.Question, lang gehoor.Language) {
	t.Helper()
	for _, o := range q.Options {
		input := find(around, "value", string(o.ID))
		if input == nil || webtest.Attr(input, "name") != string(q.ID) {
			t.Errorf("%s: %s cannot be answered with %s", lang, q.ID, o.ID)
		}
	}
	if q.Group == nil {
		return
	}
	for _, inner := range q.Group.Questions {
		name := string(q.ID) + "-0-" + string(inner.ID)
		if find(around, "name", name) == nil {
			t.Errorf("%s: no field %s in the template", lang, name)
		}
	}
}

// TestOnlyTheStartIsShown: without its script the page shows its beginning and
// why it goes no further, and nothing that could be filled in.
func TestOnlyTheStartIsShown(t *testing.T) {
	p := page(t, gehoor.Dutch)
	for _, section := range all(p.Root, "data-step") {
		if shown := !webtest.Has(section, "hidden"); shown != (webtest.Attr(section, "data-step") == "start") {
			t.Errorf("step %s shown: %v", webtest.Attr(section, "data-step"), shown)
		}
	}
	for _, id := range []string{"form", "stop", "start-actions", "progress"} {
		if n := p.ByID(id); n == nil || !webtest.Has(n, "hidden") {
			t.Errorf("%s is there before the script", id)
		}
	}
	want := text.For(gehoor.Dutch).Say("site.noscript")
	if got := p.All("noscript"); len(got) != 1 || !strings.Contains(html.UnescapeString(webtest.Text(got[0])), want) {
		t.Error("nothing says why it goes no further")
	}
}

// TestNothingBeforehand: no answer is given beforehand, no field is cut, kept
// or checked by the browser, and only what is needed says so.
func TestNothingBeforehand(t *testing.T) {
	p := page(t, gehoor.Dutch)
	questions := p.ByID("form")
	for n := range questions.Descendants() {
		if n.Data != "input" && n.Data != "textarea" {
			continue
		}
		name := webtest.Attr(n, "name")
		if webtest.Has(n, "checked") || webtest.Attr(n, "type") == "text" && webtest.Attr(n, "value") != "" {
			t.Errorf("%s is answered beforehand", name)
		}
		if webtest.Has(n, "maxlength") || webtest.Has(n, "required") || webtest.Has(n, "placeholder") {
			t.Errorf("%s is cut or held back by the browser", name)
		}
		if kind := webtest.Attr(n, "type"); kind != "radio" && kind != "checkbox" && webtest.Attr(n, "autocomplete") != "off" {
			t.Errorf("%s is kept by the browser", name)
		}
	}
	needed := 0
	for _, s := range form(t).Steps {
		for _, q := range s.Questions {
			if q.Required {
				needed++
			}
		}
	}
	if got := strings.Count(webtest.Text(questions), text.For(gehoor.Dutch).Say("begin.needed")); got != needed || needed != 2 {
		t.Errorf("%d questions say that they are needed; %d are, and the page speaks of two", got, needed)
	}
}

// TestIsland: the script gets the questionnaire with the digest that answers
// will carry, in the page's language alone.
func TestIsland(t *testing.T) {
	p := page(t, gehoor.English)
	island := p.ByID("questions").FirstChild.Data
	if !strings.Contains(island, string(form(t).Digest())) {
		t.Error("the digest is not there")
	}
	if strings.Contains(island, `"nl"`) {
		t.Error("the other language is sent along")
	}
}

// find returns the first element with an attribute of a value.
func find(root *html.Node, name, value string) *html.Node {
	for _, n := range all(root, name) {
		if webtest.Attr(n, name) == value {
			return n
		}
	}
	return nil
}

func all(root *html.Node, name string) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && webtest.Has(n, name) {
			found = append(found, n)
		}
	}
	return found
}
