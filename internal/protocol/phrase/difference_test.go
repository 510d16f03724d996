package phrase_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/protocols"
)

// edition is a shipped protocol of which something in the file is another.
func edition(t *testing.T, name string, change ...string) protocol.Definition {
	t.Helper()
	file, _ := protocols.Protocol(name)
	changed := strings.NewReplacer(change...).Replace(string(file))
	if len(change) > 0 && changed == string(file) {
		t.Fatalf("%s has no %q", name, change[0])
	}
	d, err := language.Parse([]byte(changed), casework.Vocabulary(), shipped.Law())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDifferences: what is changed in a file is said in a sentence, with its condition in
// words; what words do not tell stands as the file has it.
func TestDifferences(t *testing.T) {
	all := shipped.All(casework.Vocabulary())
	for _, c := range []struct{ name, from, to, want string }{
		{"manager", "if: fact.hours > param[\"late-hours\"]", "if: fact.hours > 12", "Bewaking: G-START: Anders: de inhoud. Was: zodra een moment waarop iemand het al eerder hoorde is vastgelegd, moet “Leidinggevende bellen en de kaart sturen”, als het antwoord op “Hoeveel uur voordat het hier kwam?” meer dan het getal bij “Na zoveel uur is een signaal te laat vastgelegd” is (geldt meteen, ook voor open dossiers). Wordt: zodra een moment waarop iemand het al eerder hoorde is vastgelegd, moet “Leidinggevende bellen en de kaart sturen”, als het antwoord op “Hoeveel uur voordat het hier kwam?” meer dan 12 is (geldt meteen, ook voor open dossiers)."},
		{"receive", "length: 7kd", "length: 5kd", "Stap: Ontvangst bevestigen: Anders: de termijn. Was: 7 dagen. Wordt: 5 dagen."},
	} {
		var got []string
		for _, d := range phrase.Differences(text.For(gehoor.Dutch), shipped.Law(), edition(t, c.name), edition(t, c.name, c.from, c.to), all...) {
			for _, l := range d.Lines {
				got = append(got, d.Item+": "+l)
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s:\n%s\nand not\n%s", c.to, strings.Join(got, "\n"), c.want)
		}
	}
}

// TestEveryDifferenceHasWords: between any two shipped protocols each difference has a
// sentence without gaps, in both languages; a protocol does not differ from itself.
func TestEveryDifferenceHasWords(t *testing.T) {
	all := definitions(t)
	n := 0
	for _, lang := range languages {
		w := text.For(lang)
		for i, a := range all {
			if d := phrase.Differences(w, shipped.Law(), a, a); d != nil {
				t.Errorf("%s differs from itself: %v", a.Code, d)
			}
			b := all[(i+1)%len(all)]
			for _, d := range phrase.Differences(w, shipped.Law(), a, b, all...) {
				for _, l := range d.Lines {
					if n++; l == "" || strings.Contains(l, "{") || strings.Contains(l, "protocols.") || strings.Contains(d.Item, "protocols.") {
						t.Errorf("%s: %s: %s", lang, d.Item, l)
					}
				}
			}
		}
	}
	if n < 200 {
		t.Fatalf("only %d sentences: the search is broken", n)
	}
}
