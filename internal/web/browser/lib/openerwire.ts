// What a page and its opening worker say to each other. One worker serves one
// page; a "begin" comes first.
import type { Bytes } from "./bytes.ts";
import type { CompartmentName } from "./compartment.ts";
import type { Item, Opened, SealedWords, Unlocked, WordsType } from "./opener.ts";

/** From the page to the worker. */
export type ToWorker =
	| { readonly kind: "begin"; readonly unlocked: Unlocked }
	| { readonly kind: "open"; readonly items: readonly Item[] }
	| Call;

/** What is answered under its number: by what was asked for, or by "not-done". */
export type Call = Seal | Unseal | SealPart | OpenPart;

/** Seals a text; answered by "sealed" or "not-done". */
export interface Seal {
	readonly kind: "seal";
	readonly call: number;
	readonly box: CompartmentName;
	readonly type: WordsType;
	readonly text: string;
}

/** Opens what was sealed here and not sent; answered by "unsealed" or "not-done". */
export interface Unseal {
	readonly kind: "unseal";
	readonly call: number;
	readonly box: CompartmentName;
	readonly type: WordsType;
	readonly base64: string;
}

/** Seals a part of a file; answered by "part" or "not-done". The bytes are handed over. */
export interface SealPart {
	readonly kind: "seal-part";
	readonly call: number;
	readonly box: CompartmentName;
	readonly bytes: Bytes;
}

/** Opens a part of a file; answered by "part" or "not-done". The bytes are handed over. */
export interface OpenPart {
	readonly kind: "open-part";
	readonly call: number;
	readonly box: CompartmentName;
	readonly id: string;
	readonly bytes: Bytes;
}

/** From the worker to the page. */
export type FromWorker =
	| { readonly kind: "opened"; readonly opened: Opened }
	| { readonly kind: "sealed"; readonly call: number; readonly sealed: SealedWords }
	| { readonly kind: "unsealed"; readonly call: number; readonly text: string }
	| { readonly kind: "part"; readonly call: number; readonly part: Part }
	| { readonly kind: "not-done"; readonly call: number; readonly code: string; readonly message: string };

/** A part of a file, sealed or open; id is the name of the sealed one. */
export interface Part {
	readonly id: string;
	readonly bytes: Bytes;
	/** Of one that was sealed: to which of the compartment's keys. */
	readonly epoch?: number;
}
