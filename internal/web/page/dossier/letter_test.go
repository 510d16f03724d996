package dossier_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/record"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// twoLetters is a dossier with a letter of which all was recorded, and one of which
// nothing was.
func twoLetters() page.Case {
	c := answered()
	by := gehoor.ByPerson(bram.ID)
	for _, to := range []string{"kings-commissioner", "sipa"} {
		c.Dossier.Letters = append(c.Dossier.Letters, dossier.Letter{
			LetterSealed: dossier.LetterSealed{To: to, Way: dossier.LetterCode, Contents: []gehoor.ContentID{content(1)}}, By: by, At: day(-5),
		})
	}
	for i, r := range []record.Record{
		{What: record.KindLetterSent, Fields: record.Fields{"letter": 1, "sent_on": "2026-06-01", "way": "registered"}},
		{What: record.KindLetterReceived, Fields: record.Fields{"letter": 1, "received_on": "2026-06-02", "who": "office", "way": "receipt"}},
		{What: record.KindAdviceSought, Fields: record.Fields{"of": "kings-commissioner", "letter": 1}},
		{What: record.KindAdvised, Fields: record.Fields{"of": "kings-commissioner", "followed": "yes", "letter": 1}, Content: content(30)},
		{What: record.KindAdviceSought, Fields: record.Fields{"of": "sipa"}}, // with no letter
	} {
		c.Dossier.Records = append(c.Dossier.Records, dossier.Recorded{Record: r, Seq: gehoor.Seq(40 + i), By: by, At: day(-3)})
	}
	return c
}

// TestLetterBecame: each letter says what was recorded about it and what is lacking, and
// leads to the form with that letter.
func TestLetterBecame(t *testing.T) {
	c := twoLetters()
	shown := get(t, gehoor.Dutch, c)
	wants(t, shown, []string{
		"Verstuurd op maandag 1 juni 2026, aangetekend. Vastgelegd door Bram Kwelder (behandelaar),",
		"Aangekomen op dinsdag 2 juni 2026. Bevestigd door het kabinet of secretariaat, met een bewijs van ontvangst.",
		"Advies gevraagd met deze brief.", "Advies gekregen. Vastgelegd door Bram Kwelder (behandelaar),",
		"Nog niet vastgelegd als verstuurd. Vastleggen: Brief verstuurd", "Nog niet vastgelegd als aangekomen.", "Nog geen antwoord vastgelegd.",
		"Brief 1, voor commissaris van de Koning",
	})
	if n := strings.Count(words(shown), "Advies gevraagd met deze brief."); n != 1 {
		t.Errorf("advice was sought with %d letters", n)
	}
	led := func(p *webtest.Page) (all []string) {
		for _, a := range p.All("a") {
			if href := webtest.Attr(a, "href"); strings.Contains(href, page.NameLetter+"=") {
				all = append(all, href)
			}
		}
		return all
	}
	var want []string
	for _, kind := range []gehoor.Kind{record.KindLetterSent, record.KindLetterReceived, record.KindAdvised, record.KindTakenOver} {
		k, _ := record.Of(kind)
		want = append(want, "/nl"+page.RecordPath(c.Dossier.ID, k)+"?brief=2")
	}
	if got := led(shown); !slices.Equal(got, want) {
		t.Errorf("it leads to\n%v, want\n%v", got, want)
	}
	c.Query = "?lijst=te-laat%3D1"
	if got := led(get(t, gehoor.English, c)); len(got) != 4 || !strings.HasSuffix(got[0], "?lijst=te-laat%3D1&brief=2") {
		t.Errorf("with a list it leads to %v", got)
	}
	c.Dossier.Boxes[2].Key = ""
	if got := led(get(t, gehoor.English, c)); len(got) != 0 {
		t.Errorf("without a key of the notes it leads to %v", got)
	}
}

// TestLetterBeforehand: the form has the letter of the address chosen, and whom it is for;
// without one, or with one that there is not, nothing. Where there are no letters the
// question that need not be answered is not asked.
func TestLetterBeforehand(t *testing.T) {
	advised, _ := record.Of(record.KindAdvised)
	sent, _ := record.Of(record.KindLetterSent)
	chosen := func(c page.Case, k record.Type) (all []string) {
		for _, o := range getRecord(t, gehoor.English, c, k).All("option") {
			if webtest.Has(o, "selected") {
				all = append(all, webtest.Attr(o, "value"))
			}
		}
		return all
	}
	for typed, want := range map[string][]string{"brief=2": {"sipa", "2"}, "": nil, "brief=3": nil, "brief=-1": nil, "brief=x": nil} {
		q, err := url.ParseQuery(typed)
		if err != nil {
			t.Fatal(err)
		}
		c := twoLetters()
		c.Letter = page.ReadNumber(q, page.NameLetter)
		if got := chosen(c, advised); !slices.Equal(got, want) {
			t.Errorf("%q chooses %v, want %v", typed, got, want)
		}
	}
	c := twoLetters()
	if c.Letter = 1; !slices.Equal(chosen(c, sent), []string{"1"}) {
		t.Errorf("that it was sent is of %v", chosen(c, sent))
	}
	wants(t, getRecord(t, gehoor.English, answered(), advised), nil, "On which sealed letter?")
	wants(t, getRecord(t, gehoor.English, answered(), sent), []string{"Which letter?"})
}
