package keyed_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/keyed"
)

func TestMAC(t *testing.T) {
	m, other := keyed.New([32]byte{'K', 'K', 'K'}), keyed.New([32]byte{'L'})
	seen := map[[32]byte]string{}
	for _, parts := range [][]string{{}, {""}, {"", ""}, {"ab"}, {"a", "b"}, {"b", "a"}, {"ab", ""}, {"", "ab"}, {"a", "b", ""}} {
		sum := m(parts...)
		if before, twice := seen[sum]; twice {
			t.Errorf("%q and %s are one", parts, before)
		}
		seen[sum] = fmt.Sprintf("%q", parts)
		if sum != m(parts...) || sum == other(parts...) {
			t.Errorf("%q: not a function of the key and the parts", parts)
		}
	}
	if said := fmt.Sprintf("%v %+v %#v", m, m, struct{ M keyed.MAC }{m}); strings.Contains(said, "75 75") || strings.Contains(said, "KK") {
		t.Errorf("the key is printed: %s", said)
	}
}
