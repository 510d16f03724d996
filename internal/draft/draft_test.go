package draft_test

import (
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/draft"
)

func TestParseForm(t *testing.T) {
	signal := strings.Repeat("0a", 16)
	for form, want := range map[string]gehoor.SignalID{
		"message-" + signal:                   gehoor.SignalID(signal),
		"acknowledge-" + signal:               gehoor.SignalID(signal),
		"answer-demand-" + signal:             gehoor.SignalID(signal),
		"ask-consent-other-" + signal:         gehoor.SignalID(signal),
		"~" + strings.Repeat("_-9", 14) + "a": "",
	} {
		f, err := draft.ParseForm(form)
		if err != nil || f.Signal() != want {
			t.Errorf("%s: %q, %v", form, f.Signal(), err)
		}
	}
	for _, form := range []string{"", "note", "message-", "message-" + signal + "0", "write-measure.taken", "close-" + signal, "~short", "~" + strings.Repeat("a", 44), "x~" + strings.Repeat("a", 43), "message-" + strings.ToUpper(signal), "~" + strings.Repeat("a", 42) + "\n"} {
		if _, err := draft.ParseForm(form); err == nil {
			t.Errorf("%q is a form", form)
		}
	}
}

func TestParseMark(t *testing.T) {
	want := draft.Mark{0: 1, 31: 255}
	got, err := draft.ParseMark(want.String())
	if err != nil || got != want {
		t.Errorf("%v, %v", got, err)
	}
	for _, s := range []string{"", strings.Repeat("A", 64), strings.Repeat("a", 63), strings.Repeat("a", 65)} {
		if _, err := draft.ParseMark(s); err == nil {
			t.Errorf("%q is a mark", s)
		}
	}
}

// TestPace: somebody who saves as a page does is never stopped; a loop is, and nobody
// else with it.
func TestPace(t *testing.T) {
	var p draft.Pace
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for range 1000 {
		now = now.Add(draft.SavesEvery)
		if err := p.Take("veenhaven", "noor", now); err != nil {
			t.Fatal(err)
		}
	}
	taken := 0
	for range 1000 {
		if p.Take("veenhaven", "noor", now) == nil {
			taken++
		}
	}
	if taken >= draft.Saves+1 || taken < draft.Saves-1 {
		t.Errorf("%d saves at once", taken)
	}
	if err := p.Take("veenhaven", "bram", now); err != nil {
		t.Errorf("another person: %v", err)
	}
	if err := p.Take("duinrade", "noor", now); err != nil {
		t.Errorf("elsewhere: %v", err)
	}
}
