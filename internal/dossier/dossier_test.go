package dossier_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/google/go-cmp/cmp"
)

const (
	noor  = gehoor.PersonID("noor")
	bram  = gehoor.PersonID("bram")
	jet   = gehoor.PersonID("jet")
	first = gehoor.SignalID("first")
)

var recovery = dossier.Custody{Custodians: []gehoor.PersonID{jet, bram}, Threshold: 2}

// tell folds facts as events of one actor.
func tell(t *testing.T, s *dossier.State, facts ...gehoor.Fact) {
	t.Helper()
	for _, f := range facts {
		e := gehoor.Event{Kind: f.Kind(), Actor: gehoor.ByPerson(noor), At: time.Unix(1_750_000_000, 0)}
		if err := s.Fold(e, f); err != nil {
			t.Fatal(err)
		}
	}
}

func made(c gehoor.Compartment, reporter gehoor.SignalID, people ...gehoor.PersonID) dossier.CompartmentMade {
	f := dossier.CompartmentMade{Compartment: c, Epoch: 1, Recipient: "age1pq1x", Threshold: 2,
		Shares: []dossier.Share{{Custodian: bram}, {Custodian: jet}}}
	for _, p := range people {
		f.Grants = append(f.Grants, dossier.Grant{Person: p, Content: gehoor.ContentID("key-" + p)})
	}
	if reporter != "" {
		f.Grants = append(f.Grants, dossier.Grant{Signal: reporter, Content: "key-reporter"})
	}
	return f
}

func TestMakeCompartment(t *testing.T) {
	both := []gehoor.PersonID{noor, bram}
	noShares := made(gehoor.Conversation, first, noor, bram)
	noShares.Shares = noShares.Shares[:1]
	lower := made(gehoor.Conversation, first, noor, bram)
	lower.Threshold = 1
	later := made(gehoor.Conversation, first, noor, bram)
	later.Epoch = 2
	nobody := made(gehoor.Conversation, first, noor, bram)
	nobody.Grants[0].Person = ""
	for _, c := range []struct {
		name    string
		fact    dossier.CompartmentMade
		holders []gehoor.PersonID
		signal  gehoor.SignalID
		want    gehoor.Code
	}{
		{"for all holders and the reporter", made(gehoor.Conversation, first, noor, bram), both, first, ""},
		{"in another order", made(gehoor.Conversation, first, bram, noor), both, first, ""},
		{"for one holder only", made(gehoor.Conversation, first, noor), both, first, dossier.CodeHolders},
		{"for one too many", made(gehoor.Conversation, first, noor, bram, jet), both, first, dossier.CodeHolders},
		{"for one twice", made(gehoor.Conversation, first, noor, noor), both, first, dossier.CodeHolders},
		{"where one holder is all there is", made(gehoor.Conversation, first, noor), both[:1], first, dossier.CodeAlone},
		{"without the reporter", made(gehoor.Conversation, "", noor, bram), both, first, gehoor.CodeMalformed},
		{"for another signal's reporter", made(gehoor.Conversation, "other", noor, bram), both, first, gehoor.CodeMalformed},
		{"for nobody in particular", nobody, both, first, gehoor.CodeMalformed},
		{"with a custodian left out", noShares, both, first, dossier.CodeShares},
		{"with a lower threshold", lower, both, first, dossier.CodeShares},
		{"in a later epoch", later, both, first, dossier.CodeShares},
		{"identity for one of them", made(gehoor.Identity, first, noor), both, first, ""},
		{"identity for nobody but the reporter", made(gehoor.Identity, first), both, first, ""},
		{"identity for a stranger", made(gehoor.Identity, first, jet), both, first, dossier.CodeHolders},
		{"internal words with the reporter in", made(gehoor.Case, first, noor, bram), both, "", gehoor.CodeMalformed},
		{"internal words", made(gehoor.Case, "", noor, bram), both, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			facts, err := dossier.New().MakeCompartment(c.fact, c.holders, dossier.Coded{Signal: c.signal}, recovery)
			wantCode(t, err, c.want)
			if c.want == "" && len(facts) != 1 {
				t.Errorf("%d facts, want 1", len(facts))
			}
		})
	}
}

func TestACompartmentIsMadeOnce(t *testing.T) {
	s := dossier.New()
	f := made(gehoor.Conversation, first, noor, bram)
	tell(t, s, f)
	_, err := s.MakeCompartment(f, []gehoor.PersonID{noor, bram}, dossier.Coded{Signal: first}, recovery)
	wantCode(t, err, dossier.CodeMade)
}

