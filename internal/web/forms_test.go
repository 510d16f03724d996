package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/web/page/forms"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// writing is an administrator who writes questions.
type writing struct{ *town }

// at asks for a page, and holds it to the rules of pages.
func (w writing) at(path string) *webtest.Page {
	w.t.Helper()
	p := w.get("floor", "/nl"+path)
	if p.Status != http.StatusOK {
		w.t.Fatalf("%s: status %d", path, p.Status)
	}
	webtest.Check(w.t, p)
	return p
}

// posts sends a form as the page made it, with changes, and returns where it leads.
func (w writing) posts(p *webtest.Page, path string, changes ...string) string {
	w.t.Helper()
	answer := w.do("floor", http.MethodPost, "/nl"+path, typedIn(p, changes...).Encode())
	if answer.Status != http.StatusSeeOther {
		w.t.Fatalf("%s: status %d: %s", path, answer.Status, webtest.Text(answer.Root))
	}
	to, _, _ := strings.Cut(strings.TrimPrefix(answer.Header.Get("Location"), "/nl"), "#")
	return to
}

// typedIn is what the fields of a page hold, with changes: names and values in turn.
func typedIn(p *webtest.Page, changes ...string) url.Values {
	typed := url.Values{}
	for _, n := range p.All("input", "textarea", "option") {
		name, value := webtest.Attr(n, "name"), webtest.Attr(n, "value")
		switch {
		case n.Data == "option":
			if !webtest.Has(n, "selected") {
				continue
			}
			name = webtest.Attr(n.Parent, "name")
		case n.Data == "textarea":
			value = webtest.Text(n)
		case webtest.Attr(n, "type") == "checkbox" && !webtest.Has(n, "checked"), webtest.Attr(n, "type") == "radio":
			continue
		}
		if name == "seen" || strings.Contains(name, ".") {
			typed.Add(name, value)
		}
	}
	for i := 0; i+1 < len(changes); i += 2 {
		typed.Set(changes[i], changes[i+1])
	}
	return typed
}

func says(t *testing.T, p *webtest.Page, want ...string) {
	t.Helper()
	all := strings.Join(strings.Fields(webtest.Text(p.Root)), " ")
	for _, s := range want {
		if !strings.Contains(all, s) {
			t.Errorf("%q is not said in: %s", s, all)
		}
	}
}

// TestWriteQuestions: copied, changed wrongly and rightly, compared, adopted, asked.
func TestWriteQuestions(t *testing.T) {
	w := writing{newTown(t, nil)}
	list := w.at(layout.PathForms)
	says(t, list, "Er is nu geen concept", "(versie 3) Wordt nu gevraagd")
	shipped, err := questionnaire.Load("signal", 3)
	w.must(err)
	if to := w.posts(list, layout.PathForms, "do", "copy", "from", string(shipped.Digest())); to != forms.PathWork+"?b" {
		t.Fatalf("led to %s", to)
	}
	// A new question with nothing in it is kept, and what is wrong is said there.
	to := w.posts(w.at(forms.PathWork), forms.PathWork, "do", "add 0 0 -1", "kind.0", "single")
	at, _, _ := strings.Cut(to, "?")
	q := w.at(at)
	says(t, q, "Vul deze tekst in.", "Zo ziet de melder deze vraag")
	says(t, w.at(forms.PathAdopt), "U kunt pas vaststellen als alles klopt.", "Nieuw: (nog zonder tekst: question-2)")
	w.posts(q, at, "do", "save", "q.label.nl", "  Hoe vaak was het?  ", "q.label.en", "How often was it?",
		"q.option.0.nl", "Eén keer", "q.option.0.en", "Once", "q.option.1.nl", "Vaker", "q.option.1.en", "More often",
		"q.when", "ongoing")
	q = w.at(at)
	says(t, q, "Kies bij welke antwoorden dit wordt gevraagd.")
	w.posts(q, at, "do", "save", "q.equals", "ongoing yes")
	says(t, w.at(at), "Hoe vaak was het?", "Eén keer")
	says(t, w.at(forms.PathSee), "alleen als ‘Gebeurt het nog steeds?’ is: Ja")
	adopt := w.at(forms.PathAdopt)
	says(t, adopt, "Nieuw: Hoe vaak was het?", "krijgt versie 4")
	unsure := w.do("floor", http.MethodPost, "/nl"+forms.PathAdopt, typedIn(adopt, "from", "").Encode())
	says(t, unsure, "Zet een vinkje als u dit zeker weet.")
	if to := w.posts(adopt, forms.PathAdopt, "from", "", "sure", "yes"); to != layout.PathForms+"?e" {
		t.Fatalf("led to %s", to)
	}
	says(t, w.at(layout.PathForms), "Er is nu geen concept", "(versie 4) Wordt nu gevraagd")
	says(t, w.get("", "/nl"+layout.PathBegin), "Hoe vaak was het?")
}

