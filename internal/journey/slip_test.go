package journey_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// telltale is what must not lie on somebody's kitchen table: what it is for, whose
// it is and who gave it.
var telltale = regexp.MustCompile(`(?i)signa|meld|report|integri|misstand|gedrag|dossier|code|gehoor|veenhaven|gemeente|municipal|medewerker|invoeren|noor`)

// TestSlip: what a caseworker prints for a reporter is one sheet with the words,
// where they are typed, a telephone number and one sentence; nothing else, also not
// what browsers put above and below.
func TestSlip(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for name, c := range map[string]struct {
		lang  gehoor.Language
		plain bool
		words int
		door  string
	}{
		"twelve words":                           {gehoor.Dutch, false, 12, layout.PathResume},
		"fifteen words, for who runs no scripts": {gehoor.English, true, 15, layout.PathPlainDoor},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			desk := newTab(t, site, c.lang)
			desk.signIn("noor")
			desk.enters("employee", "de kratten staan bij de achterdeur")
			desk.click(fmt.Sprintf(`[name="language"][value=%q]`, c.lang))
			if c.plain {
				desk.click(`[name="way"][value="plain"]`)
			}
			desk.press("enter.read")
			desk.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
			desk.press("begin.send")
			code := desk.slip()
			if len(code) != c.words {
				t.Fatalf("the code has %d words", len(code))
			}
			address, title := eval[string](desk, "location.href"), eval[string](desk, "document.title")

			paper := desk.prints("#slip-print")
			paper.keep(t, "slip-"+string(c.lang))
			if paper.Pages != 1 || paper.Title != "–" {
				t.Errorf("the slip is %d pages with the title %q", paper.Pages, paper.Title)
			}
			_, host, _ := strings.Cut(site.url, "://")
			if want := onSlip(code, host+"/"+string(c.lang)+c.door, veenhaven.Phone, desk.say("slip.keep")); paper.Text != want {
				t.Errorf("on the slip is\n\t%q, want\n\t%q", paper.Text, want)
			}
			// A word of a code may be any word of the list, also "report".
			besides := strings.TrimPrefix(paper.Text, onSlip(code))
			if told := telltale.FindString(besides); told != "" {
				t.Errorf("the slip tells %q: %q", told, besides)
			}

			// Somebody sets margins in the dialog, and there is room for a header again.
			eval[bool](desk, `(() => {
				const margins = new CSSStyleSheet();
				margins.replaceSync("@page sheet { margin: 2cm }");
				document.adoptedStyleSheets = [margins];
				return true;
			})()`)
			headed := desk.prints("#slip-print").Text
			headed, found := strings.CutSuffix(headed, "1/1")
			besides = strings.Replace(headed, onSlip(code), "", 1)
			if told := telltale.FindString(besides); !found || besides == headed || told != "" {
				t.Errorf("with a header and a footer the slip tells %q: %q", told, besides)
			}

			// Afterwards the page is as it was.
			desk.until("that the sheet is gone", `document.querySelector(".slip-sheet") === null`)
			if now := eval[string](desk, "location.href"); now != address || eval[string](desk, "document.title") != title {
				t.Errorf("after printing the page is at %s", now)
			}
		})
	}
}

// TestOwnSlip: what a reporter prints of a code that was just made is one sheet with
// the words and one sentence.
func TestOwnSlip(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.open(layout.PathBegin)
	b.press("begin.start")
	b.atStep("code")
	b.until("the words of the code", `document.querySelectorAll("#code-words li").length === 12`)
	code := eval[[]string](b, `[...document.querySelectorAll("#code-words li")].map(e => e.textContent)`)
	paper := b.prints("#code-print")
	paper.keep(t, "slip-own")
	if want := onSlip(code, b.say("begin.slip")); paper.Pages != 1 || paper.Text != want || paper.Title != "–" {
		t.Errorf("on %d pages «%s» is\n\t%q, want\n\t%q", paper.Pages, paper.Title, paper.Text, want)
	}
	b.until("that the page is as it was", `document.documentElement.className.indexOf("only-slip") < 0`)
	b.at(layout.PathBegin)
}

// onSlip is all that stands on a slip, with single spaces.
func onSlip(code []string, lines ...string) string {
	var all []string
	for i, word := range code {
		all = append(all, fmt.Sprintf("%d. %s", i+1, word))
	}
	return flat(strings.Join(append(all, lines...), " "))
}
