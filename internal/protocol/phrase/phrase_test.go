package phrase_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/google/go-cmp/cmp"
)

func TestSpan(t *testing.T) {
	for in, want := range map[string][2]string{
		"7kd":          {"7 dagen", "7 days"},
		"1wd":          {"1 werkdag", "1 working day"},
		"24u":          {"24 uur", "24 hours"},
		"4wu":          {"4 werkuren", "4 working hours"},
		"1mnd+2wk":     {"1 maand en 2 weken", "1 month and 2 weeks"},
		"1mnd+2wk+3kd": {"1 maand, 2 weken en 3 dagen", "1 month, 2 weeks and 3 days"},
	} {
		s, err := protocol.ParseSpan(in)
		if err != nil {
			t.Fatal(err)
		}
		got := [2]string{phrase.Span(text.For(gehoor.Dutch), s), phrase.Span(text.For(gehoor.English), s)}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", in, d)
		}
	}
}

// TestTerms: what a step's terms are called, with their basis.
func TestTerms(t *testing.T) {
	d := shipped.Receive(casework.Vocabulary())
	want := []string{"7 dagen, eigen keuze", "7 dagen, Wbk art. 2, als een formele melding van het signaal is gemaakt"}
	if d := cmp.Diff(want, phrase.Terms(text.For(gehoor.Dutch), d.Steps[0], shipped.Law())); d != "" {
		t.Error(d)
	}
	if got := phrase.Start(text.For(gehoor.Dutch), d.Steps[1].Start[1]); got != "7 dagen nadat het signaal is ontvangen" {
		t.Error(got)
	}
	if got := phrase.By(text.For(gehoor.English), "signal.message-sent", protocol.ByReporter); got != "a message was sent, by the reporter" {
		t.Error(got)
	}
	if got := phrase.Fact(text.For(gehoor.English), "record.unheard-of"); got != "“record.unheard-of” was recorded" {
		t.Error(got)
	}
}

// TestEveryFact: every kind that a protocol can name has a sentence in both languages,
// and no sentence is of a kind that there is not.
func TestEveryFact(t *testing.T) {
	kinds := casework.Vocabulary()
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		w := text.For(lang)
		for _, k := range kinds {
			if key := phrase.FactKey(k.Kind); w.Say(key) == string(key) {
				t.Errorf("%s: %s has no sentence", lang, key)
			}
		}
		for _, key := range w.Keys() {
			if kind, ok := strings.CutPrefix(string(key), "fact."); ok {
				if _, there := kinds.Kind(gehoor.Kind(kind)); !there {
					t.Errorf("%s: %s is of no kind", lang, key)
				}
			}
		}
	}
	if len(kinds) < 100 {
		t.Fatalf("only %d kinds: the search is broken", len(kinds))
	}
}
