// Reads a CSV file of a personnel system: bytes in, rows with the numbers of their
// lines out. papaparse reads the quotes; how bytes are spelled, by what values are
// separated and on which line a row begins is found out here.
import Papa from "papaparse";
import { decode } from "../plaintext.ts";

/** The largest file, and the most lines, that a page can hold and show at ease. */
export const MAX_FILE_BYTES = 20_000_000;
export const MAX_LINES = 100_000;

/** A row, and the line of the file on which it begins, from 1. */
export interface Line {
	readonly line: number;
	readonly cells: readonly string[];
}

/** What a file says. */
export interface Table {
	readonly headings: readonly string[];
	readonly lines: readonly Line[];
	/** Lines whose quotation marks do not fit. */
	readonly broken: readonly number[];
}

/** Why nothing of a file can be read. */
export type Unreadable = "too-large" | "too-many-lines" | "empty" | "no-text";

/** A file that cannot be read. */
export class NoTable extends Error {
	override readonly name = "NoTable";

	constructor(readonly why: Unreadable) {
		super(why);
	}
}

/** Reads a file; throws a NoTable. Lines without any value are left out. */
export function readTable(bytes: Uint8Array): Table {
	if (bytes.length > MAX_FILE_BYTES) throw new NoTable("too-large");
	const text = decode(bytes).replace(/\r\n?/g, "\n");
	if (text.includes("\0")) throw new NoTable("no-text"); // a workbook, not a CSV file
	const { delimiter, skip } = separated(text);
	const { data, errors } = Papa.parse(text.slice(skip), { delimiter, newline: "\n" });
	const lines: Line[] = [];
	const starts: number[] = [];
	let line = skip > 0 ? 2 : 1;
	for (const row of data) {
		starts.push(line);
		const cells = row.map(tidy);
		if (cells.some((cell) => cell !== "")) lines.push({ line, cells });
		line += 1 + row.reduce((sum, cell) => sum + breaks(cell), 0);
	}
	if (lines.length > MAX_LINES + 1) throw new NoTable("too-many-lines");
	const [head, ...rest] = lines;
	if (!head || rest.length === 0) throw new NoTable("empty");
	return { headings: head.cells, lines: rest, broken: [...new Set(errors.map(({ row = 0 }) => starts[row] ?? line))] };
}

/** By what the values are separated, and how much stands before the headings ("sep=;"). */
function separated(text: string): { delimiter: string; skip: number } {
	const said = /^sep=([;,\t])\n/i.exec(text);
	if (said) return { delimiter: said[1] as string, skip: said[0].length };
	const heading = /^\n*([^\n]*)/.exec(text)?.[1]?.replace(/"[^"]*"/g, "") ?? "";
	const count = (mark: string) => heading.split(mark).length;
	const [most = ";"] = [";", ",", "\t"].sort((a, b) => count(b) - count(a));
	return { delimiter: most, skip: 0 };
}

const breaks = (cell: string): number => cell.split("\n").length - 1;

/** A value without what nobody sees: spaces around and control characters. */
function tidy(cell: string): string {
	return cell.normalize("NFC").replace(/[\p{Cc}\p{Cf}\s]+/gu, (found) => (/[\s\p{Cc}]/u.test(found) ? " " : "")).trim();
}
