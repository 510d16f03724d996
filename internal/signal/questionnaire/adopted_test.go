package questionnaire_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// own is signal-2 as an organisation's own, with another title.
func own(t *testing.T, version int, title string) *questionnaire.Questionnaire {
	t.Helper()
	shipped, err := questionnaire.Load("signal", 2)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.Replace(string(shipped.JSON()), `"version": 2`, fmt.Sprintf(`"version": %d`, version), 1)
	return parse(t, strings.Replace(s, "Vertellen wat er speelt", title, 1))
}

func parse(t *testing.T, s string) *questionnaire.Questionnaire {
	t.Helper()
	q, err := questionnaire.Parse([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// adopts adopts a questionnaire and folds what follows, at a day in April.
func adopts(t *testing.T, a *questionnaire.Adoptions, q *questionnaire.Questionnaire, day int) {
	t.Helper()
	facts, err := a.Adopt(q, a.Chosen(q.Purpose, q.ID))
	if err != nil || len(facts) != 1 {
		t.Fatalf("%v, %d facts", err, len(facts))
	}
	e := gehoor.Event{Kind: facts[0].Kind(), Seq: gehoor.Seq(len(a.All) + 1), At: april(day), Actor: gehoor.System}
	if err := a.Fold(e, facts[0]); err != nil {
		t.Fatal(err)
	}
}

// englishText is an English text, whatever stands around it.
var englishText = regexp.MustCompile(`,\s*"en": "(\\\\.|[^"\\\\])*"`)

func april(day int) time.Time { return time.Date(2026, 4, day, 9, 0, 0, 0, time.UTC) }

// TestAdopt: what is adopted is read again byte for byte, and is asked.
func TestAdopt(t *testing.T) {
	a := &questionnaire.Adoptions{}
	if _, ok := a.Last(); ok {
		t.Error("something was adopted before anything was")
	}
	third := own(t, 7, "Vertel het ons")
	adopts(t, a, third, 1)
	last, ok := a.Last()
	if !ok || string(last.Form.JSON()) != string(third.JSON()) || last.Form.Digest() != third.Digest() {
		t.Errorf("adopted %v, %v", last, ok)
	}
	known := a.Known()
	if len(known) != len(questionnaire.All())+1 || known[len(known)-1].Digest() != third.Digest() {
		t.Errorf("%d are known", len(known))
	}
	// One that is shipped can be chosen again, and is known once.
	adopts(t, a, signal(t), 2)
	if n := len(a.Known()); n != len(known) {
		t.Errorf("%d are known, want %d", n, len(known))
	}
}

func TestAdoptRefuses(t *testing.T) {
	a := &questionnaire.Adoptions{}
	third := own(t, 7, "Vertel het ons")
	adopts(t, a, third, 1)
	every := parse(t, everyKind)
	for name, c := range map[string]struct {
		q     *questionnaire.Questionnaire
		after gehoor.Digest
		want  gehoor.Code
	}{
		"the same again":          {third, third.Digest(), questionnaire.CodeAsked},
		"another of that version": {own(t, 7, "Iets anders"), third.Digest(), questionnaire.CodeVersion},
		"a shipped version":       {own(t, 2, "Iets anders"), third.Digest(), questionnaire.CodeVersion},
		"decided before":          {own(t, 8, "Iets anders"), "", questionnaire.CodeMoved},
		"no office":               {every, third.Digest(), questionnaire.CodeNoOffice},
	} {
		if _, err := a.Adopt(c.q, c.after); !errors.Is(err, gehoor.Refuse(c.want)) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	one := strings.Replace(oneLanguage(t), `"version": 2`, `"version": 9`, 1)
	if _, err := a.Adopt(parse(t, one), third.Digest()); !errors.Is(err, gehoor.Refuse(questionnaire.CodeLanguages)) {
		t.Errorf("one language: %v", err)
	}
}

// oneLanguage is signal-2 in Dutch only.
func oneLanguage(t *testing.T) string {
	t.Helper()
	shipped, err := questionnaire.Load("signal", 2)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.Replace(string(shipped.JSON()), `["nl", "en"]`, `["nl"]`, 1)
	return englishText.ReplaceAllString(s, "")
}

// TestFoldRefuses: a file that is not the one that was adopted is no state.
func TestFoldRefuses(t *testing.T) {
	facts, err := (&questionnaire.Adoptions{}).Adopt(own(t, 7, "Vertel het ons"), "")
	if err != nil {
		t.Fatal(err)
	}
	good := facts[0].(questionnaire.Adopted)
	e := gehoor.Event{Kind: good.Kind(), Seq: 1, At: april(1)}
	other := good
	other.Digest = "sha256-" + gehoor.Digest(strings.Repeat("0", 64))
	cut := good
	cut.File = good.File[:len(good.File)/2]
	for name, f := range map[string]questionnaire.Adopted{"another digest": other, "half a file": cut, "no file": {}} {
		if err := (&questionnaire.Adoptions{}).Fold(e, f); err == nil {
			t.Errorf("%s is folded", name)
		}
	}
	if err := (&questionnaire.Adoptions{}).Fold(gehoor.Event{Kind: "questionnaire.burnt"}, nil); err == nil {
		t.Error("an unknown fact of our own is passed over")
	}
	if err := (&questionnaire.Adoptions{}).Fold(gehoor.Event{Kind: "dossier.opened"}, nil); err != nil {
		t.Error(err)
	}
}

// TestBetween: a page can have been open for weeks before its signal came in.
func TestBetween(t *testing.T) {
	a := &questionnaire.Adoptions{}
	names := func(day time.Time) (all []int) {
		for _, q := range a.Between(day, day) {
			all = append(all, q.Version)
		}
		return all
	}
	if d := cmp.Diff([]int{1, 2, 3}, names(april(1))); d != "" {
		t.Error(d)
	}
	adopts(t, a, own(t, 7, "Vertel"), 1)
	adopts(t, a, own(t, 8, "Zeg"), 20)
	for day, want := range map[time.Time][]int{
		april(2): {1, 2, 3, 7}, april(20): {1, 2, 3, 7, 8}, april(1).AddDate(0, 1, 15): {7, 8}, april(1).AddDate(0, 6, 0): {8},
	} {
		if d := cmp.Diff(want, names(day)); d != "" {
			t.Errorf("%s: %s", day.Format(time.DateOnly), d)
		}
	}
}
