// Makes lines of a file into changes, and says at each line what is wrong. Nothing is
// compared as long as one fault is left: a change that was passed over would look as if
// there was none.
import { type Fault, type FaultKind, MAX_CELL } from "../chart/check.ts";
import type { Table } from "../chart/csv.ts";
import { dayOf } from "../chart/office.ts";
import type { Field, Mapping } from "./columns.ts";
import type { Kind } from "./kinds.ts";

/** One change of somebody in the file. */
export interface Change {
	readonly line: number;
	/** "" if the file has none. */
	readonly number: string;
	readonly name: string;
	readonly kind: Kind;
	/** "2026-05-26". */
	readonly day: string;
}

/** A file that was looked through. */
export interface Checked {
	readonly changes: readonly Change[];
	/** In the order of the lines. */
	readonly faults: readonly Fault[];
}

/** Looks a file through. kinds says of the words of the file which change they are; a line with another word is left out. */
export function check(table: Table, mapping: Mapping, kinds: ReadonlyMap<string, Kind>): Checked {
	const faults: Fault[] = table.broken.map((line) => ({ line, what: "quotes", value: "" }));
	const changes: Change[] = [];
	for (const { line, cells } of table.lines) {
		const tell = (what: FaultKind, value = ""): number => faults.push({ line, what, value });
		const cell = (field: Field): string => cells[mapping[field] ?? -1] ?? "";
		if (cells.slice(table.headings.length).some((one) => one !== "")) tell("cells", String(cells.length));
		const kind = kinds.get(cell("kind"));
		if (kind === undefined) continue;
		const long = Object.values(mapping).map((at) => cells[at] ?? "").find((one) => one.length > MAX_CELL);
		if (long !== undefined) tell("long", `${long.slice(0, 20)}…`);
		const number = cell("number");
		const name = nameOf(cell);
		const day = dayOf(cell("day"));
		if (number === "" && name === "") tell(mapping.number === undefined ? "name-missing" : "number-missing");
		if (day === undefined) tell("date-wrong", cell("day").slice(0, 20));
		else changes.push({ line, number, name, kind, day });
	}
	return { changes, faults: faults.sort((a, b) => a.line - b.line) };
}

const nameOf = (cell: (field: Field) => string): string =>
	cell("name") || [cell("given"), cell("prefix"), cell("surname")].filter((one) => one !== "").join(" ");
