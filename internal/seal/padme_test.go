package seal_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/gehoor/gehoor/internal/seal"
)

// padme is the definition of the paper, in floating point.
func padme(n int) int {
	if n < seal.MinPadded {
		return seal.MinPadded
	}
	e := math.Floor(math.Log2(float64(n)))
	s := math.Floor(math.Log2(e)) + 1
	step := math.Pow(2, e-s)
	return int(math.Ceil(float64(n)/step) * step)
}

func TestPadmeSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 1<<22).Draw(t, "n")
		got := seal.PadmeSize(n)
		if want := padme(n); got != want {
			t.Errorf("PadmeSize(%d) = %d, the paper says %d", n, got, want)
		}
		if got < n || n >= seal.MinPadded && float64(got) > 1.12*float64(n) {
			t.Errorf("PadmeSize(%d) = %d", n, got)
		}
		if again := seal.PadmeSize(got); again != got {
			t.Errorf("no fixed point: %d, %d, %d", n, got, again)
		}
		if next := seal.PadmeSize(n + 1); next < got {
			t.Errorf("PadmeSize(%d) = %d < PadmeSize(%d) = %d", n+1, next, n, got)
		}
	})
}

func TestPadKeepsTheWords(t *testing.T) {
	padded := seal.Pad([]byte("ja"))
	if len(padded) != seal.MinPadded || string(padded[:2]) != "ja" {
		t.Errorf("Pad: %q", padded)
	}
	for _, b := range padded[2:] {
		if b != 0 {
			t.Fatalf("Pad: %q", padded)
		}
	}
}
