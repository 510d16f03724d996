// A passphrase's stretching and a wrapped identity, for those who make a key or
// change the passphrase of theirs. What goes to the server cannot unwrap anything.
import { Failure } from "./api.ts";
import { toBase64 } from "./bytes.ts";
import type { Identity } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { type SignIn, unwrapIdentity, wrapIdentity } from "./signin.ts";

/** Why it did not work. All but the first are found in the browser. */
export type KeyTrouble =
	/** The server refused, was not reached, or failed. */
	| { readonly kind: "failure"; readonly failure: Failure }
	| { readonly kind: "too-long" | "no-memory" | "no-key" };

/** What a way in is made of, as the server keeps it. */
export interface WayIn {
	readonly secret: string;
	/** Base64. */
	readonly wrapped: string;
}

/** Wraps an identity, and opens it again before anybody relies on it. */
export async function wayIn(by: SignIn, org: string, identity: Identity): Promise<WayIn> {
	const { bytes } = await wrapIdentity(by.wrap, org, identity);
	if ((await unwrapIdentity(by.wrap, org, bytes)) !== identity) throw new Refusal("content.wrongly-sealed");
	return { secret: by.secretHex, wrapped: toBase64(bytes) };
}

/** What was thrown while a key was made, as a trouble. */
export function keyTrouble(error: unknown): KeyTrouble {
	if (error instanceof Failure) return { kind: "failure", failure: error };
	if (error instanceof Refusal) return { kind: "no-key" };
	const long = error instanceof RangeError && error.message === "passphrase too long";
	return { kind: long ? "too-long" : "no-memory" };
}
