package web_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/asset"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// specimen is a page with every piece in every state.
func specimen(t *testing.T) templ.Component {
	t.Helper()
	assets := webtest.Config(t).Assets
	style, _ := assets.Link("style/site.css")
	icon, _ := assets.Link("style/icon.svg")
	w := text.For(gehoor.English)
	field := part.Field{Name: "what", Label: "What happened?", Hint: "In your own words.", MaxLength: 100}
	wrong := part.Field{Name: "where", Label: "Where?", Hint: "A place.", Error: "Tell where it was.", Value: `"><b>`, Optional: true}
	options := []part.Option{{Value: "a", Label: "It happened to me", Chosen: true}, {Value: "b", Label: "I saw it", Hint: "With your own eyes."}}
	pieces := []templ.Component{
		part.H1("Specimen"),
		part.Problems(w, []part.Problem{{ID: wrong.ID(), Text: wrong.Error}, {ID: "field-who", Text: "Choose one."}}),
		part.Lead("Lead."), part.P("Paragraph."), part.H2("Second"), part.H3("Third"),
		part.List("one", "two"), part.Steps("first", "second"), part.Link("/en/", "A link in a paragraph"),
		part.Alert(part.Info, "Info"), part.Alert(part.OK, "OK"), part.Alert(part.Warning, "Warning"), part.Alert(part.Error, "Error"),
		part.Badge(part.Info, "info"), part.Badge(part.OK, "ok"), part.Badge(part.Warning, "warning"), part.Badge(part.Error, "late"),
		part.Input(w, field), part.TextArea(w, wrong),
		part.Choose(w, part.Choice{Name: "who", Label: "Who?", Error: "Choose one.", Options: options}),
		part.Choose(w, part.Choice{Name: "which", Label: "Which?", Hint: "More than one.", Optional: true, Several: true, Options: options}),
		part.Button(part.Primary, "go", "1", "Send"), part.Button(part.Secondary, "", "", "Back"), part.Button(part.Subtle, "", "", "Not now"),
		part.LinkButton(part.Primary, "/en/", "On"), part.LinkButton(part.Secondary, "/en/", "Back"), part.LinkButton(part.Subtle, "/en/", "Away"),
		part.NoScript("No scripts."),
	}
	page := layout.Page{
		Words: w, Org: webtest.Veenhaven(), For: layout.ForStaff, Title: "home.title", Path: "/",
		Icon: icon, Styles: []asset.Link{style},
	}
	return templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		return layout.Frame(page).Render(templ.WithChildren(ctx, templ.Join(pieces...)), out)
	})
}

// TestPieces: each piece is whole HTML, labelled, and without findings of axe.
func TestPieces(t *testing.T) {
	var body bytes.Buffer
	if err := specimen(t).Render(t.Context(), &body); err != nil {
		t.Fatal(err)
	}
	shell := webtest.Shell(t)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, asset.Prefix) {
			shell.ServeHTTP(w, r)
			return
		}
		page := httptest.NewRecorder()
		shell.ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/en/", nil))
		for name, values := range page.Header() {
			w.Header()[name] = values
		}
		w.Header().Del("Content-Length")
		_, _ = w.Write(body.Bytes())
	})
	webtest.Check(t, webtest.Get(t, h, "/en/"))

	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	for _, width := range widths {
		webtest.Size(t, tab, width, 900)
		webtest.Go(t, tab, server.URL+"/en/")
		webtest.Axe(t, tab)
		if over := webtest.Overflow(t, tab); over > 0 {
			t.Errorf("%d wide: %d pixels too wide", width, over)
		}
		shoot(t, tab, width, "specimen")
	}
	if on := webtest.Eval[string](t, tab, `document.activeElement.id`); on != "problems" {
		t.Errorf("the focus is on %q, not on the summary of what is wrong", on)
	}
	small := webtest.Eval[[]string](t, tab, smallTargets)
	if len(small) > 0 {
		t.Errorf("smaller than 24 pixels: %q", small)
	}
}

// smallTargets lists buttons and fields that are too small to hit; links in a
// sentence are exempt.
const smallTargets = `[...document.querySelectorAll("button, input, textarea, select, .utrecht-button-link, .foot a, .languages a")]
	.filter(e => { const b = e.getBoundingClientRect(); return b.width < 24 || b.height < 24 }).map(e => e.outerHTML.slice(0, 80))`
