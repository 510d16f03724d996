package words_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/browser/words"
)

// digests freeze the lists: a changed word would change what a code means that
// somebody wrote down. English is the list of BIP-39.
var digests = map[gehoor.Language]string{
	gehoor.Dutch:   "20060f3f427a21e2fe7e018557c8ac0346b10d9249cda87d92c0b07dc2a8cf4d",
	gehoor.English: "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
}

func TestListsAreFrozen(t *testing.T) {
	for lang, want := range digests {
		sum := sha256.Sum256([]byte(strings.Join(words.List(lang), "\n") + "\n"))
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
}

func TestLists(t *testing.T) {
	for lang := range digests {
		list := words.List(lang)
		if len(list) != words.Size {
			t.Fatalf("%s: %d words", lang, len(list))
		}
		prefixes := map[string]string{}
		for i, w := range list {
			if i > 0 && list[i-1] >= w || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" || len(w) < 3 || len(w) > 8 {
				t.Errorf("%s: word %d: %q", lang, i+1, w)
			}
			prefix := w[:min(len(w), 4)]
			if other := prefixes[prefix]; other != "" {
				t.Errorf("%s: %q and %q begin with the same four letters", lang, other, w)
			}
			prefixes[prefix] = w
		}
	}
}

// A code is read in whichever language it was written down; with no word in
// both lists there is never a doubt.
func TestListsShareNoWord(t *testing.T) {
	for _, w := range words.List(gehoor.Dutch) {
		if slices.Contains(words.List(gehoor.English), w) {
			t.Errorf("%q is in both lists", w)
		}
	}
}

func TestListOfNoLanguage(t *testing.T) {
	if words.List("fr") != nil {
		t.Error("there is a French list")
	}
}
