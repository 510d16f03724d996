package dossier_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
)

// TestActsFor: who stands in acts with a key, while here, and only as long as nothing
// keeps them from the dossier; without a key they are named to the holders.
func TestActsFor(t *testing.T) {
	away := func(p, deputy gehoor.PersonID) gehoor.Fact { return dossier.HolderAbsent{Person: p, Deputy: deputy} }
	for _, c := range []struct {
		name    string
		facts   []gehoor.Fact
		acts    gehoor.PersonID
		keyless []gehoor.PersonID
	}{
		{"nobody is away", nil, "", nil},
		{"without a deputy", []gehoor.Fact{away(noor, "")}, "", nil},
		{"who has the keys", []gehoor.Fact{away(noor, wies)}, wies, nil},
		{"who has none", []gehoor.Fact{away(noor, saar)}, "", []gehoor.PersonID{saar}},
		{"who got them", []gehoor.Fact{away(noor, saar), dossier.Granted{Compartment: gehoor.Conversation, Epoch: 1, Person: saar, Content: "k"}}, saar, nil},
		{"who is away too", []gehoor.Fact{away(noor, wies), away(wies, "")}, "", nil},
		{"who has an interest", []gehoor.Fact{away(noor, wies), dossier.Excluded{Person: wies, Reason: dossier.ReasonReporter}}, "", nil},
		{"another", []gehoor.Fact{away(noor, saar), away(noor, wies)}, wies, nil},
		{"no longer", []gehoor.Fact{away(noor, wies), away(noor, "")}, "", nil},
		{"after the return", []gehoor.Fact{away(noor, wies), dossier.HolderReturned{Person: noor}}, "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := dossier.New()
			tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, wies))
			before := s.Clone()
			tell(t, s, c.facts...)
			if got := s.ActsFor(noor); got != c.acts {
				t.Errorf("%q acts", got)
			}
			if diff := cmp.Diff(c.keyless, s.Keyless()); diff != "" {
				t.Errorf("without a key (-want +got):\n%s", diff)
			}
			if before.ActsFor(noor) != "" || before.Keyless() != nil {
				t.Error("a clone shares what is folded")
			}
		})
	}
}

// TestMissDeputy: what is known is no new fact; another deputy is one, and an excluded
// person is never named.
func TestMissDeputy(t *testing.T) {
	s := dossier.New()
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, wies), dossier.Excluded{Person: saar, Reason: dossier.ReasonReporter})
	miss := func(p, deputy gehoor.PersonID) []gehoor.Fact {
		return s.Miss([]dossier.HolderAbsent{{Person: p, Deputy: deputy}})
	}
	want := func(what string, got []gehoor.Fact, facts ...gehoor.Fact) {
		t.Helper()
		if diff := cmp.Diff(facts, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
		tell(t, s, got...)
	}
	want("first", miss(noor, wies), dossier.HolderAbsent{Person: noor, Deputy: wies})
	since := s.AbsentSince(noor)
	want("the same", miss(noor, wies))
	want("excluded", miss(noor, saar), dossier.HolderAbsent{Person: noor})
	want("excluded again", miss(noor, saar))
	want("no holder", miss(bram, wies))
	if !s.AbsentSince(noor).Equal(since) {
		t.Error("another deputy began another absence")
	}
}
