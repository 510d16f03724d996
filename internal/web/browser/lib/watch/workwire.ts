// What the page and the worker that holds the file say to each other (page/watch/work.ts).
import type { Fault } from "../chart/check.ts";
import type { Unreadable } from "../chart/csv.ts";
import type { Mapping } from "./columns.ts";
import type { Kind, Word } from "./kinds.ts";
import type { Found, Sought } from "./match.ts";

/** What can be asked. The file stays with the worker until the next one. */
export type Ask =
	| { readonly kind: "read"; readonly bytes: ArrayBuffer }
	| { readonly kind: "words"; readonly column: number }
	| { readonly kind: "compare"; readonly mapping: Mapping; readonly kinds: readonly (readonly [string, Kind])[]; readonly sought: readonly Sought[] };

/** A file that was read: its headings, and for each something that stands below it. */
export interface Headed {
	readonly headings: readonly string[];
	readonly examples: readonly string[];
	readonly lines: number;
}

/** What comes back, by what was asked. */
export interface Answers {
	readonly read: Headed;
	readonly words: { readonly words: readonly Word[]; readonly more: boolean };
	readonly compare: { readonly faults: readonly Fault[]; readonly changes: number; readonly found: readonly Found[] };
}

/** From the page, with a number. */
export interface ToWorker {
	readonly call: number;
	readonly ask: Ask;
}

/** From the worker, under that number. */
export type FromWorker =
	| { readonly kind: "answer"; readonly call: number; readonly answer: Answers[keyof Answers] }
	| { readonly kind: "not-done"; readonly call: number; readonly why: Unreadable | "failed" };
