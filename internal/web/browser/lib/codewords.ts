// Looking whether somebody has written down the code: two of the twelve words,
// compared as forgivingly as a code is read.

/** Two different places in a code, the lower one first, counted from 1. */
export function twoPlaces(random: (below: number) => number = below, words = 12): readonly [number, number] {
	const one = random(words);
	const other = (one + 1 + random(words - 1)) % words;
	return one < other ? [one + 1, other + 1] : [other + 1, one + 1];
}

/** Whether a typed word is the one; capitals and spaces do not matter, and four letters are enough. */
export function sameWord(typed: string, word: string): boolean {
	const plain = typed.toLowerCase().replace(/[^\p{L}\p{M}]+/gu, "");
	return plain === word || (plain.length >= 4 && word.startsWith(plain));
}

/** A number from 0 to below n. It guards nothing: it only spares asking for the same words each time. */
function below(n: number): number {
	return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % n;
}
