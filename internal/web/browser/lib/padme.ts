// Padmé (Nikitin et al., PoPETs 2019): padded lengths are so few that they tell
// little. doc/formats.md §1; Go's internal/seal/padme.go is the same.

/** The smallest plaintext: a "yes" looks like a sentence. */
export const MIN_PADDED = 256;

/** The padded length of a plaintext of n bytes (n below 2^31). */
export function padmeSize(n: number): number {
	if (n < MIN_PADDED) return MIN_PADDED;
	const e = 31 - Math.clz32(n); // ⌊log2 n⌋
	const s = 32 - Math.clz32(e); // ⌊log2 e⌋ + 1
	const mask = 2 ** (e - s) - 1;
	return (n + mask) & ~mask;
}
