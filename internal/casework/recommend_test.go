package casework_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
)

// codes are those of what is adopted.
func codes(r casework.Recommended) []string {
	var all []string
	for _, d := range r.Adopts {
		all = append(all, d.Code)
	}
	return all
}

// TestRecommended: the protocols of a profile are adopted with one decision; what is in
// force already stays as it is, and dossiers that are open keep what they had.
func TestRecommended(t *testing.T) {
	w := newWorld(t)
	r, err := w.Recommend(t.Context(), veenhaven, "small")
	w.must(err)
	want := []string{"common", "manager", "office-holder", "formal-report", "complaint", "inquiry"}
	if got := codes(r); !slices.Equal(got, want) || len(r.Lacks) == 0 {
		t.Fatalf("adopts %v, lacks %v", got, r.Lacks)
	}
	before := w.inForce()
	w.must(w.AdoptProfile(t.Context(), veenhaven, gehoor.System, "small", adoption.Gates{Body: "college"}, before))
	p, err := w.Protocols(t.Context(), veenhaven)
	w.must(err)
	if len(p.Set) != 7 || len(p.All) != 6 || len(p.Offered) != 0 {
		t.Errorf("%d in force, %d adopted, %d offered", len(p.Set), len(p.All), len(p.Offered))
	}
	if n := p.LastNumbers(); n.Parameters()["common"]["signals"] != 2 || n.Gates.Body != "college" {
		t.Errorf("numbers: %+v", n)
	}
	for _, a := range p.All {
		if a.Gates.Body != "college" {
			t.Errorf("%s was decided by %q", a.Protocol, a.Gates.Body)
		}
	}
	if r, err = w.Recommend(t.Context(), veenhaven, "large"); err != nil || len(r.Adopts) != 0 {
		t.Errorf("afterwards it adopts %v: %v", codes(r), err)
	}
	refused := func(what string, err error, code gehoor.Code) {
		t.Helper()
		if !errors.Is(err, &gehoor.Refusal{Code: code}) {
			t.Errorf("%s: %v, want %s", what, err, code)
		}
	}
	refused("again", w.AdoptProfile(t.Context(), veenhaven, gehoor.System, "large", adoption.Gates{}, w.inForce()), adoption.CodeInForce)
	w.must(w.RetireProtocol(t.Context(), veenhaven, gehoor.System, "inquiry", w.inForce()))
	refused("on an old page", w.AdoptProfile(t.Context(), veenhaven, gehoor.System, "small", adoption.Gates{}, before), adoption.CodeMoved)
	w.must(w.AdoptProfile(t.Context(), veenhaven, gehoor.System, "small", adoption.Gates{}, w.inForce()))
	if _, err := w.Recommend(t.Context(), veenhaven, "huge"); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a profile that is not: %v", err)
	}
	if err := w.AdoptProfile(t.Context(), veenhaven, gehoor.System, "huge", adoption.Gates{}, w.inForce()); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a profile that is not: %v", err)
	}
}
