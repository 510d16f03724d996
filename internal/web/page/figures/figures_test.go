package figures_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/figure"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/text"
	page "github.com/gehoor/gehoor/internal/web/page/figures"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// data are figures of which some are too small.
func data() page.Data {
	count := func(name string, n int, divisions ...[]figure.Count) figure.Count {
		return figure.Count{Name: name, N: n, Divisions: divisions}
	}
	laid := figure.Publish(count(measure.FigureLaid, 17,
		[]figure.Count{count("reporter", 11), count("witness", 6)},
		[]figure.Count{count(measure.FigureShort, 14), count(measure.FigureMiddle, 3), count(measure.FigureLong, 0)}))
	return page.Data{
		Me:      &directory.Person{ID: "jet", Role: gehoor.RoleHead, Name: "Jet Rietvink", Function: gehoor.Text{NL: "hoofd", EN: "head"}},
		Figures: casework.BurdenFigures{Years: []int{2025, 2024}, Year: 2025, All: []figure.Shown{laid, figure.Publish(count(measure.FigureAsked, 4))}},
	}
}

func get(t *testing.T, lang gehoor.Language, d page.Data) (*webtest.Page, string) {
	t.Helper()
	p := layout.Page{Words: text.For(lang), Org: webtest.Veenhaven(), For: layout.ForStaff, Title: page.Title, Path: layout.PathFigures}
	p.Icon.Path = "/a/icon.svg"
	site := webtest.Get(t, webtest.Shell(t), p.To(layout.PathHours))
	shown := webtest.Get(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), site.Header)
		if err := page.Page(p, d).Render(r.Context(), w); err != nil {
			t.Error(err)
		}
	}), p.To(p.Path))
	webtest.Check(t, shown)
	return shown, strings.Join(strings.Fields(webtest.Text(shown.ByID("figures"))), " ")
}

// TestPage: figures are shown with how they are divided; what is too small is not, and the
// page says why.
func TestPage(t *testing.T) {
	for lang, wants := range map[gehoor.Language][]string{
		gehoor.Dutch:   {"Wie droeg wat in 2025", "Lasten die bij melders en getuigen zijn gelegd: 17", "melders 11", "getuigen 6", "Deze verdeling laten wij niet zien", "Wat melders zelf vroegen: minder dan vijf"},
		gehoor.English: {"Who carried what in 2025", "Burdens laid on reporters and witnesses: 17", "reporters 11", "witnesses 6", "We do not show how this is divided", "What reporters asked for themselves: fewer than five"},
	} {
		shown, all := get(t, lang, data())
		for _, want := range wants {
			if !strings.Contains(all, want) {
				t.Errorf("%s does not say %q: %s", lang, want, all)
			}
		}
		for _, never := range []string{"14", " 3 ", " 4 "} {
			if strings.Contains(all, never) {
				t.Errorf("%s says %q: %s", lang, never, all)
			}
		}
		var years []string
		for _, a := range shown.All("a") {
			if href := webtest.Attr(a, "href"); strings.Contains(href, page.AskYear) {
				years = append(years, href)
			}
		}
		if len(years) != 1 || !strings.HasSuffix(years[0], "/cijfers?jaar=2024") {
			t.Errorf("it leads to %v", years)
		}
	}
}

// TestNames: every figure that there can be has a name.
func TestNames(t *testing.T) {
	has := func(names map[string]text.Key, name string) {
		if names[name] == "" {
			t.Errorf("%s has no name", name)
		}
	}
	for _, count := range measure.Figures(nil, 2025) {
		has(page.Called, count.Name)
		has(page.Whats, count.Name)
		for _, parts := range count.Divisions {
			has(page.Headings, parts[0].Name)
			for _, p := range parts {
				has(page.Called, p.Name)
			}
		}
	}
}

func TestRead(t *testing.T) {
	for query, want := range map[string]int{"": 0, "jaar=2024": 2024, "jaar=x": 0, "jaar=": 0} {
		q, _ := url.ParseQuery(query)
		if got := page.Read(q); got != want {
			t.Errorf("%q is %d", query, got)
		}
	}
}
