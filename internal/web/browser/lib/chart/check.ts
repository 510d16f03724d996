// Makes rows of a file into people, and says at each line what is wrong. Nothing is
// imported as long as one fault is left: half a chart would put people in nobody's line.
import { utf8 } from "../bytes.ts";
import type { Field, Mapping } from "./columns.ts";
import type { Table } from "./csv.ts";
import { dayOf, isPolitical, officeOf } from "./office.ts";
import { plain, type Post } from "./people.ts";

/** Somebody in the file: of several lines with one number the first. */
export interface Row {
	readonly line: number;
	readonly number: string;
	readonly name: string;
	/** Staff numbers, "" for none. */
	readonly manager: string;
	readonly standIn: string;
	readonly unit: string;
	readonly function: string;
	readonly mail: string;
	/** In the order of their lines. */
	readonly posts: readonly Post[];
}

/** What can be wrong. */
export type FaultKind =
	| "quotes"
	| "cells"
	| "long"
	| "number-missing"
	| "name-missing"
	| "number-twice"
	| "managers-two"
	| "stand-ins-two"
	| "offices-many"
	| "manager-absent"
	| "round"
	| "stand-in-absent"
	| "stand-in-own"
	| "office-unknown"
	| "party-alone"
	| "party-long"
	| "date-wrong"
	| "date-alone"
	| "until-before-from";

/** What is wrong on a line; value is what stands there. */
export interface Fault {
	readonly line: number;
	readonly what: FaultKind;
	readonly value: string;
}

/** A file that was looked through. */
export interface Checked {
	readonly rows: readonly Row[];
	/** In the order of the lines. */
	readonly faults: readonly Fault[];
}

/** The longest value, and the longest party, which the server keeps, in bytes. */
export const MAX_CELL = 300;
export const MAX_PARTY = 60;
/** How many offices the server keeps of somebody. */
export const MAX_POSTS = 8;

/** Looks a file through. aliases are numbers that are another's now: their lines are lines of one person. */
export function check(table: Table, mapping: Mapping, aliases: ReadonlyMap<string, string> = new Map()): Checked {
	const faults: Fault[] = table.broken.map((line) => ({ line, what: "quotes", value: "" }));
	const rows: Row[] = [];
	const other = new Set<number>();
	for (const { line, cells } of table.lines) {
		const tell = (what: FaultKind, value = ""): number => faults.push({ line, what, value });
		const cell = (field: Field): string => cells[mapping[field] ?? -1] ?? "";
		if (cells.slice(table.headings.length).some((one) => one !== "")) tell("cells", String(cells.length));
		const long = cells.find((one) => one.length > MAX_CELL);
		if (long !== undefined) tell("long", `${long.slice(0, 20)}…`);
		const number = (field: Field): string => aliases.get(cell(field)) ?? cell(field);
		const post = postOf(cell, tell);
		const row = {
			line,
			number: number("number"),
			name: nameOf(cell),
			manager: number("manager"),
			standIn: number("standIn"),
			unit: cell("unit"),
			function: cell("function"),
			mail: cell("mail"),
			posts: post ? [post] : [],
		};
		if (row.number === "") tell("number-missing", row.name);
		if (row.name === "") tell("name-missing", row.number);
		rows.push(row);
		if (row.number !== cell("number")) other.add(line);
	}
	const people = together(rows, other, faults);
	faults.push(...between(people));
	return { rows: people, faults: faults.sort((a, b) => a.line - b.line) };
}

/** Puts together lines of one person: systems write one for each office or employment. At most one of them has no office; other are those under a number that is another's now. */
function together(rows: readonly Row[], other: ReadonlySet<number>, faults: Fault[]): Row[] {
	const people = new Map<string, Row>();
	const working = new Set<string>();
	const all: string[] = [];
	for (const row of rows) {
		const { line, number, manager, standIn } = row;
		const tell = (what: FaultKind, value: string): number => faults.push({ line, what, value });
		const before = number === "" ? undefined : people.get(number);
		const key = number === "" ? `line ${line}` : number;
		const works = row.posts.length === 0;
		if (!before) {
			people.set(key, row);
			all.push(key);
		} else if (!other.has(line) && !other.has(before.line) && ((works && working.has(key)) || plain(before.name) !== plain(row.name))) {
			tell("number-twice", `${number} (${before.line})`);
		} else {
			if (differ(before.manager, manager)) tell("managers-two", `${before.manager}, ${manager}`);
			if (differ(before.standIn, standIn)) tell("stand-ins-two", `${before.standIn}, ${standIn}`);
			const posts = [...before.posts, ...row.posts.filter((post) => !before.posts.some((one) => same(one, post)))];
			if (posts.length === MAX_POSTS + 1) tell("offices-many", number);
			const first = other.has(before.line) && !other.has(line) ? true : works && !other.has(line);
			people.set(key, first ? filled(row, before, posts) : filled(before, row, posts));
		}
		if (works) working.add(key);
	}
	return all.map((key) => people.get(key) as Row);
}