func TestExclusionBeatsHolding(t *testing.T) {
	s := dossier.New()
	tell(t, s, made(gehoor.Conversation, first, noor, bram))
	if !s.Holds(bram, gehoor.Conversation) {
		t.Fatal("bram was granted the key and does not hold it")
	}
	tell(t, s, dossier.Excluded{Person: bram, Reason: dossier.ReasonReporter})
	if s.Holds(bram, gehoor.Conversation) {
		t.Error("an excluded person holds a key")
	}
	if diff := cmp.Diff([]gehoor.PersonID{noor}, s.Holders(gehoor.Conversation)); diff != "" {
		t.Errorf("holders (-want +got)\n%s", diff)
	}
	_, err := s.Grant(dossier.Granted{Compartment: gehoor.Conversation, Epoch: 1, Person: bram})
	wantCode(t, err, dossier.CodeEligible)
}

func TestGrant(t *testing.T) {
	s := dossier.New()
	tell(t, s, made(gehoor.Conversation, first, noor, bram))
	_, err := s.Grant(dossier.Granted{Compartment: gehoor.Case, Epoch: 1, Person: jet})
	wantCode(t, err, dossier.CodeNoCompartment)
	_, err = s.Grant(dossier.Granted{Compartment: gehoor.Conversation, Epoch: 2, Person: jet})
	wantCode(t, err, dossier.CodeNoCompartment)
	_, err = s.Grant(dossier.Granted{Compartment: gehoor.Conversation, Epoch: 1, Person: noor})
	wantCode(t, err, dossier.CodeGranted)
	facts, err := s.Grant(dossier.Granted{Compartment: gehoor.Conversation, Epoch: 1, Person: jet})
	wantCode(t, err, "")
	tell(t, s, facts...)
	if !s.Holds(jet, gehoor.Conversation) {
		t.Error("a grant grants nothing")
	}
}

func TestNoteNeedsTheCaseCompartment(t *testing.T) {
	s := dossier.New()
	_, err := s.WriteNote("words", noor, false)
	wantCode(t, err, dossier.CodeNoCompartment)
	if _, err := s.WriteNote("words", noor, true); err != nil {
		t.Error(err)
	}
	tell(t, s, made(gehoor.Case, "", noor, bram))
	if _, err := s.WriteNote("words", noor, false); err != nil {
		t.Error(err)
	}
	_, err = s.WriteNote("words", jet, false)
	wantCode(t, err, dossier.CodeNoCompartment)
}

// A clone shares nothing that folding changes.
func TestClone(t *testing.T) {
	s := dossier.New()
	tell(t, s, made(gehoor.Conversation, first, noor, bram))
	c := s.Clone()
	tell(t, c, dossier.Excluded{Person: noor}, dossier.NoteWritten{Content: "x"},
		dossier.Granted{Compartment: gehoor.Conversation, Epoch: 1, Person: jet}, made(gehoor.Case, "", noor, bram))
	if s.Excluded(noor) || len(s.Notes) != 0 || s.Holds(jet, gehoor.Conversation) || len(s.Compartments()) != 1 {
		t.Error("folding onto a clone changed the original")
	}
}

type stranger struct{}

func (stranger) Kind() gehoor.Kind { return "dossier.never-heard-of" }

func TestFoldForgetsNothing(t *testing.T) {
	if err := dossier.New().Fold(gehoor.Event{Kind: "dossier.never-heard-of"}, stranger{}); err == nil {
		t.Error("an unknown fact of our own noun is ignored")
	}
	if err := dossier.New().Fold(gehoor.Event{Kind: "measure.imposed"}, stranger{}); err != nil {
		t.Errorf("a fact of another noun: %v", err)
	}
	if err := dossier.NewAvailability().Fold(gehoor.Event{Kind: "opened.never-heard-of"}, stranger{}); err == nil {
		t.Error("an unknown fact of an opened stream is ignored")
	}
}

func TestMadeAvailableOnce(t *testing.T) {
	a := dossier.NewAvailability()
	facts := a.Give(noor, "words")
	if len(facts) != 1 {
		t.Fatalf("%d facts, want 1", len(facts))
	}
	if err := a.Fold(gehoor.Event{Kind: facts[0].Kind()}, facts[0]); err != nil {
		t.Fatal(err)
	}
	if len(a.Give(noor, "words")) != 0 || len(a.Give(bram, "words")) != 1 {
		t.Error("the first time, and only the first, is a fact, for each person")
	}
	if !a.To(noor, "words") || a.To(bram, "words") {
		t.Error("it does not know to whom content was made available")
	}
}

func wantCode(t *testing.T, err error, want gehoor.Code) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
		return
	}
	if !errors.Is(err, &gehoor.Refusal{Code: want}) {
		t.Errorf("got %v, want refusal %s", err, want)
	}
}

func ExampleState_Holders() {
	s := dossier.New()
	_ = s.Fold(gehoor.Event{Kind: "dossier.compartment-made"}, dossier.CompartmentMade{
		Compartment: gehoor.Conversation, Epoch: 1,
		Grants: []dossier.Grant{{Person: noor}, {Person: bram}, {Signal: first}},
	})
	_ = s.Fold(gehoor.Event{Kind: "dossier.excluded"}, dossier.Excluded{Person: bram, Reason: dossier.ReasonReporter})
	fmt.Println(s.Holders(gehoor.Conversation))
	// Output: [noor]
}
