// What a page and its opening worker say to each other. One worker serves one
// page; a "begin" comes first.
import type { CompartmentName } from "./compartment.ts";
import type { Item, Opened, SealedWords, Unlocked, WordsType } from "./opener.ts";

/** From the page to the worker. */
export type ToWorker =
	| { readonly kind: "begin"; readonly unlocked: Unlocked }
	| { readonly kind: "open"; readonly items: readonly Item[] }
	| { readonly kind: "seal"; readonly call: number; readonly box: CompartmentName; readonly type: WordsType; readonly text: string };

/** From the worker to the page. */
export type FromWorker =
	| { readonly kind: "opened"; readonly opened: Opened }
	| { readonly kind: "sealed"; readonly call: number; readonly sealed: SealedWords }
	| { readonly kind: "not-sealed"; readonly call: number; readonly code: string; readonly message: string };
