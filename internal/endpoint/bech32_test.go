package endpoint

import (
	"strings"
	"testing"
)

// The valid strings of BIP-173 that have no data beyond what eight-bit groups
// can say are spelled from their values.
func TestBech32OfBIP173(t *testing.T) {
	for _, want := range []string{
		"a12uel5l",
		"an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
		"abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
		"11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
		"split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
		"?1ezyfcl",
	} {
		cut := strings.LastIndexByte(want, '1')
		prefix, data := want[:cut], want[cut+1:len(want)-6]
		values := make([]byte, len(data))
		for i := range data {
			values[i] = byte(strings.IndexByte(bech32Alphabet, data[i]))
		}
		if got := spellBech32(prefix, values); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestBech32RefusesPrefix(t *testing.T) {
	for _, prefix := range []string{"", "UP", "spa ce", "\x7f", strings.Repeat("x", 84)} {
		if s, err := encodeBech32(prefix, []byte{1}); err == nil {
			t.Errorf("%q: %s", prefix, s)
		}
	}
}