// TestTwoWrite: whoever saves after another is told, finds what they typed, and
// nothing is written over.
func TestTwoWrite(t *testing.T) {
	w := writing{newTown(t, nil)}
	w.posts(w.at(layout.PathForms), layout.PathForms, "do", "copy", "from", string(newestShipped(t).Digest()))
	at := forms.PathWork + "/0/1"
	mine, theirs := w.at(at), w.at(at)
	w.posts(theirs, at, "do", "save", "q.label.nl", "Van de ander")
	late := w.do("floor", http.MethodPost, "/nl"+at, typedIn(mine, "do", "save", "q.label.nl", "Van mij").Encode())
	if late.Status != http.StatusConflict || typedIn(late).Get("q.label.nl") != "Van mij" {
		t.Errorf("status %d, typed %q", late.Status, typedIn(late).Get("q.label.nl"))
	}
	says(t, late, "Iemand anders bewaarde het concept net.", "Wat u typte, staat er nog.")
	if now := typedIn(w.at(at)).Get("q.label.nl"); now != "Van de ander" {
		t.Errorf("kept is %q", now)
	}
	// A button of an old outline does nothing, and says why.
	if to := w.posts(mine, forms.PathWork, "do", "remove 0 1 -1"); to != forms.PathWork+"?g" {
		t.Errorf("led to %s", to)
	}
	// The last change is undone, and done again.
	for _, want := range []string{"Vertel wat er is gebeurd", "Van de ander"} {
		w.posts(w.at(forms.PathWork), forms.PathWork, "do", "undo")
		if now := typedIn(w.at(at)).Get("q.label.nl"); now != want {
			t.Errorf("undone it is %q, want %q", now, want)
		}
	}
}

// TestWriteFollowUp: begun, written, adopted beside what whoever begins is asked, and
// offered no longer.
func TestWriteFollowUp(t *testing.T) {
	w := writing{newTown(t, nil)}
	says(t, w.at(layout.PathForms), "Is er iets van u gevraagd? (versie 1) Kan worden gestuurd")
	if to := w.posts(w.at(layout.PathForms), layout.PathForms, "do", "follow"); to != forms.PathWork+"?h" {
		t.Fatalf("led to %s", to)
	}
	outline := w.at(forms.PathWork)
	says(t, outline, "Dit zijn vervolgvragen, die een behandelaar kan sturen.")
	w.posts(outline, forms.PathWork, "do", "save", "f.title.nl", "Nazorg", "f.title.en", "Aftercare")
	w.posts(w.at(forms.PathWork+"/0"), forms.PathWork+"/0", "do", "save", "s.title.nl", "Nu", "s.title.en", "Now")
	at := forms.PathWork + "/0/0"
	w.posts(w.at(at), at, "do", "save", "q.label.nl", "Hoe gaat het?", "q.label.en", "How are you?")
	adopt := w.at(forms.PathAdopt)
	says(t, adopt, "Nieuw: Hoe gaat het?", "Behandelaars kunnen vanaf nu versie 1 sturen.")
	if to := w.posts(adopt, forms.PathAdopt, "from", "", "sure", "yes"); to != layout.PathForms+"?e" {
		t.Fatalf("led to %s", to)
	}
	list := w.at(layout.PathForms)
	says(t, list, "Nazorg (versie 1) Kan worden gestuurd", "(versie 3) Wordt nu gevraagd")
	if to := w.posts(list, layout.PathForms, "do", "retire", "from", "burden"); to != layout.PathForms+"?i" {
		t.Fatalf("led to %s", to)
	}
	if text := webtest.Text(w.at(layout.PathForms).Root); strings.Count(text, "Kan worden gestuurd") != 1 {
		t.Error("what was taken out is offered")
	}
}

func newestShipped(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	q, err := questionnaire.Newest("signal")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// TestOutline: each button does what it says, and the file that comes out is the
// file that goes in.
func TestOutline(t *testing.T) {
	w := writing{newTown(t, nil)}
	w.posts(w.at(layout.PathForms), layout.PathForms, "do", "copy", "from", string(newestShipped(t).Digest()))
	do := func(what string) { w.posts(w.at(forms.PathWork), forms.PathWork, "do", what) }
	do("down 0 0 -1")
	do("again 0 1 -1")
	do("down 0")
	do("up 1")
	do("remove 0 2 -1")
	do("add 3 0 0")
	do("step")
	for _, path := range []string{"/0", "/3/0.3", "/2/0", "/8"} {
		p := w.at(forms.PathWork + path)
		w.posts(p, forms.PathWork+path, "do", "save")
	}
	if to := w.posts(w.at(forms.PathWork), forms.PathWork, "do", "up 77"); to != forms.PathWork+"?f" {
		t.Errorf("led to %s", to)
	}
	file := w.get("floor", "/nl"+forms.PathFile+"concept")
	if file.Status != http.StatusOK || !strings.Contains(file.Header.Get("Content-Disposition"), "concept.json") {
		t.Fatalf("status %d", file.Status)
	}
	w.posts(w.at(layout.PathForms), layout.PathForms, "do", "import", "file", string(file.Body))
	if again := w.get("floor", "/nl"+forms.PathFile+"concept"); string(again.Body) != string(file.Body) {
		t.Error("the file that was taken over is another")
	}
	bad := w.do("floor", http.MethodPost, "/nl"+layout.PathForms, typedIn(w.at(layout.PathForms), "do", "import", "file", "{}").Encode())
	says(t, bad, "Dit is geen bestand met vragen.")
	if to := w.posts(w.at(forms.PathWork), forms.PathWork, "do", "drop"); to != layout.PathForms+"?d" {
		t.Errorf("led to %s", to)
	}
	says(t, w.at(forms.PathWork), "Er is nu geen concept.")
}
