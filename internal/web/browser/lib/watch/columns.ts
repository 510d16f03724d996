// Which column of a file with changes holds what: guessed from the headings, as personnel
// systems write them in Dutch and in English; the caseworker can say otherwise.
import columns from "../../../../personnel/columns.json";
import { plain } from "../chart/people.ts";

/** What a column can hold. */
export type Field = "kind" | "day" | "number" | "name" | "given" | "prefix" | "surname";

/** Which column holds what, by its place from 0. */
export type Mapping = Readonly<Partial<Record<Field, number>>>;

/** How headings are written, the surest first. Compared without spaces and signs. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
	kind: ["soortwijziging", "soortmutatie", "mutatiesoort", "mutatie", "wijziging", "soort", "gebeurtenis", "reden", "kindofchange", "changetype", "change", "event", "kind", "type", "reason"],
	day: ["ingangsdatum", "datumingang", "ingangsdag", "mutatiedatum", "datumwijziging", "datum", "dag", "perdatum", "vanaf", "effectivedate", "startdate", "date", "day", "from"],
	number: columns.number,
	name: columns.name,
	given: columns.given,
	prefix: columns.prefix,
	surname: columns.surname,
};

/** The fields in the order in which they are guessed. */
export const FIELDS = Object.keys(HEADINGS) as readonly Field[];

const bare = (heading: string): string => plain(heading).replace(/[^a-z0-9]/g, "");

/** Guesses which column holds what. No column is taken twice. */
export function guess(headings: readonly string[]): Mapping {
	const bares = headings.map(bare);
	const mapping: Partial<Record<Field, number>> = {};
	const taken = new Set<number>();
	for (const field of FIELDS) {
		const at = HEADINGS[field].map((spelled) => bares.indexOf(spelled)).find((one) => one >= 0 && !taken.has(one));
		if (at === undefined) continue;
		mapping[field] = at;
		taken.add(at);
	}
	return mapping;
}

/** What a mapping lacks or has twice; "" if it can be used. A staff number or a name is enough. */
export function unmapped(mapping: Mapping): "" | "kind" | "day" | "who" | "twice" {
	if (mapping.kind === undefined) return "kind";
	if (mapping.day === undefined) return "day";
	if (mapping.number === undefined && mapping.name === undefined && mapping.surname === undefined) return "who";
	const used = Object.values(mapping);
	return new Set(used).size === used.length ? "" : "twice";
}
