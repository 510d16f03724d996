// Whether the reasons of a weighing are those of an earlier one (protocols.md,
// G-MOTIEF). The words are sealed, so it is the browser that compares: of the writer, and
// again of the second person. It compares runs of three words, in small letters and
// without signs: a name or a date that was changed leaves most of them as they are, and
// sentences that everybody writes now and then are few of them.

/** The edition of this check: another rule or threshold is another number. */
export const CHECK = 1;

/** More than this share of a text in one earlier text is too much (protocols.md, over 80 %). */
export const TOO_MUCH = 0.8;

/** How many words are looked at: twice what fits in ten pages takes a millisecond. */
export const MAX_COMPARED = 8_000;

/** How many words a run has. */
const RUN = 3;

/** What a browser found, as the server keeps it (internal/record, Likeness). */
export interface Likeness {
	readonly check: number;
	/** With how many texts it was compared. */
	readonly texts: number;
	readonly alike?: true;
}

/** The runs of words of a text; a shorter text is one run. */
function runs(text: string): Set<string> {
	const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_COMPARED);
	const all = new Set<string>();
	for (let i = 0; i + RUN <= words.length; i++) all.add(words.slice(i, i + RUN).join(" "));
	if (all.size === 0 && words.length > 0) all.add(words.join(" "));
	return all;
}

/** Which share of the runs of a text stands in another: 0 is none, 1 is all. A text without words shares nothing. */
export function share(text: string, other: string): number {
	const mine = runs(text);
	const theirs = runs(other);
	if (mine.size === 0) return 0;
	let both = 0;
	for (const run of mine) if (theirs.has(run)) both++;
	return both / mine.size;
}

/** Compares a text with earlier ones. */
export function compare(text: string, earlier: readonly string[]): Likeness {
	const alike = earlier.some((other) => share(text, other) > TOO_MUCH);
	return { check: CHECK, texts: earlier.length, ...(alike ? { alike } : {}) };
}

/** The words of what was sealed with a record: what follows the answers, which are the same in many (record.ts, sealedText). */
export function reasons(sealed: string): string {
	const after = sealed.indexOf("\n\n");
	return after < 0 ? sealed : sealed.slice(after + 2);
}
