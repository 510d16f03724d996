// Whose changes could be a reporter's. A staff number is sure; a name is a question that
// the caseworker answers, because namesakes never count by themselves. Pure.
import { plain } from "../chart/people.ts";
import type { Change } from "./check.ts";

/** A reporter who agreed. */
export interface Sought {
	/** As the reporter gave it. */
	readonly name: string;
	/** "" if the reporter gave none. */
	readonly number: string;
	/** The first and the last day of what is compared. */
	readonly from: string;
	readonly until: string;
}

/** Somebody of the file, with what changed. */
export interface Somebody {
	readonly number: string;
	readonly name: string;
	readonly by: "number" | "name";
	/** By day. */
	readonly changes: readonly Change[];
}

/** What was found of one reporter. */
export interface Found {
	/** Those with the number first. */
	readonly people: readonly Somebody[];
	/** How many more there are than are told. */
	readonly more: number;
}

/** How many namesakes a caseworker can look at. */
export const MAX_PEOPLE = 20;

/** Words between a given name and a surname, which people write or leave out. */
const BETWEEN = new Set(["van", "de", "der", "den", "het", "ten", "ter", "te", "op", "in", "aan", "von", "du"]);

/** The parts of a name that are compared. */
const partsOf = (name: string): readonly string[] =>
	plain(name).replace(/['’‘][st]\b/g, " ").split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "" && !BETWEEN.has(part));

/** Whether a name has enough in it: a surname alone is half a town. */
export const comparable = (name: string): boolean => partsOf(name).length >= 2;

/** A staff number without what systems put around it. */
const bare = (number: string): string => plain(number).replace(/[^a-z0-9]/g, "").replace(/^0+/, "");

/** Compares changes with reporters, in their order. */
export function match(changes: readonly Change[], sought: readonly Sought[]): Found[] {
	const read = changes.map((change) => ({ change, number: bare(change.number), parts: partsOf(change.name) }));
	return sought.map((one) => {
		const number = bare(one.number);
		const parts = partsOf(one.name);
		const people = new Map<string, { by: Somebody["by"]; changes: Change[] }>();
		for (const { change, number: theirs, parts: named } of read) {
			if (change.day < one.from || change.day > one.until) continue;
			const by = number !== "" && theirs !== "" ? (number === theirs ? "number" : "") : sameName(parts, named) ? "name" : "";
			if (by === "") continue;
			const key = theirs === "" ? `name ${named.join(" ")}` : `number ${theirs}`;
			const known = people.get(key);
			if (known) known.changes.push(change);
			else people.set(key, { by, changes: [change] });
		}
		const all = [...people.values()].map(({ by, changes: theirs }): Somebody => ({
			number: theirs[0]?.number ?? "", name: theirs[0]?.name ?? "", by, changes: theirs.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.line - b.line)),
		}));
		all.sort((a, b) => Number(b.by === "number") - Number(a.by === "number"));
		return { people: all.slice(0, MAX_PEOPLE), more: Math.max(0, all.length - MAX_PEOPLE) };
	});
}

/** Whether two names can be of one person: all parts of the shorter one are in the other, an initial for a name too, and one of them in full. */
function sameName(a: readonly string[], b: readonly string[]): boolean {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	if (short.length < 2) return false;
	const left = [...long];
	const take = (at: number): boolean => at >= 0 && left.splice(at, 1).length > 0;
	const rest = short.filter((part) => !take(left.indexOf(part)));
	const whole = short.some((part) => part.length > 1 && !rest.includes(part));
	return whole && rest.every((part) => take(left.findIndex((other) => initial(part, other) || initial(other, part))));
}

const initial = (one: string, other: string): boolean => one.length === 1 && other.startsWith(one);
