package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
)

// doing are the places of the lines of a card that say what to do.
func doing(w *world, digest string) []int {
	w.t.Helper()
	card, err := w.Card(w.t.Context(), veenhaven, digest)
	w.must(err)
	var places []int
	for i, line := range card.Mixed() {
		if line.Do {
			places = append(places, i)
		}
	}
	return places
}

// TestCardsLearned: somebody reads a card, and practises it by telling apart what to do;
// an administrator reads how many did, and of a small group nothing.
func TestCardsLearned(t *testing.T) {
	w, ctx := newTop(t), t.Context()
	admin := gehoor.PersonID(strings.Repeat("49", 16))
	join := func(p gehoor.PersonID, role gehoor.Role) {
		w.must(w.Join(ctx, veenhaven, gehoor.System, casework.Newcomer{
			ID: p, Joined: directory.Joined{Role: role, Function: gehoor.Text{NL: string(role), EN: string(role)}},
			Key: directory.KeyPublished{Recipient: "age1pq1" + string(p), Note: "note"},
		}))
	}
	join(admin, gehoor.RoleAdministrator)
	var managers []gehoor.PersonID
	for _, n := range []string{"40", "41", "42", "43", "44"} {
		p := gehoor.PersonID(strings.Repeat(n, 16))
		managers = append(managers, p)
		join(p, gehoor.RoleManager)
	}
	cards, err := w.Cards(ctx, veenhaven)
	w.must(err)
	var one string
	for _, c := range cards {
		if c.Mixed() != nil {
			one = c.Digest()
		}
	}
	if one == "" {
		t.Fatal("no card says what not to do")
	}
	do := doing(w, one)
	w.must(w.ReadCard(ctx, veenhaven, managers[0], one))
	w.must(w.ReadCard(ctx, veenhaven, managers[0], one)) // pressed twice
	w.must(w.PractiseCard(ctx, veenhaven, managers[1], one, do))
	w.must(w.PractiseCard(ctx, veenhaven, noor, one, do))
	w.refused(w.PractiseCard(ctx, veenhaven, managers[2], one, do[1:]), casework.CodePractice)
	w.refused(w.PractiseCard(ctx, veenhaven, managers[2], one, nil), casework.CodePractice)
	var all []int
	for i := range 99 {
		all = append(all, i)
	}
	w.refused(w.PractiseCard(ctx, veenhaven, managers[2], one, all), casework.CodePractice)
	for _, wrong := range []string{"", one[:12], strings.Repeat("0", 64)} {
		if err := w.ReadCard(ctx, veenhaven, managers[2], wrong); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("card %q: %v", wrong, err)
		}
	}
	learned, err := w.Learned(ctx, veenhaven, admin)
	w.must(err)
	if len(learned) != len(cards) {
		t.Fatalf("%d cards are counted, of %d", len(learned), len(cards))
	}
	for _, l := range learned {
		byManagers, byBureau := l.By[0], l.By[3]
		want := casework.LearnedBy{People: 5}
		if l.Card.Digest() == one {
			want.Read, want.Practised = 2, 1
		}
		if byManagers != want || byManagers.Few() {
			t.Errorf("%s: managers %+v, want %+v", l.Card.Code, byManagers, want)
		}
		if l.By[1].People != 0 || !l.By[1].Few() || !l.By[2].Few() || byBureau.People != 5 {
			t.Errorf("%s: %+v", l.Card.Code, l.By)
		}
	}
	if _, err := w.Learned(ctx, veenhaven, noor); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a caseworker reads how many: %v", err)
	}
	p, err := w.Person(ctx, veenhaven, managers[0])
	w.must(err)
	if read := p.Cards[one]; !read.At.Equal(w.now) || !read.PractisedAt.IsZero() {
		t.Errorf("read %+v", read)
	}
	w.replays()
}
