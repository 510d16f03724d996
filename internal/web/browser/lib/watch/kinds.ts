// What a file calls a change, and which of the changes that are compared that is.
import { plain } from "../chart/people.ts";
import type { Table } from "../chart/csv.ts";

/** The changes that are compared (internal/record, Changes). */
export const KINDS = ["transfer", "appraisal", "contract-ended", "schedule", "reprimand", "pay", "no-promotion"] as const;
export type Kind = (typeof KINDS)[number];

/** How many words for changes a file may have: more is another column. */
export const MAX_WORDS = 60;

/** A word for changes, and on how many lines it stands. */
export interface Word {
	readonly word: string;
	readonly lines: number;
}

const LESS = /minder|lager|verlag|inhoud|ingetrokken|intrekk|stopzet|less|lower|reduc|cut|withdrawn/;

/** How changes are called, the surest first: "geen promotie" before "promotie". */
const SPELLED: readonly (readonly [Kind, RegExp])[] = [
	["no-promotion", /(geen|niet|afgewezen|geweigerd|no|not|denied|refused).*(promotie|bevorder|promot)|(promotie|bevorder|promot).*(geen|niet|afgewezen|geweigerd|denied|refused)/],
	["contract-ended", /niet verlengd|niet verlengen|contract gestopt|einde (contract|dienst|aanstelling|arbeids)|uit dienst|ontslag|beeindig|not renewed|contract end|end of contract|terminat|dismiss/],
	["transfer", /overplaats|herplaats|andere (afdeling|standplaats)|transfer|reassign|redeploy/],
	["reprimand", /berisping|waarschuwing|disciplin|reprimand|warning/],
	["schedule", /rooster|werktijd|schedule|roster|working hours/],
	["appraisal", /beoordeling|functionering|appraisal|performance|evaluation/],
];

/** Which change a word is; "" for one that is not compared. */
export function kindOf(word: string): Kind | "" {
	const said = plain(word);
	const found = SPELLED.find(([, spelled]) => spelled.test(said));
	if (found) return found[0];
	return /loon|salaris|toelage|bezoldiging|\bpay\b|salary|wage|allowance/.test(said) && LESS.test(said) ? "pay" : "";
}

/** The words for changes in a column, those on the most lines first; more says that there are too many. */
export function wordsIn({ lines }: Table, column: number): { readonly words: readonly Word[]; readonly more: boolean } {
	const counted = new Map<string, number>();
	for (const { cells } of lines) {
		const word = cells[column] ?? "";
		if (word !== "") counted.set(word, (counted.get(word) ?? 0) + 1);
	}
	const words = [...counted].map(([word, n]): Word => ({ word, lines: n })).sort((a, b) => b.lines - a.lines || a.word.localeCompare(b.word));
	return { words: words.slice(0, MAX_WORDS), more: words.length > MAX_WORDS };
}
