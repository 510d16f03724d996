// What a page and the worker of the chart say to each other (page/chart/work.ts).
import type { MadeNames, Vouching } from "./key.ts";
import type { Names } from "./names.ts";
import type { KeyFor, Reader, SealedNames } from "./wire.ts";

/** What can be asked. The own identity comes along and is not kept. */
export type Ask =
	/** Opens names; they and the names' key come back. */
	| { readonly kind: "open"; readonly own: string; readonly org: string; readonly sealed: SealedNames }
	| { readonly kind: "seal"; readonly by: Vouching; readonly names: Names; readonly readers: readonly Reader[]; readonly reason?: string }
	/** Seals the names' key to readers who lack it. */
	| { readonly kind: "give"; readonly by: Vouching; readonly identity: string; readonly lacking: readonly Reader[] };

/** What comes back, by what was asked. */
export interface Answers {
	readonly open: { readonly names: Names; readonly identity: string };
	readonly seal: MadeNames;
	readonly give: readonly KeyFor[];
}

/** From the page, with a number. */
export interface ToWorker {
	readonly call: number;
	readonly ask: Ask;
}

/** From the worker, under that number. */
export type FromWorker =
	| { readonly kind: "progress"; readonly call: number; readonly done: number; readonly of: number }
	| { readonly kind: "answer"; readonly call: number; readonly answer: Answers[keyof Answers] }
	| { readonly kind: "not-done"; readonly call: number; readonly code: string; readonly message: string };
