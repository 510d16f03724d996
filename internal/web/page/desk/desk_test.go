package desk_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

func TestReference(t *testing.T) {
	for id, want := range map[gehoor.DossierID]string{
		"3f9a2c00000000000000000000000001": "3F9\u00a0A2C",
		"short":                            "short", // no ID is this short; nothing panics
	} {
		if got := desk.Reference(id); got != want {
			t.Errorf("Reference(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestLeft(t *testing.T) {
	// A term is due in the last second of a day in the Netherlands.
	due := time.Date(2026, 6, 10, 21, 59, 59, 0, time.UTC)
	for _, c := range []struct {
		now     time.Time
		nl, en  string
		urgency desk.Urgency
	}{
		{due.AddDate(0, 0, -5), "nog 5 dagen", "5 days left", desk.Ahead},
		{due.AddDate(0, 0, -2), "nog 2 dagen", "2 days left", desk.Soon},
		{due.AddDate(0, 0, -1), "nog 1 dag", "1 day left", desk.Soon},
		{time.Date(2026, 6, 9, 22, 0, 0, 0, time.UTC), "vandaag", "today", desk.Soon}, // midnight here
		{due, "vandaag", "today", desk.Soon},
		{due.Add(time.Second), "1 dag te laat", "1 day late", desk.Overdue},
		{due.AddDate(0, 0, 2), "2 dagen te laat", "2 days late", desk.Overdue},
	} {
		for lang, want := range map[gehoor.Language]string{gehoor.Dutch: c.nl, gehoor.English: c.en} {
			got, urgency := desk.Left(text.For(lang), due, c.now)
			if got != want || urgency != c.urgency {
				t.Errorf("at %s: %q, %v; want %q, %v", c.now, got, urgency, want, c.urgency)
			}
		}
	}
	noon := time.Date(2026, 6, 10, 10, 0, 0, 0, time.UTC)
	if got, urgency := desk.Left(text.For(gehoor.Dutch), noon, noon.Add(time.Minute)); got != "sinds vandaag te laat" || urgency != desk.Overdue {
		t.Errorf("late on the same day: %q, %v", got, urgency)
	}
}

// TestLeftOverSummerTime: a day with 23 or 25 hours is one day.
func TestLeftOverSummerTime(t *testing.T) {
	due := protocol.Date{Year: 2026, Month: 10, Day: 26}.At(23, 59, 59)
	if got, _ := desk.Left(text.For(gehoor.Dutch), due, protocol.Date{Year: 2026, Month: 10, Day: 24}.At(0, 0, 0)); got != "nog 2 dagen" {
		t.Errorf("over the end of summer time: %q", got)
	}
}

func TestNames(t *testing.T) {
	w := text.For(gehoor.English)
	for _, s := range desk.Stages() {
		if desk.Stage(w, s) == string(s) {
			t.Errorf("stage %s has no name", s)
		}
	}
	for _, s := range shipped.Receive(casework.Vocabulary()).Steps {
		if desk.Step(w, s.Code, gehoor.Text{}) == string(s.Code) {
			t.Errorf("step %s has no name", s.Code)
		}
	}
	if got := desk.Step(w, "weigh", gehoor.Text{}); got != "weigh" {
		t.Errorf("a step from elsewhere: %q", got)
	}
	if got := desk.Stage(w, view.Stage("later")); got != "later" {
		t.Errorf("a stage from elsewhere: %q", got)
	}
	function := gehoor.Text{NL: "behandelaar", EN: "caseworker"}
	if got := desk.Person(w, &directory.Person{Function: function}); got != "caseworker" {
		t.Errorf("without a published name: %q", got)
	}
	if got := desk.Person(w, &directory.Person{Function: function, Name: "Noor Zilverberk"}); got != "Noor Zilverberk (caseworker)" {
		t.Errorf("with one: %q", got)
	}
	if got := desk.Day(w, time.Date(2026, 6, 5, 0, 0, 0, 0, time.UTC)); got != "5 June 2026" {
		t.Errorf("day: %q", got)
	}
}

// TestEveryExit: each way to end has its words, for staff and for the reporter.
func TestEveryExit(t *testing.T) {
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		w := text.For(lang)
		for _, e := range dossier.Exits() {
			for _, key := range []text.Key{text.ExitKey(string(e)), text.EndedKey(string(e))} {
				if w.Say(key) == string(key) {
					t.Errorf("%s: no %s", lang, key)
				}
			}
		}
	}
}
