package wording_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/wording"
	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	plain := func(s string) []wording.Run { return []wording.Run{{Text: s}} }
	link := func(s string) wording.Run { return wording.Run{Text: s, Link: true} }
	for name, c := range map[string]struct {
		typed string
		want  []wording.Block
	}{
		"nothing":            {"", nil},
		"a paragraph":        {"Wij luisteren.", []wording.Block{{Lines: [][]wording.Run{plain("Wij luisteren.")}}}},
		"lines of one":       {"Raadhuisplein 1\nVeenhaven", []wording.Block{{Lines: [][]wording.Run{plain("Raadhuisplein 1"), plain("Veenhaven")}}}},
		"two paragraphs":     {"Een.\n\nTwee.", []wording.Block{{Lines: [][]wording.Run{plain("Een.")}}, {Lines: [][]wording.Run{plain("Twee.")}}}},
		"a list behind text": {"Zoals:\n- pesten\n-  geweld", []wording.Block{{Lines: [][]wording.Run{plain("Zoals:")}}, {List: true, Lines: [][]wording.Run{plain("pesten"), plain("geweld")}}}},
		"two lists":          {"- een\n\n- twee", []wording.Block{{List: true, Lines: [][]wording.Run{plain("een")}}, {List: true, Lines: [][]wording.Run{plain("twee")}}}},
		"an address": {"Kijk op https://www.veenhaven.example/hulp?a=1. Of bel.", []wording.Block{{Lines: [][]wording.Run{{
			{Text: "Kijk op "}, link("https://www.veenhaven.example/hulp?a=1"), {Text: ". Of bel."},
		}}}}},
		"no address of ours":    {"http://veenhaven.example", []wording.Block{{Lines: [][]wording.Run{plain("http://veenhaven.example")}}}},
		"a name before a host":  {"https://veenhaven.example@elders.example", []wording.Block{{Lines: [][]wording.Run{plain("https://veenhaven.example@elders.example")}}}},
		"markup is text":        {"<b>Snel</b> [hier](https://elders.example)", []wording.Block{{Lines: [][]wording.Run{{{Text: "<b>Snel</b> [hier]("}, link("https://elders.example"), {Text: ")"}}}}}},
		"a dash without a room": {"-5 graden", []wording.Block{{Lines: [][]wording.Run{plain("-5 graden")}}}},
	} {
		if d := cmp.Diff(c.want, wording.Parse(c.typed)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestFaultOf(t *testing.T) {
	for typed, want := range map[string]wording.Fault{
		"": "",
		"Bel {phone} of mail {mail}. Wij zijn {name}.":        "",
		"Zie https://www.veenhaven.example/privacy.\n\n- één": "",
		strings.Repeat("x", 4_001):                            wording.FaultLong,
		"Vraag naar {adviser}":                                wording.FaultPlace,
		"Een { te veel":                                       wording.FaultPlace,
		"Zie http://veenhaven.example":                        wording.FaultLink,
		"Zie HTTPS://veenhaven.example":                       wording.FaultLink,
		"Zie https://localhost/":                              wording.FaultLink,
		"Zie https://veenhaven.example@elders.example/":       wording.FaultLink,
		"Zie https://gеmeente.example/":                       wording.FaultLink, // a Cyrillic е
		"Zie https://veenhaven.example:8443/":                 wording.FaultLink,
		"Druk op SNEL  weg!":                                  wording.FaultReserved,
		"Leave\nnow":                                          wording.FaultReserved,
		"Wie kan dit openen? Niemand.":                        wording.FaultReserved,
		"U kunt snel weer weg.":                               "",
		"Een\u202eomgekeerd":                                  wording.FaultSigns,
		"S\u00adnel weg":                                      wording.FaultSigns,
		"twee  spaties":                                       "",
		"spatie \nvoor het eind":                              wording.FaultSigns,
		"e\u0301\u0301\u0301 groeit":                          wording.FaultSigns,
		"één":                                                 "",
		"\u3164":                                              wording.FaultSigns,
		"\x07":                                                wording.FaultSigns,
	} {
		if got := wording.FaultOf(wording.HomeWhat, typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]wording.Fault{
		"Bel {phone}.": "", "Een\n\ntwee": wording.FaultLine, "Een\ntwee": wording.FaultLine, "- een": wording.FaultLine,
		"Zie https://veenhaven.example": wording.FaultLine, strings.Repeat("x", 301): wording.FaultLong,
	} {
		if got := wording.FaultOf(wording.HomeLead, typed); got != want {
			t.Errorf("lead %q: %q, want %q", typed, got, want)
		}
	}
}

// TestReserved: the lines that cannot be said are those that the program says.
func TestReserved(t *testing.T) {
	keys := []text.Key{
		"site.leave", "begin.who-heading", "plain.weaker-heading", "how.promise-heading", "how.limit-heading", "site.trial-heading",
		"home.device-heading", "begin.device-heading",
	}
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		for _, k := range keys {
			line := text.For(lang).Say(k)
			if !slices.Contains(wording.Reserved(), line) || wording.FaultOf(wording.HomeUs, "Let op: "+line) != wording.FaultReserved {
				t.Errorf("%s: %q can be said", lang, line)
			}
		}
	}
}

// TestPlaces: every place is in one group, and a name is never renamed.
func TestPlaces(t *testing.T) {
	const want = "home-title home-lead home-us home-what closed-lead begin-first then sent-next protection talk-call talk-meet talk-adviser talk-elsewhere " +
		"privacy-lead privacy-why privacy-long privacy-rights privacy-more access-tested access-limits access-contact"
	var got []string
	for _, p := range wording.Places() {
		got = append(got, string(p))
	}
	if d := cmp.Diff(want, strings.Join(got, " ")); d != "" {
		t.Error(d)
	}
	if wording.Group("elders").Places() != nil || wording.Place("elders").Valid() {
		t.Error("a place that there is not")
	}
}

var seeds = []string{
	"", "Wij luisteren.", "Zoals:\n- pesten\n- geweld\n\nZie https://veenhaven.example/a.", "http://x", "https://", "{name} {phone}", "- ", "\u202e\r\n\t \u00a0x",
}

// FuzzText: whatever is typed, cleaning it twice is cleaning it once, and what has no
// fault shows every word that was typed, no other link than one to https, and no sign
// that is not seen.
func FuzzText(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		s := wording.Clean(typed)
		if again := wording.Clean(s); again != s {
			t.Fatalf("cleaned twice: %q, then %q", s, again)
		}
		blocks := wording.Parse(s)
		var shown []string
		for _, b := range blocks {
			if len(b.Lines) == 0 {
				t.Fatal("a block of nothing")
			}
			for _, line := range b.Lines {
				for _, r := range line {
					shown = append(shown, r.Text)
					if r.Link && !strings.HasPrefix(r.Text, "https://") {
						t.Fatalf("a link to %q", r.Text)
					}
				}
			}
		}
		if wording.FaultOf(wording.HomeWhat, s) != "" {
			return
		}
		letters := func(s string) string { return strings.NewReplacer(" ", "", "\n", "", "-", "").Replace(s) }
		if got := letters(strings.Join(shown, "")); got != letters(s) {
			t.Fatalf("%q shows %q", s, got)
		}
	})
}

func TestSeeds(t *testing.T) {
	if len(seeds) < 5 {
		t.Fatal("the fuzz target has lost its seeds")
	}
}
