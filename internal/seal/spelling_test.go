package seal_test

import (
	"strings"
	"testing"

	"filippo.io/age"
	"pgregory.net/rapid"

	"github.com/gehoor/gehoor/internal/seal"
)

// Whatever is accepted is spelt as age spells it: a key has one text, so that
// two texts are two keys.
func TestRecipientHasOneSpelling(t *testing.T) {
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	right := id.Recipient().String()
	odd := []string{"A", "Q", "1", "b", "i", "o", "\u212a", "\u0130", "\xff", " ", "q", "p", "l", ""}
	rapid.Check(t, func(t *rapid.T) {
		s := right
		for range rapid.IntRange(0, 2).Draw(t, "changes") {
			at := rapid.IntRange(0, len(s)-1).Draw(t, "at")
			s = s[:at] + rapid.SampledFrom(odd).Draw(t, "letter") + s[at+1:]
		}
		if rapid.Bool().Draw(t, "upper") && s != right {
			s = strings.ToUpper(s)
		}
		r, err := seal.ParseRecipient(s)
		if s == right && err != nil {
			t.Fatalf("the right one is refused: %v", err)
		}
		if err != nil {
			return
		}
		h, err := age.ParseHybridRecipient(s)
		if err != nil || h.String() != s || string(r) != s {
			t.Fatalf("accepted, and spelt otherwise: %v", err)
		}
	})
	if respell(right, 0) != right {
		t.Fatal("the test does not spell as age does")
	}
	for name, s := range map[string]string{
		"capitals": strings.ToUpper(right), "a space after": right + " ", "a letter too many": right + "q", "none": "",
		"spare bits": respell(right, 1),
	} {
		if _, err := seal.ParseRecipient(s); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// respell sets the spare bits of the last letter of the key, with a checksum that
// fits: 1,216 bytes are 1,945 letters and three bits, so two bits are spare.
func respell(right string, spare byte) string {
	const letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	text := right[len("age1pq1") : len(right)-6]
	const name = "age1pq"
	var values []byte
	for _, c := range []byte(name) {
		values = append(values, c>>5)
	}
	values = append(values, 0)
	for _, c := range []byte(name) {
		values = append(values, c&31)
	}
	key := len(values)
	for i := range len(text) {
		values = append(values, byte(strings.IndexByte(letters, text[i])))
	}
	values[len(values)-1] |= spare
	check := polymod(append(append([]byte(nil), values...), 0, 0, 0, 0, 0, 0)) ^ 1
	out := []byte(right[:len("age1pq1")])
	for _, v := range values[key:] {
		out = append(out, letters[v])
	}
	for i := range 6 {
		out = append(out, letters[check>>(5*(5-i))&31])
	}
	return string(out)
}

// polymod is the checksum of BIP-173.
func polymod(values []byte) uint32 {
	check := uint32(1)
	for _, v := range values {
		top := check >> 25
		check = check&0x1ffffff<<5 ^ uint32(v)
		for i, g := range []uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				check ^= g
			}
		}
	}
	return check
}
