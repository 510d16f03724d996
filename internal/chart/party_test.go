package chart_test

import (
	"slices"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
)

// TestFellows: who has an account and is or was of a party of the person concerned, in
// whatever letters; not the person concerned, and nobody of a person without a party.
func TestFellows(t *testing.T) {
	c := imported(t)
	of := func(person gehoor.PersonID, n int, parties ...string) chart.Place {
		p := chart.Place{Person: person, Account: account(id(n))}
		for _, party := range parties {
			p.Posts = append(p.Posts, chart.Post{Office: gehoor.OfficeCouncilMember, Party: party})
		}
		return p
	}
	fold(t, c, chart.Placed{Places: []chart.Place{
		of(alderman, 21, "Veenhaven Vooruit", "Zeewering"), of(id(31), 22, "Dorp en Dijk"), of(id(32), 23, "zeewering "), of(id(33), 24), of(id(34), 25, "Dorp en Dijk", "VEENHAVEN  vooruit"),
	}})
	want := []gehoor.PersonID{account(id(23)), account(id(25))}
	slices.Sort(want)
	if got := c.Fellows(alderman); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := c.Fellows(id(33)); got != nil {
		t.Errorf("of somebody without a party: %v", got)
	}
}

// TestPartySuspends: whoever handles, keeps a key or is told; a mayor must be told.
func TestPartySuspends(t *testing.T) {
	for _, r := range gehoor.Roles() {
		want := r.Handles() || r == gehoor.RoleCustodian || r == gehoor.RoleDeputyMayor || r == gehoor.RoleSecretary || r == gehoor.RoleDeputySecretary || r == gehoor.RoleCouncilClerk
		if got := chart.PartySuspends(r); got != want {
			t.Errorf("%s: %v", r, got)
		}
	}
}
