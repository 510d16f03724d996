package seal_test

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor/internal/seal"
)

// TestGivenRoot: a root is known by its key or its number, also when people write that in
// groups, and leads on along planned changes alone.
func TestGivenRoot(t *testing.T) {
	const org = "veenhaven"
	type root struct {
		signer note.Signer
		key    string
	}
	make := func() root {
		secret, public, err := note.GenerateKey(rand.Reader, seal.RootName(org))
		if err != nil {
			t.Fatal(err)
		}
		signer, err := note.NewSigner(secret)
		if err != nil {
			t.Fatal(err)
		}
		return root{signer, public}
	}
	first, second, third := make(), make(), make()
	change := func(way seal.RootWay, from, to root, by ...note.Signer) string {
		text, err := seal.SignRootChange(org, seal.RootChange{Way: way, Before: from.key, Root: to.key, On: time.Now()}, by...)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	planned := change(seal.RootPlanned, first, second, first.signer, second.signer)
	lost := change(seal.RootLost, second, third, third.signer)
	number := seal.RootNumber(org, first.key)
	for _, said := range []string{first.key, number, strings.ReplaceAll(number, " ", ""), "  " + number} {
		given, err := seal.ParseGivenRoot(said)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range []struct {
			now     root
			changes []string
			want    bool
		}{
			{first, nil, true}, {second, nil, false}, {second, []string{planned}, true}, {second, []string{"geen note", planned}, true},
			{third, []string{planned, lost}, false}, {third, []string{planned}, false},
		} {
			if got := given.LeadsTo(org, one.now.key, one.changes); got != one.want {
				t.Errorf("%q leads to %q by %d changes: %v", said, one.now.key, len(one.changes), got)
			}
		}
		if given.LeadsTo("elders", second.key, []string{planned}) {
			t.Error("it leads to another organisation's")
		}
	}
	for _, said := range []string{"", "geen", number[1:], number + "1", first.key[1:]} {
		if given, err := seal.ParseGivenRoot(said); err == nil {
			t.Errorf("%q is a root: %q", said, given)
		}
	}
	if seal.GivenRoot("").Is(org, first.key) || seal.GivenRoot("").LeadsTo(org, first.key, nil) {
		t.Error("no root is one")
	}
}
