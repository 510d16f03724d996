// The names of the chart in pieces that can be sealed: JSON, each piece at most 200 KiB.
// What the next import wants to remember stands in the first.
import type { Remembered } from "./columns.ts";
import type { Refused } from "./match.ts";
import type { Person } from "./people.ts";

/** The largest piece before it is sealed. */
export const MAX_PIECE_BYTES = 200 << 10;

/** What an import leaves for the next one. */
export interface Import {
	/** The day of the import, "2026-05-26". */
	readonly on: string;
	readonly mapping: Remembered;
	readonly refused: readonly Refused[];
	/** What was mended, the last one last. */
	readonly mended?: readonly Mended[];
}

/** That two people turned out to be one (kept, other), or one to be two (here, gone), and why. */
export interface Mended {
	readonly on: string;
	readonly what: "merge" | "split";
	readonly people: readonly string[];
	readonly reason: string;
}

/** The names of a chart. */
export interface Names {
	readonly people: readonly Person[];
	readonly last: Import;
}

const encoder = new TextEncoder();

/** Cuts names into pieces of JSON. */
export function cut({ people, last }: Names): string[] {
	const pieces: string[] = [];
	let head = `{"v":1,"import":${JSON.stringify(last)},"people":[`;
	let begun: string[] = [];
	let size = 0;
	const close = (): void => {
		pieces.push(`${head}${begun.join(",")}]}`);
		head = `{"v":1,"people":[`;
		begun = [];
		size = 0;
	};
	for (const person of people) {
		const json = JSON.stringify(person);
		const bytes = encoder.encode(json).length + 1;
		if (begun.length > 0 && encoder.encode(head).length + size + bytes + 2 > MAX_PIECE_BYTES) close();
		begun.push(json);
		size += bytes;
	}
	close();
	return pieces;
}

/** Reads pieces in their order; throws a TypeError for what is no piece of names. */
export function join(pieces: readonly Readonly<Record<string, unknown>>[]): Names {
	const people = pieces.flatMap((piece) => list(piece["people"]).map(person));
	const { on, mapping, refused, mended } = object(pieces[0]?.["import"]);
	return {
		people,
		last: {
			on: string(on),
			mapping: Object.fromEntries(Object.entries(object(mapping)).map(([field, heading]) => [field, string(heading)])),
			refused: list(refused).map((one) => ({ person: string(object(one)["person"]), account: string(object(one)["account"]) })),
			...(mended === undefined ? {} : { mended: list(mended).map(mend) }),
		},
	};
}

function person(value: unknown): Person {
	const { id, number, name, former, unit, function: job, mail, manager, now } = object(value);
	return {
		id: string(id), number: string(number), name: string(name), former: list(former).map(string), unit: string(unit),
		function: string(job), mail: string(mail), manager: string(manager), ...(now === undefined ? {} : { now: list(now).map(string) }),
	};
}

function mend(value: unknown): Mended {
	const { on, what, people, reason } = object(value);
	return { on: string(on), what: what === "split" ? "split" : "merge", people: list(people).map(string), reason: string(reason) };
}

function string(value: unknown): string {
	if (typeof value !== "string") throw new TypeError("not a string");
	return value;
}

function list(value: unknown): readonly unknown[] {
	if (!Array.isArray(value)) throw new TypeError("not a list");
	return value;
}

function object(value: unknown): Readonly<Record<string, unknown>> {
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("not an object");
	return value as Record<string, unknown>;
}
