package endpoint_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/web/browser/words"
)

const org gehoor.OrgID = "veenhaven"

// The vectors of BIP-39 for 128 bits, from the proposal's reference.
var bip39 = map[string]string{
	"00000000000000000000000000000000": "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
	"7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f": "legal winner thank year wave sausage worth useful legal winner thank yellow",
	"80808080808080808080808080808080": "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
	"ffffffffffffffffffffffffffffffff": "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
	"9e885d952ad362caeb4efe34a8e91bd2": "ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic",
	"c0ba5a8e914111210f2bd131f3d5e08d": "scheme spot photo card baby mountain device kick cradle pact join borrow",
	"23db8160a31d3e0dca3688ed941adbf3": "cat swing flag economy stadium alone churn speed unique patch report train",
	"f30f8c1da665478f49b001d94c5fc452": "vessel ladder alter error federal sibling chat ability sun glass valve picture",
}

func TestCodeOfBIP39(t *testing.T) {
	for bytes, want := range bip39 {
		c := codeFromHex(t, bytes)
		if got := strings.Join(c.Words(gehoor.English), " "); got != want {
			t.Errorf("%s: %s", bytes, got)
		}
		if got, err := endpoint.ParseCode(want, gehoor.English); err != nil || got != c {
			t.Errorf("%s: %v", want, err)
		}
	}
}

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}

func TestParseCodeForgives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom(languages).Draw(t, "language")
		c := endpoint.NewCode(func(b []byte) {
			copy(b, rapid.SliceOfN(rapid.Byte(), len(b), len(b)).Draw(t, "bytes"))
		})
		typed := c.Words(lang)
		for i, word := range typed {
			typed[i] = mangle(t, words.List(lang), word)
		}
		between := rapid.SampledFrom([]string{" ", "  ", "\n", ", ", " - ", "\t7. "}).Draw(t, "between")
		text := between + strings.Join(typed, between) + between
		got, err := endpoint.ParseCode(text, lang)
		if err != nil || got != c {
			t.Fatalf("%q: %v", text, err)
		}
		if any, err := endpoint.ParseAnyCode(text, gehoor.Dutch); lang == gehoor.Dutch && (err != nil || any != c) {
			t.Fatalf("ParseAnyCode(%q): %v", text, err)
		}
	})
}

// mangle changes a word as people do, without making it another word.
func mangle(t *rapid.T, list []string, word string) string {
	switch rapid.IntRange(0, 3).Draw(t, "how") {
	case 0:
		return strings.ToUpper(word)
	case 1:
		return strings.ToUpper(word[:1]) + word[1:]
	case 2:
		if len(word) > 4 && countPrefix(list, word[:4]) == 1 {
			return word[:4]
		}
	}
	return word
}

func countPrefix(list []string, prefix string) int {
	n := 0
	for _, w := range list {
		if strings.HasPrefix(w, prefix) {
			n++
		}
	}
	return n
}

func TestParseCodeSaysWhatIsWrong(t *testing.T) {
	good := "legal winner thank year wave sausage worth useful legal winner thank yellow"
	for text, want := range map[string]endpoint.CodeError{
		"":                                       {Fault: endpoint.FaultCount},
		"legal winner":                           {Fault: endpoint.FaultCount, Count: 2},
		good + " legal":                          {Fault: endpoint.FaultCount, Count: 13},
		strings.Repeat("a", 600):                 {Fault: endpoint.FaultCount},
		strings.Replace(good, "year", "jaar", 1): {Fault: endpoint.FaultUnknown, Count: 12, Positions: []int{4}},
		strings.Replace(good, "wave", "wåve", 1):  {Fault: endpoint.FaultUnknown, Count: 12, Positions: []int{5}},
		strings.Replace(good, "legal", "le", 2):   {Fault: endpoint.FaultUnknown, Count: 12, Positions: []int{1, 9}},
		strings.Replace(good, "useful", "usf", 1): {Fault: endpoint.FaultUnknown, Count: 12, Positions: []int{8}},
		strings.Replace(good, "yellow", "you", 1): {Fault: endpoint.FaultChecksum, Count: 12},
	} {
		_, err := endpoint.ParseCode(text, gehoor.English)
		var got *endpoint.CodeError
		if !errors.As(err, &got) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, *got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestSecretsAreHidden(t *testing.T) {
	c := codeFromHex(t, "9e885d952ad362caeb4efe34a8e91bd2")
	r, err := c.Reporter(org)
	if err != nil {
		t.Fatal(err)
	}
	plain := plainFromHex(t, "9e885d952ad362caeb4efe34a8e91bd2158a77c0")
	k, err := plain.Keys(org)
	if err != nil {
		t.Fatal(err)
	}
	printed := fmt.Sprintf("%v %+v %#v %x %v %+v %#v %x %v %+v %#v %x", c, c, c, r.Identity, plain, plain, plain, plain, k, k, k, k)
	for _, secret := range []string{"AGE-SECRET", "9e88", "158", hex.EncodeToString(k.Seed[:4])} {
		if strings.Contains(printed, secret) {
			t.Errorf("printed %s: %s", secret, printed)
		}
	}
}

func TestSameCodeIsAStrangerElsewhere(t *testing.T) {
	c := codeFromHex(t, "9e885d952ad362caeb4efe34a8e91bd2")
	here, err := c.Reporter(org)
	if err != nil {
		t.Fatal(err)
	}
	there, err := c.Reporter("elders")
	if err != nil {
		t.Fatal(err)
	}
	if here.LookUp == there.LookUp || here.Identity.Secret() == there.Identity.Secret() {
		t.Error("one code is recognisable in two organisations")
	}
}

func codeSeeds() []string {
	seeds := []string{"", "a b c", strings.Repeat("zoo ", 12), "1. Legal\n2. Winner", "\xff\xfe"}
	for _, w := range bip39 {
		seeds = append(seeds, w)
	}
	return seeds
}

func TestSeeds(t *testing.T) {
	if n := len(codeSeeds()); n < 10 {
		t.Errorf("%d seeds for FuzzParseCode", n)
	}
}

func FuzzParseCode(f *testing.F) {
	for _, s := range codeSeeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := endpoint.ParseCode(text, gehoor.English)
		if err != nil {
			var fault *endpoint.CodeError
			if !errors.As(err, &fault) {
				t.Errorf("%q: %v is no CodeError", text, err)
			}
			return
		}
		again, err := endpoint.ParseCode(strings.Join(c.Words(gehoor.English), " "), gehoor.English)
		if err != nil || again != c {
			t.Errorf("%q reads as another code when shown: %v", text, err)
		}
	})
}

func codeFromHex(t testing.TB, s string) (c endpoint.Code) {
	t.Helper()
	fromHex(t, c[:], s)
	return c
}

func plainFromHex(t testing.TB, s string) (c endpoint.PlainCode) {
	t.Helper()
	fromHex(t, c[:], s)
	return c
}

func fromHex(t testing.TB, to []byte, s string) {
	t.Helper()
	if n, err := hex.Decode(to, []byte(s)); err != nil || n != len(to) {
		t.Fatalf("%q is no %d bytes: %v", s, len(to), err)
	}
}
