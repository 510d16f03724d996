package dossier_test

import (
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
)

// Shares are outdated when a custodian came, left or made a new key since, or when
// more of them are needed; who does not hold a compartment cannot renew it.
func TestOutdatedShares(t *testing.T) {
	at := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	before, after := at.AddDate(0, 0, -1), at.AddDate(0, 0, 1)
	s := dossier.New()
	made := dossier.CompartmentMade{
		Compartment: gehoor.Conversation, Epoch: 1, Threshold: 2,
		Grants: []dossier.Grant{{Person: "noor"}}, Shares: []dossier.Share{{Custodian: "fleur"}, {Custodian: "sem"}},
	}
	if err := s.Fold(gehoor.Event{Kind: made.Kind(), At: at}, made); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		by        gehoor.PersonID
		keepers   []dossier.Keeper
		threshold int
		outdated  bool
	}{
		{"the same", "noor", []dossier.Keeper{{"sem", before}, {"fleur", at}}, 2, false},
		{"one more", "noor", []dossier.Keeper{{"sem", before}, {"fleur", before}, {"ines", before}}, 2, true},
		{"one fewer", "noor", []dossier.Keeper{{"sem", before}}, 2, true},
		{"another", "noor", []dossier.Keeper{{"sem", before}, {"ines", before}}, 2, true},
		{"a new key", "noor", []dossier.Keeper{{"sem", before}, {"fleur", after}}, 2, true},
		{"more are needed", "noor", []dossier.Keeper{{"sem", before}, {"fleur", before}}, 3, true},
		{"another, to who does not hold it", "bram", []dossier.Keeper{{"sem", before}, {"ines", before}}, 2, false},
	} {
		got := s.OutdatedShares(c.by, c.keepers, c.threshold)
		if slices.Contains(got, gehoor.Conversation) != c.outdated || len(got) > 1 {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
