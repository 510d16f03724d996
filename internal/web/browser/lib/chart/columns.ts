// Which column of the file holds what: guessed from the headings, as personnel systems
// write them in Dutch and in English; somebody can say otherwise.
import columns from "../../../../personnel/columns.json";
import { plain } from "./people.ts";

/** What a column can hold. */
export type Field =
	| "number"
	| "name"
	| "given"
	| "prefix"
	| "surname"
	| "manager"
	| "standIn"
	| "unit"
	| "function"
	| "mail"
	| "office"
	| "party"
	| "from"
	| "until";

/** Which column holds what, by its place from 0. */
export type Mapping = Readonly<Partial<Record<Field, number>>>;

/** The same by the columns' headings, as it is remembered for the next file. */
export type Remembered = Readonly<Partial<Record<Field, string>>>;

/** How headings are written, the surest first. Compared without spaces and signs; Go reads the same file (internal/personnel). */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = columns;

/** The fields in the order in which they are asked. */
export const FIELDS = Object.keys(HEADINGS) as readonly Field[];

/** A heading without spaces, signs and marks on letters. */
const bare = (heading: string): string => plain(heading).replace(/[^a-z0-9]/g, "");

/** Guesses which column holds what: what was said the last time goes first. No column is taken twice. */
export function guess(headings: readonly string[], remembered: Remembered = {}): Mapping {
	const mapping: Partial<Record<Field, number>> = {};
	const taken = new Set<number>();
	const take = (field: Field, at: number): void => {
		if (at < 0 || taken.has(at) || mapping[field] !== undefined) return;
		mapping[field] = at;
		taken.add(at);
	};
	for (const field of FIELDS) {
		const said = remembered[field];
		if (said !== undefined) take(field, headings.indexOf(said));
	}
	const bares = headings.map(bare);
	const most = Math.max(...FIELDS.map((field) => HEADINGS[field].length));
	for (let rank = 0; rank < most; rank++) {
		for (const field of FIELDS) {
			const spelled = HEADINGS[field][rank];
			if (spelled !== undefined && !leftOut(field, remembered, headings)) take(field, bares.indexOf(spelled));
		}
	}
	return mapping;
}

/** Whether somebody left a field without a column the last time, in a file with these headings. */
function leftOut(field: Field, remembered: Remembered, headings: readonly string[]): boolean {
	const said = Object.values(remembered);
	return said.length > 0 && remembered[field] === undefined && said.every((heading) => headings.includes(heading));
}

/** What is remembered of a mapping. */
export function remember(headings: readonly string[], mapping: Mapping): Remembered {
	const remembered: Partial<Record<Field, string>> = {};
	for (const field of FIELDS) {
		const heading = headings[mapping[field] ?? -1];
		if (heading !== undefined) remembered[field] = heading;
	}
	return remembered;
}

/** What a mapping lacks or has twice; "" if it can be used. */
export function unmapped(mapping: Mapping): "" | "number" | "name" | "twice" {
	if (mapping.number === undefined) return "number";
	if (mapping.name === undefined && mapping.surname === undefined) return "name";
	const used = Object.values(mapping);
	return new Set(used).size === used.length ? "" : "twice";
}
