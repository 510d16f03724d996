package seal

import "math/bits"

// MinPadded is the smallest plaintext: shorter ones all look alike, so that a
// "yes" looks like a sentence.
const MinPadded = 256

// PadmeSize is the padded length of a plaintext of n bytes, by Padmé (Nikitin
// et al., PoPETs 2019): at least [MinPadded], at most 12 % more than n, and one
// of so few values that a length tells little. It is its own fixed point:
// PadmeSize(PadmeSize(n)) = PadmeSize(n).
func PadmeSize(n int) int {
	if n < MinPadded {
		return MinPadded
	}
	e := bits.Len(uint(n)) - 1 // ⌊log2 n⌋
	s := bits.Len(uint(e))     // ⌊log2 e⌋ + 1
	mask := 1<<(e-s) - 1
	return (n + mask) &^ mask
}

// Pad appends zeros up to [PadmeSize].
func Pad(plain []byte) []byte {
	return append(plain, make([]byte, PadmeSize(len(plain))-len(plain))...)
}
