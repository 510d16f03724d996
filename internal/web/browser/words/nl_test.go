package words_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// dutchDigest freezes nl.txt: a changed word would change what a code means
// that somebody wrote down.
const dutchDigest = "20060f3f427a21e2fe7e018557c8ac0346b10d9249cda87d92c0b07dc2a8cf4d"

// unfit are words that must never come back, by accident or by a kind offer:
// each stands for one of the rules in nl.README.md.
var unfit = []string{
	"dood", "bang", "haat", "slaan", "dader", "mes", "wapen", "graf", "straf", "traan", // hurt, fright
	"borst", "kont", "naakt", "kus", "bed", "hoer", "zaad", "mond", "lichaam", // body
	"kerk", "god", "duivel", "heks", "partij", "raad", "politie", "arts", "ziek", // faith, politics, medicine
	"melding", "bericht", "dossier", "geheim", "klacht", "licht", "getuige", "bewijs", // our own words
	"een", "twee", "drie", "vier", "acht", "tien", "nul", "punt", "komma", // what is said around the words
}

// TestDutchRules reads the file itself, so that it checks what is shipped and
// not what some loader makes of it.
func TestDutchRules(t *testing.T) {
	list := lines(t, "nl.txt")
	if len(list) != 2048 {
		t.Fatalf("%d words, want 2,048", len(list))
	}
	if !slices.IsSorted(list) {
		t.Error("the list is not sorted by byte")
	}
	shape := regexp.MustCompile(`^[a-z]{3,8}$`)
	starts := map[string]string{}
	for _, w := range list {
		if !shape.MatchString(w) {
			t.Errorf("%q is not 3 to 8 letters a-z", w)
			continue
		}
		start := w[:min(4, len(w))]
		if other, taken := starts[start]; taken {
			t.Errorf("%q and %q begin with the same four letters", other, w)
		}
		starts[start] = w
	}
	for _, w := range list {
		if short, taken := starts[w[:3]]; taken && short != w {
			t.Errorf("%q is the beginning of %q", short, w)
		}
	}
	for _, w := range unfit {
		if slices.Contains(list, w) {
			t.Errorf("%q is unfit", w)
		}
	}
}

func TestDutchWordsSoundApart(t *testing.T) {
	heard := map[string]string{}
	for _, w := range lines(t, "nl.txt") {
		if other, taken := heard[sound(w)]; taken {
			t.Errorf("%q and %q sound the same", other, w)
		}
		heard[sound(w)] = w
	}
}

func TestDutchAndEnglishShareNoWord(t *testing.T) {
	dutch := lines(t, "nl.txt")
	for _, w := range lines(t, "en.txt") {
		if _, found := slices.BinarySearch(dutch, w); found {
			t.Errorf("%q is in both lists", w)
		}
	}
}

func TestDutchIsFrozen(t *testing.T) {
	data, err := os.ReadFile("nl.txt")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); got != dutchDigest {
		t.Errorf("nl.txt has digest %s, want %s: codes that people wrote down would mean something else", got, dutchDigest)
	}
}

// TestSound keeps the ear of the tests honest: it must take words for the same
// that a listener takes for the same, and no others.
func TestSound(t *testing.T) {
	for _, same := range [][2]string{
		{"rijs", "reis"}, {"rauw", "rouw"}, {"hard", "hart"}, {"web", "wep"}, {"vest", "fest"},
		{"zee", "see"}, {"laken", "lakken"}, {"kopie", "kopi"}, {"citer", "siter"}, {"cacao", "kakao"}, {"lach", "lag"},
	} {
		if sound(same[0]) != sound(same[1]) {
			t.Errorf("%q and %q are heard as different: %q, %q", same[0], same[1], sound(same[0]), sound(same[1]))
		}
	}
	for _, other := range [][2]string{{"boom", "boon"}, {"schip", "sip"}, {"tak", "dak"}} {
		if sound(other[0]) == sound(other[1]) {
			t.Errorf("%q and %q are heard as the same", other[0], other[1])
		}
	}
}

var (
	spelling = strings.NewReplacer(
		"sch", "sg", "ij", "y", "ei", "y", "auw", "ou", "ouw", "ou", "au", "ou", "ch", "g", "th", "t", "qu", "kw", "x", "ks",
		"ce", "se", "ci", "si", "cy", "sy", "c", "k", "ie", "i", "v", "f", "z", "s",
	)
	finals = strings.NewReplacer("d$", "t", "b$", "p", "$", "")
)

// sound writes a word as a listener may hear it: rougher than Dutch is, so that
// what it holds apart is apart for everybody.
func sound(w string) string {
	single := slices.Compact([]byte(spelling.Replace(w)))
	return finals.Replace(string(single) + "$")
}

func lines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, ended := strings.CutSuffix(string(data), "\n")
	if !ended {
		t.Errorf("%s does not end with a line end", name)
	}
	return strings.Split(text, "\n")
}