/** One of two lines, with what only the other says. */
function filled(one: Row, other: Row, posts: readonly Post[]): Row {
	const or = (of: (row: Row) => string): string => (of(one) === "" ? of(other) : of(one));
	return {
		line: Math.min(one.line, other.line), number: one.number, name: one.name, manager: or(({ manager }) => manager), standIn: or(({ standIn }) => standIn),
		unit: or(({ unit }) => unit), function: or((row) => row.function), mail: or(({ mail }) => mail), posts,
	};
}

const differ = (a: string, b: string): boolean => a !== "" && b !== "" && a !== b;

const same = (a: Post, b: Post): boolean => a.office === b.office && a.party === b.party && a.from === b.from && a.until === b.until;

/** The name in one column, or in up to three: "Noor", "van der", "Zilverberk". */
function nameOf(cell: (field: Field) => string): string {
	const whole = cell("name");
	return whole === "" ? [cell("given"), cell("prefix"), cell("surname")].filter((part) => part !== "").join(" ") : whole;
}

function postOf(cell: (field: Field) => string, tell: (what: FaultKind, value?: string) => void): Post | undefined {
	const [word, party] = [cell("office"), cell("party")];
	const office = word === "" ? "" : officeOf(word);
	if (office === undefined) tell("office-unknown", word);
	const from = day("from");
	const until = day("until");
	if (from && until && until < from) tell("until-before-from", `${from} – ${until}`);
	if (!office) {
		if (office === "" && party !== "") tell("party-alone", party);
		if (office === "" && (from || until)) tell("date-alone", from ?? until);
		return undefined;
	}
	if (party !== "" && !isPolitical(office)) tell("party-alone", party);
	if (utf8(party).length > MAX_PARTY) tell("party-long", party);
	return { office, ...(party === "" ? {} : { party }), ...(from ? { from } : {}), ...(until ? { until } : {}) };

	function day(field: "from" | "until"): string | undefined {
		const said = cell(field);
		const found = said === "" ? undefined : dayOf(said);
		if (said !== "" && found === undefined) tell("date-wrong", said);
		return found;
	}
}

/** What is wrong between people. */
function between(rows: readonly Row[]): Fault[] {
	const faults: Fault[] = [];
	const first = new Map(rows.filter(({ number }) => number !== "").map((row) => [row.number, row]));
	for (const { line, number, manager, standIn } of rows) {
		if (manager !== "" && !first.has(manager)) faults.push({ line, what: "manager-absent", value: manager });
		if (standIn !== "" && !first.has(standIn)) faults.push({ line, what: "stand-in-absent", value: standIn });
		else if (standIn !== "" && standIn === number) faults.push({ line, what: "stand-in-own", value: standIn });
	}
	return [...faults, ...rounds(first)];
}

/** Lines of managers that come back to where they began: one fault for each, with all numbers on the way. */
function rounds(people: ReadonlyMap<string, Row>): Fault[] {
	const faults: Fault[] = [];
	const done = new Set<string>();
	for (const start of people.keys()) {
		const way: string[] = [];
		const on = new Map<string, number>();
		for (let at: string = start; at !== "" && people.has(at) && !done.has(at); at = people.get(at)?.manager ?? "") {
			const turned = on.get(at);
			if (turned !== undefined) {
				const round = way.slice(turned);
				const lines = round.map((number) => people.get(number)?.line ?? 0);
				faults.push({ line: Math.min(...lines), what: "round", value: [...round, at].slice(0, 12).join(" → ") });
				break;
			}
			on.set(at, way.length);
			way.push(at);
		}
		for (const number of way) done.add(number);
	}
	return faults;
}
