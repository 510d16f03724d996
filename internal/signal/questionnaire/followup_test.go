package questionnaire_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// followUp is burden-1 under another id, version and title.
func followUp(t *testing.T, id string, version int, title string) *questionnaire.Questionnaire {
	t.Helper()
	shipped, err := questionnaire.Load("burden", 1)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.Replace(string(shipped.JSON()), `"id": "burden"`, fmt.Sprintf(`"id": %q`, id), 1)
	s = strings.Replace(s, `"version": 1`, fmt.Sprintf(`"version": %d`, version), 1)
	return parse(t, strings.Replace(s, "Is er iets van u gevraagd?", title, 1))
}

func names(all []*questionnaire.Questionnaire) (list []string) {
	for _, q := range all {
		list = append(list, fmt.Sprintf("%s-%d", q.ID, q.Version))
	}
	return list
}

// TestFollowUps: each id has versions of its own, none of them is ever asked of
// whoever begins, and one that was retired comes back by adopting it.
func TestFollowUps(t *testing.T) {
	a := &questionnaire.Adoptions{}
	offered := func(want ...string) {
		t.Helper()
		if d := cmp.Diff(want, names(a.FollowUps())); d != "" {
			t.Error(d)
		}
	}
	offered("burden-1")
	intake := own(t, 7, "Vertel het ons")
	adopts(t, a, intake, 1)
	adopts(t, a, followUp(t, "burden", 2, "Gaat het?"), 2)
	adopts(t, a, followUp(t, "aftercare", 1, "Nazorg"), 3)
	offered("aftercare-1", "burden-2")
	if last, _ := a.Last(); last.Form.Digest() != intake.Digest() {
		t.Errorf("%s is asked of whoever begins", last.Form.ID)
	}
	for _, q := range a.Between(april(1), april(30)) {
		if q.Purpose != questionnaire.Intake {
			t.Errorf("an account can be of %s", q.ID)
		}
	}
	facts, err := a.Retire("burden")
	if err != nil || len(facts) != 1 {
		t.Fatal(facts, err)
	}
	before := a.Clone()
	if err := a.Fold(gehoor.Event{Kind: facts[0].Kind(), At: april(4)}, facts[0]); err != nil {
		t.Fatal(err)
	}
	offered("aftercare-1")
	if len(before.FollowUps()) != 2 {
		t.Error("a clone changed with its original")
	}
	if _, err := a.Retire("burden"); !errors.Is(err, gehoor.Refuse(questionnaire.CodeRetired)) {
		t.Errorf("retired twice: %v", err)
	}
	if _, err := a.Retire("signal"); !errors.Is(err, gehoor.Refuse(questionnaire.CodeRetired)) {
		t.Errorf("an intake is retired: %v", err)
	}
	adopts(t, a, followUp(t, "burden", 2, "Gaat het?"), 5)
	offered("aftercare-1", "burden-2")
}

func TestAnIDHasOnePurpose(t *testing.T) {
	a := &questionnaire.Adoptions{}
	if _, err := a.Adopt(followUp(t, "signal", 9, "Vertel"), ""); !errors.Is(err, gehoor.Refuse(questionnaire.CodePurpose)) {
		t.Errorf("a follow-up is called as the intake is: %v", err)
	}
}

// TestFollowUpKeepsToTheConversation: nothing of it leaves the browser unsealed, and
// nothing says who somebody is.
func TestFollowUpKeepsToTheConversation(t *testing.T) {
	shipped, err := questionnaire.Load("signal", 2)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.Replace(string(shipped.JSON()), `"languages"`, `"purpose": "follow-up", "languages"`, 1)
	_, err = questionnaire.Parse([]byte(s))
	var faults questionnaire.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	of := map[string]bool{}
	for _, f := range faults {
		if code, _ := f.Code(); code != questionnaire.FaultFollowUp {
			t.Errorf("%v", f)
		}
		of[f.What] = true
	}
	if len(of) != 4 { // office, not-safe, name, contact
		t.Errorf("%v", of)
	}
	if _, err := questionnaire.Parse([]byte(strings.Replace(s, "follow-up", "survey", 1))); err == nil {
		t.Error("there is another purpose")
	}
}
