package dossier_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/record"
)

// TestWhoCares: where two care coordinators handle the dossier they alone get the key of
// what is written about care, also who comes later; with one, everybody who handles does.
func TestWhoCares(t *testing.T) {
	handling := []gehoor.PersonID{noor, bram, jet}
	coordinates := func(p gehoor.PersonID) record.Record {
		return record.Record{What: record.KindAssigned, Fields: record.Fields{"task": "care-coordinator", "person": string(p), "declared": true}}
	}
	s := dossier.New()
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, bram))
	if got := s.Carers(handling); len(got) != 3 {
		t.Errorf("where nobody coordinates %v care", got)
	}
	tell(t, s, coordinates(bram))
	if got := s.Carers(handling); len(got) != 3 {
		t.Errorf("with one coordinator %v care", got)
	}
	tell(t, s, coordinates(noor), made(gehoor.Case, "", noor, bram), made(gehoor.Care, "", noor, bram))
	if got := s.Carers(handling); len(got) != 2 || got[0] != noor || got[1] != bram {
		t.Errorf("with two coordinators %v care", got)
	}
	passes := func() bool {
		for _, c := range s.Passes(noor, jet) {
			if c == gehoor.Care {
				return true
			}
		}
		return false
	}
	if passes() {
		t.Error("who handles and does not coordinate gets the key of care")
	}
	tell(t, s, coordinates(jet))
	if !passes() {
		t.Error("a coordinator who comes later gets no key of care")
	}
}

// TestWordsAboutCare: they lie apart once their compartment was made, and those of before
// stay where they are; who cannot open it writes nothing to it.
func TestWordsAboutCare(t *testing.T) {
	s := dossier.New()
	planned := record.Record{What: "care.planned", Content: "c1", Fields: record.Fields{"for": "reporter", "safety_plan": true, "review_on": "2026-06-01"}}
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, bram), made(gehoor.Case, "", noor, bram), planned)
	if got := s.Records[0].In; got != gehoor.Case {
		t.Errorf("words of before lie in %s", got)
	}
	_, err := s.Record(planned, noor, false)
	wantCode(t, err, dossier.CodeNoCompartment)
	if _, err := s.Record(planned, noor, true); err != nil {
		t.Errorf("who makes the compartment: %v", err)
	}
	tell(t, s, made(gehoor.Care, "", noor, bram))
	later := planned
	later.Content = "c2"
	tell(t, s, later)
	if got := s.Records[1].In; got != gehoor.Care || s.Records[0].In != gehoor.Case {
		t.Errorf("words of later lie in %s, of before in %s", got, s.Records[0].In)
	}
	_, err = s.Record(planned, jet, false)
	wantCode(t, err, dossier.CodeNoCompartment)
}
