package phrase_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/protocol/phrase"
)

// TestCase: a name goes into a sentence and a sentence begins; what is written in
// capitals stays.
func TestCase(t *testing.T) {
	for s, want := range map[string][2]string{
		"Wethouder": {"wethouder", "Wethouder"}, "een ander": {"een ander", "Een ander"}, "OR": {"OR", "OR"},
		"Één": {"één", "Één"}, "I": {"I", "I"}, "": {"", ""},
	} {
		if lower, upper := phrase.Lower(s), phrase.Upper(s); lower != want[0] || upper != want[1] {
			t.Errorf("%q: %q and %q", s, lower, upper)
		}
	}
}
