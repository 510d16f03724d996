package counsel_test

import (
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/counsel"
)

const (
	fenna gehoor.PersonID = "f"
	mia   gehoor.PersonID = "m"
	siem  gehoor.PersonID = "s"
)

func fold(t *testing.T, s *counsel.State, by gehoor.PersonID, facts ...gehoor.Fact) {
	t.Helper()
	for _, f := range facts {
		if err := s.Fold(gehoor.Event{Kind: f.Kind(), At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Actor: gehoor.ByPerson(by)}, f); err != nil {
			t.Fatal(err)
		}
	}
}

func given(t *testing.T) *counsel.State {
	t.Helper()
	s := counsel.New()
	facts, err := s.Give(counsel.Given{Own: "own", To: []counsel.To{{mia, gehoor.RoleMayor, "to mia"}, {siem, gehoor.RoleSecretary, "to siem"}}})
	if err != nil {
		t.Fatal(err)
	}
	fold(t, s, fenna, facts...)
	return s
}

// TestGive: it is for somebody at the top, each once.
func TestGive(t *testing.T) {
	for name, g := range map[string]counsel.Given{
		"nobody":          {Own: "own"},
		"a caseworker":    {Own: "own", To: []counsel.To{{mia, gehoor.RoleCaseworker, "c"}}},
		"twice the same":  {Own: "own", To: []counsel.To{{mia, gehoor.RoleMayor, "c"}, {mia, gehoor.RoleMayor, "d"}}},
		"no words":        {Own: "own", To: []counsel.To{{mia, gehoor.RoleMayor, ""}}},
		"none of its own": {To: []counsel.To{{mia, gehoor.RoleMayor, "c"}}},
	} {
		var r *gehoor.Refusal
		if _, err := counsel.New().Give(g); !errors.As(err, &r) || r.Code != counsel.CodeNobody {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestMayHave: each has what is sealed to them, and nothing else.
func TestMayHave(t *testing.T) {
	s := given(t)
	if _, err := s.Answer(mia, counsel.Answered{Content: "back", Own: "copy"}); err == nil {
		t.Error("answered before it was confirmed")
	}
	confirmed, err := s.Confirm(mia)
	if err != nil || len(confirmed) != 1 {
		t.Fatal(confirmed, err)
	}
	before := s.Clone()
	fold(t, s, mia, confirmed...)
	facts, err := s.Answer(mia, counsel.Answered{Content: "back", Own: "copy"})
	if err != nil {
		t.Fatal(err)
	}
	fold(t, s, mia, facts...)
	if again, err := s.Answer(mia, counsel.Answered{Content: "back", Own: "copy"}); err != nil || len(again) != 0 {
		t.Errorf("sent again: %v, %v", again, err)
	}
	if again, err := s.Confirm(mia); err != nil || len(again) != 0 {
		t.Errorf("confirmed again: %v, %v", again, err)
	}
	if a, _ := before.Of(mia); !a.ConfirmedAt.IsZero() {
		t.Error("a copy changed too")
	}
	for who, may := range map[gehoor.PersonID]string{fenna: "own back", mia: "to mia copy", siem: "to siem", "stranger": ""} {
		got := ""
		for _, c := range []gehoor.ContentID{"own", "to mia", "to siem", "back", "copy", ""} {
			if s.MayHave(who, c) {
				got += " " + string(c)
			}
		}
		if got != "" {
			got = got[1:]
		}
		if got != may {
			t.Errorf("%s may have %q, want %q", who, got, may)
		}
	}
	for _, act := range []func() ([]gehoor.Fact, error){func() ([]gehoor.Fact, error) { return s.Confirm("stranger") }, func() ([]gehoor.Fact, error) { return s.Answer(fenna, counsel.Answered{Content: "a", Own: "b"}) }} {
		if _, err := act(); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("a stranger: %v", err)
		}
	}
	if err := s.Fold(gehoor.Event{Kind: "counsel.else"}, other{}); err == nil {
		t.Error("an unknown fact is taken")
	}
}

type other struct{}

func (other) Kind() gehoor.Kind { return "counsel.else" }
